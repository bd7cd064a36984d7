"""Answers made by hand, to hold whatever a test puts into them."""

import pytest

from assistant.answers import Answer, AnswerValue, Citation, CitedParagraph, Claim
from corpus.documents import Document, Locator, Paragraph

HOSTILE = (
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "# Heading",
    "1. item",
    "- item",
    "+ item",
    "> quote",
    "--- *a* _b_ **c** ~~d~~ `e` ``` f",
    "[^1]: note",
    "[1]: http://evil.example",
    "see http://evil.example, www.evil.example and a@evil.example",
    "&lt;b&gt; &amp; &#x3c;",
    "a\\*b\\",
    "| a | b |\n|---|---|",
    "line\n\n# Heading\n\n    code",
    "$x^2$ {#id .class}",
    "\u202eover and out\u2066",
    "null \x00 half \ud800 \x1b[31m",
    "*",
)
"""What a document, a question or a model may bring: nothing of it may be more than text."""


@pytest.fixture(params=HOSTILE)
def hostile(request):
    return request.param


@pytest.fixture(scope="session")
def make_citation():
    def make_citation(quote, marker=1, *, number="18", title="Report by Belgium (2022)", language="zh", **options):
        document_id = options.get("document_id", "belgium-2022")
        document = Document(
            document_id, options.get("corpus", "npt"), options.get("path", "/somewhere/secret/file.txt"), "ab" * 32,
            options.get("symbol"), ((language, f"{title} in full"), ("en", title)), (("en", title),),
            options.get("submitted_by"), None, "2022-01-04/2022-01-28", language,
        )  # fmt: skip
        locator = Locator("paragraph", number, 1, options.get("section", ("Pillar I", "Testing")), 0, 7)
        text = f"Before. {quote} After."
        paragraph = Paragraph(f"{document_id}.p{number}", document_id, locator, f"{number}.", text, (), ())
        return Citation(marker, paragraph, document, quote, 8, 8 + len(quote), 1.0)

    return make_citation


@pytest.fixture(scope="session")
def make_answer():
    def make_answer(text, *citations, question="When?", language="en", nearest=(), left_out=(), **options):
        return Answer(
            question, language, "answered" if citations else "not_found", text, options.get("value"),
            options.get("confidence", 0.8), citations,
            tuple(CitedParagraph(near.paragraph, near.document, None) for near in nearest),
            tuple(Claim(claim, (1,), "unsupported", reason) for claim, reason in left_out),
            options.get("model", "extractive"), {}, note=options.get("note", ""),
            interpreted_question=options.get("interpreted_question"),
        )  # fmt: skip

    return make_answer


@pytest.fixture(scope="session")
def dated_answer(make_answer, make_citation):
    """A date with two sources, as extraction gives it."""
    return make_answer(
        "29 June 1999 [1][2]",
        make_citation("比利时于 1999 年 6 月 29 日批准了该条约。"),
        make_citation("比利时批准《条约》。", 2, number="3", document_id="other", symbol="NPT/CONF.2015/39"),
        value=AnswerValue("date", "1999-06-29", "29 June 1999"),
    )

"""The extractive answer: evidence put together for a reader, every quote word for word.

In: a question and the evidence for it, best first. Out: an `Answer`: the value that was asked for, in the
question's language, and the sentences that it stands in; or an honest "not found" with the nearest
paragraphs. Which of the two, `assistant.answering` decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Answer, AnswerValue, Citation, CitedParagraph, Claim
from assistant.differing import differing_figures
from assistant.extraction import Evidence
from assistant.library import Library
from assistant.listing import enumerated_countries, whole_list
from assistant.questions.question import Question
from assistant.values.find_values import Value
from assistant.values.rendering import render_iso_date, render_value
from corpus.documents import Document, Paragraph

MODEL = "extractive"
_MOST_CITATIONS = 3
_CLOSE = 1.0
"""Evidence within this much of the best one's score is cited beside it, where no value is asked for."""
_NEAREST = 3

_NOT_FOUND = {
    "ar": "لم يُعثر على إجابة في هذه الوثائق.",
    "en": "Not found in these documents.",
    "es": "No se ha encontrado en estos documentos.",
    "fr": "Aucune réponse trouvée dans ces documents.",
    "ru": "В этих документах ответ не найден.",
    "zh": "在这些文件中未找到答案。",
}


def quoted(citations: Sequence[Citation]) -> list[Claim]:
    """The claims that quotes make by themselves; a sentence of several paragraphs is one, which cites them all."""
    markers: dict[str, list[int]] = {}
    for citation in citations:
        markers.setdefault(citation.quote, []).append(citation.marker)
    return [Claim(quote, tuple(cited), "supported", "quoted word for word") for quote, cited in markers.items()]


def cited_line(claim: Claim) -> str:
    """A claim as a line of an answer, its citations behind it: "29 June 1999 [1][2]"."""
    return f"{claim.text} " + "".join(f"[{marker}]" for marker in claim.citations)


def not_found(question: Question, evidence: Sequence[Evidence], confidence: float, timings: dict[str, float]) -> Answer:
    """Nothing that is sure enough: the nearest paragraphs, offered as such."""
    nearest = tuple(
        CitedParagraph(item.found.paragraph, item.found.document, item.found.score) for item in evidence[:_NEAREST]
    )
    text = _NOT_FOUND.get(question.language, _NOT_FOUND["en"])
    return Answer(
        question.text, question.language, "not_found", text, None, confidence, (), nearest, (), MODEL, timings
    )


def answered(
    question: Question,
    evidence: Sequence[Evidence],
    library: Library,
    confidence: float,
    timings: dict[str, float],
) -> Answer:
    """The best evidence, what says the same, and what other documents say instead. `evidence` must not be empty."""
    body = compose(question, evidence, library)
    return Answer(
        question.text, question.language, "answered", "\n".join(body.lines), body.value, confidence,
        tuple(body.citations), (), tuple(body.claims), MODEL, timings,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """What an answer shows of the evidence for one question."""

    value: AnswerValue | None
    lines: list[str]
    citations: list[Citation]
    claims: list[Claim]


def compose(question: Question, evidence: Sequence[Evidence], library: Library, first_marker: int = 1) -> Body:
    """The value or the sentences, cited from `[first_marker]` on. `evidence` must not be empty."""
    if evidence[0].value is None:
        return _quotes(question, evidence, library, first_marker)
    return _figures(question, evidence, library, first_marker)


def _figures(question: Question, evidence: Sequence[Evidence], library: Library, first_marker: int) -> Body:
    """The value, and what other documents give instead, each as of its document's date."""
    best = evidence[0]
    assert best.value is not None
    same = [item for item in evidence[1:] if item.value and item.value.normalized == best.value.normalized]
    groups = [[best, *same][:_MOST_CITATIONS], *([item] for item in differing_figures(evidence, library.retriever))]
    citations: list[Citation] = []
    claims: list[Claim] = []
    lines = []
    for group in groups:
        cited = [_cite(marker, item) for marker, item in enumerate(group, start=first_marker + len(citations))]
        value = group[0].value
        assert value is not None
        shown = answer_value(value, question).text
        markers = tuple(citation.marker for citation in cited)
        claims.append(Claim(shown, markers, "supported", "the value stands in the quote"))
        label = f"{dated(cited[0].document, question.language)}: " if len(groups) > 1 else ""
        lines.append(label + cited_line(claims[-1]))
        citations += cited
    return Body(answer_value(best.value, question), lines, citations, [*claims, *quoted(citations)])


def dated(document: Document, language: str) -> str:
    """A document with its date, as a reader names it: "Report by Belgium (2022), 4–28 January 2022"."""
    name = document.symbol or document.short_title_in(language)
    return f"{name}, {render_iso_date(document.date, language)}" if document.date else name


def _quotes(question: Question, evidence: Sequence[Evidence], library: Library, first_marker: int) -> Body:
    """The best sentences; of a list all items, of an enumeration its names first."""
    best = evidence[0]
    items = whole_list(best, library)
    if items:
        behind = enumerate(items, start=first_marker + 1)
        found = [_cite(first_marker, best), *(_cite_whole(marker, item, best) for marker, item in behind)]
    else:
        close = [item for item in evidence[1:] if item.score > best.score - _CLOSE]
        found = [
            _cite(marker, item) for marker, item in enumerate([best, *close][:_MOST_CITATIONS], start=first_marker)
        ]
    claims = quoted(found)
    names = enumerated_countries(question, best, library.retriever.lexicon)
    if names:
        claims.insert(0, Claim(names, (first_marker,), "supported", "the names stand in the quote"))
    return Body(None, list(map(cited_line, claims)), found, claims)


def _cite_whole(marker: int, item: Paragraph, lead: Evidence) -> Citation:
    return Citation(marker, item, lead.found.document, item.text, 0, len(item.text), lead.score)


def _cite(marker: int, item: Evidence) -> Citation:
    found = item.found
    return Citation(marker, found.paragraph, found.document, item.quote, item.start, item.end, item.score)


def answer_value(value: Value, question: Question) -> AnswerValue:
    """The value in the question's language; only its year where a year was asked for."""
    if question.kind == "year" and value.kind == "date":
        year = value.normalized[:4]
        return AnswerValue("year", year, year)
    return AnswerValue(value.kind, value.normalized, render_value(value, question.language))

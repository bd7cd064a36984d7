"""Evaluations to report on, made by hand or by asking; and a browser to open the report in."""

from dataclasses import replace

import pytest

from eval.measures.summary import summarise
from eval.report.evaluation import Evaluation
from eval.results import CitedQuote, GivenAnswer, QuestionResult

TEXTS = {
    "right": ("Report, para. 18", "比利时签署了该条约。比利时于 1999 年 6 月 29 日批准了该条约。"),
    "other": ("Report, para. 19", "比利时于 2013 年担任协调员。"),
}


@pytest.fixture
def make_result():
    """A result that is right but for what a test says of it."""

    def make_result(cited="right", quote="比利时于 1999 年 6 月 29 日批准了该条约。", value="1999-06-29", **fields):
        citations = (CitedQuote(cited, TEXTS.get(cited, ("?", ""))[0], quote, True),)
        right = QuestionResult(
            question_id="q", question="When did Belgium ratify the CTBT?", language="en", kind="date", group="",
            answerable=True, needed=(("right",),), relevant_quotes=("于1999年6月29日批准",),
            expected_value="1999-06-29", expected_answers=("29 June 1999",), ranking=("right", "other"),
            is_answered=True, confidence=0.8, given=GivenAnswer(f"{value} [1]", value, value, citations),
            model="extractive", claims_supported=1, claims_unsupported=0, citation_coverage=None,
            citation_accuracy=None, milliseconds=50.0,
        )  # fmt: skip
        return replace(right, **fields)

    return make_result


@pytest.fixture
def make_evaluation():
    """An evaluation of results, with nothing special about it but what a test says."""

    def make_evaluation(results, **fields):
        plain = Evaluation(
            title="asked.jsonl",
            is_drafted=False,
            settings={"documents": "5", "encoder": "small", "questions sha256": "ab" * 32},
            results=tuple(results),
            figures=summarise(results) if results else {},
            changes=None,
            baseline=None,
            bad_rows=(),
            paragraph_texts=TEXTS,
        )
        return replace(plain, **fields)

    return make_evaluation


@pytest.fixture
def open_report(browser):
    """Opens a report file; at the end, checks that it asked for nothing but itself and that nothing ran."""
    contexts, asked_for, problems, opened = [], [], [], []

    def open_report(path, width=1280, scheme="light", scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=scheme, java_script_enabled=scripts
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked_for.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: (problems.append(f"dialog {dialog.message}"), dialog.dismiss()))
        # Also what the page's own policy refuses is said on the console.
        page.on("console", lambda message: problems.append(f"{message.type}: {message.text}"))
        page.goto(path.as_uri())
        opened.append(path.as_uri())
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert asked_for == opened
    assert problems == []

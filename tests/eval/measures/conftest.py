"""Records of questions made by hand: what a test does not say is as in a question answered right."""

from dataclasses import replace

import pytest

from eval.results import CitedQuote, GivenAnswer, QuestionResult

RIGHT = QuestionResult(
    question_id="q",
    question="When did Belgium ratify the CTBT?",
    language="en",
    kind="date",
    group="",
    answerable=True,
    needed=(("a",),),
    relevant_quotes=("于1999年6月29日批准了",),
    expected_value="1999-06-29",
    expected_answers=("29 June 1999",),
    ranking=("a", "b", "c"),
    is_answered=True,
    confidence=0.8,
    given=None,
    model="extractive",
    claims_supported=0,
    claims_unsupported=0,
    citation_coverage=None,
    citation_accuracy=None,
    milliseconds=50.0,
)


def _result(
    cited=("a",),
    quotes=("比利时于 1999 年 6 月 29 日批准了该条约。",),
    verbatim=True,
    value="1999-06-29",
    text="29 June 1999",
    behind_value=(0,),
    **fields,
):
    citations = tuple(
        CitedQuote(key, f"para. {key}", quotes[min(place, len(quotes) - 1)], verbatim, place in behind_value)
        for place, key in enumerate(cited)
    )
    return replace(RIGHT, **{"given": GivenAnswer(text or "", value, text, citations)} | fields)


@pytest.fixture(scope="session")
def result():
    """A function: what is to be different → a `QuestionResult`."""
    return _result


@pytest.fixture(scope="session")
def unanswerable():
    """The same for questions that nothing answers."""

    def make(**fields):
        nothing = {"answerable": False, "needed": (), "relevant_quotes": (), "expected_value": None}
        return _result(**nothing | {"expected_answers": ()} | fields)

    return make

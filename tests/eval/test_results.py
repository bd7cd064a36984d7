"""The record of a question: which citations give its value, and what becomes of it when they are judged."""

from dataclasses import replace

import pytest

from assistant.answers import AnswerValue, Claim
from eval.measures.judgement import failure_reason, outcome
from eval.question_files.reading import read_question_set
from eval.question_set import QuoteFinder
from eval.results import make_result

QUESTION = "When did Belgium ratify the CTBT?"


@pytest.fixture
def ask(assistant, library, tmp_path):
    """Asks the question of a table that knows one quote; gives the answer and a function that makes its record."""

    def ask(value, quote):
        path = tmp_path / "asked.csv"
        path.write_text(f"question,value,quote\n{QUESTION},{value},{quote}\n", encoding="utf-8")
        (question,) = read_question_set(path).questions
        paragraphs = library.retriever.paragraphs
        needed = QuoteFinder((library.document_of(paragraph), paragraph) for paragraph in paragraphs).needed(question)
        return assistant.ask(QUESTION), lambda answer: make_result(question, needed, answer, 0.0)

    return ask


def test_a_report_that_says_the_same_in_front_of_the_expected_one_makes_no_answer_wrong(ask):
    answer, record = ask("1999-06-29", "比利时于1999年6月29日批准了该条约")
    result = record(answer)
    assert result.needed == (("belgium-2022.p18",),)
    assert [cited.paragraph_id for cited in result.given.citations].index("belgium-2022.p18") == 1
    assert [cited.gives_value for cited in result.given.citations[:2]] == [True, True]
    assert outcome(result) == "right"


def test_the_expected_paragraph_behind_another_value_is_no_right_answer(ask):
    answer, record = ask("1996-09-24", "比利时于1999年6月29日批准了该条约")
    assert (outcome(record(answer)), failure_reason(record(answer))) == ("wrong", "wrong paragraph")


def test_what_is_cited_for_something_else_does_not_give_the_value(ask):
    answer, record = ask("1999-06-29", "比利时于1999年6月29日批准了该条约")
    claims = (replace(answer.claims[0], citations=(1,)), Claim("29 June 1999", (2,), "supported", ""))
    result = record(replace(answer, claims=claims))
    assert [cited.gives_value for cited in result.given.citations[:2]] == [True, False]
    assert (outcome(result), failure_reason(result)) == ("wrong", "wrong paragraph")


@pytest.mark.parametrize(
    ("claims", "giving"),
    [
        ([("It met in 2015.", (1,), "supported"), ("5 states met.", (2,), "supported")], [False, True]),
        ([("5 states met.", (1,), "unsupported"), ("5 states met.", (2,), "supported")], [False, True]),
        ([("Five states met.", (1, 2), "supported")], [False, False]),
    ],
)
def test_the_first_claim_that_holds_and_says_the_value_gives_it(ask, claims, giving):
    answer, record = ask("5", "比利时于1999年6月29日批准了该条约")
    written = replace(
        answer, value=AnswerValue("number", "5", "5"), claims=tuple(Claim(*claim, "") for claim in claims)
    )
    assert [cited.gives_value for cited in record(written).given.citations[:2]] == giving


def test_without_a_value_no_citation_gives_it(ask):
    answer, record = ask("", "比利时于1999年6月29日批准了该条约")
    assert not any(cited.gives_value for cited in record(replace(answer, value=None)).given.citations)

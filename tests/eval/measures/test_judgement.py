"""What became of a question, and why it failed: each case as a person would call it."""

import pytest

from assistant.extraction import LOOKED_AT
from eval.measures.judgement import failure_reason, is_evidence_right, is_given_right, is_quote_right, is_right, outcome

FAR_DOWN = (*(f"x{number}" for number in range(LOOKED_AT)), "a")


def test_right_is_the_right_value_from_a_needed_paragraph(result):
    assert is_right(result())
    assert outcome(result()) == "right"
    assert failure_reason(result()) is None


def test_a_needed_paragraph_beside_others_that_give_the_right_value_is_right(result):
    behind_both = {"cited": ("x", "a"), "behind_value": (0, 1)}
    assert is_right(result(**behind_both))
    assert failure_reason(result(**behind_both, is_answered=False)) == "wrongly refused"
    assert is_right(result(cited=("x", "a", "d"), behind_value=(0, 1), needed=(("a",), ("d",))))
    # Another thing may have the same figure.
    in_other_words = ("该中心于 1999 年 6 月 29 日在维也纳设立。", "比利时已经批准。1999 年 6 月 29 日。")
    assert failure_reason(result(**behind_both, quotes=in_other_words)) == "wrong paragraph"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"value": "1996-09-24", "text": "24 September 1996"}, "wrong value"),
        ({"value": None, "text": None}, "wrong value"),
        ({"value": "2005", "quotes": ("《2005年修正案》",)}, "wrong sentence"),
        ({"cited": ("b", "a")}, "wrong paragraph"),
        ({"cited": ("b", "a"), "behind_value": (0, 1), "value": "1996-09-24"}, "wrong paragraph"),
        ({"cited": ("b", "c", "a"), "behind_value": (0, 1)}, "wrong paragraph"),
        (
            {"cited": ("b", "a"), "behind_value": (0, 1), "expected_value": None, "expected_answers": ()},
            "wrong paragraph",
        ),
        ({"cited": ("b", "a"), "behind_value": (0, 1), "needed": (("a",), ("d",))}, "second source missing"),
        ({"cited": ("b",), "ranking": ("b", "c")}, "not retrieved"),
        ({"cited": ("b",), "needed": ((),)}, "not retrieved"),
        ({"cited": ("x1",), "ranking": FAR_DOWN}, "ranked low"),
        ({"cited": ("x1",), "ranking": FAR_DOWN[1:]}, "wrong paragraph"),
        ({"needed": (("a",), ("d", "e"))}, "second source missing"),
    ],
)
def test_a_wrong_answer_says_where_it_went_wrong(result, fields, reason):
    assert outcome(result(**fields)) == "wrong"
    assert failure_reason(result(**fields)) == reason
    assert failure_reason(result(**fields, is_answered=False)) == reason, "a withheld answer that was wrong as well"


def test_a_right_answer_that_was_withheld_is_wrongly_refused(result):
    withheld = result(is_answered=False, confidence=0.3)
    assert is_given_right(withheld)
    assert not is_right(withheld)
    assert outcome(withheld) == "refused"
    assert failure_reason(withheld) == "wrongly refused"


def test_nothing_drawn_from_a_paragraph_in_reach_is_wrongly_refused(result):
    assert failure_reason(result(given=None, is_answered=False)) == "wrongly refused"
    assert failure_reason(result(given=None, is_answered=False, ranking=FAR_DOWN)) == "ranked low"
    assert failure_reason(result(given=None, is_answered=False, ranking=())) == "not retrieved"


def test_where_nothing_answers_only_a_refusal_is_right(unanswerable):
    assert outcome(unanswerable()) == "answered_unanswerable"
    assert failure_reason(unanswerable()) == "answered though nothing answers it"
    assert outcome(unanswerable(is_answered=False)) == "rightly_refused"
    assert failure_reason(unanswerable(is_answered=False)) is None


def test_an_error_is_no_refusal(result, unanswerable):
    for make in (result, unanswerable):
        failed = make(given=None, is_answered=False, ranking=(), error="The model does not answer.")
        assert outcome(failed) == "error"
        assert failure_reason(failed) == "could not be asked"


def test_several_sources_are_all_needed_and_any_paragraph_of_each_will_do(result):
    needed = (("a", "b"), ("c", "d"))
    assert is_right(result(needed=needed, cited=("b", "c")))
    assert is_right(result(needed=needed, cited=("d", "x", "a")))
    assert not is_right(result(needed=needed, cited=("a", "b")))


def test_without_a_value_the_answer_has_to_stand_in_one_of_the_quotes(result):
    no_value = {"expected_value": None, "value": None, "text": None}
    assert is_right(result(**no_value))
    other = result(**no_value, quotes=("another sentence of it",))
    assert not is_right(other)
    assert is_evidence_right(other), "the paragraph is the right one"
    assert failure_reason(other) == "wrong sentence"
    second = result(**no_value, cited=("a", "a"), quotes=("another sentence", "比利时于1999年6月29日批准了该条约。"))
    assert is_right(second)
    elsewhere = result(**no_value, cited=("a", "z"), quotes=("another sentence", "比利时于1999年6月29日批准了该条约。"))
    assert not is_right(elsewhere), "the words stand in a paragraph that is no evidence"
    assert is_right(result(**no_value, quotes=("whatever",), relevant_quotes=(), expected_answers=()))


def test_without_known_evidence_the_value_or_else_the_answer_in_the_quote_decides(result):
    assert is_right(result(needed=(), relevant_quotes=(), cited=("z",)))
    assert failure_reason(result(needed=(), relevant_quotes=(), value="2001", quotes=("in 2001",))) == "wrong sentence"
    only_words = {"needed": (), "relevant_quotes": (), "expected_value": None, "expected_answers": ("Tuvalu",)}
    assert is_right(result(**only_words, quotes=("Tuvalu signed it",)))
    assert failure_reason(result(**only_words, quotes=("Thailand did",))) == "wrong sentence"


def test_a_quote_is_right_inside_the_relevant_one_or_around_it_or_with_an_answer_in_it(result):
    given = result().given
    assert is_quote_right(result(), given), "the relevant quote is inside, but for blanks"
    assert is_quote_right(result(relevant_quotes=("甲国：比利时于1999年6月29日批准了该条约。乙国",)), given)
    assert is_quote_right(result(relevant_quotes=(), expected_answers=("6月29日",)), given)
    assert not is_quote_right(result(relevant_quotes=("于2015年",)), given), "29 June is not written in the quote"


def test_no_quote_and_blank_ones_are_never_right(result):
    assert not is_quote_right(result(), result(cited=()).given)
    assert not is_quote_right(result(), result(quotes=("  ",)).given)
    assert not is_quote_right(result(relevant_quotes=("",), expected_answers=("", " ")), result().given)

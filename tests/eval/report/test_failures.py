from dataclasses import replace

import pytest

from eval.measures.judgement import failure_reason
from eval.report.failures import explain

TEXTS = {
    "right": ("Report, para. 18", "比利时于 1999 年 6 月 29 日批准了该条约。"),
    "other": ("Report, para. 19", "比利时于 2013 年担任协调员。"),
    "second": ("Report, para. 20", "法国于 1998 年批准了该条约。"),
}


def explained(result, most_characters=700):
    return explain(result, failure_reason(result), TEXTS, most_characters)


def shown(failure):
    return [(paragraph.reference[-2:], paragraph.is_cited, paragraph.is_right) for paragraph in failure.paragraphs]


def marked(paragraph):
    return [
        (stretch.text, stretch.is_cited, stretch.is_right)
        for stretch in paragraph.stretches
        if stretch.is_cited or stretch.is_right
    ]


def test_a_wrong_paragraph_stands_beside_the_right_one_with_their_quotes(make_result):
    failure = explained(make_result("other", "于 2013 年担任", "2013", ranking=("other", "x", "right")))
    assert failure.reason == "wrong paragraph"
    assert failure.seen == "wrong answer"
    assert failure.why == "The search put a right paragraph at place 3; the answer was taken from another."
    assert shown(failure) == [("19", True, False), ("18", False, True)]
    wrong, right = failure.paragraphs
    assert (wrong.place, right.place) == (1, 3)
    assert marked(wrong) == [("于 2013 年担任", True, False)]
    assert marked(right) == [("于 1999 年 6 月 29 日批准", False, True)]
    assert (wrong.language, right.language) == ("zh", "zh")


def test_a_wrong_value_is_shown_once_with_both_quotes_and_both_values(make_result):
    failure = explained(make_result(value="2013", quote="于 1999 年 6 月 29 日批准了该条约"))
    assert failure.why == "The paragraph is right, but the value read is 2013, not 1999-06-29."
    assert shown(failure) == [("18", True, True)]
    assert marked(failure.paragraphs[0]) == [
        ("于 1999 年 6 月 29 日批准", True, True),
        ("了该条约", True, False),
    ]


def test_no_value_is_said_to_be_none(make_result):
    result = make_result(value=None)
    assert "no value was read, not 1999-06-29" in explained(result).why


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"is_answered": False}, "The answer was right, and was withheld for want of confidence."),
        ({"is_answered": False, "given": None, "ranking": ("x", "right")}, "paragraph at place 2, and no answer"),
        ({"answerable": False, "needed": ()}, "The documents hold no answer to this, and one was shown."),
        ({"needed": (("second",),)}, "No right paragraph is among the 2 best that the search kept."),
        ({"needed": ((),)}, "The index holds no paragraph with the expected quote."),
        ({"needed": (("right",), ("second",))}, "The question needs 2 sources, and not all are cited."),
        ({"error": "The server is gone."}, "It met an error."),
        ({"needed": (("second",),), "ranking": (*"abcdefghijk", "second")}, "the right paragraph at place 12, too low"),
    ],
)  # fmt: skip
def test_each_reason_is_explained_with_what_is_known_of_the_question(make_result, fields, why):
    assert why in explained(make_result(**fields)).why


def test_of_several_paragraphs_that_answer_the_nearest_is_shown_and_the_others_are_named(make_result):
    failure = explained(make_result("other", needed=(("second", "right"),), ranking=("other", "right", "second")))
    assert shown(failure) == [("19", True, False), ("18", False, True)]
    assert failure.paragraphs[1].others == ("Report, para. 20",)


def test_each_source_that_is_needed_is_shown(make_result):
    failure = explained(make_result(needed=(("right",), ("second",))))
    assert shown(failure) == [("18", True, True), ("20", False, True)]


def test_expected_answers_are_marked_where_a_file_gives_no_quotes(make_result):
    failure = explained(make_result("other", relevant_quotes=(), expected_answers=("1999 年 6 月",)))
    assert marked(failure.paragraphs[1]) == [("1999 年 6 月", False, True)]


def test_a_paragraph_that_nobody_has_is_named_not_dropped(make_result):
    failure = explained(make_result("gone", needed=(("right",),)))
    assert failure.unknown == ("gone",)
    assert shown(failure) == [("18", False, True)]


def test_an_answer_that_says_no_more_than_its_value_is_not_repeated(make_result):
    result = make_result("other", value="2013")
    assert explained(result).given_text == ""
    longer = replace(result, given=replace(result.given, text="In 2013, it says [1]"))
    assert explained(longer).given_text == "In 2013, it says [1]"

"""The measures, against a case worked out by hand."""

from math import log2

import pytest

from eval.ranking_measures import DEPTH, measure_rankings

RELEVANT = {"q1": {"a"}, "q2": {"b", "c"}, "q3": {"d"}, "q4": {"e"}}
ORDERS = {
    "q1": ["a", "x", "y"],  # first
    "q2": ["x", "c", "y", "b"],  # second and fourth
    "q3": ["x", "y", "z", "a", "b", "c", "d"],  # seventh
    "q4": ["x", "y"],  # not at all
}
LANGUAGES = {"q1": "en", "q2": "en", "q3": "zh", "q4": "zh"}


def figures_of(language):
    return next(row for row in measure_rankings("made up", RELEVANT, ORDERS, LANGUAGES) if row.language == language)


def test_recall_counts_questions_with_a_relevant_paragraph_among_the_first():
    assert figures_of("all").found_within == pytest.approx((1 / 4, 2 / 4, 2 / 4, 3 / 4))
    assert figures_of("en").found_within == pytest.approx((1 / 2, 1, 1, 1))


def test_reciprocal_rank_is_that_of_the_first_relevant_paragraph():
    assert figures_of("all").reciprocal_rank == pytest.approx((1 + 1 / 2 + 1 / 7 + 0) / 4)


def test_ndcg_compares_with_the_best_order_there_could_be():
    second = (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3))
    assert figures_of("en").ndcg == pytest.approx((1 + second) / 2)
    assert figures_of("zh").ndcg == pytest.approx((1 / log2(8) + 0) / 2)


def test_languages_come_by_name_and_all_of_them_last():
    rows = measure_rankings("made up", RELEVANT, ORDERS, LANGUAGES)
    assert [(row.language, row.questions) for row in rows] == [("en", 2), ("zh", 2), ("all", 4)]


def test_one_language_needs_no_line_for_all():
    rows = measure_rankings("made up", {"q1": {"a"}}, {"q1": ["a"]}, {"q1": "en"})
    assert [row.language for row in rows] == ["en"]


def test_a_question_that_was_never_ranked_counts_as_not_found():
    rows = measure_rankings("made up", {"q1": {"a"}, "q2": {"b"}}, {"q1": ["a"]}, {"q1": "en", "q2": "en"})
    assert rows[0].found_within[0] == rows[0].reciprocal_rank == rows[0].ndcg == 0.5


def test_the_order_given_decides_also_where_ids_would_sort_otherwise():
    rows = measure_rankings("made up", {"q": {"b"}}, {"q": ["b", "a", "z"]}, {"q": "en"})
    assert rows[0].reciprocal_rank == 1


def test_paragraphs_below_the_depth_do_not_count():
    order = [f"x{rank}" for rank in range(DEPTH)] + ["a"]
    rows = measure_rankings("made up", {"q": {"a"}}, {"q": order}, {"q": "en"})
    assert rows[0].reciprocal_rank == 0

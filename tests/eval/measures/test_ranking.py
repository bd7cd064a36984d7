"""The ranking measures, against cases worked out by hand and ir-measures itself."""

from math import log2

import ir_measures
import numpy as np
import pytest

from eval.measures.ranking import DEPTH, measure_rankings, ranking_measures

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


def values_of(name, results):
    measure = next(measure for measure in ranking_measures() if measure.name == name)
    return measure.columns(results)[:, 0]


def test_every_question_of_a_run_has_its_own_value_worked_out_by_hand(result):
    results = [
        result(needed=(("a",),), ranking=("a", "b")),
        result(needed=(("a",), ("c", "z")), ranking=("b", "c", "a")),
        result(needed=(("a",),), ranking=("x", "y")),
    ]
    assert values_of("R@1", results) == pytest.approx([1, 0, 0])
    assert values_of("R@3", results) == pytest.approx([1, 1, 0])
    assert values_of("RR", results) == pytest.approx([1, 1 / 2, 0])
    # Three paragraphs are needed: the best order has them on ranks 1 to 3.
    second = (1 / log2(3) + 1 / log2(4)) / (1 + 1 / log2(3) + 1 / log2(4))
    assert values_of("nDCG@10", results) == pytest.approx([1, second, 0])


def test_questions_whose_evidence_is_not_in_the_index_have_found_nothing(result, unanswerable):
    results = [unanswerable(), result(needed=()), result(needed=((),)), result()]
    values = values_of("R@1", results)
    assert np.isnan(values).ravel().tolist() == [True, True, False, False]
    assert values.ravel()[2:].tolist() == [0, 1]


def test_a_question_that_could_not_be_asked_has_found_nothing(result):
    assert values_of("R@10", [result(ranking=(), given=None, error="no model")]) == [0]


def test_no_questions_have_no_values():
    assert len(values_of("RR", [])) == 0


def test_the_values_of_a_run_average_to_what_ir_measures_makes_of_it(result):
    random = np.random.default_rng(7)
    names = [f"p{number}" for number in range(30)]
    results = [
        result(needed=(tuple(random.choice(names, 3, replace=False)),), ranking=tuple(random.permutation(names)[:20]))
        for _ in range(60)
    ]
    judged = {str(place): dict.fromkeys(item.needed[0], 1) for place, item in enumerate(results)}
    run = {
        str(place): {key: 1 / (rank + 1) for rank, key in enumerate(item.ranking)} for place, item in enumerate(results)
    }
    theirs = {"R@1": ir_measures.Success @ 1, "R@5": ir_measures.Success @ 5, "RR": ir_measures.RR}
    theirs["nDCG@10"] = ir_measures.nDCG @ 10
    means = ir_measures.calc_aggregate(theirs.values(), judged, run)
    for name, measure in theirs.items():
        assert values_of(name, results).mean() == pytest.approx(means[measure]), name

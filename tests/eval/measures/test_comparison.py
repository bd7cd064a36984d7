"""Differences between runs: p values counted by hand and beside scipy's."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from eval.measures.abstention import area_under_roc
from eval.measures.comparison import adjust_by_holm, compare, randomisation_test
from eval.measures.measure import Measure, mean, share

MEAN = Measure("mean", lambda results: np.empty((0, 1)), mean)
SHARE = Measure("share", lambda results: np.empty((0, 2)), share)
AUROC = Measure("auroc", lambda results: np.empty((0, 2)), area_under_roc)


def column(*values):
    return np.array(values, float)[:, None]


def test_all_ways_to_swap_are_counted_by_hand():
    # Differences 1, 1, 1: of 8 ways, the two with all signs alike are as large.
    assert randomisation_test(MEAN, column(0, 0, 0), column(1, 1, 1), np.arange(3)) == 2 / 8
    # Differences 3, 1, 1 (sum 5): 3+1+1 and its mirror only.
    assert randomisation_test(MEAN, column(0, 0, 0), column(3, 1, 1), np.arange(3)) == 2 / 8
    # Differences 3, 1, -1 (sum 3): 3±1∓1, 3+1+1 and their mirrors.
    assert randomisation_test(MEAN, column(0, 0, 1), column(3, 1, 0), np.arange(3)) == 6 / 8


def test_questions_of_a_group_are_swapped_together():
    # Groups differ by 2 and 1: of 4 ways, the two with both signs alike.
    assert randomisation_test(MEAN, column(0, 0, 0), column(1, 1, 1), np.array([5, 5, 2])) == 2 / 4


def test_runs_without_a_difference_have_p_1():
    assert randomisation_test(MEAN, column(0, 1, 1), column(0, 1, 1), np.arange(3)) == 1


def test_the_exact_test_is_scipys():
    random = np.random.default_rng(1)
    before, after = random.random(11), random.random(11) + 0.1
    theirs = stats.permutation_test(
        (before, after), lambda x, y, axis: (x - y).mean(axis), permutation_type="samples", n_resamples=1e5
    )
    ours = randomisation_test(MEAN, before[:, None], after[:, None], np.arange(11))
    assert ours == pytest.approx(theirs.pvalue, abs=1e-12)


def test_the_random_test_is_close_to_scipys():
    random = np.random.default_rng(2)
    before = random.integers(2, size=300).astype(float)
    after = np.where(random.random(300) < 0.1, 1, before)
    after[random.random(300) < 0.04] = 0
    theirs = stats.permutation_test(
        (before, after),
        lambda x, y, axis: (x - y).mean(axis),
        permutation_type="samples",
        vectorized=True,
        rng=np.random.default_rng(3),
    )
    ours = randomisation_test(MEAN, before[:, None], after[:, None], np.arange(300))
    assert ours == pytest.approx(theirs.pvalue, rel=0.2, abs=0.004)
    assert ours == randomisation_test(MEAN, before[:, None], after[:, None], np.arange(300))


def test_a_measure_that_is_no_mean_is_taken_anew_for_each_way():
    # Before, the positive (.2) stands below the negative (.6); after, above (.9). Swapping only one of the two puts
    # positive .2 and .9 beside negative .6 and .6: 0 and 1 stay, whichever of them is swapped.
    before, after = np.array([(0.2, 1), (0.6, 0)]), np.array([(0.9, 1), (0.6, 0)])
    assert randomisation_test(AUROC, before, after, np.arange(2)) == 1
    random = np.random.default_rng(5)
    positive = np.arange(40) % 2
    before = np.column_stack([random.random(40), positive])
    after = np.column_stack([positive * 0.7 + random.random(40) * 0.4, positive])
    assert randomisation_test(AUROC, before, after, np.arange(40)) < 0.01


def test_a_question_that_only_one_run_says_something_about_moves_with_its_record():
    # One claim of one before, one of two after; the second question has claims after only. Shares 1/1 and 2/4.
    before, after = np.array([(1.0, 1.0), (np.nan, np.nan)]), np.array([(1.0, 2.0), (1.0, 2.0)])
    # Ways: none 1 - 1/2; the first 1/2 - 2/3; the second 2/3 - 1/2; both -1/2.
    assert randomisation_test(SHARE, before, after, np.arange(2)) == 2 / 4


def test_holm_by_hand():
    # Sorted: .01 · 4, .02 · 3, .03 · 2 (not less than the one before), .5 · 1.
    assert adjust_by_holm([0.03, 0.01, 0.5, 0.02]) == pytest.approx([0.06, 0.04, 0.5, 0.06])
    assert adjust_by_holm([0.6, 0.7]) == [1, 1]
    assert adjust_by_holm([]) == []


@pytest.fixture
def run(result, unanswerable):
    """A function: how many of 60 answerable questions are wrong → results, with 10 unanswerable ones refused."""

    def make(wrong, group=lambda number: ""):
        asked = [
            result(question_id=f"q{number}", group=group(number), cited=("b" if number < wrong else "a",))
            for number in range(60)
        ]
        near = [unanswerable(question_id=f"u{number}", is_answered=False, confidence=0.1) for number in range(10)]
        return asked + near

    return make


def change_of(changes, name):
    return next(change for change in changes if change.name == name)


def test_a_run_compared_with_itself_has_not_changed(run):
    changes = compare(run(10), run(10))
    assert {change.difference for change in changes} == {0}
    assert {change.p_value for change in changes} == {change.adjusted_p for change in changes} == {1}
    assert not any(change.is_worse for change in changes)
    assert not any(change.name.startswith("latency") for change in changes)


def test_many_more_wrong_answers_are_significantly_worse(run):
    changes = compare(run(5), run(35))
    right = change_of(changes, "right")
    assert (right.before, right.after, right.n) == (55 / 60, 25 / 60, 60)
    assert right.difference == pytest.approx(-1 / 2)
    assert right.adjusted_p < 0.05
    assert right.is_worse
    assert change_of(changes, "wrong_shown").is_worse, "more is worse here"
    assert not change_of(changes, "R@1").is_worse
    assert not any(change.is_worse for change in compare(run(35), run(5))), "better is not worse"


def test_one_more_wrong_answer_is_chance(run):
    assert not any(change.is_worse for change in compare(run(5), run(6)))


def test_a_change_in_few_documents_can_still_be_seen(run):
    def by_document(number):
        return f"document {number % 5}"

    assert change_of(compare(run(5, by_document), run(35, by_document)), "right").is_worse


def test_a_change_in_one_of_many_groups_is_that_groups_own(run):
    def by_article(number):
        return f"article {number // 3}"

    # Ten of twenty groups turned: with each question on its own, p would be far smaller.
    alone = change_of(compare(run(0), run(9)), "right")
    together = change_of(compare(run(0, by_article), run(9, by_article)), "right")
    assert alone.p_value < 0.02 < together.p_value == pytest.approx(2 / 2**3, abs=0.02)


def test_only_questions_that_both_runs_have_are_compared(run):
    before, after = run(10), run(10)
    reworded = [replace(after[0], question="Asked otherwise"), *after[1:50]]
    assert change_of(compare(before, reworded), "right").n == 49
    assert change_of(compare(before, list(reversed(after))), "right").difference == 0
    assert compare(before, []) == compare([], []) == []


def test_a_measure_that_one_run_lacks_is_left_out(run):
    with_model = [replace(item, citation_coverage=1.0) for item in run(10)]
    assert "citation_coverage" not in {change.name for change in compare(run(10), with_model)}
    assert "citation_coverage" in {change.name for change in compare(with_model, with_model)}

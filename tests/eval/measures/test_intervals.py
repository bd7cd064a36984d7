"""Intervals: beside scipy's, by hand where resampling fails, and how often they hold the truth."""

import numpy as np
import pytest
from scipy import stats

from eval.measures.abstention import area_under_roc, calibration_error, rarer_class
from eval.measures.intervals import Figure, cluster_numbers, effective_groups, make_figure
from eval.measures.latency import percentile
from eval.measures.measure import Measure, mean, share

MEAN = Measure("mean", lambda results: np.empty((0, 1)), mean)
AUROC = Measure("auroc", lambda results: np.empty((0, 2)), area_under_roc, cases=rarer_class)
CALIBRATION = Measure("ece", lambda results: np.empty((0, 2)), calibration_error, is_biased=True)


def column(values):
    return np.array(values, float)[:, None]


def each_alone(values):
    return np.arange(len(values))


def in_groups(random, groups, truth, correlation):
    """Shares that differ from group to group as an intraclass correlation says (beta-binomial)."""
    sizes = random.integers(15, 60, size=groups)
    spread = 1 / correlation - 1
    numbers = np.repeat(np.arange(groups), sizes)
    chances = random.beta(truth * spread, (1 - truth) * spread, size=groups)[numbers]
    return column(random.random(len(numbers)) < chances), numbers


def test_the_interval_of_a_mean_is_scipys_percentile_interval():
    values = np.random.default_rng(2).random(400) ** 2
    figure = make_figure(MEAN, column(values), each_alone(values))
    theirs = stats.bootstrap((values,), np.mean, method="percentile", rng=np.random.default_rng(3)).confidence_interval
    assert figure.value == pytest.approx(values.mean())
    assert figure.low == pytest.approx(theirs.low, abs=0.003)
    assert figure.high == pytest.approx(theirs.high, abs=0.003)
    assert figure.n == 400


def test_the_interval_by_groups_is_scipys_over_groups_stretched():
    random = np.random.default_rng(9)
    means = random.random(40)
    values = np.repeat(means, 10)
    figure = make_figure(MEAN, column(values), np.repeat(np.arange(40), 10))
    theirs = stats.bootstrap((means,), np.mean, method="percentile", rng=np.random.default_rng(3)).confidence_interval
    stretch = stats.t.ppf(0.975, 39) / stats.norm.ppf(0.975) * np.sqrt(40 / 39)
    assert figure.value - figure.low == pytest.approx(stretch * (means.mean() - theirs.low), abs=0.008)
    assert figure.high - figure.value == pytest.approx(stretch * (theirs.high - means.mean()), abs=0.008)


def test_two_calls_give_the_same_digits():
    values = np.random.default_rng(2).random(100)
    assert make_figure(MEAN, column(values), each_alone(values)) == make_figure(
        MEAN, column(values), each_alone(values)
    )


def test_groups_widen_the_interval():
    values, groups = in_groups(np.random.default_rng(1), 12, 0.6, 0.2)
    together = make_figure(MEAN, values, groups)
    alone = make_figure(MEAN, values, each_alone(values))
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


def test_questions_without_a_group_stay_the_share_that_they_are():
    # Three documents all right and sixty questions on their own all wrong: had each resample another number of these,
    # the interval would be nearly everything.
    values = column([1] * 120 + [0] * 60)
    groups = np.concatenate([np.repeat(np.arange(3), 40), np.arange(3, 63)])
    assert make_figure(MEAN, values, groups) == make_figure(MEAN, values, each_alone(values))


def test_groups_that_agree_by_chance_do_not_narrow_it():
    values = column([0, 1] * 30)
    alone = make_figure(MEAN, values, each_alone(values))
    assert make_figure(MEAN, values, np.repeat(np.arange(6), 10)) == alone
    assert make_figure(MEAN, values, np.zeros(60, int)) == alone, "one group says nothing of the spread of groups"


@pytest.mark.parametrize(("groups", "least"), [(5, 0.88), (24, 0.9)])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(groups, least):
    random = np.random.default_rng(11)
    figures = [make_figure(MEAN, *in_groups(random, groups, 0.6, 0.08)) for _ in range(100)]
    held = np.mean([figure.low <= 0.6 <= figure.high for figure in figures])
    assert least <= held <= 0.99


def test_a_share_of_all_or_nothing_has_wilsons_interval():
    # Wilson's score interval of n in n begins at n / (n + z²), z = 1.96.
    ten = make_figure(MEAN, column([1] * 10), np.arange(10))
    assert ten == Figure(1.0, pytest.approx(10 / (10 + 1.96**2), abs=1e-4), 1.0, 10)
    none = make_figure(MEAN, column([0] * 10), np.arange(10))
    assert none == Figure(0.0, 0.0, pytest.approx(1.96**2 / (10 + 1.96**2), abs=1e-4), 10)


def test_where_all_is_right_groups_count_and_not_questions():
    figure = make_figure(MEAN, column([1] * 100), np.repeat(np.arange(5), 20))
    assert figure.low == pytest.approx(5 / (5 + 1.96**2), abs=1e-4)
    assert figure.n == 100


def test_a_perfect_auroc_rests_on_the_rarer_class():
    columns = np.column_stack([np.linspace(0, 1, 50), np.arange(50) >= 44])
    figure = make_figure(AUROC, columns, np.arange(50))
    assert figure.value == 1
    assert figure.low == pytest.approx(6 / (6 + 1.96**2), abs=1e-4)


def test_resamples_that_lack_a_class_are_passed_over():
    columns = np.column_stack([[0.9, 0.5, 0.4, 0.3, 0.6], [1, 0, 0, 0, 0]])
    figure = make_figure(AUROC, np.vstack([columns, [(0.2, 1)]]), np.arange(6))
    assert not np.isnan([figure.value, figure.low, figure.high]).any()
    assert figure.low <= figure.value <= figure.high


def test_what_is_undefined_has_no_figure():
    assert make_figure(MEAN, np.empty((0, 1)), np.empty(0, int)) is None
    assert make_figure(AUROC, np.array([(0.9, 1.0), (0.4, 1.0)]), np.arange(2)) is None


def test_one_question_has_an_interval_too():
    assert make_figure(MEAN, column([0.5]), np.arange(1)) == Figure(0.5, 0.5, 0.5, 1)
    assert make_figure(MEAN, column([1]), np.arange(1)).low == pytest.approx(1 / (1 + 1.96**2), abs=1e-4)


def test_the_calibration_error_of_honest_confidences_may_be_all_chance():
    random = np.random.default_rng(8)
    confidence = random.random(150)
    columns = np.column_stack([confidence, random.random(150) < confidence])
    figure = make_figure(CALIBRATION, columns, np.arange(150))
    assert 0 <= figure.low < 0.03 < figure.value <= figure.high


def test_times_stay_within_those_seen():
    median = Measure("p50", lambda results: np.empty((0, 1)), lambda c, w: percentile(c, w, share=0.5), is_share=False)
    figure = make_figure(median, column([10, 20, 1000]), np.arange(3))
    assert (figure.value, figure.low, figure.high) == (20, 10, 1000)


def test_a_share_of_things_counts_things_and_not_questions():
    shares = Measure("share", lambda results: np.empty((0, 2)), share)
    assert make_figure(shares, np.array([(1.0, 1.0), (1.0, 3.0)]), np.arange(2)).value == 2 / 4


def test_questions_without_a_group_stand_alone(result):
    results = [result(group=group) for group in ("a", "", "b", "a", "")]
    assert cluster_numbers(results).tolist() == [0, 1, 2, 0, 3]


def test_effective_groups_by_hand():
    assert effective_groups(np.repeat(np.arange(4), 7)) == 4
    # Three of one group and one alone: 4² / (3² + 1²).
    assert effective_groups(np.array([0, 0, 0, 1])) == 1.6

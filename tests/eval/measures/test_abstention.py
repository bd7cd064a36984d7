"""Measures of confidence: cases worked out by hand, and parity with scikit-learn."""

import numpy as np
import pytest
from sklearn.calibration import calibration_curve
from sklearn.metrics import roc_auc_score

from eval.measures.abstention import (
    area_under_risk_coverage,
    area_under_roc,
    calibration_error,
    confidence_and_answerable,
    confidence_and_right,
    rarer_class,
    reliability,
    risk_coverage,
)


def of_all(statistic, *rows):
    columns = np.array(rows, float)
    return statistic(columns, np.ones((1, len(columns))))[0]


@pytest.fixture
def with_confidence(result):
    """A function: (confidence, whether right) of each question → results."""
    return lambda *pairs: [result(confidence=sure, cited=("a" if right else "b",)) for sure, right in pairs]


def test_auroc_is_how_often_a_positive_stands_above_a_negative():
    # Pairs: .9 above .8 and .3, .7 above .3 only.
    assert of_all(area_under_roc, (0.9, 1), (0.8, 0), (0.7, 1), (0.3, 0)) == 3 / 4


def test_a_tie_counts_one_half():
    assert of_all(area_under_roc, (0.5, 1), (0.5, 0)) == 1 / 2
    assert of_all(area_under_roc, (0.5, 1), (0.5, 0), (0.2, 0)) == 3 / 4


def test_auroc_of_one_class_is_undefined():
    assert np.isnan(of_all(area_under_roc, (0.9, 1), (0.3, 1)))
    assert rarer_class(np.array([(0.9, 1.0), (0.3, 1.0)])) == 0


@pytest.mark.parametrize("digits", [1, 6])
def test_auroc_is_scikit_learns_with_ties_and_weights(digits):
    random = np.random.default_rng(3)
    scores, positive = random.random(200).round(digits), random.integers(2, size=200)
    weights = random.integers(0, 4, size=(5, 200)).astype(float)
    theirs = [roc_auc_score(positive, scores, sample_weight=row) for row in weights]
    assert area_under_roc(np.column_stack([scores, positive]), weights) == pytest.approx(theirs)


def test_calibration_error_by_hand():
    # Two confidences fill five bins each: sure .9, right .8; sure .2, right .4.
    rows = [(0.9, right) for right in (1, 1, 1, 1, 0)] + [(0.2, right) for right in (1, 1, 0, 0, 0)]
    assert of_all(calibration_error, *rows) == pytest.approx((0.1 + 0.2) / 2)


def test_calibration_error_is_that_of_scikit_learns_equally_full_bins():
    random = np.random.default_rng(4)
    confidence = random.random(200)
    right = (random.random(200) < confidence**2).astype(float)
    shares, means = calibration_curve(right, confidence, n_bins=10, strategy="quantile")
    assert of_all(calibration_error, *zip(confidence, right, strict=True)) == pytest.approx(
        np.abs(shares - means).mean()
    )


def test_the_order_of_questions_that_are_equally_sure_makes_no_difference():
    random = np.random.default_rng(5)
    rows = np.column_stack([random.random(60).round(1), random.integers(2, size=60)])
    for statistic in (area_under_roc, calibration_error, area_under_risk_coverage):
        assert of_all(statistic, *rows) == pytest.approx(of_all(statistic, *rows[random.permutation(60)]))


@pytest.mark.parametrize("statistic", [area_under_roc, calibration_error, area_under_risk_coverage])
def test_a_weight_of_two_is_a_question_twice(statistic):
    random = np.random.default_rng(6)
    columns = np.column_stack([random.random(30).round(1), random.integers(2, size=30)])
    weights = random.integers(0, 3, size=(1, 30)).astype(float)
    repeated = np.repeat(columns, weights[0].astype(int), axis=0)
    assert statistic(columns, weights)[0] == pytest.approx(of_all(statistic, *repeated))


def test_risk_coverage_by_hand(with_confidence):
    results = with_confidence((0.9, True), (0.8, False), (0.7, True), (0.7, False))
    assert risk_coverage(results) == [(1 / 4, 0.0), (2 / 4, 1 / 2), (1.0, 2 / 4)]


def test_aurc_is_the_area_under_these_steps():
    area = of_all(area_under_risk_coverage, (0.9, 1), (0.8, 0), (0.7, 1), (0.7, 0))
    assert area == pytest.approx((0 + 1 / 2 + 2 / 4 + 2 / 4) / 4)
    assert of_all(area_under_risk_coverage, (0.9, 1), (0.8, 1)) == 0


def test_reliability_by_hand(with_confidence):
    results = with_confidence((0.1, False), (0.3, False), (0.6, True), (0.8, True), (0.9, False), (1.0, True))
    found = reliability(results, bins=3)
    assert [n for _, _, n in found] == [2, 2, 2]
    assert [sure for sure, _, _ in found] == pytest.approx([0.2, 0.7, 0.95])
    assert [right for _, right, _ in found] == [0, 1, 1 / 2]


def test_bins_that_equal_confidences_leave_empty_are_left_out(with_confidence):
    found = reliability(with_confidence(*[(0.2, False)] * 30, (0.9, True)))
    assert found == [(pytest.approx(0.2), 0, 30), (0.9, 1, 1)]


def test_no_questions_make_no_curve(result):
    unasked = [result(error="no model", given=None)]
    assert reliability([]) == reliability(unasked) == risk_coverage([]) == risk_coverage(unasked) == []


def test_withheld_answers_count_and_nothing_is_right_where_nothing_answers(result, unanswerable):
    results = [result(is_answered=False, confidence=0.3), unanswerable(confidence=0.6), result(error="no model")]
    assert confidence_and_right(results)[:2].tolist() == [[0.3, 1], [0.6, 0]]
    assert confidence_and_answerable(results)[:2].tolist() == [[0.3, 1], [0.6, 0]]
    assert np.isnan(confidence_and_right(results)[2]).all()

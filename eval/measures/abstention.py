"""Whether the confidence can be trusted: does it tell right from wrong, and is it the probability that it says it is.

In: questions' confidences, and which were answered right, be the answer shown or withheld. Out: areas under curves, the
calibration error, and the points of the two plots. All questions that could be asked count, those that nothing answers
too: nothing is right there. Statistics take columns (n, 2) and weights (m, n) and give m values (see `measure.py`).
Questions of the same confidence are never told apart, so that no figure depends on the order of the file.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eval.measures.judgement import is_evidence_right
from eval.measures.measure import Array, divide
from eval.results import QuestionResult

BINS = 10
"""Of the reliability diagram and the calibration error, as Naeini et al. have them."""


def confidence_and_right(results: Sequence[QuestionResult]) -> Array:
    """(questions, 2): confidence, and 1 where the evidence is right (`is_evidence_right`).

    NaN where the question could not be asked.
    """
    return _beside_confidence(results, [is_evidence_right(result) for result in results])


def confidence_and_answerable(results: Sequence[QuestionResult]) -> Array:
    """(questions, 2): confidence, and 1 where something answers; NaN where the question could not be asked."""
    return _beside_confidence(results, [result.answerable for result in results])


def area_under_roc(columns: Array, weights: Array) -> Array:
    """AUROC: how often a positive has a higher score than a negative, a tie counting one half (Hanley & McNeil 1982).

    `columns`: score, and 1 for positives. NaN where there are only positives or only negatives.
    """
    _, (positives, everyone) = _by_confidence(columns, weights, columns[:, 1], np.ones(len(columns)))
    negatives = everyone - positives
    lower = np.cumsum(negatives, axis=1) - negatives
    won = (positives * (lower + negatives / 2)).sum(axis=1)
    return divide(won, positives.sum(axis=1) * negatives.sum(axis=1))


def calibration_error(columns: Array, weights: Array) -> Array:
    """ECE (Naeini et al. 2015): mean of |share right - mean confidence| over equally full bins."""
    confidences, (right, counts) = _by_confidence(columns, weights, columns[:, 1], np.ones(len(columns)))
    gaps = _sum_in_bins(right - confidences * counts, _bin_numbers(counts, BINS), BINS)
    return divide(np.abs(gaps).sum(axis=1), counts.sum(axis=1))


def area_under_risk_coverage(columns: Array, weights: Array) -> Array:
    """AURC (Geifman et al. 2019): mean over the questions of the share wrong among those at least as sure.

    0 where all is right; the overall share wrong where confidence says nothing. Lower is better.
    """
    counts, risks = _risks(columns, weights)
    return divide((counts * risks).sum(axis=1), counts.sum(axis=1))


def risk_coverage(results: Sequence[QuestionResult]) -> list[tuple[float, float]]:
    """Of the questions that would be shown (coverage) the share that is wrong (risk), as the threshold falls.

    El-Yaniv & Wiener 2010. A point for each confidence that occurs, from the highest; the last has coverage 1.
    """
    columns = _asked(confidence_and_right(results))
    if not len(columns):
        return []
    counts, risks = _risks(columns, np.ones((1, len(columns))))
    coverage = np.cumsum(counts[0]) / counts[0].sum()
    return [(float(covered), float(risk)) for covered, risk in zip(coverage, risks[0], strict=True)]


def reliability(results: Sequence[QuestionResult], bins: int = BINS) -> list[tuple[float, float, int]]:
    """(mean confidence, share right, questions) of bins that are about equally full, from the least sure.

    Empty bins are left out: there are fewer where many questions have the same confidence.
    """
    columns = _asked(confidence_and_right(results))
    if not len(columns):
        return []
    weights = np.ones((1, len(columns)))
    confidences, (right, counts) = _by_confidence(columns, weights, columns[:, 1], np.ones(len(columns)))
    numbers = _bin_numbers(counts, bins)
    sums = [_sum_in_bins(values, numbers, bins)[0] for values in (confidences * counts, right, counts)]
    return [(float(sure / n), float(hits / n), int(n)) for sure, hits, n in zip(*sums, strict=True) if n]


def rarer_class(columns: Array) -> int:
    """The number of positives or of negatives, whichever is smaller: what an AUROC rests on."""
    positives = int(columns[:, 1].sum())
    return min(positives, len(columns) - positives)


def _beside_confidence(results: Sequence[QuestionResult], truths: Sequence[bool]) -> Array:
    rows = [
        (result.confidence, float(truth)) if result.error is None else (np.nan, np.nan)
        for result, truth in zip(results, truths, strict=True)
    ]
    return np.array(rows).reshape(-1, 2)


def _asked(columns: Array) -> Array:
    return columns[~np.isnan(columns[:, 0])]


def _by_confidence(columns: Array, weights: Array, *values: Array) -> tuple[Array, list[Array]]:
    """The confidences that occur, rising (c,), and the weighted sums of values (n,) at each, (m, c)."""
    order = np.argsort(columns[:, 0], kind="stable")
    confidences, starts = np.unique(columns[order, 0], return_index=True)
    ordered = weights[:, order]
    return confidences, [np.add.reduceat(ordered * value[order], starts, axis=1) for value in values]


def _bin_numbers(counts: Array, bins: int) -> NDArray[np.intp]:
    """The bin of each confidence (m, c): where the middle of its questions lies among all."""
    middle = np.cumsum(counts, axis=1) - counts / 2
    return np.asarray(
        np.minimum((bins * middle / np.maximum(counts.sum(axis=1, keepdims=True), 1)).astype(np.intp), bins - 1)
    )


def _sum_in_bins(values: Array, numbers: NDArray[np.intp], bins: int) -> Array:
    rows = np.arange(len(values))[:, None] * bins
    summed = np.bincount((numbers + rows).ravel(), weights=values.ravel(), minlength=bins * len(values))
    return summed.reshape(len(values), bins).astype(np.float64)


def _risks(columns: Array, weights: Array) -> tuple[Array, Array]:
    """Questions at each confidence, from the highest, and the share wrong among those at least as sure; (m, c)."""
    _, (wrong, counts) = _by_confidence(columns, weights, 1 - columns[:, 1], np.ones(len(columns)))
    wrong, counts = wrong[:, ::-1], counts[:, ::-1]
    covered = np.cumsum(counts, axis=1)
    # Where a resample has nothing as sure as that, the count of 0 takes the risk out of the area.
    return counts, np.cumsum(wrong, axis=1) / np.maximum(covered, 1)

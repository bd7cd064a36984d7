"""What a measure is: numbers for each question, and a statistic that makes one number of them.

In: functions of one question or of many. Out: `Measure`s. The statistic takes weights, how often each question counts,
so that the same function gives the figure, its resamples and what it is when records are swapped between two runs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.results import QuestionResult

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a run."""

    name: str
    columns: Callable[[Sequence[QuestionResult]], Array]
    """(questions, k): what the statistic needs of each question; NaN where the measure says nothing about it."""
    statistic: Callable[[Array, Array], Array]
    """Columns without NaN (n, k) and weights (m, n) → m values; NaN where weights leave it undefined."""
    is_higher_better: bool = True
    is_share: bool = True
    """Whether it lies between 0 and 1, so that at the ends the interval can be that of a share."""
    is_biased: bool = False
    """Whether fewer questions make it larger, so that resamples lie above it as it lies above the truth."""
    cases: Callable[[Array], int] = len
    """Columns → how many cases the figure rests on: questions, or those of the rarer class."""


def mean_of(
    name: str, per_question: Callable[[QuestionResult], float | None], *, is_higher_better: bool = True
) -> Measure:
    """The mean of a number that each question has, or None where it has none."""

    def columns(results: Sequence[QuestionResult]) -> Array:
        values = (per_question(result) for result in results)
        return np.array([[np.nan if value is None else float(value)] for value in values]).reshape(-1, 1)

    return Measure(name, columns, mean, is_higher_better)


def share_of(name: str, per_question: Callable[[QuestionResult], tuple[int, int]]) -> Measure:
    """The share of all things counted, where a question has (some of, so many) of them."""

    def columns(results: Sequence[QuestionResult]) -> Array:
        counts = (per_question(result) for result in results)
        return np.array([(part, whole) if whole else (np.nan, np.nan) for part, whole in counts]).reshape(-1, 2)

    return Measure(name, columns, share)


def mean(columns: Array, weights: Array) -> Array:
    """The weighted mean of the one column; (m,)."""
    return divide(_total(weights, columns[:, 0]), weights.sum(axis=1))


def share(columns: Array, weights: Array) -> Array:
    """The weighted sum of the first column over that of the second; (m,)."""
    return divide(_total(weights, columns[:, 0]), _total(weights, columns[:, 1]))


def divide(numerators: Array, denominators: Array) -> Array:
    """The quotients; NaN where the denominator is 0."""
    undefined = np.full(len(denominators), np.nan)
    return np.asarray(np.divide(numerators, denominators, out=undefined, where=denominators > 0))


def _total(weights: Array, values: Array) -> Array:
    # Not a matrix product: BLAS adds up in an order that depends on the number of threads, and with it the last digit.
    return np.asarray(np.einsum("mn,n->m", weights, values))

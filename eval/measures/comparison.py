"""What changed between two runs, and what of it is more than chance.

In: the results of two runs of the same questions. Out: a `Change` a measure, with a p value from a paired randomisation
test and one corrected for the number of measures.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.measures.all_measures import COMPARED
from eval.measures.intervals import batches, cluster_numbers, effective_groups
from eval.measures.measure import Array, Measure
from eval.results import QuestionResult

_SIGNIFICANT = 0.05
_SWAPS = 9999
"""Random ones, where there are more ways to swap: the smallest p value is then one in 10,000."""
_SEED = 20150522
_FEWEST_GROUPS = 12
"""With fewer groups to swap (`effective_groups`), not even the clearest difference, two of 2^11 ways, stands up to the
correction for some twenty-five measures."""
_ROUNDING = 1e-12
"""By less than this two differences count as the same: sums in another order differ in their last digits."""


@dataclass(frozen=True, slots=True)
class Change:
    """One measure of two runs, over the questions that both have."""

    name: str
    before: float
    after: float
    difference: float
    """After less before."""
    p_value: float
    """How likely so large a difference, either way, were if both runs were equally good."""
    adjusted_p: float
    """By Holm, over all measures."""
    n: int
    """Questions that the measure says something about in either run."""
    is_worse: bool
    """Whether it is significant and in the bad direction."""

    @property
    def is_significant(self) -> bool:
        """Whether chance alone would seldom do it: adjusted p below .05."""
        return self.adjusted_p < _SIGNIFICANT


def compare(before: Sequence[QuestionResult], after: Sequence[QuestionResult]) -> list[Change]:
    """The changes of all measures but times, in the order in which they are shown.

    Paired are the questions that both runs have under the same id in the same words; a measure that is undefined in
    either run is left out. Digits are the same from call to call.
    """
    earlier = {(result.question_id, result.question): result for result in before}
    paired = [(earlier[key], result) for result in after if (key := (result.question_id, result.question)) in earlier]
    pairs = [first for first, _ in paired], [second for _, second in paired]
    tested = [
        (measure, tested) for measure in COMPARED if (tested := _test(measure, *pairs, cluster_numbers(pairs[1])))
    ]
    adjusted = adjust_by_holm([p_value for _, (_, _, p_value, _) in tested])
    return [
        Change(
            measure.name,
            was,
            now,
            now - was,
            p_value,
            corrected,
            n,
            corrected < _SIGNIFICANT and (now < was) == measure.is_higher_better,
        )
        for (measure, (was, now, p_value, n)), corrected in zip(tested, adjusted, strict=True)
    ]


def adjust_by_holm(p_values: Sequence[float]) -> list[float]:
    """The p values corrected for their number (Holm 1979): the k-th smallest of m times m - k + 1."""
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        largest = max(largest, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = largest
    return adjusted


def randomisation_test(measure: Measure, before: Array, after: Array, clusters: NDArray[np.intp]) -> float:
    """The two-sided p value of a difference, by swapping records between the runs (Fisher 1935; Noreen 1989).

    `before`, `after`: (n, k), the same questions in the same order, NaN where the measure says nothing of it;
    `clusters`: (n,).
    If the runs are equally good, a question's two records might as well be the other way round. The questions of a
    group are swapped together. All 2^groups ways are tried where these are no more than the random ones; else the
    runs as they are count as one of the ways. The statistic itself is taken anew, so that it need be no mean.
    """
    members = np.unique(clusters, return_inverse=True)[1]
    pool = np.concatenate([before, after])
    applies = ~np.isnan(pool).any(axis=1)
    count = int(members.max()) + 1
    is_exact = 2**count <= _SWAPS
    observed, extreme, tried = np.inf, 0, 0
    for swapped in _ways_to_swap(count, len(pool), is_exact):
        taken_before = np.concatenate([~swapped[:, members], swapped[:, members]], axis=1)[:, applies].astype(float)
        statistics = (measure.statistic(pool[applies], weights) for weights in (1 - taken_before, taken_before))
        differences = np.abs(np.subtract(*statistics))
        if not tried:
            observed = differences[0] - _ROUNDING
        # What leaves the measure undefined for one of the runs counts as a difference as large: the cautious way.
        extreme += int((~(differences < observed)).sum())
        tried += len(differences)
    return extreme / tried


def _test(
    measure: Measure,
    before: Sequence[QuestionResult],
    after: Sequence[QuestionResult],
    clusters: NDArray[np.intp],
) -> tuple[float, float, float, int] | None:
    """Before, after, p value and questions; None where the measure is undefined."""
    columns = [measure.columns(results) for results in (before, after)]
    applies = [~np.isnan(rows).any(axis=1) for rows in columns]
    values = [_value(measure, rows[mask]) for rows, mask in zip(columns, applies, strict=True)]
    if np.isnan(values).any():
        return None
    either = applies[0] | applies[1]
    groups = clusters[either]
    if effective_groups(groups) < _FEWEST_GROUPS:
        # The test then speaks of these documents, not of others like them.
        groups = np.arange(len(groups))
    p_value = randomisation_test(measure, columns[0][either], columns[1][either], groups)
    return values[0], values[1], p_value, int(either.sum())


def _value(measure: Measure, columns: Array) -> float:
    return float(measure.statistic(columns, np.ones((1, len(columns))))[0]) if len(columns) else np.nan


def _ways_to_swap(count: int, row_length: int, is_exact: bool) -> Iterator[NDArray[np.bool_]]:
    """Which of so many groups are swapped, (m, count) at a time; in the first way of all, none."""
    random = np.random.default_rng(_SEED)
    start = 0
    for rows in batches(2**count if is_exact else _SWAPS + 1, row_length):
        if is_exact:
            ways = (np.arange(start, start + rows)[:, None] >> np.arange(count)) & 1
        else:
            ways = random.integers(2, size=(rows, count))
            ways[0] *= start > 0
        start += rows
        yield ways.astype(bool)

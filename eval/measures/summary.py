"""All figures of a run.

In: the results of its questions. Out: a `Figure` a measure, over all questions and each language's and kind's.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from eval.measures.all_measures import MEASURES
from eval.measures.intervals import Figure, cluster_numbers, make_figure
from eval.measures.measure import Array, Measure
from eval.results import QuestionResult

_FEWEST_OF_A_SLICE = 5
"""A figure of one language or kind over fewer cases says nothing, and there are many of them."""


def summarise(results: Sequence[QuestionResult]) -> dict[str, Figure]:
    """The figures by name: "R@1", "right", …, and of slices "R@1/language=en", "right/kind=date".

    A figure over nothing is left out, and of slices those over fewer than five questions; of AUROCs those with fewer
    than five positives or negatives.
    """
    clusters = cluster_numbers(results)
    columns = [(measure, measure.columns(results)) for measure in MEASURES]
    figures: dict[str, Figure] = {}
    for suffix, rows, fewest in _slices(results):
        for measure, of_all in columns:
            figure = _figure_of(measure, of_all[rows], clusters[rows], fewest)
            if figure is not None:
                figures[measure.name + suffix] = figure
    return figures


def _figure_of(measure: Measure, columns: Array, clusters: NDArray[np.intp], fewest: int) -> Figure | None:
    applies = ~np.isnan(columns).any(axis=1)
    if measure.cases(columns[applies]) < fewest:
        return None
    return make_figure(measure, columns[applies], clusters[applies])


def _slices(results: Sequence[QuestionResult]) -> Iterator[tuple[str, NDArray[np.intp], int]]:
    """Suffix of the names, rows, and the fewest cases that a figure may rest on."""
    yield "", np.arange(len(results)), 1
    for name in ("language", "kind"):
        values = np.array([getattr(result, name) for result in results], dtype=object)
        for value in sorted(set(values)):
            yield f"/{name}={value}", np.flatnonzero(values == value), _FEWEST_OF_A_SLICE

"""How long answers take.

In: milliseconds, one number a question. Out: percentiles, also of weighted questions, as resampling needs them.
"""

from collections.abc import Sequence

import numpy as np

from eval.measures.measure import Array
from eval.results import QuestionResult


def milliseconds(results: Sequence[QuestionResult]) -> Array:
    """(questions, 1): from the question to the answer; NaN where the question could not be asked."""
    return np.array([[np.nan if result.error is not None else result.milliseconds] for result in results]).reshape(
        -1, 1
    )


def percentile(columns: Array, weights: Array, *, share: float) -> Array:
    """The time within which a share of the questions is answered.

    Hyndman & Fan's (1996) definition 7, that of `numpy.percentile`: linear between the two questions about rank
    share · (N - 1). `columns`: (n, 1) milliseconds. `weights`: (resamples, n), how often each counts, whole numbers.
    """
    order = np.argsort(columns[:, 0], kind="stable")
    times = columns[order, 0]
    counted = np.cumsum(weights[:, order], axis=1)
    rank = share * (counted[:, -1] - 1)
    below = (counted <= np.floor(rank)[:, None]).sum(axis=1)
    above = (counted <= np.ceil(rank)[:, None]).sum(axis=1)
    return np.asarray(times[below] + (rank - np.floor(rank)) * (times[above] - times[below]))

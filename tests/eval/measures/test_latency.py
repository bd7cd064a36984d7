"""Percentiles, by hand and beside numpy's."""

import numpy as np
import pytest

from eval.measures.latency import milliseconds, percentile


def test_the_median_of_four_lies_half_way_between_the_middle_two():
    times = np.array([[40.0], [10.0], [30.0], [20.0]])
    assert percentile(times, np.ones((1, 4)), share=0.5) == [25.0]
    # Rank .95 · 3 = 2.85: between the third and the fourth.
    assert percentile(times, np.ones((1, 4)), share=0.95) == pytest.approx([38.5])


@pytest.mark.parametrize("share", [0.0, 0.5, 0.95, 1.0])
def test_weights_count_a_time_so_often(share):
    random = np.random.default_rng(1)
    times = random.gamma(4, 20, size=(50, 1))
    weights = random.integers(0, 4, size=(20, 50)).astype(float)
    repeated = [np.percentile(np.repeat(times[:, 0], row.astype(int)), 100 * share) for row in weights]
    assert percentile(times, weights, share=share) == pytest.approx(repeated)


def test_a_question_that_could_not_be_asked_took_no_time(result):
    times = milliseconds([result(milliseconds=12.5), result(milliseconds=0.0, error="no model")])
    assert times[0, 0] == 12.5
    assert np.isnan(times[1, 0])

"""What late interaction tells beyond a score: how far telling words stand out, and which is matched worst."""

import numpy as np
import pytest

from index.late_interaction import NOTHING_FOUND, TokenHeights, telling_height, token_heights, weakest_match


def heights(best, middle):
    return TokenHeights(np.array(best, np.float32), np.array(middle, np.float32))


def test_heights_are_the_best_and_the_middle_candidate_of_each_token():
    maxima = np.array([[0.1, 0.9, 0.5, 0.3], [0.2, 0.2, 0.8, 0.2]], np.float32)
    found = token_heights(maxima, np.array([0, 2, 3]))
    assert found.best.tolist() == pytest.approx([0.9, 0.8])
    assert found.middle.tolist() == pytest.approx([0.5, 0.2])


def test_weakest_match_is_one_for_the_best_and_zero_for_a_middling_candidate():
    found = heights([0.9, 0.8], [0.5, 0.4])
    assert weakest_match(np.array([0.9, 0.8], np.float32), found) == pytest.approx(1.0)
    assert weakest_match(np.array([0.9, 0.4], np.float32), found) == pytest.approx(0.0, abs=1e-6)
    assert weakest_match(np.array([0.9, 0.6], np.float32), found) == pytest.approx(0.5)
    assert weakest_match(np.array([0.9, -3.0], np.float32), found) == -1.0


def test_tokens_that_all_candidates_match_alike_tell_nothing():
    found = heights([0.9, 0.5], [0.5, 0.5])
    assert weakest_match(np.array([0.9, 0.1], np.float32), found) == pytest.approx(1.0)


def test_telling_height_is_the_mean_of_the_four_highest():
    assert telling_height(heights([0.9, 0.8, 0.7, 0.6, 0.5], [0.5] * 5)) == pytest.approx(0.25)
    assert telling_height(NOTHING_FOUND) == 0.0
    assert weakest_match(np.empty(0, np.float32), NOTHING_FOUND) == 1.0

"""Fusion: what each stage of the search makes of a paragraph, added up.

In: the scores of late interaction, vectors and terms for the candidates of one question. Out: one score each. The
candidates are found, and the stages run, in `index.retrieval`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.late_interaction import TokenHeights

VECTOR_WEIGHT = 0.3
"""Weight of the vectors' z-score beside late interaction's."""
COVERAGE_WEIGHT = 5.0
"""What it is worth, in standard deviations of late interaction, to have all of the question's terms. Both were
chosen by `python -m eval.fitting.crossvalidation`, where anything nearby does as well."""


@dataclass(frozen=True, slots=True)
class StageScores:
    """What each stage makes of the candidates."""

    rows: NDArray[np.int64]
    """(candidates,): rows of the index, ascending; the arrays below belong to them."""
    vector: NDArray[np.float32]
    """Inner product of the paragraph's vector with the centred question."""
    coverage: NDArray[np.float32]
    late: NDArray[np.float32]
    heights: TokenHeights
    """(question's tokens,): what late interaction found at best and in the middle."""

    def fused(
        self, vector_weight: float = VECTOR_WEIGHT, coverage_weight: float = COVERAGE_WEIGHT
    ) -> NDArray[np.float32]:
        """The three added up (candidates,): a convex combination (Bruch et al. 2022, arXiv:2210.11934).

        Coverage is a share already and not made a z-score: one rare word would stand out by ten deviations.
        """
        total: NDArray[np.float32] = (
            z_scores(self.late) + vector_weight * z_scores(self.vector) + coverage_weight * self.coverage
        )
        return total


def z_scores(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores as deviations from their mean, in standard deviations; zeros where all are equal."""
    deviation = float(scores.std()) if len(scores) else 0.0
    result: NDArray[np.float32] = (scores - scores.mean()) / deviation if deviation > 0 else np.zeros_like(scores)
    return result

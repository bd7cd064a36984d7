"""Late interaction: the token vectors of every paragraph on disk, and how well they answer a question.

In: token vectors of paragraphs (unit length) at ingest, those of a question at search. Out: MaxSim, the
mean over the question's tokens of the best cosine with any token of the paragraph (Khattab & Zaharia
2020, arXiv:2004.12832), for whole paragraphs or for a stretch of one. Candidates are chosen elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_SCALE = 127.0
"""Components of unit vectors lie in [-1, 1]; int8 keeps 1/127 of that."""
_VECTORS, _SPANS, _OFFSETS = "token_vectors.npy", "token_spans.npy", "token_offsets.npy"
FILES = (_VECTORS, _SPANS, _OFFSETS)


@dataclass(frozen=True, slots=True)
class TokenStore:
    """Token vectors of paragraphs, one after the other, by the paragraph's row."""

    vectors: NDArray[np.int8]
    """(tokens of all paragraphs, dimensions)"""
    spans: NDArray[np.int32]
    """(tokens of all paragraphs, 2): start and end of each token in its paragraph's text."""
    offsets: NDArray[np.int64]
    """(paragraphs + 1,): the rows `offsets[i]` to `offsets[i + 1]` belong to paragraph i."""

    @classmethod
    def from_paragraphs(
        cls, paragraphs: Sequence[tuple[NDArray[np.int8], NDArray[np.int32]]], dimensions: int
    ) -> "TokenStore":
        """Puts together the (vectors, spans) of each paragraph, in order."""
        counts = [len(vectors) for vectors, _ in paragraphs]
        return cls(
            np.concatenate([np.empty((0, dimensions), np.int8), *(vectors for vectors, _ in paragraphs)]),
            np.concatenate([np.empty((0, 2), np.int32), *(spans for _, spans in paragraphs)]),
            np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64),
        )

    @classmethod
    def load(cls, folder: Path) -> "TokenStore":
        """Maps the files of `folder` into memory."""
        vectors, spans, offsets = (np.load(folder / name, mmap_mode="r", allow_pickle=False) for name in FILES)
        return cls(vectors, spans, offsets)

    def save(self, folder: Path) -> None:
        """Writes the three arrays into `folder`."""
        np.save(folder / _VECTORS, self.vectors, allow_pickle=False)
        np.save(folder / _SPANS, self.spans, allow_pickle=False)
        np.save(folder / _OFFSETS, self.offsets, allow_pickle=False)

    def paragraph(self, row: int) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
        """The token vectors and spans of one paragraph."""
        first, last = self.offsets[row], self.offsets[row + 1]
        return self.vectors[first:last], self.spans[first:last]

    def score_paragraphs(self, question: NDArray[np.float32], rows: Sequence[int]) -> NDArray[np.float32]:
        """MaxSim of the question's token vectors (tokens, dimensions) with each paragraph of `rows`."""
        scores = np.zeros(len(rows), np.float32)
        for place, row in enumerate(rows):
            vectors, _ = self.paragraph(row)
            if len(vectors):
                scores[place] = _max_sim(question, vectors)
        return scores

    def score_stretches(
        self, question: NDArray[np.float32], row: int, stretches: Sequence[tuple[int, int]]
    ) -> NDArray[np.float32]:
        """MaxSim of the question with each stretch (start, end) of a paragraph's text; 0 where it is empty."""
        vectors, spans = self.paragraph(row)
        similarities = question @ (vectors.astype(np.float32) / _SCALE).T
        scores = np.zeros(len(stretches), np.float32)
        for place, (start, end) in enumerate(stretches):
            inside = (spans[:, 0] < end) & (spans[:, 1] > start)
            if inside.any():
                scores[place] = similarities[:, inside].max(axis=1).mean()
        return scores


def quantise(vectors: NDArray[np.float32]) -> NDArray[np.int8]:
    """Unit vectors as int8."""
    packed: NDArray[np.int8] = np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8)
    return packed


def _max_sim(question: NDArray[np.float32], vectors: NDArray[np.int8]) -> float:
    return float((question @ vectors.astype(np.float32).T).max(axis=1).mean() / _SCALE)

"""Nearest paragraphs by inner product. The only file that imports FAISS.

In: paragraph vectors of length 1, then a question's vector. Out: row numbers with their scores. Rows keep
the order in which they were added. The vectors proposed here are scored again elsewhere, more finely.

Vectors are stored as they are. Centring is the questions' affair: (q - m_q)·(p - m_p) and (q - m_q)·p rank
alike, since they differ by a constant for one question.
"""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import PinpointError


class VectorIndex:
    """Vectors of one length, each known by its row number, compared with a question one by one."""

    def __init__(self, flat: faiss.IndexFlatIP) -> None:
        self._flat = flat

    @classmethod
    def from_vectors(cls, vectors: NDArray[np.float32]) -> "VectorIndex":
        """An index of `vectors` (rows, dimensions)."""
        flat = faiss.IndexFlatIP(vectors.shape[1])
        flat.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(flat)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """The index that `save` wrote, mapped into memory.

        Raises PinpointError when the file is missing or no such index. Vectors changed in place are not
        noticed here.
        """
        try:
            flat = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise _damaged(path) from error
        if not isinstance(flat, faiss.IndexFlatIP):
            raise _damaged(path)
        return cls(flat)

    def save(self, path: Path) -> None:
        """Writes the index to `path`."""
        faiss.write_index(self._flat, str(path))

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        return int(self._flat.d)

    def search(self, question: NDArray[np.float32], count: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows (found,) and inner products (found,) of the `count` nearest vectors, the best first.

        `question` is (dimensions,). Fewer are found where the index holds fewer.
        """
        # One question is limited by memory bandwidth: a second thread made it slower by a quarter.
        # The setting holds for the calling thread alone, so it is made here.
        faiss.omp_set_num_threads(1)
        scores, rows = self._flat.search(question[np.newaxis], max(1, min(count, len(self))))
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def reconstruct(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors (rows, dimensions) at these row numbers, exactly as they were added."""
        vectors: NDArray[np.float32] = self._flat.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return vectors


def _damaged(path: Path) -> PinpointError:
    return PinpointError(f"The index file {path} is missing or damaged: run `pinpoint ingest --rebuild`.")

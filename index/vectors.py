"""Nearest paragraphs by inner product. The only file that imports FAISS.

In: paragraph vectors of length 1, then a question's vector. Out: row numbers with their scores. Rows keep
the order in which they were added. The vectors proposed here are scored again elsewhere, more finely.

Vectors are stored as they are. Centring is the questions' affair: (q - m_q)·(p - m_p) and (q - m_q)·p rank
alike, since they differ by a constant for one question. All are compared with the question while that is
fast. A larger index looks at codes of 4 bits for two components first (product quantisation, Jégou et al.
2011, doi:10.1109/TPAMI.2010.57, scanned as in André et al. 2017, doi:10.1145/3078971.3078992), and compares
the vectors themselves only of what these propose.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import PinpointError

EXACT_UP_TO = 200_000
"""Vectors that are all compared: 384 dimensions took 25 ms for a question on one core, growing with their number."""
_GROWTH = 4
"""So many times as many vectors need codes of their own; until then those that were trained serve."""
_BREADTH = 1000
"""Vectors compared exactly, at least: 200,000 synthetic ones had 99.4 % of the true first hundred among them, in
2 ms; with 400 it was 94.8 %. Codes of half the size needed 4,000 for 98.2 %."""
_TRAINING_VECTORS = 16_384
"""A code book has 16 entries: a thousand vectors for each."""


class VectorIndex:
    """Vectors of one length, each known by its row number, compared with a question one by one."""

    def __init__(self, flat: faiss.IndexFlatIP, codes: faiss.IndexPQFastScan | None = None) -> None:
        """`codes` are of the same vectors, where there are too many to compare."""
        self._flat = flat
        self._codes = codes

    @classmethod
    def from_vectors(
        cls, vectors: NDArray[np.float32], old: "VectorIndex | None" = None, exact_up_to: int = EXACT_UP_TO
    ) -> "VectorIndex":
        """An index of `vectors` (rows, dimensions), with the codes that `old` trained if they still fit."""
        flat = faiss.IndexFlatIP(vectors.shape[1])
        contiguous = np.ascontiguousarray(vectors, dtype=np.float32)
        flat.add(contiguous)
        rung = _rung(len(vectors), exact_up_to)
        if rung == 0 or vectors.shape[1] % 4:
            return cls(flat)
        if old and old._codes is not None and _rung(len(old), exact_up_to) == rung:
            codes: Any = faiss.clone_index(old._codes)
            codes.reset()
        else:
            codes = faiss.IndexPQFastScan(vectors.shape[1], vectors.shape[1] // 2, 4, faiss.METRIC_INNER_PRODUCT)
            sample = np.random.default_rng(0).choice(len(vectors), min(len(vectors), _TRAINING_VECTORS), replace=False)
            codes.train(contiguous[np.sort(sample)])
        codes.add(contiguous)
        return cls(flat, codes)

    @classmethod
    def load(cls, path: Path) -> "VectorIndex":
        """The index that `save` wrote, its vectors mapped into memory.

        Raises PinpointError when a file is missing or no such index. Vectors changed in place are not
        noticed here.
        """
        flat = _read(path, faiss.IndexFlatIP, faiss.IO_FLAG_MMAP_IFC)
        codes = _codes_path(path)
        if not codes.exists():
            return cls(flat)
        return cls(flat, _read(codes, faiss.IndexPQFastScan, 0))

    def save(self, path: Path) -> None:
        """Writes the index to `path`, and the codes of a large one beside it. Raises OSError where there is no room."""
        _write(path, self._flat)
        if self._codes is not None:
            _write(_codes_path(path), self._codes)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        return int(self._flat.d)

    @property
    def is_exact(self) -> bool:
        """Whether every vector is compared with a question."""
        return self._codes is None

    def search(
        self, question: NDArray[np.float32], count: int, rows: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Rows (found,) and inner products (found,) of the `count` nearest vectors, the best first.

        `question` is (dimensions,). Fewer are found where the index holds fewer. With `rows`, only these are
        compared, all of them.
        """
        # One question is limited by memory bandwidth: a second thread made it slower by a quarter.
        # The setting holds for the calling thread alone, so it is made here.
        faiss.omp_set_num_threads(1)
        if rows is None and self._codes is not None:
            breadth = min(max(_BREADTH, _GROWTH * count), len(self))
            _, proposed = self._codes.search(question[np.newaxis], breadth)
            return self._best(question, proposed[0][proposed[0] >= 0], count)
        wanted = None if rows is None else _only(rows, len(self))
        scores, found = self._flat.search(question[np.newaxis], max(1, min(count, len(self))), params=wanted)
        is_row = found[0] >= 0
        return found[0][is_row], scores[0][is_row]

    def _best(
        self, question: NDArray[np.float32], rows: NDArray[np.int64], count: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        # In the order in which they lie in the file.
        ordered = np.sort(rows)
        scores: NDArray[np.float32] = self.reconstruct(ordered) @ question
        best = np.argsort(-scores, kind="stable")[:count]
        return ordered[best], scores[best]

    def reconstruct(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors (rows, dimensions) at these row numbers, exactly as they were added."""
        vectors: NDArray[np.float32] = self._flat.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        return vectors


def nearest_centroids(vectors: NDArray[np.float32], centroids: NDArray[np.float32]) -> NDArray[np.uint8]:
    """The number of the centroid nearest to each part of each vector: (vectors, parts).

    `vectors` are (vectors, dimensions), `centroids` (parts, 256, dimensions / parts).
    """
    parts, count, _ = centroids.shape
    quantizer = faiss.ProductQuantizer(vectors.shape[1], parts, count.bit_length() - 1)
    faiss.copy_array_to_vector(np.ascontiguousarray(centroids, np.float32).ravel(), quantizer.centroids)
    faiss.omp_set_num_threads(1)
    codes: NDArray[np.uint8] = quantizer.compute_codes(np.ascontiguousarray(vectors, np.float32))
    return codes


def _rung(count: int, exact_up_to: int) -> int:
    """0: all are compared; 1 up to 4 times as many, 2 up to 16 times, and so on: each has codes of its own."""
    rung = 0
    while count > exact_up_to * _GROWTH**rung and count:
        rung += 1
    return rung


def _only(rows: NDArray[np.int64], count: int) -> Any:
    """Search parameters that leave out all of `count` rows but these."""
    bits = np.zeros(count, bool)
    bits[rows] = True
    # FAISS adds these constructors when it is imported; its signatures do not show them.
    library: Any = faiss
    return library.SearchParameters(sel=library.IDSelectorBitmap(np.packbits(bits, bitorder="little")))


def _codes_path(path: Path) -> Path:
    return path.with_name(f"{path.stem}_codes{path.suffix}")


def _write(path: Path, index: Any) -> None:
    # FAISS, given a path, only prints that the end of the file found no room.
    with path.open("wb") as file:
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))  # type: ignore[attr-defined]


def _read(path: Path, kind: type, flags: int) -> Any:
    try:
        index = faiss.read_index(str(path), flags)
    except RuntimeError as error:
        raise _damaged(path) from error
    if not isinstance(index, kind):
        raise _damaged(path)
    return index


def _damaged(path: Path) -> PinpointError:
    return PinpointError(f"The index file {path} is missing or damaged: run `pinpoint ingest --rebuild`.")

"""Which paragraphs hold which terms, and how often: an inverted index that never changes once it is made.

In: for each paragraph its terms (words, concepts) with their weights. Out: the paragraphs of a term with
those weights, and the terms of a paragraph. Nothing is scored here. On disk it is one file that is mapped
into memory; the terms are sorted by their bytes and found by bisection, so that none is read at opening.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.array_file import map_arrays, write_arrays

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_SUFFIX = ".postings"
_ARRAYS = 7


class Postings:
    """A sparse matrix of paragraphs (rows) and terms, stored by term and by row."""

    def __init__(
        self,
        term_bytes: NDArray[np.uint8],
        term_ends: NDArray[np.int64],
        postings_ends: NDArray[np.int64],
        rows: NDArray[np.int32],
        weights: NDArray[np.float32],
        row_ends: NDArray[np.int64],
        row_terms: NDArray[np.int32],
    ) -> None:
        """Use `from_rows`, `load` or `joined`.

        Term i is `term_bytes[term_ends[i]:term_ends[i + 1]]` in UTF-8; its paragraphs stand in `rows` and
        `weights` from `postings_ends[i]` to `postings_ends[i + 1]`. Row j holds the terms whose numbers
        stand in `row_terms` from `row_ends[j]` to `row_ends[j + 1]`.
        """
        self._arrays = (term_bytes, term_ends, postings_ends, rows, weights, row_ends, row_terms)
        self._term_bytes = term_bytes
        self._term_ends = term_ends
        self._postings_ends = postings_ends
        self._rows = rows
        self._weights = weights
        self._row_ends = row_ends
        self._row_terms = row_terms

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, float]]) -> "Postings":
        """Takes the terms of each paragraph, with their weights, in the order of the rows."""
        from scipy.sparse import csr_array

        numbers: dict[bytes, int] = {}
        # A large corpus has tens of millions of these.
        terms, weights, ends = array("i"), array("f"), array("q", [0])
        for row in rows:
            terms.extend(numbers.setdefault(_encode(term), len(numbers)) for term in row)
            weights.extend(row.values())
            ends.append(len(terms))
        parts = (np.array(weights, np.float32), np.array(terms, np.int32), np.array(ends, np.int64))
        return cls._from_matrix(list(numbers), csr_array(parts, (len(ends) - 1, len(numbers))))

    @classmethod
    def load(cls, folder: Path, name: str) -> "Postings":
        """Maps the file `name` of `folder`; raises ValueError when it is none of this kind."""
        arrays = map_arrays(folder / (name + _SUFFIX))
        if len(arrays) != _ARRAYS:
            raise ValueError(f"{folder / (name + _SUFFIX)} holds {len(arrays)} arrays, not {_ARRAYS}")
        return cls(*arrays)

    def save(self, folder: Path, name: str) -> None:
        """Writes one file into `folder`."""
        write_arrays(folder / (name + _SUFFIX), *self._arrays)

    @classmethod
    def joined(cls, old: "Postings", new: "Postings", order: NDArray[np.int64]) -> "Postings":
        """Other postings of the rows `order` (rows,): those of `old`, and behind them those of `new`.

        Terms that no row holds any more are left out. A row may be taken twice.
        """
        from scipy.sparse import vstack

        numbers: dict[bytes, int] = {}
        parts = []
        for part in (old, new):
            known = np.array([numbers.setdefault(term, len(numbers)) for term in part._terms()], np.int32)
            parts.append((part, known))
        matrices = [part._matrix(known, len(numbers)) for part, known in parts]
        return cls._from_matrix(list(numbers), vstack(matrices, format="csr")[order])

    @classmethod
    def _from_matrix(cls, terms: list[bytes], matrix: "csr_array") -> "Postings":
        """Postings of a matrix (rows, terms), the terms in any order."""
        from scipy.sparse import csr_array

        used = np.flatnonzero(np.bincount(matrix.indices, minlength=len(terms))).tolist()
        order = sorted(used, key=terms.__getitem__)
        numbers = np.zeros(len(terms), np.int32)
        numbers[order] = np.arange(len(order), dtype=np.int32)
        by_row = csr_array((matrix.data, numbers[matrix.indices], matrix.indptr), (matrix.shape[0], len(order)))
        by_row.sort_indices()
        by_term = by_row.tocsc()
        kept = [terms[place] for place in order]
        return cls(
            np.frombuffer(b"".join(kept), np.uint8),
            _ends(map(len, kept)),
            by_term.indptr.astype(np.int64),
            by_term.indices.astype(np.int32),
            by_term.data,
            by_row.indptr.astype(np.int64),
            by_row.indices.astype(np.int32),
        )

    def _matrix(self, numbers: NDArray[np.int32], terms: int) -> "csr_array":
        """The rows with `numbers` (terms,) for their terms' numbers, of which there are `terms`."""
        from scipy.sparse import csc_array, csr_array

        by_row = csc_array((self._weights, self._rows, self._postings_ends), (self.paragraphs, len(self))).tocsr()
        return csr_array((by_row.data, numbers[by_row.indices], by_row.indptr), (self.paragraphs, terms))

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self._term_ends) - 1

    @property
    def paragraphs(self) -> int:
        """How many rows there are, those without any term included."""
        return len(self._row_ends) - 1

    @property
    def term_counts(self) -> NDArray[np.int64]:
        """How many different terms each row holds: (rows,)."""
        return np.diff(self._row_ends)

    def __contains__(self, term: str) -> bool:
        return self._number(term) is not None

    def rows_of(self, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The rows (n,) that hold `term`, ascending, and its weight in each; none for an unknown term."""
        number = self._number(term)
        first, last = (0, 0) if number is None else self._postings_ends[number : number + 2]
        return self._rows[first:last], self._weights[first:last]

    def count(self, term: str) -> int:
        """How many rows hold `term`."""
        number = self._number(term)
        return 0 if number is None else int(self._postings_ends[number + 1] - self._postings_ends[number])

    def terms_of(self, row: int) -> list[str]:
        """The terms of a paragraph, in the order of their bytes."""
        numbers = self._row_terms[self._row_ends[row] : self._row_ends[row + 1]].tolist()
        return [_decode(self._term(number)) for number in numbers]

    def terms_with_prefix(self, prefix: str) -> Iterator[str]:
        """The terms that begin with `prefix`, in the order of their bytes."""
        start = _encode(prefix)
        first = bisect_left(range(len(self)), start, key=self._term)
        terms = (self._term(number) for number in range(first, len(self)))
        return map(_decode, takewhile(lambda term: term.startswith(start), terms))

    def _number(self, term: str) -> int | None:
        wanted = _encode(term)
        number = bisect_left(range(len(self)), wanted, key=self._term)
        return number if number < len(self) and self._term(number) == wanted else None

    def _term(self, number: int) -> bytes:
        return self._term_bytes[self._term_ends[number] : self._term_ends[number + 1]].tobytes()

    def _terms(self) -> list[bytes]:
        whole, ends = self._term_bytes.tobytes(), self._term_ends.tolist()
        return [whole[first:last] for first, last in pairwise(ends)]


def _encode(term: str) -> bytes:
    # A question may hold half a surrogate pair; it is then simply no term that a paragraph has.
    return term.encode("utf-8", "surrogatepass")


def _decode(term: bytes) -> str:
    return term.decode("utf-8", "surrogatepass")


def _ends(lengths: Iterable[int]) -> NDArray[np.int64]:
    return np.concatenate([[0], np.cumsum(np.fromiter(lengths, np.int64))]).astype(np.int64)

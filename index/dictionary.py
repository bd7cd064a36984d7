"""The bundled dictionary between Chinese and English: which words stand for which, and how surely.

In: a Chinese word or the stem of an English one. Out: words of the other language with weights. The table
is made of CC-CEDICT (https://www.mdbg.net/chinese/dictionary?page=cc-cedict, CC BY-SA 4.0) by
`index.dictionary_table`, which says how; it is data of that licence, not of Pinpoint's own.
"""

import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.array_file import read_named_arrays

TABLE = Path(__file__).with_name("data") / "chinese_english.npz"
_LONGEST_WORD = 12


@dataclass(frozen=True)
class Dictionary:
    """Chinese words and the stems of English words that they are explained with."""

    rows: dict[str, int]
    """The row of each Chinese word, simplified."""
    stems: tuple[str, ...]
    offsets: NDArray[np.int32]
    """(words + 1,): the entries `offsets[i]` to `offsets[i + 1]` belong to the word of row i."""
    columns: NDArray[np.int32]
    """(entries,): number of the stem."""
    weights: NDArray[np.float32]
    """(entries,): how surely the word is translated so, above 0 and at most 1."""
    longest: dict[str, int]
    """Length of the longest word that begins with a character."""
    characters: dict[int, int]
    """Traditional characters and the simplified one that is written for each."""

    def simplified(self, text: str) -> str:
        """`text` with each traditional character as the simplified one; of the same length."""
        return text.translate(self.characters)

    def longest_at(self, text: str, place: int) -> int:
        """Length of the longest word of the dictionary that stands at `place`; 1 where there is none."""
        for length in range(min(self.longest.get(text[place], 1), len(text) - place), 1, -1):
            if text[place : place + length] in self.rows:
                return length
        return 1

    def english(self, word: str) -> list[tuple[str, float]]:
        """English stems for a Chinese word."""
        row = self.rows.get(word)
        if row is None:
            return []
        first, last = self.offsets[row], self.offsets[row + 1]
        return [
            (self.stems[c], float(w)) for c, w in zip(self.columns[first:last], self.weights[first:last], strict=True)
        ]

    def chinese(self, stem: str) -> list[tuple[str, float]]:
        """Chinese words that are explained with an English stem."""
        column = self._stem_numbers.get(stem)
        if column is None:
            return []
        first, last = np.searchsorted(self._sorted_columns, [column, column + 1])
        entries = self._by_column[first:last]
        words = self._words
        owners = np.searchsorted(self.offsets, entries, side="right") - 1
        return [(words[row], float(self.weights[entry])) for row, entry in zip(owners, entries, strict=True)]

    @functools.cached_property
    def _words(self) -> list[str]:
        return list(self.rows)

    @functools.cached_property
    def _stem_numbers(self) -> dict[str, int]:
        return {stem: number for number, stem in enumerate(self.stems)}

    @functools.cached_property
    def _by_column(self) -> NDArray[np.int64]:
        return np.argsort(self.columns, kind="stable")

    @functools.cached_property
    def _sorted_columns(self) -> NDArray[np.int32]:
        sorted_columns: NDArray[np.int32] = self.columns[self._by_column]
        return sorted_columns


@functools.cache
def bundled_dictionary() -> Dictionary:
    """The dictionary that comes with the installation, read once."""
    table = read_named_arrays(TABLE)
    words = table["words"].tobytes().decode("utf-8").split("\n")
    traditional, simplified = table["characters"]
    longest: dict[str, int] = {}
    for word in words:
        length = min(len(word), _LONGEST_WORD)
        if longest.get(word[0], 0) < length:
            longest[word[0]] = length
    return Dictionary(
        rows={word: row for row, word in enumerate(words)},
        stems=tuple(table["stems"].tobytes().decode("utf-8").split("\n")),
        offsets=np.concatenate([[0], np.cumsum(table["counts"], dtype=np.int32)]).astype(np.int32),
        columns=table["columns"].astype(np.int32),
        weights=table["weights"].astype(np.float32) / np.float32(255),
        longest=longest,
        characters=dict(zip(traditional.tolist(), simplified.tolist(), strict=True)),
    )

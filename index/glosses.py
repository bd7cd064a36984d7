"""Short English glosses of Chinese words, and how common each word is: what a word-by-word reading aid needs.

In: a simplified Chinese word. Out: "approve; ratify", and its cost, by which `index.segmentation` finds the words
of a sentence. The glosses are made of CC-CEDICT (CC BY-SA 4.0), the costs of jieba's word counts (MIT), both by
`index.dictionary_table`; words that official documents use in a sense of their own, particles above all, are in
`data/official_chinese.tsv`, and that stands before the dictionary.
"""

import csv
import functools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.array_file import read_named_arrays
from index.dictionary import bundled_dictionary

_DATA = Path(__file__).with_name("data")
GLOSS_TABLE = _DATA / "chinese_glosses.npz"
_OFFICIAL_WORDS = _DATA / "official_chinese.tsv"
COST_UNIT = 1 / 12
"""Costs are kept in a byte: up to 21, more than a word that was seen once among sixty million costs."""
_UNCOUNTED_WORD = 11.5
"""Cost of an official word that the counts lack: one in a hundred thousand."""
UNKNOWN = 21.0
"""Cost of a character that is no word known here."""


@dataclass(frozen=True)
class Glosses:
    """Chinese words with their glosses. Safe to share between threads."""

    rows: dict[str, int]
    """The row of each word in `glosses` and `costs`."""
    glosses: tuple[str, ...]
    """"" where the dictionary explains a word but does not translate it."""
    costs: NDArray[np.uint8]
    """-ln of each word's share of all words, in units of `COST_UNIT`."""
    official: dict[str, str]
    """Words with the gloss that they have in official documents."""

    def gloss(self, word: str) -> str:
        """What a simplified word means, shortly; "" where nothing is known."""
        row = self.rows.get(word)
        return self.official.get(word) or (self.glosses[row] if row is not None else "")

    def cost(self, word: str) -> float | None:
        """How rare a word is, as -ln of its probability; None where it is no word known here."""
        row = self.rows.get(word)
        if row is None:
            return _UNCOUNTED_WORD if word in self.official else None
        cost = float(self.costs[row]) * COST_UNIT
        return min(cost, _UNCOUNTED_WORD) if word in self.official else cost


@functools.cache
def bundled_glosses() -> Glosses:
    """The glosses that come with the installation, read once."""
    table = read_named_arrays(GLOSS_TABLE)
    glosses = tuple(table["glosses"].tobytes().decode("utf-8").split("\n"))
    with _OFFICIAL_WORDS.open(encoding="utf-8", newline="") as file:
        official = {row["word"]: row["gloss"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return Glosses(bundled_dictionary().rows, glosses, table["costs"], official)

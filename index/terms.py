"""Translated BM25: how much of what a question says do paragraphs say, whatever the language of each.

In: a question's words and concepts, and the postings of all paragraphs. Out: for each paragraph the share of
the question that it covers, from 0 to about 1. A word is looked for as it is and, between English and
Chinese, as every word that the dictionary gives for it, each counting as surely as it is a translation
(probabilistic structured queries: Darwish & Oard 2003, doi:10.1145/860435.860497). Concepts need no translation.
"""

import functools
import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.remembering import remembering
from index.dictionary import bundled_dictionary
from index.postings import Postings

WORD_WEIGHT = 0.7
"""What a word counts beside a concept of the same rarity: concepts are surer than translated words."""
CONTEXT_SHARE = 0.5
"""What a concept counts that stands in the paragraph's headings or document title instead of its text."""
_UNKNOWN_SHARE = 0.6
"""How much of a question is lost with a word that no paragraph has, as a share of the highest rarity: it may
well be said there in words that nobody could translate."""
_LIKELY = 2.0
"""A translation that is as sure as half is taken for certain where a text is known to be about the question."""
_SATURATION, _LENGTH_SHARE = 1.2, 0.75
"""BM25's k1 and b, the usual ones (Robertson & Zaragoza 2009, doi:10.1561/1500000019)."""


Renderings = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class TermIndex:
    """The postings of all paragraphs, as searches use them. Safe to share between threads."""

    words: Postings
    concepts: Postings
    context: Postings
    """The concepts of each paragraph's headings and of its document's titles, author, symbol and date."""

    def coverage(self, words: Sequence[str], concepts: Sequence[str]) -> NDArray[np.float32]:
        """The share of the question's terms, weighed by rarity, that each paragraph covers: (paragraphs,).

        `words` are the question's terms that no concept stands for, `concepts` the keys of those that it names, each
        once; the last digit of a sum depends on their order.
        """
        covered = np.zeros(self.words.paragraphs, np.float32)
        asked = 0.0
        for key in concepts:
            rarity = self.rarity(key)
            asked += rarity
            covered += rarity * self._concept(key)
        for word in words:
            matched, weight = self._word(word)
            asked += WORD_WEIGHT * weight
            covered += WORD_WEIGHT * matched
        return covered / np.float32(asked) if asked else covered

    def rarity(self, key: str) -> float:
        """Inverse document frequency of a concept."""
        return self._rarity(self.concepts.count(key))

    def rarity_said(self, word: str, terms: Collection[str]) -> float:
        """The rarity of a question's word if `terms` of a text say it or a likely translation of it, else less."""
        renderings = self._renderings(word)
        surest = max((weight for term, weight in renderings if term in terms), default=0.0)
        if not surest:
            return 0.0
        return min(1.0, _LIKELY * surest) * self._rarity(
            sum(weight * self.words.count(term) for term, weight in renderings)
        )

    def _rarity(self, found: float) -> float:
        """ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25; `found` may be a sum of probabilities."""
        return math.log(1 + (self.words.paragraphs - found + 0.5) / (found + 0.5))

    def _concept(self, key: str) -> NDArray[np.float32]:
        present = np.zeros(self.words.paragraphs, np.float32)
        present[self.context.rows_of(key)[0]] = CONTEXT_SHARE
        present[self.concepts.rows_of(key)[0]] = 1.0
        return present

    def _word(self, word: str) -> tuple[NDArray[np.float32], float]:
        """BM25 of one word of a question with all paragraphs, and the most that it could be."""
        count = self.words.paragraphs
        postings = [(*self.words.rows_of(term), weight) for term, weight in self._renderings(word)]
        if not any(len(rows) for rows, _, _ in postings):
            return np.zeros(count, np.float32), _UNKNOWN_SHARE * self._rarity(0)
        rows = np.concatenate([rows for rows, _, _ in postings])
        weights = np.concatenate([weight * counts for _, counts, weight in postings])
        # How often the word stands in a paragraph, as far as its translations can tell.
        frequency = np.bincount(rows, weights, minlength=count).astype(np.float32)
        rarity = self._rarity(float(np.minimum(frequency, 1).sum()))
        score = rarity * (_SATURATION + 1) * frequency / (frequency + self._saturation)
        return score, rarity

    @functools.cached_property
    def _renderings(self) -> Callable[[str], Renderings]:
        """The terms of this index that a word may stand as, with how surely; remembered for as long as the index is."""
        words = self.words
        return remembering(10_000)(lambda word: _find_renderings(words, word))

    @functools.cached_property
    def _saturation(self) -> NDArray[np.float32]:
        lengths = self.words.term_counts.astype(np.float32)
        mean = float(lengths.mean()) if len(lengths) else 1.0
        saturation: NDArray[np.float32] = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * lengths / max(mean, 1.0))
        return saturation


def _find_renderings(words: Postings, word: str) -> Renderings:
    dictionary = bundled_dictionary()
    translated = [*dictionary.chinese(word), *dictionary.english(word)]
    return tuple((term, weight) for term, weight in ((word, 1.0), *translated) if term in words)

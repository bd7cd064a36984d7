"""How well the words of a claim lie over the paragraphs that it cites, and over which of their sentences.

In: a claim and the paragraphs, in any languages. Out: an `Alignment`: the search for the claim, the sentences that say
most of it, and a probability that one of the paragraphs is about what the claim says. Two sentences that say the
opposite of each other lie over one another well: likeness is asked for, and never enough.
"""

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.checking.cited_text import CitedText
from assistant.checking.clauses import find_clauses
from assistant.checking.word_coverage import unanswered_words
from assistant.values.find_values import find_values
from corpus.sentences import split_sentences
from index.retrieval import Retriever, Search

_CANDIDATES = 600
"""Paragraphs that the cited ones are compared with: as many as a search ever ranks."""
_FARTHEST = 10.0
"""Standard deviations behind the best paragraph beyond which nothing is told apart any more."""
_GAP, _UNANSWERED, _BIAS = 1.87, -9.14, 4.39
"""Of the logistic model: see `Features`. Fitted by `python -m eval.fitting.claim_alignment`."""
_VALUES, _NAMES = 0.15, 0.05
"""What it adds to a sentence's likeness (a mean of cosines) to have all of the claim's values, and all of its names."""
_SENTENCE_MARGIN = 0.03
"""Sentences whose likeness is this near to that of the best one may be what the claim rests on, too."""
_MATCHED_MARGIN = 0.04
"""Clauses whose likeness is this near to that of the best one are spoken of, too."""


@dataclass(frozen=True, slots=True)
class Features:
    """What tells a paragraph that says what a claim says from others."""

    gap: float
    """Standard deviations by which the paragraph stands above the best other one for the claim; below 0 behind it."""
    unanswered: float
    """Share of the claim's telling words that nothing in the paragraph answers, one word added to all of them."""


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence of a cited paragraph that a claim lies over: `cited.text[start:end]`."""

    cited: CitedText
    start: int
    end: int
    likeness: float
    """MaxSim of the claim with it, a mean of cosines, and what it has of the claim's values and names."""

    @property
    def text(self) -> str:
        """The sentence."""
        return self.cited.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A claim laid over what it cites."""

    search: Search
    cited: tuple[CitedText, ...]
    """The paragraph that is most like the claim first."""
    sentences: tuple[AlignedSentence, ...]
    """Of the first paragraph: the sentence that says most of the claim, and those that say nearly as much."""
    unanswered: tuple[str, ...]
    """The claim's telling words that nothing in the paragraphs answers."""
    features: Features

    @property
    def probability(self) -> float:
        """Calibrated: that one of the paragraphs says what the claim says, or its opposite."""
        return probability(self.features)


class Aligner:
    """Lays claims over paragraphs of one index. Safe to share between threads."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        # A claim is checked with all that it cites, and again with each paragraph by itself.
        self._search = functools.lru_cache(maxsize=64)(self._search_anew)

    def align(self, claim: str, language: str, cited: Sequence[CitedText]) -> Alignment:
        """The alignment of a claim with at least one paragraph."""
        search = self._search(claim, language)
        gaps = [self._gap(search, item) for item in cited]
        order = sorted(range(len(cited)), key=lambda place: -gaps[place])
        ranked = tuple(cited[place] for place in order)
        unanswered, looked_for = unanswered_words(search, ranked, self._retriever)
        features = Features(max(gaps), len(unanswered) / (looked_for + 1))
        sentences = self._best_sentences(search, ranked[0])
        return Alignment(search, ranked, sentences, tuple(unanswered), features)

    def matched_clauses(self, alignment: Alignment, asked: tuple[int, int]) -> list[tuple[int, int]]:
        """The clauses of the aligned sentences that lie nearest to the stretch `asked` of the claim, nearest first.

        As spans of the paragraph's text.
        """
        cited = alignment.cited[0]
        clauses = [
            clause
            for sentence in alignment.sentences
            for clause in find_clauses(cited.text, sentence.start, sentence.end)
        ]
        if len(clauses) < 2:
            return clauses
        likeness = self._retriever.score_stretches(alignment.search, cited.paragraph.paragraph_id, clauses, asked)
        order = sorted(range(len(clauses)), key=lambda place: -likeness[place])
        return [clauses[place] for place in order if likeness[place] >= likeness[order[0]] - _MATCHED_MARGIN]

    def _gap(self, search: Search, cited: CitedText) -> float:
        paragraph_id = cited.paragraph.paragraph_id
        # A paragraph in the claim's own language would come before one that says it in another.
        scores = {
            found.paragraph.paragraph_id: found.score
            for found in search.results
            if found.document.language == cited.language
        }
        others = [score for other, score in scores.items() if other != paragraph_id]
        if not others:
            return 0.0
        return max(
            -_FARTHEST, min(_FARTHEST, scores[paragraph_id] - max(others) if paragraph_id in scores else -_FARTHEST)
        )

    def _search_anew(self, claim: str, language: str) -> Search:
        return self._retriever.search(claim, language, _CANDIDATES)

    def _best_sentences(self, search: Search, cited: CitedText) -> tuple[AlignedSentence, ...]:
        sentences = split_sentences(cited.text) or [(0, len(cited.text))]
        likeness = self._retriever.score_stretches(search, cited.paragraph.paragraph_id, sentences)
        if len(sentences) > 1:
            likeness = likeness + np.array([self._shared(search, cited, *span) for span in sentences], np.float32)
        aligned = [AlignedSentence(cited, *span, float(like)) for span, like in zip(sentences, likeness, strict=True)]
        aligned.sort(key=lambda sentence: -sentence.likeness)
        return tuple(s for s in aligned if s.likeness >= aligned[0].likeness - _SENTENCE_MARGIN)

    def _shared(self, search: Search, cited: CitedText, start: int, end: int) -> float:
        """What the claim's values and names are worth that a sentence has."""
        values = {value.normalized for value in find_values(search.question, search.language)}
        held = {value.normalized for value in find_values(cited.text[start:end], cited.language)}
        rarity = {concept.key: self._retriever.rarity(concept.key) for concept in search.concepts}
        named = {concept.key for concept in self._retriever.lexicon.find(cited.text[start:end], cited.language)}
        total = sum(rarity.values())
        names = sum(rarity[key] for key in rarity.keys() & named) / total if total else 0.0
        return _VALUES * (len(values & held) / len(values) if values else 0.0) + _NAMES * names


def probability(features: Features) -> float:
    """The logistic model's probability that a paragraph says what a claim says."""
    return 1 / (1 + math.exp(-(_BIAS + _GAP * features.gap + _UNANSWERED * features.unanswered)))

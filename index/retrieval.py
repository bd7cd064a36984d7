"""From a question to ranked paragraphs.

In: a question, its language and an opened index. Out: `ScoredParagraph`s, best first. Three views of a
paragraph are added up: late interaction between its tokens and the question's (what it says), its vector
(what it is about), and the share of the question's words and names that it has, across languages. Vectors
and terms propose candidates; all three rank them. No answer is made here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from corpus.termbase import parse_termbase
from index.encoder import EncodedText, Encoder
from index.fusion import StageScores
from index.late_interaction import (
    NOTHING_FOUND,
    STRETCH_TOKENS,
    TokenHeights,
    score_candidates,
    token_heights,
    weakest_match,
)
from index.lexicon import Concept, Lexicon
from index.reranker import RERANKED, Reranker, rerank
from index.store import REBUILD, IndexContents
from index.terms import TermIndex
from index.words import find_words, question_words

CANDIDATES = 400
"""Paragraphs that the vectors propose."""
TERM_CANDIDATES = 200
"""Paragraphs that the terms propose."""


@dataclass(frozen=True, slots=True)
class ScoredParagraph:
    """A paragraph as found by a search."""

    paragraph: Paragraph
    document: Document
    score: float
    """Comparable within one search only; higher is better."""


@dataclass(frozen=True, slots=True)
class Search:
    """A question as it was understood, and what was found for it."""

    question: str
    language: str
    concepts: tuple[Concept, ...]
    encoded: EncodedText
    results: tuple[ScoredParagraph, ...]
    heights: TokenHeights = NOTHING_FOUND
    words: tuple[str, ...] = ()
    """Its terms that no concept stands for."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the index sees it."""

    encoded: EncodedText
    concepts: tuple[Concept, ...]
    words: tuple[str, ...]
    """Its terms that no concept stands for."""


class Retriever:
    """Searches one opened index. Safe to share between threads once made."""

    def __init__(self, contents: IndexContents, encoder: Encoder, reranker: Reranker | None = None) -> None:
        """Raises PinpointError when the index was made with another encoder."""
        if contents.encoder != encoder.name:
            raise PinpointError(
                f"This index was built with encoder {contents.encoder}, the settings say {encoder.name}: {REBUILD}."
            )
        self._contents = contents
        self.encoder = encoder
        self._reranker = reranker
        self._terms = TermIndex(contents.words, contents.concepts, contents.context)
        self.lexicon = Lexicon(
            [parse_termbase(data, corpus) for corpus, data in contents.termbases],
            [defined.definition for defined in contents.definitions],
        )
        self.documents = {document.document_id: document for document in contents.documents}

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Every paragraph of the index, by row."""
        return self._contents.paragraphs

    def search(self, question: str, language: str, count: int = 10) -> Search:
        """The `count` best paragraphs for a question."""
        return self.search_among(question, language, count, None)

    def search_among(self, question: str, language: str, count: int, among: NDArray[np.int64] | None) -> Search:
        """The same of those rows only: (rows,), ascending; None for all."""
        asked = self.understand(question, language)
        scores = self.score(asked, among)
        ranked = _best(scores.rows, scores.fused(), max(count, RERANKED if self._reranker else 0))
        results = tuple(self._scored(row, score) for row, score in self._reranked(question, ranked)[:count])
        return Search(question, language, asked.concepts, asked.encoded, results, scores.heights, asked.words)

    def understand(self, question: str, language: str) -> Question:
        """Encodes a question and finds what it names and says."""
        concepts = tuple(self.lexicon.find(question, language))
        unnamed = list(question)
        for concept in concepts:
            unnamed[concept.start : concept.end] = " " * (concept.end - concept.start)
        encoded = self.encoder.encode_questions([question])[0]
        return Question(encoded, concepts, tuple(question_words("".join(unnamed), language)))

    def score(self, question: Question, among: NDArray[np.int64] | None = None) -> StageScores:
        """The candidates for a question, of all rows or only some, and what each stage makes of them."""
        centred = question.encoded.vector - self._contents.question_mean
        nearest, _ = self._contents.vectors.search(centred, CANDIDATES, among)
        coverage = self._terms.coverage(
            question.words, list(dict.fromkeys(concept.key for concept in question.concepts))
        )
        rows = np.union1d(nearest, _covering(coverage, among))
        late, heights = self._late_interaction(question.encoded, rows)
        return StageScores(
            rows=rows,
            vector=self._contents.vectors.reconstruct(rows) @ centred,
            coverage=coverage[rows],
            late=late,
            heights=heights,
        )

    def _reranked(self, question: str, ranked: list[tuple[int, float]]) -> list[tuple[int, float]]:
        """`ranked` (row, score), read again by the reranker where there is one."""
        if self._reranker is None or not ranked:
            return ranked
        rows = np.array([row for row, _ in ranked])
        texts = [self.paragraphs[row].text for row in rows[:RERANKED].tolist()]
        fused = np.array([score for _, score in ranked], np.float32)
        return _best(rows, rerank(fused, self._reranker.score(question, texts)), len(ranked))

    def stage_orders(self, question: str, language: str, count: int) -> dict[str, list[str]]:
        """The ids of the `count` best paragraphs as each stage alone would rank them, and as all do together.

        "dense" is what searches are usually made of: the nearest vectors, neither centred nor ranked again.
        """
        asked = self.understand(question, language)
        scores = self.score(asked)
        dense, _ = self._contents.vectors.search(asked.encoded.vector, count)
        ranked = {
            "dense": dense.tolist(),
            "dense, centred": [row for row, _ in _best(scores.rows, scores.vector, count)],
            "translated BM25": [row for row, _ in _best(scores.rows, scores.coverage, count)],
            "late interaction": [row for row, _ in _best(scores.rows, scores.late, count)],
            "Pinpoint": [row for row, _ in _best(scores.rows, scores.fused(), count)],
        }
        return {stage: [self.paragraphs[row].paragraph_id for row in rows] for stage, rows in ranked.items()}

    def _late_interaction(
        self, encoded: EncodedText, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.float32], TokenHeights]:
        if not len(rows) or not len(encoded.token_vectors):
            nothing = np.zeros(len(encoded.token_vectors), np.float32)
            return np.zeros(len(rows), np.float32), TokenHeights(nothing, nothing)
        maxima, firsts = self._contents.tokens.maxima(encoded.token_vectors, rows, STRETCH_TOKENS)
        return score_candidates(maxima, firsts), token_heights(maxima, firsts)

    def _scored(self, row: int, score: float) -> ScoredParagraph:
        paragraph = self._contents.paragraphs[row]
        return ScoredParagraph(paragraph, self.documents[paragraph.document_id], score)

    def rarity(self, key: str) -> float:
        """Inverse document frequency of a concept."""
        return self._terms.rarity(key)

    def rarities_said(self, words: Sequence[str], text: str, language: str) -> NDArray[np.float64]:
        """The rarity of each of a question's words that a text of `language` says, in any language; 0 for others."""
        terms = find_words(text, language)
        return np.array([self._terms.rarity_said(word, terms) for word in words], np.float64)

    def names(self, paragraph_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """The concepts that a paragraph's text names, and those of its headings and document."""
        row = self._contents.paragraphs.row_of(paragraph_id)
        assert row is not None
        return frozenset(self._contents.concepts.terms_of(row)), frozenset(self._contents.context.terms_of(row))

    def score_stretches(
        self,
        search: Search,
        paragraph_id: str,
        stretches: Sequence[tuple[int, int]],
        asked: tuple[int, int] | None = None,
    ) -> NDArray[np.float32]:
        """How well each stretch (start, end) of a paragraph's text answers the question (MaxSim).

        With `asked`, only that stretch of the question counts.
        """
        row = self._contents.paragraphs.row_of(paragraph_id)
        assert row is not None
        vectors = search.encoded.token_vectors
        if asked:
            spans = search.encoded.token_spans
            vectors = vectors[(spans[:, 0] < asked[1]) & (spans[:, 1] > asked[0])]
        return self._contents.tokens.score_stretches(vectors, row, stretches)

    def weakest_match(self, search: Search, paragraph_id: str) -> float:
        """How well a paragraph matches the telling word of the question that it matches worst: -1 to 1."""
        row = self._contents.paragraphs.row_of(paragraph_id)
        assert row is not None
        cosines = self._contents.tokens.similarities(search.encoded.token_vectors, row)
        return weakest_match(cosines.max(axis=1), search.heights) if cosines.size else 1.0

    def likeness(self, first: tuple[str, int, int], second: tuple[str, int, int]) -> float:
        """How much two stretches (paragraph id, start, end) say the same: the mean of MaxSim both ways."""
        rows = [self._contents.paragraphs.row_of(paragraph_id) for paragraph_id, _, _ in (first, second)]
        assert rows[0] is not None
        assert rows[1] is not None
        return self._contents.tokens.likeness((rows[0], *first[1:]), (rows[1], *second[1:]))


def _covering(coverage: NDArray[np.float32], among: NDArray[np.int64] | None) -> NDArray[np.int64]:
    """The rows that cover most of the question, at most `TERM_CANDIDATES`."""
    rows = np.flatnonzero(coverage) if among is None else among[coverage[among] > 0]
    if len(rows) <= TERM_CANDIDATES:
        return rows
    kept: NDArray[np.int64] = rows[np.argpartition(-coverage[rows], TERM_CANDIDATES)[:TERM_CANDIDATES]]
    return kept


def _best(rows: NDArray[np.int64], scores: NDArray[np.float32], count: int) -> list[tuple[int, float]]:
    order = np.argsort(-scores, kind="stable")[:count]
    return [(int(rows[place]), float(scores[place])) for place in order]

"""From a question to ranked paragraphs.

In: a question, its language and an opened index. Out: `ScoredParagraph`s, best first. Three views of
a paragraph are combined: its vector (which paragraphs are looked at), late interaction between its
tokens and the question's (what they say), and the concepts that both name (which treaty, which
country, which year). No answer is made here.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from corpus.termbase import parse_termbase
from index.encoder import EncodedText, Encoder
from index.lexicon import Concept, Lexicon
from index.store import REBUILD, IndexContents

CANDIDATES = 400
"""Paragraphs that the vectors propose; the others are looked at only where they share a concept."""
CONCEPT_WEIGHT = 0.5
"""Weight of the concepts' z-score beside late interaction's, chosen on the development questions, where
anything between 0.3 and 0.7 does nearly as well."""
CONTEXT_SHARE = 0.5
"""What a concept counts that stands in the paragraph's headings or document title instead of its text."""


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


class Retriever:
    """Searches one opened index. Safe to share between threads once made."""

    def __init__(self, contents: IndexContents, encoder: Encoder) -> None:
        if contents.encoder != encoder.name:
            raise PinpointError(
                f"This index was built with encoder {contents.encoder}, the settings say {encoder.name}: {REBUILD}."
            )
        self._contents = contents
        self._encoder = encoder
        self.lexicon = Lexicon([parse_termbase(data, corpus) for corpus, data in contents.termbases])
        self.documents = {document.document_id: document for document in contents.documents}
        self.rows = {stored.paragraph.paragraph_id: row for row, stored in enumerate(contents.paragraphs)}
        self._in_text = [frozenset(stored.concepts) for stored in contents.paragraphs]
        self._in_context = self._read_contexts()
        self._rows_of: dict[str, list[int]] = defaultdict(list)
        for row, concepts in enumerate(self._in_text):
            for key in concepts:
                self._rows_of[key].append(row)

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Every paragraph of the index, by row."""
        return [stored.paragraph for stored in self._contents.paragraphs]

    def _read_contexts(self) -> list[frozenset[str]]:
        """The concepts of each paragraph's headings and of its document's titles, author and date."""
        cached: dict[tuple[str, str], frozenset[str]] = {}

        def find(text: str, language: str) -> frozenset[str]:
            if (text, language) not in cached:
                cached[text, language] = frozenset(concept.key for concept in self.lexicon.find(text, language))
            return cached[text, language]

        contexts: list[frozenset[str]] = []
        for stored in self._contents.paragraphs:
            document = self.documents[stored.paragraph.document_id]
            texts = [
                *((heading, document.language) for heading in stored.paragraph.locator.section),
                *((title, language) for language, title in (*document.titles, *document.short_titles)),
                (document.submitted_by or "", document.language),
                (f"{document.symbol or ''} {document.date or ''}", document.language),
            ]
            contexts.append(frozenset().union(*(find(text, language) for text, language in texts)))
        return contexts

    def search(
        self, question: str, language: str, count: int = 10, *, corpora: Collection[str] | None = None
    ) -> Search:
        """The `count` best paragraphs for a question, of all corpora or only some."""
        encoded = self._encoder.encode_questions([question])[0]
        concepts = tuple(self.lexicon.find(question, language))
        keys = {concept.key for concept in concepts}
        rows = self._candidates(encoded, keys, corpora)
        if not rows:
            return Search(question, language, concepts, encoded, ())
        late = self._contents.tokens.score_paragraphs(encoded.token_vectors, rows)
        scores = z_scores(late) + CONCEPT_WEIGHT * z_scores(self._concept_scores(keys, rows))
        order = np.argsort(-scores, kind="stable")[:count]
        results = tuple(self._scored(rows[place], float(scores[place])) for place in order)
        return Search(question, language, concepts, encoded, results)

    def dense_order(self, question: str, count: int) -> list[str]:
        """The ids of the `count` paragraphs whose vectors are nearest: the baseline that searches are held to."""
        rows = self._nearest(self._encoder.encode_questions([question])[0], count)
        return [self._contents.paragraphs[row].paragraph.paragraph_id for row in rows]

    def _nearest(self, encoded: EncodedText, count: int) -> list[int]:
        rows, _ = self._contents.vectors.search(encoded.vector - self._contents.question_mean, count)
        nearest: list[int] = rows.tolist()
        return nearest

    def _candidates(self, encoded: EncodedText, keys: Collection[str], corpora: Collection[str] | None) -> list[int]:
        proposed = set(self._nearest(encoded, CANDIDATES))
        for key in keys:
            sharing = self._rows_of.get(key, [])
            if len(sharing) <= CANDIDATES:
                proposed.update(sharing)
        if corpora is not None:
            proposed = {row for row in proposed if self._document_of(row).corpus in corpora}
        return sorted(proposed)

    def _document_of(self, row: int) -> Document:
        return self.documents[self._contents.paragraphs[row].paragraph.document_id]

    def _scored(self, row: int, score: float) -> ScoredParagraph:
        return ScoredParagraph(self._contents.paragraphs[row].paragraph, self._document_of(row), score)

    def rarity(self, key: str) -> float:
        """Inverse document frequency of a concept: ln(1 + (N - n + 0.5) / (n + 0.5)), as in BM25."""
        found = len(self._rows_of.get(key, ()))
        return math.log(1 + (len(self._in_text) - found + 0.5) / (found + 0.5))

    def _concept_scores(self, keys: Collection[str], rows: Sequence[int]) -> NDArray[np.float32]:
        weights = {key: self.rarity(key) for key in keys}
        return np.array(
            [
                sum(
                    weight * (1.0 if key in self._in_text[row] else CONTEXT_SHARE)
                    for key, weight in weights.items()
                    if key in self._in_text[row] or key in self._in_context[row]
                )
                for row in rows
            ],
            np.float32,
        )

    def names(self, paragraph_id: str) -> tuple[frozenset[str], frozenset[str]]:
        """The concepts that a paragraph's text names, and those of its headings and document."""
        row = self.rows[paragraph_id]
        return self._in_text[row], self._in_context[row]

    def score_stretches(
        self, search: Search, paragraph_id: str, stretches: Sequence[tuple[int, int]]
    ) -> NDArray[np.float32]:
        """How well each stretch (start, end) of a paragraph's text answers the question (MaxSim)."""
        return self._contents.tokens.score_stretches(search.encoded.token_vectors, self.rows[paragraph_id], stretches)


def z_scores(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores as deviations from their mean, in standard deviations; zeros where all are equal."""
    deviation = float(scores.std())
    result: NDArray[np.float32] = (scores - scores.mean()) / deviation if deviation > 0 else np.zeros_like(scores)
    return result

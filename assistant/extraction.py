"""Quote-first answers: the sentence that answers, and in it the value that was asked for.

In: an analysed question and the paragraphs found for it. Out: `Evidence`, one a paragraph, best first.
A quote can be wrong for the question but is never invented: it is a span of the paragraph. Whether the
evidence is good enough to be shown is decided in `assistant.confidence`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.question import Question
from assistant.values import Value, find_values
from corpus.sentences import split_clauses, split_sentences
from index.retrieval import Retriever, ScoredParagraph, Search

LOOKED_AT = 8
"""Paragraphs from which sentences are drawn: 92 % of questions have theirs among the first five."""
SENTENCE_WEIGHT = 1.0
"""What a sentence's late interaction (z-score among all sentences looked at) adds to its paragraph's score."""
VALUE_BONUS = 1.0
"""What holding a value of the kind that was asked for adds, in the same units."""
_VALUE_REACH = 14
"""Characters on each side of a value that say what it is the value of: about a Chinese clause."""

_WANTED: dict[str, tuple[str, ...]] = {
    "date": ("date", "period", "year"),
    "year": ("year", "date", "period"),
    "period": ("period", "date", "year"),
    "number": ("number", "percent"),
    "money": ("money",),
    "percent": ("percent",),
}
"""The kinds of value that can answer a kind of question, the most fitting first."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a found paragraph, and the value in it that answers."""

    found: ScoredParagraph
    start: int
    end: int
    """The sentence is `found.paragraph.text[start:end]`."""
    value: Value | None
    """Its span refers to the paragraph's text."""
    similarity: float
    """MaxSim of the question with the sentence, a mean of cosines."""
    score: float

    @property
    def quote(self) -> str:
        """The sentence, word for word."""
        return self.found.paragraph.text[self.start : self.end]


def asks_for_value(question: Question) -> bool:
    """Whether a date, number or amount is asked for."""
    return question.kind in _WANTED


def find_evidence(question: Question, search: Search, retriever: Retriever) -> list[Evidence]:
    """The best sentence of each paragraph found, best first."""
    drawn = [
        evidence
        for found in search.results[:LOOKED_AT]
        for evidence in _sentences_of(found, question, search, retriever)
    ]
    if not drawn:
        return []
    similarities = np.array([evidence.similarity for evidence in drawn])
    spread = float(similarities.std()) or 1.0
    scored = [
        replace(evidence, score=_score(evidence, (evidence.similarity - float(similarities.mean())) / spread))
        for evidence in drawn
    ]
    best: dict[str, Evidence] = {}
    for evidence in sorted(scored, key=lambda item: -item.score):
        best.setdefault(evidence.found.paragraph.paragraph_id, evidence)
    return list(best.values())


def _score(evidence: Evidence, similarity: float) -> float:
    return evidence.found.score + SENTENCE_WEIGHT * similarity + (VALUE_BONUS if evidence.value else 0.0)


def _sentences_of(
    found: ScoredParagraph, question: Question, search: Search, retriever: Retriever
) -> list[Evidence]:
    text, paragraph_id = found.paragraph.text, found.paragraph.paragraph_id
    sentences = split_sentences(text)
    similarities = retriever.score_stretches(search, paragraph_id, sentences)
    values = _eligible(question, find_values(text)) if asks_for_value(question) else []
    return [
        Evidence(
            found,
            start,
            end,
            _choose_value([value for value in values if start <= value.start < end], found, (start, end), question,
                          search, retriever),
            float(similarity),
            0.0,
        )
        for (start, end), similarity in zip(sentences, similarities, strict=True)
    ]  # fmt: skip


def _eligible(question: Question, values: Sequence[Value]) -> list[Value]:
    """Values of a kind that can answer, without those that the question itself names."""
    wanted = _WANTED[question.kind]
    named = {value.normalized for value in find_values(question.text)}
    return [value for value in values if value.kind in wanted and value.normalized not in named]


def _choose_value(
    values: Sequence[Value],
    found: ScoredParagraph,
    sentence: tuple[int, int],
    question: Question,
    search: Search,
    retriever: Retriever,
) -> Value | None:
    """The value of a sentence whose surroundings fit the question best; the most fitting kind first."""
    if len(values) < 2:
        return values[0] if values else None
    clauses = split_clauses(found.paragraph.text, *sentence)
    stretches = [_surroundings(value, clauses, sentence) for value in values]
    similarities = retriever.score_stretches(search, found.paragraph.paragraph_id, stretches)
    wanted = _WANTED[question.kind]
    ranks = [similarity - 0.01 * wanted.index(value.kind) for value, similarity in zip(values, similarities, strict=True)]
    return values[int(np.argmax(ranks))]


def _surroundings(value: Value, clauses: Sequence[tuple[int, int]], sentence: tuple[int, int]) -> tuple[int, int]:
    """The clause that holds a value, widened to what stands right beside it, within its sentence."""
    start, end = next(((start, end) for start, end in clauses if start <= value.start < end), sentence)
    return (
        max(sentence[0], min(start, value.start - _VALUE_REACH)),
        min(sentence[1], max(end, value.end + _VALUE_REACH)),
    )

"""Quote-first answers: the sentence that answers, and in it the value that was asked for.

In: an analysed question and the paragraphs found for it. Out: `Evidence`, one a paragraph, best first.
A quote can be wrong for the question but is never invented: it is a span of the paragraph. Whether the
evidence is good enough to be shown is decided in `assistant.confidence`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from assistant.answer_kind import share_of_kind
from assistant.questions.question import Question
from assistant.value_choice import asks_for_value, choose_value, eligible_values, value_fit
from assistant.values.find_values import Value
from corpus.sentences import split_sentences
from index.fusion import z_scores
from index.retrieval import Retriever, ScoredParagraph, Search

LOOKED_AT = 8
"""Paragraphs from which sentences are drawn: nearly all that search finds at all is among the first five."""
SIMILARITY_WEIGHT = 0.5
"""What a sentence's late interaction (z-score among all sentences looked at) adds to its paragraph's score."""
CONCEPT_WEIGHT = 0.25
"""The same for the concepts that sentence and question both name."""
VALUE_BONUS = 3.0
"""What holding a value of the kind that was asked for adds, or a country or name where one is. The three were chosen
together in a search over the development questions; the optimum is flat. `make bench` shows what they give together."""
_ALIKE = 0.75
"""Likeness of two sentences from which they count as saying the same thing. Of the development questions'
evidence, sentences of two reports on one fund stand at .76 and .78, others at .75 and below; few to choose from."""


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
    shared: float
    """Rarity of the question's concepts that the sentence names, summed."""
    score: float
    fit: float = 1.0
    """How far the sentence holds something of the kind that is asked for; 1 where any sentence may answer."""

    @property
    def quote(self) -> str:
        """The sentence, word for word."""
        return self.found.paragraph.text[self.start : self.end]


def find_evidence(question: Question, search: Search, retriever: Retriever) -> list[Evidence]:
    """The best sentence of each paragraph found, best first."""
    drawn = [
        evidence
        for found in search.results[:LOOKED_AT]
        for evidence in _sentences_of(found, question, search, retriever)
    ]
    if not drawn:
        return []
    scores = (
        np.array([evidence.found.score for evidence in drawn])
        + SIMILARITY_WEIGHT * z_scores(np.array([evidence.similarity for evidence in drawn]))
        + CONCEPT_WEIGHT * z_scores(np.array([evidence.shared for evidence in drawn]))
        + VALUE_BONUS * np.array([evidence.fit for evidence in drawn])
    )
    scored = [replace(evidence, score=float(score)) for evidence, score in zip(drawn, scores, strict=True)]
    best: dict[str, Evidence] = {}
    # Where a paragraph holds a value that can answer, a sentence without one does not.
    for evidence in sorted(scored, key=lambda item: (item.value is None, -item.score)):
        best.setdefault(evidence.found.paragraph.paragraph_id, evidence)
    return sorted(best.values(), key=lambda item: -item.score)


def is_alike(first: Evidence, second: Evidence, retriever: Retriever) -> bool:
    """Whether two sentences say the same thing, if perhaps with other figures."""
    places = [(item.found.paragraph.paragraph_id, item.start, item.end) for item in (first, second)]
    return retriever.likeness(*places) >= _ALIKE


def _sentences_of(found: ScoredParagraph, question: Question, search: Search, retriever: Retriever) -> list[Evidence]:
    text = found.paragraph.text
    sentences = split_sentences(text)
    match = partial(_match, found, search, retriever)
    similarities, shared = match(sentences)
    values = eligible_values(question, text)
    asked = {concept.key for concept in search.concepts}
    drawn = []
    for place, (start, end) in enumerate(sentences):
        inside = [value for value in values if start <= value.start < end]
        value = choose_value(inside, question, text, (start, end), match)
        if asks_for_value(question):
            fit = value_fit(question, value)
        else:
            fit = share_of_kind(question, text[start:end], found.document.language, asked, retriever.lexicon)
        drawn.append(Evidence(found, start, end, value, float(similarities[place]), float(shared[place]), 0.0, fit))
    return drawn


def _match(
    found: ScoredParagraph,
    search: Search,
    retriever: Retriever,
    stretches: Sequence[tuple[int, int]],
    asked: tuple[int, int] | None = None,
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Late interaction and shared concepts of the question, or of a stretch of it, with stretches of a paragraph."""
    rarities = {concept.key: retriever.rarity(concept.key) for concept in search.concepts}
    named = retriever.lexicon.find(found.paragraph.text, found.document.language) if rarities else []
    shared = [
        sum(rarities.get(key, 0.0) for key in {concept.key for concept in named if start <= concept.start < end})
        for start, end in stretches
    ]
    similarities = retriever.score_stretches(search, found.paragraph.paragraph_id, stretches, asked)
    return similarities, np.array(shared, np.float32)

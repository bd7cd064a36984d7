"""Quote-first answers: the sentence that answers, and in it the value that was asked for.

In: an analysed question and the paragraphs found for it. Out: `Evidence`, one a paragraph, best first.
A quote can be wrong for the question but is never invented: it is a span of the paragraph. Whether the
evidence is good enough to be shown is decided in `assistant.confidence`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.question import Question
from assistant.values import Value, find_values
from corpus.sentences import split_clauses, split_sentences
from index.retrieval import Retriever, ScoredParagraph, Search, z_scores

LOOKED_AT = 8
"""Paragraphs from which sentences are drawn: nearly all that search finds at all is among the first five."""
SIMILARITY_WEIGHT = 0.5
"""What a sentence's late interaction (z-score among all sentences looked at) adds to its paragraph's score."""
CONCEPT_WEIGHT = 0.25
"""The same for the concepts that sentence and question both name."""
VALUE_BONUS = 2.0
"""What holding a value of the kind that was asked for adds. The three were chosen together in a search over
the development questions; the optimum is flat. `make bench` shows what they give together."""
_CHOICE_SIMILARITY, _CHOICE_SHARED, _CHOICE_KIND = 10.0, 0.1, 0.3
"""Which of several values: weights of late interaction and shared concepts around it, and what each step
away from the kind that was asked for costs. Chosen on the few development sentences that hold several values."""
_CHOICE_TOTAL = 1.0
"""What a number gains that the text calls a total: who asks how many wants all, not those that joined."""
_TOTAL = re.compile(
    r"(?:总数|总额|总计|合计|共计|增加到|达到|共有|\btotal|\bin all\b|\bau total|\ben tout|\bbringing|\bporté à"
    r"|\belev\w+ a|всего|общ\w+ числ|إجمالي|مجموع)\D{0,12}$",
    re.IGNORECASE,
)
_TOTAL_REACH = 24
_VALUE_REACH = 10
"""Characters on each side of a value that say what it is the value of."""
_NEXT_BEST_KIND = 0.8
"""What a value's bonus keeps with each step away from the kind that was asked for."""

_WANTED: dict[str, tuple[str, ...]] = {
    "date": ("date", "period", "year"),
    "year": ("year", "date", "period"),
    "period": ("period", "date", "year"),
    "number": ("number", "percent", "money"),
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
    shared: float
    """Rarity of the question's concepts that the sentence names, summed."""
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
    scores = (
        np.array([evidence.found.score for evidence in drawn])
        + SIMILARITY_WEIGHT * z_scores(np.array([evidence.similarity for evidence in drawn]))
        + CONCEPT_WEIGHT * z_scores(np.array([evidence.shared for evidence in drawn]))
        + VALUE_BONUS * np.array([_value_fit(question, evidence.value) for evidence in drawn])
    )
    scored = [replace(evidence, score=float(score)) for evidence, score in zip(drawn, scores, strict=True)]
    best: dict[str, Evidence] = {}
    for evidence in sorted(scored, key=lambda item: -item.score):
        best.setdefault(evidence.found.paragraph.paragraph_id, evidence)
    return list(best.values())


def _sentences_of(found: ScoredParagraph, question: Question, search: Search, retriever: Retriever) -> list[Evidence]:
    text = found.paragraph.text
    sentences = split_sentences(text)
    similarities, shared = _match(found, sentences, search, retriever)
    values = _eligible(question, find_values(text)) if asks_for_value(question) else []
    drawn = []
    for place, (start, end) in enumerate(sentences):
        inside = [value for value in values if start <= value.start < end]
        value = _choose_value(inside, found, (start, end), question, search, retriever)
        drawn.append(Evidence(found, start, end, value, float(similarities[place]), float(shared[place]), 0.0))
    return drawn


def _match(
    found: ScoredParagraph, stretches: Sequence[tuple[int, int]], search: Search, retriever: Retriever
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Late interaction and shared concepts of the question with stretches of a paragraph."""
    asked = {concept.key: retriever.rarity(concept.key) for concept in search.concepts}
    named = retriever.lexicon.find(found.paragraph.text, found.document.language) if asked else []
    shared = [
        sum(asked.get(key, 0.0) for key in {concept.key for concept in named if start <= concept.start < end})
        for start, end in stretches
    ]
    similarities = retriever.score_stretches(search, found.paragraph.paragraph_id, stretches)
    return similarities, np.array(shared, np.float32)


def _value_fit(question: Question, value: Value | None) -> float:
    return 0.0 if value is None else _NEXT_BEST_KIND ** _WANTED[question.kind].index(value.kind)


def _eligible(question: Question, values: Sequence[Value]) -> list[Value]:
    """Values of a kind that can answer, without those that the question itself names."""
    wanted = _WANTED[question.kind]
    named = {value.normalized for value in find_values(question.text)}
    return [
        value
        for value in values
        if value.kind in wanted
        and value.normalized not in named
        # "--03-26": a day whose year the text does not give is no date that anyone can cite.
        and not value.normalized.startswith("-")
    ]


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
    similarities, shared = _match(found, stretches, search, retriever)
    wanted = _WANTED[question.kind]
    fit = np.array([wanted.index(value.kind) for value in values])
    totals = np.array([_is_total(found.paragraph.text, value, sentence[0]) for value in values])
    ranks = _CHOICE_SIMILARITY * similarities + _CHOICE_SHARED * shared - _CHOICE_KIND * fit + _CHOICE_TOTAL * totals
    return values[int(np.argmax(ranks))]


def _is_total(text: str, value: Value, sentence_start: int) -> bool:
    before = text[max(sentence_start, value.start - _TOTAL_REACH) : value.start]
    return value.kind in {"number", "money"} and bool(_TOTAL.search(before))


def _surroundings(value: Value, clauses: Sequence[tuple[int, int]], sentence: tuple[int, int]) -> tuple[int, int]:
    """The clause that holds a value, widened to what stands right beside it, within its sentence."""
    start, end = next(((start, end) for start, end in clauses if start <= value.start < end), sentence)
    return (
        max(sentence[0], min(start, value.start - _VALUE_REACH)),
        min(sentence[1], max(end, value.end + _VALUE_REACH)),
    )

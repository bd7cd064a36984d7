"""What the documents hold for one question: the search, the evidence and how sure it is.

In: a question that stands alone, and where to look. Out: a `Finding`. What of it is shown is decided elsewhere.
"""

import time
from collections.abc import Collection
from dataclasses import dataclass, replace

from assistant.confidence import is_enough, probability, read_features
from assistant.conversation.follow_ups import Interpretation
from assistant.extraction import Evidence, find_evidence
from assistant.library import Library
from assistant.observing.spans import span
from assistant.questions.question import Question, analyse_question
from index.retrieval import Retriever, Search

RANKED = 20
"""Paragraphs that the search ranks: more than evidence is drawn from, so that an evaluation can see where the right one
was."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The evidence for a question."""

    question: Question
    """In the language that the reader writes in."""
    search: Search
    evidence: list[Evidence]
    """Best first; empty where nothing was drawn from any paragraph."""
    confidence: float
    """Probability that the best of it answers the question; see `assistant.confidence`."""
    search_ms: float
    extract_ms: float

    @property
    def is_sure(self) -> bool:
        """Whether it is shown."""
        return bool(self.evidence) and is_enough(self.confidence)


def find_answer(
    asked: Interpretation,
    library: Library,
    among: Collection[str] | None = None,
    documents: Collection[str] = (),
    language: str | None = None,
) -> Finding:
    """Searches and draws evidence, from all documents or those of `among` (ids).

    `documents`: ids of those that the question itself is about, where it is; then from them alone. They lie within
    `among`. `language`: that of the question, where it is known; else it is told from the words.
    Raises PinpointError where the question is blank.
    """
    started = time.perf_counter()
    question = analyse_question(asked.text)
    if language is not None:
        question = replace(question, language=language)
    if asked.asking != asked.text:
        question = replace(question, kind=analyse_question(asked.asking).kind)
    with span("retrieve") as retrieving:
        search = library.search_documents(question.text, question.language, RANKED, documents or among)
        retrieving.set(results=len(search.results), language=question.language)
    searched = time.perf_counter()
    retriever = library.retriever
    with span("extract") as extracting:
        evidence = find_evidence(question, search, retriever)
        if documents:
            evidence = _naming_its_countries(evidence, search, retriever) or evidence
        confidence = probability(read_features(question, search, evidence, retriever)) if evidence else 0.0
        extracting.set(evidence=len(evidence), confidence=round(confidence, 3))
    reader = replace(question, language=asked.language or question.language)
    finished = time.perf_counter()
    return Finding(reader, search, evidence, confidence, (searched - started) * 1000, (finished - searched) * 1000)


def _naming_its_countries(evidence: list[Evidence], search: Search, retriever: Retriever) -> list[Evidence]:
    """The evidence that names the countries of the question: within one document the rest is about others."""
    asked = {concept.key for concept in search.concepts if concept.kind == "territory"}
    return [
        item for item in evidence if asked <= frozenset().union(*retriever.names(item.found.paragraph.paragraph_id))
    ]

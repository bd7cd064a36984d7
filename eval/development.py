"""Figures on the development questions: does the right paragraph come first, is the value right.

In: an opened library and questions. Out: counts and shares, against dense search with the same encoder
in the same run. Confidence intervals, other corpora and reports are not made here.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering import Assistant
from assistant.library import Library
from assistant.question import analyse_question
from eval.question_set import EvaluationQuestion, relevant_paragraphs

CUTOFFS = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class RetrievalFigures:
    """How often one of the relevant paragraphs is among the first k: recall at k for single answers."""

    name: str
    language: str
    questions: int
    found_within: tuple[float, ...]
    """One share for each of `CUTOFFS`."""


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """What became of the questions when they were asked."""

    answerable: int
    answered_right: int
    """Answered, first citation relevant and value right where one is asked for."""
    answered_wrong: int
    refused: int
    unanswerable: int
    answered_although_unanswerable: int
    values: int
    values_right: int
    """Whether refused or not, of those that ask for a value."""
    median_milliseconds: float
    slowest_milliseconds: float
    """95th percentile."""


def _first_ranks(
    questions: Sequence[EvaluationQuestion], relevant: dict[str, set[str]], ranked: dict[str, list[str]]
) -> dict[str, list[int]]:
    """Rank of the first relevant paragraph of each question, by language and for "all"."""
    ranks: dict[str, list[int]] = {}
    for question in questions:
        order = ranked[question.question_id]
        rank = next((n for n, key in enumerate(order, 1) if key in relevant[question.question_id]), len(order) + 1)
        for language in (question.language, "all"):
            ranks.setdefault(language, []).append(rank)
    return ranks


def measure_retrieval(library: Library, questions: Sequence[EvaluationQuestion]) -> list[RetrievalFigures]:
    """Dense search and Pinpoint's, each over the same vectors, by language."""
    pairs = [(library.document_of(paragraph), paragraph) for paragraph in library.retriever.paragraphs]
    answerable = [question for question in questions if question.answerable]
    relevant = {question.question_id: relevant_paragraphs(question, pairs) for question in answerable}
    most = max(CUTOFFS)
    dense: dict[str, list[str]] = {}
    whole: dict[str, list[str]] = {}
    for question in answerable:
        dense[question.question_id] = library.retriever.dense_order(question.question, most)
        language = analyse_question(question.question).language
        found = library.search(question.question, language, most)
        whole[question.question_id] = [result.paragraph.paragraph_id for result in found.results]
    return [
        RetrievalFigures(name, language, len(ranks), tuple(sum(r <= k for r in ranks) / len(ranks) for k in CUTOFFS))
        for name, ranked in (("dense", dense), ("pinpoint", whole))
        for language, ranks in sorted(_first_ranks(answerable, relevant, ranked).items())
    ]


def measure_answers(library: Library, questions: Sequence[EvaluationQuestion]) -> AnswerFigures:
    """Asks every question."""
    assistant = Assistant(library)
    pairs = [(library.document_of(paragraph), paragraph) for paragraph in library.retriever.paragraphs]
    counts = dict.fromkeys(("right", "wrong", "refused", "false", "values", "values_right"), 0)
    times: list[float] = []
    for question in questions:
        started = time.perf_counter()
        answer = assistant.ask(question.question)
        times.append((time.perf_counter() - started) * 1000)
        answered = answer.status == "answered"
        value_right = question.value is None or bool(answer.value and answer.value.normalized == question.value)
        if question.value is not None:
            counts["values"] += 1
            counts["values_right"] += answered and value_right
        if not question.answerable:
            counts["false"] += answered
        elif not answered:
            counts["refused"] += 1
        else:
            cited = answer.citations[0].paragraph.paragraph_id in relevant_paragraphs(question, pairs)
            counts["right" if cited and value_right else "wrong"] += 1
    answerable = sum(question.answerable for question in questions)
    return AnswerFigures(
        answerable=answerable,
        answered_right=counts["right"],
        answered_wrong=counts["wrong"],
        refused=counts["refused"],
        unanswerable=len(questions) - answerable,
        answered_although_unanswerable=counts["false"],
        values=counts["values"],
        values_right=counts["values_right"],
        median_milliseconds=float(np.median(times)),
        slowest_milliseconds=float(np.percentile(times, 95)),
    )

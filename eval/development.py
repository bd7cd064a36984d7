"""Figures on the development questions: does the right paragraph come first, is the value right.

In: an opened library and questions. Out: the questions as a `Benchmark`, and counts and shares. Confidence
intervals, other corpora and reports are not made here.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering import Assistant
from assistant.library import Library
from assistant.questions.question import analyse_question
from eval.bench.pinpoint_run import rank_stages
from eval.bench.system_runs import measure_benchmark
from eval.question_files.beir import Benchmark, BenchmarkParagraph, BenchmarkQuestion
from eval.question_set import EvaluationQuestion, QuoteFinder
from eval.ranking_measures import RankingFigures

DEVELOPMENT = "npt"
"""The benchmark's name: that of the bundled corpus."""


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


def development_benchmark(library: Library, questions: Sequence[EvaluationQuestion]) -> Benchmark:
    """The answerable questions over the library's paragraphs, as other systems can be given them too."""
    paragraphs = library.retriever.paragraphs
    quotes = QuoteFinder((library.document_of(paragraph), paragraph) for paragraph in paragraphs)
    return Benchmark(
        DEVELOPMENT,
        tuple(BenchmarkParagraph(paragraph.paragraph_id, paragraph.text) for paragraph in paragraphs),
        tuple(
            BenchmarkQuestion(
                question.question_id,
                analyse_question(question.question).language,
                question.question,
                frozenset(quotes.relevant(question)),
            )
            for question in questions
            if question.answerable
        ),
    )


def measure_retrieval(library: Library, questions: Sequence[EvaluationQuestion]) -> list[RankingFigures]:
    """Every stage of the search on the answerable questions, by language."""
    benchmark = development_benchmark(library, questions)
    return [
        figures
        for ranking in rank_stages(benchmark, library.retriever)
        for figures in measure_benchmark(benchmark, ranking)
    ]


def measure_answers(library: Library, questions: Sequence[EvaluationQuestion]) -> AnswerFigures:
    """Asks every question."""
    assistant = Assistant(library)
    quotes = QuoteFinder((library.document_of(paragraph), paragraph) for paragraph in library.retriever.paragraphs)
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
            cited = answer.citations[0].paragraph.paragraph_id in quotes.relevant(question)
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

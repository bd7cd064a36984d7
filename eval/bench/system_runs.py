"""What a search system did with a benchmark: the figures that all systems are compared by.

In: nothing; these are the types that the modules of the systems (`pinpoint_run`, `faiss_run`, `txtai_run`) fill, and
the questions that searches are timed on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.benchmark import Benchmark, BenchmarkQuestion
from eval.measures.ranking import RankingFigures, measure_rankings

_TIMED = 100
"""Questions that are searched one at a time for the latency; enough for a 95th percentile."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """One order of the paragraphs for each question."""

    name: str
    orders: dict[str, list[str]]
    """Question id → paragraph ids, best first."""


@dataclass(frozen=True, slots=True)
class SystemRun:
    """One system on one benchmark."""

    system: str
    rankings: tuple[Ranking, ...]
    ingest_seconds: float
    """From texts to an index on disk; the model is loaded before."""
    search_milliseconds: tuple[float, ...]
    """From a question's text to ranked paragraphs, one question at a time, for each of `timed_questions`."""
    file_bytes: tuple[tuple[str, int], ...]
    """(name, size) of each file of the index."""


def timed_questions(benchmark: Benchmark) -> Sequence[BenchmarkQuestion]:
    """At most a hundred of the benchmark's questions, spread evenly over it and so over its languages."""
    count = len(benchmark.questions)
    return [benchmark.questions[place * count // min(count, _TIMED)] for place in range(min(count, _TIMED))]


def file_sizes(folder: Path) -> tuple[tuple[str, int], ...]:
    """The (name, size) of the files in `folder` and below, but for empty ones."""
    sizes = [(path.name, path.stat().st_size) for path in folder.rglob("*") if path.is_file()]
    return tuple(sorted((name, size) for name, size in sizes if size))


def measure_benchmark(benchmark: Benchmark, ranking: Ranking) -> list[RankingFigures]:
    """The figures of one ranking on a benchmark, by language."""
    return measure_rankings(
        ranking.name,
        {question.question_id: question.relevant for question in benchmark.questions},
        ranking.orders,
        {question.question_id: question.language for question in benchmark.questions},
    )

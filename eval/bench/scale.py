"""How Pinpoint does at a size that no bundled corpus has: an index of synthetic paragraphs.

In: a number of paragraphs. Out: `ScaleFigures`: opening, search, memory, ingesting again. Texts are those of the
bundled corpus repeated with other numbers, their vectors are drawn around the real ones: that says something
about speed and memory and nothing about quality, which is not measured here.
"""

import multiprocessing
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table

from eval.bench.synthetic import SyntheticEncoder, bundled_texts, synthetic_documents
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions
from eval.supplied_paragraphs import write_documents
from index.build import ingest
from index.encoder import Encoder
from index.encoder_choice import BUNDLED, load_encoder
from index.retrieval import Retriever
from index.sources import Source
from index.store import read_index

PARAGRAPHS = 10_000
FILES = 1000
"""Of the corpus that is ingested again unchanged."""
SCALE_NOTE = (
    "Synthetic: texts of the bundled corpus with other numbers, vectors drawn around the real ones. They tell about "
    "speed and memory, not about quality."
)
_PARAGRAPHS_PER_FILE = 3
_WARM_UP = 5
"""Searches before those that are timed: the first ones read pages of the index from the disk's cache."""


@dataclass(frozen=True, slots=True)
class OpenedFigures:
    """What a process of its own found that opened the index and searched it."""

    opening_seconds: float
    """From the folder to a `Retriever`; the files are in the system's cache, the encoder is loaded before."""
    median_milliseconds: float
    slowest_milliseconds: float
    """95th percentile; both from the question's text to ranked paragraphs, the development questions."""
    own_megabytes: float | None
    """Memory of the process's own, above what it had with the encoder alone; None where the system does not tell."""
    mapped_megabytes: float | None
    """Pages of files in memory, above the same: the system takes them back when it needs them."""


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """All figures; synthetic paragraphs."""

    paragraphs: int
    index_megabytes: float
    opened: OpenedFigures
    files: int
    again_seconds: float
    """To ingest `files` small files once more, none of them changed."""
    embedded_after_change: int
    """Paragraphs embedded after one paragraph of one of those files has changed."""


def measure_scale(paragraphs: int, encoder: Encoder, tell: Callable[[str], None]) -> ScaleFigures:
    """Builds the index in a temporary folder, measures and takes it away."""
    texts = bundled_texts()
    synthetic = SyntheticEncoder(encoder, texts)
    folder = Path(tempfile.mkdtemp(prefix="pinpoint-scale-"))
    try:
        tell(f"Scale: writing an index of {paragraphs} synthetic paragraphs in {folder}")
        write_documents(list(synthetic_documents(texts, paragraphs)), synthetic, folder / "index")
        size = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file())
        tell("Scale: opening it and searching")
        # A process of its own: memory is then what the index takes, not what building it took.
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            opened = pool.submit(_measure_opened, folder / "index").result()
        shutil.rmtree(folder / "index")
        tell(f"Scale: ingesting {FILES} files, and again")
        again, embedded = _measure_again(texts, synthetic, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ScaleFigures(paragraphs, size / 1e6, opened, FILES, again, embedded)


def _measure_opened(folder: Path) -> OpenedFigures:
    encoder = load_encoder(BUNDLED)
    questions = read_questions(DEVELOPMENT_QUESTIONS)
    encoder.encode_questions([question.question for question in questions])
    own, mapped = _memory_megabytes()
    started = time.perf_counter()
    retriever = Retriever(read_index(folder), encoder)
    opening = time.perf_counter() - started
    times = []
    for question in [*questions[:_WARM_UP], *questions]:
        started = time.perf_counter()
        retriever.search(question.question, question.language, 10)
        times.append((time.perf_counter() - started) * 1000)
    times = times[_WARM_UP:]
    own_after, mapped_after = _memory_megabytes()
    return OpenedFigures(
        opening,
        statistics.median(times),
        float(np.percentile(times, 95)),
        None if own is None or own_after is None else own_after - own,
        None if mapped is None or mapped_after is None else mapped_after - mapped,
    )


def _memory_megabytes() -> tuple[float | None, float | None]:
    """Resident memory of this process, as Linux tells it: its own, and mapped files."""
    status = Path("/proc/self/status")
    found: dict[str, float] = {}
    if status.exists():
        for line in status.read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if value.endswith("kB"):
                found[name] = int(value.split()[0]) / 1000
    return found.get("RssAnon"), found.get("RssFile")


def _measure_again(texts: Sequence[str], encoder: SyntheticEncoder, folder: Path) -> tuple[float, int]:
    """Seconds to ingest unchanged files, and paragraphs embedded after one of one file's has changed."""
    files, index = folder / "files", folder / "again"
    files.mkdir()
    for number in range(FILES):
        chosen = [texts[(number * _PARAGRAPHS_PER_FILE + place) % len(texts)] for place in range(_PARAGRAPHS_PER_FILE)]
        (files / f"{number:04d}.md").write_text(_markdown(chosen, number), encoding="utf-8")
    sources = [Source(files, None)]
    ingest(sources, index, encoder)
    started = time.perf_counter()
    ingest(sources, index, encoder)
    seconds = time.perf_counter() - started
    changed = files / "0000.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace("(0-0)", "(0-0-0)"), encoding="utf-8")
    before = encoder.embedded
    ingest(sources, index, encoder)
    return seconds, encoder.embedded - before


def _markdown(texts: Sequence[str], number: int) -> str:
    return "\n\n".join(f"{' '.join(text.split())} ({number}-{place})" for place, text in enumerate(texts)) + "\n"


def scale_table(figures: ScaleFigures) -> Table:
    """The figures as a table."""
    table = Table(
        title=f"At scale: an index of {figures.paragraphs:,} synthetic paragraphs",
        title_justify="left",
        title_style="bold",
        show_header=False,
    )
    opened = figures.opened
    for name, value in (
        ("index on disk", _megabytes(figures.index_megabytes)),
        ("opening, files in the system's cache", f"{opened.opening_seconds:.2f} s"),
        ("search, question to ranked paragraphs, p50 / p95",
         f"{opened.median_milliseconds:.0f} / {opened.slowest_milliseconds:.0f} ms"),
        ("memory above the encoder's: the process's own", _megabytes(opened.own_megabytes)),
        ("… and pages of mapped files", _megabytes(opened.mapped_megabytes)),
        (f"ingesting {figures.files:,} unchanged files again", f"{figures.again_seconds:.2f} s"),
        ("paragraphs embedded after one was changed", f"{figures.embedded_after_change}"),
    ):  # fmt: skip
        table.add_row(name, value)
    return table


def _megabytes(size: float | None) -> str:
    return "not known here" if size is None else f"{size:,.0f} MB"


@click.command()
@click.option("--paragraphs", type=click.IntRange(min=1), default=PARAGRAPHS, show_default=True)
def main(paragraphs: int) -> None:
    """Measures and prints the table."""
    figures = measure_scale(paragraphs, load_encoder(BUNDLED), lambda message: click.echo(message, err=True))
    console = Console(width=120, highlight=False)
    console.print(scale_table(figures))
    console.print(SCALE_NOTE)


if __name__ == "__main__":
    main()

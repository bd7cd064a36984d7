"""The figures of `make bench` as tables, at most 120 columns wide.

In: `BenchFigures`. Out: rich tables, each with a note that says what is compared, and where. Nothing is measured
here.
"""

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Group
from rich.table import Table
from rich.text import Text

from eval.bench.figures import BenchFigures, BenchmarkFigures
from eval.bench.scale import SCALE_NOTE, scale_table
from eval.measures.ranking import CUTOFFS, DEPTH


def all_tables(figures: BenchFigures) -> Iterator[Group]:
    """Every table with its note, the summary first."""
    machine = figures.machine
    where = (
        f"{machine.processor}, {machine.cores} cores, load {machine.load:.1f} at the start. Pinpoint's encoder runs in "
        f"{machine.precision} there, the others' in f32."
    )
    yield _with_note(
        _summary(figures),
        "Share of questions whose first paragraph is a right one. All systems have the same encoder, texts and run. "
        + where
        + (f" Not compared: {figures.missing}" if figures.missing else ""),
    )
    yield _with_note(
        _rankings(figures),
        "R@k: share of questions with a relevant paragraph among the first k. MRR: mean of 1 / rank of the first "
        f"relevant one, of {DEPTH}. n: questions. By ir-measures. npt: the bundled corpus with the development "
        "questions, on which Pinpoint's weights were chosen.",
    )
    yield _with_note(
        _speed(figures),
        "In parentheses: paragraphs. Ingest: from texts to an index on disk, Pinpoint's with its token vectors; the "
        "model is loaded before. Ratio: to sentence-transformers. Of sgemm: the encoder's arithmetic as a share of "
        f"float32 matrix products, {figures.sgemm_gflops:.0f} GFLOP/s here; bf16 can exceed them. Search: a question's "
        "text to ranked paragraphs, one question at a time, up to a hundred of them.",
    )
    yield _with_note(
        _sizes(figures), "Pinpoint's index holds the texts and is all that it needs; the others' hold no texts."
    )
    if figures.scale:
        yield _with_note(scale_table(figures.scale), SCALE_NOTE)


def _with_note(table: Table, note: str) -> Group:
    return Group(table, Text(note), Text())


def _table(title: str, labels: tuple[str, ...], numbers: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    for heading in labels:
        table.add_column(heading, no_wrap=True)
    for heading in numbers:
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _summary(figures: BenchFigures) -> Table:
    rankings = list(dict.fromkeys(row.name for benchmark in figures.benchmarks for row in benchmark.rankings))
    table = Table(title="R@1 at a glance", title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    table.add_column("questions", no_wrap=True)
    table.add_column("n", justify="right")
    for name in rankings:
        table.add_column(name.replace(" + ", "\n+ ").replace("-", "-\n", 1).replace(", ", ",\n"), justify="right")
    for benchmark in figures.benchmarks:
        first = {(row.language, row.name): f"{row.found_within[0]:.3f}" for row in benchmark.rankings}
        for language, count in dict.fromkeys((row.language, row.questions) for row in benchmark.rankings):
            cells = (first.get((language, name), "–") for name in rankings)
            table.add_row(f"{benchmark.name} {language}", str(count), *cells)
        table.add_section()
    return table


def _rankings(figures: BenchFigures) -> Table:
    headings = (*(f"R@{cutoff}" for cutoff in CUTOFFS), "MRR", "nDCG@10")
    table = _table("Retrieval", ("benchmark", "language", "n", "ranking"), headings)
    for benchmark in figures.benchmarks:
        for language in dict.fromkeys(row.language for row in benchmark.rankings):
            first = True
            for row in benchmark.rankings:
                if row.language == language:
                    values = (*row.found_within, row.reciprocal_rank, row.ndcg)
                    table.add_row(
                        *((benchmark.name, language, str(row.questions)) if first else ("", "", "")),
                        row.name,
                        *(f"{value:.3f}" for value in values),
                    )
                    first = False
            table.add_section()
    return table


def _speed(figures: BenchFigures) -> Table:
    headings = ("paragraphs/s", "ratio", "of sgemm", "search p50 ms", "p95 ms")
    table = _table("Speed", ("benchmark", "system"), headings)
    for benchmark in figures.benchmarks:
        for place, system in enumerate(benchmark.systems):
            ratio = system.paragraphs_per_second / _plain_rate(benchmark)
            table.add_row(
                _name_and_size(benchmark) if place == 0 else "",
                system.system,
                f"{system.paragraphs_per_second:.1f}",
                f"{ratio:.2f}",
                f"{system.share_of_sgemm:.0%}",
                f"{system.median_milliseconds:.1f}",
                f"{system.slowest_milliseconds:.1f}",
            )
        table.add_section()
    return table


def _plain_rate(benchmark: BenchmarkFigures) -> float:
    """Paragraphs a second of sentence-transformers, which the others' rates are given in."""
    return next(s.paragraphs_per_second for s in benchmark.systems if s.system.startswith("sentence-transformers"))


def _sizes(figures: BenchFigures) -> Table:
    headings = tuple(_name_and_size(benchmark) for benchmark in figures.benchmarks)
    table = _table("Bytes on disk for each paragraph", ("system", "file"), headings)
    systems = dict.fromkeys(system.system for benchmark in figures.benchmarks for system in benchmark.systems)
    for name in systems:
        columns = [
            dict(next((s.bytes_per_paragraph for s in benchmark.systems if s.system == name), ()))
            for benchmark in figures.benchmarks
        ]
        label = name
        for file in dict.fromkeys(file for column in columns for file in column):
            table.add_row(label, file, *(f"{column[file]:,.0f}" if file in column else "–" for column in columns))
            label = ""
        table.add_row(label, "together", *(f"{sum(column.values()):,.0f}" for column in columns))
        table.add_section()
    return table


def _name_and_size(benchmark: BenchmarkFigures) -> str:
    return f"{benchmark.name} ({benchmark.paragraphs})"

"""What a person sees of an evaluation in a terminal: figures with their intervals, what changed, where the rest is.

In: an `Evaluation`. Out: text on standard output. The report for a browser is made in `eval.report`.
"""

import shlex
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from rich import box
from rich.console import Console
from rich.table import Table

from eval.measures.judgement import outcome
from eval.report.evaluation import Evaluation

_OUT = Console(markup=False, highlight=False, emoji=False)
_MOST_BAD_ROWS = 5
_HEADLINE = {
    "R@1": "right paragraph first",
    "R@3": "among the first 3",
    "R@5": "among the first 5",
    "R@10": "among the first 10",
    "RR": "reciprocal rank, among the first 20",
    "nDCG@10": "nDCG@10",
    "right_paragraph": "right paragraph cited, of the answerable",
    "right": "… and the answer in the quote",
    "refused_answerable": "refused, of the answerable",
    "refused_unanswerable": "refused, of those that nothing answers",
    "wrong_shown": "wrong, of the answers shown",
    "value_accuracy": "right value, of those that ask for one",
    "value_accuracy_shown": "right value, of the answers shown to these",
    "token_f1": "token F1 of the answers shown",
    "exact_match": "exact match of the answers shown",
    "quote_contains_answer": "quote contains the answer",
    "citation_precision": "citation precision",
    "citation_recall": "citation recall",
    "verbatim_quotes": "verbatim quotes",
    "claims_supported": "claims supported",
    "citation_coverage": "citation coverage, of a model's claims",
    "citation_accuracy": "citation accuracy, of a model's citations",
    "auroc_right": "confidence: AUROC, right answers",
    "auroc_answerable": "confidence: AUROC, answerable questions",
    "calibration_error": "confidence: calibration error",
    "aurc": "area under the risk–coverage curve",
    "latency_p50_ms": "milliseconds an answer, median",
    "latency_p95_ms": "milliseconds an answer, 95th percentile",
}
"""Name of a measure → what it is for a reader, in the order of the table."""
_OF_ANSWERABLE = {"R@1": "R@1", "right": "right", "refused_answerable": "refused"}
_OF_OTHERS = {"refused_unanswerable": "refused", "wrong_shown": "wrong"}
"""Name of a measure → heading in the tables by language and kind, behind how many questions there are of each sort."""


def show_evaluation(evaluation: Evaluation) -> None:
    """The figures, by language and kind as well, and what changed."""
    for row in evaluation.bad_rows[:_MOST_BAD_ROWS]:
        _OUT.print(f"left out: {row.where}: {row.problem}", style="yellow")
    if len(evaluation.bad_rows) > _MOST_BAD_ROWS:
        _OUT.print(f"left out: {len(evaluation.bad_rows) - _MOST_BAD_ROWS} more rows", style="yellow")
    if evaluation.is_drafted:
        _OUT.print(
            "These questions were drafted from the documents themselves and flatter the figures: not to be set beside "
            "those of hand-written ones.",
            style="bold yellow",
        )
    missing = sum(result.answerable and not all(result.needed) for result in evaluation.results)
    if missing:
        _OUT.print(
            f"The quotes of {missing} questions stand in no paragraph of this index, and no answer to them counts as "
            "right: is it the right index (--corpus, --index), are the quotes word for word?",
            style="yellow",
        )
    _OUT.print(_headline(evaluation))
    for table in (_slices(evaluation, "language"), _slices(evaluation, "kind")):
        if table.row_count > 1:
            _OUT.print(table)
    counts = Counter(outcome(result) for result in evaluation.results)
    _OUT.print(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.most_common()))
    if evaluation.changes is not None:
        _show_changes(evaluation)


def show_places(run_path: Path, report_path: Path | None) -> None:
    """Where the run and the report are."""
    _OUT.print(f"Run: {run_path}", soft_wrap=True)
    if report_path:
        _OUT.print(f"Report: {report_path}", soft_wrap=True)


def show_drafted(count: int, path: Path, corpus: Path | None) -> None:
    """What to do with drafted questions."""
    place = f" --corpus {shlex.quote(str(corpus))}" if corpus else ""
    _OUT.print(
        f"{count} drafted questions in {path}. Edit them: put each in your own words, delete what nobody would ask, "
        f'and take "drafted" out of the rows that you stand for. Then: pinpoint eval {shlex.quote(str(path))}{place}',
        soft_wrap=True,
    )


def _headline(evaluation: Evaluation) -> Table:
    title = f"{evaluation.title}: {len(evaluation.results)} questions"
    table = _table(title, ("measure",), ("figure", "95 % interval", "questions"))
    for name, meaning in _HEADLINE.items():
        figure = evaluation.figures.get(name)
        if figure:
            interval = f"{_number(name, figure.low)}–{_number(name, figure.high)}"
            table.add_row(meaning, _number(name, figure.value), interval, str(figure.n))
    return table


def _slices(evaluation: Evaluation, part: Literal["language", "kind"]) -> Table:
    """A row for each language or kind; a figure over fewer than five questions is left out."""
    headings = ("answerable", *_OF_ANSWERABLE.values(), "unanswerable", *_OF_OTHERS.values())
    table = _table(
        f"By {part}; wrong: of all answers shown; no figure over fewer than five questions", (part,), headings
    )
    counts = Counter((getattr(result, part), result.answerable) for result in evaluation.results)
    for value in sorted({value for value, _ in counts}):

        def shown(names: Iterable[str], value: str = value) -> list[str]:
            figures = [evaluation.figures.get(f"{name}/{part}={value}") for name in names]
            return [f"{figure.value:.2f}" if figure else "" for figure in figures]

        answerable, others = str(counts[value, True]), str(counts[value, False])
        table.add_row(value, answerable, *shown(_OF_ANSWERABLE), others, *shown(_OF_OTHERS))
    return table


def _table(title: str, labels: tuple[str, ...], numbers: tuple[str, ...]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in labels:
        table.add_column(heading)
    for heading in numbers:
        table.add_column(heading, justify="right")
    return table


def _show_changes(evaluation: Evaluation) -> None:
    changes = evaluation.changes or ()
    table = _table(f"Against {evaluation.baseline}", ("measure",), ("before", "now", "difference", "p (Holm)"))
    significant = [change for change in changes if change.is_significant]
    for change in sorted(significant, key=lambda change: (not change.is_worse, change.adjusted_p)):
        table.add_row(
            _HEADLINE.get(change.name, change.name),
            _number(change.name, change.before),
            _number(change.name, change.after),
            f"{change.difference:+.3f}",
            f"{change.adjusted_p:.3f}",
            style="bold red" if change.is_worse else "green",
        )
    if significant:
        _OUT.print(table)
    worse = [_HEADLINE.get(change.name, change.name) for change in changes if change.is_worse]
    told = f"significantly worse: {'; '.join(worse)}" if worse else "nothing got significantly worse"
    unchanged = len(changes) - len(significant)
    paired = max((change.n for change in changes), default=0)
    _OUT.print(
        f"Against {evaluation.baseline}, {paired} questions in both: {told}; {unchanged} of {len(changes)} measures "
        "did not change significantly.",
        soft_wrap=True,
    )


def _number(name: str, value: float) -> str:
    return f"{value:.0f}" if name.endswith("_ms") else f"{value:.3f}"

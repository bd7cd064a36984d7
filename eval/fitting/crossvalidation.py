"""How the weights of the ranking were chosen, and what they give on questions that had no part in it.

    python -m eval.fitting.crossvalidation [--benchmarks DIR]

In: benchmarks and the development questions. Out: tables on standard output. Questions are cut into folds by
the document that answers them; each fold is ranked with the weights that do best on the others. What that
gives is what a new corpus may expect; the shipped weights, chosen on all of it, are shown beside it.
"""

import itertools
import re
import tempfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from eval.bench.pinpoint_run import index_benchmark
from eval.benchmark import Benchmark, find_benchmarks, read_benchmark
from eval.bundled_library import open_bundled_library
from eval.development import development_benchmark
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions
from index.encoder_choice import BUNDLED, load_encoder
from index.fusion import COVERAGE_WEIGHT, VECTOR_WEIGHT, StageScores
from index.retrieval import Retriever

FOLDS = 5
VECTOR_WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)
COVERAGE_WEIGHTS = (0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)
GRID = tuple(itertools.product(VECTOR_WEIGHTS, COVERAGE_WEIGHTS))
_SHIPPED = GRID.index((VECTOR_WEIGHT, COVERAGE_WEIGHT))
_PART = re.compile(r"p\d+$")
"""What follows the article in the ids of XQuAD's and CMRC's paragraphs, as they are given here."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Which questions of one benchmark and language each pair of weights puts the right paragraph first for."""

    name: str
    right: NDArray[np.bool_]
    """(questions, pairs of weights)"""
    folds: NDArray[np.int64]
    """(questions,)"""


@click.command()
@click.option("--benchmarks", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder of them.")
def main(benchmarks: Path | None) -> None:
    """Cross-validates the weights of the ranking."""
    outcomes = list(_measure_all(benchmarks))
    console = Console(width=110, highlight=False)
    console.print(_grid_table(outcomes))
    console.print(_fold_table(outcomes))


def _measure_all(benchmarks: Path | None) -> Iterator[Outcomes]:
    library = open_bundled_library()
    yield from measure(development_benchmark(library, read_questions(DEVELOPMENT_QUESTIONS)), library.retriever)
    encoder = load_encoder(BUNDLED)
    for folder in find_benchmarks(benchmarks) if benchmarks else []:
        benchmark = read_benchmark(folder)
        with tempfile.TemporaryDirectory(prefix="pinpoint-") as index:
            yield from measure(benchmark, index_benchmark(benchmark, encoder, Path(index))[0])


def measure(benchmark: Benchmark, retriever: Retriever) -> list[Outcomes]:
    """Ranks every question with every pair of weights, by language."""
    right: dict[str, list[list[bool]]] = defaultdict(list)
    folds: dict[str, list[int]] = defaultdict(list)
    ids = [paragraph.paragraph_id for paragraph in retriever.paragraphs]
    for question in benchmark.questions:
        scores = retriever.score(retriever.understand(question.text, question.language))
        relevant = np.array([ids[row] in question.relevant for row in scores.rows])
        right[question.language].append([_is_first(scores, relevant, *weights) for weights in GRID])
        folds[question.language].append(fold_of(min(question.relevant)))
    return [
        Outcomes(f"{benchmark.name} {language}", np.array(right[language]), np.array(folds[language]))
        for language in right
    ]


def _is_first(scores: StageScores, relevant: NDArray[np.bool_], vector: float, coverage: float) -> bool:
    return bool(relevant[int(np.argmax(scores.fused(vector, coverage)))])


def fold_of(paragraph_id: str) -> int:
    """The fold of a question by the article of its paragraph: all questions of one article lie in one fold."""
    return zlib.crc32(_PART.sub("", paragraph_id).encode()) % FOLDS


def best_weights(outcomes: Sequence[Outcomes], left_out: int | None) -> int:
    """The pair of weights, as a place of `GRID`, with the highest mean R@1 over benchmarks and languages.

    Questions of the fold `left_out` do not count. Of equals, the middle one is taken: it lies farthest from a fall.
    """
    means = np.mean(
        [cell.right[_kept(cell, left_out)].mean(axis=0) for cell in outcomes if _kept(cell, left_out).any()], axis=0
    )
    best = np.flatnonzero(means >= means.max() - 1e-9)
    return int(best[len(best) // 2])


def _kept(cell: Outcomes, left_out: int | None) -> NDArray[np.bool_]:
    kept: NDArray[np.bool_] = cell.folds != left_out if left_out is not None else np.ones(len(cell.folds), bool)
    return kept


def held_out(outcomes: Sequence[Outcomes], chosen_on: Sequence[Outcomes]) -> list[float]:
    """R@1 of each of `outcomes`, every fold ranked with the weights that are best on the other folds of `chosen_on`."""
    chosen = [best_weights(chosen_on, fold) for fold in range(FOLDS)]
    return [
        float(np.mean([row[chosen[fold]] for row, fold in zip(cell.right, cell.folds, strict=True)]))
        for cell in outcomes
    ]


def _grid_table(outcomes: Sequence[Outcomes]) -> Table:
    means = np.mean([cell.right.mean(axis=0) for cell in outcomes], axis=0).reshape(len(VECTOR_WEIGHTS), -1)
    table = Table(title="Mean R@1 over benchmarks and languages, by weight of vectors (down) and coverage (across)")
    table.add_column("vectors", justify="right")
    for weight in COVERAGE_WEIGHTS:
        table.add_column(f"{weight:g}", justify="right")
    for weight, row in zip(VECTOR_WEIGHTS, means, strict=True):
        table.add_row(f"{weight:g}", *(f"{value:.4f}" for value in row))
    return table


def _fold_table(outcomes: Sequence[Outcomes]) -> Table:
    together = held_out(outcomes, outcomes)
    alone = [held_out([cell], [cell])[0] for cell in outcomes]
    chosen = ", ".join("{:g}/{:g}".format(*GRID[best_weights(outcomes, fold)]) for fold in range(FOLDS))
    table = Table(
        title=f"R@1, {FOLDS} folds by document; weights (vectors/coverage) chosen on the other folds: {chosen}"
    )
    for column in ("benchmark", "questions", "held out", "… chosen by language", "shipped weights"):
        table.add_column(column, justify="left" if column == "benchmark" else "right")
    for cell, both, single in zip(outcomes, together, alone, strict=True):
        shipped = cell.right[:, _SHIPPED].mean()
        table.add_row(cell.name, str(len(cell.right)), f"{both:.3f}", f"{single:.3f}", f"{shipped:.3f}")
    return table


if __name__ == "__main__":
    main()

"""What ranking systems are compared on: paragraphs, and questions that some of them answer.

In: a folder that `eval.question_files` reads. Out: a `Benchmark`, in which every row has to be right: figures that
others are to repeat are not taken over whatever was left. Nothing is ranked here.
"""

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PinpointError
from eval.question_files.beir import CORPUS
from eval.question_files.reading import read_question_set


@dataclass(frozen=True, slots=True)
class BenchmarkParagraph:
    """One text that can be found."""

    paragraph_id: str
    text: str


@dataclass(frozen=True, slots=True)
class BenchmarkQuestion:
    """A question and the paragraphs that answer it."""

    question_id: str
    """Unique in the benchmark: of those in many languages, the language and the id there, "de:q17"."""
    language: str
    text: str
    relevant: frozenset[str]
    """Ids of paragraphs; never empty."""


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What systems are compared on."""

    name: str
    paragraphs: tuple[BenchmarkParagraph, ...]
    questions: tuple[BenchmarkQuestion, ...]


def find_benchmarks(folder: Path) -> list[Path]:
    """The folders of benchmarks in `folder`, by name.

    Raises PinpointError when there are none.
    """
    found = sorted(path.parent for path in folder.glob(f"*/{CORPUS}"))
    if not found:
        raise PinpointError(f"There is no benchmark in {folder}: it needs a folder for each, with {CORPUS} in it.")
    return found


def read_benchmark(folder: Path) -> Benchmark:
    """Reads one benchmark.

    Raises:
        PinpointError: a file is missing or a row is wrong; the message names file and line.

    """
    question_set = read_question_set(folder)
    for bad_row in question_set.bad_rows:
        raise PinpointError(f"{folder}, {bad_row.where}: {bad_row.problem}.")
    return Benchmark(
        question_set.name,
        tuple(BenchmarkParagraph(item.paragraph_id, item.text) for item in question_set.paragraphs),
        tuple(
            BenchmarkQuestion(
                question.question_id, question.language, question.question, frozenset(question.relevant_ids)
            )
            for question in question_set.questions
        ),
    )

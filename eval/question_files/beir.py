"""Retrieval benchmarks in BEIR's layout (Thakur et al. 2021, arXiv:2104.08663), with questions in several languages.

In: a folder with `corpus.jsonl`, and for each language `queries.LANGUAGE.jsonl` and `qrels/LANGUAGE.tsv`. Out: a
`Benchmark`. Titles are left out: in the benchmarks at hand they are in another language than the texts, and
would show a system what it is to find. Nothing is ranked here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import PinpointError

CORPUS = "corpus.jsonl"
_LAYOUT = "see BEIR's layout in eval/question_files/beir.py"


@dataclass(frozen=True, slots=True)
class BenchmarkParagraph:
    """One text that can be found."""

    paragraph_id: str
    text: str


@dataclass(frozen=True, slots=True)
class BenchmarkQuestion:
    """A question and the paragraphs that answer it."""

    question_id: str
    """Unique in the benchmark: of those read from files, the language and the id there, "de:q17"."""
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

    Questions without judgements are left out, as other splits' are in BEIR.

    Raises:
        PinpointError: a file is missing, a row is wrong, or an id comes twice; the message names file and line.

    """
    paragraphs = tuple(BenchmarkParagraph(key, text) for key, text in _read_texts(folder / CORPUS).items())
    known = {paragraph.paragraph_id for paragraph in paragraphs}
    questions = [
        question
        for path in sorted(folder.glob("queries.*.jsonl"))
        for question in _read_questions(folder, path.name.split(".")[1], path, known)
    ]
    if not paragraphs or not questions:
        missing = "questions that are judged" if paragraphs else "paragraphs"
        raise PinpointError(f"The benchmark {folder} holds no {missing}: {_LAYOUT}.")
    return Benchmark(folder.name, paragraphs, tuple(questions))


def _read_questions(folder: Path, language: str, path: Path, known: set[str]) -> Iterator[BenchmarkQuestion]:
    texts = _read_texts(path)
    relevant: dict[str, set[str]] = {}
    for where, question_id, paragraph_id, score in _read_judgements(folder / "qrels" / f"{language}.tsv"):
        if question_id not in texts:
            raise PinpointError(f"{where}: there is no question {question_id!r} in {path.name}.")
        if paragraph_id not in known:
            raise PinpointError(f"{where}: there is no paragraph {paragraph_id!r} in {CORPUS}.")
        if score > 0:
            relevant.setdefault(question_id, set()).add(paragraph_id)
    for question_id, text in texts.items():
        if question_id in relevant:
            yield BenchmarkQuestion(f"{language}:{question_id}", language, text, frozenset(relevant[question_id]))


def _read_texts(path: Path) -> dict[str, str]:
    """Id → text of each row."""
    texts: dict[str, str] = {}
    for where, line in _read_lines(path):
        try:
            row: dict[str, Any] = json.loads(line)
            key, text = row["_id"], row["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise PinpointError(f"{where}: this row has no _id and text ({error!r}): {_LAYOUT}.") from error
        if not (isinstance(key, str) and key and isinstance(text, str) and text.strip()):
            raise PinpointError(f"{where}: _id and text must be strings that are not empty: {_LAYOUT}.")
        if key in texts:
            raise PinpointError(f"{where}: the id {key!r} is there already: give each row its own.")
        texts[key] = text
    return texts


def _read_judgements(path: Path) -> Iterator[tuple[str, str, str, int]]:
    """(file and line, question id, paragraph id, score) of each row but the heading."""
    lines = _read_lines(path)
    next(lines, None)
    seen: set[tuple[str, str]] = set()
    for where, line in lines:
        fields = line.split("\t")
        if len(fields) != 3 or not fields[2].strip().lstrip("-").isdigit():
            raise PinpointError(
                f"{where}: not a question, a paragraph and a whole number with tabs between: {_LAYOUT}."
            )
        if (fields[0], fields[1]) in seen:
            raise PinpointError(f"{where}: {fields[0]!r} and {fields[1]!r} are judged already: keep one of the rows.")
        seen.add((fields[0], fields[1]))
        yield where, fields[0], fields[1], int(fields[2])


def _read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """(file and line number, line) of each line that is not blank."""
    try:
        # Not splitlines: texts may hold U+2028, which is no line end in JSON.
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PinpointError(f"The benchmark's file {path} cannot be read ({error}): {_LAYOUT}.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path}, line {number}", line.rstrip("\r")

"""Question sets: hand-written questions with the paragraphs that answer them, as quotes.

In: a JSONL file, one question a line. Out: `EvaluationQuestion`s. A relevant paragraph is given by a
file and a quote, not by an id, so that a change in how paragraphs are cut cannot silently break it.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError

DEVELOPMENT_QUESTIONS = Path(__file__).with_name("questions") / "npt.jsonl"


@dataclass(frozen=True, slots=True)
class RelevantQuote:
    """Words that stand in a paragraph which answers the question."""

    file: str
    """Name of the document's file."""
    quote: str


@dataclass(frozen=True, slots=True)
class EvaluationQuestion:
    """A question and what a right answer to it is."""

    question_id: str
    question: str
    language: str
    kind: str
    answerable: bool
    relevant: tuple[RelevantQuote, ...]
    value: str | None
    """The normalised value that answers, where one is asked for."""


def read_questions(path: Path) -> list[EvaluationQuestion]:
    """Reads a question file.

    Raises:
        PinpointError: the file is missing, or a line is no question; the message names the line.

    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise PinpointError(f"The question file {path} cannot be read ({error.strerror}): check the path.") from error
    return [_read_question(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _read_question(line: str, where: str) -> EvaluationQuestion:
    try:
        record: dict[str, Any] = json.loads(line)
        return EvaluationQuestion(
            question_id=record["id"],
            question=record["question"],
            language=record["language"],
            kind=record["kind"],
            answerable=record["answerable"],
            relevant=tuple(RelevantQuote(item["file"], item["quote"]) for item in record["relevant"]),
            value=record["value"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PinpointError(f"{where}: this is no question ({error!r}): see eval/questions/npt.jsonl.") from error


def without_blanks(text: str) -> str:
    """`text` without white space, for comparing quotes across line ends."""
    return re.sub(r"\s+", "", text)


def relevant_paragraphs(question: EvaluationQuestion, paragraphs: Iterable[tuple[Document, Paragraph]]) -> set[str]:
    """The ids of the paragraphs that hold one of the question's quotes."""
    return {
        paragraph.paragraph_id
        for document, paragraph in paragraphs
        for relevant in question.relevant
        if Path(document.path).name == relevant.file
        and without_blanks(relevant.quote) in without_blanks(paragraph.text)
    }

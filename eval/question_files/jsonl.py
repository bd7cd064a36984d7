"""Pinpoint's own question files: JSON, one question a line.

In: a file such as `eval/questions/npt.jsonl`. Out: its questions.
"""

import json
from pathlib import Path
from typing import Any

from corpus.errors import PinpointError
from eval.question_set import EvaluationQuestion, RelevantQuote

DEVELOPMENT_QUESTIONS = Path(__file__).parent.with_name("questions") / "npt.jsonl"


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
            needs_all=record.get("needs_all", False),
            value=record["value"],
            answers=(record["answer"],) if record["answer"] else (),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise PinpointError(f"{where}: this is no question ({error!r}): see eval/questions/npt.jsonl.") from error

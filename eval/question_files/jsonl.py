"""Pinpoint's own question files: JSON, one question a line.

In: a file such as `eval/questions/npt.jsonl`, whose fields `eval.question_files.records` knows. Out: its questions; or
the other way round.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import PinpointError
from eval.question_files.file_text import decode, read_bytes
from eval.question_files.records import FileContents, Row, RowError, read_rows
from eval.question_set import EvaluationQuestion

DEVELOPMENT_QUESTIONS = Path(__file__).parent.with_name("questions") / "npt.jsonl"


def read_jsonl(name: str, content: str) -> FileContents:
    """The questions of a file's text; `name` is the file's, for bad rows."""
    return read_rows(Row(where, line, record) for where, line, record in read_objects(name, content))


def read_objects(name: str, content: str) -> Iterator[tuple[str, int, dict[str, Any] | RowError]]:
    """Where each row stands, the number of its line, and the JSON object in it or why there is none."""
    # Not splitlines: texts may hold U+2028, which is no line end in JSON.
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            yield f"{name}, line {number}", number, _object(line)


def read_questions(path: Path) -> list[EvaluationQuestion]:
    """Reads a question file in which every row must be right, as in Pinpoint's own.

    Raises:
        PinpointError: the file is missing, or a line is no question; the message names the line.

    """
    contents = read_jsonl(str(path), decode(read_bytes(path)))
    for bad_row in contents.bad_rows:
        raise PinpointError(f"{bad_row.where}: this is no question ({bad_row.problem}).")
    return list(contents.questions)


def write_questions(questions: Sequence[EvaluationQuestion], path: Path, is_drafted: bool) -> None:
    """Writes a question file; drafted questions are marked as such, row by row.

    A person who has looked a row over takes the mark out. Ids of supplied paragraphs (`relevant_ids`) are not
    written: a file of this format is about an index that exists.

    Raises:
        PinpointError: there is a file already, or it cannot be written.

    """
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            for question in questions:
                file.write(json.dumps(_record(question, is_drafted), ensure_ascii=False) + "\n")
    except FileExistsError as error:
        raise PinpointError(f"{str(path)!r} is there already: give another name, or move it away first.") from error
    except OSError as error:
        raise PinpointError(
            f"The question file {str(path)!r} cannot be written ({error.strerror or error}): choose another place."
        ) from error


def _record(question: EvaluationQuestion, is_drafted: bool) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": question.question_id,
        "question": question.question,
        "language": question.language,
        "kind": question.kind,
        "answerable": question.answerable,
        "relevant": [{"file": relevant.file, "quote": relevant.quote} for relevant in question.relevant],
        "value": question.value,
        "answers": list(question.answers),
        "group": question.group,
    }
    if question.needs_all:
        record["needs_all"] = True
    if is_drafted:
        record["drafted"] = True
    return record


def _object(line: str) -> dict[str, Any] | RowError:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        return RowError(f"this is no JSON ({error.msg} at character {error.pos + 1}): mend it there")
    except (ValueError, RecursionError) as error:
        return RowError(f"this JSON cannot be read ({error}): make it simpler")
    return found if isinstance(found, dict) else RowError('this is no JSON object: write {"question": …} in each line')

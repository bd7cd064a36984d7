"""A file or folder of questions, whatever its format, as a `QuestionSet`.

In: a path. Out: its questions, the paragraphs that it brings along, and the rows that are none, each with what is
wrong. The format is told by what lies there: a folder is BEIR's layout; a text that begins with a brace or a bracket
is JSON, SQuAD's where it has its articles, else a question a line; any other is a table. Nothing is asked here.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.errors import PinpointError
from eval.question_files.beir import is_beir, read_beir
from eval.question_files.file_text import decode, read_bytes
from eval.question_files.jsonl import read_jsonl
from eval.question_files.records import FileContents
from eval.question_files.squad import is_squad, read_squad
from eval.question_files.table import read_table, table_delimiter
from eval.question_set import QuestionSet

FORMATS = (
    'JSON with {"question": …} in each line, CSV or TSV with a column named question, JSON as SQuAD has it, '
    "or a folder with corpus.jsonl, queries.jsonl and qrels/test.tsv as BEIR has it"
)
_JSON_LINES = (".jsonl", ".ndjson")


def read_question_set(path: Path, paragraphs_from: Path | None = None) -> QuestionSet:
    """The questions at `path`.

    With `paragraphs_from`, both are files of one SQuAD-format set in two languages: questions are taken from `path`,
    paragraphs and right answers from the other. The SHA-256 is then that of the one file's bytes and the other's
    behind them; of a folder, that of all the files' bytes that were read, in the order of their names.

    Raises:
        PinpointError: nothing is there, it cannot be read, has none of the formats, or holds no question.

    """
    name = path.resolve().name
    if paragraphs_from is not None:
        name = f"{path.name} over {paragraphs_from.name}"
        contents, read = _read_pair(path, paragraphs_from)
    elif path.is_dir():
        if not is_beir(path):
            raise PinpointError(f"The folder {str(path)!r} holds no questions that Pinpoint can read: give {FORMATS}.")
        contents, files = read_beir(path)
        read = [data for _, data in sorted(files.items())]
    else:
        data = read_bytes(path)
        contents, read = _read_file(path, decode(data)), [data]
    if not contents.questions:
        wrong = f" The first row that is wrong: {_first_problem(contents)}." if contents.bad_rows else ""
        raise PinpointError(f"There is no question in {str(path)!r}.{wrong} Give {FORMATS}.")
    return QuestionSet(
        name, _sha256(read), contents.questions, contents.paragraphs, contents.bad_rows, contents.is_drafted
    )


def _read_pair(path: Path, paragraphs_from: Path) -> tuple[FileContents, list[bytes]]:
    read, parsed = [], []
    for file in (path, paragraphs_from):
        read.append(read_bytes(file))
        parsed.append(_parse(file, decode(read[-1])))
        if not is_squad(parsed[-1]):
            raise PinpointError(
                f"{str(file)!r} is not JSON as SQuAD has it: only such files can be joined, questions from the one "
                "and paragraphs from the other."
            )
    return read_squad(path.name, parsed[0], (paragraphs_from.name, parsed[1])), read


def _read_file(path: Path, content: str) -> FileContents:
    if path.suffix in _JSON_LINES:
        return read_jsonl(path.name, content)
    if content.lstrip().startswith(("{", "[")):
        parsed = _parse(path, content)
        if is_squad(parsed):
            return read_squad(path.name, parsed)
        if parsed is None or (isinstance(parsed, dict) and "question" in parsed):
            return read_jsonl(path.name, content)
    delimiter = table_delimiter(content)
    if delimiter is not None:
        return read_table(path.name, content, delimiter)
    raise PinpointError(f"{str(path)!r} has no format that Pinpoint knows: give {FORMATS}.")


def _parse(path: Path, content: str) -> Any:
    """The JSON of a whole file; None where it is none, or that of its rows.

    Raises:
        PinpointError: the file's name says that it is one piece of JSON, and it is broken.

    """
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        if path.suffix == ".json" and not error.msg.startswith("Extra data"):
            raise PinpointError(
                f"{str(path)!r} is no JSON ({error.msg} in line {error.lineno}, column {error.colno}): mend it there."
            ) from error
    except (ValueError, RecursionError) as error:
        if path.suffix == ".json":
            raise PinpointError(f"{str(path)!r} cannot be read ({error}): make its JSON simpler.") from error
    return None


def _first_problem(contents: FileContents) -> str:
    return f"{contents.bad_rows[0].where}: {contents.bad_rows[0].problem}"


def _sha256(files: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for data in files:
        digest.update(data)
    return digest.hexdigest()

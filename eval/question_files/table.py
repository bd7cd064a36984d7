"""Tables of questions: CSV and TSV, as spreadsheets write them.

In: the text of a file whose first row names the columns; `question` is required, the others are the fields of
`eval.question_files.records`, with `file` and `quote` for a relevant paragraph. Out: its questions.

A question with several quotes or several right answers has a row for each: further rows repeat its `id`, with the
question left empty or repeated, and a `file`, `quote` or `answer` of their own. What else they hold must be what
the first row says. Columns of other names are left alone.

The delimiter is the one under which the first row has the most known columns: `csv.Sniffer` guesses it from how often
marks occur, which goes wrong where there is one column, or many commas in the questions.
"""

import csv
from collections.abc import Iterator, Mapping
from typing import Any

from eval.question_files.records import FileContents, Row, RowError, read_rows

COLUMNS = ("id", "question", "language", "kind", "answerable", "file", "quote", "value", "answer", "group", "needs_all")
_OPTIONAL = ("drafted",)
_OWN = ("file", "quote", "answer")
"""Columns that each row of one question has for itself."""
_DELIMITERS = (",", ";", "\t", "|")
_TOO_MANY = "it has {} cells under {} columns: put quotation marks around text that holds the delimiter"


def table_delimiter(content: str) -> str | None:
    """The mark between the columns of a table of questions; None where the first row names no `question`."""
    head = content.lstrip("\r\n").replace("\r", "\n").split("\n", 1)[0]
    found = {delimiter: _known(_names(head, delimiter)) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: len(found[delimiter]))
    return best if "question" in found[best] else None


def read_table(name: str, content: str, delimiter: str) -> FileContents:
    """The questions of a table; `name` is the file's, for bad rows."""
    return read_rows(_joined(_rows(name, content, delimiter)))


def _names(head: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip().casefold() for cell in next(csv.reader([head], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _known(names: list[str]) -> set[str]:
    return {name for name in names if name in (*COLUMNS, *_OPTIONAL)}


def _rows(name: str, content: str, delimiter: str) -> Iterator[Row]:
    """Every row under the first, its cells by column."""
    lines = [f"{line}\n" for line in content.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    columns: list[str] | None = None
    for number, cells in _cells(lines, delimiter):
        where = f"{name}, line {number}"
        if isinstance(cells, RowError):
            yield Row(where, number, cells)
        elif not any(cell.strip() for cell in cells):
            continue
        elif columns is None:
            columns = [cell.strip().casefold() for cell in cells]
        elif len(cells) > len(columns):
            yield Row(where, number, RowError(_TOO_MANY.format(len(cells), len(columns))))
        else:
            yield Row(where, number, {key: cell.strip() for key, cell in zip(columns, cells, strict=False) if key})


def _cells(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str] | RowError]]:
    """The number of the line that each row begins on, and its cells.

    A row that cannot be read ends with its line: a quotation mark that nothing closes must not swallow the file.
    """
    start = 0
    while start < len(lines):
        base = start
        reader = csv.reader((lines[place] for place in range(base, len(lines))), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield start + 1, cells
                start = base + reader.line_num
        except csv.Error as error:
            yield start + 1, RowError(f"its quotation marks do not match ({error}): double those inside of text")
            start += 1


def _joined(rows: Iterator[Row]) -> Iterator[Row]:
    """One row for each question: those that only add a quote or an answer are joined to the first of their id."""
    found: list[Row] = []
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        if isinstance(row.record, RowError):
            found.append(row)
            continue
        cells = row.record
        key = cells.get("id", "")
        if not key or key not in first:
            record = _as_record(cells)
            found.append(Row(row.where, row.line, record))
            if key:
                first[key] = record
        elif _says_the_same(cells, first[key]):
            _add(first[key], cells)
        else:
            problem = f"the id {key[:80]!r} is there already, with something else beside it: give it another"
            found.append(Row(row.where, row.line, RowError(problem)))
    return iter(found)


def _as_record(cells: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a question's first row as `eval.question_files.records` knows them."""
    record: dict[str, Any] = {key: cell for key, cell in cells.items() if key not in _OWN}
    record |= {"relevant": [], "answers": [], "group": cells.get("group") or cells.get("file", "")}
    _add(record, cells)
    return record


def _add(record: dict[str, Any], cells: Mapping[str, str]) -> None:
    if cells.get("quote"):
        record["relevant"].append({"file": cells.get("file") or None, "quote": cells["quote"]})
    if cells.get("answer"):
        record["answers"].append(cells["answer"])


def _says_the_same(cells: Mapping[str, str], first: Mapping[str, Any]) -> bool:
    return all(not cell or first.get(key) == cell for key, cell in cells.items() if key not in _OWN)

"""The paragraphs of an index as lines of JSON, of which only those are read that are asked for.

In: paragraphs, document by document, in reading order. Out: a sequence of `Paragraph`s over a file that is
mapped into memory; the row, the document and the words of each are found without reading the others.
What belongs to a row otherwise (vectors, tokens, concepts) is kept elsewhere.
"""

import dataclasses
import functools
import hashlib
import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Locator, Paragraph, Span
from index.array_file import map_arrays, write_arrays

LINES, ROWS = "paragraphs.jsonl", "paragraphs.rows"
_ROW = np.dtype([("start", "<i8"), ("paragraph_id", "<u8"), ("text", "<u8")])
"""Where a line begins, and 64 bits of the BLAKE2b hash of the paragraph's id and of its text."""
_CACHED_PARAGRAPHS = 4096
"""Paragraphs kept after they were read: those of a few searches, some 10 MB."""


@dataclass(frozen=True, slots=True)
class ParagraphLines:
    """The paragraphs of one document as they stand in the file."""

    data: bytes
    rows: NDArray[np.void]
    """One `_ROW` a paragraph; the first starts at 0."""

    @classmethod
    def from_paragraphs(cls, paragraphs: Iterable[Paragraph]) -> "ParagraphLines":
        """Writes paragraphs as lines, in the order given."""
        lines: list[bytes] = []
        rows: list[tuple[int, int, int]] = []
        start = 0
        for paragraph in paragraphs:
            record = json.dumps(dataclasses.asdict(paragraph), ensure_ascii=False, separators=(",", ":"))
            lines.append(record.encode() + b"\n")
            rows.append((start, _hash(paragraph.paragraph_id), _hash(paragraph.text)))
            start += len(lines[-1])
        return cls(b"".join(lines), np.array(rows, _ROW))


class ParagraphFile(Sequence[Paragraph]):
    """All paragraphs by row: the documents in the index's order, each one's paragraphs in reading order."""

    def __init__(
        self,
        data: bytes | mmap.mmap,
        rows: NDArray[np.void],
        first_rows: NDArray[np.int64],
        document_ids: Sequence[str],
    ) -> None:
        """`rows` is (paragraphs,) of `_ROW`; `first_rows` (documents + 1,) says where each document begins."""
        self._data = data
        self._rows = rows
        self._first_rows = first_rows
        self._places = {document_id: place for place, document_id in enumerate(document_ids)}
        self._read = functools.lru_cache(_CACHED_PARAGRAPHS)(self._parse)

    @classmethod
    def from_documents(cls, documents: Sequence[tuple[str, ParagraphLines]]) -> "ParagraphFile":
        """Puts together the lines of each document, given with its id."""
        tables = [np.empty(0, _ROW)]
        start = 0
        for _, lines in documents:
            table = lines.rows.copy()
            table["start"] += start
            tables.append(table)
            start += len(lines.data)
        counts = [len(lines.rows) for _, lines in documents]
        return cls(
            b"".join(lines.data for _, lines in documents),
            np.concatenate(tables),
            np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64),
            [document_id for document_id, _ in documents],
        )

    @classmethod
    def load(cls, folder: Path, document_ids: Sequence[str]) -> "ParagraphFile":
        """Maps the files of `folder`; raises ValueError when they do not belong together."""
        rows, first_rows = map_arrays(folder / ROWS)
        if rows.dtype != _ROW or len(first_rows) != len(document_ids) + 1 or first_rows[-1] != len(rows):
            raise ValueError(f"{folder / ROWS} does not fit the {len(document_ids)} documents")
        with (folder / LINES).open("rb") as file:
            # No system maps an empty file.
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(rows) else b""
        return cls(data, rows, first_rows, document_ids)

    def save(self, folder: Path) -> None:
        """Writes the files into `folder`."""
        (folder / LINES).write_bytes(self._data)
        write_arrays(folder / ROWS, self._rows, self._first_rows)

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, row: int) -> Paragraph: ...
    @overload
    def __getitem__(self, row: slice) -> "ParagraphRange": ...
    def __getitem__(self, row: int | slice) -> "Paragraph | ParagraphRange":
        if isinstance(row, slice):
            return ParagraphRange(self, range(len(self))[row])
        return self._read(range(len(self))[row])

    def __iter__(self) -> Iterator[Paragraph]:
        return map(self._parse, range(len(self)))

    def row_of(self, paragraph_id: str) -> int | None:
        """The row of the paragraph with that id, if there is one."""
        rows = _equal(*self._by_paragraph_id, _hash(paragraph_id))
        return next((row for row in rows if self[row].paragraph_id == paragraph_id), None)

    def row_of_text(self, text: str) -> int | None:
        """A row whose paragraph has exactly these words, if there is one."""
        return next((row for row in _equal(*self._by_text, _hash(text)) if self[row].text == text), None)

    def rows_of(self, document_id: str) -> range:
        """The rows of a document's paragraphs; none for a document that is not in the index."""
        place = self._places.get(document_id)
        return range(0) if place is None else range(int(self._first_rows[place]), int(self._first_rows[place + 1]))

    def of_document(self, document_id: str) -> "ParagraphRange":
        """A document's paragraphs in reading order, each read when it is asked for."""
        return ParagraphRange(self, self.rows_of(document_id))

    def document_places(self, rows: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
        """For each of `rows`, the place of its document in the order of the index's documents."""
        places: NDArray[np.int64] = np.searchsorted(self._first_rows, np.asarray(rows, np.int64), "right") - 1
        return places

    def lines_of(self, document_id: str) -> ParagraphLines:
        """A document's paragraphs as they stand in the file, to be copied into another."""
        rows = self.rows_of(document_id)
        table = self._rows[rows.start : rows.stop].copy()
        start = self._start(rows.start)
        table["start"] -= start
        return ParagraphLines(self._data[start : self._start(rows.stop)], table)

    def _start(self, row: int) -> int:
        return int(self._rows["start"][row]) if row < len(self._rows) else len(self._data)

    def _parse(self, row: int) -> Paragraph:
        record: dict[str, Any] = json.loads(self._data[self._start(row) : self._start(row + 1)])
        locator = Locator(**record["locator"] | {"section": tuple(record["locator"]["section"])})
        spans = tuple(Span(**span) for span in record["spans"])
        return Paragraph(**record | {"locator": locator, "symbols": tuple(record["symbols"]), "spans": spans})

    @functools.cached_property
    def _by_paragraph_id(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        return _sorted(self._rows["paragraph_id"])

    @functools.cached_property
    def _by_text(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        return _sorted(self._rows["text"])


class ParagraphRange(Sequence[Paragraph]):
    """Some of an index's paragraphs, each read when it is asked for."""

    def __init__(self, paragraphs: ParagraphFile, rows: range) -> None:
        self._paragraphs = paragraphs
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Paragraph: ...
    @overload
    def __getitem__(self, place: slice) -> "ParagraphRange": ...
    def __getitem__(self, place: int | slice) -> "Paragraph | ParagraphRange":
        if isinstance(place, slice):
            return ParagraphRange(self._paragraphs, self._rows[place])
        return self._paragraphs[self._rows[place]]


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _sorted(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    order = np.argsort(hashes, kind="stable")
    return order, hashes[order]


def _equal(order: NDArray[np.int64], hashes: NDArray[np.uint64], wanted: int) -> list[int]:
    """The rows whose hash is `wanted`: rarely more than one, and then the first first."""
    first, last = (np.searchsorted(hashes, np.uint64(wanted), side) for side in ("left", "right"))
    rows: list[int] = order[first:last].tolist()
    return rows

"""Plain text files → SourceText, character for character.

In: a file in any encoding that `corpus.readers.charset` can tell. Out: its text as it is, line ends and form
feeds included, and one `wrapped` line for each printed line, empty ones too. Pages are counted where form
feeds part them. Not done here: joining wrapped lines, telling headings from paragraphs.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.readers.charset import UndecodableTextError, decode_text
from corpus.readers.unreadable import unreadable
from corpus.source import SourceLine, SourceText

_LINE_END = re.compile(r"\r\n|[\n\r\f]")
"""Not what `str.splitlines` takes: U+2028, U+0085 and vertical tabs stand inside lines of official texts."""


def read_text(path: Path, data: bytes) -> SourceText:
    """Return the text of a text file's bytes; `path` is named in errors.

    Raises UnreadableFileError for binary files and for text whose encoding cannot be told.
    """
    text = decoded(path, data)
    return SourceText(text, wrapped_lines(text, paged="\f" in text))


def decoded(path: Path, data: bytes) -> str:
    """Return the characters of `data`; `path` is named in the UnreadableFileError if there are none."""
    try:
        return decode_text(data)
    except UndecodableTextError as error:
        raise unreadable(path, str(error), "save it as UTF-8 text") from error


def wrapped_lines(text: str, paged: bool) -> tuple[SourceLine, ...]:
    r"""Cut `text` at its line ends; in `paged` text each form feed begins a new page.

    >>> [(line.start, line.end, line.page) for line in wrapped_lines("a\r\nb\fc", paged=True)]
    [(0, 1, 1), (3, 4, 1), (5, 6, 2)]
    """
    return tuple(_lines(text, paged))


def _lines(text: str, paged: bool) -> Iterator[SourceLine]:
    page = 1 if paged else None
    start = 0
    for line_end in _LINE_END.finditer(text):
        yield SourceLine(start, line_end.start(), page)
        start = line_end.end()
        if page is not None and line_end[0] == "\f":
            page += 1
    if start < len(text):
        yield SourceLine(start, len(text), page)

"""Files in, SourceText out: one reader a format behind one function.

In: the path of a text, PDF, Word, HTML or Markdown file. Out: its text, cut into lines with the roles that
the format declares. Not done here: telling headings and paragraphs from layout, reading images (OCR), and old
binary Word files.
"""

import os
from collections.abc import Callable
from pathlib import Path

from corpus.readers.docx import read_docx
from corpus.readers.html import read_html
from corpus.readers.markdown import read_markdown
from corpus.readers.pdf import read_pdf
from corpus.readers.regular_file import read_regular
from corpus.readers.text import read_text
from corpus.readers.unreadable import unreadable
from corpus.source import SourceText

__all__ = ["SUFFIXES", "checked", "file_content", "read_source", "reader_of", "source_of"]

_Reader = Callable[[Path, bytes], SourceText]

_READERS: dict[str, _Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
}

SUFFIXES = tuple(_READERS)
"""Suffixes of the files that can be read, in lower case."""

MOST_CHARACTERS = 10_000_000
"""Of one document's text. A thousand pages have about three million; ten take a quarter of an hour to embed."""

_HEADER_WITHIN = 1024
"""PDF readers accept the header anywhere in the first 1024 bytes (ISO 32000, annex H)."""

_ZIP_SIGNATURE = b"PK\x03\x04"

_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Compound File Binary Format: Word files before 2007, and today's where they are encrypted."""


def read_source(path: Path) -> SourceText:
    """Return the text of the file at `path`, by the reader that its suffix and first bytes ask for.

    Raises UnreadableFileError, with the remedy, where there is no such file, it cannot be opened, its format
    is not supported, it is encrypted or damaged, or it holds no text, or too much of it.
    """
    return source_of(path, file_content(path))


def source_of(path: Path, data: bytes) -> SourceText:
    """Return the text of a file's bytes; raises as `read_source` does, which names `path`."""
    return checked(path, reader_of(path, data)(path, data))


def checked(path: Path, source: SourceText) -> SourceText:
    """Return `source`; raises UnreadableFileError where it is no document's: empty, or without end."""
    if not source.text.strip():
        raise unreadable(path, "it holds no text", "check that it is the file you mean")
    if len(source.text) > MOST_CHARACTERS:
        reason = f"it holds {len(source.text):,} characters, and {MOST_CHARACTERS:,} is the most"
        raise unreadable(path, reason, "split it")
    return source


def file_content(path: Path) -> bytes:
    """The bytes of a file. Raises UnreadableFileError as `read_source` does."""
    try:
        return read_regular(path)
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from error


def _cannot_open(path: Path, error: OSError | ValueError) -> Exception:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return unreadable(path, "there is no such file", "check the path")
        case PermissionError():
            return unreadable(path, "permission is denied", "give yourself the right to read it")
        case OSError(errno=int(number)):
            return unreadable(path, os.strerror(number), "check the path and the disk")
        case _:
            return unreadable(path, "its name is not valid here", "check the path")


def reader_of(path: Path, data: bytes) -> _Reader:
    """What reads those bytes, by the suffix and the first of them. Raises UnreadableFileError as `read_source` does."""
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        supported = ", ".join(SUFFIXES)
        raise unreadable(path, "its format is not supported", f"convert it to one of {supported}")
    if not data:
        raise unreadable(path, "it is empty", "check that it was copied in full")
    if data.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in data[:_HEADER_WITHIN]):
        return read_pdf
    if data.startswith(_ZIP_SIGNATURE):
        return read_docx
    if data.startswith(_OLE_SIGNATURE):
        remedy = "open it in a word processor and save it as .docx without a password"
        raise unreadable(path, "it is an encrypted or old binary Office file", remedy)
    if suffix in (".pdf", ".docx"):
        remedy = f"export it as {suffix} again, or give it the suffix of what it is"
        raise unreadable(path, f"it is named {suffix} and holds something else", remedy)
    return _READERS[suffix]

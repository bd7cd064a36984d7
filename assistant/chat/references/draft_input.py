"""What a visitor gives to be checked: pasted text or a file, read within limits.

In: text, or the path of an uploaded file. Out: a `DraftText` and what its places are called. Which of its sentences
cite something is read in `assistant.drafts.draft`.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.chat.references.wording import ReferencesWording
from assistant.drafts.draft_text import DraftText, read_draft_text
from corpus.bounded_reading import read_bounded
from corpus.errors import PinpointError, UnreadableFileError
from corpus.readers.drafts import MARKDOWN_SUFFIXES, read_draft_source
from corpus.readers.text import wrapped_lines
from corpus.readers.unreadable import shown_name
from corpus.source import SourceText

MOST_CHARACTERS = 300_000
"""A hundred pages."""
MOST_MEGABYTES = 20
DRAFT_SUFFIXES = (".docx", ".pdf", ".md", ".markdown", ".txt", ".html", ".htm")
_MARKDOWN = re.compile(r"^ {0,3}#{1,6} |\*\*\S|\]\(\S|^ {0,3}(?:```|~~~|> )", re.MULTILINE)

Unit = Literal["line", "word_paragraph", "page_line"]
"""What the number of a sentence's place counts; a name of `ReferencesWording`."""
_UNITS: dict[str, Unit] = {".docx": "word_paragraph", ".pdf": "page_line"}


@dataclass(frozen=True, slots=True)
class DraftInput:
    """A draft to be checked."""

    text: DraftText
    unit: Unit


def read_pasted(text: str, wording: ReferencesWording) -> DraftInput:
    """Pasted text, as Markdown where it looks like it.

    Raises:
        PinpointError: it is empty or too long.

    """
    if not text.strip():
        raise PinpointError(wording.no_draft)
    _check_length(text, wording)
    source = SourceText(text, wrapped_lines(text, paged=False))
    return DraftInput(read_draft_text(source, is_markdown=_MARKDOWN.search(text) is not None), "line")


def read_uploaded(path: Path, wording: ReferencesWording) -> DraftInput:
    """An uploaded file.

    Raises:
        PinpointError: it cannot be read or is too large; the message names the file without its folder.

    """
    suffix = path.suffix.lower()
    if path.stat().st_size > MOST_MEGABYTES * 1_000_000:
        raise PinpointError(wording.file_too_large.format(MOST_MEGABYTES))
    try:
        source = read_bounded(read_draft_source, path)
    except UnreadableFileError as error:
        # Where the server keeps what is uploaded is no visitor's business.
        raise UnreadableFileError(str(error).replace(shown_name(path), shown_name(Path(path.name)))) from error
    _check_length(source.text, wording)
    text = read_draft_text(source, is_markdown=suffix in MARKDOWN_SUFFIXES)
    return DraftInput(text, _UNITS.get(suffix, "line"))


def _check_length(text: str, wording: ReferencesWording) -> None:
    if len(text) > MOST_CHARACTERS:
        raise PinpointError(wording.too_long.format(f"{MOST_CHARACTERS:,}"))

"""What a reader hands on: the text of one file, cut into lines, with the roles its format declares.

Offsets count characters of `SourceText.text`. Later stages never change that text: every heading,
paragraph, footnote and piece of page furniture refers back to it by spans, so that nothing is lost.
"""

from dataclasses import dataclass
from typing import Literal

LineRole = Literal["wrapped", "paragraph", "heading", "item", "footnote"]
"""`wrapped`: a printed line, whose paragraph has yet to be put together (text, PDF).
`paragraph`, `heading`, `item`: a whole block, as the format itself declares it (DOCX, HTML, Markdown).
`footnote`: the whole text of a footnote or endnote, whose number is the generated marker (DOCX, Markdown)."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line or block of a file: `text[start:end]`, without its line end."""

    start: int
    end: int
    page: int | None = None
    """1-based page number; None where the format has no pages."""
    role: LineRole = "wrapped"
    level: int = 0
    """Heading level or list depth from 1; 0 for other roles."""
    generated_marker: str = ""
    """The number or bullet that the format generates and that stands in no text: "1.", "(a)", "•"."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file. Every non-blank character of `text` lies in exactly one of `lines`."""

    text: str
    lines: tuple[SourceLine, ...]
    title: str | None = None
    """The title that the file's own metadata gives, if any."""
    language: str | None = None
    """The language that the file declares (BCP 47), if any."""

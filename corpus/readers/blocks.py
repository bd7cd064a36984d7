"""Blocks that a format declares → a SourceText, and the collapsing of white space inside a block.

In: the blocks of a DOCX, HTML or Markdown file in order. Out: a SourceText whose text is the blocks joined by
empty lines, one SourceLine each. What is a block and what is its text is for each reader to say.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.source import LineRole, SourceLine, SourceText

_SEPARATOR = "\n\n"

_WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")
"""The white space that HTML collapses: not the no-break space, nor the ideographic one."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or footnote, as its format declares it."""

    text: str
    role: LineRole = "paragraph"
    level: int = 0
    """Heading level or list depth from 1; 0 for other roles."""
    generated_marker: str = ""


def source_text(blocks: Iterable[Block], title: str | None, language: str | None) -> SourceText:
    r"""Join `blocks`; those without a visible character are left out.

    >>> source_text([Block("One"), Block(" "), Block("Two")], None, None).text
    'One\n\nTwo'
    """
    texts: list[str] = []
    lines: list[SourceLine] = []
    start = 0
    for block in blocks:
        text = block.text.strip()
        if not text:
            continue
        end = start + len(text)
        lines.append(
            SourceLine(start, end, role=block.role, level=block.level, generated_marker=block.generated_marker)
        )
        texts.append(text)
        start = end + len(_SEPARATOR)
    return SourceText(_SEPARATOR.join(texts), tuple(lines), _declared(title), _declared(language))


def _declared(value: str | None) -> str | None:
    return (collapse_white_space(value).strip() or None) if value else None


def collapse_white_space(text: str) -> str:
    r"""Return `text` as a browser sets it: runs of white space are one space.

    A run with a line end between two East Asian wide characters is nothing at all (CSS Text Module Level 3,
    section 4.1.3): Chinese that was wrapped in the file has no spaces at the wraps.

    >>> collapse_white_space("a  b\n c 无核\n武器")
    'a b c 无核武器'
    """

    def collapsed(run: re.Match[str]) -> str:
        neighbours = text[max(run.start() - 1, 0) : run.start()], text[run.end() : run.end() + 1]
        return "" if "\n" in run[0] and all(map(_is_wide, neighbours)) else " "

    return _WHITE_SPACE.sub(collapsed, text)


def _is_wide(character: str) -> bool:
    # Korean is wide and still puts spaces between its words.
    return (
        character != ""
        and unicodedata.east_asian_width(character) in "WF"
        and "HANGUL" not in unicodedata.name(character, "")
    )

"""From the lines of a file to the lines that carry its words.

In: `SourceText`. Out: `PrintedLine`s in reading order, each with its role on the page (content, link
target, page furniture) and with what is needed to put paragraphs together again: indent, width, gap
above, page turn. It does not join lines, `corpus.joining` does, nor find footnotes, as `corpus.notes` does.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.source import LineRole, SourceLine, SourceText

LineKind = Literal["content", "footnote", "link", "furniture"]

_LINK = re.compile(r"\s*(?:https?|ftp)://\S+\s*$")
_LINK_ANNOUNCED = re.compile(r"(?:[:：]|\bat|\bsee|\bvoir|\bv[ée]ase|见)\s*$", re.IGNORECASE)
RULE = re.compile(r"\s*[_‗─━\-–—=]{5,}\s*$")
_JOB_NUMBER = re.compile(r"\s*\d{2}-\d{5}(?:\s*X)?\s*\([A-Z]\)[\s\d/]*$")
_BARCODE = re.compile(r"\s*\*\d{5,10}\*\s*$")
_FOLIO = re.compile(
    r"\s*(?:[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*/\s*\d{1,4}|(?:Page|page|Página|Стр\.)\s*\d{1,4}(?:\s*(?:of|de|sur|/|из)\s*\d{1,4})?|第\s*\d{1,4}\s*页(?:[，,]?\s*共\s*\d{1,4}\s*页)?)\s*$"
)
_BARE_NUMBER = re.compile(r"\s*\d{1,4}\s*$")
_TERMINAL = re.compile(r"[。．.!?！？；;：:…؟۔؛][\"”’'»」』)）\]】》›]*(?:[¹²³⁰-⁹]+|\[\d{1,3}\]|(?<=。)\d{1,2})?\s*$")
_OVERPRINT = re.compile(r"([^\W\d_A-Za-z].*?|[（）()·])\1{2,}")
_LONGEST_OVERPRINT = 400
_OVERPRINT_SHARE = 0.5
"""A line is overprinted when collapsing its repetitions leaves at most this share of it."""
_EDGE_LINES = 2
"""How many lines at the top and at the foot of a page can be running heads or page numbers."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One non-blank line of a file."""

    text: str
    """Without surrounding blanks; what was printed several times over for bold type stands once."""
    start: int
    end: int
    """Where the line stands in the source text, surrounding blanks left out."""
    indent: int
    """Columns of blanks before it."""
    trailing_blank: bool
    """Whether a blank stands before the line end: many PDF extractions leave one at a paragraph's end only."""
    gap: int
    """Blank lines above."""
    sheet: int
    """Which page the line stands on, counted from 0 by the page turns that could be seen."""
    page: int | None
    """The page number, where the file format has pages."""
    overprinted: bool
    """Whether the source repeats the words three times or more, as old word processors did for bold."""
    kind: LineKind
    role: LineRole
    level: int
    generated_marker: str

    @property
    def width(self) -> int:
        """Columns on a fixed-width page: full-width characters count two."""
        return display_width(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends in punctuation that can close a paragraph."""
        return bool(_TERMINAL.search(self.text))


def display_width(text: str) -> int:
    """Columns that `text` takes on a fixed-width page. Example: "1999 年" → 7."""
    return sum(
        2 if unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—" else 1 for character in text
    )


def lay_out(source: SourceText) -> list[PrintedLine]:
    """The non-blank lines of `source` in order, each with its role on the page."""
    lines = _read_lines(source)
    if not any(line.role == "wrapped" for line in lines):
        return lines
    lines = _mark_furniture(_mark_links(_infer_page_turns(lines)))
    return _turn_at_furniture(lines)


def _read_lines(source: SourceText) -> list[PrintedLine]:
    printed: list[PrintedLine] = []
    gap, sheet, page = 0, 0, source.lines[0].page if source.lines else None
    for line in source.lines:
        raw = source.text[line.start : line.end]
        text = raw.strip()
        if not text:
            gap += 1
            continue
        sheet += line.page != page
        printed.append(_print_line(line, raw, text, gap, sheet))
        gap, page = 0, line.page
    return printed


def _print_line(line: SourceLine, raw: str, text: str, gap: int, sheet: int) -> PrintedLine:
    before = len(raw) - len(raw.lstrip())
    shown = _collapse_overprint(text)
    return PrintedLine(
        text=shown,
        start=line.start + before,
        end=line.start + before + len(text),
        indent=display_width(raw[:before].expandtabs()),
        trailing_blank=len(raw.rstrip()) < len(raw),
        gap=gap,
        sheet=sheet,
        page=line.page,
        overprinted=shown != text,
        kind="content",
        role=line.role,
        level=line.level,
        generated_marker=line.generated_marker,
    )


def _collapse_overprint(text: str) -> str:
    """A heading that was printed over itself, once. Example: "核材料核材料核材料核材料" → "核材料".

    Each run of one font repeats by itself: "（（（（2012 年年年年····首尔首尔首尔首尔））））".
    """
    if len(text) > _LONGEST_OVERPRINT:
        return text
    collapsed = _OVERPRINT.sub(r"\1", text)
    return collapsed.strip() if len(collapsed) <= _OVERPRINT_SHARE * len(text) else text


def _infer_page_turns(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Page turns of a text that marks none: pages were extracted one by one and each begins with a blank.

    Only where most lines are followed by a blank line, an indented line right below another is such a
    beginning; elsewhere it is an ordinary first-line indent.
    """
    if any(line.page is not None for line in lines):
        return lines
    double_spaced = sum(line.gap > 0 for line in lines) > 0.6 * len(lines)
    if not double_spaced:
        return lines
    turned: list[PrintedLine] = []
    sheet = 0
    for index, line in enumerate(lines):
        sheet += bool(index) and line.gap == 0 and line.indent > 0
        turned.append(replace(line, sheet=sheet))
    return turned


def _turn_at_furniture(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Page turns that running heads and page numbers show, in a text that marks no pages."""
    if any(line.page is not None for line in lines):
        return lines
    turned: list[PrintedLine] = []
    extra = 0
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else line
        after_furniture = before.kind == "furniture" and not RULE.match(before.text) and line.kind != "furniture"
        extra += after_furniture and before.sheet == line.sheet
        turned.append(replace(line, sheet=line.sheet + extra))
    return turned


def _mark_links(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Lines that hold nothing but a link target, pasted between the lines of the text.

    An address that the line before announces ("available at:") belongs to the text.
    """
    marked: list[PrintedLine] = []
    for line in lines:
        announced = bool(marked) and marked[-1].kind == "content" and _LINK_ANNOUNCED.search(marked[-1].text)
        is_link = line.role == "wrapped" and line.kind == "content" and _LINK.match(line.text) and not announced
        marked.append(replace(line, kind="link") if is_link else line)
    return marked


def _mark_furniture(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Running heads, page numbers, job numbers, bar codes and the rules above footnotes."""
    edges = _page_edges(lines)
    repeated = _running_heads([lines[index] for index in edges])
    marked: list[PrintedLine] = []
    for index, line in enumerate(lines):
        furniture = (
            line.role == "wrapped"
            and line.kind == "content"
            and (
                any(pattern.match(line.text) for pattern in (RULE, _JOB_NUMBER, _BARCODE, _FOLIO))
                or (index in edges and (_without_digits(line.text) in repeated or _is_page_number(line)))
            )
        )
        marked.append(replace(line, kind="furniture") if furniture else line)
    return _mark_heads_beside_furniture(marked)


def _mark_heads_beside_furniture(lines: list[PrintedLine]) -> list[PrintedLine]:
    """A document symbol alone on the line above a job number or page number is a running head."""
    marked = list(lines)
    for index, line in enumerate(lines[:-1]):
        below = lines[index + 1]
        lone_symbol = re.fullmatch(r"[A-Z][A-Z0-9()]*(?:/[A-Za-z0-9.()\-]+)+", line.text)
        if lone_symbol and index and line.kind == "content" and below.kind == "furniture":
            marked[index] = replace(line, kind="furniture")
    return marked


def _page_edges(lines: Sequence[PrintedLine]) -> set[int]:
    """Indices of the first and last lines of each page, where pages are known."""
    turns = [index for index in range(1, len(lines)) if lines[index].sheet != lines[index - 1].sheet]
    if not turns:
        return set()
    edges: set[int] = set()
    for first, after in zip([0, *turns], [*turns, len(lines)], strict=True):
        edges.update(range(first, min(first + _EDGE_LINES, after)))
        edges.update(range(max(first, after - _EDGE_LINES), after))
    return edges


def _without_digits(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _running_heads(lines: Sequence[PrintedLine]) -> set[str]:
    """Lines at the edge of three pages or more, page numbers aside, word for word the same."""
    counts = Counter(_without_digits(line.text) for line in lines if not line.ends_sentence)
    return {text for text, count in counts.items() if count >= 3 and text != "#"}


def _is_page_number(line: PrintedLine) -> bool:
    return line.page is not None and bool(_BARE_NUMBER.match(line.text))

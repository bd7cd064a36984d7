"""Characters with their places on a page → printed lines, with the gaps and indents that a reader sees.

In: the glyphs of each page in the file's order, in points, y upwards. Out: the text of each page, where an
empty line stands for a gap and leading spaces for an indent. Not done here: putting columns that stand side
by side in order; such a page keeps the file's own order.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_CLEAR_GAP = 1.3
"""Lines this many times the usual step apart have a gap between them. Six points after a paragraph
make 1.4 of a step of 15 points; uneven steps within a paragraph stay under 1.1."""

_ENOUGH_STEPS = 3
"""A page with fewer steps of one size has no usual step of its own; the file's is taken."""

_WORD_GAP = 0.15
"""Space between words in heights of a line; justified text has at least this."""

_WIDEST_INDENT = 40
"""In spaces: further right, a line is centred or right-aligned, and the distance tells nothing more."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One visible character and its box, from the baseline of its font down and up; in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Height of the font, not of the drawn shape."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Words that stand on one line of a page, and the box of its tallest character; in points."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        """Height of the largest font in the line."""
        return self.top - self.bottom

    @property
    def runs_leftwards(self) -> bool:
        """Whether the line begins in Arabic or Hebrew, at its right end."""
        strong = (unicodedata.bidirectional(character) for character in self.text)
        return next((direction for direction in strong if direction in ("L", "R", "AL")), "L") != "L"


def printed_line(text: str, glyphs: Sequence[Glyph]) -> PrintedLine:
    """Return the line that reads `text` and shows `glyphs`, of which there is one at least."""
    tallest = max(glyphs, key=lambda glyph: glyph.height)
    return PrintedLine(
        text.strip(),
        min(glyph.left for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        tallest.bottom,
        tallest.top,
    )


def lines_of_page(pieces: Iterable[PrintedLine]) -> list[PrintedLine]:
    """Put the pieces of one page in the order in which they are read.

    PDF engines break a line around superscripts and wide gaps: pieces that continue each other are joined.
    Where no two lines stand side by side, lines go from top to bottom, else they keep their order.
    """
    lines: list[PrintedLine] = []
    for piece in pieces:
        if lines and _continues(lines[-1], piece):
            lines[-1] = _joined(lines[-1], piece)
        else:
            lines.append(piece)
    downwards = sorted(lines, key=lambda line: -line.bottom)
    return lines if any(_side_by_side(*pair) for pair in pairwise(downwards)) else downwards


def _side_by_side(one: PrintedLine, other: PrintedLine) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > min(one.height, other.height) / 2


def _continues(line: PrintedLine, piece: PrintedLine) -> bool:
    slack = min(line.height, piece.height) / 2
    ahead = line.left - piece.right if line.runs_leftwards else piece.left - line.right
    return _side_by_side(line, piece) and ahead > -slack


def _joined(line: PrintedLine, piece: PrintedLine) -> PrintedLine:
    gap = max(piece.left - line.right, line.left - piece.right)
    taller = max(line, piece, key=lambda part: part.height)
    return PrintedLine(
        line.text + (" " if gap > _WORD_GAP * taller.height else "") + piece.text,
        min(line.left, piece.left),
        max(line.right, piece.right),
        taller.bottom,
        taller.top,
    )


def page_texts(pages: Sequence[Sequence[PrintedLine]]) -> list[str]:
    """Write out the lines of each page, with empty lines for gaps and leading spaces for indents."""
    usual_in_file = _usual_step([step for page in pages for step in _steps(page)])
    return ["".join(_written(page, usual_in_file)) for page in pages]


def _written(page: Sequence[PrintedLine], usual_in_file: float) -> list[str]:
    steps = _steps(page)
    usual = _usual_step(steps, at_least=_ENOUGH_STEPS) or usual_in_file
    margin = _margin(page)
    written: list[str] = []
    for above, line in zip([None, *page], page, strict=False):
        if above is not None:
            # Large type has large steps of its own.
            ordinary = max(usual, min(above.height, line.height))
            written.append("\n\n" if above.bottom - line.bottom > _CLEAR_GAP * ordinary else "\n")
        written.append(" " * _indent(line, margin) + line.text)
    return written


def _steps(page: Sequence[PrintedLine]) -> list[float]:
    return [above.bottom - line.bottom for above, line in pairwise(page) if above.bottom > line.bottom]


def _usual_step(steps: Iterable[float], at_least: int = 1) -> float:
    """Return the most frequent step to half a point, the smallest of equals; 0 if none comes often enough."""
    counts = Counter(round(2 * step) / 2 for step in steps)
    step, count = max(counts.items(), key=lambda item: (item[1], -item[0]), default=(0.0, 0))
    return step if count >= at_least else 0.0


def _margin(page: Sequence[PrintedLine]) -> float:
    """Return where most lines of the page begin."""
    counts = Counter(round(line.left) for line in page)
    return max(counts.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))[0]


def _indent(line: PrintedLine, margin: float) -> int:
    """Return the indent in spaces of half the font's height; lines from right to left have none."""
    if line.runs_leftwards or line.height <= 0:
        return 0
    return min(max(round((line.left - margin) / (line.height / 2)), 0), _WIDEST_INDENT)

"""Lines back into blocks: which lines of a printed page belong to one paragraph.

In: `PrintedLine`s of one stream (body or footnotes). Out: `Block`s, each with its joined text. What
tells a paragraph's last line: it leaves room for the first word of the next one; the extraction put a
blank behind it; a larger gap, an indent or a marker follows; the next page begins with a heading. Which of
these a document uses is read from the document itself, once.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.layout import PrintedLine, display_width
from corpus.numbering import Marker
from corpus.sentences import split_sentences
from corpus.sequences import find_markers

_FULL_SHARE = 0.9
"""A line that leaves more than this share's rest of the width free ended early. Set on the line widths
of the bundled documents, whose proportional fonts spread full lines over the last tenth."""
_NARROW_SHARE = 0.6
"""No full line has less than this share of the width: even set in capitals alone it has about 0.7 of it."""
WIDEST_HEADING = 120
"""Columns; longer lines without a full stop are text that was cut off, not headings."""
_WIDEST_WRAP = 160
"""Columns above which a line is no printed line but a whole paragraph."""
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_FIRST_WORD = re.compile(rf"[“‘《〈（(「『\"']*(?:[{_HAN}]|[^\s{_HAN}]+)[，。、；：！？”’》〉）)」』]*")
_SENTENCE_END = r"[.。!?！？؟][\"”’'»」』)）\]】》›]*"
_NOTE_CALL = re.compile(rf"(?<![A-Z\d])({_SENTENCE_END})(?:[¹²³⁰-⁹]+|\[\d{{1,3}}\]|\d{{1,3}})$")
"""The number of a footnote behind a sentence; "3.12" and "A/CONF.95" end in numbers of their own."""
_NO_HEADING_END = re.compile(rf"[,，、،]$|{_SENTENCE_END}\d{{1,3}}$|/\S*$")
"""How a paragraph may end that has no sentence's end: with a note's number, a symbol, an address."""

_LONGEST_WORD = 200
"""Characters before a line break among which the beginning of a symbol is looked for."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that form one heading, paragraph, list item or note."""

    lines: tuple[PrintedLine, ...]
    marker: Marker | None
    text: str
    """The words, wraps joined, without the marker."""
    full_width: int | None
    """Columns of a full line of the document; None where lines are not wrapped."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """How one document marks its paragraphs."""

    full_width: int | None
    blank_marks_end: bool
    usual_gap: int
    sheet_gaps: dict[int, int]
    """The gap between the lines of a paragraph on each sheet: single and double spacing may alternate."""
    spaced_digits: bool
    """Whether Chinese text sets blanks around its digits: "1999 年"."""


def join_lines(lines: Sequence[PrintedLine], *, whole: bool = False) -> list[Block]:
    """The blocks that `lines` form, in order. Every line lies in exactly one of them.

    With `whole`, the lines are known to be one block, such as a footnote, and no marker is looked for.
    """
    if not lines:
        return []
    habits = _read_habits(lines)
    if whole:
        return [_make_block(lines, range(len(lines)), None, habits)]
    ended = [True] + [_could_end(before, line, habits) for before, line in pairwise(lines)]
    headings = [
        _looks_short(line, lines[index + 1] if index + 1 < len(lines) else None, habits) and not line.ends_sentence
        for index, line in enumerate(lines)
    ]
    markers = find_markers([_with_generated(line) for line in lines], ended, headings)
    blocks: list[Block] = []
    current: list[int] = []
    for index, line in enumerate(lines):
        if current and (
            markers[index]
            or _breaks(lines[index - 1], line, habits)
            or _is_heading_of_page(lines, index, markers, habits)
        ):
            blocks.append(_make_block(lines, current, markers[current[0]], habits))
            current = []
        current.append(index)
    blocks.append(_make_block(lines, current, markers[current[0]], habits))
    return blocks


def _with_generated(line: PrintedLine) -> str:
    return f"{line.generated_marker} {line.text}" if line.generated_marker else line.text


def _read_habits(lines: Sequence[PrintedLine]) -> _Habits:
    widths = sorted(line.width for line in lines)
    # Among a handful of lines nine tenths would leave the only full one out.
    full_width: int | None = widths[int(0.9 * (len(widths) - 1)) if len(widths) >= 10 else -1]
    full = {line for line in lines if line.width >= _FULL_SHARE * (full_width or 0)}
    if full_width and (full_width > _WIDEST_WRAP or sum(line.ends_sentence for line in full) > 0.6 * len(full)):
        full_width = None
    short_ends = [line for line in lines if line.ends_sentence and line not in full]
    inner = {line for line in full if not line.ends_sentence}
    blank_marks_end = (
        len(short_ends) >= 5
        and len(inner) >= 5
        and sum(line.trailing_blank for line in short_ends) > 0.9 * len(short_ends)
        and sum(line.trailing_blank for line in inner) < 0.1 * len(inner)
    )
    gaps: dict[int, Counter[int]] = {}
    for before, line in pairwise(lines):
        if before.sheet == line.sheet and before in inner:
            gaps.setdefault(line.sheet, Counter())[line.gap] += 1
    sheet_gaps = {sheet: counts.most_common(1)[0][0] for sheet, counts in gaps.items()}
    text = "\n".join(line.text for line in lines)
    spaced = len(re.findall(rf"\d [{_HAN}]", text)) > len(re.findall(rf"\d[{_HAN}]", text))
    usual = sum(gaps.values(), Counter()).most_common(1)
    return _Habits(full_width, blank_marks_end, usual[0][0] if usual else 0, sheet_gaps, spaced)


def _looks_short(line: PrintedLine, after: PrintedLine | None, habits: _Habits) -> bool:
    """Whether the line ended before the margin: the next line's first word would have fitted."""
    if habits.full_width is None:
        return True
    first = _FIRST_WORD.match(after.text) if after else None
    return line.width + (display_width(first.group()) if first else 0) <= _FULL_SHARE * habits.full_width


def _could_end(before: PrintedLine, line: PrintedLine, habits: _Habits) -> bool:
    """Whether a paragraph may end with `before`, if a number or bullet says that one begins with `line`."""
    if line.role != "wrapped" or before.role != "wrapped":
        return True
    if habits.blank_marks_end:
        return before.trailing_blank
    return before.ends_sentence or _wide_gap(before, line, habits) or _looks_short(before, line, habits)


def _breaks(before: PrintedLine, line: PrintedLine, habits: _Habits) -> bool:
    """Whether a block ends between two lines when no marker says so."""
    if line.role != "wrapped" or before.role != "wrapped" or habits.full_width is None:
        return True
    if line.overprinted or before.overprinted:
        return True
    full = not _looks_short(before, line, habits)
    if habits.blank_marks_end:
        return before.trailing_blank and not (full and not before.ends_sentence)
    if not full or _wide_gap(before, line, habits):
        return True
    return before.ends_sentence and line.indent > before.indent


def _is_heading_of_page(
    lines: Sequence[PrintedLine], index: int, markers: Sequence[Marker | None], habits: _Habits
) -> bool:
    """Whether a page begins with line `index` and with a heading, below a paragraph that fills its last line.

    A paragraph that goes on there is no heading: no sentence ends at the page turn, or one does where it ends.
    A heading of two lines is told only by the gap, indent or number of what follows.
    """
    before, first = lines[index - 1], lines[index]
    if first.page is None or first.page == before.page or habits.blank_marks_end:
        return False
    if not _sentence_ends_between(before.text, first.text):
        return False
    width = 0
    for place in range(index, min(index + 2, len(lines) - 1)):
        line, below = lines[place], lines[place + 1]
        width += line.width
        if line.ends_sentence or _NO_HEADING_END.search(line.text) or width > WIDEST_HEADING:
            return False
        if markers[place + 1] or _wide_gap(line, below, habits) or below.indent > line.indent:
            return _looks_short(line, below, habits)
        if place == index and line.width < _NARROW_SHARE * (habits.full_width or 0) and not below.text[0].islower():
            return True
    return False


def _sentence_ends_between(above: str, below: str) -> bool:
    """Whether a sentence ends with the line `above`, and not an abbreviation: "by Mr.", "in para."."""
    above = _NOTE_CALL.sub(r"\1", above)
    return above[-1] not in ";；؛" and len(above) in {end for _, end in split_sentences(f"{above} {below}")}


def _wide_gap(before: PrintedLine, line: PrintedLine, habits: _Habits) -> bool:
    return before.sheet == line.sheet and line.gap > habits.sheet_gaps.get(line.sheet, habits.usual_gap)


def _make_block(lines: Sequence[PrintedLine], indices: Sequence[int], marker: Marker | None, habits: _Habits) -> Block:
    chosen = tuple(lines[index] for index in indices)
    first = chosen[0].text
    if marker and not chosen[0].generated_marker:
        first = first[marker.length :]
    parts, tail = [first], first
    for line in chosen[1:]:
        # Only the end of what is there already decides: looking at all of it would take quadratic time.
        tail = tail[-_LONGEST_WORD:]
        added = _line_break(tail, line.text, habits) + line.text
        parts.append(added)
        tail += added
    return Block(chosen, marker, "".join(parts), habits.full_width)


def _line_break(left: str, right: str, habits: _Habits) -> str:
    """The blank that the break between two lines of a paragraph stands for, or nothing."""
    if not left or not right:
        return ""
    a, b = left[-1], right[0]
    han_left, han_right = bool(re.match(f"[{_HAN}]", a)), bool(re.match(f"[{_HAN}]", b))
    if han_left or han_right:
        beside_digit = (a.isdigit() and han_right) or (han_left and b.isdigit())
        return " " if beside_digit and habits.spaced_digits else ""
    if _is_full_width(a) or _is_full_width(b):
        return ""
    token = re.search(r"\S+$", left)
    unfinished_symbol = token and "/" in token.group() and re.search(r"[./(\-]$", token.group())
    if unfinished_symbol or a in "-–/(" or b in ")/":
        return ""
    return " "


def _is_full_width(character: str) -> bool:
    return display_width(character) == 2

"""Numbers and bullets at the start of a line: which of them begin a paragraph.

In: lines in reading order, each with whether the line before could end a paragraph. Out: the marker
that each line truly begins with, or None. A number counts only where it continues a sequence: a
cross-reference ("11.5.14.2的…"), a year, a date or a table row at the start of a line does not.
This module does not know whether a numbered line is a heading or a paragraph.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

MarkerStyle = Literal[
    "1.", "1)", "(1)", "1、", "(a)", "a)", "(A)", "A.", "(i)", "I.", "一、", "（一）", "article", "bullet"
]

_CHINESE_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LARGEST_SEQUENCE_START = 999
"""Paragraph numbers above this are taken for years or quantities: UN documents rarely reach them."""
_LARGEST_GAP = 3
"""How many numbers may be missing from a sequence, as when a paragraph was deleted in an excerpt."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A number or bullet that begins a paragraph, heading or list item."""

    style: MarkerStyle
    value: int
    """Place in its sequence, from 1; 0 for bullets."""
    printed: str
    """As it stands in the line: "18.", "(a)", "第一条"."""
    length: int
    """Characters of the line that it takes up, blanks around it included."""
    sequence: int = 1
    """1 for the first sequence of this style in the document, 2 for the next, …"""

    @property
    def label(self) -> str:
        """The number alone: "18" for "18.", "a" for "(a)", "1" for "第一条"."""
        if self.style in {"article", "一、", "（一）"}:
            return str(self.value)
        return re.sub(r"[^\w]+", "", self.printed)


_PATTERNS: tuple[tuple[MarkerStyle, re.Pattern[str]], ...] = (
    (
        "article",
        re.compile(
            r"\s*(第\s*([0-9０-９]{1,3}|[一二三四五六七八九十百零〇]{1,6})\s*条)(?=\s|$|[：:【（(])\s*[：:]?\s*"
        ),
    ),
    (
        "article",
        re.compile(
            r"\s*((?:Article|ARTICLE|Artículo|ARTÍCULO|Статья|СТАТЬЯ|المادة)\s+([0-9]{1,3}|[IVXLC]{1,7}))(?:\.|:|\s*$|\s+[-–—])\s*"
        ),
    ),
    ("1.", re.compile(r"\s*(([0-9０-９]{1,4})[.．])(?![0-9０-９])(?=\s|\D|$)\s*")),
    ("1、", re.compile(r"\s*(([0-9０-９]{1,3})、)\s*")),
    ("(1)", re.compile(r"\s*([(（]([0-9０-９]{1,3})[)）])\s*")),
    ("1)", re.compile(r"\s*(([0-9０-９]{1,3})[)）])\s*")),
    ("（一）", re.compile(r"\s*([(（]([一二三四五六七八九十]{1,3})[)）])\s*")),
    ("一、", re.compile(r"\s*(([一二三四五六七八九十]{1,3})、)\s*")),
    ("(A)", re.compile(r"\s*([(（]([A-Z])[)）])\s*")),
    ("(a)", re.compile(r"\s*([(（]([a-zа-яأ-ي]|[a-z]{2})[)）])\s*")),
    ("(i)", re.compile(r"\s*([(（]([ivxl]{1,6})[)）])\s*")),
    ("a)", re.compile(r"\s*(([a-z])[)）])\s+")),
    ("A.", re.compile(r"\s*(([A-Z])[.．])\s+")),
    ("I.", re.compile(r"\s*(([IVXL]{1,6})[.．])\s+")),
)
_BULLET = re.compile(r"\s*([•·●○■□▪▫◦‣⁃➢�]|[-–—－*](?=\s))\s*")


def read_number(text: str) -> int:
    """The value of an Arabic, Chinese, Roman or letter numeral: "18", "十二", "iv", "c" → 18, 12, 4, 3."""
    if text.isdigit():
        return int(text)
    if text[0] in _CHINESE_DIGITS or text[0] in "十百":
        return _read_chinese(text)
    return 0


def _read_chinese(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = _CHINESE_DIGITS.get(character, 0)
    return total + digit


def _read_roman(text: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in text.lower()]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


def _read_letter(text: str) -> int:
    """A letter's place: "a" → 1, "z" → 26, "aa" → 27; letters of other alphabets by their place from the first one."""
    letter = text[0]
    first = "a" if letter <= "z" else "а" if letter <= "я" else "أ"
    return ord(letter) - ord(first) + 1 + (26 if len(text) == 2 else 0)


def _value(style: MarkerStyle, number: str) -> int:
    if style in {"(i)", "I."} or (style == "article" and number.isascii() and number.isalpha()):
        return _read_roman(number)
    if style in {"(a)", "a)", "(A)", "A."}:
        return _read_letter(number.lower())
    return read_number(number)


def candidate_markers(line: str) -> list[Marker]:
    """Every way to read the start of `line` as a marker; "(i)" is both a letter and a Roman number."""
    bullet = _BULLET.match(line)
    if bullet and line[bullet.end() :].strip():
        return [Marker("bullet", 0, bullet.group(1), bullet.end())]
    found = []
    for style, pattern in _PATTERNS:
        match = pattern.match(line)
        if match and (value := _value(style, match.group(2))):
            found.append(Marker(style, value, match.group(1), match.end()))
    return found


@dataclass(slots=True)
class _Sequence:
    current: int
    ordinal: int


class _SequenceTracker:
    """The open sequences of each style, innermost last; headings and paragraphs count apart."""

    def __init__(self, last_seen: dict[tuple[str, int], int]) -> None:
        self._last_seen = last_seen
        self._open: dict[tuple[str, bool], list[_Sequence]] = {}
        self._count: dict[str, int] = {}

    def accept(self, marker: Marker, line: int, heading: bool) -> Marker | None:
        """The marker with its sequence when it continues or starts one, else None.

        A gap, or a start above 1, is believed only when the number after it follows as well.
        """
        for key in ((marker.style, heading), (marker.style, not heading)):
            continued = self._continue(key, marker, line)
            if continued:
                return continued
        start = marker.value == 1 or (
            not any(self._open.get((marker.style, kind)) for kind in (False, True))
            and marker.value <= _LARGEST_SEQUENCE_START
            and self._follows(marker, 1, line)
            and self._follows(marker, 2, line)
        )
        if not start:
            return None
        ordinal = self._count[marker.style] = self._count.get(marker.style, 0) + 1
        self._open.setdefault((marker.style, heading), []).append(_Sequence(marker.value, ordinal))
        return replace(marker, sequence=ordinal)

    def _continue(self, key: tuple[str, bool], marker: Marker, line: int) -> Marker | None:
        sequences = self._open.get(key, [])
        for depth in range(len(sequences) - 1, -1, -1):
            step = marker.value - sequences[depth].current
            if step == 1 or (1 < step <= _LARGEST_GAP and self._follows(marker, 1, line)):
                del sequences[depth + 1 :]
                sequences[depth].current = marker.value
                return replace(marker, sequence=sequences[depth].ordinal)
        return None

    def _follows(self, marker: Marker, step: int, line: int) -> bool:
        return self._last_seen.get((marker.style, marker.value + step), -1) > line

    def close_nested(self) -> None:
        """Ends lettered and Roman sequences: the next numbered paragraph starts its own "(a)"."""
        for style in ("(a)", "a)", "(i)", "(1)", "1)", "（一）"):
            self._open.pop((style, False), None)


def find_markers(lines: Sequence[str], may_start: Sequence[bool], heading: Sequence[bool]) -> list[Marker | None]:
    """The marker that each line begins with.

    `may_start[i]` says whether line i can begin a paragraph at all, that is, whether the line before
    it could end one; lines that cannot are passed over, whatever they begin with. `heading[i]` says
    whether line i looks like a heading: numbered headings and numbered paragraphs count apart.

    Example: ["1. One.", "see paragraph", "7. of it", "2. Two."], all may start → 1., None, None, 2.
    """
    candidates = [candidate_markers(line) if able else [] for line, able in zip(lines, may_start, strict=True)]
    last_seen: dict[tuple[str, int], int] = {}
    for index, found in enumerate(candidates):
        last_seen.update({(marker.style, marker.value): index for marker in found})
    tracker = _SequenceTracker(last_seen)
    chosen: list[Marker | None] = []
    for index, found in enumerate(candidates):
        marker = _choose(found, tracker, index, heading[index])
        if marker and marker.style in {"1.", "1、", "article"}:
            tracker.close_nested()
        chosen.append(marker)
    return chosen


def _choose(found: list[Marker], tracker: _SequenceTracker, line: int, heading: bool) -> Marker | None:
    for marker in found:
        if marker.style == "bullet":
            return marker
        accepted = tracker.accept(marker, line, heading)
        if accepted:
            return accepted
    return None

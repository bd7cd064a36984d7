"""Numbers and bullets at the start of a line: every way to read one as a paragraph's marker.

In: a line. Out: the `Marker`s that it may begin with. Which of them, if any, truly begins a paragraph
is told from the lines around it, in `corpus.sequences`.
"""

import re
from dataclasses import dataclass
from typing import Literal

MarkerStyle = Literal[
    "1.", "1.1", "1)", "1 -", "(1)", "1、", "(a)", "a)", "(A)", "A.", "(i)", "I.", "一、", "（一）", "article", "bullet"
]
"""The form of a marker, shown by its first member. "1.1" holds decimal numbers of two parts to four."""

_CHINESE_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_VALUED_STYLES: frozenset[MarkerStyle] = frozenset({"1.", "1)", "1 -", "(1)", "1、", "一、", "（一）", "article"})
"""Styles whose label is the number in plain digits, whatever digits are printed."""
_FIRST = {"premier", "première", "primero", "primera", "первая", "الأولى"}
_DIGIT = "[0-9０-９٠-٩۰-۹]"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


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
    parent: str = ""
    """What a decimal number continues: "2" for "2.1", "2.1" for "2.1.3"; empty for other styles."""
    sequence: int = 1
    """1 for the first sequence of this style in the document, 2 for the next, …"""

    @property
    def label(self) -> str:
        """The number alone: "18" for "18.", "2.1" for "2.1.", "a" for "(a)", "1" for "第一条" and "Article premier"."""
        if self.parent:
            return f"{self.parent}.{self.value}"
        if self.style in _VALUED_STYLES:
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
            r"\s*((?:Article|ARTICLE|Artículo|ARTÍCULO|Статья|СТАТЬЯ|المادة)\s+([0-9]{1,3}|[IVXLC]{1,7}|[Pp]remi(?:er|ère)|[Pp]rimer[oa]|[Пп]ервая|الأولى|PREMIER|PRIMERO|ПЕРВАЯ))(?:\.|:|\s*$|\s+[-–—])\s*"
        ),
    ),
    ("1.", re.compile(rf"\s*(({_DIGIT}{{1,4}})[.．])(?!{_DIGIT})\s*")),
    ("1.1", re.compile(rf"\s*(({_DIGIT}{{1,3}}(?:\.{_DIGIT}{{1,3}}){{1,3}})\.?)(?:\s+|$)")),
    ("1、", re.compile(rf"\s*(({_DIGIT}{{1,3}})、)\s*")),
    ("1 -", re.compile(rf"\s*(({_DIGIT}{{1,3}})\s*[-–—])\s+(?!{_DIGIT})")),
    ("(1)", re.compile(rf"\s*([(（]({_DIGIT}{{1,3}})[)）])\s*")),
    ("1)", re.compile(rf"\s*(({_DIGIT}{{1,3}})[)）])\s*")),
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
    """The value of a number in decimal digits of any script or in Chinese: "18", "١٨", "十二" → 18, 18, 12.

    Anything else gives 0: Roman numbers and letters can be told apart only by the style of their marker.
    """
    if text.isdecimal():
        return int(text)
    if (text and text[0] in _CHINESE_DIGITS) or text[0] in "十百":
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
    if style == "article" and number.lower() in _FIRST:
        return 1
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
        elif match and style == "1.1":
            found.extend(_decimal_marker(match))
    return found


def _decimal_marker(match: re.Match[str]) -> list[Marker]:
    """Reads "2.1.3" as the third of "2.1"; gives no marker where a part is 0 or begins with one: "1.05", "1.0"."""
    parts = match.group(2).split(".")
    values = [int(part) for part in parts]
    if 0 in values or any(len(str(value)) < len(part) for value, part in zip(values, parts, strict=True)):
        return []
    parent = ".".join(str(value) for value in values[:-1])
    return [Marker("1.1", values[-1], match.group(1), match.end(), parent)]

"""Fractions in words, as percentages: "一半", "three quarters of", "la moitié", in six languages.

In: text that `assistant.values.numerals.plain_characters` has made plain. Out: where each stands and its share in
percent. Only those that are a whole number of percent: "67 %" would not be what "two thirds" says.
"""

import re
from collections.abc import Iterator

from assistant.values.numerals import parse_chinese

_CHINESE = re.compile(r"(?<![百千万\d])(?P<whole>[二三四五六七八九十])分之(?P<part>[一二两三四五六七八九])(?!多数)")
_HALF = re.compile(
    r"(?<![前后上下大小多每各第\d])一半(?!多数)|半数"
    r"|\bhalf(?= (?:of|the|its|their)\b)|\bone half\b|\bby half\b|\bla moiti[ée]\b|\bla mitad\b"
    r"|\bполовин(?:а|у|ы|е|ой)\b|\bنصف(?= ال)",
    re.IGNORECASE,
)
_QUARTER_WORDS = {
    r"\b(?:a|one) quarter(?= of\b)|\bun quart(?= d)|\buna cuarta parte\b|\bчетверть\b|\bربع(?= ال)": 25,
    r"\bthree[ -]quarters\b|\btrois quarts\b|\btres cuartas partes\b|\bтри четверти\b|\bثلاثة ارباع\b": 75,
}
_QUARTERS = [(re.compile(pattern, re.IGNORECASE), percent) for pattern, percent in _QUARTER_WORDS.items()]


def find_fractions(text: str) -> list[tuple[int, int, int]]:
    """(start, end, percent) of each fraction in a plain text, in order, without overlaps."""
    return sorted(_find(text))


def _find(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _CHINESE.finditer(text):
        whole, part = parse_chinese(match.group("whole")), parse_chinese(match.group("part"))
        if whole and part and part < whole and part * 100 % whole == 0:
            yield match.start(), match.end(), part * 100 // whole
    for pattern, percent in [(_HALF, 50), *_QUARTERS]:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), percent

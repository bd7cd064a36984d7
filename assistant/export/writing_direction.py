"""Which way text runs, and text that cannot turn the text around it.

In: languages and texts, those of documents and users included. Out: directions, and the same texts with what marks
their direction for programs that only have the characters to go by (Unicode's bidirectional algorithm, UAX #9).
"""

import re
import unicodedata
from itertools import pairwise

from assistant.values.rendering import locale_of

_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c",
            "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}  # fmt: skip
"""Each character that begins an embedding, override or isolate, with the one that ends it."""
_CLOSING = frozenset(_OPENING.values())
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
_MARKS = {False: "\u200e", True: "\u200f"}
_LINE_ENDS = re.compile(r"[ \t]*[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t]*")


def runs_right_to_left(language: str) -> bool:
    """Whether `language` is written from right to left."""
    return str(locale_of(language).character_order) == "right-to-left"


def in_one_line(text: str) -> str:
    """`text` without line ends, and without marks of direction that would reach beyond it."""
    return _closed(_LINE_ENDS.sub(" ", text))


def isolated(text: str, language: str, line_language: str) -> str:
    """`text` kept apart in a line that runs the other way; unchanged where it has no letters, or runs the same way."""
    if runs_right_to_left(language) == runs_right_to_left(line_language) or all(_way(one) is None for one in text):
        return text
    return f"{_ISOLATE}{text}{_END_OF_ISOLATE}"


def with_direction(line: str, language: str) -> str:
    """`line` with a mark in front where its first letter would make it run the other way than `language` does."""
    rightwards = runs_right_to_left(language)
    first = next((way for character in line if (way := _way(character)) is not None), rightwards)
    return line if first == rightwards else _MARKS[rightwards] + line


def cut_by_direction(text: str, language: str) -> list[tuple[str, bool]]:
    """`text` in stretches that run one way: pairs of text and whether it runs from right to left.

    What has no direction goes with its neighbours where both run one way, else with the language.
    """
    base = runs_right_to_left(language)
    strong = [(index, way) for index, character in enumerate(text) if (way := _way(character)) is not None]
    turns = [(0, strong[0][1] if strong else base)]
    for (before, way), (after, other) in pairwise(strong):
        if way != other:
            # The blanks between two words that run opposite ways belong to the line.
            turns.append((before + 1 if other == base else after, other))
    ends = [*(start for start, _ in turns[1:]), len(text)]
    return [(text[start:end], way) for (start, way), end in zip(turns, ends, strict=True) if start < end]


def _way(character: str) -> bool | None:
    """Whether a letter runs from right to left; None for digits, blanks and punctuation."""
    direction = unicodedata.bidirectional(character)
    return None if direction not in {"L", "R", "AL"} else direction != "L"


def _closed(text: str) -> str:
    """`text` with every embedding closed that it opens, and without what closes none of them."""
    if not any(character in _OPENING or character in _CLOSING for character in text):
        return text
    kept: list[str] = []
    to_close: list[str] = []
    for character in text:
        if character in _OPENING:
            to_close.append(_OPENING[character])
        elif character in _CLOSING:
            if not to_close or to_close[-1] != character:
                continue
            to_close.pop()
        kept.append(character)
    return "".join((*kept, *reversed(to_close)))

"""Sentences of a paragraph, as spans: what a quote is cut from.

In: a text in any language. Out: (start, end) pairs without surrounding blanks, in order, that together
hold every non-blank character. Clauses, for finding the part of a sentence that a value belongs to,
are cut at commas too.
"""

import re
from collections.abc import Iterator

_CLOSING = "\"”’'»」』)）\\]】》›"
_WIDE_END = re.compile(rf"[。！？；][{_CLOSING}]*")
_NARROW_END = re.compile(rf"[.!?؟][{_CLOSING}]*(?=\s+[\"“«„(¿¡]*[^\W_a-zà-ÿа-я])|[;؛](?=\s)|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-ZÀ-ÞА-Я]|no|nos|art|arts|para|paras|par|párr|párrs|vol|rev|add|corr|cf|e\.g|i\.e|etc|mr|mrs|ms|dr|st"
    r"|ст|п|пп|г|гг|см|т\.е|др|млн|млрд|тыс|долл)|n\s*[°º])\.$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[，,、；;：:،؛—]|\s[–-]\s")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of `text`.

    Example: "第一句。第二句。" → [(0, 4), (4, 8)]; "See No. 5. It says so." → [(0, 10), (11, 22)].
    """
    return list(_split(text, 0, len(text), _sentence_ends(text)))


def split_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The clauses of the sentence `text[start:end]`, as spans of `text`."""
    ends = (match.end() for match in _CLAUSE_END.finditer(text, start, end))
    return list(_split(text, start, end, ends))


def _sentence_ends(text: str) -> list[int]:
    wide = [match.end() for match in _WIDE_END.finditer(text)]
    narrow = [
        match.end()
        for match in _NARROW_END.finditer(text)
        if not (
            match.group().startswith(".") and _ABBREVIATION.search(text, max(0, match.start() - 12), match.start() + 1)
        )
    ]
    return sorted({*wide, *narrow})


def _split(text: str, start: int, end: int, ends: Iterator[int] | list[int]) -> Iterator[tuple[int, int]]:
    first = start
    for cut in [*ends, end]:
        piece = text[first:cut]
        if piece.strip():
            yield first + len(piece) - len(piece.lstrip()), first + len(piece.rstrip())
        first = cut

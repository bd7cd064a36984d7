"""A paragraph with its quotes marked, cut to what stands around them.

In: a text, and quotes that may stand in it with other blanks or line ends. Out: `Stretch`es that are the text, or
where it is too long the parts around the quotes. Nothing is rendered here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eval.question_set import without_blanks

Span = tuple[int, int]
"""Start and end in a text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some characters of a text that are marked alike."""

    text: str
    is_cited: bool = False
    is_right: bool = False
    is_gap: bool = False
    """Stands for what was left out."""


def find_quote(text: str, quote: str) -> Span | None:
    """Where `quote` stands in `text`, blanks aside; None where it does not, or holds nothing but blanks.

    Example: "a 7 b" holds "7b" at (2, 5).
    """
    wanted = without_blanks(quote)
    at = without_blanks(text).find(wanted) if wanted else -1
    if at < 0:
        return None
    places = [match.start() for match in re.finditer(r"\S", text)]
    return places[at], places[at + len(wanted) - 1] + 1


def mark(text: str, cited: Sequence[Span], right: Sequence[Span], most_characters: int) -> tuple[Stretch, ...]:
    """The text in stretches, at most about `most_characters` of it: those around what is marked."""
    return tuple(_stretches(text, cited, right, _kept(text, (*cited, *right), most_characters)))


def shortened(text: str, most_characters: int) -> str:
    """The beginning of a text that is too long."""
    return text if len(text) <= most_characters else text[:most_characters].rstrip() + " …"


def _kept(text: str, marked: Sequence[Span], most_characters: int) -> list[Span]:
    """What of a text is shown: all of it, its beginning, or as much around each marked span as there is room for."""
    if len(text) <= most_characters:
        return [(0, len(text))]
    spans = sorted(set(marked)) or [(0, 1)]
    share = most_characters // len(spans)
    kept: list[Span] = []
    for start, end in spans:
        around = max(share - (end - start), 0) // 2
        start = max(min(start - around, len(text) - share), 0)
        end = min(start + share, len(text))
        if kept and start <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def _stretches(text: str, cited: Sequence[Span], right: Sequence[Span], kept: Sequence[Span]) -> Iterator[Stretch]:
    edges = {edge for spans in (cited, right) for span in spans for edge in span}
    shown_to = 0
    for first, last in kept:
        if first > shown_to:
            yield Stretch("…", is_gap=True)
        for start, end in pairwise(sorted({first, last} | {edge for edge in edges if first < edge < last})):
            yield Stretch(text[start:end], _covers(cited, start), _covers(right, start))
        shown_to = last
    if shown_to < len(text):
        yield Stretch("…", is_gap=True)


def _covers(spans: Sequence[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)

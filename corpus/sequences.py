"""Sequences of numbers: which markers truly begin a paragraph.

In: lines in reading order, each with whether the line before could end a paragraph. Out: the marker
that each line begins with, or None. A number counts only where it continues a sequence: a
cross-reference ("11.5.14.2的…"), a year, a date or a table row at the start of a line does not.
This module does not know whether a numbered line is a heading or a paragraph.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.numbering import Marker, MarkerStyle, candidate_markers

_LARGEST_SEQUENCE_START = 999
"""Paragraph numbers above this are taken for years or quantities: UN documents rarely reach them."""
_LARGEST_GAP = 3
"""How many numbers may be missing from a sequence, as when a paragraph was deleted in an excerpt."""
_DEEPEST = 20
"""How many sequences that stand open, one inside the other, a number is tried on."""
_COUNTING_STYLES: frozenset[MarkerStyle] = frozenset({"1.", "1)", "1 -", "1、", "一、", "I.", "article"})
"""Styles that a decimal number can continue: "2." or "Article II" before "2.1"."""


@dataclass(slots=True)
class _Sequence:
    current: int
    ordinal: int


class _SequenceTracker:
    """The open sequences of each style, innermost last; headings and paragraphs count apart."""

    def __init__(self, last_seen: dict[tuple[str, str, int], int]) -> None:
        self._last_seen = last_seen
        self._open: dict[tuple[str, str, bool], list[_Sequence]] = {}
        self._count: dict[tuple[str, str], int] = {}
        self._above: list[str] = []
        """The number last accepted and those that it continues: "2", "2.1"."""

    def accept(self, marker: Marker, line: int, heading: bool) -> Marker | None:
        """The marker with its sequence when it continues or starts one, else None.

        A gap, or a start above 1, is believed only when the number after it follows as well.
        """
        accepted = self._continue_any(marker, line, heading)
        if accepted is None and self._starts(marker, line):
            series = (marker.style, marker.parent)
            ordinal = self._count[series] = self._count.get(series, 0) + 1
            self._open.setdefault((*series, heading), []).append(_Sequence(marker.value, ordinal))
            accepted = replace(marker, sequence=ordinal)
        if accepted and accepted.style == "1.1":
            self._above = [*self._above[: accepted.parent.count(".") + 1], accepted.label]
        elif accepted and accepted.style in _COUNTING_STYLES:
            self._above = [str(accepted.value)]
        return accepted

    def _starts(self, marker: Marker, line: int) -> bool:
        if marker.style == "1.1":
            continued = not self._above or marker.parent in self._above
            return marker.value == 1 and continued and self._follows(marker, 1, line)
        return marker.value == 1 or (
            not any(self._open.get((marker.style, marker.parent, kind)) for kind in (False, True))
            and marker.value <= _LARGEST_SEQUENCE_START
            and self._follows(marker, 1, line)
            and self._follows(marker, 2, line)
        )

    def _continue_any(self, marker: Marker, line: int, heading: bool) -> Marker | None:
        for kind in (heading, not heading):
            continued = self._continue((marker.style, marker.parent, kind), marker, line)
            if continued:
                return continued
        return None

    def _continue(self, key: tuple[str, str, bool], marker: Marker, line: int) -> Marker | None:
        sequences = self._open.get(key, [])
        for depth in range(len(sequences) - 1, max(-1, len(sequences) - 1 - _DEEPEST), -1):
            step = marker.value - sequences[depth].current
            if step == 1 or (1 < step <= _LARGEST_GAP and self._follows(marker, 1, line)):
                del sequences[depth + 1 :]
                sequences[depth].current = marker.value
                return replace(marker, sequence=sequences[depth].ordinal)
        return None

    def _follows(self, marker: Marker, step: int, line: int) -> bool:
        return self._last_seen.get((marker.style, marker.parent, marker.value + step), -1) > line

    def close_nested(self) -> None:
        """Ends lettered and Roman sequences: the next numbered paragraph starts its own "(a)"."""
        for style in ("(a)", "a)", "(i)", "(1)", "1)", "（一）"):
            self._open.pop((style, "", False), None)


def find_markers(lines: Sequence[str], may_start: Sequence[bool], heading: Sequence[bool]) -> list[Marker | None]:
    """The marker that each line begins with.

    `may_start[i]` says whether line i can begin a paragraph at all, that is, whether the line before
    it could end one; lines that cannot are passed over, whatever they begin with. `heading[i]` says
    whether line i looks like a heading: numbered headings and numbered paragraphs count apart.

    Example: ["1. One.", "see paragraph", "7. of it", "2. Two."], all may start → 1., None, None, 2.
    """
    candidates = [candidate_markers(line) if able else [] for line, able in zip(lines, may_start, strict=True)]
    last_seen: dict[tuple[str, str, int], int] = {}
    for index, found in enumerate(candidates):
        last_seen.update({(marker.style, marker.parent, marker.value): index for marker in found})
    tracker = _SequenceTracker(last_seen)
    chosen: list[Marker | None] = []
    for index, found in enumerate(candidates):
        marker = _choose(found, tracker, index, heading[index])
        if marker and marker.style in {"1.", "1.1", "1 -", "1、", "article"}:
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

"""Which lines are footnotes: those between a rule and the end of its page.

In: the laid-out lines of one source. Out: the same lines, footnotes marked. Where a note begins and
ends among them is not told here; `corpus.structure` parts them by their numbers.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.layout import RULE, PrintedLine

_NOTE_MARKER = re.compile(
    r"\s*(?:(?:\d{1,3}|[*†‡]{1,3})(?:[).]?\s+|(?=[^\d\s).,/:-]))|[a-z](?:[).]\s+|\s+(?=[^\sa-z])))"
)
_NOTE_NUMBER = re.compile(r"\d{1,3}[).]?(?=\s|[^\d\s).,/:-])")
_BODY_NUMBER = re.compile(r"\d{1,3}[.)](?!\d)")
_STARRED = re.compile(r"[*†‡]{1,3}\s*\S")
_NARROWEST_PRINT = 60
"""Columns from which on a line without a sentence's end is taken for one that the margin cut."""


def mark_notes(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Footnotes: from a rule to the end of its page, when what follows begins with a note's marker.

    Where no page turn shows that end, the notes end with the last line that can belong to one.
    """
    if not lines:
        return []
    ahead = _content_ahead(lines)
    last_sheet = lines[-1].sheet
    usual_gap = Counter(line.gap for line in lines).most_common(1)[0][0]
    marked: list[PrintedLine] = []
    notes: _OpenNotes | None = None
    body_marker = ""
    for index, line in enumerate(lines):
        paged = line.page is not None or line.sheet != last_sheet
        if index and line.sheet != lines[index - 1].sheet:
            notes = None
        if line.kind == "furniture" and RULE.match(line.text):
            notes = _open_notes(ahead[index], "" if paged else body_marker, usual_gap)
        elif notes and line.kind == "content" and not paged and not notes.takes(line):
            notes = None
        if line.kind == "content" and not notes and (number := _BODY_NUMBER.match(line.text)):
            body_marker = number.group()
        marked.append(replace(line, kind="footnote") if notes and line.kind == "content" else line)
    return marked


def _content_ahead(lines: Sequence[PrintedLine]) -> list[PrintedLine | None]:
    """For each line the first one after it that carries words of the text."""
    ahead: list[PrintedLine | None] = []
    following: PrintedLine | None = None
    for line in reversed(lines):
        ahead.append(following)
        following = line if line.kind == "content" else following
    return ahead[::-1]


def _open_notes(first: PrintedLine | None, body_marker: str, usual_gap: int) -> "_OpenNotes | None":
    """The notes that begin with `first`, if it begins with a note's marker that does not continue the body's."""
    if first is None or not _NOTE_MARKER.match(first.text):
        return None
    number = _BODY_NUMBER.match(first.text)
    return None if number and _follows(body_marker, number.group()) else _OpenNotes(usual_gap)


def _follows(before: str, after: str) -> bool:
    """Whether two printed numbers have one form and follow one another: "1." and "2."."""
    return (
        re.sub(r"\d+", "#", before) == re.sub(r"\d+", "#", after)
        and int(re.sub(r"\D", "", after)) == int(re.sub(r"\D", "", before)) + 1
    )


class _OpenNotes:
    """Footnotes at whose end no page turns: they go on line by line while a line can belong to them."""

    def __init__(self, usual_gap: int) -> None:
        self._usual_gap = usual_gap
        self._before: PrintedLine | None = None
        self._marker = ""

    def takes(self, line: PrintedLine) -> bool:
        """Whether `line` is the first note, the next one, or goes on with a sentence of the last."""
        before, self._before = self._before, line
        found = _NOTE_NUMBER.match(line.text)
        if before is None:
            self._marker = found.group() if found else ""
            return True
        if line.gap > self._usual_gap:
            return False
        if found and self._marker and _follows(self._marker, found.group()):
            self._marker = found.group()
            return True
        if _STARRED.match(line.text):
            return True
        wrapped = line.gap == 0 or before.width >= _NARROWEST_PRINT
        return not found and not before.ends_sentence and wrapped

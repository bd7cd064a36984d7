"""The numbers and bullets that Word prints in front of paragraphs, counted from a document's definitions.

In: the numbering and style parts of a document, then its paragraphs in order. Out: the marker of each
numbered paragraph and its depth. The rules are those of ECMA-376 part 1, section 17.9. Not done here: picture
bullets, which come out as "•", and number formats of the user's own.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from corpus.readers.number_formats import format_number

_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Marker:
    """What Word prints in front of a paragraph."""

    text: str
    depth: int
    """1 for the outermost level."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list's definition."""

    start: int
    number_format: str
    pattern: str
    """The marker with `%1` to `%9` for the numbers of the levels."""
    restarts_after: int
    """The outermost level, from 1, whose next number makes this one begin anew; 0 if none does."""
    all_decimal: bool
    """Whether numbers of other formats are written as decimals ("Article IV" → "4.1")."""
    style: str | None
    """Identifier of the paragraph style that this level belongs to."""


def integer(element: Any, name: str, default: int) -> int:
    """Return the number that the child `name` of `element` holds, `default` where it holds none."""
    value = text_value(element, name)
    return int(value) if value is not None and value.lstrip("-").isdecimal() else default


def text_value(element: Any, name: str) -> str | None:
    """Return the `w:val` of the child `name` of `element`."""
    child = element.find(qn(name)) if element is not None else None
    return None if child is None else child.get(qn("w:val"))


def is_on(element: Any, name: str) -> bool:
    """Tell whether `element` has the switch `name` and it is not turned off."""
    child = element.find(qn(name)) if element is not None else None
    return child is not None and child.get(qn("w:val"), "true") not in ("0", "false", "off")


class Numbering:
    """Counts the numbered paragraphs of one document, which must come in order."""

    def __init__(self, numbering_part: Any | None, style_numbers: dict[str, tuple[str, int]]) -> None:
        """Take the root element of the numbering part and, for numbered styles, list id and level."""
        self._style_numbers = style_numbers
        self._abstract_of: dict[str, str] = {}
        self._levels_of: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        # Lists with the same definition count together.
        self._counts: dict[str, dict[int, int]] = {}
        if numbering_part is not None:
            self._read(numbering_part)

    def _read(self, part: Any) -> None:
        abstracts = {element.get(qn("w:abstractNumId")): element for element in part.iter(qn("w:abstractNum"))}
        defined_by = {text_value(element, "w:styleLink"): element for element in abstracts.values()}
        for num in part.iter(qn("w:num")):
            list_id, abstract_id = num.get(qn("w:numId")), text_value(num, "w:abstractNumId")
            if list_id is None or abstract_id not in abstracts:
                continue
            abstract = abstracts[abstract_id]
            # A list may take its levels from a list style, which another definition holds.
            holder = defined_by.get(text_value(abstract, "w:numStyleLink") or "", abstract)
            self._abstract_of[list_id] = holder.get(qn("w:abstractNumId"))
            self._levels_of[list_id] = _levels(holder)
            for override in num.iter(qn("w:lvlOverride")):
                level = int(override.get(qn("w:ilvl"), "0"))
                self._levels_of[list_id] |= _levels(override)
                if override.find(qn("w:startOverride")) is not None:
                    start = integer(override, "w:startOverride", 1)
                    self._restarts[list_id, level] = start
                    if level in self._levels_of[list_id]:
                        again = replace(self._levels_of[list_id][level], start=start)
                        self._levels_of[list_id][level] = again

    def next_marker(self, properties: Any | None, style: str | None) -> Marker | None:
        """Count a paragraph with the given `w:pPr` and style; None where it is not numbered."""
        place = self._place(properties, style)
        if place is None:
            return None
        list_id, level = place
        counts = self._counts.setdefault(self._abstract_of[list_id], {})
        levels = self._levels_of[list_id]
        restart = self._restarts.pop((list_id, level), None)
        counts[level] = restart if restart is not None else counts.get(level, levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            if deeper in levels and level < levels[deeper].restarts_after:
                counts.pop(deeper, None)
        return Marker(_marker_text(levels, level, counts), level + 1)

    def _place(self, properties: Any | None, style: str | None) -> tuple[str, int] | None:
        """Return list id and level of a paragraph: its own, else its style's."""
        numbers = properties.find(qn("w:numPr")) if properties is not None else None
        of_style = self._style_numbers.get(style or "")
        list_id = text_value(numbers, "w:numId") or (of_style[0] if of_style else None)
        if list_id not in self._levels_of:  # also "0", which takes a style's number away
            return None
        levels = self._levels_of[list_id]
        of_this_style = [index for index, level in levels.items() if level.style == style and style]
        inherited = of_this_style[0] if of_this_style else (of_style[1] if of_style else 0)
        level = integer(numbers, "w:ilvl", inherited)
        return (list_id, level) if level in levels else None


def _levels(holder: Any) -> dict[int, _Level]:
    levels = {}
    for element in holder.iterchildren(qn("w:lvl")):
        index = int(element.get(qn("w:ilvl"), "0"))
        levels[index] = _Level(
            start=integer(element, "w:start", 0),
            number_format=text_value(element, "w:numFmt") or "decimal",
            pattern=text_value(element, "w:lvlText") or "",
            restarts_after=integer(element, "w:lvlRestart", index),
            all_decimal=is_on(element, "w:isLgl"),
            style=text_value(element, "w:pStyle"),
        )
    return levels


def _marker_text(levels: dict[int, _Level], index: int, counts: dict[int, int]) -> str:
    level = levels[index]
    if level.number_format == "bullet":
        return _bullet(level.pattern)

    def number(placeholder: re.Match[str]) -> str:
        shown = int(placeholder[1]) - 1
        if shown not in levels:
            return ""
        number_format = "decimal" if level.all_decimal else levels[shown].number_format
        return format_number(counts.get(shown, levels[shown].start), number_format)

    return _PLACEHOLDER.sub(number, level.pattern).strip()


def _bullet(pattern: str) -> str:
    """Return the bullet; those of symbol fonts lie in the private use area and mean nothing elsewhere."""
    return _BULLET if not pattern.strip() or "\ue000" <= pattern[0] <= "\uf8ff" else pattern

"""From printed lines to the elements of a document: masthead, headings, paragraphs, items, notes.

In: the laid-out lines of one source. Out: `Element`s that together hold every line exactly once.
Cross-references, symbols and ids are not known here.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from corpus.documents import Locator, ParagraphKind, Span
from corpus.headings import BlockRole, SectionStack, assign_roles, heading_text
from corpus.joining import Block, join_lines
from corpus.layout import PrintedLine, lay_out
from corpus.notes import mark_notes
from corpus.source import SourceText

ElementKind = Literal["paragraph", "article", "item", "footnote", "masthead", "heading", "link", "furniture"]
CITABLE: frozenset[str] = frozenset({"paragraph", "article", "item", "footnote", "masthead"})

_NOTE = re.compile(r"\s*(\d{1,3}|[*†‡]{1,3}|[a-z](?=[\s.)]))[.)]?\s*")
_SUBPARAGRAPH_STYLES = ("(a)", "a)", "(A)", "(i)", "(1)", "1)", "（一）")


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of a document with all the lines that it was put together from."""

    kind: ElementKind
    text: str
    marker: str
    """What is printed in front of the text: "18.", "•", or nothing."""
    locator: Locator | None
    """None for headings, links and page furniture, which are not cited."""
    spans: tuple[Span, ...]


def find_elements(source: SourceText) -> list[Element]:
    """The elements of `source` in the order of their first line."""
    lines = mark_notes(lay_out(source))
    body = [line for line in lines if line.kind == "content" and line.role != "footnote"]
    notes = [line for line in lines if line.kind == "footnote" or line.role == "footnote"]
    elements = _body_elements(join_lines(body))
    elements += _note_elements(notes, elements)
    elements += [
        Element(line.kind, line.text, "", None, (Span(line.start, line.end),))
        for line in lines
        if line.kind in {"link", "furniture"}
    ]
    return sorted(elements, key=lambda element: element.spans[0].start)


def _spans(block: Block) -> tuple[Span, ...]:
    return tuple(Span(line.start, line.end) for line in block.lines)


class _Numbering:
    """Turns markers into paragraph numbers: "18", then "18(a)", then "18(a)(i)"."""

    def __init__(self) -> None:
        self._ranks: dict[tuple[str, int], int] = {}
        self._decimal_ranks: dict[tuple[str, int], int] = {}
        self._parents: list[tuple[str, str]] = []
        self.sequence = 1

    def number(self, block: Block) -> str:
        marker = block.marker
        assert marker is not None
        if marker.style in _SUBPARAGRAPH_STYLES and self._parents and self._parents[0][0] != marker.style:
            while len(self._parents) > 1 and marker.style in [style for style, _ in self._parents[1:]]:
                self._parents.pop()
            number = f"{self._parents[-1][1]}({marker.label})"
            self._parents.append((marker.style, number))
            return number
        # Decimal numbers never meet plain ones, so they count their sequences apart.
        ranks = self._decimal_ranks if marker.parent else self._ranks
        self.sequence = ranks.setdefault((marker.style, marker.sequence), len(ranks) + 1)
        lettered = marker.style in _SUBPARAGRAPH_STYLES and not marker.label.isdigit()
        number = f"({marker.label})" if lettered else marker.label
        self._parents = [(marker.style, number)]
        return number

    def leave_section(self) -> None:
        """A heading ends the paragraph that lettered items would belong to."""
        self._parents = []


def _body_elements(blocks: Sequence[Block]) -> list[Element]:
    sections, numbering = SectionStack(), _Numbering()
    unnumbered: dict[tuple[str, ...], int] = {}
    elements: list[Element] = []
    for block, role in _merge_masthead(_fill_markers(blocks, assign_roles(blocks))):
        if role in {"heading", "title"}:
            sections.enter(block, is_title=role == "title")
            numbering.leave_section()
            elements.append(Element("heading", heading_text(block), "", None, _spans(block)))
            continue
        if not block.text:
            # A number with nothing to say is kept, but not as something to be found and cited.
            elements.append(Element("furniture", block.marker.printed if block.marker else "", "", None, _spans(block)))
            continue
        kind: ParagraphKind = _paragraph_kind(block, role)
        numbered = block.marker is not None and kind in {"paragraph", "article"}
        number = numbering.number(block) if numbered else None
        place = ("masthead",) if role == "masthead" else sections.path
        if not numbered:
            unnumbered[place] = unnumbered.get(place, 0) + 1
        locator = Locator(
            kind=kind,
            number=number,
            sequence=numbering.sequence if numbered else 1,
            section=() if role == "masthead" else sections.path,
            position=0 if numbered else unnumbered[place],
            page=block.lines[0].page,
        )
        printed = block.marker.printed if block.marker else ""
        elements.append(Element(kind, block.text, printed, locator, _spans(block)))
    return elements


def _paragraph_kind(block: Block, role: BlockRole) -> ParagraphKind:
    if role == "masthead":
        return "masthead"
    if block.marker and block.marker.style == "article":
        return "article"
    if (block.marker and block.marker.style == "bullet") or (block.lines[0].role == "item" and not block.marker):
        return "item"
    return "paragraph"


def _fill_markers(blocks: Sequence[Block], roles: Sequence[BlockRole]) -> list[tuple[Block, BlockRole]]:
    """A number alone on its line goes with the text below it, as some PDF files print their paragraphs."""
    filled: list[tuple[Block, BlockRole]] = []
    for block, role in zip(blocks, roles, strict=True):
        last, last_role = filled[-1] if filled else (None, None)
        waiting = last is not None and last.marker is not None and not last.text and last_role == role == "text"
        if last and waiting and block.marker is None:
            filled[-1] = (Block(last.lines + block.lines, last.marker, block.text, block.full_width), role)
        else:
            filled.append((block, role))
    return filled


def _merge_masthead(pairs: Sequence[tuple[Block, BlockRole]]) -> list[tuple[Block, BlockRole]]:
    """Masthead fields that follow one another as one block, a field a line."""
    merged: list[tuple[Block, BlockRole]] = []
    for is_masthead, group in groupby(pairs, key=lambda pair: pair[1] == "masthead"):
        if not is_masthead:
            merged.extend(group)
            continue
        fields = [block for block, _ in group]
        lines = tuple(line for field in fields for line in field.lines)
        text = "\n".join(heading_text(field) for field in fields)
        merged.append((Block(lines, None, text, fields[0].full_width), "masthead"))
    return merged


def _note_elements(lines: Sequence[PrintedLine], body: Sequence[Element]) -> list[Element]:
    """Footnotes: a new one begins where a line starts with the number after the last one's.

    A note belongs to the section of the text above it.
    """
    cited = [(element.spans[0].start, element.locator.section) for element in body if element.locator]
    starts = [start for start, _ in cited]
    groups: list[list[PrintedLine]] = []
    above: list[int] = []
    current = ""
    for line in lines:
        match = _NOTE.match(line.generated_marker or line.text)
        label = match.group(1) if match else ""
        place = bisect_left(starts, line.start)
        parted = not groups or line.sheet != groups[-1][-1].sheet or place != above[-1]
        if parted or line.role == "footnote" or _next_note(current, label):
            groups.append([])
            above.append(place)
            current = label
        groups[-1].append(line)
    sections = [cited[place - 1][1] if place else () for place in above]
    return [_note_element(group, section) for group, section in zip(groups, sections, strict=True)]


def _next_note(current: str, label: str) -> bool:
    if current.isdigit() and label.isdigit():
        return int(label) == int(current) + 1
    return (bool(label) and label == current + "*") or (
        len(label) == 1 == len(current) and ord(label) == ord(current) + 1
    )


def _note_element(lines: Sequence[PrintedLine], section: tuple[str, ...]) -> Element:
    blocks = join_lines(lines, whole=True)
    block = blocks[0]
    generated = lines[0].generated_marker
    match = None if generated else _NOTE.match(block.text)
    label = generated or (match.group(1) if match else "")
    text = block.text[match.end() :] if match else block.text
    if not text:
        return Element("furniture", block.text or label, "", None, _spans(block))
    locator = Locator("footnote", label or None, 1, section, 0, lines[0].page)
    return Element("footnote", text, label, locator, _spans(block))

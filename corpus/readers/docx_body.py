"""The body of a Word document → blocks, in the order in which they are read.

In: XML elements of a document whose markup follows ECMA-376 (WordprocessingML). Out: headings, paragraphs
and list items with the markers that Word prints; the cells of tables row by row; text boxes after the
paragraph that holds them. Tracked insertions are text, tracked deletions and hidden text are not. Not done
here: headers and footers of sections, comments, and the page on which something stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from corpus.readers.blocks import Block
from corpus.readers.docx_numbering import Numbering, integer, is_on, text_value

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

_HEADING_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_SYMBOL_CODE = re.compile("[0-9A-Fa-f]{1,4}")
_BODY_LEVEL = 9
"""The outline level that means "no heading" (ECMA-376 part 1, section 17.3.1.20)."""

_LONGEST_STYLE_CHAIN = 30
"""Styles that rest on one another. Word takes eleven; each style of a file walks its chain."""

_NO_TEXT = {
    *(qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr"), qn("w:tblPr"), qn("w:trPr")),
    # The annotation above a ruby base, and what older programs show instead of a drawing.
    *(qn("w:rt"), _FALLBACK),
}
_SPACING = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
}


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph style says about structure, its base styles taken into account."""

    heading_level: int
    """From 1; 0 if it is no heading."""
    is_title: bool
    number: tuple[str, int] | None
    """List id and level."""


def read_styles(styles: Any) -> dict[str, ParagraphStyle]:
    """Return the paragraph styles by identifier, from the root element of the style part."""
    elements = {
        style.get(qn("w:styleId")): style
        for style in styles.iterchildren(qn("w:style"))
        if style.get(qn("w:type")) == "paragraph"
    }
    return {identifier: _style(identifier, elements) for identifier in elements}


def _style(identifier: str, elements: dict[str, Any]) -> ParagraphStyle:
    heading_level, is_title = 0, False
    number: tuple[str, int] | None = None
    seen: set[str] = set()
    current: str | None = identifier
    while current in elements and current not in seen and len(seen) < _LONGEST_STYLE_CHAIN:
        seen.add(current)
        element = elements[current]
        properties = element.find(qn("w:pPr"))
        name = text_value(element, "w:name") or ""
        heading_level = heading_level or _heading_level(name, properties)
        is_title = is_title or name.lower() == "title"
        numbers = properties.find(qn("w:numPr")) if properties is not None else None
        list_id = text_value(numbers, "w:numId")
        if number is None and list_id is not None:
            number = list_id, integer(numbers, "w:ilvl", 0)
        current = text_value(element, "w:basedOn")
    return ParagraphStyle(heading_level, is_title, number)


def _heading_level(style_name: str, properties: Any | None) -> int:
    named = _HEADING_NAME.fullmatch(style_name)
    if named:
        return int(named[1])
    outline_level = integer(properties, "w:outlineLvl", _BODY_LEVEL)
    return outline_level + 1 if 0 <= outline_level < _BODY_LEVEL else 0


@dataclass(slots=True)
class BodyReader:
    """Reads the parts of one document in order, and keeps count of its lists and notes."""

    styles: dict[str, ParagraphStyle]
    numbering: Numbering
    footnote_references: list[tuple[str, bool]] = field(default_factory=list)
    """Identifier of each footnote as the text refers to it, and whether Word generates its number."""
    endnote_references: list[tuple[str, bool]] = field(default_factory=list)
    title: str | None = None
    """Text of the first paragraph in the style Title."""

    def blocks(self, container: Any) -> Iterator[Block]:
        """Yield the blocks of a body, cell, text box or note."""
        for element in container.iterchildren():
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            elif element.tag == qn("w:tr") and is_on(element.find(qn("w:trPr")), "w:del"):
                continue
            elif element.tag not in _NO_TEXT:
                # Tables, rows, cells, content controls and tracked insertions only hold what counts.
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        properties = paragraph.find(qn("w:pPr"))
        text_boxes: list[Any] = []
        text = "".join(self._text(paragraph, text_boxes))
        mark = properties.find(qn("w:rPr")) if properties is not None else None
        removed = is_on(mark, "w:del") or is_on(mark, "w:moveFrom") or is_on(mark, "w:vanish")
        if text.strip() or not removed:
            yield self._block(text, properties)
        for box in text_boxes:
            yield from self.blocks(box)

    def _block(self, text: str, properties: Any | None) -> Block:
        identifier = text_value(properties, "w:pStyle")
        style = self.styles.get(identifier or "", ParagraphStyle(0, False, None))
        marker = self.numbering.next_marker(properties, identifier)
        marker_text = marker.text if marker else ""
        if style.is_title:
            self.title = self.title or " ".join(text.split())
        heading_level = 1 if style.is_title else _heading_level("", properties) or style.heading_level
        if heading_level:
            return Block(text, "heading", heading_level, marker_text)
        if marker:
            return Block(text, "item", marker.depth, marker_text)
        return Block(text)

    def _text(self, element: Any, text_boxes: list[Any]) -> Iterator[str]:
        """Yield the pieces of text below `element`; text boxes on the way are put aside."""
        for child in element.iterchildren():
            if child.tag in (qn("w:t"), _MATH_TEXT):
                yield child.text or ""
            elif child.tag in _SPACING:
                yield _SPACING[child.tag]
            elif child.tag == qn("w:sym"):
                yield _symbol(child.get(qn("w:char"), ""))
            elif child.tag == qn("w:txbxContent"):
                text_boxes.append(child)
            elif child.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
                self._note_reference(child)
            elif child.tag not in _NO_TEXT and not _is_hidden_run(child):
                yield from self._text(child, text_boxes)

    def _note_reference(self, reference: Any) -> None:
        is_footnote = reference.tag == qn("w:footnoteReference")
        references = self.footnote_references if is_footnote else self.endnote_references
        own_mark = reference.get(qn("w:customMarkFollows"), "0") in ("1", "true", "on")
        references.append((reference.get(qn("w:id"), ""), not own_mark))


def _symbol(code: str) -> str:
    """The character of a hexadecimal code; U+FFFD for a code that is none, and for half of one."""
    number = int(code, 16) if _SYMBOL_CODE.fullmatch(code) else 0
    return chr(number) if number and not 0xD800 <= number <= 0xDFFF else "\ufffd"


def _is_hidden_run(element: Any) -> bool:
    return element.tag == qn("w:r") and is_on(element.find(qn("w:rPr")), "w:vanish")

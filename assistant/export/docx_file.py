"""A conversation as a Word document.

In: a `Conversation`. Out: the bytes of a .docx file with headings as styles, real footnotes, and text marked with its
language, so that Chinese shows in a Chinese font and Arabic runs from right to left. Nothing is written to a disk.
"""

from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from assistant.export.blocks import Inline, Link, NoteMark
from assistant.export.conversation import Conversation, conversation_blocks, conversation_title
from assistant.export.docx_footnotes import Footnotes
from assistant.export.docx_text import (
    EAST_ASIAN_FONT,
    LATIN_FONT,
    language_tag,
    run_paragraph,
    set_fonts,
    write_link,
    write_text,
)

_STYLES = {
    "title": "Title",
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "paragraph": "Normal",
    "item": "List Bullet",
    "quote": "Quote",
}
_INK = RGBColor(0x23, 0x26, 0x2B)
_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = Mm(210), Mm(297), Mm(25)


def conversation_as_docx(conversation: Conversation) -> bytes:
    """The whole conversation with its sources, as the bytes of a Word file."""
    document = docx.Document()
    _prepare(document, conversation)
    blocks = list(conversation_blocks(conversation))
    footnotes = Footnotes(document)
    for block in blocks:
        if block.kind == "footnote":
            paragraph, part = footnotes.add(block.number), footnotes.part
        else:
            paragraph, part = document.add_paragraph(style=_STYLES[block.kind]), document.part
        run_paragraph(paragraph, block.language)
        before: Inline | None = None
        for inline in block.inlines:
            if isinstance(inline, NoteMark):
                footnotes.refer(paragraph, inline.number, follows_another=isinstance(before, NoteMark))
            elif isinstance(inline, Link):
                write_link(paragraph, part, inline.text, inline.target)
            else:
                write_text(paragraph, inline.text, inline.language, is_struck=inline.is_struck)
            before = inline
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _prepare(document: Document, conversation: Conversation) -> None:
    """The template's page, styles and properties made ours."""
    section = document.sections[0]
    section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for name, size in (("Title", 20), ("Heading 1", 14), ("Heading 2", 12), ("Normal", 11), ("List Bullet", 11)):
        style = document.styles[name]
        set_fonts(style, size)
        style.font.color.rgb = _INK
    quote = document.styles["Quote"]
    # Slanted Chinese and Arabic are hard to read.
    quote.font.italic = quote.font.cs_italic = False
    quote.font.color.rgb = _INK
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Mm(8)
    _set_defaults(document, conversation.language)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = conversation_title(conversation), "Pinpoint", ""
    properties.language = language_tag(conversation.language)
    day = conversation.exported
    properties.created = properties.modified = datetime(day.year, day.month, day.day, tzinfo=UTC)
    _drop_thumbnail(document)


def _set_defaults(document: Document, language: str) -> None:
    """Fonts and languages of all that no style says otherwise of."""
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts = defaults.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:ascii"), LATIN_FONT)
    fonts.set(qn("w:hAnsi"), LATIN_FONT)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN_FONT)
    fonts.set(qn("w:cs"), LATIN_FONT)
    tag = language_tag(language)
    languages = defaults.find(qn("w:lang"))
    languages.set(qn("w:val"), "en-GB" if tag in ("zh-CN", "ar-SA") else tag)
    languages.set(qn("w:eastAsia"), "zh-CN")
    languages.set(qn("w:bidi"), "ar-SA")


def _drop_thumbnail(document: Document) -> None:
    """The template's picture of an empty page, which file managers would show."""
    relations = document.part.package.rels
    for name in [name for name, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[name]

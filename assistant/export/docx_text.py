"""Text in a Word document: runs with their language, direction and fonts, links, and paragraphs that run either way.

In: a paragraph of python-docx and text. Out: nothing; the paragraph is written. Characters that no XML holds, on which
lxml gives up, are replaced here.
"""

import re

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import CharacterStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.export.writing_direction import cut_by_direction, in_one_line, runs_right_to_left
from corpus.printable import printable

LATIN_FONT, EAST_ASIAN_FONT, ARABIC_FONT = "Times New Roman", "SimSun", "Times New Roman"
"""Those of official documents; every word processor has them or knows what stands for them."""
_TAGS = {"ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN"}
"""With the region that word processors expect, to choose fonts and check spelling."""
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_EAST_ASIAN = ("zh", "ja", "ko")
_LINK_COLOUR = "1C4F86"


def write_text(paragraph: Paragraph, text: str, language: str, *, is_struck: bool = False) -> None:
    """Adds `text` to the paragraph, each stretch with its own direction."""
    for stretch, rightwards in cut_by_direction(in_one_line(printable(text)), language):
        run = paragraph.add_run(stretch)
        run.font.strike = True if is_struck else None
        run.font.rtl = True if rightwards else None
        mark_language(run, language)


def write_number(paragraph: Paragraph, text: str) -> Run:
    """Adds a raised number, or what separates two of them."""
    run = paragraph.add_run(text)
    run.font.superscript = True
    return run


def write_link(paragraph: Paragraph, part: Part, text: str, target: str) -> None:
    """Adds a link to an address outside the document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(printable(text))
    run.font.underline = True
    colour = OxmlElement("w:color")
    colour.set(qn("w:val"), _LINK_COLOUR)
    run._r.rPr.find(qn("w:u")).addprevious(colour)
    link.append(run._r)
    paragraph._p.append(link)


def mark_language(run: Run, language: str) -> None:
    """Says what language a run is in: by it, programs choose fonts, check spelling and read aloud."""
    properties = run._r.get_or_add_rPr()
    mark = OxmlElement("w:lang")
    mark.set(qn(f"w:{_script_of(language)}"), language_tag(language))
    properties.append(mark)


def language_tag(language: str) -> str:
    """The tag of a language as Word writes it: "zh" → "zh-CN"; "en-GB" for what is no tag."""
    tag = _TAGS.get(language, language)
    return tag if _TAG.fullmatch(tag) else _TAGS["en"]


def run_paragraph(paragraph: Paragraph, language: str) -> None:
    """Has a new paragraph run from right to left where its language does."""
    if runs_right_to_left(language):
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def set_fonts(style: CharacterStyle, size: int) -> None:
    """Names a style's fonts for Latin, Chinese and Arabic letters; the template's theme has none for Chinese.

    `size`: in points, of Arabic letters too, which have a size of their own.
    """
    style.font.size = Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in (
        ("ascii", LATIN_FONT),
        ("hAnsi", LATIN_FONT),
        ("eastAsia", EAST_ASIAN_FONT),
        ("cs", ARABIC_FONT),
    ):
        fonts.set(qn(f"w:{name}"), font)
    for found in properties.findall(qn("w:szCs")):
        properties.remove(found)
    own_size = OxmlElement("w:szCs")
    own_size.set(qn("w:val"), str(2 * size))
    properties.find(qn("w:sz")).addnext(own_size)


def _script_of(language: str) -> str:
    """Which of a run's three languages it is: that of Latin, East Asian or right-to-left letters."""
    if language.split("-")[0] in _EAST_ASIAN:
        return "eastAsia"
    return "bidi" if runs_right_to_left(language) else "val"

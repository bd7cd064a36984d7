"""Real footnotes in a Word document, which python-docx does not write by itself.

In: a document of python-docx. Out: its footnotes part, and the references to it. Word numbers footnotes in the order of
their references; a second reference to one is a field that repeats its number.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from assistant.export.docx_text import set_fonts, write_number

_SEPARATORS = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
"""What every footnotes part begins with: the lines above the footnotes of a page."""
_BEHIND_FOOTNOTES = ("w:endnotePr", "w:compat", "w:docVars", "w:rsids", "w:themeFontLang", "w:clrSchemeMapping")
"""Settings that come behind those of footnotes, in the order that the format prescribes."""


class Footnotes:
    """The footnotes of one document."""

    def __init__(self, document: Document) -> None:
        """Adds the part that holds them."""
        package = document.part.package
        name = PackURI("/word/footnotes.xml")
        root = parse_xml(_SEPARATORS)
        self.part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, root, package)
        document.part.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._root = root
        self._style = _note_style(document)
        self._referred: set[int] = set()
        _announce(document)

    def add(self, number: int) -> Paragraph:
        """A new footnote; what it says is written into the paragraph that is returned."""
        note = OxmlElement("w:footnote")
        note.set(qn("w:id"), str(number))
        self._root.append(note)
        paragraph = Paragraph(note.makeelement(qn("w:p")), self._style)
        note.append(paragraph._p)
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), self._style.style_id)
        paragraph._p.get_or_add_pPr().append(style)
        write_number(paragraph, "")._r.append(OxmlElement("w:footnoteRef"))
        paragraph.add_run(" ")
        return paragraph

    def refer(self, paragraph: Paragraph, number: int, *, follows_another: bool) -> None:
        """Refers to a footnote at the end of what `paragraph` has so far."""
        if follows_another:
            # Two numbers side by side would read as one.
            write_number(paragraph, ", ")
        if number in self._referred:
            _repeat(paragraph, number)
            return
        self._referred.add(number)
        run = write_number(paragraph, "")._r
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run.append(reference)
        for place, tag in ((run.addprevious, "w:bookmarkStart"), (run.addnext, "w:bookmarkEnd")):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(number))
            if tag == "w:bookmarkStart":
                mark.set(qn("w:name"), _bookmark(number))
            place(mark)


def _repeat(paragraph: Paragraph, number: int) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), f" NOTEREF {_bookmark(number)} \\h ")
    field.append(write_number(paragraph, str(number))._r)
    paragraph._p.append(field)


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"


def _note_style(document: Document) -> ParagraphStyle:
    style = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style = document.styles["Normal"]
    set_fonts(style, 9)
    style.paragraph_format.space_after = Pt(2)
    return style


def _announce(document: Document) -> None:
    """Names the separators in the document's settings, as Word does."""
    settings = document.settings.element
    announced = OxmlElement("w:footnotePr")
    for number in ("-1", "0"):
        separator = OxmlElement("w:footnote")
        separator.set(qn("w:id"), number)
        announced.append(separator)
    behind = next((found for name in _BEHIND_FOOTNOTES if (found := settings.find(qn(name))) is not None), None)
    if behind is None:
        settings.append(announced)
    else:
        behind.addprevious(announced)

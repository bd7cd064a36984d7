"""A Word file whose notes are written as Markdown writes them, so that their places in the text are kept.

In: the bytes of a .docx file. Out: the bytes of the same file, with "[^f3]" in the text where footnote 3 is referred
to and "[^f3]: " in front of that note's own text ("[^e…]" for endnotes). `corpus.readers.docx` then reads both. The
numbers are those of the file's markup, not those that Word prints.
"""

import re
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

_LARGEST_UNPACKED = 1 << 28
"""Bytes. Larger files are left as they are: the reader refuses them or reads them without marks."""


def with_note_marks(data: bytes) -> bytes:
    """The file with its notes marked; the same bytes where it is damaged, as the reader will say, or has no notes."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _LARGEST_UNPACKED:
                return data
            names = [member.filename for member in members if re.fullmatch(r"word/\w+\.xml", member.filename)]
            marked = {name: text for name in names if (text := _marked(archive.read(name))) is not None}
            return _rewritten(archive, marked) if marked else data
    except (BadZipFile, KeyError, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error, OSError):
        return data


def _marked(part: bytes) -> bytes | None:
    """The part with marks, or None where it is neither the document nor its notes, or holds none."""
    if b"footnote" not in part and b"endnote" not in part:
        return None
    try:
        root = parse_xml(part)
    except etree.XMLSyntaxError:
        return None
    if root.tag == qn("w:document"):
        count = _mark_references(root)
    elif root.tag in (qn("w:footnotes"), qn("w:endnotes")):
        count = _mark_notes(root)
    else:
        return None
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True) if count else None


def _mark_references(root: Any) -> int:
    references = list(root.iter(qn("w:footnoteReference"), qn("w:endnoteReference")))
    for reference in references:
        kind = "f" if reference.tag == qn("w:footnoteReference") else "e"
        text = etree.Element(qn("w:t"))
        text.text = f"[^{kind}{reference.get(qn('w:id'), '')}]"
        reference.addnext(text)
    return len(references)


def _mark_notes(root: Any) -> int:
    kind = "f" if root.tag == qn("w:footnotes") else "e"
    count = 0
    for note in root.iterchildren(qn("w:footnote"), qn("w:endnote")):
        paragraph = note.find(qn("w:p"))
        if paragraph is None:
            continue
        run = etree.Element(qn("w:r"))
        etree.SubElement(run, qn("w:t")).text = f"[^{kind}{note.get(qn('w:id'), '')}]: "
        properties = paragraph.find(qn("w:pPr"))
        paragraph.insert(0 if properties is None else paragraph.index(properties) + 1, run)
        count += 1
    return count


def _rewritten(archive: ZipFile, marked: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as copy:
        for member in archive.infolist():
            copy.writestr(member.filename, marked.get(member.filename) or archive.read(member))
    return written.getvalue()

"""Word files (.docx) → SourceText, with the structure that their styles and lists declare.

In: a .docx file. Out: its body in order, then its footnotes and endnotes as lines of role `footnote`, whose
generated marker is the number that Word prints. The reference number in the body stands in no text. Not done
here: headers and footers of sections, which are no text of the document; comments; old binary .doc files.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from corpus.readers.blocks import Block, source_text
from corpus.readers.docx_body import BodyReader, read_styles
from corpus.readers.docx_numbering import Numbering, integer, text_value
from corpus.readers.number_formats import format_number
from corpus.readers.unreadable import unreadable
from corpus.source import SourceText

_LARGEST_UNPACKED = 1 << 30
"""Bytes. Real documents unpack to a few hundred megabytes at most, pictures included."""

_ENCRYPTED = 1
"""The flag of such a member (ZIP file format specification, 4.4.4)."""

_PACKED = frozenset({ZIP_STORED, ZIP_DEFLATED})
"""How members of a Word document may be (ISO/IEC 29500-2). Of the others bzip2 tells damage as an error of the disk."""

_DAMAGE = (
    BadZipFile,
    OpcError,
    XMLSyntaxError,
    KeyError,
    ValueError,
    NotImplementedError,
    EOFError,
    zlib.error,
    # python-docx takes each part for what its relation calls it, and finds out when it asks the part for what it lacks.
    AttributeError,
    TypeError,
    IndexError,
)
"""What zipfile, lxml and python-docx raise for files that are no Word documents or are broken."""


def read_docx(path: Path, data: bytes) -> SourceText:
    """Return the text of a Word file's bytes; `path` is named in errors.

    Raises UnreadableFileError where the file is no .docx, is damaged, or unpacks to more than a gibibyte.
    """
    try:
        members = ZipFile(BytesIO(data)).infolist()
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise unreadable(path, "parts of it are encrypted", "save it as .docx without a password")
        if any(member.compress_type not in _PACKED for member in members):
            raise BadZipFile("a member is packed as none of a Word document is")
        unpacked = sum(member.file_size for member in members)
        if unpacked > _LARGEST_UNPACKED:
            raise unreadable(path, f"it unpacks to {unpacked:,} bytes", "save it again without its pictures")
        return _read(docx.Document(BytesIO(data)))
    except _DAMAGE as error:
        remedy = "open it in a word processor and save it as .docx again"
        raise unreadable(path, "it is damaged or no Word document", remedy) from error


def _read(document: Any) -> SourceText:
    if document.element.tag != qn("w:document") or document.element.find(qn("w:body")) is None:
        raise ValueError("its main part is no document")
    _refuse_entities(document.element)
    styles = read_styles(document.styles.element)
    numbers = {identifier: style.number for identifier, style in styles.items() if style.number}
    numbering = _part(document, RELATIONSHIP_TYPE.NUMBERING)
    reader = BodyReader(styles, Numbering(numbering, numbers))
    blocks = [
        *reader.blocks(document.element.body),
        *_notes(document, reader, "footnote", "decimal"),
        *_notes(document, reader, "endnote", "lowerRoman"),
    ]
    properties = document.core_properties
    return source_text(blocks, reader.title or properties.title, properties.language)


def _part(document: Any, relationship_type: str) -> Any | None:
    for relationship in document.part.rels.values():
        if relationship.reltype == relationship_type and not relationship.is_external:
            root = parse_xml(relationship.target_part.blob)
            _refuse_entities(root)
            return root
    return None


def _refuse_entities(root: Any) -> None:
    """No word processor declares any: their texts would be read from elsewhere, or left out with what follows."""
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a part of it declares entities")


def _notes(document: Any, reader: BodyReader, kind: str, default_format: str) -> Iterator[Block]:
    """Yield one block for each note that the text refers to, in the order of the references."""
    relationship_type = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}[kind]
    part = _part(document, relationship_type)
    if part is None:
        return
    notes = {note.get(qn("w:id")): note for note in part.iterchildren(qn(f"w:{kind}"))}
    properties = _note_properties(document, kind)
    number_format = text_value(properties, "w:numFmt") or default_format
    number = integer(properties, "w:numStart", 1)
    references = reader.footnote_references if kind == "footnote" else reader.endnote_references
    for identifier, is_numbered in tuple(references):
        paragraphs = reader.blocks(notes[identifier]) if identifier in notes else ()
        text = "\n".join(block.text.strip() for block in paragraphs).strip()
        yield Block(text, "footnote", 0, format_number(number, number_format) if is_numbered else "")
        number += is_numbered


def _note_properties(document: Any, kind: str) -> Any | None:
    """Return the settings of the notes: the last section's, else the document's."""
    sections = document.element.body.findall(f"{qn('w:sectPr')}/{qn(f'w:{kind}Pr')}")
    return sections[0] if sections else document.settings.element.find(qn(f"w:{kind}Pr"))

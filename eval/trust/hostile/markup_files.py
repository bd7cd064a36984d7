"""HTML and Markdown whose elements never end, expand, or reach for what is none of theirs.

In: how large it is to be. Out: the bytes of a .html, .xhtml or .md file.
"""

# ruff: noqa: D103, ARG001 - the name of a function says what its file is; some have one size only.

from eval.trust.hostile.hostile_file import HostileFile, times

_DEEP = 100_000
_LAUGHS = "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(1, 10))


def entity_bomb(scale: float) -> bytes:
    """A billion laughs."""
    body = "<p>&lol9;</p>" * times(100, scale)
    return f'<!DOCTYPE html [<!ENTITY lol0 "lol">{_LAUGHS}]><html><body>{body}text</body></html>'.encode()


def entity_bomb_as_xhtml(scale: float) -> bytes:
    return b'<?xml version="1.0"?>' + entity_bomb(scale)


def quadratic_entity(scale: float) -> bytes:
    size = times(100_000, scale)
    return f'<!DOCTYPE html [<!ENTITY a "{"a" * size}">]><body>text {"&a;" * size}</body>'.encode()


def external_entities(scale: float) -> bytes:
    return (
        b'<!DOCTYPE html [<!ENTITY p SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:{PORT}/html">]>'
        b'<html xmlns:xi="http://www.w3.org/2001/XInclude"><head><base href="http://127.0.0.1:{PORT}/">'
        b'<link rel="stylesheet" href="a.css"></head><body><p>before &p; &h; after</p>'
        b'<xi:include href="file:///etc/passwd" parse="text"/><img src="a.png"><iframe src="/etc/passwd"></iframe>'
        b'<object data="file:///etc/passwd"></object><script src="a.js"></script></body></html>'
    )


def deep_blocks(scale: float) -> bytes:
    return b"<div>" * times(_DEEP, scale) + b"text"


def deep_inline(scale: float) -> bytes:
    return b"<b><i>" * times(_DEEP, scale) + b"text"


def deep_lists(scale: float) -> bytes:
    return b"<ol><li>a" * times(_DEEP, scale)


def deep_tables(scale: float) -> bytes:
    return b"<table><tr><td>a" * times(_DEEP, scale)


def misnested(scale: float) -> bytes:
    """Each end tag makes a browser close and open all that stands open."""
    return b"<a><b><p>x</a>" * times(_DEEP, scale)


def unclosed_attributes(scale: float) -> bytes:
    return b"text <p title='" + b"<p a=" * times(_DEEP * 10, scale)


def unclosed_comment(scale: float) -> bytes:
    return b"text <!--" * times(_DEEP * 10, scale)


def many_attributes(scale: float) -> bytes:
    return b"<p " + b" ".join(b"a%d=1" % n for n in range(times(_DEEP, scale))) + b">text</p>"


def many_list_items(scale: float) -> bytes:
    return b"<ol start=999999999>" + b"<li type=a value=999999999>x</li>" * times(2_000, scale)


def many_roman_items(scale: float) -> bytes:
    return b"<ol type=i start=999999999>" + b"<li>x</li>" * times(200, scale)


def many_breaks(scale: float) -> bytes:
    return b"<p>" + b"a<br>" * times(1_000_000, scale)


def many_references(scale: float) -> bytes:
    return b"<p>" + b"&#x0;&#xD800;&#x110000;&#x202e;&amp" * times(200_000, scale)


def wrong_charset(scale: float) -> bytes:
    return "<meta charset=koi8-r><p>核武器 nucléaire</p>".encode() * times(20_000, scale)


def charset_that_is_no_charset(scale: float) -> bytes:
    return b"<meta charset=zlib_codec><meta charset=unicode_escape><p>text \xff</p>" * times(20_000, scale)


def style_that_hides(scale: float) -> bytes:
    return b"<p style='" + b";display:" * times(500_000, scale) + b"'>text</p>"


def script_in_everything(scale: float) -> bytes:
    return b"<script>alert(1)</script><p onclick=alert(1)>1. <img src=x onerror=alert(1)>text.</p>" * times(
        9_000, scale
    )


HTML = (
    entity_bomb, quadratic_entity, external_entities, deep_blocks, deep_inline, deep_lists, deep_tables, misnested,
    unclosed_attributes, unclosed_comment, many_attributes, many_list_items, many_roman_items, many_breaks,
    many_references, wrong_charset, charset_that_is_no_charset, style_that_hides, script_in_everything,
)  # fmt: skip


def deep_quotes(scale: float) -> bytes:
    return b">" * times(_DEEP, scale) + b" text"


def quotes_on_many_lines(scale: float) -> bytes:
    return b"\n".join(b">" * (n % 300) + b" text" for n in range(times(3_000, scale)))


def deep_markdown_lists(scale: float) -> bytes:
    return b"\n".join(b"  " * n + b"- text" for n in range(times(2_000, scale)))


def many_lists_in_one_line(scale: float) -> bytes:
    return b"- " * times(_DEEP, scale) + b"text"


def many_numbered_lists_in_one_line(scale: float) -> bytes:
    return b"1. " * times(_DEEP, scale) + b"text"


def open_brackets(scale: float) -> bytes:
    return b"[" * times(_DEEP, scale) + b"text"


def open_image_brackets(scale: float) -> bytes:
    return b"![" * times(_DEEP, scale) + b"text"


def bracket_pairs(scale: float) -> bytes:
    return b"[a](" * times(_DEEP, scale) + b"text"


def nested_links(scale: float) -> bytes:
    return b"[" * times(_DEEP, scale) + b"a" + b"](b)" * times(_DEEP, scale)


def emphasis(scale: float) -> bytes:
    return b"*a **a " * times(_DEEP, scale)


def emphasis_of_one_word(scale: float) -> bytes:
    return b"a" + b"**_" * times(_DEEP, scale) + b"b"


def underscores(scale: float) -> bytes:
    return b"_a __a_" * times(_DEEP, scale)


def backticks(scale: float) -> bytes:
    """A run of each length, none of which is closed."""
    return b"".join(b"e" + b"`" * n for n in range(1, times(1_400, scale)))


def angle_brackets(scale: float) -> bytes:
    return b"<a " * times(_DEEP, scale) + b"text"


def unclosed_html(scale: float) -> bytes:
    return b"text <!-- " * times(_DEEP, scale) + b"<![CDATA[" * times(_DEEP, scale) + b"<?" * times(_DEEP, scale)


def backslashes(scale: float) -> bytes:
    return b"\\" * times(2_000_000, scale) + b"text"


def many_definitions(scale: float) -> bytes:
    return b"".join(b"[a%d]: /b\n" % n for n in range(times(_DEEP, scale))) + b"text"


def many_footnotes(scale: float) -> bytes:
    return b"".join(b"[^%d]: note [^%d]\n\n" % (n, n + 1) for n in range(times(20_000, scale))) + b"text[^1]"


def footnote_of_many_lines(scale: float) -> bytes:
    return b"[^1]: " + b"note [^1]: more\n" * times(20_000, scale)


def wide_table(scale: float) -> bytes:
    columns = times(3_000, scale)
    return b"|a" * columns + b"|\n" + b"|-" * columns + b"|\n" + b"|b\n" * times(3_000, scale)


def front_matter_without_end(scale: float) -> bytes:
    return b"---\n" + b"title: x\n" * times(500_000, scale)


def html_blocks(scale: float) -> bytes:
    return b"<div>x\n\n" * times(20_000, scale)


def setext_headings(scale: float) -> bytes:
    return b"a\n" * times(200_000, scale) + b"==="


def entities_in_markdown(scale: float) -> bytes:
    return b"&" * times(500_000, scale) + b"&#x0; &#xD800; &#99999999; text"


MARKDOWN = (
    deep_quotes, quotes_on_many_lines, deep_markdown_lists, many_lists_in_one_line, many_numbered_lists_in_one_line,
    open_brackets, open_image_brackets, bracket_pairs, nested_links, emphasis, emphasis_of_one_word, underscores,
    backticks, angle_brackets, unclosed_html, backslashes, many_definitions, many_footnotes, footnote_of_many_lines,
    wide_table, front_matter_without_end, html_blocks, setext_headings, entities_in_markdown,
)  # fmt: skip

FILES = (
    *(HostileFile(".html", make) for make in HTML),
    HostileFile(".xhtml", entity_bomb_as_xhtml),
    *(HostileFile(".md", make) for make in MARKDOWN),
)

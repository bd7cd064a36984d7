"""HTML files as a browser shows them."""

import time
from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.readers import read_source
from corpus.readers.html import read_html

PATH = Path("page.html")


def read(markup):
    source = read_html(PATH, markup.encode("utf-8"))
    return [(line.role, line.level, line.generated_marker, source.text[line.start : line.end]) for line in source.lines]


def texts(markup):
    return [text for *_, text in read(markup)]


def test_headings_paragraphs_and_loose_text_are_blocks():
    assert read("loose <b>te</b>xt<h2>Head <i>ing</i></h2>tail<p>para<div>division<section>part</section></div>") == [
        ("paragraph", 0, "", "loose text"),
        ("heading", 2, "", "Head ing"),
        ("paragraph", 0, "", "tail"),
        ("paragraph", 0, "", "para"),
        ("paragraph", 0, "", "division"),
        ("paragraph", 0, "", "part"),
    ]


def test_white_space_is_collapsed_and_a_break_is_a_line_end():
    assert texts("<p> one\n\t two <br> three&nbsp;&nbsp;four <br/>") == ["one two\nthree\xa0\xa0four"]


def test_a_wrap_between_chinese_characters_is_no_space():
    assert texts("<p>无核\n武器 世界\nCTBT\n条约</p>") == ["无核武器 世界 CTBT 条约"]


def test_preformatted_text_keeps_its_spaces():
    assert texts("<pre>a\n   b\n\nc</pre>") == ["a\n   b\n\nc"]


def test_lists_get_the_numbers_that_a_browser_generates():
    markup = """<ol start="3"><li>three<li value="7" type="a">seven<p>more</p>
    <ul><li>deep<ol type="I"><li><p>one</ol></ul>back</li><li>eight</ol><li>stray"""
    assert read(markup) == [
        ("item", 1, "3.", "three"),
        ("item", 1, "g.", "seven"),
        ("item", 1, "", "more"),
        ("item", 2, "•", "deep"),
        ("item", 3, "I.", "one"),
        ("item", 1, "", "back"),
        ("item", 1, "8.", "eight"),
        ("item", 1, "•", "stray"),
    ]


def test_nonsense_in_list_attributes_counts_from_one():
    assert [marker for _, _, marker, _ in read("<ol start=x type=é><li>a<li value=''>b</ol>")] == ["1.", "2."]


def test_cells_terms_and_quotations_are_paragraphs_in_order():
    markup = "<table><caption>Cap<tr><th>A<td>B<tr><td>C</table><dl><dt>t<dd>d</dl><blockquote>q</blockquote>"
    assert read(markup) == [("paragraph", 0, "", text) for text in ("Cap", "A", "B", "C", "t", "d", "q")]


def test_what_a_browser_does_not_show_is_left_out():
    markup = """<head><title>T</title><style>p{}</style></head><p>a<script>x="<p>no</p>"</script>b
    <template>no</template><p hidden>no<p style="color:red;DISPLAY : none">no<noscript>no</noscript>
    <!-- no --><textarea>no</textarea><iframe>no</iframe><p>c <span hidden>no</span>d
    <img alt="no" src="x.png"><svg><title>no</title></svg>"""
    assert texts(markup) == ["ab", "c d"]


def test_entities_are_decoded_and_markup_in_them_stays_text():
    assert texts("<p>&lt;script&gt;&amp;amp; &#x4e2d;&eacute; &unknown;") == ["<script>&amp; 中é &unknown;"]


def test_title_and_language_are_the_files_own():
    source = read_html(PATH, b'<html lang="fr-CH"><title> Un\n titre </title><body>x<svg><title>no</title></svg>')
    assert (source.title, source.language) == ("Un titre", "fr-CH")
    source = read_html(PATH, b"<p>x")
    assert (source.title, source.language) == (None, None)


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ('<META http-equiv=Content-Type content="text/html; charset=big5">', "big5"),
        ('<?xml version="1.0" encoding="GBK"?>', "gb18030"),
        ("<!-- charset=x <meta charset=koi8-r> --><meta charset='gb18030'>", "gb18030"),
        ('<meta charset="utf-8">', "gb18030"),
        ('<meta charset="rot13">', "gb18030"),
        ('<meta charset="utf-7">', "gb18030"),
        ("", "gb18030"),
        ("", "utf-16"),
        ('<meta charset="iso-8859-1">', "utf-8"),
    ],
)
def test_the_encoding_is_the_declared_one_unless_the_bytes_say_otherwise(declaration, encoding):
    markup = f"{declaration}<p>不擴散核武器條約締約國審議大會"
    assert read_html(PATH, markup.encode(encoding)).text == "不擴散核武器條約締約國審議大會"


def test_a_declared_encoding_decides_where_the_bytes_cannot():
    assert read_html(PATH, "<meta charset=iso-8859-5><p>Мир".encode("iso8859-5")).text == "Мир"
    assert read_html(PATH, "<meta charset=iso-8859-1><p>“é”".encode("cp1252")).text == "“é”"


def test_entity_bombs_and_outside_entities_are_not_expanded():
    markup = """<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
    <!ENTITY f SYSTEM "file:///etc/passwd">]><html><body><p>&b;&f;</p></body></html>"""
    text = read_html(PATH, markup.encode()).text
    assert "aaaa" not in text
    assert "root:" not in text


def test_a_thousand_nested_elements_are_read():
    assert texts("<div>" * 1_000 + "deep" + "</div>" * 1_000 + "<p>after") == ["deep", "after"]


def test_endless_nesting_is_refused_and_not_cut_off():
    with pytest.raises(UnreadableFileError, match="nested too deeply; save its text"):
        read_html(PATH, b"<div>" * 100_000 + b"deep")


def test_a_megabyte_of_small_blocks_takes_seconds_at_most():
    started = time.monotonic()
    source = read_html(PATH, b"<ul>" + b"<li>item <b>x</b>" * 60_000 + b"</ul>")
    assert len(source.lines) == 60_000
    assert time.monotonic() - started < 10


def test_a_page_with_comments_only_holds_no_text(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<!-- nothing -->")
    with pytest.raises(UnreadableFileError, match="it holds no text"):
        read_source(path)

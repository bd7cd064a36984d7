"""What holds for every reader: each visible character lies in exactly one line, and lines are in order."""

from io import BytesIO
from pathlib import Path

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.blocks import Block, collapse_white_space, source_text
from corpus.readers.docx import read_docx
from corpus.readers.html import read_html
from corpus.readers.markdown import read_markdown
from corpus.readers.text import read_text

PATH = Path("document")
FEW = settings(max_examples=100, deadline=None)

any_text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80)
layout_text = st.text(st.sampled_from("ab核。 \t\n\r\f\v\u2028\u3000\xa01.-"), max_size=60)
HTML_PIECES = "<p> </p> <li> <ol> </ol> <ul> <h2> </h2> <br> <pre> </pre> <td> <b> </b> &nbsp; <script> </script>"
MARKDOWN_PIECES = "# * 1. > - | [^1]: ``` ![ ]( ) a 核 & < \n \n\n"
markup = st.lists(st.sampled_from(f"{HTML_PIECES} {MARKDOWN_PIECES}".split(" ")), max_size=25).map(" ".join)


def assert_lines_cover_the_text(source):
    covered = []
    end = 0
    for line in source.lines:
        assert end <= line.start <= line.end <= len(source.text)
        assert not source.text[end : line.start].strip()
        covered.append(source.text[line.start : line.end])
        end = line.end
    assert not source.text[end:].strip()
    assert "".join("".join(covered).split()) == "".join(source.text.split())


@given(any_text | layout_text)
@FEW
def test_plain_text_is_covered_and_kept(text):
    source = read_text(PATH, text.encode("utf-16"))
    assert source.text == text
    assert_lines_cover_the_text(source)


@given(any_text | layout_text | markup)
@FEW
def test_html_is_covered(text):
    assert_lines_cover_the_text(read_html(PATH, ("<body>" + text).encode()))


@given(any_text | layout_text | markup)
@FEW
def test_markdown_is_covered(text):
    assert_lines_cover_the_text(read_markdown(PATH, text.encode("utf-8-sig")))


@given(st.lists(layout_text, max_size=6))
@settings(max_examples=20, deadline=None)
def test_word_paragraphs_are_covered_and_no_word_is_lost(paragraphs):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text.replace("\f", "").replace("\v", ""))
    file = BytesIO()
    document.save(file)
    source = read_docx(PATH, file.getvalue())
    assert_lines_cover_the_text(source)
    assert "".join(source.text.split()) == "".join("".join(paragraphs).split())


@given(st.lists(any_text | layout_text, max_size=8))
@FEW
def test_blocks_are_joined_by_empty_lines_and_only_invisible_ones_left_out(texts):
    source = source_text([Block(text) for text in texts], None, None)
    assert_lines_cover_the_text(source)
    kept = [text.strip() for text in texts if text.strip()]
    assert source.text == "\n\n".join(kept)
    assert [source.text[line.start : line.end] for line in source.lines] == kept


@given(layout_text)
@FEW
def test_collapsing_white_space_changes_nothing_else_and_nothing_twice(text):
    collapsed = collapse_white_space(text)
    assert "".join(collapsed.split()) == "".join(text.split())
    assert collapse_white_space(collapsed) == collapsed

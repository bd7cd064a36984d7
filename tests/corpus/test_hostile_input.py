"""Inputs that broke a reader once, found by `eval.trust`: each is read whole or refused, in time that grows with it."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.bounded_reading import Bounds, read_bounded
from corpus.catalog import read_manifest
from corpus.errors import PinpointError, UnreadableFileError
from corpus.parsing import make_paragraphs, parse_document
from corpus.readers import MOST_CHARACTERS, source_of
from corpus.readers.docx import read_docx
from corpus.readers.html import read_html
from corpus.readers.markdown import read_markdown
from corpus.readers.number_formats import format_number
from corpus.readers.regular_file import LARGEST_FILE_BYTES
from corpus.readers.text import read_text, wrapped_lines
from corpus.source import SourceText
from corpus.structure import find_elements
from eval.trust.fuzz_seeds import WORD_PARTS, tiny_word_file

WORD, MARKDOWN, HTML = Path("a.docx"), Path("a.md"), Path("a.html")


def word_file_with(**parts):
    changed = BytesIO()
    with ZipFile(BytesIO(tiny_word_file())) as source, ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name.partition(".")[0]) or source.read(name))
    return changed.getvalue()


def test_a_word_file_with_an_encrypted_part_is_refused():
    data = bytearray(tiny_word_file())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFileError, match=r"parts of it are encrypted; save it as \.docx without a password"):
        read_docx(WORD, bytes(data))


@pytest.mark.parametrize("part", WORD_PARTS)
@pytest.mark.parametrize("content", [b"<a/>", b"", b"<w:document/>", b"\x00", b"<a b='&c;'/>"])
def test_a_word_file_whose_part_is_something_else_is_read_or_refused(part, content):
    refusal = ""
    try:
        text = read_docx(WORD, tiny_word_file(part, content)).text
    except UnreadableFileError as error:
        text, refusal = "", str(error)
    assert text or "it is damaged or no Word document" in refusal


@pytest.mark.parametrize(
    ("code", "shown"), [("F0B7", "\uf0b7"), ("FFFFFFFF", "\ufffd"), ("D800", "\ufffd"), ("x", "\ufffd")]
)
def test_a_symbol_of_an_impossible_code_is_shown_as_unknown(code, shown):
    markup = WORD_PARTS["d.xml"].replace("F0B7", code).encode()
    assert f"two\n{shown}" in read_docx(WORD, word_file_with(d=markup)).text


def test_styles_that_rest_on_one_another_take_time_in_proportion(assert_linear):
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def read(numbers):
        chain = "".join(
            f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in numbers
        )
        read_docx(WORD, word_file_with(styles=f"<w:styles {namespace}>{chain}</w:styles>".encode()))

    assert_linear(read, range(2_000))


def test_markdown_that_is_nested_deeper_than_is_read_is_refused_and_not_left_out():
    assert "text" in read_markdown(MARKDOWN, b">" * 90 + b" text").text
    with pytest.raises(UnreadableFileError, match="lists or quotes are nested too deeply; save it as a text file"):
        read_markdown(MARKDOWN, b"before\n\n" + b">" * 101 + b" text")


def test_a_markdown_paragraph_beyond_all_measure_stays_as_it_is_written():
    text = "[" * 200_000
    assert read_markdown(MARKDOWN, text.encode()).text == text


@pytest.mark.parametrize("piece", ["a\n", "<!-- ", "![", "**_"])
def test_markdown_takes_time_in_proportion(piece, assert_linear):
    assert_linear(lambda text: read_markdown(MARKDOWN, text.encode()), "x" + piece * (8_000 // len(piece)))


@pytest.mark.parametrize("style", ["a", "i"])
def test_a_list_of_a_billion_items_prints_no_marker_of_a_billion_letters(style):
    markup = f"<ol type={style} start=999999999><li>text</ol>".encode()
    assert read_html(HTML, markup).lines[0].generated_marker == "999999999."


def test_letters_and_roman_numbers_end_where_those_of_word_do():
    assert format_number(780, "lowerLetter") == "z" * 30
    assert format_number(781, "lowerLetter") == "781"
    assert format_number(32_767, "upperRoman").endswith("DCCLXVII")
    assert format_number(32_768, "upperRoman") == "32768"


def test_letters_with_zero_bytes_between_them_are_no_ideographs():
    with pytest.raises(UnreadableFileError, match="it holds zero bytes: it is binary, not text"):
        read_text(Path("a.txt"), b"text \x00 text\n" * 100)


def test_paragraphs_of_the_same_words_take_time_in_proportion(assert_linear):
    def cut(text):
        return make_paragraphs("document", find_elements(SourceText(text, wrapped_lines(text, paged=False))))

    paragraphs = cut("The same.\n\n" * 3)
    assert [item.paragraph_id.partition("~")[2] for item in paragraphs] == ["", "2", "3"]
    assert_linear(cut, "The same.\n\n" * 2_000)


def test_text_without_end_is_refused():
    with pytest.raises(UnreadableFileError, match=r"it holds 10,000,001 characters, and 10,000,000 is the most; split"):
        source_of(Path("a.txt"), b"a" * (MOST_CHARACTERS + 1))


def test_a_list_of_words_is_no_document(tmp_path, monkeypatch):
    monkeypatch.setattr("corpus.parsing.MOST_PARAGRAPHS", 100)
    path = tmp_path / "a.txt"
    path.write_bytes(b"A sentence.\n\n" * 101)
    with pytest.raises(UnreadableFileError, match="it would be cut into 101 paragraphs, and 100 is the most; check"):
        parse_document(path, "own")


def test_a_file_of_a_terabyte_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE_BYTES + 1)
    with pytest.raises(UnreadableFileError, match="it has 500 MB, and 500 MB is the most; split it"):
        parse_document(path, "own")


def test_a_device_under_the_name_of_a_document_is_not_read(tmp_path):
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    with pytest.raises(UnreadableFileError, match="it is not a regular file"):
        read_bounded(parse_document, tmp_path / "zero.txt", "own", bounds=Bounds(10, 500_000_000))


def test_a_name_with_line_ends_makes_a_title_of_one_line(tmp_path):
    path = tmp_path / "a\nb\x1b[2J\u2028c.txt"
    path.write_bytes(b"1. Text.\n")
    assert parse_document(path, "own").document.titles == (("en", "a b\ufffd[2J c"),)


@pytest.mark.parametrize("text", ["a = " + "[" * 10_000, "a = " + "9" * 5_000, "x" * 10_000 + " = 1"])
def test_a_manifest_that_means_harm_is_refused_in_a_line(tmp_path, text):
    (tmp_path / "manifest.toml").write_text(text)
    with pytest.raises(PinpointError) as caught:
        read_manifest(tmp_path)
    assert len(str(caught.value)) < 1_500
    assert str(caught.value).isprintable()

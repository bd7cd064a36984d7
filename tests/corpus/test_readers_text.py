"""Plain text files, character for character."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.readers import read_source

NPT = sorted((Path(__file__).parents[2] / "corpus" / "npt").glob("*.txt"))


def read(tmp_path, content):
    path = tmp_path / "document.txt"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return read_source(path)


def line_texts(source):
    return [source.text[line.start : line.end] for line in source.lines]


@pytest.mark.parametrize("path", NPT, ids=lambda path: path.stem)
def test_a_document_of_the_first_corpus_is_kept_character_for_character(path):
    source = read_source(path)
    assert source.text.encode("utf-8") == path.read_bytes()
    assert line_texts(source) == source.text.split("\n")[: len(source.lines)]
    assert {line.role for line in source.lines} == {"wrapped"}
    assert {line.page for line in source.lines} == {None}


def test_line_ends_of_every_system_stay_in_the_text(tmp_path):
    source = read(tmp_path, "one\r\ntwo\rthree\n\nfour")
    assert source.text == "one\r\ntwo\rthree\n\nfour"
    assert line_texts(source) == ["one", "two", "three", "", "four"]


def test_form_feeds_count_the_pages(tmp_path):
    source = read(tmp_path, "one\ntwo\fthree\n\f\ffive\n")
    assert [(text, line.page) for text, line in zip(line_texts(source), source.lines, strict=True) if text] == [
        ("one", 1),
        ("two", 1),
        ("three", 2),
        ("five", 4),
    ]


def test_unicode_line_separators_and_vertical_tabs_do_not_end_a_line(tmp_path):
    assert line_texts(read(tmp_path, "a\u2028b\u0085c\vd\u2029e\x1cf")) == ["a\u2028b\u0085c\vd\u2029e\x1cf"]


def test_the_byte_order_mark_is_no_text(tmp_path):
    assert read(tmp_path, "\ufeff第一条".encode("utf-16-be")).text == "第一条"


def test_binary_data_named_as_text_says_so_and_what_to_do(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"document\.txt': it holds zero bytes.*; save it as UTF-8 text\.$"):
        read(tmp_path, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")

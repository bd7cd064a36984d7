"""Markers at the start of a line, and which of them continue a sequence."""

import pytest

from corpus.numbering import candidate_markers, read_number
from corpus.sequences import find_markers


def labels(lines):
    markers = find_markers(lines, [True] * len(lines), [False] * len(lines))
    return [marker.label if marker else None for marker in markers]


@pytest.mark.parametrize(
    ("text", "value"), [("18", 18), ("١٨", 18), ("十二", 12), ("一百零三", 103), ("iv", 0), ("c", 0)]
)
def test_numbers_are_read_in_every_script(text, value):
    assert read_number(text) == value


@pytest.mark.parametrize("line", ["Article premier", "Artículo primero", "Статья первая", "المادة الأولى", "Article 1"])
def test_first_article_is_number_one_in_words_too(line):
    assert [(marker.style, marker.value) for marker in candidate_markers(line)] == [("article", 1)]


def test_decimal_numbers_continue_the_number_that_they_belong_to():
    lines = ["1. A", "1.1 B", "1.2. C", "1.2.1 D", "1.2.2 E", "2. F", "2.1 G", "2.2 H"]
    assert labels(lines) == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1", "2.2"]


def test_decimal_numbers_of_another_paragraph_are_no_markers():
    assert labels(["1. A", "2.1 per cent", "2.2 per cent", "11.5.14.2 of the Rules", "2. B"]) == [
        "1",
        None,
        None,
        None,
        "2",
    ]


@pytest.mark.parametrize("lines", [["1 - A", "2 - B"], ["١ - ا", "٢ - ب"], ["١. ا", "٢. ب"]])
def test_arabic_numbers_are_paragraph_numbers(lines):
    assert labels(lines) == ["1", "2"]


def test_a_range_at_the_start_of_a_line_is_no_marker():
    assert candidate_markers("1 - 2 per cent") == []

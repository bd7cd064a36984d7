"""Digits with their marks, and Chinese numerals."""

import pytest

from assistant.values.numerals import parse_chinese, parse_digits


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [
        ("17,000", "en", "17000"),
        ("17,000", "fr", "17.000"),
        ("17.000", "es", "17000"),
        ("17.000", "en", "17.000"),
        ("1,234,567.89", "en", "1234567.89"),
        ("1.234.567,89", "es", "1234567.89"),
        ("150 000", "ru", "150000"),
        ("1.7", "es", "1.7"),
        ("0.125", "es", "0.125"),
        ("1,5", "zh", "1.5"),
    ],
)
def test_marks_are_read_as_the_language_writes_them(written, language, value):
    assert str(parse_digits(written, language)) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("七", 7),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十二", 22),
        ("两百", 200),
        ("一百零五", 105),
        ("一千零五十", 1050),
        ("三万", 30000),
        ("一百五十万", 1500000),
        ("两亿三千万", 230000000),
        ("二〇一五", 2015),
        ("三五", None),
        ("万一", None),
    ],
)
def test_chinese_numerals_are_read(written, value):
    assert parse_chinese(written) == value

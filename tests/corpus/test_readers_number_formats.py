"""Numbers as Word prints them."""

import pytest

from corpus.readers.number_formats import format_number


@pytest.mark.parametrize(
    ("number_format", "expected"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("upperLetter", {2: "B", 28: "BB"}),
        ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv", 99: "xcix"}),
        ("upperRoman", {6: "VI", 40: "XL", 1994: "MCMXCIV"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一○一"}),
        (
            "chineseCountingThousand",
            {
                10: "十",
                19: "十九",
                21: "二十一",
                100: "一百",
                101: "一百零一",
                110: "一百一十",
                1001: "一千零一",
            },
        ),
        ("taiwaneseCountingThousand", {1020: "一千零二十", 9999: "九千九百九十九", 10000: "10000"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 12: "壹拾贰", 250: "贰佰伍拾"}),
        ("ideographLegalTraditional", {6: "陸", 10: "壹拾"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("ideographDigital", {105: "一〇五"}),
        ("decimalEnclosedCircle", {1: "①", 50: "㊿", 51: "51"}),
        ("decimalEnclosedParen", {20: "⒇"}),
        ("decimalFullWidth", {10: "１０"}),
        ("russianLower", {1: "а", 10: "к", 29: "я", 30: "аа"}),
        ("arabicAlpha", {3: "ت"}),
        ("arabicAbjad", {3: "ج"}),
        ("none", {1: ""}),
        ("cardinalText", {3: "3"}),
    ],
)
def test_number_format(number_format, expected):
    assert {number: format_number(number, number_format) for number in expected} == expected


@pytest.mark.parametrize("number_format", ["lowerLetter", "upperRoman", "chineseCounting", "decimalEnclosedCircle"])
def test_numbers_below_one_are_decimals_in_every_format(number_format):
    assert [format_number(number, number_format) for number in (0, -2)] == ["0", "-2"]

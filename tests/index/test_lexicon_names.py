"""Languages, currencies and abbreviations in texts; what they must not be taken for."""

import pytest

from corpus.abbreviations import find_definitions
from index.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon([])


def keys(lexicon, text, language):
    return [concept.key for concept in lexicon.find(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The French proposal", ["territory:FR"]),
        ("en", "in Russian custody", ["territory:RU"]),
        ("en", "Is it available in French?", ["language:fr"]),
        ("en", "the Arabic, Chinese and French texts", ["language:ar", "language:zh", "language:fr"]),
        ("fr", "la proposition russe", ["territory:RU"]),
        ("fr", "la version russe", ["language:ru"]),
        ("es", "el texto francés", ["language:fr"]),
        ("zh", "中文本和中国", ["language:zh", "territory:CN"]),
        ("zh", "西班牙文", ["language:es"]),
    ],
)
def test_a_language_and_a_people_are_told_apart(lexicon, language, text, expected):
    assert keys(lexicon, text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "currency"),
    [
        ("en", "20 million euros", "EUR"),
        ("en", "EUR 20 million", "EUR"),
        ("en", "20 EUR", "EUR"),
        ("en", "€20", "EUR"),
        ("en", "5 US dollars", "USD"),
        ("zh", "2000万美元", "USD"),
        ("ru", "20 миллионов евро", "EUR"),
        ("ru", "20 миллионов долларов США", "USD"),
        ("de", "20 Millionen Euro", "EUR"),
    ],
)
def test_one_currency_in_every_writing(lexicon, language, text, currency):
    assert keys(lexicon, text, language) == [f"currency:{currency}"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Европа"),
        ("en", "a romance of nigerois"),
        ("de", "Perücken, maligne"),
        ("ar", "الأمن المالي"),
        ("en", "Part II and article XIV"),
        ("en", "tell us"),
    ],
)
def test_words_that_only_look_like_names_name_nothing(lexicon, language, text):
    assert keys(lexicon, text, language) == []


def test_a_conference_is_no_currency(lexicon):
    assert keys(lexicon, "COP 10", "en") == ["abbreviation:cop"]


def test_an_abbreviation_that_nobody_defined_is_the_same_in_question_and_paragraph(lexicon):
    assert keys(lexicon, "What does the XBRT do?", "en") == ["abbreviation:xbrt"]
    assert keys(lexicon, "XBRT的成员和XBRTs", "zh") == ["abbreviation:xbrt", "abbreviation:xbrt"]


def test_a_heading_in_capitals_is_no_row_of_abbreviations(lexicon):
    assert not [key for key in keys(lexicon, "REPORT OF THE MAIN WORKING GROUP", "en") if "abbreviation" in key]


def test_short_form_and_long_form_are_one_concept():
    defining = "核科学合作集团(Nuclear Science Group, NScG)"
    lexicon = Lexicon([], find_definitions(defining, "zh"))
    for language, text in (
        ("en", "Who is in the NScG?"),
        ("en", "the nuclear science group"),
        ("zh", "核科学合作集团"),
    ):
        assert keys(lexicon, text, language) == ["abbreviation:nscg"]


def test_a_chinese_short_form_meets_its_long_form():
    lexicon = Lexicon([], find_definitions("防扩散与核查促进倡议(核查倡议)", "zh"))
    assert "abbreviation:核查倡议" in keys(lexicon, "核查倡议何时开始？", "zh")


def test_a_term_of_the_termbase_is_not_defined_again():
    definitions = find_definitions("国际原子能机构(原子能机构)", "zh")
    assert definitions
    for text in ("国际原子能机构", "原子能机构"):
        assert keys(Lexicon([], definitions), text, "zh") == ["term:iaea"]


def test_a_defined_name_does_not_hide_the_country_in_it():
    definitions = find_definitions("大韩民国核通关合作委员会(韩核委)", "zh")
    assert set(keys(Lexicon([], definitions), "大韩民国核通关合作委员会", "zh")) >= {
        "territory:KR",
        "abbreviation:韩核委",
    }


def test_an_unknown_language_still_names_what_english_names(lexicon):
    assert keys(lexicon, "Belgium 1999", "qqq") == ["territory:BE", "year:1999"]

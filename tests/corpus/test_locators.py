"""Locators as Pinpoint prints them, in the six UN languages."""

import pytest

from corpus.documents import Locator
from corpus.language import UN_LANGUAGES
from corpus.locator_reading import read_locator
from corpus.locators import printed_locator_at, reference_language, render_locator
from corpus.plain_text import folded


def locator(**changes):
    fields = {"kind": "paragraph", "number": "18", "sequence": 1, "section": (), "position": 0, "page": None}
    return Locator(**fields | changes)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "para. 18"),
        ("zh", "第18段"),
        ("fr", "par. 18"),
        ("es", "párr. 18"),
        ("ru", "п. 18"),
        ("ar", "الفقرة 18"),
    ],
)
def test_paragraph_18_in_six_languages(language, expected):
    assert render_locator(locator(), language) == expected


@pytest.mark.parametrize("language", UN_LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "number"), [("paragraph", "18"), ("paragraph", "18(a)"), ("footnote", "1"), ("article", "4")]
)
def test_what_is_printed_can_be_read_back(language, kind, number):
    printed = render_locator(locator(kind=kind, number=number), language)
    assert [(part.kind, part.number) for part in read_locator(printed)] == [(kind, number)]


@pytest.mark.parametrize("language", UN_LANGUAGES)
@pytest.mark.parametrize(
    "changes",
    [
        {"number": None, "position": 2},
        {"number": None, "position": 3, "section": ("Pillar I", "2. “CTBT”")},
        {"kind": "masthead", "number": None, "position": 2},
        {"sequence": 2, "section": ("Annex",)},
        {"number": "3(a)(ii)"},
    ],
)
def test_where_a_printed_locator_begins_is_known(language, changes):
    printed = render_locator(locator(**changes), language)
    assert printed_locator_at(folded(f"A/1, {printed}")) == len("A/1, ")


def test_unnumbered_paragraphs_are_placed_by_their_section():
    place = locator(number=None, section=("Pillar I", "2. CTBT"), position=3)
    assert render_locator(place, "en") == "“Pillar I › 2. CTBT”, unnumbered para. 3"
    assert render_locator(place, "zh") == "“Pillar I › 2. CTBT”，第3个未编号段"


def test_second_sequence_of_numbers_names_its_section():
    assert render_locator(locator(sequence=2, section=("Annex",)), "en") == "“Annex”, para. 18"


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_language_of_a_reference_is_told_by_its_locator(language):
    for kind in ("paragraph", "footnote"):
        assert reference_language(f"A/RES/67/53, {render_locator(locator(kind=kind), language)}") == language


def test_other_languages_get_english():
    assert render_locator(locator(), "de") == "para. 18"


@pytest.mark.parametrize(
    ("reference", "language"),
    [
        ("¿Qué dice NPT/CONF.2015/39, § 3?", "es"),
        ("Montrez-moi NPT/CONF.2015/39, § 3", "fr"),
        ("NPT/CONF.2015/39, pilier deux", "fr"),
        ("NPT/CONF.2015/39, pilar dos", "es"),
        ("Meeting of States parties (Montreal, 2022), para. 3", "en"),
    ],
)
def test_words_of_requests_and_parts_tell_the_language(reference, language):
    assert reference_language(reference) == language

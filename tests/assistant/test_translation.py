"""What is found to differ between a quote and its translation. The model is in tests/assistant/generation."""

import pytest

from assistant.translation import find_differences
from index.lexicon import Lexicon

RATIFIED = "比利时于 1999 年 6 月 29 日批准《全面禁止核试验条约》。"
PAID = "根据《不扩散条约》第六条，比利时捐款 2 000 万欧元，占 15%。"
SPONSORED = "欧洲联盟支持大会关于核裁军核查的第 71/67 号决议，其主要提案国是挪威，会议将在 2018 年和 2019 年举行。"


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon([])


@pytest.mark.parametrize(
    ("quote", "translation", "language"),
    [
        (RATIFIED, "Belgium ratified the Comprehensive Nuclear-Test-Ban Treaty on 29 June 1999.", "en"),
        (RATIFIED, "29 июня 1999 года Бельгия ратифицировала ДВЗЯИ.", "ru"),
        (RATIFIED, "صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية في 29 حزيران/يونيه 1999.", "ar"),
        (PAID, "Conformément à l’article VI du TNP, la Belgique a versé 20 millions d’euros, soit 15 %.", "fr"),
        (PAID, "De conformidad con el artículo VI del TNP, Bélgica aportó 20 millones de euros, el 15 %.", "es"),
        (
            SPONSORED,
            "The European Union supports General Assembly resolution 71/67 on nuclear disarmament verification, "
            "sponsored mainly by Norway; the meetings will be held in 2018 and 2019.",
            "en",
        ),
        ("两国签署了一个协定。", "Both countries signed an agreement.", "en"),
    ],
)  # fmt: skip
def test_a_faithful_translation_differs_in_nothing(quote, translation, language, lexicon):
    assert find_differences(quote, "zh", translation, language, lexicon) == ()


@pytest.mark.parametrize(
    ("quote", "translation", "added", "missing"),
    [
        (RATIFIED, "Belgium ratified the CTBT on 6 June 1999.", {"6 June 1999"}, {"29 June 1999"}),
        (RATIFIED, "Belgium ratified the CTBT in 1999.", set(), {"29 June 1999"}),
        (RATIFIED, "France ratified the CTBT on 29 June 1999.", {"France"}, {"Belgium"}),
        (
            RATIFIED,
            "Belgium ratified the Non-Proliferation Treaty on 29 June 1999.",
            {"Non-Proliferation Treaty"},
            set(),
        ),
        (
            SPONSORED,
            "The European Union supports General Assembly resolution 71/76, sponsored by Norway, in 2018 and 2019.",
            {"A/RES/71/76"},
            {"A/RES/71/67"},
        ),
        (
            PAID,
            "Under Article IV of the NPT, Belgium contributed 20 million euros, or 15%.",
            {"Article IV"},
            {"第六条 (6th)"},
        ),
        (
            PAID,
            "Under Article VI of the NPT, Belgium contributed 2 million euros, or 15%.",
            {"2 million euros"},
            {"€20,000,000"},
        ),
    ],
)
def test_what_only_one_of_the_two_says_is_named(quote, translation, added, missing, lexicon):
    assert set(find_differences(quote, "zh", translation, "en", lexicon)) == {
        *(f"{words} stands in the translation, not in the quote." for words in added),
        *(f"{words} stands in the quote, not in the translation." for words in missing),
    }


def test_differences_are_said_in_the_readers_language(lexicon):
    (first, second) = find_differences(RATIFIED, "zh", "La Belgique a ratifié le TICE le 6 juin 1999.", "fr", lexicon)
    assert first == "6 juin 1999 figure dans la traduction, pas dans la citation."
    assert second == "29 juin 1999 figure dans la citation, pas dans la traduction."
    arabic = find_differences(RATIFIED, "zh", "صدقت بلجيكا على المعاهدة في 6 يونيو 1999.", "ar", lexicon)
    assert "\u2068" in arabic[0]
    assert "الترجمة" in arabic[0]

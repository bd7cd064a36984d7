"""Direct quotations must stand in the cited paragraph word for word."""

import pytest

from assistant.drafts.quotations import is_quotation_of, nearest_sentence, stands_in


@pytest.fixture
def paragraph(library):
    return library.paragraph("belgium-2022.p18")


@pytest.mark.parametrize(
    "quotation",
    [
        "比利时于 1999 年 6 月 29 日批准了该条约。",
        "比利时于1999年6月29日批准了该条约",
        "比利时于１９９９年６月２９日批准了该条约，",
        "比利时一直支持《全面禁止核试验条约》……比利时于 1999 年 6 月 29 日批准了该条约",
        "比利时一直支持[该条约][…]批准了该条约",
    ],
)
def test_verbatim_but_for_white_space_width_and_omissions(paragraph, quotation):
    assert stands_in(quotation, [paragraph])


@pytest.mark.parametrize(
    "quotation",
    [
        "比利时于 1999 年 7 月 29 日批准了该条约",
        "比利时于 1999 年 6 月 29 日签署了该条约",
        "批准了该条约……比利时一直支持《全面禁止核试验条约》",
    ],
)
def test_changed_or_reordered_words_do_not_stand_there(paragraph, quotation):
    assert not stands_in(quotation, [paragraph])


def test_nearest_sentence_is_the_right_wording(paragraph, library):
    other = library.paragraph("belgium-2022.p19")
    nearest = nearest_sentence("比利时在 1999 年 7 月 29 日批准了该条约", [other, paragraph])
    assert nearest == "比利时于 1999 年 6 月 29 日批准了该条约。"


@pytest.mark.parametrize(
    ("quotation", "is_one"),
    [
        ("比利时于 1999 年 6 月 29 日批准了该条约", True),
        ("礼品篮", False),
        ("Belgium ratified the treaty on 29 June 1999", False),
    ],
)
def test_short_and_translated_quotations_are_not_judged(quotation, is_one):
    assert is_quotation_of(quotation, "zh") is is_one

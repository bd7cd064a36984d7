"""How well an answer is supported is said in words, the same wherever it is read."""

import pytest

from assistant.support_wording import SupportWording, caveat_in_words, support_in_words, support_wording_in
from corpus.language import UN_LANGUAGES


def test_confidence_is_said_in_words_and_less_of_it_in_weaker_ones():
    assert [support_in_words(probability, "en") for probability in (0.99, 0.75, 0.7, 0.6, 0.5)] == [
        "Well supported",
        "Well supported",
        "Fairly well supported: read the paragraph",
        "Fairly well supported: read the paragraph",
        "Weakly supported: rely on the paragraph, not on this answer",
    ]


def test_only_what_is_well_supported_is_taken_away_without_a_caveat():
    assert caveat_in_words(0.8, "en") == ""
    assert [caveat_in_words(probability, "fr") for probability in (0.7, 0.3)] == [
        support_in_words(0.7, "fr"),
        support_in_words(0.3, "fr"),
    ]


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_each_language_has_its_own_words_for_each_degree(language):
    words = [getattr(support_wording_in(language), name) for name in SupportWording.__slots__]
    assert len({word for word in words if word.strip()}) == 3
    english = [getattr(support_wording_in("en"), name) for name in SupportWording.__slots__]
    assert language == "en" or not set(words) & set(english)

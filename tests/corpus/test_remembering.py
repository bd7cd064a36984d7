"""What is remembered of words: the same as without, of short texts alone, in little memory."""

import tracemalloc

import pytest

from assistant.lookup.descriptions import describe
from corpus.remembering import LONGEST_WORD, remembering
from corpus.word_forms import rendering_keys, tokens
from index.chinese_for_english import chinese_for
from index.words import find_words


def test_a_short_text_is_worked_out_once_and_a_long_one_each_time():
    asked = []

    @remembering(2)
    def shout(text, mark):
        asked.append(text)
        return text.upper() + mark

    longest, longer = "x" * LONGEST_WORD, "x" * (LONGEST_WORD + 1)
    for text in (longest, longest, longer, longer):
        assert shout(text, "!") == text.upper() + "!"
    assert asked == [longest, longer, longer]
    assert shout(longest, "?") == longest.upper() + "?"


def test_of_short_texts_the_latest_are_remembered():
    asked = []
    look = remembering(2)(lambda text: asked.append(text))
    for text in ("a", "b", "c", "b", "a"):
        look(text)
    assert asked == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    "read",
    [lambda text: find_words(text, "en"), lambda text: list(tokens(text)), rendering_keys, chinese_for, describe],
    ids=["words", "tokens", "renderings", "chinese", "descriptions"],
)
def test_long_words_of_strangers_take_no_memory_that_stays(read):
    def read_many(begin):
        for number in range(begin, begin + 200):
            # Letters alone, and no two alike.
            read("".join(chr(0x61 + int(digit)) for digit in f"{number:04d}") + "ж" * 2000)

    read_many(0)
    tracemalloc.start()
    try:
        read_many(1000)
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 100_000

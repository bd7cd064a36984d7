import pytest
from playwright.sync_api import expect

from assistant.chat.asking.conversation import Turn
from assistant.chat.asking.keeping import Conversations

RATIFIED = "When did Belgium ratify the CTBT?"
KEY = "0123456789abcdef" * 2


def test_a_conversation_is_given_back_as_it_was_last():
    kept = Conversations()
    kept.keep(KEY, [Turn("When?", "en")])
    kept.keep(KEY, [Turn("When?", "en"), Turn("Where?", "en")])
    assert kept.turns(KEY) == [Turn("When?", "en"), Turn("Where?", "en")]
    assert kept.turns(KEY[::-1]) == []


@pytest.mark.parametrize("key", ["", "1", KEY.upper(), f"{KEY}0", "../" + KEY[3:]])
def test_only_a_tabs_own_long_key_keeps_anything(key):
    kept = Conversations()
    kept.keep(key, [Turn("When?", "en")])
    assert kept.turns(key) == []


def test_the_conversation_not_used_for_longest_makes_room():
    kept = Conversations(most=2)
    keys = [f"{number:032x}" for number in range(3)]
    kept.keep(keys[0], [Turn("First?", "en")])
    kept.keep(keys[1], [Turn("Second?", "en")])
    kept.keep(keys[0], [Turn("First?", "en")])
    kept.keep(keys[2], [Turn("Third?", "en")])
    assert [bool(kept.turns(key)) for key in keys] == [True, False, True]


def test_a_page_that_is_loaded_again_shows_its_conversation_and_goes_on(open_page, chat_url, ask):
    page = open_page(chat_url)
    ask(page, RATIFIED)
    page.reload()
    expect(page.locator(".turn .value")).to_have_text("29 June 1999")
    ask(page, "How much has Belgium contributed to the IAEA Nuclear Security Fund?")
    expect(page.locator(".turn")).to_have_count(2)
    expect(open_page(chat_url).locator(".turn")).to_have_count(0)

import json
from contextlib import suppress
from types import SimpleNamespace

import gradio as gr
import pytest
from playwright.sync_api import expect

from assistant.chat.asking.conversation import Turn
from assistant.chat.asking.keeping import Conversations
from assistant.chat.asking.room import Steps

RATIFIED = "When did Belgium ratify the CTBT?"
KEY = "0123456789abcdef" * 2
SKIPPED = gr.skip()


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


def test_a_conversation_whose_state_the_server_dropped_goes_on(desk):
    """As after a night in which the connection broke: Gradio keeps a visitor's state for an hour."""
    steps = Steps(SimpleNamespace(desk=desk))
    request = SimpleNamespace(headers={})

    def turns_after(question, turns):
        *_, (_, last, *_) = steps.ask(question, turns, "", KEY, request)
        return [turn.question for turn in last]

    assert turns_after(RATIFIED, []) == [RATIFIED]
    assert turns_after("And France?", []) == [RATIFIED, "And France?"]


def test_a_question_that_is_sent_while_another_is_being_answered_stays_in_the_box_and_is_said_to(desk):
    steps = Steps(SimpleNamespace(desk=desk))
    request = SimpleNamespace(headers={})
    answering = steps.ask(RATIFIED, [], "", KEY, request)
    assert next(answering)[0] == ""
    ((box, turns, conversation, footing, _),) = steps.ask("And France?", [], "", KEY, request)
    assert box == turns == conversation == SKIPPED
    assert "still being answered" in footing
    # Of another visitor it is no business.
    assert next(steps.ask(RATIFIED, [], "", KEY[::-1], request))[0] == ""
    *_, last = answering
    assert [turn.question for turn in last[1]] == [RATIFIED]
    *_, last = steps.ask("And France?", [], "", KEY, request)
    assert [turn.question for turn in last[1]] == [RATIFIED, "And France?"]


@pytest.mark.parametrize("ends", [lambda answering: answering.close(), lambda answering: answering.throw(OSError())])
def test_an_answer_that_breaks_off_lets_the_next_question_in(desk, ends):
    steps = Steps(SimpleNamespace(desk=desk))
    request = SimpleNamespace(headers={})
    answering = steps.ask(RATIFIED, [], "", KEY, request)
    next(answering)
    with suppress(OSError):
        ends(answering)
    assert next(steps.ask(RATIFIED, [], "", KEY, request))[0] == ""


def test_a_date_that_is_none_asks_nothing(desk):
    steps = Steps(SimpleNamespace(desk=desk))
    ((box, _, _, footing, _),) = steps.ask(
        RATIFIED, [], json.dumps({"since": "2099-13"}), KEY, SimpleNamespace(headers={})
    )
    assert box == SKIPPED
    assert "2015-04-27" in footing

"""What happens at Enter, piece by piece, without a page: one answer at a time in a conversation, and none is lost."""

import asyncio
import json
from contextlib import suppress
from types import SimpleNamespace

import gradio as gr
import lxml.html
import pytest

from assistant.chat.asking.conversation import MOST_TURNS, Turn, render_conversation
from assistant.chat.asking.giving_feedback import keep_said
from assistant.chat.asking.room import MOST_CHARACTERS, Steps
from assistant.chat.turns import Turns
from assistant.feedback import FeedbackFile

RATIFIED = "When did Belgium ratify the CTBT?"
KEY = "0123456789abcdef" * 2
SKIPPED = gr.skip()
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


class Room:
    """The room's steps, run in an event loop piece by piece."""

    def __init__(self, desk, runner):
        self._steps = Steps(SimpleNamespace(desk=desk, turns=Turns()))
        self._runner = runner
        self._begun = []
        self._request = SimpleNamespace(headers={}, scope={"type": "http", "headers": []})

    def open(self):
        return self._steps.open(KEY, self._request)

    def fail(self, turns):
        return self._steps.fail(turns, self._request)

    def begin(self, question, turns=(), choice="", key=KEY):
        self._begun.append(self._steps.ask(question, list(turns), choice, key, self._request))
        return self._begun[-1]

    def end_all(self):
        """What is left to the end of the event loop would leave threads behind."""
        for answering in self._begun:
            self.end(answering)

    def next_of(self, answering):
        async def piece():
            return await anext(answering)

        return self._runner.run(piece())

    def rest_of(self, answering):
        async def pieces():
            return [shown async for shown in answering]

        return self._runner.run(pieces())

    def ask(self, question, turns=(), choice="", key=KEY):
        return self.rest_of(self.begin(question, turns, choice, key))

    def end(self, answering, error=None):
        async def ended():
            await (answering.athrow(error) if error else answering.aclose())

        self._runner.run(ended())


@pytest.fixture
def room(desk):
    with asyncio.Runner() as runner:
        room = Room(desk, runner)
        yield room
        room.end_all()


def test_a_conversation_whose_state_the_server_dropped_goes_on(room):
    """As after a night in which the connection broke: Gradio keeps a visitor's state for an hour."""

    def turns_after(question, turns):
        *_, (_, last, *_) = room.ask(question, turns)
        return [turn.question for turn in last]

    assert turns_after(RATIFIED, []) == [RATIFIED]
    assert turns_after("And France?", []) == [RATIFIED, "And France?"]


def test_a_question_that_is_sent_while_another_is_being_answered_stays_in_the_box_and_is_said_to(room):
    answering = room.begin(RATIFIED)
    assert room.next_of(answering)[0] == ""
    ((box, turns, conversation, footing, _),) = room.ask("And France?")
    assert box == turns == conversation == SKIPPED
    assert "still being answered" in footing
    # Of another visitor it is no business.
    assert room.next_of(room.begin(RATIFIED, key=KEY[::-1]))[0] == ""
    *_, last = room.rest_of(answering)
    assert [turn.question for turn in last[1]] == [RATIFIED]
    *_, last = room.ask("And France?")
    assert [turn.question for turn in last[1]] == [RATIFIED, "And France?"]


@pytest.mark.parametrize("error", [None, OSError()])
def test_an_answer_that_breaks_off_lets_the_next_question_in(room, error):
    answering = room.begin(RATIFIED)
    room.next_of(answering)
    with suppress(OSError):
        room.end(answering, error)
    assert room.next_of(room.begin(RATIFIED))[0] == ""


@pytest.mark.parametrize("breaks", [False, True])
def test_of_a_question_that_is_too_long_no_more_than_the_bound_is_kept(room, breaks):
    answering = room.begin("x" * 1_000_000)
    shown = room.next_of(answering)[1]
    if breaks:
        shown, _ = room.fail(shown)
    else:
        *_, (_, shown, *_) = room.rest_of(answering)
        assert room.open()[0] == shown
    (turn,) = shown
    assert len(turn.question) == MOST_CHARACTERS
    assert turn.problem
    assert len(repr(turn)) < 2 * MOST_CHARACTERS


def test_a_date_that_is_none_asks_nothing(room):
    ((box, _, _, footing, _),) = room.ask(RATIFIED, choice=json.dumps({"since": "2099-13"}))
    assert box == SKIPPED
    assert "2015-04-27" in footing


def test_only_the_last_questions_of_a_conversation_are_kept_and_the_page_says_so(room):
    turns, html = [], ""
    for _ in range(MOST_TURNS):
        *_, (_, turns, html, *_) = room.ask("Where?", turns)
    assert "Only the last" not in html
    for _ in range(3):
        *_, (_, turns, html, *_) = room.ask("Where?", turns)
        assert len(turns) == MOST_TURNS
    assert [turn.number for turn in turns] == list(range(3, MOST_TURNS + 3))
    assert f"Only the last {MOST_TURNS} questions are kept" in html.partition('class="turn"')[0]
    assert html.count('<article class="turn"') == MOST_TURNS
    assert [turn.number for turn in room.open()[0]] == [turn.number for turn in turns]
    # A state that the page had before, of as many turns, is not taken for the newer one.
    *_, (_, later, *_) = room.ask("Where?", turns[:1] * MOST_TURNS)
    assert later[-1].number == MOST_TURNS + 3


def test_a_click_on_an_older_page_says_nothing_of_another_turn(room, tmp_path):
    turns = []
    for _ in range(2):
        *_, (_, turns, *_) = room.ask(RATIFIED, turns)
    # As it is once the first has gone.
    keep_said(turns[1:], {"turn": "0", "kind": "right"}, FeedbackFile(tmp_path))
    assert FeedbackFile(tmp_path).read() == []
    keep_said(turns[1:], {"turn": "1", "kind": "right"}, FeedbackFile(tmp_path))
    assert turns[1].said.feedback is not None
    shown = lxml.html.fromstring(render_conversation(turns[1:]))
    assert {button.get("data-turn") for button in shown.find_class("verdict")} == {"1"}
    assert len(shown.find_class("older-gone")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_older_questions_are_gone_is_said_in_the_language_of_the_first_that_is_left(language):
    shown = lxml.html.fromstring(render_conversation([Turn("?", language, number=7)]))
    (said,) = shown.find_class("older-gone")
    assert said.get("lang") == language
    assert str(MOST_TURNS) in said.text

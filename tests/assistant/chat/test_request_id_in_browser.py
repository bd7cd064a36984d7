"""The number of an answer, where a visitor can name it who says that it is wrong."""

import logging
import re

import pytest

from assistant.feedback import FeedbackFile
from assistant.observing.request_id import current_request_id

ENGLISH = "When did Belgium ratify the CTBT?"
FRENCH = "Quand la Belgique a-t-elle ratifié le TICE ?"


@pytest.fixture
def answered():
    """The ids that are current whenever an answer is written down."""
    ids, events = [], logging.getLogger("assistant.events")
    level, keep = events.level, logging.Handler()
    keep.emit = lambda record: ids.append(current_request_id()) if record.getMessage() == "answered" else None
    events.addHandler(keep)
    events.setLevel(logging.INFO)
    yield ids
    events.removeHandler(keep)
    events.setLevel(level)


def test_the_page_shows_the_number_of_each_answer_and_feedback_keeps_it(own_chat, open_page, ask, answered):
    url, desk = own_chat()
    page = open_page(url)
    for question in (ENGLISH, FRENCH):
        ask(page, question)
    turns = [page.locator(".turn").nth(place) for place in range(2)]
    shown = [turn.locator(".request-id").get_attribute("data-copy") for turn in turns]
    assert len(set(shown)) == 2
    assert re.fullmatch(rf"Réponse nº {shown[1]}", turns[1].locator(".request-id").inner_text())
    turns[0].get_by_role("button", name="Wrong value").click()
    turns[0].locator(".thanks").wait_for()
    # It is still there when an answer was said to be wrong.
    assert turns[0].locator(".request-id").get_attribute("data-copy") == shown[0]
    (said,) = FeedbackFile(desk.settings.index).read()
    assert said.request_id == shown[0]
    assert answered == shown
    page.reload()
    page.locator(".request-id").nth(1).wait_for()
    assert [each.get_attribute("data-copy") for each in page.locator(".request-id").all()] == shown

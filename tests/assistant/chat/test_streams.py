"""Who asks and never listens fills no memory; who listens is never refused, and leaves nothing behind."""

import asyncio
import secrets
import threading
import time
from contextlib import suppress

import httpx
import pytest
from playwright.sync_api import expect

from assistant.chat.asking import room
from assistant.chat.guards import streams
from assistant.chat.guards.streams import ReadStreamsOnly
from assistant.questions.question import analyse_question
from eval.trust.visitors import Visitor, read_parts

QUESTION = "When did Belgium ratify the CTBT?"
SLOW = "On what date did Belgium ratify the CTBT?"
_LONGEST_WAIT_SECONDS = 30


@pytest.fixture
def server(desk):
    """A server of the page with all its guards: its address, and the queue of its page."""
    from assistant.chat.app import build_app
    from assistant.chat.programs.calls import Calls
    from assistant.chat.server import address_of, listen, make_server

    listening, calls = listen("127.0.0.1", 0), Calls(desk)
    page = build_app(desk, None, calls)
    server = make_server(page, calls, "127.0.0.1")
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield address_of(listening), page._queue
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def client(server):
    with httpx.Client(base_url=server[0], trust_env=False, timeout=60) as client:
        client.get("/")
        yield client


@pytest.fixture
def join(server, client):
    """Has a question begin in a session, and does not listen."""
    parts = read_parts(server[0])

    def join(session, question=QUESTION):
        sent = {
            "data": [question, None, "", ""], "fn_index": parts.event, "session_hash": session,
            "trigger_id": parts.trigger,
        }  # fmt: skip
        return client.post("/gradio_api/queue/join", json=sent)

    return join


@pytest.fixture
def slow_question(monkeypatch):
    """Holds one question up: an event that says when it has begun, and one that lets it go on."""
    begun, go_on = threading.Event(), threading.Event()

    def analyse(question):
        if question == SLOW:
            begun.set()
            go_on.wait(_LONGEST_WAIT_SECONDS)
        return analyse_question(question)

    monkeypatch.setattr(room, "analyse_question", analyse)
    yield begun, go_on
    go_on.set()


def read_all(client, session):
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        return "".join(stream.iter_text())


def wait_until(holds):
    end = time.monotonic() + _LONGEST_WAIT_SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def kept_of(queue):
    return set(queue.pending_messages_per_session) | set(queue.pending_event_ids_session)


@pytest.fixture
def wait_until_forgotten(server, join, monkeypatch):
    """Has all sessions forgotten that do not listen, as after two minutes."""
    _, queue = server

    def is_forgotten():
        time.sleep(0.3)
        return join("sweeper").status_code == 200 and kept_of(queue) == {"sweeper"}

    def wait():
        with monkeypatch.context() as patch:
            patch.setattr(streams, "SECONDS_UNREAD", 0.0)
            wait_until(is_forgotten)

    return wait


def all_has_been_said(queue):
    return not queue.event_ids_to_events and not len(queue)


def test_a_session_that_never_listens_is_refused_and_forgotten(server, client, join, monkeypatch):
    _, queue = server
    monkeypatch.setattr(streams, "MOST_UNREAD", 30)
    answers = []
    for _ in range(30):
        answers.append(join("deaf"))
        wait_until(lambda: all_has_been_said(queue))
    statuses = [answer.status_code for answer in answers]
    first = statuses.index(429)
    assert 3 < first < 15
    assert set(statuses[first:]) == {429}
    assert "were not fetched" in answers[-1].json()["error"]
    assert queue.pending_messages_per_session["deaf"].qsize() < 40
    # Nobody else is refused, and what nobody came for goes when the next one asks.
    monkeypatch.setattr(streams, "SECONDS_UNREAD", 0.0)
    assert join("other").status_code == 200
    assert "deaf" not in kept_of(queue)
    assert join("deaf").status_code == 200


def test_sessions_of_one_address_are_bounded_together(server, join, monkeypatch):
    _, queue = server
    monkeypatch.setattr(streams, "MOST_UNREAD_OF_SOURCE", 20)
    statuses = []
    for number in range(12):
        statuses.append(join(f"deaf-{number}").status_code)
        wait_until(lambda: all_has_been_said(queue))
    assert {200, 429} == set(statuses)
    assert statuses == sorted(statuses)
    unread = [messages.qsize() for messages in queue.pending_messages_per_session.values()]
    assert sum(unread) < 30


def test_who_reads_one_answer_after_the_other_is_never_refused_and_leaves_nothing(server, wait_until_forgotten):
    url, _ = server

    async def ask():
        async with Visitor(url, read_parts(url)) as visitor:
            return [len(await visitor.ask(QUESTION)) for _ in range(30)]

    assert asyncio.run(ask()) == list(range(1, 31))
    wait_until_forgotten()


def test_pages_that_come_and_go_leave_nothing(server, open_page, ask, wait_until_forgotten):
    url, _ = server
    for _ in range(3):
        page = open_page(url)
        for _ in range(3):
            expect(ask(page, QUESTION).locator(".value")).to_have_text("29 June 1999")
        page.reload()
        expect(page.locator(".masthead[data-visited]")).to_be_visible()
        expect(page.locator(".turn")).to_have_count(3)
    wait_until_forgotten()


def test_what_was_said_before_a_page_listens_is_read_within_the_time(server, client, join):
    _, queue = server
    session = secrets.token_hex(5)
    assert join(session).status_code == 200
    wait_until(lambda: all_has_been_said(queue))
    assert join("another").status_code == 200
    assert "29 June 1999" in read_all(client, session)


def test_streams_of_sessions_that_never_asked_are_not_remembered(client, monkeypatch):
    guards = []
    listen = ReadStreamsOnly._listen

    async def noted(guard, *arguments):
        guards.append(guard)
        await listen(guard, *arguments)

    monkeypatch.setattr(ReadStreamsOnly, "_listen", noted)
    for _ in range(3):
        with suppress(httpx.HTTPError):
            read_all(client, session := secrets.token_hex(5))
        wait_until(lambda session=session: not guards[-1]._streams[session])
        assert session not in guards[-1]._unheard


def test_a_stream_that_comes_when_all_was_read_is_told_nothing(client, join):
    session = secrets.token_hex(5)
    assert join(session).status_code == 200
    read_all(client, session)
    stream = client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}, timeout=2)
    with pytest.raises(httpx.ReadTimeout), stream as answer:
        pytest.fail("".join(answer.iter_text()))


def test_a_stream_that_breaks_off_leaves_nothing_behind(server, client, join, slow_question):
    _, queue = server
    begun, go_on = slow_question
    session = secrets.token_hex(5)
    assert join(session, SLOW).status_code == 200
    assert begun.wait(20)
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        next(stream.iter_text())
    wait_until(lambda: not queue.pending_event_ids_session.get(session))
    go_on.set()
    wait_until(lambda: all_has_been_said(queue))
    assert join(session).status_code == 200
    assert "29 June 1999" in read_all(client, session)


def test_many_new_sessions_drop_no_page_that_listens(server, client, join, slow_question, monkeypatch):
    _, queue = server
    begun, go_on = slow_question
    monkeypatch.setattr(streams, "MOST_SESSIONS", 5)
    assert join("listening", SLOW).status_code == 200
    assert begun.wait(20)
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": "listening"}) as stream:
        pieces = stream.iter_text()
        seen = next(pieces)
        for number in range(8):
            assert join(f"new-{number}").status_code == 200
        assert kept_of(queue) == {"listening", "new-4", "new-5", "new-6", "new-7"}
        go_on.set()
        assert "29 June 1999" in seen + "".join(pieces)


def test_a_program_that_calls_and_does_not_come_for_the_answer_is_bounded_too(server, client, monkeypatch):
    _, queue = server
    monkeypatch.setattr(streams, "MOST_UNREAD_OF_SOURCE", 8)
    answers = []
    for _ in range(8):
        answers.append(client.post("/gradio_api/call/ask", json={"data": [QUESTION, None]}))
        wait_until(lambda: all_has_been_said(queue))
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    event_id = answers[0].json()["event_id"]
    assert "29 June 1999" in client.get(f"/gradio_api/call/ask/{event_id}").text
    assert not queue.pending_event_ids_session[event_id]

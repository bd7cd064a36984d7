"""Hostile requests, a few of each kind: the drill's own functions, and that they tell a server that fails."""

import logging
import threading
from dataclasses import replace
from types import SimpleNamespace

import httpx
import pytest
from starlette.middleware.trustedhost import TrustedHostMiddleware

from assistant.chat.app import build_app
from assistant.chat.desk import Desk
from assistant.chat.guards import origins
from assistant.chat.guards.sessions import OwnSessionsOnly
from assistant.chat.programs.calls import Calls
from assistant.chat.server import address_of, listen, make_server
from assistant.observing.journal import Journal
from assistant.observing.log_lines import line_formatter
from assistant.settings import LogSettings, read_settings
from eval.trust import requests
from eval.trust.password_tries import tally_passwords
from eval.trust.request_faults import bodies, events, traversals, uploads
from eval.trust.requests import Judge, tally_faults, tally_raw, tally_strangers
from eval.trust.served import serve_index
from eval.trust.strangers import begin_visit, strangers


@pytest.fixture(scope="module")
def judge(index_folder):
    with serve_index(index_folder) as served:
        yield Judge(served, index_folder)


def test_no_path_leads_to_a_file_of_the_server(judge):
    assert tally_faults(judge, "paths", list(traversals())[::60]).losses == ()


def test_strangers_are_refused_what_the_visitor_is_granted(judge):
    assert tally_strangers(judge, judge.served.address).losses == ()


@pytest.mark.parametrize("guard", ["sites", "visitors", "hosts"])
def test_strangers_whom_no_guard_refuses_are_losses(unguarded, guard, monkeypatch):
    match guard:
        case "sites":
            monkeypatch.setattr(origins, "_is_foreign", lambda headers: False)
            told = "another site's page"
        case "visitors":
            monkeypatch.setattr(OwnSessionsOnly, "_belongs", lambda *_: True)
            told = "another's session"
        case "hosts":
            monkeypatch.setattr(TrustedHostMiddleware, "__call__", pass_on)
            told = "another host's name"
    visit = begin_visit(unguarded.served.address)
    sent = [fault for fault in strangers(visit) if fault.name.startswith(told)]
    # By another host's name one could read too.
    assert any(fault.method == "GET" for fault in sent) or guard == "sites"
    losses = tally_faults(unguarded, "strangers", sent).losses
    assert len(losses) == len(sent) >= 10
    assert all("let in with 20" in loss for loss in losses)


async def pass_on(self, scope, receive, send):
    await self.app(scope, receive, send)


@pytest.fixture(scope="module")
def unguarded(index_folder, library, tmp_path_factory):
    """Of a server in this process, whose guards can be taken away."""
    desk = Desk(replace(read_settings(), index=index_folder, llm=None), library)
    listening, calls = listen("127.0.0.1", 0), Calls(desk)
    server = make_server(build_app(desk, None, calls), calls, "127.0.0.1")
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    log = tmp_path_factory.mktemp("log") / "log"
    log.touch()
    yield Judge(SimpleNamespace(address=address_of(listening), log=log), index_folder)
    server.should_exit = True
    thread.join(timeout=10)


def test_bodies_that_are_too_much_are_refused(judge):
    assert tally_faults(judge, "bodies", list(bodies(8, 20))[::4]).losses == ()


def test_events_and_uploads_that_no_page_sends_fail_nowhere(judge):
    config = httpx.get(f"{judge.served.address}/config", trust_env=False).json()
    inputs = {event["id"]: len(event["inputs"]) for event in config["dependencies"][::4]}
    tally = tally_faults(judge, "events", [*events(8, inputs, 1), *uploads()])
    assert tally.losses == ()
    # Most are not refused before the page's functions see them.
    assert int(tally.figures.split()[0]) > len(inputs) / 2


def test_an_error_that_nobody_expected_is_a_loss_of_the_request_that_made_it(unguarded):
    handler = logging.FileHandler(unguarded.served.log)
    handler.setFormatter(line_formatter(LogSettings(), is_terminal=False))
    logger = logging.getLogger("assistant.events")
    logger.addHandler(handler)
    try:
        Journal().unexpected(ValueError("for a test"), "Page._open")
    finally:
        logger.removeHandler(handler)
        handler.close()
    right = next(iter(events(8, {0: 2}, 1)))
    assert "where=Page._open" in unguarded.send(right)
    assert unguarded.send(right) == ""


def test_an_event_that_is_not_done_is_a_loss(unguarded, monkeypatch):
    monkeypatch.setattr(requests, "_SECONDS_OF_EVENT", 0)
    address = "/gradio_api/heartbeat/never-ends"
    assert "not done after 0 s" in unguarded._judge_stream("an event", address, {})


def test_what_is_hardly_http_is_survived(judge):
    assert tally_raw(judge).losses == ()


def test_passwords_are_not_tried_for_long(index_folder):
    losses = [loss for tally in tally_passwords(index_folder, 8) for loss in tally.losses]
    assert losses == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"", "no answer"),
        (b"HTTP/1.1 500 Internal Server Error\r\n\r\n", "500"),
        (b"HTTP/1.1 200 OK\r\n\r\nroot:x:0:0:root:/root:/bin/bash", "the server's"),
        (b"HTTP/1.1 200 OK\r\nServer: uvicorn\r\n\r\n{}", "what serves it"),
        (b"HTTP/1.1 200 OK\r\n\r\n{}", "let in"),
        (b"HTTP/1.1 307 Temporary Redirect\r\n\r\n", "let in"),
        (b"HTTP/1.1 429 Too Many Requests\r\n\r\n{}", "come again"),
        (b"HTTP/1.1 503 Service Unavailable\r\n\r\n{}", "come again"),
        (b"HTTP/1.1 507 Insufficient Storage\r\n\r\n{}", "come again"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n{}", ""),
    ],
)
def test_a_loss_is_seen(judge, answer, told):
    loss = judge.judge("a fault", answer, must_be_refused=True)
    assert (told in loss) if told else loss == ""


def test_a_place_of_the_server_in_an_answer_is_a_loss(judge, index_folder):
    answer = f'HTTP/1.1 400 Bad Request\r\n\r\n{{"error": "{index_folder}/index.json"}}'.encode()
    assert "the server's" in judge.judge("a fault", answer, must_be_refused=True)


def test_a_server_that_is_gone_is_a_loss(judge, monkeypatch):
    monkeypatch.setattr(httpx, "post", lambda *_, **__: (_ for _ in ()).throw(httpx.ConnectError("refused")))
    assert "does not answer" in judge.still_answers()

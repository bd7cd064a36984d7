"""Hostile requests, a few of each kind: the drill's own functions, and that they tell a server that fails."""

import httpx
import pytest

from eval.trust.password_tries import tally_passwords
from eval.trust.request_faults import bodies, events, strangers, traversals, uploads
from eval.trust.requests import Judge, tally_faults, tally_raw
from eval.trust.served import serve_index


@pytest.fixture(scope="module")
def judge(index_folder):
    with serve_index(index_folder) as served:
        yield Judge(served, index_folder)


def test_no_path_leads_to_a_file_of_the_server(judge):
    assert tally_faults(judge, "paths", list(traversals())[::60]).losses == ()


def test_strangers_are_refused(judge):
    assert tally_faults(judge, "strangers", list(strangers())[::4]).losses == ()


def test_bodies_that_are_too_much_are_refused(judge):
    assert tally_faults(judge, "bodies", list(bodies(8, 20))[::4]).losses == ()


def test_events_and_uploads_that_no_page_sends_fail_nowhere(judge):
    assert tally_faults(judge, "events", [*events(8, [*range(0, 60, 4)], 1), *uploads()]).losses == ()


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

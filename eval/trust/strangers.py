"""Requests that are right in all but who sends them: from other sites' pages, by other names, for another visitor.

In: the address of a running server. Out: a `Visit`, what its visitor may ask for and is granted, and the same sent by
strangers, each of which must be refused: the bodies are right, so that without the guard it would be granted.
"""

import itertools
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace

import httpx

from assistant.chat.guards.visitors import COOKIE
from eval.trust.request_faults import Fault

_QUESTION = "When did Belgium ratify the CTBT?"
_JSON_TYPE = {"Content-Type": "application/json"}
_FORM = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n1. Words.\r\n--x--\r\n'
_FORM_TYPE = {"Content-Type": "multipart/form-data; boundary=x"}
_HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-03-26", "capabilities": {}, "clientInfo": {"name": "drill", "version": "1"}},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody's session, their cookie and a file that they sent."""

    session: str
    cookie: dict[str, str]
    upload: str
    event: str
    """Of a question that was asked in the session."""
    function: int
    """That answers questions."""


def begin_visit(address: str) -> Visit:
    """Opens the page, sends a file and asks a question."""
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        client.get("/").raise_for_status()
        functions = client.get("/config").json()["dependencies"]
        (function,) = (each["id"] for each in functions if each["api_name"] == "ask")
        (upload,) = client.post("/gradio_api/upload", content=_FORM, headers=_FORM_TYPE).raise_for_status().json()
        session = secrets.token_hex(5)
        sent = {"data": [_QUESTION, None], "fn_index": function, "session_hash": session}
        event = client.post("/gradio_api/queue/join", json=sent).raise_for_status().json()["event_id"]
        return Visit(session, _cookie(client.cookies[COOKIE]), upload, event, function)


def own_requests(visit: Visit) -> list[Fault]:
    """What the visitor may ask for, and is granted: no faults at all."""
    return [*_open_to_all(visit), *_in_session(visit), _with_file(visit, visit.session)]


def strangers(visit: Visit) -> Iterator[Fault]:
    """The same from other sites' pages, by other hosts' names, and by visitors who are not that one."""
    foreign = ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"})
    # What only reads, another site's page may ask for, and cannot read.
    writing = [request for request in own_requests(visit) if request.method == "POST"]
    for request, headers in itertools.product(writing, foreign):
        yield _refused(request, "another site's page", headers)
    # By a name of its own that leads here (DNS rebinding), it could read too.
    hosts = ("elsewhere.example", "127.0.0.1.elsewhere.example", "localhost@elsewhere.example", "")
    for request, host in itertools.product(own_requests(visit), hosts):
        yield _refused(request, "another host's name", {"Host": host})
    others = {"without a cookie": _cookie(""), "with another's cookie": _cookie(secrets.token_urlsafe(24))}
    for name, cookie in others.items():
        for request in _in_session(visit):
            yield _refused(request, f"another's session {name}", cookie)
        yield _refused(_with_file(visit, secrets.token_hex(5)), f"another's file {name}", cookie)
    for method, path in itertools.product(
        ("TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "CONNECT"), ("/", "/api/ask")
    ):
        yield Fault("another method", method, path)
    for path in ("/gradio_api/queue/data?session_hash=not-there", "/gradio_api/call/ask/not-there"):
        # It is said in a stream, that is, in an answer of 200.
        yield Fault("a session that is not there", "GET", path, must_be_refused=False)


def _open_to_all(visit: Visit) -> list[Fault]:
    sent = {
        "/api/ask": {"question": _QUESTION},
        "/api/search": {"query": _QUESTION},
        "/api/cite": {"reference": "NPT/CONF.2015/39"},
        "/api/check": {"draft": "Belgium ratified the CTBT."},
        "/gradio_api/call/ask": {"data": [_QUESTION, None]},
        "/gradio_api/run/ask": {"data": [_QUESTION, None]},
        "/gradio_api/mcp/": _HELLO,
    }
    headers = _FORM_TYPE | visit.cookie
    upload = Fault("the visitor's own", "POST", "/gradio_api/upload", headers, _FORM, is_right=True)
    return [*(_post(visit, path, body) for path, body in sent.items()), upload]


def _in_session(visit: Visit) -> list[Fault]:
    session = {"session_hash": visit.session}
    question = {"data": [_QUESTION, None], "fn_index": visit.function}
    data = f"/gradio_api/queue/data?session_hash={visit.session}"
    return [
        _post(visit, "/gradio_api/queue/join", question | session),
        Fault("the visitor's own", "GET", data, visit.cookie, is_right=True),
        _post(visit, "/gradio_api/call/ask", question | session),
        _post(visit, "/gradio_api/cancel", session | {"fn_index": visit.function, "event_id": visit.event}),
        _post(visit, "/gradio_api/reset", session | {"event_id": visit.event}),
    ]


def _with_file(visit: Visit, session: str) -> Fault:
    file = {"path": visit.upload, "meta": {"_type": "gradio.FileData"}}
    sent = {"data": [[file]], "fn_index": visit.function, "session_hash": session}
    return _post(visit, "/gradio_api/queue/join", sent)


def _post(visit: Visit, path: str, body: object) -> Fault:
    headers = _JSON_TYPE | {"Accept": "application/json, text/event-stream"} | visit.cookie
    return Fault("the visitor's own", "POST", path, headers, json.dumps(body).encode(), is_right=True)


def _refused(request: Fault, name: str, headers: dict[str, str]) -> Fault:
    return replace(request, name=name, headers=request.headers | headers, is_right=False)


def _cookie(value: str) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={value}"}

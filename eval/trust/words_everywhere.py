"""Words in every place where a visitor, a program or a document can put some: no log may repeat them.

In: a server's address, or an assistant. Out: how many requests were sent. Each place has a word of its own, so that one
that is found tells where it came from.
"""

import contextlib
import json
import secrets
from collections.abc import Iterator
from typing import Any

import httpx

from assistant import programs
from assistant.answering import Assistant
from assistant.library import Library
from assistant.observing.journal import Journal
from corpus.errors import PinpointError

_SECONDS = 60
WORDS = {
    place: f"kanarek{place.replace(' ', '')}"
    for place in (
        "question", "query", "reference", "draft", "corpus", "corpus as a path", "broken json", "field",
        "page question", "event data", "example", "comment", "key", "file", "filename", "tool", "run", "header",
        "cookie", "agent", "query string", "path", "user", "password", "bearer", "request id", "host", "method",
    )
}  # fmt: skip
_W = WORDS


def send_words(address: str) -> int:
    """Sends each of the words; how many requests that took."""
    with httpx.Client(base_url=address, timeout=_SECONDS, trust_env=False) as client:
        requests = [*_to_programs(), *_to_page(client), *_around()]
        for method, path, options in requests:
            # Whatever comes of it: the log is what is looked at.
            with contextlib.suppress(httpx.HTTPError):
                client.request(method, path, **options)
    return len(requests)


_Sent = tuple[str, str, dict[str, Any]]


def _to_programs() -> Iterator[_Sent]:
    yield "POST", "/api/ask", {"json": {"question": f"When did {_W['question']} ratify the CTBT?"}}
    yield "POST", "/api/ask", {"json": {"question": "Who?", "corpora": [_W["corpus"]]}}
    yield "POST", "/api/ask", {"json": {"question": "Who?", "corpora": [f"/srv/{_W['corpus as a path']}"]}}
    yield "POST", "/api/ask", {"json": {"question": "Who?", _W["field"]: _W["field"]}}
    yield "POST", "/api/ask", {"content": f'{{"question": "{_W["broken json"]}'.encode()}
    yield "POST", "/api/search", {"json": {"query": f"{_W['query']}\n\x1b[31m\u202e\x00"}}
    yield "POST", "/api/cite", {"json": {"reference": f"{_W['reference']}, para. 4"}}
    sentence = f"{_W['draft']} did not sponsor resolution 71/67 (NPT/CONF.2020/PC.II/WP.6, para. 4)."
    yield "POST", "/api/check", {"json": {"draft": sentence}}
    call = {"name": "ask", "arguments": {"question": _W["tool"], "corpora": [_W["tool"]]}}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    accept = {"Accept": "application/json, text/event-stream"}
    yield "POST", "/gradio_api/mcp/", {"json": message, "headers": accept}
    wrong: tuple[Any, ...] = ([_W["run"], [_W["run"]]], [_W["run"]] * 9, [{"path": _W["run"]}], [[]], {_W["run"]: 1})
    for data in wrong:
        yield "POST", "/gradio_api/run/ask", {"json": {"data": data}}


def _to_page(client: httpx.Client) -> Iterator[_Sent]:
    """Events of the page, as they should be and with what no page would send: what fails is printed by Gradio."""
    config = client.get("/config").json()
    session, key = secrets.token_hex(6), f"{_W['key']}{secrets.token_hex(8)}"
    shapes: tuple[list[Any], ...] = (
        [_W["page question"], None, "", key],
        [_W["event data"]] * 30,
        [],
        [{"path": _W["event data"]}, [_W["event data"]]],
    )
    data = {"question": _W["example"], "turn": _W["comment"], "comment": _W["comment"], "kind": _W["comment"]}
    for event in config["dependencies"]:
        for shape in shapes:
            trigger = (event["targets"] or [[None]])[0][0]
            sent = {"data": shape, "event_data": data, "fn_index": event["id"], "session_hash": session}
            yield "POST", "/gradio_api/queue/join", {"json": sent | {"trigger_id": trigger}}
    yield "GET", f"/gradio_api/queue/data?session_hash={session}", {"timeout": 20}
    files = {"files": (f"{_W['filename']}.txt", f"1. {_W['file']} met in Vienna.\n" * 9, "text/plain")}
    yield "POST", "/gradio_api/upload", {"files": files}
    content = f"--x\r\nContent-Disposition: form-data; name={_W['filename']}\r\n\r\n{_W['file']}"
    yield (
        "POST",
        "/gradio_api/upload",
        {"content": content.encode(), "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
    )


def _around() -> Iterator[_Sent]:
    ask = {"json": {"question": "When did Belgium ratify the CTBT?"}}
    for name, value in {
        "X-Kanarek": _W["header"],
        "Cookie": f"pinpoint_visitor={_W['cookie']}; {_W['cookie']}",
        "User-Agent": _W["agent"],
        "X-Request-ID": f"{_W['request id']} {json.dumps({'level': 'x'})}",
        "Host": _W["host"],
        "Authorization": f"Bearer {_W['bearer']}",
    }.items():
        yield "POST", "/api/ask", ask | {"headers": {name: value}}
        yield "GET", "/", {"headers": {name: value}}
    yield "GET", f"/?paragraph={_W['query string']}", {}
    yield "GET", f"/{_W['path']}/%0A%1B[31m", {}
    yield "GET", f"/gradio_api/heartbeat/{_W['path']}", {"timeout": 0.5}
    yield "POST", f"/gradio_api/run/{_W['path']}", {"json": {"data": []}}
    yield "GET", "/", {"auth": (_W["user"], _W["password"])}
    yield _W["method"].upper(), "/api/ask", {}


def words_for_spans(assistant: Assistant, library: Library) -> None:
    """The same to an assistant of this process, as the server calls it."""
    journal = Journal()
    with journal.doing("ask") as work:
        programs.ask(assistant, f"When did {_W['question']} ratify the CTBT?", work=work)
    with journal.doing("ask") as work:
        programs.ask(assistant, f"When did Belgium ratify the CTBT, and where did {_W['question']} meet?", work=work)
    with journal.doing("search") as work:
        programs.search(library, _W["query"], 5, work=work)
    with journal.doing("lookup") as work:
        programs.cite(library, f"{_W['reference']}, para. 4", work)
    with journal.doing("check") as work:
        draft = f"{_W['draft']} did not sponsor resolution 71/67 (NPT/CONF.2020/PC.II/WP.6, para. 4)."
        programs.check(library, draft, work=work)
    with contextlib.suppress(PinpointError), journal.doing("ask") as work:
        programs.ask(assistant, "Who?", [_W["corpus"]], work)

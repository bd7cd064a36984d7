"""Hostile requests: what somebody sends who wants a file of the server, or its end.

In: a seed. Out: `Fault`s over HTTP, and bytes that are hardly HTTP at all. What must come of them is judged in
`eval.trust.requests`.
"""

import itertools
import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

_FILES = (
    "etc/passwd", "proc/self/environ", "proc/self/cmdline", "proc/self/fd/0", "root/.ssh/id_rsa", "index.json", ".env",
    "assistant/access.py", "windows/win.ini",
)  # fmt: skip
_PREFIXES = (
    "/gradio_api/file=", "/file=", "/file/", "/gradio_api/file/", "/assets/", "/static/", "/static/fonts/", "/svelte/",
    "/gradio_api/proxy=file:///", "/gradio_api/stream/", "/gradio_api/custom_component/", "/", "/api/",
    "/gradio_api/file=upload/", "/gradio_api/download?path=", "/gradio_api/deep_link?session_hash=", "/theme.css/",
)  # fmt: skip
_CLIMBS = (
    "", "/", "../../../../../../../../", "..%2f..%2f..%2f..%2f..%2f..%2f", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/",
    "..%252f..%252f..%252f..%252f", "....//....//....//....//", "..\\..\\..\\..\\", "..%5c..%5c..%5c", "%00/../../../",
    "..;/..;/..;/", "%c0%ae%c0%ae/%c0%ae%c0%ae/", "./././../../../../", "//", "file:///", "~/",
)  # fmt: skip
_POSTED = (
    "/api/ask", "/api/search", "/api/cite", "/api/check", "/gradio_api/queue/join", "/gradio_api/run/ask",
    "/gradio_api/api/search", "/gradio_api/call/ask", "/gradio_api/call/v2/ask", "/gradio_api/cancel",
    "/gradio_api/reset", "/gradio_api/mcp/", "/gradio_api/upload", "/gradio_api/component_server",
    "/gradio_api/call/nothing", "/gradio_api/run/nothing", "/gradio_api/call/v2/nothing",
)  # fmt: skip
_JSON_TYPE = {"Content-Type": "application/json"}
_SHARE_LET_IN = 0.9
"""Of the events: the page's functions are to see them."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A request that nobody at the page would send."""

    name: str
    method: str
    path: str
    """As it goes over the line: nothing is encoded again."""
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    must_be_refused: bool = True
    is_right: bool = False
    """Where it is no fault, and must be granted: another that differs in its sender alone is refused for that."""
    stream: str = ""
    """A path, where what comes of it is said afterwards: it is read to its end."""


def traversals() -> Iterator[Fault]:
    """Every way to every file by every route that might hand one out."""
    for prefix, climb, file in itertools.product(_PREFIXES, _CLIMBS, _FILES):
        yield Fault("a path of the server", "GET", f"{prefix}{climb}{file}")


def bodies(seed: int, count: int) -> Iterator[Fault]:
    """Too much, too deep, too many, and of the wrong kind."""
    chance = random.Random(seed)
    large = {
        "five megabytes": b'{"question": "' + b"x" * 5_000_000 + b'"}',
        "nested a hundred thousand deep": b"[" * 100_000,
        "nested just below the bound": b"[" * 20_000 + b"]" * 20_000,
        "a million keys": b"{" + b",".join(b'"%d":0' % number for number in range(400_000)) + b"}",
        "a number of a million digits": b'{"question": ' + b"9" * 1_000_000 + b"}",
        "half a character": b'{"question": "\\ud800", "data": ["\\ud800"], "session_hash": "\\ud800"}',
        "no UTF-8": b'{"question": "\xff\xfe"}',
        "NaN": b'{"question": NaN, "count": Infinity, "data": [NaN], "fn_index": 1e999}',
        "NUL": b'{"question": "\\u0000"}',
        "nothing": b"{}",
    }
    for path, (name, content) in itertools.product(_POSTED, large.items()):
        yield Fault(f"{name} to {path}", "POST", path, _JSON_TYPE, content)
    for number in range(count):
        sent = _hostile_json(chance, 4)
        path = chance.choice(_POSTED)
        content = json.dumps(sent).encode("utf-8", "surrogatepass")
        yield Fault(f"hostile JSON {number} of seed {seed}", "POST", path, _JSON_TYPE, content, must_be_refused=False)


def events(seed: int, inputs: Mapping[int, int], rounds: int) -> Iterator[Fault]:
    """Events of the page with what no page sends, some of them with files that are not the visitor's.

    `inputs`: of each event, how many it takes. Most get as many, and nothing that is refused before the page's own
    functions see it; some anything.
    """
    chance = random.Random(seed)
    for number, dependency in itertools.product(range(rounds), inputs):
        is_let_in = chance.random() < _SHARE_LET_IN
        count = inputs[dependency] if is_let_in else chance.randint(0, 6)
        make = _hostile_json_let_in if is_let_in else _hostile_json
        session = f"{chance.getrandbits(40):x}"
        data = [make(chance, 3) for _ in range(count)]
        sent = {
            "data": data,
            "fn_index": dependency,
            "session_hash": session,
            "event_data": make(chance, 3),
            "trigger_id": chance.choice([0, -1, 10**9, None]),
        }
        name = f"event {dependency} in round {number} of seed {seed}"
        content = json.dumps(sent).encode("utf-8", "surrogatepass")
        stream = f"/gradio_api/queue/data?session_hash={session}"
        yield Fault(name, "POST", "/gradio_api/queue/join", _JSON_TYPE, content, must_be_refused=False, stream=stream)


def uploads() -> Iterator[Fault]:
    """Forms that no browser makes, and names that lead elsewhere."""
    names = ("../../../etc/cron.d/x", "..", ".", "", "a\0b", "\n", "x" * 5000, "%2e%2e%2f", "CON", "‮fdp.exe", "/etc/x")
    for name in names:
        part = f'--x\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\nwords\r\n--x--\r\n'
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        yield Fault(
            f"a file named {name[:20]!r}", "POST", "/gradio_api/upload", headers, part.encode(), must_be_refused=False
        )
    kinds = ("multipart/form-data", "multipart/form-data; boundary=" + "x" * 3000, "text/plain", "", "multipart/mixed")
    for kind in kinds:
        yield Fault(f"an upload as {kind[:40]!r}", "POST", "/gradio_api/upload", {"Content-Type": kind}, b"--x\r\n\r\n")
    many = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="%d"\r\n\r\n%d\r\n' % (number, number)
        for number in range(1200)
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    yield Fault("1,200 files at once", "POST", "/gradio_api/upload", headers, many + b"--x--\r\n")


def raw_requests() -> Iterator[tuple[str, bytes]]:
    """Bytes that are hardly HTTP; each must be answered with 4xx, or the connection closed."""
    host = b"Host: 127.0.0.1\r\n"
    yield "no HTTP at all", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200)
    yield "a line without an end", b"GET /" + b"a" * 100_000
    yield "a hundred thousand bytes of headers", b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 100_000 + b"\r\n\r\n"
    yield "ten thousand headers", b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n" * 10_000 + b"\r\n"
    yield "two lengths", b"POST /api/ask HTTP/1.1\r\n" + host + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}"
    yield (
        "length and pieces",
        (
            b"POST /api/ask HTTP/1.1\r\n"
            + host
            + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x"
        ),
    )
    yield "a negative length", b"POST /api/ask HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n"
    yield "a piece of no size", b"POST /api/ask HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"
    yield (
        "a huge piece",
        b"POST /api/ask HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
    )
    yield "a folded header", b"GET / HTTP/1.1\r\n" + host + b"X: a\r\n b\r\n  c\r\n: d\r\n\r\n"
    yield "a NUL in the address", b"GET /\0 HTTP/1.1\r\n" + host + b"\r\n"
    yield "an old version", b"GET /\r\n\r\n"
    yield "a version to come", b"GET / HTTP/9.9\r\n" + host + b"\r\n"
    yield "an address of another machine", b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n"
    yield "no host", b"GET / HTTP/1.1\r\n\r\n"
    yield (
        "a websocket",
        (
            b"GET /gradio_api/queue/join HTTP/1.1\r\n" + host + b"Connection: Upgrade\r\nUpgrade: websocket\r\n"
            b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        ),
    )
    yield "HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    yield "a long address", b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n" + host + b"\r\n"
    yield "a header split into two", b"GET / HTTP/1.1\r\n" + host + b"X: a\rSet-Cookie: b\r\n\r\n"


_ODD: tuple[object, ...] = (
    None, True, -1, 10**30, 1e308, "", "x" * 3000, "<script>alert(1)</script>", "../../etc/passwd", "/etc/passwd",
    "\ud800", "\0", "‮", "{{7*7}}", "${7*7}", "__proto__", "https://elsewhere.example/x", "/proc/self/environ",
)  # fmt: skip
_KEYS = (
    "question", "query", "path", "url", "meta", "data", "event_data", "fn_index", "session_hash", "draft", "corpora",
    "count", "document", "paragraph", "turn", "marker", "kind", "action", "file", "run", "name", "content", "__type__",
)  # fmt: skip


def _hostile_json(chance: random.Random, depth: int) -> object:
    kind = chance.random()
    if depth and kind < 0.3:
        return {chance.choice(_KEYS): _hostile_json(chance, depth - 1) for _ in range(chance.randint(0, 5))}
    if depth and kind < 0.45:
        return [_hostile_json(chance, depth - 1) for _ in range(chance.randint(0, 5))]
    if depth and kind < 0.5:
        return {"path": chance.choice(["/etc/passwd", "upload/x/y"]), "meta": {"_type": "gradio.FileData"}}
    return chance.choice(_ODD)


def _hostile_json_let_in(chance: random.Random, depth: int) -> object:
    """Without what is refused wherever it is sent: half a character, and files and addresses to fetch."""
    while True:
        made = _hostile_json(chance, depth)
        if not any(refused in json.dumps(made) for refused in ('"path"', '"url"', "\\ud800")):
            return made


def as_address(path: str) -> bytes:
    """A path as it goes over the line: only what a line cannot hold is encoded."""
    return quote(path, safe="/%=?&:;.~\\@+,!$'()*[]{}|^`<>\"").encode("ascii")

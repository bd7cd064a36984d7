"""Hostile requests in bulk, against a server in a process of its own: never a failure, never a path, never its end.

In: an index. Out: the tallies. A loss is an answer of 500 or none at all, one that names a place of the server or holds
a file of it, one that lets in what must stay out, an error in the server's log that nobody expected, or a server that
does not answer questions afterwards.
"""

import re
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from eval.trust.load import index_bundled
from eval.trust.password_tries import tally_passwords
from eval.trust.request_faults import (
    Fault,
    as_address,
    bodies,
    events,
    raw_requests,
    traversals,
    uploads,
)
from eval.trust.request_floods import tally_floods
from eval.trust.served import Served, ServerStoppedError, serve_index
from eval.trust.strangers import begin_visit, own_requests, strangers
from eval.trust.tally import Drill, Tally

_SEED = 8
_SECONDS = 60
_SECONDS_OF_EVENT = 60
"""What comes of an event of the page is said by then."""
_MOST_READ = 300_000
_QUESTION = "When did Belgium ratify the CTBT?"
_MOST_HEAD = 4000
_MOST_SHOWN = 2000
"""Characters of what the log says of an error."""
_MOST_OF_SENDER = 50
"""Requests from one address, far fewer than it may send at once."""
_FILE_CONTENT = re.compile(r"root:.*:0:0:|PINPOINT_INDEX=|\bHOSTNAME=|BEGIN OPENSSH|def is_proven")
_STREAM_HEAD = re.compile(rb"text/event-stream.*?\r\n\r\n", re.DOTALL)
"""Tells that a stream was let in."""
_FIRST_EVENT = re.compile(rb"text/event-stream.*?\r\n\r\n.*?\n\n", re.DOTALL)
"""Of a stream, which may go on for as long as somebody listens."""
_BUSY = {429, 503, 507}
_UNEXPECTED = b"unexpected error"
"""The event of the record that `Journal.unexpected` writes."""


class Judge:
    """Sends faults to a server and keeps what was lost."""

    def __init__(self, served: Served, index: Path) -> None:
        self.served = served
        host, port = urlsplit(served.address).netloc.split(":")
        self._address = (host, int(port))
        folders = {index, index.parent, Path.home(), Path(tempfile.gettempdir()), Path(sys.prefix), Path.cwd()}
        self._places = [str(folder) for folder in folders if len(str(folder)) > 1]
        self._sent = self._log_read = 0
        self.awaited = 0
        """Requests whose stream was read to its end."""

    def send(self, fault: Fault) -> str:
        """What was lost, in words; nothing where nothing was."""
        head = [b"%s %s HTTP/1.1" % (fault.method.encode(), as_address(fault.path))]
        # As a proxy tells it: from one address, most would be told to wait, whatever they ask for.
        self._sent += 1
        sender = {"X-Forwarded-For": f"198.51.100.{self._sent // _MOST_OF_SENDER % 250}"}
        headers = {"Host": urlsplit(self.served.address).netloc, "Connection": "close"} | sender
        headers |= fault.headers
        headers["Content-Length"] = str(len(fault.content))
        head += [f"{name}: {value}".encode() for name, value in headers.items()]
        enough = _STREAM_HEAD if fault.must_be_refused else _FIRST_EVENT
        answer = self._exchange(b"\r\n".join(head) + b"\r\n\r\n" + fault.content, enough)
        name = fault.name + f" ({fault.method} {fault.path[:120]!r})"
        if fault.is_right:
            return "" if answer.startswith(b"HTTP/1.1 20") else f"{name}: is refused: {answer[:40]!r}"
        found = self.judge(name, answer, fault.must_be_refused)
        if fault.stream and answer.startswith(b"HTTP/1.1 200"):
            found = found or self._judge_stream(name, fault.stream, sender)
        return found or self._judge_log(name)

    def send_raw(self, name: str, request: bytes) -> str:
        """The same for bytes as they are; a connection that is closed without a word is an answer too."""
        answer = self._exchange(request, is_over=True)
        return self.judge(name, answer, must_be_refused=False) if answer else ""

    def _judge_stream(self, name: str, path: str, headers: dict[str, str]) -> str:
        """What is wrong with what is said after a request, until it is done."""
        said, until = "", time.monotonic() + _SECONDS_OF_EVENT
        address = f"{self.served.address}{path}"
        try:
            with httpx.stream("GET", address, headers=headers, trust_env=False, timeout=_SECONDS) as stream:
                for piece in stream.iter_text():
                    said = (said + piece)[-_MOST_READ:]
                    if time.monotonic() > until:
                        return f"{name}: not done after {_SECONDS_OF_EVENT} s: {said[-200:]!r}"
        except httpx.HTTPError as error:
            return f"{name}: the stream broke off, {type(error).__name__} {error}"
        self.awaited += 1
        return self.judge(name, f"HTTP/1.1 {stream.status_code}\r\n\r\n{said}".encode(), must_be_refused=False)

    def _judge_log(self, name: str) -> str:
        """What the server has written since the last look that nobody expected."""
        with self.served.log.open("rb") as log:
            log.seek(self._log_read)
            written = log.read()
        self._log_read += len(written)
        unexpected = [line.decode("utf-8", "replace") for line in written.splitlines() if _UNEXPECTED in line]
        return f"{name}: {' '.join(unexpected)[:_MOST_SHOWN]}" if unexpected else ""

    def judge(self, name: str, answer: bytes, must_be_refused: bool) -> str:
        """What is wrong with an answer."""
        text = answer.decode("utf-8", "replace")
        status = re.match(r"HTTP/1\.1 (\d{3})", text)
        if status is None:
            return f"{name}: no answer: {text[:80]!r}"
        code = int(status[1])
        if code >= 500 and code not in _BUSY:
            return f"{name}: {code}"
        place = next((place for place in self._places if re.search(rf"{re.escape(place)}(?![\w-])", text)), "")
        if place or _FILE_CONTENT.search(text):
            return f"{name}: names or holds what is the server's, {place!r}"
        if "\nserver:" in text.lower():
            return f"{name}: tells what serves it"
        if must_be_refused and code in _BUSY:
            return f"{name}: told with {code} to come again, which says nothing of what it asks for"
        if must_be_refused and code < 400:
            return f"{name}: let in with {code}, {text[-200:]!r}"
        return ""

    def still_answers(self) -> str:
        """What is wrong with the server, asked a question."""
        try:
            answer = httpx.post(
                f"{self.served.address}/api/ask", json={"question": _QUESTION}, trust_env=False, timeout=_SECONDS
            )
        except httpx.HTTPError as error:
            return f"afterwards the server does not answer ({type(error).__name__}): {self.served.last_words()[-300:]}"
        is_right = answer.status_code == httpx.codes.OK and answer.json()["status"] == "answered"
        return "" if is_right else f"afterwards a question is answered by {answer.status_code} {answer.text[:200]}"

    def _exchange(self, request: bytes, enough: re.Pattern[bytes] = _FIRST_EVENT, *, is_over: bool = False) -> bytes:
        """What comes back; the first `_MOST_READ` bytes of it, or what came before the connection broke.

        `enough`: what of the beginning need not be waited behind. `is_over`: tells that nothing more comes, where the
        request itself may not.
        """
        answer, until = b"", time.monotonic() + _SECONDS
        with socket.create_connection(self._address, timeout=_SECONDS) as connection:
            # It may have answered and closed before all was sent.
            with suppress(OSError):
                connection.sendall(request)
            with suppress(OSError):
                if is_over:
                    connection.shutdown(socket.SHUT_WR)
                while len(answer) < _MOST_READ and time.monotonic() < until and (piece := connection.recv(65536)):
                    answer += piece
                    if enough.search(answer[:_MOST_HEAD]):
                        break
        return answer


def tally_faults(judge: Judge, title: str, faults: Iterable[Fault]) -> Tally:
    """Sends them one by one, and asks a question at the end."""
    before = judge.awaited
    results = [judge.send(fault) for fault in faults]
    awaited = judge.awaited - before
    figures = f"{awaited} let in, and awaited" if awaited else ""
    return _tally(title, [*results, judge.still_answers()], figures)


def tally_strangers(judge: Judge, address: str) -> Tally:
    """What strangers send for somebody who visits; and what that visitor sends, so that it is known to be right."""
    visit = begin_visit(address)
    return tally_faults(judge, "other sites, hosts, methods, visitors", [*strangers(visit), *own_requests(visit)])


def tally_raw(judge: Judge) -> Tally:
    """The same for bytes that are hardly HTTP."""
    results = [judge.send_raw(name, request) for name, request in raw_requests()]
    return _tally("bytes that are hardly HTTP", [*results, judge.still_answers()])


def _tally(title: str, results: Sequence[str], figures: str = "") -> Tally:
    return Tally(title, len(results), tuple(result for result in results if result), figures)


def run_requests(index: Path, is_short: bool) -> list[Tally]:
    """All of it against one server without accounts and one with them."""
    step, count, rounds = (40, 30, 1) if is_short else (1, 2000, 10)
    tallies: list[Tally] = []
    try:
        with serve_index(index) as served:
            judge = Judge(served, index)
            config = httpx.get(f"{served.address}/config", trust_env=False, timeout=_SECONDS).json()
            inputs = {event["id"]: len(event["inputs"]) for event in config["dependencies"]}
            parts: Sequence[tuple[str, Callable[[], Iterable[Fault]]]] = (
                ("paths that lead to files of the server", lambda: list(traversals())[::step]),
                ("bodies too large, too deep, of the wrong kind", lambda: bodies(_SEED, count)),
                ("events of the page that no page sends", lambda: events(_SEED, inputs, rounds)),
                ("uploads that no browser makes", uploads),
            )
            tallies += [tally_faults(judge, title, make()) for title, make in parts]
            tallies += [tally_strangers(judge, served.address), tally_raw(judge)]
            tallies += tally_floods(served, is_short)
        tallies += tally_passwords(index, 40 if is_short else 2000)
    except ServerStoppedError as error:
        tallies.append(Tally("a server under hostile requests", 1, (str(error),)))
    return tallies


DRILL = Drill("requests", lambda workspace, is_short: run_requests(index_bundled(workspace), is_short))

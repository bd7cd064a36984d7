"""Floods: one visitor who sends as fast as can be, many connections that say nothing, slow ones; and others who ask.

In: a running server. Out: tallies. What must hold: the flood is told to wait, nobody else is, and nothing fails.
"""

import asyncio
import socket
import time
from collections import Counter
from urllib.parse import urlsplit

import httpx

from assistant.chat.guards.connections import SECONDS_FOR_HEAD
from assistant.chat.turns import AT_ONCE, MOST_WAITING
from eval.trust.served import Served
from eval.trust.silent_visitor import tally_silence
from eval.trust.tally import Tally

_QUESTION = {"question": "When did Belgium ratify the CTBT?"}
_FLOODER, _OTHER = {"X-Forwarded-For": "192.0.2.66"}, {"X-Forwarded-For": "192.0.2.7"}
_CROWD = {"X-Forwarded-For": "192.0.2.67"}
"""Not the flooder's, who is told to wait for some time after."""
_OPEN = httpx.codes.OK
_WAIT = httpx.codes.TOO_MANY_REQUESTS
_MOST_IN_LINE = MOST_WAITING // 4 + AT_ONCE
"""Questions of one browser that wait or have their turn; the next is turned away."""
_MOST_PASSED = 4 * AT_ONCE


def tally_floods(served: Served, is_short: bool) -> list[Tally]:
    """A flood of requests, one of questions, connections that dawdle, and a visitor who never listens."""
    requests, questions, dawdlers, unheard = (1200, 200, 20, 12) if is_short else (20_000, 600, 300, 60)
    return [
        asyncio.run(_flood(served.address, requests)),
        asyncio.run(_many_questions(served.address, questions)),
        _dawdle(served.address, dawdlers),
        asyncio.run(tally_silence(served, unheard)),
    ]


async def _flood(address: str, count: int) -> Tally:
    """More small requests than one may send, while another visitor asks."""
    losses: list[str] = []
    statuses: Counter[int] = Counter()
    left = iter(range(count))
    limits = httpx.Limits(max_connections=30)

    async def pour(client: httpx.AsyncClient) -> None:
        for _ in left:
            try:
                answer = await _get(client, "/gradio_api/queue/status")
            except httpx.HTTPError as error:
                losses.append(f"{type(error).__name__} {error}")
                continue
            statuses[answer.status_code] += 1
            if answer.status_code == _WAIT and not answer.headers.get("retry-after", "").isdecimal():
                losses.append("a refusal does not say how long to wait")

    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=120, limits=limits) as client:
        # With a cookie: a browser's share is smaller than its address's, and passed on a slow machine too.
        await client.get("/", headers=_FLOODER)
        flood = [asyncio.create_task(pour(client)) for _ in range(20)]
        others = [await client.post("/api/ask", json=_QUESTION, headers=_OTHER) for _ in range(5)]
        await asyncio.gather(*flood)
    losses += [f"another visitor was answered {other.status_code}" for other in others if other.status_code != _OPEN]
    losses += [f"{statuses[code]} answers {code}" for code in statuses if code not in (_OPEN, _WAIT)]
    if not statuses[_WAIT]:
        losses.append(f"the flood was never told to wait: {dict(statuses)}")
    figures = f"{statuses[_WAIT]} told to wait; 5 questions of another visitor answered meanwhile"
    return Tally("a flood of requests from one address", count + len(others), tuple(losses), figures)


async def _get(client: httpx.AsyncClient, path: str) -> httpx.Response:
    """Tries twice, as browsers do: a connection may be closed as idle just when it is used again (RFC 9112, 9.3.1)."""
    try:
        return await client.get(path, headers=_FLOODER)
    except httpx.ReadError:
        return await client.get(path, headers=_FLOODER)


async def _many_questions(address: str, count: int) -> Tally:
    """One visitor sends all their questions at once; another's, sent behind them, do not wait for all of them.

    That one waits for no more than a turn of the crowd before each of theirs (`assistant.chat.turns`). Of the crowd may
    pass meanwhile: the `AT_ONCE` that have their turn, a turn before each of the three, and what is answered beside the
    last: three times `AT_ONCE` at most. Once more as many for what was answered before and not yet read here.
    """
    losses: list[str] = []
    answered: list[str] = []
    statuses: Counter[int] = Counter()

    async def ask(client: httpx.AsyncClient, who: str, headers: dict[str, str]) -> None:
        try:
            answer = await client.post("/api/ask", json=_QUESTION, headers=headers)
        except httpx.HTTPError as error:
            losses.append(f"{who}: {type(error).__name__} {error}")
            statuses[0] += 1
            return
        statuses[answer.status_code] += 1
        if answer.status_code == _OPEN:
            answered.append(who)
        if answer.status_code not in (_OPEN, _WAIT, httpx.codes.SERVICE_UNAVAILABLE):
            losses.append(f"{who}: {answer.status_code}")
        elif answer.status_code != _OPEN and (who == "other" or "retry-after" not in answer.headers):
            losses.append(f"{who}: {answer.status_code}, {dict(answer.headers)}")

    # Each question on a connection of its own, for none can be sent twice; all at once, for a queue here would be timed
    # too, and so long a one keeps httpx from sending in time what it has opened a connection for.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    async with (
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=300, limits=limits) as crowd,
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=300) as other,
    ):
        many = [asyncio.create_task(ask(crowd, "many", _CROWD)) for _ in range(count)]
        # Until those for whom there is no place have been told so: the others then wait, and none is still on its way.
        while not all(task.done() for task in many) and count - statuses.total() > _MOST_IN_LINE:
            await asyncio.sleep(0.01)
        before = answered.count("many")
        await asyncio.gather(*(ask(other, "other", _OTHER) for _ in range(3)))
        meanwhile = answered.count("many") - before
        await asyncio.gather(*many)
    waited = answered.count("many") - before
    losses += _unfair(waited, meanwhile)
    figures = (
        f"{statuses[_OPEN]} answered, {count + 3 - statuses[_OPEN]} told to come again; {meanwhile} of {waited} passed "
        "while the other's three were answered"
    )
    return Tally("one visitor's questions all at once, and another's", count + 3, tuple(losses), figures)


def _unfair(waited: int, meanwhile: int) -> list[str]:
    """What is wrong where of a crowd that `waited` so many passed before another visitor's three questions."""
    if waited <= _MOST_PASSED:
        return [f"the crowd was not waiting: only {waited} of it were answered after another visitor came"]
    if meanwhile > _MOST_PASSED:
        return [f"three questions of another visitor waited for {meanwhile} of {waited} of the crowd's"]
    return []


def _dawdle(address: str, count: int) -> Tally:
    """Connections that send a byte of their headers now and then: closed in time, and nobody else notices."""
    host, port = urlsplit(address).netloc.split(":")
    losses: list[str] = []
    connections = [socket.create_connection((host, int(port)), timeout=5) for _ in range(count)]
    began = time.monotonic()
    try:
        for connection in connections:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        if httpx.get(f"{address}/api", trust_env=False, timeout=60).status_code != _OPEN:
            losses.append("the documentation was not shown meanwhile")
        open_still = list(connections)
        while open_still and time.monotonic() < began + 3 * SECONDS_FOR_HEAD:
            time.sleep(1)
            open_still = [connection for connection in open_still if _is_open(connection)]
        losses += [f"{len(open_still)} connections were open after {3 * SECONDS_FOR_HEAD:.0f} s"] if open_still else []
    finally:
        for connection in connections:
            connection.close()
    return Tally("connections that send a byte of their headers a second", count, tuple(losses))


def _is_open(connection: socket.socket) -> bool:
    """Sends one byte more; whether the server still listens."""
    try:
        connection.sendall(b"a")
        connection.setblocking(False)
        return connection.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        connection.setblocking(True)

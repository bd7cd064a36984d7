"""What the page's events have said waits in memory until it is read: only so much of it, and only for so long.

In: an ASGI application that Gradio's is mounted in, and the page. Out: the same. Gradio keeps what it has to say to a
session until that session's stream fetches it, without a bound, and keeps something of every session for ever. Here a
session that does not listen is refused its next event, and one that has not listened for two minutes is forgotten with
all that waits for it. All of it runs in the server's one event loop: where nothing is awaited, nothing comes between.
"""

import json
import re
import time
from collections import Counter, OrderedDict
from urllib.parse import parse_qs

import gradio as gr
from gradio.queueing import Queue
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.chat.guards.bodies import SENT, refuse
from assistant.chat.guards.visitors import visitor_of
from assistant.chat.interface import interface_language
from assistant.chat.page_wording import page_wording_in

MOST_UNREAD = 100
"""Messages of a session, and its events whose end was not read: a page that asks has four before its stream is open,
one whose connection is slow, while a model writes, some dozen."""
MOST_UNREAD_OF_SOURCE = 1000
"""Messages of all sessions of a user at an address: an office that asks at once has not opened its streams yet."""
SECONDS_UNREAD = 120.0
"""From the first event, or from the end of the stream: a page whose connection broke comes back within it."""
MOST_SESSIONS = 1900
"""Of those with something to be read. Gradio drops the eldest of 2,000, though its answer may be half written."""
_MOST_DROPPED = 20
"""By one check, of which every event makes one: far more than can have come since the last."""
_JOIN = re.compile(r"/gradio_api/(?:queue/join|call/[^/]+)/?")
_LISTEN = re.compile(r"/gradio_api/(?:queue/data|call/[^/]+/(?P<event>[^/]+))/?")


class ReadStreamsOnly:
    """Refuses events to who does not read what came of the last."""

    def __init__(self, app: ASGIApp, page: gr.Blocks) -> None:
        self._app = app
        self._page = page
        self._sources: dict[str, str] = {}
        """Of the sessions that Gradio keeps something of."""
        self._streams: Counter[str] = Counter()
        self._unheard: OrderedDict[str, float] = OrderedDict()
        """Sessions without a stream, and since when; the one that has none for longest comes first."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] == "http" and scope["method"] == "POST" and _JOIN.fullmatch(scope["path"]):
            await self._join(scope, receive, send)
        elif scope["type"] == "http" and scope["method"] == "GET" and (session := self._listener(scope)):
            await self._listen(session, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    @property
    def _queue(self) -> Queue:
        return self._page._queue

    def _listener(self, scope: Scope) -> str | None:
        """The session whose messages a request fetches, as Gradio finds it; None where it fetches none."""
        path = _LISTEN.fullmatch(scope["path"])
        if path is None:
            return None
        if event_id := path["event"]:
            sessions = self._queue.pending_event_ids_session.items()
            return next((session for session, event_ids in sessions if event_id in event_ids), event_id)
        named = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", ())
        return named[-1] if named else None

    async def _join(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Has an event begin, where what was said before is being read."""
        await self._drop_unread()
        sent = scope.get(SENT)
        session = sent.get("session_hash") if isinstance(sent, dict) else None
        source = visitor_of(scope).source
        if self._unread(str(session)) >= MOST_UNREAD or self._unread_of(source) >= MOST_UNREAD_OF_SOURCE:
            said = page_wording_in(interface_language(Request(scope))).unread
            await refuse(429, said, scope, receive, send)
            return
        await self._make_room()
        answer: list[bytes] = []

        async def send_and_note(message: Message) -> None:
            answer.append(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            # A program that names no session has one with the name of its event.
            self._note_joined(str(session or _event_id(b"".join(answer))), source)

    def _note_joined(self, session: str, source: str) -> None:
        """Only what Gradio took: a name alone takes no room here."""
        if session in self._queue.pending_event_ids_session:
            self._sources[session] = source
            if session not in self._streams:
                self._unheard.setdefault(session, time.monotonic())

    async def _listen(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Notes that a session listens, for as long as it does."""
        self._streams[session] += 1
        self._unheard.pop(session, None)
        try:
            await self._app(scope, receive, send)
        finally:
            self._streams[session] -= 1
            if not self._streams[session]:
                del self._streams[session]
                if self._is_done(session):
                    # Those of a stream that broke off: the next one would wait for their end.
                    self._event_ids(session).clear()
                # Not forgotten at once, though all may be done: a page whose next event was over before it knew of it
                # opens one more stream, and would be told that there is none.
                if session in self._queue.pending_messages_per_session:
                    self._unheard[session] = time.monotonic()
                else:
                    self._forget(session)

    def _is_done(self, session: str) -> bool:
        """Whether nothing of a session is to be read, or under way. Gradio ends what a broken stream has."""
        messages = self._queue.pending_messages_per_session.get(session)
        events = map(self._queue.event_ids_to_events.get, self._event_ids(session))
        return (messages is None or messages.empty()) and not any(event and event.alive for event in events)

    def _event_ids(self, session: str) -> set[str]:
        """Of the session's events whose end was not read."""
        return self._queue.pending_event_ids_session.get(session, set())

    def _unread(self, session: str) -> int:
        messages = self._queue.pending_messages_per_session.get(session)
        return (messages.qsize() if messages else 0) + len(self._event_ids(session))

    def _unread_of(self, source: str) -> int:
        messages = self._queue.pending_messages_per_session
        return sum(
            messages[session].qsize() for session, of in self._sources.items() if of == source and session in messages
        )

    async def _drop_unread(self) -> None:
        """Drops what nobody has come for."""
        for _ in range(_MOST_DROPPED):
            session, since = next(iter(self._unheard.items()), ("", time.monotonic()))
            if time.monotonic() - since < SECONDS_UNREAD:
                return
            await self._drop(session)

    async def _make_room(self) -> None:
        """Drops, of many sessions, those that have not listened for longest. Fewer connections than that can listen."""
        while len(self._queue.pending_messages_per_session) >= MOST_SESSIONS and self._unheard:
            await self._drop(next(iter(self._unheard)))

    async def _drop(self, session: str) -> None:
        # What is under way says no more. Nobody holds the lock in it across an await: so nobody comes between.
        await self._queue.clean_events(session_hash=session)
        self._forget(session)

    def _forget(self, session: str) -> None:
        self._queue.pending_messages_per_session.pop(session, None)
        self._queue.pending_event_ids_session.pop(session, None)
        self._sources.pop(session, None)
        self._unheard.pop(session, None)


def _event_id(answer: bytes) -> str:
    """Of the event that an answer says has begun; nothing where it says none."""
    try:
        said = json.loads(answer)
    except ValueError:
        return ""
    return str(said.get("event_id", "")) if isinstance(said, dict) else ""

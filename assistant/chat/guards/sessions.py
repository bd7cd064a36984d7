"""Each visitor has their own conversation, and nobody else's.

In: an ASGI application that Gradio's is mounted in. Out: the same. Gradio tells visitors apart by a name that the page
makes up itself and sends along; whoever sent another's would have their conversation. Here each browser is given a
cookie that no script can read, and a session belongs to the browser (and user, where there are passwords) that was the
first to name it. A program without cookies has no conversation to be read.
"""

import re
import secrets
from collections import OrderedDict
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.chat.guards.bodies import SENT, refuse
from assistant.chat.guards.visitors import COOKIE, USER, visitor_of

_MOST_SESSIONS = 20_000
"""Twice what Gradio keeps the state of; beyond, the one that was not used for longest is forgotten."""
_SECONDS_KEPT = 30 * 24 * 3600
"""Long enough that pages which stay open do not lose what is theirs."""
_HEARTBEAT = re.compile(r"/gradio_api/heartbeat/([^/]+)/?")
_NAME = re.compile(r"[\w-]{1,64}", re.ASCII)
"""Of a session, as pages and clients make them up: 20,000 long ones would fill the memory."""


class OwnSessionsOnly:
    """Refuses requests in a session that another visitor began."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._owners: OrderedDict[str, tuple[str, str]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sessions = _sessions_of(scope, scope.get(SENT))
        if not all(_NAME.fullmatch(session) for session in sessions):
            reason = "The session has no name of a session: 1 to 64 letters, digits, _ or -."
            await refuse(400, reason, scope, receive, send)
            return
        visitor = (scope.get(USER, ""), visitor_of(scope).browser)
        if not all(self._belongs(session, visitor) for session in sessions):
            await refuse(403, "This conversation is another visitor's: open the page anew.", scope, receive, send)
            return
        await self._app(scope, receive, _with_cookie(scope, visitor[1], send))

    def _belongs(self, session: str, visitor: tuple[str, str]) -> bool:
        owner = self._owners.setdefault(session, visitor)
        self._owners.move_to_end(session)
        if len(self._owners) > _MOST_SESSIONS:
            self._owners.popitem(last=False)
        return secrets.compare_digest(repr(owner).encode(), repr(visitor).encode())


def _sessions_of(scope: Scope, sent: Any) -> set[str]:
    """The sessions that a request names, wherever Gradio looks for them."""
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    named: list[Any] = list(query.get("session_hash", ()))
    in_path = _HEARTBEAT.fullmatch(scope["path"])
    if in_path:
        named.append(in_path[1])
    if isinstance(sent, dict):
        named.append(sent.get("session_hash"))
    return {str(session) for session in named if session is not None}


def _with_cookie(scope: Scope, browser: str, send: Send) -> Send:
    """Gives the browser that opens the page a cookie of its own, or the one that it has for as long again."""
    if scope["path"] != "/" or scope["method"] != "GET":
        return send
    secure = "; Secure" if scope["scheme"] == "https" else ""
    name = browser or secrets.token_urlsafe(24)
    cookie = f"{COOKIE}={name}; Path=/; HttpOnly; SameSite=Lax; Max-Age={_SECONDS_KEPT}{secure}"

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return send_with_cookie

"""Each visitor has their own conversation, and nobody else's.

In: an ASGI application that Gradio's is mounted in. Out: the same. Gradio tells visitors apart by a name that the page
makes up itself and sends along; whoever sent another's would have their conversation. Here each browser is given a
cookie that no script can read, and a session belongs to the browser (and user, where there are passwords) that was the
first to name it. A program without cookies has no conversation to be read.
"""

import json
import re
import secrets
from collections import OrderedDict
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.chat.guards.password import VISITOR_NAME

COOKIE = "pinpoint_visitor"
MOST_BYTES = 4_000_000
"""Of a request that is no upload: a draft of the longest kind, and room to spare.

The evaluation room's question files come in such a request: its own `MOST_BYTES` goes by this."""
_MOST_SESSIONS = 20_000
"""Twice what Gradio keeps the state of; beyond, the one that was not used for longest is forgotten."""
_SECONDS_KEPT = 30 * 24 * 3600
"""Long enough that pages which stay open do not lose what is theirs."""
_GIVEN = re.compile(r"[\w-]{32}", re.ASCII)
"""As a cookie is made here: another is not sent back."""
_UPLOAD = "/gradio_api/upload"
_HEARTBEAT = re.compile(r"/gradio_api/heartbeat/([^/]+)/?")
_ADDRESS = re.compile(r"\s*[A-Za-z][A-Za-z0-9+.-]*://")


class OwnSessionsOnly:
    """Refuses requests in a session that another visitor began; bounds and looks through what is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._owners: OrderedDict[str, tuple[str, str]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = b""
        if scope["method"] == "POST" and not scope["path"].startswith(_UPLOAD):
            whole = await _read_whole(receive)
            if whole is None:
                await _refuse(413, f"The request is larger than {MOST_BYTES} bytes: send less.", scope, receive, send)
                return
            body, receive = whole, _replayed(whole, receive)
        sent = _read_json(body)
        if _names_address(sent):
            await _refuse(403, "Nothing is fetched from other machines: upload the file.", scope, receive, send)
            return
        visitor = (scope.get(VISITOR_NAME, ""), _cookie_of(scope))
        if not all(self._belongs(session, visitor) for session in _sessions_of(scope, sent)):
            await _refuse(403, "This conversation is another visitor's: open the page anew.", scope, receive, send)
            return
        await self._app(scope, receive, _with_cookie(scope, visitor[1], send))

    def _belongs(self, session: str, visitor: tuple[str, str]) -> bool:
        owner = self._owners.setdefault(session, visitor)
        self._owners.move_to_end(session)
        if len(self._owners) > _MOST_SESSIONS:
            self._owners.popitem(last=False)
        return secrets.compare_digest(repr(owner).encode(), repr(visitor).encode())


async def _refuse(status: int, reason: str, scope: Scope, receive: Receive, send: Send) -> None:
    await JSONResponse({"error": reason}, status)(scope, receive, send)


async def _read_whole(receive: Receive) -> bytes | None:
    """The body of a request; None where it is too long."""
    pieces: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        pieces.append(message.get("body", b""))
        length += len(pieces[-1])
        if length > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(pieces)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body once more, then whatever comes behind it."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return messages.pop() if messages else await receive()

    return receive_again


def _read_json(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except (ValueError, RecursionError):
        # The application refuses it in its own words.
        return None


def _sessions_of(scope: Scope, sent: Any) -> set[str]:
    """The sessions that a request names, wherever Gradio looks for them."""
    query = parse_qs(scope["query_string"].decode("latin-1"))
    named: list[Any] = list(query.get("session_hash", ()))
    in_path = _HEARTBEAT.fullmatch(scope["path"])
    if in_path:
        named.append(in_path[1])
    if isinstance(sent, dict):
        named.append(sent.get("session_hash"))
    return {str(session) for session in named if session}


def _names_address(sent: Any) -> bool:
    """Whether a file is named by an address: Gradio would fetch it."""
    pending = [sent]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            if "meta" in value and _ADDRESS.match(str(value.get("path"))):
                return True
            pending += value.values()
        elif isinstance(value, list):
            pending += value
    return False


def _cookie_of(scope: Scope) -> str:
    try:
        cookie = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def _with_cookie(scope: Scope, visitor: str, send: Send) -> Send:
    """Gives the browser that opens the page a cookie of its own, or the one that it has for as long again."""
    if scope["path"] != "/" or scope["method"] != "GET" or (visitor and not _GIVEN.fullmatch(visitor)):
        return send
    secure = "; Secure" if scope["scheme"] == "https" else ""
    name = visitor or secrets.token_urlsafe(24)
    cookie = f"{COOKIE}={name}; Path=/; HttpOnly; SameSite=Lax; Max-Age={_SECONDS_KEPT}{secure}"

    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return send_with_cookie

"""What a request may carry: so many bytes, in so many parts, within so much time.

In: an ASGI application. Out: the same; the body of a request that is no upload is read before it is passed on, and its
JSON is there for the guards behind this one. Uploads are bounded as they come, in `assistant.chat.guards.uploads`.
"""

import asyncio
import json
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 4_000_000
"""Of a request that is no upload: a draft of the longest kind, and room to spare.

The evaluation room's question files come in such a request: its own `MOST_BYTES` goes by this."""
MOST_PARTS = 50_000
"""Keys, lists and objects of its JSON, as far as that can be told before it is read: the page sends some hundred, a
million keep a processor busy for seconds. A draft's brackets count too, and stay far below."""
MOST_ADDRESS_BYTES = 8_000
"""Of path and query."""
SECONDS_FOR_BODY = 60.0
_UPLOAD = "/gradio_api/upload"
SENT = "pinpoint.sent"
"""Where the guards behind find what JSON was sent, in the scope; None where there is none."""


class BoundedBodies:
    """Refuses what is too large, too finely divided, or too slow."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MOST_ADDRESS_BYTES:
            await refuse(414, "The address is too long: send what is long in the body.", scope, receive, send)
            return
        if is_upload(scope) or scope["method"] not in {"POST", "PUT", "PATCH", "DELETE"}:
            await self._app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(SECONDS_FOR_BODY):
                body = await _read_whole(receive)
        except TimeoutError:
            await refuse(408, "The request took too long to arrive: send it again.", scope, receive, send)
            return
        if body is None:
            await refuse(413, f"The request is larger than {MOST_BYTES} bytes: send less.", scope, receive, send)
        elif body.count(b'":') + body.count(b"[") + body.count(b"{") > MOST_PARTS:
            await refuse(413, f"The request has more than {MOST_PARTS} parts: send less.", scope, receive, send)
        elif (sent := _read_json(body)) is not None and not _can_be_said_again(sent):
            await refuse(422, "The JSON holds a number or a character that is none.", scope, receive, send)
        else:
            await self._app({**scope, SENT: sent}, replayed(body, receive), send)


def is_upload(scope: Scope) -> bool:
    """Whether a request brings files."""
    return scope["method"] == "POST" and str(scope["path"]).rstrip("/") == _UPLOAD


async def refuse(status: int, reason: str, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the reason, and ends the connection where the rest of the request is not awaited."""
    headers = {"Connection": "close"} if status in (408, 413) else None
    await JSONResponse({"error": reason}, status, headers)(scope, receive, send)


def replayed(body: bytes, receive: Receive) -> Receive:
    """The body once more, then whatever comes behind it."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return messages.pop() if messages else await receive()

    return receive_again


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


def _read_json(body: bytes) -> Any:
    try:
        return json.loads(body) if body else None
    except (ValueError, RecursionError):
        # The application refuses it in its own words.
        return None


def _can_be_said_again(sent: Any) -> bool:
    """Whether it can be sent back: not NaN, nor half a character. Otherwise the very refusal of it fails."""
    try:
        json.dumps(sent, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False
    return True

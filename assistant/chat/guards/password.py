"""Nobody comes in without a name and a password: HTTP Basic, in front of everything.

In: an ASGI application and `Accounts`. Out: the same, which answers 401 to everyone else, whatever they ask for. What
is sent is not hidden: without TLS in front, name and password can be read on the way.
"""

import base64
import binascii

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from assistant.access import Accounts

VISITOR_NAME = "pinpoint.user"
"""Where the guarded application finds the name, in the scope."""
_CHECKS_AT_ONCE = 2
"""bcrypt keeps a processor busy: whoever tries passwords is not to take them all."""
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Pinpoint", charset="UTF-8"', "Cache-Control": "no-store"}
_REFUSAL = {"error": "A user name and a password are needed: HTTP Basic, as in `curl -u user:password`."}


class PasswordRequired:
    """Lets requests through that carry a right name and password."""

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self._app = app
        self._accounts = accounts
        self._checks = CapacityLimiter(_CHECKS_AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        name = await self._name_of_visitor(Headers(scope=scope).get("authorization", ""))
        if name is not None:
            await self._app({**scope, VISITOR_NAME: name}, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            await JSONResponse(_REFUSAL, 401, _CHALLENGE)(scope, receive, send)

    async def _name_of_visitor(self, authorization: str) -> str | None:
        """The name in the header, if it comes with its password."""
        credentials = _read_basic(authorization)
        if credentials is None:
            return None
        if self._accounts.is_proven(*credentials):
            return credentials[0]
        if self._accounts.are_hashed:
            fits = await to_thread.run_sync(self._accounts.check, *credentials, limiter=self._checks)
        else:
            fits = self._accounts.check(*credentials)
        return credentials[0] if fits else None


def _read_basic(header: str) -> tuple[str, str] | None:
    """Name and password of an `Authorization` header; None where it holds none."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    name, colon, password = decoded.partition(":")
    return (name, password) if colon else None

"""Nobody comes in without a name and a password: HTTP Basic, in front of everything.

In: an ASGI application and `Accounts`. Out: the same, which answers 401 to everyone else, whatever they ask for, and
429 to who has tried too often. What is sent is not hidden: without TLS in front, name and password can be read.
"""

import base64
import binascii
from collections import OrderedDict
from dataclasses import dataclass

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from assistant.access import Accounts
from assistant.chat.guards.tries import Tries
from assistant.chat.guards.visitors import GIVEN_COOKIE, USER, address_of, cookie_of

_CHECKS_AT_ONCE = 2
"""bcrypt keeps a processor busy: whoever tries passwords is not to take them all."""
_MOST_LOGGED_IN = 10_000
"""Browsers; beyond, the one that was not seen for longest is forgotten."""
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Pinpoint", charset="UTF-8"', "Cache-Control": "no-store"}
_REFUSAL = {"error": "A user name and its password are needed: HTTP Basic, as in `curl -u user:password`."}


@dataclass(frozen=True, slots=True)
class _Login:
    """What a request brings to be let in."""

    name: str
    password: str
    address: str
    browser: str
    """Its cookie; nothing where it has none that was made here."""


class PasswordRequired:
    """Lets requests through that carry a right name and password."""

    def __init__(self, app: ASGIApp, accounts: Accounts) -> None:
        self._app = app
        self._accounts = accounts
        self._checks = CapacityLimiter(_CHECKS_AT_ONCE)
        self._tries = Tries()
        self._logged_in: OrderedDict[tuple[str, str], None] = OrderedDict()
        """Names with the cookies of browsers that have proven them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        login = _login_of(scope)
        wait = self._wait(login) if login else 0
        if login and not wait and await self._is_right(login):
            self._remember(login)
            await self._app({**scope, USER: login.name}, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=1008)(scope, receive, send)
        else:
            # Looked at again: of many at once, those that were not tried are told so.
            wait = wait or (self._wait(login) if login else 0)
            await (_too_often(wait) if wait else JSONResponse(_REFUSAL, 401, _CHALLENGE))(scope, receive, send)

    def _wait(self, login: _Login) -> int:
        """Seconds until this login may be tried; none for a browser that has proven it before others tried.

        A right password alone does not help while there is a wait: it may be the one that was looked for.
        """
        wait = self._tries.seconds_to_wait(login.address, login.name)
        is_in = (login.name, login.browser) in self._logged_in and self._is_proven(login)
        return 0 if is_in else wait

    def _is_proven(self, login: _Login) -> bool:
        return self._accounts.is_proven(login.name, login.password)

    async def _is_right(self, login: _Login) -> bool:
        if self._is_proven(login):
            return True
        async with self._checks:
            # Meanwhile others may have proven it, or tried too often.
            if self._wait(login):
                return False
            if self._is_proven(login):
                return True
            self._tries.count(login.address, login.name)
            if self._accounts.are_hashed:
                fits = await to_thread.run_sync(self._accounts.check, login.name, login.password)
            else:
                fits = self._accounts.check(login.name, login.password)
            if fits:
                self._tries.forget(login.address, login.name)
            return fits

    def _remember(self, login: _Login) -> None:
        if login.browser:
            self._logged_in[login.name, login.browser] = None
            self._logged_in.move_to_end((login.name, login.browser))
            if len(self._logged_in) > _MOST_LOGGED_IN:
                self._logged_in.popitem(last=False)


def _too_often(seconds: int) -> Response:
    said = f"Too many wrong passwords came from here: try again in {seconds} seconds."
    return JSONResponse({"error": said}, 429, {"Retry-After": str(seconds), "Cache-Control": "no-store"})


def _login_of(scope: Scope) -> _Login | None:
    credentials = _read_basic(Headers(scope=scope).get("authorization", ""))
    if credentials is None:
        return None
    cookie = cookie_of(scope)
    return _Login(*credentials, address_of(scope), cookie if GIVEN_COOKIE.fullmatch(cookie) else "")


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

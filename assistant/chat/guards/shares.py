"""How many requests a visitor may send: more than a person does, fewer than a flood.

In: an ASGI application. Out: the same, which answers 429, with the seconds to wait, to who sends too many in a short
time or has too many under way. A browser is bounded for the sake of the others at its address, an address (and user)
for the sake of all: cookies can be had for nothing.
"""

import math
import time
from collections import Counter

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.chat.guards.visitors import Visitor, visitor_of
from assistant.chat.interface import interface_language
from assistant.chat.page_wording import page_wording_in

PER_BROWSER = parse("200 per 10 second")
"""Opening the page takes eight requests and a question two; its scripts and styles are not counted."""
PER_SOURCE = parse("1000 per 10 second")
"""An office that opens the page at once, or a program that asks as fast as two processors answer, has room to spare."""
MOST_UNDER_WAY_OF_BROWSER = 150
"""A page keeps two connections open."""
MOST_UNDER_WAY_OF_SOURCE = 600
_UNCOUNTED = ("/assets/", "/static/", "/svelte/", "/theme.css", "/favicon.ico")


class FairShares:
    """Turns away who asks for too much at once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._under_way: Counter[str | Visitor] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        visitor = visitor_of(scope)
        wait = self._seconds_to_wait(visitor, is_counted=not scope["path"].startswith(_UNCOUNTED))
        if wait:
            said = page_wording_in(interface_language(Request(scope))).too_fast.format(wait)
            await JSONResponse({"error": said}, 429, {"Retry-After": str(wait)})(scope, receive, send)
            return
        both = (visitor.source, visitor) if visitor.browser else (visitor.source,)
        self._under_way.update(both)
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way.subtract(both)
            for key in both:
                if not self._under_way[key]:
                    del self._under_way[key]

    def _seconds_to_wait(self, visitor: Visitor, *, is_counted: bool) -> int:
        if self._under_way[visitor.source] >= MOST_UNDER_WAY_OF_SOURCE:
            return 1
        if visitor.browser and self._under_way[visitor] >= MOST_UNDER_WAY_OF_BROWSER:
            return 1
        if not is_counted:
            return 0
        limits: list[tuple[RateLimitItem, tuple[str, ...]]] = [(PER_SOURCE, (visitor.source,))]
        if visitor.browser:
            limits.insert(0, (PER_BROWSER, (visitor.source, visitor.browser)))
        for limit, key in limits:
            if not self._limiter.hit(limit, *key):
                return max(1, math.ceil(self._limiter.get_window_stats(limit, *key).reset_time - time.time()))
        return 0

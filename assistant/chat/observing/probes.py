"""Whether the server is well, for whoever watches it: /health, /health/live, /health/ready.

In: an ASGI application and how the index is. Out: the same, which answers these three without a password and whatever
name it is called by: a load balancer's probe knows neither. Nothing is told but one word.
"""

from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.chat.observing.route_names import HEALTH

_LIVE = "/health/live"
_HEADERS = {"Cache-Control": "no-store"}


class Probes:
    """Answers probes before anything else is asked."""

    def __init__(self, app: ASGIApp, health: Callable[[], str]) -> None:
        """`health` gives "ok" where questions can be answered."""
        self._app = app
        self._health = health
        self._one_at_a_time = CapacityLimiter(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a probe, or passes a request on."""
        if scope["type"] != "http" or scope["path"] not in HEALTH:
            await self._app(scope, receive, send)
            return
        if scope["method"] not in {"GET", "HEAD"}:
            await JSONResponse({"error": "Send a GET request."}, 405, {"Allow": "GET, HEAD"})(scope, receive, send)
            return
        status = "ok"
        if scope["path"] != _LIVE:
            # Looks at files, which may be far away: those who wait for questions are not to wait for it.
            status = await to_thread.run_sync(self._health, limiter=self._one_at_a_time)
        await JSONResponse({"status": status}, 200 if status == "ok" else 503, _HEADERS)(scope, receive, send)

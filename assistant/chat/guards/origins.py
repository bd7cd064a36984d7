"""No page of another site has the chat do anything.

In: an ASGI application. Out: the same, which refuses what changes or costs something when a browser says that another
site's page asks for it. Such a page could not read the answer, but the browser would send the visitor's password along.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_READING = {"GET", "HEAD", "OPTIONS"}
_REFUSAL = {"error": "Another site's page asked for this: use the chat's own page, or a program."}


class OwnPagesOnly:
    """Refuses requests, other than those that read, from pages of other sites; programs send no such header."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] == "http" and scope["method"] not in _READING and _is_foreign(Headers(scope=scope)):
            await JSONResponse(_REFUSAL, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _is_foreign(headers: Headers) -> bool:
    """Whether the browser says so itself, or names an origin that is not where the request arrived."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")

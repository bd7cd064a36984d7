"""Only those of Gradio's routes that the page and programs use.

In: an ASGI application that Gradio's is mounted in. Out: the same without the others: those that fetch from other
machines for a visitor, that hand out files, that show one visitor's page to another, that are meant for developers.
"""

import re

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_READ = re.compile(
    r"/|/metrics|/config/?|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/(?:assets|static|svelte)/.*"
    r"|/gradio_api/(?:info|startup-events|app_id|theme\.css|upload_progress|queue/(?:data|status))/?"
    r"|/gradio_api/(?:heartbeat|call/[^/]+)/[^/]+/?",
    re.DOTALL,
)
_WRITE = re.compile(r"/gradio_api/(?:queue/join|cancel|reset|upload|(?:run|api|call)/[^/]+)/?")
_TOOLS = re.compile(r"/gradio_api/mcp(?:/|/http/?)?")
_OWN = re.compile(r"/api(?:/.*)?", re.DOTALL)
_DOCUMENTATION = "/api#mcp"


class UsedRoutesOnly:
    """Answers 404 to whatever nobody needs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or says that there is nothing."""
        if scope["type"] == "lifespan" or (scope["type"] == "http" and _is_used(scope["method"], scope["path"])):
            if _TOOLS.fullmatch(scope.get("path", "")) and _is_browser(scope):
                await RedirectResponse(_DOCUMENTATION)(scope, receive, send)
            else:
                await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await JSONResponse({"error": "There is nothing here: /api describes what there is."}, 404)(
                scope, receive, send
            )
        else:
            await send({"type": "websocket.close", "code": 1008})


def _is_used(method: str, path: str) -> bool:
    if _OWN.fullmatch(path) or _TOOLS.fullmatch(path):
        return True
    routes = _READ if method in {"GET", "HEAD"} else _WRITE
    return method != "DELETE" and routes.fullmatch(path) is not None


def _is_browser(scope: Scope) -> bool:
    """Whether a person opened the address of the tools: a client asks for a stream of events."""
    return scope["method"] == "GET" and "text/event-stream" not in Headers(scope=scope).get("accept", "")

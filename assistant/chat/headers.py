"""HTTP headers of every answer: a browser that honours them asks no other machine and runs no other script.

It keeps no copy of what is private, either. In: an ASGI application. Out: the same, with headers added. Who
may see the page is not decided here.
"""

import re
import secrets

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN_SCRIPTS = "script-src 'self' 'nonce-{}' 'unsafe-eval'"
"""Gradio makes functions of text: of each part's script and of those that give an event its inputs. Text in the page is
never run, neither scripts nor handlers, but for the scripts that the page came with: they carry a number of its own."""
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "{}",
        # Gradio's parts carry styles of their own.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
_WITHOUT_SCRIPTS = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
"""Of all that is no page of Gradio's: the documentation, data, errors."""
_FEATURES = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "screen-wake-lock",
    "usb", "xr-spatial-tracking",
)  # fmt: skip
_HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _FEATURES),
}
_STRICT_TRANSPORT = "max-age=31536000"
_CROSS_ORIGIN = "access-control-"
_SAME_FOR_ALL = ("/assets/", "/static/", "/svelte/", "/theme.css", "/favicon.ico")
_SCRIPT = re.compile(rb"<script(?=[\s>])")


class OwnResourcesOnly:
    """Adds the headers to what an application answers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and its answer back with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        is_page = scope["path"] == "/"
        head: list[Message] = []
        body = b""

        async def send_with_headers(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                _add_headers(MutableHeaders(scope=message), scope, nonce if is_page else None)
                if is_page:
                    head.append(message)
                    return
            elif is_page:
                # The page's own scripts are those that it comes with: none is put into it before it is here.
                body += message.get("body", b"")
                if message.get("more_body", False):
                    return
                body = _SCRIPT.sub(b'<script nonce="%s"' % nonce.encode(), body)
                if scope["method"] != "HEAD":
                    MutableHeaders(scope=head[0])["Content-Length"] = str(len(body))
                await send(head[0])
                message = {**message, "body": body}
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _add_headers(headers: MutableHeaders, scope: Scope, nonce: str | None) -> None:
    policy = _POLICY.format(_OWN_SCRIPTS.format(nonce)) if nonce else _WITHOUT_SCRIPTS
    headers.update({**_HEADERS, "Content-Security-Policy": policy})
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = _STRICT_TRANSPORT
    if not scope["path"].startswith(_SAME_FOR_ALL):
        headers["Cache-Control"] = "no-store"
    # Gradio lets pages of this machine's other servers read along.
    for name in [name for name in headers if name.lower().startswith(_CROSS_ORIGIN)]:
        del headers[name]

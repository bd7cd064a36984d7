"""The local web server for the page.

In: the page, the calls for programs and where to serve them. Out: a server on this machine, until Ctrl+C. Not Gradio's
own: that one calls itself over HTTP when it starts, which fails behind a proxy.
"""

import socket
import webbrowser
from importlib.metadata import version
from pathlib import Path
from types import FrameType

import gradio as gr
import uvicorn
from fastapi import FastAPI
from gradio.routes import App
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount

from assistant.access import Accounts
from assistant.chat.guards.bodies import BoundedBodies
from assistant.chat.guards.connections import MOST_HEAD_BYTES, PunctualConnection
from assistant.chat.guards.origins import OwnPagesOnly
from assistant.chat.guards.password import PasswordRequired
from assistant.chat.guards.routes import UsedRoutesOnly
from assistant.chat.guards.sessions import OwnSessionsOnly
from assistant.chat.guards.shares import FairShares
from assistant.chat.guards.streams import ReadStreamsOnly
from assistant.chat.guards.uploads import OwnUploadsOnly
from assistant.chat.headers import OwnResourcesOnly
from assistant.chat.observing.metrics_route import add_metrics
from assistant.chat.observing.page_events import observe_events
from assistant.chat.observing.probes import Probes
from assistant.chat.observing.requests import ObservedRequests
from assistant.chat.programs.calls import Calls
from assistant.chat.programs.http import DESCRIPTION, OPENAPI, add_routes
from assistant.chat.programs.room import answer_tools_in_json
from assistant.collection import LARGEST_FILE_BYTES
from corpus.errors import PinpointError

_STYLE = sorted((Path(__file__).parent / "style").glob("*.css"))
# Fonts of the reader's own machine: Gradio's default theme would fetch or ship others.
_SANS = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "PingFang SC", "Microsoft YaHei", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "monospace")
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
PROXIES = ("127.0.0.1", "::1")
_SECONDS_TO_FINISH = 2
"""What answers under way are given at Ctrl+C."""


class _Server(uvicorn.Server):
    """Uvicorn, which at Ctrl+C also tells Gradio to close the connection that each open page keeps."""

    def __init__(self, config: uvicorn.Config, page_app: App) -> None:
        super().__init__(config)
        self._page_app = page_app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._page_app.stop_event.set()
        super().handle_exit(sig, frame)


def make_server(page: gr.Blocks, calls: Calls, host: str, accounts: Accounts | None = None) -> uvicorn.Server:
    """A server of the page, still to be run: `make_server(page, calls, host).run([listen(host, port)])`.

    With `accounts` nobody comes in without a password. Without, it answers only where a browser names `host` or this
    machine, whatever the port.
    """
    app = FastAPI(
        title="Pinpoint", description=DESCRIPTION, version=version("pinpoint"), docs_url=None, redoc_url=None,
        openapi_url=OPENAPI,
    )  # fmt: skip
    journal = calls.desk.journal
    add_routes(app, calls)
    add_metrics(app, calls)
    # What is added last is asked first.
    app.add_middleware(OwnUploadsOnly, deleted_in_time=page.upload_file_set)
    app.add_middleware(ReadStreamsOnly, page=page)
    app.add_middleware(OwnSessionsOnly)
    app.add_middleware(BoundedBodies)
    app.add_middleware(UsedRoutesOnly)
    app.add_middleware(OwnPagesOnly)
    app.add_middleware(FairShares)
    if accounts:
        app.add_middleware(PasswordRequired, accounts=accounts)
    else:
        # A foreign name that leads here would let its page read the conversation (DNS rebinding). Behind a password
        # it would not: the browser keeps that for the name it was typed for, so any name that leads here will do.
        asked_for = f"[{host}]" if ":" in host else host
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*_LOOPBACK_NAMES, asked_for], www_redirect=False)
    app.add_middleware(Probes, health=calls.desk.health)
    app.add_middleware(OwnResourcesOnly)
    observe_events(page, journal)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=gr.themes.Base(font=_fonts(_SANS), font_mono=_fonts(_MONO)),
        css_paths=_STYLE,
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=True,
        run_history=False,
        enable_monitoring=False,
        max_file_size=LARGEST_FILE_BYTES,
    )
    answer_tools_in_json(page)
    (page_app,) = (route.app for route in app.routes if isinstance(route, Mount) and isinstance(route.app, App))
    config = uvicorn.Config(
        # Around all of it, what Starlette itself says of a failure included.
        ObservedRequests(app, journal),
        http=PunctualConnection,
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        # Of a proxy on this machine it is believed for whom it asks, of nobody else.
        proxy_headers=True,
        forwarded_allow_ips=list(PROXIES),
        server_header=False,
        log_level="warning",
        # Its records go where all others do.
        log_config=None,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    return _Server(config, page_app)


def _fonts(names: tuple[str, ...]) -> list[gr.themes.Font]:
    return [gr.themes.Font(name) for name in names]


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at `host` and `port`; port 0 is any free one.

    Raises PinpointError where they cannot be used.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
    except OSError as error:
        reason = (error.strerror or "it cannot be used").lower()
        raise PinpointError(f"Port {port} on {host}: {reason}. Choose another with --port or --host.") from error
    # Head and body of an answer are two writes: without this the second waits some 40 ms for the first one's receipt.
    # Connections that are accepted inherit it.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address_of(listening: socket.socket) -> str:
    """The address to open in a browser: "http://127.0.0.1:7860"."""
    host, port, *_ = listening.getsockname()
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run_server(server: uvicorn.Server, listening: socket.socket, *, open_browser: bool) -> None:
    """Serves until Ctrl+C."""
    if open_browser:
        webbrowser.open(address_of(listening))
    server.run([listening])

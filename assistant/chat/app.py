"""The web chat: the page, put together from its rooms, and the server.

In: a `Desk`. Out: a page, or a local server with it. On the left the room that was chosen, on the right the source
reader, in which any of them opens a paragraph. The page loads nothing from anywhere else.
"""

import atexit
import os
import signal
import socket
import sys
import threading
import time
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.access import Accounts
from assistant.chat.asking import room as asking
from assistant.chat.desk import Desk
from assistant.chat.documents import room as documents
from assistant.chat.evaluation import room as evaluation
from assistant.chat.guards.upload_folder import upload_folder
from assistant.chat.interface import interface_language
from assistant.chat.page import QUIET, Page, html_part
from assistant.chat.page_wording import holdings, page_wording_in
from assistant.chat.programs import room as programs
from assistant.chat.programs.calls import Calls
from assistant.chat.reader.paragraph_view import Place, render_reader, render_shelf
from assistant.chat.references import room as references
from assistant.chat.server import address_of, listen, make_server, run_server
from assistant.chat.templates import render_template
from assistant.chat.turns import MOST_WAITING
from assistant.library import Catalogue
from assistant.observing.printed import printed_as_records
from assistant.observing.request_id import requested
from assistant.selection import Selection

if TYPE_CHECKING:
    from assistant.chat.evaluation.protocol import Evaluations

_ROOMS = (("ask", asking), ("documents", documents), ("references", references), ("evaluation", evaluation))

_UPLOADS_VARIABLE = "GRADIO_TEMP_DIR"
"""Where Gradio looks for the folder of what is uploaded."""
_EVENTS_AT_ONCE = 4
"""Of one kind, where they name no other number. Short ones are not queued at all."""
_MOST_QUEUED = 400
"""Events of the page: more than that are told that the server is busy."""
_MOST_UNDER_WAY = 2 * MOST_WAITING
"""Events of the page that have begun: those that wait their turn hold no thread."""
_UPLOADS_DELETED = (3600, 86400)
"""Seconds between two rounds that delete files which visitors sent, and how old such a file then is."""
_SECONDS_TO_END = 1.0
"""What threads are given at the end, most of which have nothing to do."""
MOST_STATES = 200
"""Pages whose state Gradio keeps until as many newer ones were used: a third of a megabyte each, and their conversation
as it is shown, which is up to a megabyte more. Nothing that a visitor would miss is in it alone: conversations are kept
beside it, and choices come from the page."""


def build_app(desk: Desk, evaluations: "Evaluations | None" = None, calls: Calls | None = None) -> gr.Blocks:
    """The page, ready to be served by `assistant.chat.server`, which adds its style.

    `calls`: what programs may call, where others share them.
    """
    blocks = gr.Blocks(title="Pinpoint", analytics_enabled=False, fill_width=True, delete_cache=_UPLOADS_DELETED)
    calls = calls or Calls(desk)
    with blocks:
        # First, so that its functions have their names to themselves.
        programs.build(calls)
        masthead = html_part(_masthead(desk.library, "en"), "masthead")
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="talk"), gr.Tabs(elem_id="rooms", overflow_behavior="wrap"):
                labels = page_wording_in("en").rooms
                tabs = [
                    gr.Tab(label, id=name, elem_id=f"{name}-room")
                    for (name, _), label in zip(_ROOMS, labels, strict=True)
                ]
            with gr.Column(elem_id="reading"):
                reader = html_part(render_shelf(desk.library, "en"), "reader", "reader/reader.js", "asking/gloss.js")
        page = Page(desk, blocks, reader, gr.State(Selection()), gr.State("0"), calls.turns, evaluations)
        for tab, (_, room) in zip(tabs, _ROOMS, strict=True):
            with tab:
                room.build(page)
        page.opens_paragraphs(reader)

        def open_page(request: gr.Request) -> tuple[Any, ...]:
            """The frame in the visitor's language, and the paragraph that their link names."""
            language = interface_language(request)
            labels = [gr.update(label=label) for label in page_wording_in(language).rooms]
            place = Place(str(request.query_params.get("paragraph", "")), 0, 0, language)
            return _masthead(desk.library, language, is_visited=True), render_reader(desk.library, place), *labels

        def count_again(request: gr.Request) -> str:
            return _masthead(desk.library, interface_language(request), is_visited=True)

        page.on_load(open_page, None, [masthead, reader, *tabs])
        page.changed.change(count_again, None, masthead, queue=False, **QUIET)
    blocks.queue(max_size=_MOST_QUEUED, default_concurrency_limit=_EVENTS_AT_ONCE)
    # Of Gradio's forty, those that wait their turn would take all.
    blocks._queue.max_thread_count = _MOST_UNDER_WAY
    # After each event Gradio sums the last ten thousand up in pandas, for a dashboard that is not served here.
    blocks._queue.ANAYLTICS_CACHE_FREQUENCY = sys.maxsize  # Gradio's spelling.
    blocks._queue.ANALYTICS_MAX_EVENTS = 1
    # Gradio takes it as an argument of its own server alone.
    blocks.state_session_capacity = MOST_STATES
    return blocks


def _masthead(library: Catalogue, language: str, *, is_visited: bool = False) -> str:
    """`is_visited`: by somebody whose language is known; until then the page speaks English."""
    paragraphs = sum(len(library.paragraphs_of(document_id)) for document_id in library.documents)
    return render_template(
        "masthead.html",
        wording=page_wording_in(language),
        language=language,
        holdings=holdings(len(library.documents), paragraphs, language),
        is_visited=is_visited,
    )


def serve(
    desk: Desk,
    host: str,
    port: int,
    *,
    open_browser: bool = False,
    accounts: Accounts | None = None,
    evaluations: "Evaluations | None" = None,
) -> None:
    """Serves the page until Ctrl+C, to those of `accounts` where there are any; says on standard output where it is.

    Raises PinpointError where host and port cannot be used.
    """
    listening = listen(host, port)
    # uvicorn raises it again once it has stopped, which would end Python before anything is put away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        with upload_folder() as sent:
            os.environ[_UPLOADS_VARIABLE] = str(sent)
            _serve(desk, host, listening, open_browser=open_browser, accounts=accounts, evaluations=evaluations)
    except KeyboardInterrupt:
        _end_if_threads_go_on(1)
        raise
    except SystemExit as end:
        _end_if_threads_go_on(end.code if isinstance(end.code, int) else 0)
        raise


def _serve(
    desk: Desk,
    host: str,
    listening: socket.socket,
    *,
    open_browser: bool,
    accounts: Accounts | None,
    evaluations: "Evaluations | None",
) -> None:
    calls = Calls(desk)
    server = make_server(build_app(desk, evaluations, calls), calls, host, accounts)
    sys.stdout.write(f"Pinpoint answers on {address_of(listening)} — press Ctrl+C to stop\n")
    sys.stdout.flush()
    desk.journal.server_started(
        version=version("pinpoint"),
        address=address_of(listening),
        has_accounts=accounts is not None,
        model=desk.model.name if desk.model else None,
        documents=len(desk.library.documents),
        index=desk.library.generation,
    )
    warming_up = threading.Thread(target=desk.warm_up, name="warm-up")
    warming_up.start()
    try:
        # What the server does is not done for the command that started it.
        with requested(None), printed_as_records(sys.stdout, sys.stderr):
            run_server(server, listening, open_browser=open_browser)
    finally:
        # What it needs is gone once Python ends.
        warming_up.join(_SECONDS_TO_END)
        if evaluations:
            evaluations.close()


def _end_if_threads_go_on(code: int) -> None:
    """Ends the process here where threads are at work, which Python would wait for: a model may be silent for long.

    The server has stopped by now and its uploads are gone, so nobody can be told what such a thread comes to. It cannot
    be ended by itself; were it a daemon, Python would end beneath it, with what libraries in C keep for it. What it
    writes to disk is safe against an end at any moment.
    """
    end = time.monotonic() + _SECONDS_TO_END
    others = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
    waited_for = [thread for thread in others if not thread.daemon]
    for thread in waited_for:
        thread.join(max(0.0, end - time.monotonic()))
    if any(thread.is_alive() for thread in waited_for):
        # All that Python does at its end but the waiting: readers of files are ended, logs and spans written out.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

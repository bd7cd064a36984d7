"""The web chat: the page's parts, what happens when a question is asked, and the server.

In: an `Assistant` and its `Library`. Out: a page on this machine, or a local server that serves it.
Each visitor has a conversation of their own, kept in the server's memory for as long as the page is
open. The page loads nothing from anywhere else.
"""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from assistant.answering import Assistant
from assistant.answers import Answer
from assistant.chat.conversation import EXAMPLES, Turn, render_conversation
from assistant.chat.headers import OwnResourcesOnly
from assistant.chat.reader import Place, read_place, render_reader, render_shelf
from assistant.chat.templates import render_template
from assistant.chat.wording import wording_in
from assistant.language import detect_language
from assistant.library import Library
from corpus.errors import PinpointError

MOST_CHARACTERS = 2000
"""Longest question: far above any that people ask, far below what would keep the encoder busy."""
_BUNDLED_CORPUS = "npt"
_AT_ONCE = 4
"""Questions answered at the same time; the others wait their turn."""
_FOLDER = Path(__file__).parent
_SANS = ("system-ui", "Segoe UI", "Roboto", "Noto Sans", "PingFang SC", "Microsoft YaHei", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "monospace")


def build_app(assistant: Assistant, library: Library) -> gr.Blocks:
    """The page, ready to be launched; `launch_options` has the style that goes with it."""
    steps = _Steps(assistant, library)
    script = {
        name: (_FOLDER / f"{name}.js").read_text(encoding="utf-8") for name in ("conversation", "reader")
    }
    with gr.Blocks(title="Pinpoint", analytics_enabled=False, fill_width=True) as app:
        turns = gr.State([])
        gr.HTML(_header(library), elem_id="masthead", apply_default_css=False)
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="talk"):
                conversation = gr.HTML(
                    steps.show([]),
                    elem_id="conversation",
                    js_on_load=script["conversation"],
                    apply_default_css=False,
                )
                box = gr.Textbox(
                    elem_id="question",
                    label="Your question",
                    show_label=False,
                    container=False,
                    placeholder="Ask in any language…",
                    max_lines=4,
                    submit_btn=True,
                    autofocus=True,
                )
            with gr.Column(elem_id="reading"):
                reader = gr.HTML(
                    render_shelf(library, "en"),
                    elem_id="reader",
                    js_on_load=script["reader"],
                    apply_default_css=False,
                )
        shown = [box, turns, conversation, reader]
        options: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asked = box.submit(steps.ask, [box, turns], shown, concurrency_limit=_AT_ONCE, **options)
        tried = conversation.ask_example(
            steps.ask_example, turns, shown, concurrency_limit=_AT_ONCE, **options
        )
        for event in (asked, tried):
            event.failure(steps.fail, turns, [turns, conversation], **options)
        for opened in (conversation.open_paragraph, reader.open_paragraph):
            opened(steps.open, None, reader, queue=False, **options)
    return app


class _Steps:
    """What the page does on each event. Holds no conversation: that is in the visitor's own state."""

    def __init__(self, assistant: Assistant, library: Library) -> None:
        self._assistant = assistant
        self._library = library
        known = {document.corpus for document in library.documents.values()}
        self._examples = EXAMPLES if _BUNDLED_CORPUS in known else ()

    def show(self, turns: list[Turn]) -> str:
        return render_conversation(turns, self._examples)

    def ask_example(self, turns: list[Turn], event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from self.ask(str(event.question), turns)

    def ask(self, typed: str, turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
        """Shows the question at once, then its answer, with the first citation open in the reader."""
        question = typed.strip()
        if not question:
            gr.Info("Please type a question first.", duration=4)
            yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
            return
        turn = Turn(question[:MOST_CHARACTERS], detect_language(question))
        yield "", [*turns, turn], self.show([*turns, turn]), gr.skip()
        if len(question) > MOST_CHARACTERS:
            turn = replace(turn, problem=wording_in(turn.language).too_long.format(MOST_CHARACTERS))
        else:
            turn = self._answer(turn)
        reader = self._open_first(turn.answer) if turn.answer else gr.skip()
        yield gr.skip(), [*turns, turn], self.show([*turns, turn]), reader

    def _answer(self, turn: Turn) -> Turn:
        try:
            answer = self._assistant.ask(turn.question)
        except PinpointError as error:
            return replace(turn, problem=str(error))
        return replace(turn, answer=answer, language=answer.language)

    def _open_first(self, answer: Answer) -> Any:
        if not answer.citations:
            return gr.skip()
        first = answer.citations[0]
        return render_reader(
            self._library, Place(first.paragraph.paragraph_id, first.start, first.end, answer.language)
        )

    def fail(self, turns: list[Turn]) -> tuple[list[Turn], str]:
        """Ends a turn whose answer failed for a reason that is no visitor's business; the log has it."""
        failed = [
            turn if turn.answer or turn.problem else replace(turn, problem=wording_in(turn.language).failed)
            for turn in turns
        ]
        return failed, self.show(failed)

    def open(self, event: gr.EventData) -> str:
        return render_reader(self._library, read_place(event._data or {}))


def _header(library: Library) -> str:
    documents = library.documents
    paragraphs = sum(len(library.paragraphs_of(document_id)) for document_id in documents)
    return render_template("masthead.html", documents=len(documents), paragraphs=paragraphs)


def launch_options() -> dict[str, Any]:
    """What the page is launched with, wherever it is served: its style, and nothing shown that is internal."""
    return {
        "theme": gr.themes.Base(
            font=[gr.themes.Font(name) for name in _SANS], font_mono=[gr.themes.Font(name) for name in _MONO]
        ),
        "css_paths": _FOLDER / "style.css",
        "footer_links": [],
        "show_error": False,
        "share": False,
        "ssr_mode": False,
        "pwa": False,
        "mcp_server": False,
        "run_history": False,
        "enable_monitoring": False,
        "max_file_size": 1,
        "quiet": True,
        "app_kwargs": {"middleware": [Middleware(OwnResourcesOnly)]},
    }


def serve(
    assistant: Assistant, library: Library, host: str, port: int, *, open_browser: bool = False
) -> None:
    """Serves the page until Ctrl+C, and says on standard output where it is.

    Raises:
        PinpointError: the port is taken.
    """
    # Gradio's HTTP client reports every request of its own start-up otherwise.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    app = build_app(assistant, library)
    try:
        _, address, _ = app.launch(
            server_name=host,
            server_port=port,
            inbrowser=open_browser,
            prevent_thread_lock=True,
            **launch_options(),
        )
    except OSError as error:
        raise PinpointError(f"Port {port} on {host} cannot be used: choose another with --port.") from error
    print(f"Pinpoint answers on {address} — press Ctrl+C to stop", flush=True)
    app.block_thread()

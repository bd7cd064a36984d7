"""The web chat: the page's parts, what happens when a question is asked, and the server.

In: an `Assistant` and the `Catalogue` that it answers from. Out: a page, or a local server
with it. Each visitor has a conversation of their own, kept in the server's memory for as long as the page is
open. The page loads nothing from anywhere else.
"""

import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.answering import LOOKUP, Assistant
from assistant.answers import Answer
from assistant.chat.conversation import EXAMPLES, Turn, render_conversation
from assistant.chat.reader import Place, read_place, render_reader, render_shelf
from assistant.chat.server import address_of, listen, run_server
from assistant.chat.templates import render_template
from assistant.chat.wording import wording_in
from assistant.library import Catalogue
from assistant.questions.question import analyse_question
from corpus.catalog import BUNDLED_CORPUS
from corpus.errors import PinpointError

MOST_CHARACTERS = 2000
"""Longest question: far above any that people ask, far below what would keep the encoder busy."""
_AT_ONCE = 4
"""Questions answered at the same time; the others wait their turn."""
_FOLDER = Path(__file__).parent


def build_app(assistant: Assistant, library: Catalogue) -> gr.Blocks:
    """The page, ready to be served by `assistant.chat.server`, which adds its style."""
    steps = _Steps(assistant, library)
    app = gr.Blocks(title="Pinpoint", analytics_enabled=False, fill_width=True)
    with app:
        turns = gr.State([])
        _html(_masthead(library), "masthead")
        with gr.Row(elem_id="room"):
            with gr.Column(elem_id="talk"):
                conversation = _html(steps.show([]), "conversation", script="conversation.js")
                box = gr.Textbox(
                    elem_id="question",
                    label="Your question",
                    show_label=False,
                    container=False,
                    placeholder="Ask in any language…",
                    max_lines=4,
                    submit_btn="Ask",
                    autofocus=True,
                )
                footing = _html(steps.foot([]), "footing", script="footing.js")
            with gr.Column(elem_id="reading"):
                reader = _html(render_shelf(library, "en"), "reader", script="reader.js")
        shown = [box, turns, conversation, footing, reader]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        asking = quiet | {"concurrency_limit": _AT_ONCE, "concurrency_id": "ask"}
        asked = (
            box.submit(steps.ask, [box, turns], shown, **asking),
            conversation.ask_example(steps.ask_example, turns, shown, **asking),
        )
        for event in asked:
            event.failure(steps.fail, turns, [turns, conversation], **quiet)
        for opened in (conversation.open_paragraph, reader.open_paragraph):
            opened(steps.open, None, reader, queue=False, **quiet)
    return app


class _Steps:
    """What the page does on each event. Holds no conversation: that is in the visitor's own state."""

    def __init__(self, assistant: Assistant, library: Catalogue) -> None:
        self._assistant = assistant
        self._library = library
        known = {document.corpus for document in library.documents.values()}
        self._examples = EXAMPLES if BUNDLED_CORPUS.name in known else ()

    def show(self, turns: list[Turn]) -> str:
        return render_conversation(turns, self._examples)

    def foot(self, turns: list[Turn], *, asked_nothing: bool = False) -> str:
        """The line under the question box, in the language of the last turn."""
        language = turns[-1].language if turns else "en"
        wording = wording_in(language)
        hint = wording.empty if asked_nothing else ""
        return render_template("footing.html", wording=wording, language=language, hint=hint, begun=bool(turns))

    def ask_example(self, turns: list[Turn], event: gr.EventData) -> Iterator[tuple[Any, ...]]:
        yield from self.ask(str(event.question), turns)

    def ask(self, typed: str, turns: list[Turn]) -> Iterator[tuple[Any, ...]]:
        """Shows the question at once, then its answer as it grows, at last with the first citation open in the reader.

        Where nothing was found the reader shows the nearest paragraph: it must not keep the last answer's.
        """
        question = typed.strip()
        if not question:
            yield gr.skip(), gr.skip(), gr.skip(), self.foot(turns, asked_nothing=True), gr.skip()
            return
        turn = Turn(question[:MOST_CHARACTERS], _language_of(question[:MOST_CHARACTERS]))
        yield "", [*turns, turn], self.show([*turns, turn]), self.foot([*turns, turn]), gr.skip()
        if len(question) > MOST_CHARACTERS:
            turn = replace(turn, problem=wording_in(turn.language).too_long.format(MOST_CHARACTERS))
        else:
            for so_far in self._answers(turn, turns):
                turn = so_far
                if turn.is_written:
                    yield gr.skip(), gr.skip(), self.show([*turns, turn]), gr.skip(), gr.skip()
        reader = self._open_first(turn.answer) if turn.answer else gr.skip()
        yield gr.skip(), [*turns, turn], self.show([*turns, turn]), self.foot([*turns, turn]), reader

    def _answers(self, turn: Turn, turns: list[Turn]) -> Iterator[Turn]:
        """The turn with its answer so far, again and again while a model writes it; then with the one that stands."""
        earlier = [
            earlier.answer.interpreted_question or earlier.question
            for earlier in turns
            if earlier.answer and earlier.answer.model != LOOKUP
        ]
        try:
            with closing(self._assistant.answers(turn.question, conversation=earlier)) as answers:
                for answer in answers:
                    turn = replace(turn, answer=answer, language=answer.language, is_written=self._assistant.has_model)
                    yield turn
        except PinpointError as error:
            turn = replace(turn, problem=str(error))
        yield replace(turn, is_written=False)

    def _open_first(self, answer: Answer) -> str:
        for cited in answer.citations[:1]:
            place = Place(cited.paragraph.paragraph_id, cited.start, cited.end, answer.language)
            return render_reader(self._library, place)
        for near in answer.nearest[:1]:
            place = Place(near.paragraph.paragraph_id, 0, 0, answer.language, nearest=True)
            return render_reader(self._library, place)
        return render_shelf(self._library, answer.language)

    def fail(self, turns: list[Turn]) -> tuple[list[Turn], str]:
        """Ends a turn whose answer failed for a reason that is no visitor's business; the log has it."""
        failed = [
            turn if turn.answer or turn.problem else replace(turn, problem=wording_in(turn.language).failed)
            for turn in turns
        ]
        return failed, self.show(failed)

    def open(self, event: gr.EventData) -> str:
        return render_reader(self._library, read_place(event._data or {}))


def _language_of(question: str) -> str:
    try:
        return analyse_question(question).language
    except PinpointError:
        # The assistant says what is wrong with it.
        return "en"


def _html(value: str, elem_id: str, script: str | None = None) -> gr.HTML:
    """A part of the page. Gradio's default template puts `value` in as it is and evaluates nothing in it."""
    code = (_FOLDER / script).read_text(encoding="utf-8") if script else None
    return gr.HTML(value, elem_id=elem_id, js_on_load=code, apply_default_css=False)


def _masthead(library: Catalogue) -> str:
    paragraphs = sum(len(library.paragraphs_of(document_id)) for document_id in library.documents)
    return render_template("masthead.html", documents=len(library.documents), paragraphs=paragraphs)


def serve(assistant: Assistant, library: Catalogue, host: str, port: int, *, open_browser: bool = False) -> None:
    """Serves the page until Ctrl+C, and says on standard output where it is.

    Raises PinpointError where host and port cannot be used.
    """
    listening = listen(host, port)
    page = build_app(assistant, library)
    sys.stdout.write(f"Pinpoint answers on {address_of(listening)} — press Ctrl+C to stop\n")
    sys.stdout.flush()
    run_server(page, host, listening, open_browser=open_browser)

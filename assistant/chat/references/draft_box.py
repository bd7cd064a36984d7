"""The draft box: a draft pasted or dropped in, its checking under way, the result.

In: the `Page`. Out: its parts and their events. The checking goes on while the visitor reads on, can be stopped, and
is bounded; what has been checked by then is shown in the draft's order. A dropped file is read and not kept.
"""

import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.utils import get_upload_folder

from assistant.chat.asking.wording import wording_in
from assistant.chat.guards.visitors import visitor_asking
from assistant.chat.interface import interface_language
from assistant.chat.page import QUIET, TAKES_TURNS, Page, html_part
from assistant.chat.page_wording import page_wording_in
from assistant.chat.reader.paragraph_view import render_reader
from assistant.chat.references.checked_sentences import (
    OUTCOMES,
    DraftResult,
    checked_sentence,
    result_as_text,
    summary_of,
    uncited_heading,
)
from assistant.chat.references.draft_input import DRAFT_SUFFIXES, DraftInput, read_pasted, read_uploaded
from assistant.chat.references.wording import ReferencesWording, references_wording_in
from assistant.chat.templates import render_template
from assistant.chat.turns import Turns
from assistant.chat.visitor_messages import message_for_visitor
from assistant.drafts.draft import UncitedSentence, read_draft
from assistant.drafts.draft_check import CheckedClaim, DraftChecker
from assistant.observing.journal import Work
from assistant.observing.spans import in_one_context
from corpus.errors import PinpointError

MOST_SENTENCES = 400
"""Cited sentences that are checked at once: more than a hundred pages have, and most of a minute's work."""
_AT_ONCE = 2
"""Drafts checked at the same time: apart from questions, which would wait for a minute behind four of them."""
_MOST_WAITING = 32
_SECONDS_BETWEEN = 0.25
"""Between two reports of how far it is: often enough to see it move."""


@dataclass(slots=True)
class Check:
    """A check under way. Changed while it goes on."""

    is_stopped: bool = False
    """Whether the visitor wants no more of it than has come so far."""
    is_given_up: bool = False
    """Whether the visitor has begun another: nothing that comes of it is shown any more."""


def build_draft_box(page: Page) -> None:
    """Makes the box's parts where it is called."""
    words = references_wording_in("en")
    steps = Steps(page)
    so_far = gr.State(None)
    box = gr.Textbox(
        elem_id="draft-box", label=words.draft_label, placeholder=words.draft_placeholder, lines=4, max_lines=8
    )
    file = gr.File(elem_id="draft-file", label=words.file_label, file_types=list(DRAFT_SUFFIXES), height=64)
    check = gr.Button(words.check, elem_id="draft-check", variant="primary")
    status = html_part("", "draft-status", "references/draft_status.js")
    result = html_part("", "draft-result", "references/draft_result.js")
    shown = [so_far, status, result, page.reader]
    options = QUIET | TAKES_TURNS
    checking = [
        check.click(steps.check_pasted_in_turn, [box, so_far], shown, **options),
        file.upload(steps.check_file_in_turn, [file, so_far], [*shown, file], **options),
    ]
    for event in checking:
        event.failure(steps.fail, None, [status], **QUIET)
    # The check ends itself, so that none of its reports comes behind the result.
    status.stop_checking(steps.stop, so_far, None, queue=False, **QUIET)
    page.opens_paragraphs(result)
    page.on_load(steps.open, None, [box, file, check])


class Steps:
    """What the box does on each event. Holds no draft: that is in the visitor's own state."""

    def __init__(self, page: Page) -> None:
        self._desk = page.desk
        self._turns = Turns(_AT_ONCE, _MOST_WAITING)

    def open(self, request: gr.Request) -> tuple[Any, ...]:
        """The box in the visitor's language."""
        words = references_wording_in(interface_language(request))
        box = gr.update(label=words.draft_label, placeholder=words.draft_placeholder)
        return box, gr.update(label=words.file_label), gr.update(value=words.check)

    async def check_pasted_in_turn(
        self, text: str, before: Check | None, request: gr.Request
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """The same as `check_pasted`, when it is this visitor's turn."""
        async with aclosing(self._in_turn(self.check_pasted(text, before, request), (), request)) as pieces:
            async for shown in pieces:
                yield shown

    async def check_file_in_turn(
        self, uploaded: str, before: Check | None, request: gr.Request
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """The same as `check_file`, when it is this visitor's turn."""
        pieces = self._in_turn(self.check_file(uploaded, before, request), (gr.skip(),), request)
        async with aclosing(pieces):
            async for shown in pieces:
                yield shown

    def _in_turn(
        self, checking: Generator[tuple[Any, ...], None, None], others: tuple[Any, ...], request: gr.Request
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        language = interface_language(request)
        words = page_wording_in(language)

        def say(said: str = "", problem: str = "") -> tuple[Any, ...]:
            return gr.skip(), _status(language, said=said, problem=problem), gr.skip(), gr.skip(), *others

        def turned_away() -> tuple[Any, ...]:
            self._desk.journal.turned_away("check")
            return say(problem=words.busy)

        return self._turns.pieces(visitor_asking(request), checking, lambda: say(said=words.in_line), turned_away)

    def check_pasted(
        self, text: str, before: Check | None, request: gr.Request
    ) -> Generator[tuple[Any, ...], None, None]:
        """Checks what is pasted."""
        yield from self._check(lambda wording: read_pasted(text, wording), before, interface_language(request))

    def check_file(
        self, uploaded: str, before: Check | None, request: gr.Request
    ) -> Generator[tuple[Any, ...], None, None]:
        """Checks a file that was dropped, whatever is pasted, and empties its box."""
        language = interface_language(request)
        for shown in self._check(lambda wording: _read_once(Path(uploaded), wording), before, language):
            yield *shown, None

    def _check(
        self, read: Callable[[ReferencesWording], DraftInput], before: Check | None, language: str
    ) -> Iterator[tuple[Any, ...]]:
        """Tells how far it is while it checks; at last the result, with the first sentence that fails in the reader."""
        if before:
            before.is_given_up = True
        check = Check()
        wording = references_wording_in(language)
        yield check, _status(language, said=wording.reading), "", gr.skip()
        try:
            draft_input = read(wording)
        except PinpointError as error:
            yield None, _status(language, problem=message_for_visitor(error, self._desk.settings)), "", gr.skip()
            return
        result = DraftResult(draft_input.unit, 0)
        told = 0.0
        for result in in_one_context(self._results(draft_input)):
            if check.is_given_up:
                return
            if check.is_stopped:
                break
            if result.done < result.total and time.monotonic() - told > _SECONDS_BETWEEN:
                told = time.monotonic()
                yield check, _status(language, checking=result), gr.skip(), gr.skip()
        yield self._finished(result, language)

    def _results(self, draft_input: DraftInput) -> Generator[DraftResult, None, None]:
        """The result so far, again and again; each time with one more sentence of the draft."""
        with self._desk.journal.doing("check") as work:
            yield from self._checked(draft_input, work)

    def _checked(self, draft_input: DraftInput, work: Work) -> Iterator[DraftResult]:
        library = self._desk.library
        draft = read_draft(draft_input.text, library)
        result = DraftResult(draft_input.unit, len(draft.cited), uncited=draft.uncited)
        yield result
        claims: list[CheckedClaim] = []
        for done, outcome in enumerate(DraftChecker(library).outcomes(draft), start=1):
            if isinstance(outcome, UncitedSentence):
                uncited = sorted([*result.uncited, outcome], key=lambda sentence: sentence.line)
                result = replace(result, done=done, uncited=tuple(uncited))
            else:
                claims.append(outcome)
                sentence = checked_sentence(len(result.sentences) + 1, outcome, library)
                result = replace(result, done=done, sentences=(*result.sentences, sentence))
            work.note_check(claims, len(result.uncited))
            yield result
            if done == MOST_SENTENCES:
                return

    def stop(self, check: Check | None) -> None:
        """Ends a check behind the sentence that is being checked; it then shows what it has."""
        if check:
            check.is_stopped = True

    def fail(self, request: gr.Request) -> str:
        """Ends a check that failed for a reason that is no visitor's business; the log has it."""
        language = interface_language(request)
        return _status(language, problem=references_wording_in(language).failed)

    def _finished(self, result: DraftResult, language: str) -> tuple[Any, ...]:
        wording = references_wording_in(language)
        summary = summary_of(result, wording)
        html = render_template(
            "references/draft_result.html",
            wording=wording,
            around=wording_in,
            language=language,
            result=result,
            outcomes=OUTCOMES,
            summary=summary,
            uncited_heading=uncited_heading(result, wording),
            as_text=result_as_text(result, wording),
        )
        # The result says so too, for the eye.
        status = _status(language, said=f"{wording.finished} {summary}", is_finished=True)
        return None, status, html, self._open_first(result)

    def _open_first(self, result: DraftResult) -> Any:
        """The source of the first sentence that fails, else of the first, in the reader."""
        with_source = [sentence for sentence in result.sentences if sentence.source]
        failing = [sentence for sentence in with_source if sentence.outcome == "unsupported"]
        for sentence in (failing or with_source)[:1]:
            if sentence.source:
                return render_reader(self._desk.library, sentence.source.place)
        return gr.skip()


def _read_once(path: Path, wording: ReferencesWording) -> DraftInput:
    """An uploaded file, of which the server's own copy is removed."""
    try:
        return read_uploaded(path, wording)
    finally:
        if path.is_relative_to(get_upload_folder()):
            path.unlink(missing_ok=True)


def _status(
    language: str,
    *,
    said: str = "",
    is_finished: bool = False,
    problem: str = "",
    checking: DraftResult | None = None,
) -> str:
    wording = references_wording_in(language)
    return render_template(
        "references/draft_status.html",
        wording=wording,
        language=language,
        said=said,
        is_finished=is_finished,
        problem=problem,
        checking=checking,
    )

"""What the evaluation room does on each event: files are added, runs started, watched and opened.

In: the desk, `Evaluations`, and what a browser sends, none of it trusted. Out: HTML for the room's parts. Holds nothing
of a visitor; what is under way is the server's, and every visitor sees it.
"""

import base64
import binascii
import math
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
from anyio import to_thread

from assistant.chat.asking.taking_away import TakenFile, render_parcel
from assistant.chat.desk import Desk
from assistant.chat.evaluation.protocol import (
    Evaluations,
    Progress,
    QuestionFile,
    RunList,
    UnderWayError,
)
from assistant.chat.evaluation.rendering import (
    MOST_BYTES,
    render_control,
    render_new_run,
    render_progress,
    render_report,
    render_runs,
)
from assistant.chat.evaluation.wording import evaluation_wording_in
from assistant.chat.guards.visitors import visitor_asking
from assistant.chat.interface import interface_language
from assistant.chat.turns import BusyError, Turns
from assistant.chat.visitor_messages import message_for_visitor, without_places
from assistant.selection import Selection
from corpus.errors import PinpointError

_LONGEST_NAME = 300
_AT_ONCE = 1
"""Files added or drafted at the same time: reading one keeps a processor busy for seconds."""
_MOST_WAITING = 16
"""Each with its file in memory."""
_MEDIA_TYPE = "application/octet-stream"
"""Of a question file: under any other, a browser may give its name another ending."""


class RoomSteps:
    """The room's steps."""

    def __init__(self, desk: Desk, evaluations: Evaluations) -> None:
        self._desk = desk
        self._evaluations = evaluations
        self._turns = Turns(_AT_ONCE, _MOST_WAITING)

    @property
    def is_under_way(self) -> bool:
        """Whether there is a run to be watched."""
        progress = self._evaluations.progress()
        return progress is not None and progress.is_under_way

    def show_new_run(
        self, selection: Selection, language: str, chosen: str = "", message: str = "", problem: str = ""
    ) -> str:
        """The form that starts a run."""
        unfinished = self._runs()[0].unfinished
        files: tuple[QuestionFile, ...] = ()
        uncovered: tuple[str, ...] = ()
        try:
            files = self._evaluations.question_files()
            uncovered = self._evaluations.corpora_without_questions()
        except PinpointError as error:
            problem = problem or self._told(error)
        said = {"message": message, "problem": problem}
        return render_new_run(files, uncovered, unfinished, selection, language, chosen=chosen, **said)

    def show_progress(self, language: str) -> str:
        """How far the run under way is."""
        return render_progress(self._evaluations.progress(), language)

    def show_control(self, language: str) -> str:
        """What can be done about the run that is under way or was the last."""
        progress = self._evaluations.progress()
        before = ""
        if progress and progress.stage == "finished":
            made = next((run for run in self._runs()[0].runs if run.name == progress.name), None)
            before = next(iter(made.comparable), "") if made else ""
        if progress:
            progress = replace(progress, problem=without_places(progress.problem, self._desk.settings))
        return render_control(progress, before, language)

    def show_runs(self, language: str) -> str:
        """Past runs."""
        listed, problem = self._runs()
        return render_runs(listed, language, problem)

    def refresh(self, selection: Selection, request: gr.Request) -> str:
        """The form again: another selection, or another file."""
        return self.show_new_run(selection, interface_language(request))

    def start(self, selection: Selection, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Begins a run of the chosen file, of the chosen documents or all."""
        file = _text(event, "file")
        asked_of = selection if _text(event, "scope") == "chosen" else Selection()
        return self._begin(lambda: self._evaluations.start(file, asked_of), file, selection, request)

    def run_again(self, selection: Selection, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Asks the questions of a past run once more."""
        return self._begin(lambda: self._evaluations.run_again(_text(event, "run")), "", selection, request)

    def go_on(self, selection: Selection, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Goes on with a run that was stopped."""
        return self._begin(lambda: self._evaluations.go_on(_text(event, "run")), "", selection, request)

    def discard(self, selection: Selection, event: gr.EventData, request: gr.Request) -> tuple[Any, ...]:
        """Gives a run up that was stopped."""
        return self._begin(lambda: self._evaluations.discard(_text(event, "run")), "", selection, request)

    def stop(self, request: gr.Request) -> tuple[str, str]:
        """Stops the run; the clock sees when it has."""
        self._evaluations.stop()
        language = interface_language(request)
        return self.show_progress(language), self.show_control(language)

    def look(self, selection: Selection, request: gr.Request) -> tuple[Any, ...]:
        """How far the run is; once it is over, it is among the past runs, or can go on."""
        language = interface_language(request)
        if self.is_under_way:
            return gr.skip(), self.show_progress(language), gr.skip(), gr.skip(), gr.skip()
        shown = self.show_progress(language), self.show_control(language), self.show_runs(language)
        return self.show_new_run(selection, language), *shown, gr.Timer(active=False)

    async def add_file_in_turn(self, selection: Selection, event: gr.EventData, request: gr.Request) -> str:
        """The same as `add_file`, when it is this visitor's turn."""
        return await self._in_turn(lambda: self.add_file(selection, event, request), selection, request)

    async def draft_in_turn(self, selection: Selection, request: gr.Request) -> str:
        """The same as `draft`, when it is this visitor's turn."""
        return await self._in_turn(lambda: self.draft(selection, request), selection, request)

    def add_file(self, selection: Selection, event: gr.EventData, request: gr.Request) -> str:
        """Keeps a question file that the visitor chose, and says what is wrong with it."""
        language = interface_language(request)
        wording = evaluation_wording_in(language)
        data = _content(event)
        if data is None:
            problem = wording.file_too_large.format(f"{MOST_BYTES / 1e6:g}")
            return self.show_new_run(selection, language, problem=problem)
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "questions"
            path.write_bytes(data)
            return self._kept(
                lambda: self._evaluations.add_question_file(path, _text(event, "name")),
                wording.added,
                selection,
                language,
            )

    def take_file(self, selection: Selection, event: gr.EventData, request: gr.Request) -> tuple[Any, Any]:
        """Hands a question file to the browser as it is kept."""
        name = _text(event, "file")
        try:
            content = self._evaluations.question_file_content(name)
        except PinpointError as error:
            return self.show_new_run(selection, interface_language(request), problem=self._told(error)), gr.skip()
        return gr.skip(), render_parcel(TakenFile(name, _MEDIA_TYPE, content))

    def draft(self, selection: Selection, request: gr.Request) -> str:
        """Drafts questions about the chosen documents."""
        language = interface_language(request)
        said = evaluation_wording_in(language).was_drafted
        return self._kept(lambda: self._evaluations.draft(selection), said, selection, language)

    def open_report(self, event: gr.EventData, request: gr.Request) -> str:
        """Opens a run's report, compared with another run where one is chosen."""
        language, name, baseline = interface_language(request), _text(event, "run"), _text(event, "baseline")
        listed, _ = self._runs()
        run = next((run for run in listed.runs if run.name == name), None)
        try:
            report = self._evaluations.report(name, baseline or None)
        except PinpointError as error:
            return render_report(None, "", "", listed, language, self._told(error))
        return render_report(run, report if run else "", baseline, listed, language)

    def fail(self, selection: Selection, request: gr.Request) -> str:
        """After a failure that is no visitor's business; the log has it."""
        language = interface_language(request)
        return self.show_new_run(selection, language, problem=evaluation_wording_in(language).failed_here)

    def fail_report(self, request: gr.Request) -> str:
        """The same, for a report."""
        language = interface_language(request)
        nothing = RunList((), (), ())
        return render_report(None, "", "", nothing, language, evaluation_wording_in(language).failed_here)

    def _begin(
        self, begin: Callable[[], Progress | None], chosen: str, selection: Selection, request: gr.Request
    ) -> tuple[Any, ...]:
        language = interface_language(request)
        problem = ""
        try:
            begin()
        except UnderWayError:
            progress = self._evaluations.progress()
            asked = (progress.questions, progress.done, progress.total) if progress else ("", 0, 0)
            problem = evaluation_wording_in(language).under_way.format(*asked)
        except PinpointError as error:
            problem = self._told(error)
        form = self.show_new_run(selection, language, chosen, problem=problem)
        run = self.show_progress(language), self.show_control(language), self.show_runs(language)
        # A short run may be over already: the clock's first look finds that out.
        return form, *run, gr.Timer(active=not problem or self.is_under_way)

    async def _in_turn(self, work: Callable[[], str], selection: Selection, request: gr.Request) -> str:
        try:
            return await self._turns.run(visitor_asking(request), work)
        except BusyError:
            language = interface_language(request)
            problem = evaluation_wording_in(language).busy
            return await to_thread.run_sync(lambda: self.show_new_run(selection, language, problem=problem))

    def _kept(self, keep: Callable[[], QuestionFile], said: str, selection: Selection, language: str) -> str:
        try:
            file = keep()
        except PinpointError as error:
            return self.show_new_run(selection, language, problem=self._told(error))
        message = said.format(file.name, file.count)
        return self.show_new_run(selection, language, file.name, message)

    def _runs(self) -> tuple[RunList, str]:
        try:
            return self._evaluations.runs(), ""
        except PinpointError as error:
            return RunList((), (), ()), self._told(error)

    def _told(self, error: PinpointError) -> str:
        return message_for_visitor(error, self._desk.settings)


def _text(event: gr.EventData, name: str) -> str:
    data = event._data
    return str(data.get(name, ""))[:_LONGEST_NAME] if isinstance(data, Mapping) else ""


def _content(event: gr.EventData) -> bytes | None:
    """The bytes of an added file; None where it is too large, or is none."""
    data = event._data
    written = data.get("content") if isinstance(data, Mapping) else None
    if not isinstance(written, str) or len(written) > 4 * math.ceil(MOST_BYTES / 3):
        return None
    try:
        content = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        return None
    return content if len(content) <= MOST_BYTES else None

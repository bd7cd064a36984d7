"""The room for evaluations: a question file is asked of the documents, and its report read.

In: the `Page`. Out: its parts and their events. What they do is in `room_steps.py` and `reviewing.py`; questions are
asked and measured in `eval`, which is handed in as `Evaluations`.
"""

from typing import Any

import gradio as gr
from gradio.context import Context

from assistant.chat.evaluation.reviewing import GIVE_TYPED, Reviewing
from assistant.chat.evaluation.room_steps import RoomSteps
from assistant.chat.evaluation.wording import evaluation_wording_in
from assistant.chat.interface import interface_language
from assistant.chat.page import QUIET, TAKES_TURNS, Page, html_part
from assistant.chat.templates import render_template
from assistant.selection import Selection

_SCRIPT = "evaluation/room.js"
_SECONDS_BETWEEN_LOOKS = 1.0


def build(page: Page) -> None:
    """Makes the room's parts where it is called."""
    if page.evaluations is None:
        _say_that_there_is_nothing(page)
        return
    steps = RoomSteps(page.desk, page.evaluations)
    reviewing = Reviewing(page.desk, page.evaluations)
    with gr.Row(elem_id="evaluation-desk"):
        with gr.Column(elem_id="evaluation-beginning"):
            new_run = html_part("", "evaluation-new", _SCRIPT)
            progress = html_part("", "evaluation-progress")
            # Apart from what changes every second: a button must stay under the finger.
            control = html_part("", "evaluation-control", _SCRIPT)
            parcel = html_part("", "evaluation-parcel", "asking/parcel.js")
        review = html_part("", "evaluation-review", _SCRIPT)
        typed = gr.JSON(visible=False)
    runs = html_part("", "evaluation-runs", _SCRIPT)
    report = html_part("", "evaluation-report", _SCRIPT)
    clock = gr.Timer(_SECONDS_BETWEEN_LOOKS, active=False)
    selection = page.selection

    beginning = [new_run, progress, control, runs, clock]
    for begin, event in (
        (steps.start, new_run.start_run),
        (steps.start, review.start_run),
        (steps.run_again, runs.run_again),
        (steps.run_again, report.run_again),
        (steps.go_on, new_run.go_on),
        (steps.go_on, runs.go_on),
        (steps.discard, runs.discard),
    ):
        event(begin, selection, beginning, **QUIET).failure(steps.fail, selection, new_run, **QUIET)
    control.stop_run(steps.stop, None, [progress, control], queue=False, **QUIET)
    clock.tick(steps.look, selection, beginning, queue=False, **QUIET)
    for event, step in ((new_run.add_file, steps.add_file_in_turn), (new_run.draft, steps.draft_in_turn)):
        event(step, selection, new_run, **QUIET | TAKES_TURNS).failure(steps.fail, selection, new_run, **QUIET)
    new_run.take_file(steps.take_file, selection, [new_run, parcel], **QUIET).failure(
        steps.fail, selection, new_run, **QUIET
    )
    for event in (runs.open_report, control.open_report, report.open_report):
        event(steps.open_report, None, report, **QUIET).failure(steps.fail_report, None, report, **QUIET)
    report.close_report(lambda: "", None, report, queue=False, **QUIET)
    review.review(reviewing.open, None, review, **QUIET)
    review.follow(reviewing.follow, None, review, **QUIET)
    review.drop(reviewing.drop, None, review, **QUIET)
    review.accept(reviewing.accept, None, review, **QUIET).then(steps.refresh, selection, new_run, **QUIET)
    selection.change(steps.refresh, selection, new_run, **QUIET)

    def open_room(chosen: Selection, typed: Any, request: gr.Request) -> tuple[Any, ...]:
        """The room in the visitor's language, as it is when they come in: with what was said of answers meanwhile.

        `typed`: what they were typing into a review when they left.
        """
        language = interface_language(request)
        run = steps.show_progress(language), steps.show_control(language), steps.show_runs(language)
        reviewed = reviewing.show_again(language, typed)
        return steps.show_new_run(chosen, language), *run, gr.Timer(active=steps.is_under_way), reviewed

    # Not when the page is opened: most visitors come to ask, and should not wait for the runs to be read.
    _own_tab().select(open_room, [selection, typed], [*beginning, review], js=GIVE_TYPED, **QUIET)


def _own_tab() -> gr.Tab:
    """The tab that the room is built in."""
    tab = Context.block
    assert isinstance(tab, gr.Tab)
    return tab


def _say_that_there_is_nothing(page: Page) -> None:
    def show(request: gr.Request | None = None) -> str:
        language = interface_language(request)
        wording = evaluation_wording_in(language)
        return render_template("evaluation/not_here.html", wording=wording, language=language)

    page.on_load(show, None, html_part(show(), "evaluation-new"))

"""The evaluation room as HTML: a new run, its progress, past runs, an opened report.

In: records of `assistant.chat.evaluation.protocol` and the language of the interface. Out: HTML. A report comes as a
page of its own and is shown in a frame in which no script runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date, format_time

from assistant.chat.evaluation.past_runs_wording import past_runs_wording_in
from assistant.chat.evaluation.protocol import (
    HeadlineFigure,
    PastRun,
    Progress,
    QuestionFile,
    RunList,
    UnfinishedRun,
)
from assistant.chat.evaluation.wording import EvaluationWording, evaluation_wording_in
from assistant.chat.templates import render_template
from assistant.selection import Selection

MOST_BYTES = 2_900_000
"""Of a question file that is added in the browser: some seven thousand questions.

It comes in Base64, a third longer, and with what stands around it has to stay below the most bytes of a request
(`MOST_BYTES` in `assistant.chat.guards.bodies`)."""
_MOST_RUNS = 50
_NAMES = 3
"""Of chosen documents: with more, their number is said."""


@dataclass(frozen=True, slots=True)
class RunRow:
    """A past run as the table shows it."""

    run: PastRun
    finished: str
    scope: str
    """What it was restricted to; empty where to nothing."""
    figures: dict[str, tuple[str, str]]
    """Value and interval, per cent."""


def render_new_run(
    files: Sequence[QuestionFile],
    uncovered: Sequence[str],
    unfinished: Sequence[UnfinishedRun],
    selection: Selection,
    language: str,
    *,
    chosen: str = "",
    message: str = "",
    problem: str = "",
) -> str:
    """The form that starts a run, or goes on with an unfinished one; `chosen` is the question file that is preset."""
    wording = evaluation_wording_in(language)
    return render_template(
        "evaluation/new_run.html",
        wording=wording,
        language=language,
        files=files,
        askable=[file for file in files if not file.problem],
        uncovered=_listed(uncovered, language),
        unfinished=_that_start_would_repeat(unfinished, files, selection),
        scope=describe_selection(selection, language),
        most_bytes=MOST_BYTES,
        chosen=chosen,
        message=message,
        problem=problem,
    )


def render_progress(progress: Progress | None, language: str) -> str:
    """How far the run under way is; nothing where there is none."""
    if progress is None or not progress.is_under_way:
        return ""
    wording = evaluation_wording_in(language)
    return render_template(
        "evaluation/progress.html",
        language=language,
        progress=progress,
        said=_said(progress, wording),
        left=_left(progress.seconds_left, wording),
    )


def render_control(progress: Progress | None, before: str, language: str) -> str:
    """Stops the run under way, or opens its report; `before` names the run that this can be compared with."""
    if progress is None:
        return ""
    wording = evaluation_wording_in(language)
    return render_template(
        "evaluation/control.html",
        wording=wording,
        language=language,
        progress=progress,
        before=before,
        said=_said(progress, wording),
    )


def render_runs(listed: RunList, language: str, problem: str = "") -> str:
    """The table of past runs, with those that can go on and files that are none."""
    return render_template(
        "evaluation/runs.html",
        wording=past_runs_wording_in(language),
        language=language,
        rows=[_row(run, language) for run in listed.runs[:_MOST_RUNS]],
        older=max(len(listed.runs) - _MOST_RUNS, 0),
        unfinished=listed.unfinished,
        damaged=listed.damaged,
        problem=problem,
    )


def render_report(
    run: PastRun | None, report: str, baseline: str, listed: RunList, language: str, problem: str = ""
) -> str:
    """An opened report, with what it can be compared with; nothing where none is open."""
    wording = past_runs_wording_in(language)
    known = {other.name: other for other in listed.runs}
    return render_template(
        "evaluation/report.html",
        wording=wording,
        language=language,
        run=run,
        report=report,
        baseline=baseline,
        title=wording.report_of.format(run.questions, written_time(run.finished, language)) if run else "",
        others=[
            (name, wording.report_of.format(known[name].questions, written_time(known[name].finished, language)))
            for name in (run.comparable if run else ())
        ],
        problem=problem,
    )


def written_time(iso: str, language: str) -> str:
    """A time as the reader writes it, in the time zone of this machine; as it is where it is none."""
    try:
        when = datetime.fromisoformat(iso).astimezone()
        return f"{format_date(when, 'medium', locale=language)} {format_time(when, 'short', locale=language)}"
    except ValueError:
        return iso


def describe_selection(selection: Selection, language: str) -> str:
    """What questions are restricted to, in words; empty where to nothing."""
    wording = evaluation_wording_in(language)
    documents = selection.documents
    parts = [
        _listed(selection.corpora, language),
        _listed(documents, language) if len(documents) <= _NAMES else wording.documents_count.format(len(documents)),
        _listed(selection.languages, language),
        _listed(selection.submitters, language),
        wording.since.format(selection.since) if selection.since else "",
        wording.until.format(selection.until) if selection.until else "",
    ]
    return " · ".join(part for part in parts if part)


def _that_start_would_repeat(
    unfinished: Sequence[UnfinishedRun], files: Sequence[QuestionFile], selection: Selection
) -> list[tuple[UnfinishedRun, str, int]]:
    """The runs that "Start" would begin anew: with the form's scope that they are of, and how many questions in all."""
    counts = {file.name: file.count for file in files}
    scopes = {run.name: "all" if run.selection == Selection() else "chosen" for run in unfinished}
    return [
        (run, scopes[run.name], counts[run.questions])
        for run in unfinished
        if not run.obstacle and run.questions in counts and run.selection in (Selection(), selection)
    ]


def _row(run: PastRun, language: str) -> RunRow:
    figures = {name: _percents(figure) for name, figure in run.figures.items()}
    return RunRow(run, written_time(run.finished, language), describe_selection(run.selection, language), figures)


def _percents(figure: HeadlineFigure) -> tuple[str, str]:
    return f"{100 * figure.value:.0f}", f"{100 * figure.low:.0f}–{100 * figure.high:.0f}"


def _said(progress: Progress, wording: EvaluationWording) -> str:
    name, done, total = progress.questions, progress.done, progress.total
    return {
        "preparing": wording.preparing,
        "asking": wording.asking.format(name, done, total),
        "measuring": wording.measuring,
        "stopping": wording.stopping,
        "finished": wording.finished.format(name, total),
        "stopped": wording.stopped.format(name, done, total),
        "failed": wording.failed,
    }[progress.stage]


def _left(seconds: float | None, wording: EvaluationWording) -> str:
    if seconds is None:
        return ""
    return wording.minutes_left.format(round(seconds / 60)) if seconds >= 60 else wording.soon


def _listed(names: Sequence[str], language: str) -> str:
    return ("、" if language == "zh" else ", ").join(names)

"""`pinpoint eval`: questions asked of an index, measured, compared with an earlier run, reported.

In: what the command line says. Out: a run file, a report where one is wanted, and the record of the command-line
contract. What is printed is made in `eval.printing`.
"""

import hashlib
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import click
from platformdirs import user_cache_path, user_data_path

from assistant.answering import Assistant
from assistant.cli_output import print_json, print_record
from assistant.console import stage_progress
from assistant.library import Library
from assistant.opening import ingest_paths, load_model, open_assistant, open_library
from assistant.settings import Settings
from corpus.errors import PinpointError
from eval.drafting import draft_questions
from eval.measures.comparison import Change, compare
from eval.measures.judgement import failure_reason, outcome
from eval.measures.summary import summarise
from eval.printing import show_drafted, show_evaluation, show_places
from eval.question_files.jsonl import write_questions
from eval.question_files.reading import read_question_set
from eval.question_set import QuestionSet
from eval.report.cited_texts import cited_texts
from eval.report.evaluation import Evaluation
from eval.report.report import write_report
from eval.results import QuestionResult, result_record
from eval.run import ask_all
from eval.run_file import Journal, Run, now, read_run, write_run
from eval.run_settings import run_settings
from eval.supplied_paragraphs import supplied_library
from index.encoder_choice import load_encoder

_WORSE = 3
"""Exit code of the command-line contract's addition: done, but worse than the baseline."""


@dataclass(frozen=True, slots=True)
class EvaluationRequest:
    """What was asked for on the command line."""

    questions: Path
    paragraphs: Path | None
    """SQuAD's format: the file that the paragraphs are read from, where it is another one."""
    corpus: Path | None
    """Documents that are ingested first."""
    run: Path | None
    """Where the run is kept; None for a place in the user's data folder."""
    report: Path | None
    baseline: Path | None
    settings: Settings
    has_index: bool
    """Whether the user named the index."""


@dataclass(frozen=True, slots=True)
class FinishedEvaluation:
    """Everything that came of it."""

    evaluation: Evaluation
    run_path: Path
    report_path: Path | None

    @property
    def is_worse(self) -> bool:
        """Whether something got significantly worse than in the baseline."""
        return any(change.is_worse for change in self.evaluation.changes or ())


def run_command(request: EvaluationRequest, draft_count: int | None, as_json: bool) -> int:
    """Does what was asked for and prints it; the exit code: 3 where something got significantly worse, else 0.

    Raises PinpointError as `evaluate` and `draft` do.
    """
    if draft_count is not None:
        written = draft(request, draft_count)
        record = {"drafted": written, "questions": str(request.questions)}
        print_record(record, as_json, lambda _: show_drafted(written, request.questions, request.corpus))
        return 0
    finished = evaluate(request)
    if as_json:
        print_json(evaluation_record(finished))
    else:
        show_evaluation(finished.evaluation)
        show_places(finished.run_path, finished.report_path)
    return _WORSE if finished.is_worse else 0


def evaluate(request: EvaluationRequest) -> FinishedEvaluation:
    """Asks all questions and measures what came of them.

    Raises:
        PinpointError: questions, documents, index, model or baseline cannot be used; or a file cannot be written.

    """
    question_set = read_question_set(request.questions, request.paragraphs)
    _check_places(request)
    # Before the questions are asked: a baseline that cannot be read shall not cost a run.
    before = _read_baseline(request.baseline, question_set) if request.baseline else None
    assistant, library, settings = _open(request, question_set)
    made_with = run_settings(question_set, library, settings)
    run_path = request.run or _run_path(question_set, made_with)
    with Journal(run_path, made_with) as journal:
        if journal.done:
            click.echo(f"Taken up again: {len(journal.done)} questions were asked already", err=True)
        with stage_progress() as on_progress:
            results = ask_all(question_set.questions, assistant, library, journal, partial(on_progress, "ask"))
        figures = summarise(results)
        write_run(run_path, Run(made_with, tuple(results), now()), figures)
        journal.remove()
    evaluation = Evaluation(
        title=question_set.name,
        is_drafted=question_set.is_drafted,
        settings=made_with,
        results=tuple(results),
        figures=figures,
        changes=None if before is None else tuple(compare(before, results)),
        baseline=str(request.baseline) if request.baseline else None,
        bad_rows=question_set.bad_rows,
        paragraph_texts=cited_texts(results, library),
    )
    if request.report:
        write_report(evaluation, request.report)
    return FinishedEvaluation(evaluation, run_path, request.report)


def draft(request: EvaluationRequest, count: int) -> int:
    """Writes up to `count` drafted questions about the documents to `request.questions`; how many there are.

    Raises:
        PinpointError: the documents cannot be read, or give no question; or the file exists or cannot be written.

    """
    library = open_library(_with_corpus(request))
    questions = draft_questions(library, count)
    if not questions:
        raise PinpointError("The documents hold no dates, amounts or symbols to ask about: write questions by hand.")
    write_questions(questions, request.questions, is_drafted=True)
    return len(questions)


def evaluation_record(finished: FinishedEvaluation) -> dict[str, Any]:
    """What `pinpoint eval --json` prints."""
    evaluation = finished.evaluation
    return {
        "questions": evaluation.title,
        "drafted": evaluation.is_drafted,
        "settings": evaluation.settings,
        "metrics": {name: asdict(figure) for name, figure in evaluation.figures.items()},
        "per_query": [
            result_record(result) | {"outcome": outcome(result), "failure": failure_reason(result)}
            for result in evaluation.results
        ],
        "bad_rows": [asdict(row) for row in evaluation.bad_rows],
        "baseline": evaluation.baseline,
        "changes": None if evaluation.changes is None else [_change_record(change) for change in evaluation.changes],
        "run": str(finished.run_path),
        "report": str(finished.report_path) if finished.report_path else None,
    }


def _change_record(change: Change) -> dict[str, Any]:
    return asdict(change) | {"is_worse": change.is_worse}


def _check_places(request: EvaluationRequest) -> None:
    """That no input would be written over, and that the report has a folder: before anything is asked."""
    inputs = {path.resolve() for path in (request.questions, request.paragraphs) if path}
    for path in (request.run, request.report):
        if path and path.resolve() in inputs:
            raise PinpointError(f"{path} holds the questions and would be written over: name another file.")
        if path and not path.parent.is_dir():
            raise PinpointError(f"There is no folder {path.parent}: make it, or name another file.")


def _open(request: EvaluationRequest, question_set: QuestionSet) -> tuple[Assistant, Library, Settings]:
    settings = request.settings
    if not question_set.paragraphs:
        settings = _with_corpus(request)
        assistant, library = open_assistant(settings)
        return assistant, library, settings
    if request.corpus or request.has_index:
        raise PinpointError(
            f"{request.questions} brings its own paragraphs, which are indexed by themselves: leave out --corpus and "
            "--index."
        )
    encoder = load_encoder(settings.encoder)
    folder = _own_index(f"{question_set.sha256} {encoder.name}")
    with stage_progress() as on_progress:
        library = supplied_library(question_set, encoder, folder, on_progress)
    return Assistant(library, load_model(settings)), library, settings


def _with_corpus(request: EvaluationRequest) -> Settings:
    """The settings, with an index of the documents that were named, in a place of its own where none was named."""
    if request.corpus is None:
        return request.settings
    settings = request.settings
    if not request.has_index:
        settings = replace(settings, index=_own_index(f"{request.corpus.resolve()} {settings.encoder}"))
    ingested = ingest_paths([request.corpus], settings)
    for path, problem in ingested.failed:
        click.echo(f"not read: {problem if path in problem else f'{path!r} {problem}'}", err=True)
    return settings


def _own_index(key: str) -> Path:
    """Kept for the next time, so that only what changed is embedded again."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return user_cache_path("pinpoint", appauthor=False) / "eval" / digest


def _run_path(question_set: QuestionSet, made_with: dict[str, str]) -> Path:
    digest = hashlib.sha256(repr(sorted(made_with.items())).encode()).hexdigest()[:8]
    folder = user_data_path("pinpoint", appauthor=False) / "runs"
    return folder / f"{Path(question_set.name).stem}-{digest}.json"


def _read_baseline(path: Path, question_set: QuestionSet) -> list[QuestionResult]:
    """The results of those questions that the baseline asked in the same words, with the same expectations."""
    asked = {
        question.question_id: (question.question, question.answerable, question.value)
        for question in question_set.questions
    }
    same = [
        result
        for result in read_run(path).results
        if asked.get(result.question_id) == (result.question, result.answerable, result.expected_value)
    ]
    if not same:
        raise PinpointError(
            f"The baseline {path} has no question of {question_set.name}: give a run of the same questions."
        )
    return same

"""Evaluations of a chat app's index: what `assistant.chat.evaluation.protocol` asks for.

In: the app's `Desk`. Out: past runs and their reports, question files, one run at a time in the background, feedback
made questions. All of it lies in the folder of the index: `evaluations/`, `questions/`.
"""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from assistant.chat.desk import Desk
from assistant.chat.evaluation.protocol import (
    Obstacle,
    OfferedQuestion,
    Progress,
    QuestionFile,
    ReviewedQuestion,
    RunList,
    UnderWayError,
    UnfinishedRun,
)
from assistant.feedback import Feedback
from assistant.library import Library
from assistant.selection import Selection
from corpus.errors import PinpointError
from eval.app.feedback_questions import FeedbackQuestions
from eval.app.question_folder import QuestionFolder
from eval.app.run_folder import RunFolder
from eval.app.running import Job, RunningEvaluation
from eval.drafting import draft_questions
from eval.measures.comparison import compare
from eval.question_set import BadRow
from eval.report.cited_texts import cited_texts
from eval.report.evaluation import Evaluation
from eval.report.report import report_page
from eval.results import QuestionResult
from eval.run_settings import DRAFTED, library_settings, read_selection, run_settings

_DRAFTED_AT_ONCE = 40
"""As many as a person looks over in half an hour."""


class AppEvaluations:
    """See `assistant.chat.evaluation.protocol.Evaluations`. Safe to share between threads."""

    def __init__(self, desk: Desk) -> None:
        index = desk.settings.index
        self._desk = desk
        self._runs = RunFolder(index / "evaluations")
        self._questions = QuestionFolder(index / "questions")
        self._feedback = FeedbackQuestions(index, index / "questions")
        self._starting = threading.Lock()
        self._running: RunningEvaluation | None = None
        self._made_with: tuple[Library, dict[str, str]] | None = None

    def runs(self) -> RunList:
        """Past runs, those that can go on, and files that are none."""
        progress = self.progress()
        runs, damaged = self._runs.runs(self._made_with_now(self._desk.library))
        unfinished = [
            UnfinishedRun(
                name, made_with.get("questions", ""), read_selection(made_with), done, self._obstacle(made_with)
            )
            for name, (made_with, done) in self._runs.unfinished().items()
            if not (progress and progress.is_under_way and progress.name == name)
        ]
        return RunList(tuple(runs), tuple(unfinished), tuple(damaged))

    def report(self, name: str, baseline: str | None) -> str:
        """The report page of a run; against a baseline, another run."""
        run, figures = self._runs.read(name)
        changes = None
        if baseline:
            before = _same_questions(self._runs.read(baseline)[0].results, run.results)
            if not before:
                raise PinpointError("The two runs have no question in common: compare with another.")
            changes = tuple(compare(before, run.results))
        return report_page(
            Evaluation(
                title=run.settings.get("questions", name),
                is_drafted=DRAFTED in run.settings,
                settings=run.settings | ({"finished": run.finished} if run.finished else {}),
                results=run.results,
                figures=figures,
                changes=changes,
                baseline=baseline,
                bad_rows=self._bad_rows(run.settings),
                paragraph_texts=cited_texts(run.results, self._desk.library),
            )
        )

    def question_files(self) -> tuple[QuestionFile, ...]:
        """The question files that there are."""
        return self._questions.files(self._desk.library)

    def corpora_without_questions(self) -> tuple[str, ...]:
        """Corpora of the index that no question file names a document of."""
        covered = {corpus for file in self.question_files() for corpus in file.corpora}
        corpora = {document.corpus for document in self._desk.library.documents.values()}
        return tuple(sorted(corpora - covered))

    def add_question_file(self, path: Path, name: str) -> QuestionFile:
        """Keeps a copy of a question file; `name` is what its owner calls it."""
        return self._questions.add(path, name, self._desk.library)

    def question_file_content(self, name: str) -> bytes:
        """A question file as it is kept."""
        return self._questions.content(name, self._desk.library)

    def draft(self, selection: Selection) -> QuestionFile:
        """Drafts questions about the selected documents."""
        library = self._desk.library
        questions = draft_questions(library, _DRAFTED_AT_ONCE, selection.chosen(library))
        if not questions:
            raise PinpointError(
                "These documents hold no dates, amounts or symbols to ask about: write questions by hand, and add them "
                "as a file."
            )
        corpora = sorted(selection.corpora or {document.corpus for document in library.documents.values()})
        return self._questions.add_drafted(questions, f"drafted-{'-'.join(corpora)}.jsonl", library)

    def start(self, question_file: str, selection: Selection) -> Progress:
        """Begins a run."""
        return self._start(question_file, selection, None)

    def go_on(self, name: str) -> Progress:
        """Goes on with an unfinished run."""
        unfinished = self._runs.unfinished()
        if name not in unfinished:
            raise PinpointError("This run cannot go on: it was finished or discarded.")
        made_with, _ = unfinished[name]
        return self._start(made_with.get("questions", ""), read_selection(made_with), name)

    def run_again(self, name: str) -> Progress:
        """Asks the questions of a past run once more."""
        made_with = self._runs.read(name)[0].settings
        return self._start(made_with.get("questions", ""), read_selection(made_with), None)

    def discard(self, name: str) -> None:
        """Gives an unfinished run up."""
        with self._starting:
            self._require_none_under_way()
            self._runs.discard(name)

    def stop(self) -> None:
        """Stops the run under way behind the question that is being asked."""
        running = self._running
        if running is not None:
            running.stop()

    def close(self) -> None:
        """Stops the run under way and waits for it: for whoever ends the app."""
        running = self._running
        if running is not None:
            running.close()

    def progress(self) -> Progress | None:
        """The run that is under way or was the last."""
        running = self._running
        return running.progress() if running else None

    def open_feedback(self) -> tuple[Feedback, ...]:
        """Feedback that nobody has reviewed yet, the oldest first."""
        return self._feedback.open_feedback()

    def offer(self, feedback_id: str, reference: str | None) -> OfferedQuestion:
        """What is known for the question that would be made of it."""
        return self._feedback.offer(feedback_id, reference, self._desk.library)

    def accept(self, feedback_id: str, reviewed: ReviewedQuestion) -> None:
        """Adds the question to the file of those from feedback."""
        self._feedback.accept(feedback_id, reviewed, self._desk.library)

    def drop(self, feedback_id: str) -> None:
        """Sets feedback aside."""
        self._feedback.drop(feedback_id)

    def _start(self, question_file: str, selection: Selection, name: str | None) -> Progress:
        """Begins a run of that name, or goes on with it; None for a new one."""
        with self._starting:
            self._require_none_under_way()
            assistant, library = self._desk.assistant, self._desk.library
            questions = self._questions.question_set(question_file, library)
            if selection.chosen(library) == frozenset():
                raise PinpointError("No document fits what is chosen: choose other documents.")
            made_with = run_settings(questions, library, self._desk.settings, selection)
            name = name or self._runs.new_name(question_file)
            path = self._runs.path_of(name)
            running = RunningEvaluation(Job(name, path, questions, selection, assistant, library, made_with))
            self._running = running
            running.start()
            return running.progress()

    def _require_none_under_way(self) -> None:
        progress = self.progress()
        if progress and progress.is_under_way:
            raise UnderWayError(
                f"An evaluation of {progress.questions} is under way, {progress.done} of {progress.total} questions "
                "are asked: wait for it, or stop it."
            )

    def _made_with_now(self, library: Library) -> dict[str, str]:
        """What a run would be made with; worked out once for each opened index."""
        known = self._made_with
        if known is None or known[0] is not library:
            known = self._made_with = (library, library_settings(library, self._desk.settings))
        return known[1]

    def _obstacle(self, made_with: dict[str, str]) -> Obstacle:
        library = self._desk.library
        try:
            questions = self._questions.question_set(made_with.get("questions", ""), library)
        except PinpointError:
            return "gone"
        known = {"questions sha256": questions.sha256} | self._made_with_now(library)
        return "" if all(made_with.get(part) == value for part, value in known.items()) else "changed"

    def _bad_rows(self, made_with: dict[str, str]) -> tuple[BadRow, ...]:
        """The rows that were left out of the question file, where it is still the one that was asked."""
        try:
            questions = self._questions.question_set(made_with.get("questions", ""), self._desk.library)
        except PinpointError:
            return ()
        return questions.bad_rows if questions.sha256 == made_with.get("questions sha256") else ()


def _same_questions(before: Sequence[QuestionResult], after: Sequence[QuestionResult]) -> list[QuestionResult]:
    """The results of those questions that both asked in the same words, with the same expectations.

    Under the ids that they have in `after`: a file that grew by a row may number its rows anew.
    """
    asked = {(result.question, result.answerable, result.expected_value): result.question_id for result in after}
    return [
        replace(result, question_id=asked[key])
        for result in before
        if (key := (result.question, result.answerable, result.expected_value)) in asked
    ]

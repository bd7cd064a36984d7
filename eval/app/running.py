"""One evaluation in the background: a thread that asks, measures and writes the run, and can be stopped.

In: a `Job`. Out: a run file, and a `Progress` at any time. Stopped or cut off, its answers so far stay on disk
(`eval.run_file.Journal`), and a job with the same settings goes on with them.
"""

import atexit
import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import Assistant
from assistant.chat.evaluation.protocol import Progress, Stage
from assistant.library import Library
from assistant.selection import Selection
from corpus.errors import PinpointError
from eval.measures.summary import summarise
from eval.question_set import QuestionSet
from eval.run import ask_all
from eval.run_file import Journal, Run, now, write_run

_SECONDS_TO_STOP = 10
"""What the question under way is given when the server ends; the run goes on where it was in any case."""
_FAILED = "Something went wrong on our side; the server's log says what happened."
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """An evaluation to be made."""

    name: str
    path: Path
    """Of the run file."""
    questions: QuestionSet
    selection: Selection
    assistant: Assistant
    library: Library
    made_with: dict[str, str]


class _StoppedError(Exception):
    """Somebody stopped the run."""


class RunningEvaluation:
    """A job under way, or what became of it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stop = threading.Event()
        self._stage: Stage = "preparing"
        self._problem = ""
        self._done = 0
        self._first: tuple[float, int] | None = None
        """When the first question of this attempt was asked, and how many were done by then."""
        # A daemon, so that Ctrl+C waits no longer than `close` does.
        self._thread = threading.Thread(target=self._work, name="evaluation", daemon=True)

    def start(self) -> None:
        """Begins; to be called once."""
        atexit.register(self.close)
        self._thread.start()

    def stop(self) -> None:
        """Stops it behind the question that is being asked."""
        self._stop.set()

    def close(self) -> None:
        """Stops it and waits for it, a little while."""
        self.stop()
        self._thread.join(_SECONDS_TO_STOP)
        atexit.unregister(self.close)

    def progress(self) -> Progress:
        """How far it is."""
        total = len(self._job.questions.questions)
        stage: Stage = "stopping" if self._stop.is_set() and self._stage in {"preparing", "asking"} else self._stage
        return Progress(
            self._job.name,
            self._job.questions.name,
            stage,
            self._done,
            total,
            self._seconds_left(),
            self._problem,
        )

    def _seconds_left(self) -> float | None:
        if self._stage != "asking" or self._first is None:
            return None
        began, done_before = self._first
        asked = self._done - done_before
        left = len(self._job.questions.questions) - self._done
        return (time.monotonic() - began) / asked * left if asked else None

    def _work(self) -> None:
        became: Stage = "failed"
        problem = _FAILED
        try:
            self._evaluate()
            became, problem = "finished", ""
        except _StoppedError:
            became, problem = "stopped", ""
        except PinpointError as error:
            problem = str(error)
            # It may quote a question of the file.
            _LOG.warning("an evaluation ended early", extra={"texts": {"message": problem}})
        finally:
            # Whatever happened: what is not said to be over would keep all others waiting. The log has the rest.
            self._problem, self._stage = problem, became

    def _evaluate(self) -> None:
        job = self._job
        with Journal(job.path, job.made_with) as journal:
            self._done = len(journal.done)
            results = ask_all(
                job.questions.questions, job.assistant, job.library, journal, self._advance, job.selection
            )
            self._stage = "measuring"
            write_run(job.path, Run(job.made_with, tuple(results), now()), summarise(results))
            journal.remove()

    def _advance(self, done: int, total: int) -> None:
        if self._stop.is_set() and done < total:
            self._done = max(self._done, done)
            raise _StoppedError
        self._stage = "asking"
        # Questions that an earlier attempt asked pass in no time, and tell nothing of how long the others will take.
        if done < self._done:
            return
        self._done = done
        if self._first is None:
            self._first = (time.monotonic(), done)

"""What the evaluation room needs of evaluations, and the records that cross over.

In: nothing; these are the types. Out: `Evaluations`, which `eval` implements and the command line hands in, because
nothing here may import `eval`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from assistant.feedback import Feedback
from assistant.selection import Selection
from corpus.errors import PinpointError

Fit = Literal["same", "other_program", "other_documents"]
Stage = Literal["preparing", "asking", "measuring", "stopping", "finished", "stopped", "failed"]
Obstacle = Literal["", "changed", "gone"]
Following = Literal["followed", "not followed", "document", "mentions", "unknown", "gone"]


class UnderWayError(PinpointError):
    """An evaluation is under way in this server, and there is one at a time."""


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """One figure of a run, a share between 0 and 1, with its 95 % interval."""

    value: float
    low: float
    high: float
    count: int
    """Questions that it is over."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that is finished."""

    name: str
    """Of its file: what it is asked for by."""
    questions: str
    """Name of the question file."""
    finished: str
    """ISO 8601, UTC."""
    asked: int
    is_drafted: bool
    selection: Selection
    fit: Fit
    """Whether it was made with the documents, the encoder and the program as they are now."""
    checksum: str
    """Of the paragraphs that it was made with."""
    figures: Mapping[str, HeadlineFigure]
    """By name: "R@1", "right", "wrong_shown", "refused_unanswerable"; what was not measured is not there."""
    comparable: tuple[str, ...]
    """Names of other runs that asked some of the same questions, the latest first."""


@dataclass(frozen=True, slots=True)
class UnfinishedRun:
    """A run that was stopped or cut off, and goes on when it is asked to."""

    name: str
    questions: str
    selection: Selection
    done: int
    obstacle: Obstacle
    """"changed": questions, documents or program are others now, so that it begins anew; "gone": its question file is
    not there any more, so that it cannot go on."""


@dataclass(frozen=True, slots=True)
class DamagedRun:
    """A file among the runs that is none."""

    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class RunList:
    """All that lies in the folder of runs."""

    runs: tuple[PastRun, ...]
    """The latest first."""
    unfinished: tuple[UnfinishedRun, ...]
    damaged: tuple[DamagedRun, ...]


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """A file of questions that can be asked, or says why not."""

    name: str
    count: int
    answerable: int
    bad_rows: tuple[tuple[str, str], ...]
    """Where, and what is wrong."""
    is_drafted: bool
    corpora: tuple[str, ...]
    """Those that its quotes name a document of; empty where they name none."""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """The run that is under way in this server, or the last one that was."""

    name: str
    questions: str
    stage: Stage
    done: int
    total: int
    seconds_left: float | None
    problem: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether it still asks or measures."""
        return self.stage in {"preparing", "asking", "measuring", "stopping"}


@dataclass(frozen=True, slots=True)
class OfferedQuestion:
    """What a reviewer fills in for a piece of feedback, with what is known of it already."""

    is_answerable: bool
    reference: str
    """Of the right paragraph, as a person writes it."""
    paragraph_id: str
    """The paragraph that the reference was followed to; empty where it leads to none."""
    sentences: tuple[str, ...]
    """Of that paragraph, to pick the quote from."""
    language: str
    """Of the paragraph."""
    quote: str
    value: str
    following: Following
    """What became of the reference: "document" where it names all of one, "gone" where the paragraph that was cited is
    not in the index any more."""


@dataclass(frozen=True, slots=True)
class ReviewedQuestion:
    """What a reviewer says a right answer is."""

    question: str
    is_answerable: bool
    paragraph_id: str = ""
    quote: str = ""
    value: str = ""


class Evaluations(Protocol):
    """Evaluations of one index. Safe to share between threads; each method raises PinpointError as it says."""

    def runs(self) -> RunList:
        """Past runs, those that can go on, and files that are none."""

    def report(self, name: str, baseline: str | None) -> str:
        """The report page of a run; against a baseline, another run.

        Raises PinpointError where either is not there or they have no question in common.
        """

    def question_files(self) -> tuple[QuestionFile, ...]:
        """The question files that there are."""

    def corpora_without_questions(self) -> tuple[str, ...]:
        """Corpora of the index that no question file names a document of."""

    def add_question_file(self, path: Path, name: str) -> QuestionFile:
        """Keeps a copy of a question file; `name` is what its owner calls it.

        Raises PinpointError where it holds no question, or brings its own paragraphs.
        """

    def question_file_content(self, name: str) -> bytes:
        """A question file as it is kept.

        Raises PinpointError where there is no such file, or it holds no questions.
        """

    def draft(self, selection: Selection) -> QuestionFile:
        """Drafts questions about the selected documents.

        Raises PinpointError where they give none.
        """

    def start(self, question_file: str, selection: Selection) -> Progress:
        """Begins a run.

        Raises PinpointError where there is no such file; `UnderWayError` where a run is under way.
        """

    def go_on(self, name: str) -> Progress:
        """Goes on with an unfinished run. Raises as `start` does."""

    def run_again(self, name: str) -> Progress:
        """Asks the questions of a past run once more, of the same documents as they are now. Raises as `start`."""

    def discard(self, name: str) -> None:
        """Gives an unfinished run up."""

    def stop(self) -> None:
        """Stops the run under way behind the question that is being asked; it can go on later."""

    def close(self) -> None:
        """Stops the run under way and waits for it, a little while: for whoever ends the app."""

    def progress(self) -> Progress | None:
        """The run that is under way or was the last; None where there was none since the server started."""

    def open_feedback(self) -> tuple[Feedback, ...]:
        """Feedback that nobody has reviewed yet, the oldest first."""

    def offer(self, feedback_id: str, reference: str | None) -> OfferedQuestion:
        """What is known for the question that would be made of it; of the paragraph at `reference`, where one is given.

        Raises PinpointError where there is no such open feedback.
        """

    def accept(self, feedback_id: str, reviewed: ReviewedQuestion) -> None:
        """Adds the question to the file of those from feedback.

        Raises PinpointError where it is no question, or the quote does not stand in the paragraph.
        """

    def drop(self, feedback_id: str) -> None:
        """Sets feedback aside. Raises PinpointError where there is no such open feedback."""

"""What readers say of answers, kept in one file of the index's folder and sent nowhere.

In: an answer and whether it was right. Out: `Feedback`, with what it takes to make a question of an evaluation of it.
The file is only ever appended to, by one process at a time; a line that was cut off is passed over.
"""

import dataclasses
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast, get_args

from filelock import FileLock, Timeout

from assistant.answers import Answer, format_reference
from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError

FeedbackKind = Literal["right", "wrong_paragraph", "wrong_value", "should_be_refused"]
"""Of an answer that was refused, "wrong_paragraph" says that the documents do answer the question."""
Review = Literal["open", "accepted", "dropped"]
KINDS: tuple[FeedbackKind, ...] = get_args(FeedbackKind)
FILE_NAME = "feedback.jsonl"
MOST_COMMENT_CHARACTERS = 2000
"""A comment is cut there: a page is enough for anything that is to be read again."""
MOST_BYTES = 20_000_000
"""Of the file: thousands of answers. All of it is read whenever somebody reviews."""
_REVIEWS: tuple[Review, ...] = get_args(Review)
_WAIT_SECONDS = 10.0
"""For another process that is writing: a line takes milliseconds."""


@dataclass(frozen=True, slots=True)
class FeedbackCitation:
    """A paragraph that the answer cited or offered, and the words of it that were shown."""

    paragraph_id: str
    reference: str
    quote: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one reader said of one answer, and the answer as it was then."""

    feedback_id: str
    given: str
    """ISO 8601, UTC."""
    kind: FeedbackKind
    question: str
    language: str
    asked: str
    """The question as it was really asked, where an earlier one had to complete it."""
    status: str
    answer: str
    value: str | None
    """Normalised, as in `AnswerValue`."""
    citations: tuple[FeedbackCitation, ...]
    model: str
    comment: str = ""
    review: Review = "open"
    nearest: tuple[FeedbackCitation, ...] = ()
    """What was offered instead where nothing was found; the quotes are whole paragraphs."""
    request_id: str = ""
    """Of the request that was answered, by which it is found in the log; nothing where there was none."""


class FeedbackFile:
    """The feedback of one index. Safe to use from several threads and processes at once."""

    def __init__(self, folder: Path) -> None:
        """`folder`: that of the index."""
        self._folder = folder
        self.path = folder / FILE_NAME

    def add(self, kind: FeedbackKind, answer: Answer, comment: str = "", *, replaces: str | None = None) -> Feedback:
        """Keeps what a reader says of `answer`; `replaces` is the id of what the same reader said of it before.

        Raises:
            PinpointError: the file is full or cannot be written; the message says why.

        """
        # Of reviews there is no more than one for each; so they have no bound.
        if self.path.is_file() and self.path.stat().st_size >= MOST_BYTES:
            raise PinpointError(
                f"The feedback in {self.path} has {MOST_BYTES / 1e6:g} MB and takes no more: review it, and put the "
                "file somewhere else."
            )
        feedback = Feedback(
            feedback_id=uuid.uuid4().hex,
            given=datetime.now(UTC).isoformat(timespec="seconds"),
            kind=kind,
            question=answer.question,
            language=answer.language,
            asked=answer.interpreted_question or answer.question,
            status=answer.status,
            answer=answer.answer,
            value=answer.value.normalized if answer.value else None,
            citations=tuple(
                _citation(cited.document, cited.paragraph, cited.quote, answer.language) for cited in answer.citations
            ),
            model=answer.model,
            comment=comment.strip()[:MOST_COMMENT_CHARACTERS],
            nearest=tuple(
                _citation(near.document, near.paragraph, near.paragraph.text, answer.language)
                for near in answer.nearest
            ),
            request_id=answer.request_id or "",
        )
        self._append(dataclasses.asdict(feedback) | ({"replaces": replaces} if replaces else {}))
        return feedback

    def read(self) -> list[Feedback]:
        """All that was said and not replaced since, in that order.

        Raises:
            PinpointError: the file is there and cannot be read.

        """
        said: dict[str, Feedback] = {}
        for record in self._records():
            if "settles" in record:
                settled = said.get(str(record["settles"]))
                if settled and record.get("review") in _REVIEWS:
                    said[settled.feedback_id] = dataclasses.replace(settled, review=record["review"])
            elif feedback := _feedback(record):
                said.pop(str(record.get("replaces")), None)
                said[feedback.feedback_id] = feedback
        return list(said.values())

    def settle(self, feedback_id: str, review: Review) -> None:
        """Notes what became of it: accepted as a question, dropped, or open again.

        Raises:
            PinpointError: there is no such feedback, or the file cannot be written.

        """
        if all(feedback.feedback_id != feedback_id for feedback in self.read()):
            raise PinpointError(
                "This feedback is not there any more: it was replaced by its author. Load the page again."
            )
        self._append({"settles": feedback_id, "review": review})

    def _records(self) -> Iterator[dict[str, Any]]:
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._failure("read", error) from error
        for line in content.split(b"\n"):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                # The end of what a process was writing when it died, or a line that somebody edited.
                continue
            if isinstance(record, dict):
                yield record

    def _append(self, record: dict[str, Any]) -> None:
        # Half a character, as a browser can send, becomes "?".
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        try:
            with self._lock(), self.path.open("a+b") as file:
                begins = file.seek(0, os.SEEK_END)
                if begins:
                    file.seek(begins - 1)
                    # A line that was cut off must not swallow this one.
                    line = line if file.read(1) == b"\n" else b"\n" + line
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._failure("written", error) from error

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path.with_suffix(".lock"), timeout=_WAIT_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise PinpointError(
                f"The feedback in {self.path} is being written by another process: try again in a moment."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def _failure(self, done: str, error: OSError) -> PinpointError:
        return PinpointError(
            f"The feedback in {self.path} cannot be {done} ({error.strerror or error}): "
            "check the folder's permissions and the space on the disk."
        )


def _citation(document: Document, paragraph: Paragraph, quote: str, language: str) -> FeedbackCitation:
    return FeedbackCitation(paragraph.paragraph_id, format_reference(document, paragraph, language), quote)


def _feedback(record: dict[str, Any]) -> Feedback | None:
    """The feedback of a line, or None where the line is none; unknown fields are passed over."""
    texts = ("feedback_id", "given", "question", "language", "asked", "status", "answer", "model", "comment")
    value, kind, review = record.get("value"), record.get("kind"), record.get("review", "open")
    if not all(isinstance(record.get(name), str) for name in texts) or not isinstance(value, str | None):
        return None
    if kind not in KINDS or review not in _REVIEWS:
        return None
    citations, nearest = _citations(record.get("citations")), _citations(record.get("nearest", []))
    if citations is None or nearest is None:
        return None
    return Feedback(
        **{name: record[name] for name in texts},
        kind=kind,
        value=value,
        review=cast(Review, review),
        citations=citations,
        nearest=nearest,
        request_id=str(record.get("request_id", "")),
    )


def _citations(records: object) -> tuple[FeedbackCitation, ...] | None:
    if not isinstance(records, list):
        return None
    names = [field.name for field in dataclasses.fields(FeedbackCitation)]
    if not all(isinstance(record, dict) and isinstance(record.get(name), str) for record in records for name in names):
        return None
    return tuple(FeedbackCitation(**{name: record[name] for name in names}) for record in records)

"""Feedback made evaluation questions: what is known of each, what a reviewer adds, and the file that they go to.

In: `assistant.feedback`, and what a reviewer says. Out: rows of a question file in Pinpoint's own format. Nothing is
taken over unreviewed: what a reader calls right may be wrong, too.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from filelock import FileLock

from assistant.chat.evaluation.protocol import Following, OfferedQuestion, ReviewedQuestion
from assistant.feedback import Feedback, FeedbackFile
from assistant.library import Catalogue
from assistant.lookup.citations import look_up
from corpus.documents import Paragraph
from corpus.errors import PinpointError
from corpus.sentences import split_sentences
from eval.app.question_folder import FEEDBACK_FILE, MOST_LINES
from eval.question_files.records import RowError, read_record
from eval.question_set import without_blanks
from eval.report.quoted_text import find_quote

_WAIT_SECONDS = 10
"""For another process that is adding a question: it takes milliseconds."""


class FeedbackQuestions:
    """Reviews the feedback of one index."""

    def __init__(self, index: Path, questions: Path) -> None:
        """`index`: the folder that feedback is kept in; `questions`: that of question files."""
        self._feedback = FeedbackFile(index)
        self._path = questions / FEEDBACK_FILE

    def open_feedback(self) -> tuple[Feedback, ...]:
        """What nobody has reviewed yet, the oldest first."""
        return tuple(feedback for feedback in self._feedback.read() if feedback.review == "open")

    def offer(self, feedback_id: str, reference: str | None, catalogue: Catalogue) -> OfferedQuestion:
        """What is known of the question: what was cited, or the paragraph at `reference` where one is given.

        Raises:
            PinpointError: there is no such open feedback.

        """
        feedback = self._get(feedback_id)
        if reference is not None:
            return _followed(reference, catalogue)
        if feedback.kind == "should_be_refused" or (feedback.kind == "right" and not feedback.citations):
            return _offer(None, "", "not followed", is_answerable=False)
        if feedback.kind == "wrong_paragraph" or not feedback.citations:
            return _offer(None, "", "not followed")
        cited = feedback.citations[0]
        paragraph = catalogue.paragraph(cited.paragraph_id)
        if paragraph is None:
            return _offer(None, cited.reference, "gone")
        value = feedback.value if feedback.kind == "right" else None
        quote = cited.quote if find_quote(paragraph.text, cited.quote) else ""
        return _offer(paragraph, cited.reference, "followed", quote=quote, value=value or "", catalogue=catalogue)

    def accept(self, feedback_id: str, reviewed: ReviewedQuestion, catalogue: Catalogue) -> None:
        """Adds the question to the file, once, and settles the feedback.

        Raises:
            PinpointError: there is no such open feedback, it is no question, its quote does not stand in the paragraph,
                or the file cannot be written.

        """
        record = _record(self._get(feedback_id), reviewed, catalogue)
        try:
            read_record(record, "1")
        except RowError as error:
            raise PinpointError(f"This is no question yet: {error}.") from error
        self._append(record)
        self._feedback.settle(feedback_id, "accepted")

    def drop(self, feedback_id: str) -> None:
        """Sets feedback aside; it stays in its file.

        Raises:
            PinpointError: there is no such open feedback.

        """
        self._feedback.settle(self._get(feedback_id).feedback_id, "dropped")

    def _get(self, feedback_id: str) -> Feedback:
        for feedback in self.open_feedback():
            if feedback.feedback_id == feedback_id:
                return feedback
        raise PinpointError("This feedback has been reviewed already, or was never given: go on with the next.")

    def _append(self, record: dict[str, Any]) -> None:
        """Writes the file anew as a whole, with the question at its end; not where it has it already."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self._path}.lock", timeout=_WAIT_SECONDS):
                before = self._path.read_text(encoding="utf-8") if self._path.exists() else ""
                lines = [line for line in before.split("\n") if line.strip()]
                if any(_id_in(line) == record["id"] for line in lines):
                    return
                if len(lines) >= MOST_LINES:
                    raise PinpointError(
                        f"The question file {FEEDBACK_FILE} has {len(lines):,} lines and takes no more: give it "
                        "another name, and try again."
                    )
                lines.append(json.dumps(record, ensure_ascii=False))
                temporary = self._path.with_name(f".{FEEDBACK_FILE}.new")
                temporary.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
                temporary.replace(self._path)
        except (OSError, UnicodeDecodeError) as error:
            raise PinpointError(
                f"The question file {FEEDBACK_FILE} cannot be written ({error}): mend or move it, and try again."
            ) from error


def _followed(reference: str, catalogue: Catalogue) -> OfferedQuestion:
    if not reference.strip():
        return _offer(None, "", "not followed")
    lookup = look_up(reference, catalogue)
    if lookup.kind == "paragraph":
        return _offer(lookup.paragraphs[0], reference, "followed", catalogue=catalogue)
    return _offer(None, reference, lookup.kind)


def _offer(
    paragraph: Paragraph | None,
    reference: str,
    following: Following,
    *,
    is_answerable: bool = True,
    quote: str = "",
    value: str = "",
    catalogue: Catalogue | None = None,
) -> OfferedQuestion:
    text = paragraph.text if paragraph else ""
    return OfferedQuestion(
        is_answerable=is_answerable,
        reference=reference,
        paragraph_id=paragraph.paragraph_id if paragraph else "",
        sentences=tuple(text[start:end] for start, end in split_sentences(text)),
        language=catalogue.document_of(paragraph).language if paragraph and catalogue else "",
        quote=quote,
        value=value,
        following=following,
    )


def _record(feedback: Feedback, reviewed: ReviewedQuestion, catalogue: Catalogue) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": f"feedback-{feedback.feedback_id}",
        "question": reviewed.question.strip(),
        "answerable": reviewed.is_answerable,
        "relevant": [],
        "value": None,
    }
    if reviewed.question.strip() == feedback.asked:
        record["language"] = feedback.language
    if not reviewed.is_answerable:
        return record
    paragraph = catalogue.paragraph(reviewed.paragraph_id)
    if paragraph is None:
        raise PinpointError("Which paragraph answers it? Give its reference and follow it first.")
    if not without_blanks(reviewed.quote):
        raise PinpointError("Which words answer it? Pick a sentence of the paragraph.")
    if not find_quote(paragraph.text, reviewed.quote):
        raise PinpointError("The quote does not stand in the paragraph, word for word: pick a sentence, or correct it.")
    name = _name_of(paragraph, catalogue)
    record["relevant"] = [{"file": name, "quote": reviewed.quote.strip()}]
    return record | {"value": reviewed.value.strip() or None, "group": name}


def _name_of(paragraph: Paragraph, catalogue: Catalogue) -> str:
    """The name of the document's file; its id where another has a file of that name."""
    document = catalogue.document_of(paragraph)
    names = Counter(Path(other.path).name for other in catalogue.documents.values())
    name = Path(document.path).name
    return name if names[name] == 1 else document.document_id


def _id_in(line: str) -> str | None:
    try:
        record = json.loads(line)
    except ValueError:
        return None
    return record.get("id") if isinstance(record, dict) else None

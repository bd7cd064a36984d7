"""The question files of an index: the bundled ones, uploads, drafts, and what feedback became.

In: a folder, and files that are to be kept in it. Out: `QuestionFile`s that say what can be asked, and `QuestionSet`s.
A file's name comes from a browser, so none is trusted: only names that are in the list lead to a file.
"""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.chat.evaluation.protocol import QuestionFile
from assistant.library import Catalogue
from corpus.catalog import BUNDLED_CORPUS
from corpus.documents import Document
from corpus.errors import PinpointError
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, write_questions
from eval.question_files.reading import read_question_set
from eval.question_set import EvaluationQuestion, QuestionSet

FEEDBACK_FILE = "feedback.jsonl"
"""What became of feedback; no upload is kept under this name."""
_RESERVED = frozenset({FEEDBACK_FILE, DEVELOPMENT_QUESTIONS.name})
_LEFT_BEHIND = (".new", ".lock")
_LONGEST_NAME = 80
_LONGEST_BYTES = 150
"""Of a name before its suffix, in UTF-8: file systems take 255 in all, and numbers and marks are put around it."""
_LONGEST_SUFFIX_BYTES = 10
_ODD = re.compile(r"[^\w.()-]+")

State = tuple[int, int]
"""Time and size: another one, another content."""


class QuestionFolder:
    """Question files beside an index. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, tuple[State, QuestionSet | PinpointError]] = {}
        """What each file held when it was last read."""

    def names(self, catalogue: Catalogue) -> list[str]:
        """The files' names: the bundled one first, where the index has its corpus, then by name."""
        return [path.name for path in self._paths(catalogue)]

    def files(self, catalogue: Catalogue) -> tuple[QuestionFile, ...]:
        """What each file holds, or why it cannot be asked."""
        return tuple(self._describe(path, catalogue) for path in self._paths(catalogue))

    def question_set(self, name: str, catalogue: Catalogue) -> QuestionSet:
        """The questions of a file.

        Raises:
            PinpointError: there is no such file, or it cannot be asked.

        """
        found = self._question_set(self.path_of(name, catalogue))
        if isinstance(found, PinpointError):
            raise found
        return found

    def content(self, name: str, catalogue: Catalogue) -> bytes:
        """A file of questions as it is kept; what else may lie in the folder is not given out.

        Raises:
            PinpointError: there is no such file, it cannot be asked, or it cannot be read.

        """
        self.question_set(name, catalogue)
        try:
            return self.path_of(name, catalogue).read_bytes()
        except OSError as error:
            raise PinpointError(f"{name} cannot be read ({error.strerror}): change its permissions.") from error

    def path_of(self, name: str, catalogue: Catalogue) -> Path:
        """Where a file lies.

        Raises:
            PinpointError: there is none of that name.

        """
        for path in self._paths(catalogue):
            if path.name == name:
                return path
        raise PinpointError(f"There is no question file {name[:_LONGEST_NAME]!r}: choose one of the list.")

    def add(self, path: Path, name: str, catalogue: Catalogue) -> QuestionFile:
        """Keeps a copy of the file at `path`, under `name` or one like it.

        Raises:
            PinpointError: it holds no question, brings its own paragraphs, or cannot be written.

        """
        wanted = _safe_name(name)
        # Read under the name that it will have, which tells its format and stands in its bad rows.
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / wanted
            copy.write_bytes(path.read_bytes())
            _askable(copy)
        kept = self._write(wanted, path.read_bytes())
        return self._describe(kept, catalogue)

    def add_drafted(self, questions: list[EvaluationQuestion], name: str, catalogue: Catalogue) -> QuestionFile:
        """Keeps drafted questions, marked as such, under `name` or one like it.

        Raises:
            PinpointError: the file cannot be written.

        """
        with tempfile.TemporaryDirectory() as scratch:
            drafted = Path(scratch) / "drafted.jsonl"
            write_questions(questions, drafted, is_drafted=True)
            return self._describe(self._write(_safe_name(name), drafted.read_bytes()), catalogue)

    def _write(self, wanted: str, data: bytes) -> Path:
        """Writes a new file as a whole; where the name is taken by another content, it gets a number."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for path in (self.folder / name for name in _numbered(wanted) if name not in _RESERVED):
                if path.is_file() and path.read_bytes() == data:
                    return path
                if not path.exists():
                    temporary = path.with_name(f".{path.name}.new")
                    temporary.write_bytes(data)
                    # A link, unlike a replacement, fails where somebody else took the name in between.
                    try:
                        os.link(temporary, path)
                    except FileExistsError:
                        continue
                    finally:
                        temporary.unlink(missing_ok=True)
                    return path
        except OSError as error:
            raise PinpointError(
                f"The question file cannot be kept in {self.folder} ({error.strerror or error}): make room there."
            ) from error
        raise AssertionError("there are endless numbers")

    def _paths(self, catalogue: Catalogue) -> list[Path]:
        known = {document.corpus for document in catalogue.documents.values()}
        bundled = [DEVELOPMENT_QUESTIONS] if BUNDLED_CORPUS.name in known else []
        try:
            kept = sorted(path for path in self.folder.iterdir() if _is_kept(path))
        except FileNotFoundError:
            kept = []
        except OSError as error:
            raise PinpointError(
                f"The folder {self.folder} cannot be read ({error.strerror or error}): change its permissions."
            ) from error
        return [*bundled, *(path for path in kept if path.name != DEVELOPMENT_QUESTIONS.name)]

    def _question_set(self, path: Path) -> QuestionSet | PinpointError:
        content: QuestionSet | PinpointError
        try:
            found = path.stat()
            state = (found.st_mtime_ns, found.st_size)
            known = self._read.get(path)
            if known and known[0] == state:
                return known[1]
            content = _askable(path)
        except OSError as error:
            return PinpointError(f"{path.name} cannot be read ({error.strerror or error}): change its permissions.")
        except PinpointError as error:
            content = error.with_traceback(None)
        self._read[path] = (state, content)
        return content

    def _describe(self, path: Path, catalogue: Catalogue) -> QuestionFile:
        found = self._question_set(path)
        if isinstance(found, PinpointError):
            return QuestionFile(path.name, 0, 0, (), False, (), _without_folder(str(found), path))
        return QuestionFile(
            name=path.name,
            count=len(found.questions),
            answerable=sum(question.answerable for question in found.questions),
            bad_rows=tuple((row.where, row.problem) for row in found.bad_rows),
            is_drafted=found.is_drafted,
            corpora=_corpora(found, catalogue),
        )


def _askable(path: Path) -> QuestionSet:
    question_set = read_question_set(path)
    if question_set.paragraphs:
        raise PinpointError(
            f"{path.name!r} brings its own paragraphs, which are no documents of this index: run `pinpoint eval` on it."
        )
    return question_set


def _corpora(question_set: QuestionSet, catalogue: Catalogue) -> tuple[str, ...]:
    corpora: dict[str, set[str]] = {}
    for document in catalogue.documents.values():
        for name in _names(document):
            corpora.setdefault(name, set()).add(document.corpus)
    named = {relevant.file for question in question_set.questions for relevant in question.relevant if relevant.file}
    return tuple(sorted(set().union(*(corpora.get(name, set()) for name in named))))


def _names(document: Document) -> set[str]:
    """What a question file may call a document, as `eval.question_set.QuoteFinder` knows it."""
    return {name for name in (Path(document.path).name, document.symbol, document.document_id) if name}


def _is_kept(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".") and not path.name.endswith(_LEFT_BEHIND)


def _safe_name(name: str) -> str:
    """The name without folders and whatever could be more than a name."""
    # A browser on Windows may send the whole path.
    last = re.split(r"[/\\]", name)[-1]
    stem, _, suffix = _ODD.sub("_", last).lstrip(".").rpartition(".")
    if not stem:
        stem, suffix = suffix, "jsonl"
    stem = stem[:_LONGEST_NAME].encode("utf-8")[:_LONGEST_BYTES].decode("utf-8", "ignore")
    suffix = suffix.lower().encode("utf-8")[:_LONGEST_SUFFIX_BYTES].decode("utf-8", "ignore")
    return f"{stem or 'questions'}.{suffix}"


def _numbered(name: str) -> Iterator[str]:
    stem, _, suffix = name.rpartition(".")
    yield name
    number = 2
    while True:
        yield f"{stem}-{number}.{suffix}"
        number += 1


def _without_folder(message: str, path: Path) -> str:
    """A message for a browser: where the folder lies is no visitor's business."""
    return message.replace(f"{path.parent}{os.sep}", "")

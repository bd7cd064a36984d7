"""The question files of an index: the bundled ones, uploads, drafts, and what feedback became.

In: a folder, and files that are to be kept in it. Out: `QuestionFile`s that say what can be asked, and `QuestionSet`s.
A file's name comes from a browser, so none is trusted: only names that are in the list lead to a file.
"""

import os
import tempfile
import threading
from pathlib import Path

from assistant.chat.evaluation.protocol import QuestionFile
from assistant.library import Catalogue
from corpus.catalog import BUNDLED_CORPUS
from corpus.documents import Document
from corpus.errors import PinpointError
from eval.app.question_file_names import numbered_names, safe_name, shortened
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, write_questions
from eval.question_files.reading import read_question_set
from eval.question_set import EvaluationQuestion, QuestionSet

FEEDBACK_FILE = "feedback.jsonl"
"""What became of feedback; no upload is kept under this name."""
_RESERVED = frozenset({FEEDBACK_FILE, DEVELOPMENT_QUESTIONS.name})
_LEFT_BEHIND = (".new", ".lock")
MOST_LINES = 5_000
"""Of a file that is added. Each may be a question, which takes most of a millisecond to read, and far longer to ask."""
_MOST_FILES = 200
_MOST_QUESTIONS_IN_ALL = 50_000
"""They stay in memory, 2 kB each, and are read when somebody first looks: half a minute for all."""
_MOST_BYTES_IN_ALL = 100_000_000
"""As many as one document may have."""
_REMEDY = "Have some deleted from {}, or use `pinpoint eval` on the command line."

State = tuple[int, int]
"""Time and size: another one, another content."""


class QuestionFolder:
    """Question files beside an index. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[Path, tuple[State, QuestionSet | PinpointError]] = {}
        """What each file held when it was last read."""
        self._reading, self._adding = threading.Lock(), threading.Lock()
        """One thread reads a file, or adds one, while others wait: they need what it finds."""

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
        raise PinpointError(f"There is no question file {shortened(name)!r}: choose one of the list.")

    def add(self, path: Path, name: str, catalogue: Catalogue) -> QuestionFile:
        """Keeps a copy of the file at `path`, under `name` or one like it.

        Raises:
            PinpointError: it holds no question, or too many, brings its own paragraphs, or cannot be written; or there
                is no room for more.

        """
        return self._describe(self._keep(safe_name(name), path.read_bytes()), catalogue)

    def add_drafted(self, questions: list[EvaluationQuestion], name: str, catalogue: Catalogue) -> QuestionFile:
        """Keeps drafted questions, marked as such, under `name` or one like it.

        Raises:
            PinpointError: the file cannot be written, or there is no room for more.

        """
        with tempfile.TemporaryDirectory() as scratch:
            drafted = Path(scratch) / "drafted.jsonl"
            write_questions(questions, drafted, is_drafted=True)
            return self._describe(self._keep(safe_name(name), drafted.read_bytes()), catalogue)

    def _keep(self, wanted: str, data: bytes) -> Path:
        """Writes a new file as a whole; where the name is taken by another content, it gets a number."""
        with self._adding:
            try:
                for path in (self.folder / name for name in numbered_names(wanted) if name not in _RESERVED):
                    if path.is_file() and path.read_bytes() == data:
                        return path
                    if not path.exists() and self._write(path, data):
                        return path
            except OSError as error:
                raise PinpointError(
                    f"The question file cannot be kept in {self.folder} ({error.strerror or error}): make room there."
                ) from error
            raise AssertionError("there are endless numbers")

    def _write(self, path: Path, data: bytes) -> bool:
        """Reads the questions and writes them; False where another process took the name meanwhile."""
        self._require_room(path.name, data)
        # Read under the name that it will have, which tells its format and stands in its bad rows.
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / path.name
            copy.write_bytes(data)
            found = _askable(copy)
        self.folder.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.new")
        temporary.write_bytes(data)
        # A link, unlike a replacement, fails where somebody else took the name in between.
        try:
            os.link(temporary, path)
        except FileExistsError:
            return False
        finally:
            temporary.unlink(missing_ok=True)
        with self._reading:
            self._read[path] = (_state(path), found)
        return True

    def _require_room(self, name: str, data: bytes) -> None:
        """Raises PinpointError where there is none, before anything is read."""
        lines = _line_count(data)
        if lines > MOST_LINES:
            raise PinpointError(
                f"{name} has {lines:,} lines, and {MOST_LINES:,} is the most: split it, or run `pinpoint eval` on it."
            )
        kept = self._kept()
        if len(kept) >= _MOST_FILES:
            raise PinpointError(f"There are {len(kept)} question files already. {_REMEDY.format(self.folder)}")
        if sum(path.stat().st_size for path in kept) + len(data) > _MOST_BYTES_IN_ALL:
            most = f"{_MOST_BYTES_IN_ALL / 1e6:g} MB"
            raise PinpointError(f"The question files would have more than {most}. {_REMEDY.format(self.folder)}")
        found = [self._question_set(path) for path in kept]
        if lines + sum(_row_count(each) for each in found) > _MOST_QUESTIONS_IN_ALL:
            most = f"{_MOST_QUESTIONS_IN_ALL:,} questions"
            raise PinpointError(f"The question files would have more than {most}. {_REMEDY.format(self.folder)}")

    def _paths(self, catalogue: Catalogue) -> list[Path]:
        known = {document.corpus for document in catalogue.documents.values()}
        bundled = [DEVELOPMENT_QUESTIONS] if BUNDLED_CORPUS.name in known else []
        paths = [*bundled, *(path for path in self._kept() if path.name != DEVELOPMENT_QUESTIONS.name)]
        with self._reading:
            for gone in self._read.keys() - set(paths):
                del self._read[gone]
        return paths

    def _kept(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if _is_kept(path))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise PinpointError(
                f"The folder {self.folder} cannot be read ({error.strerror or error}): change its permissions."
            ) from error

    def _question_set(self, path: Path) -> QuestionSet | PinpointError:
        content: QuestionSet | PinpointError
        with self._reading:
            try:
                state = _state(path)
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


def _state(path: Path) -> State:
    found = path.stat()
    return found.st_mtime_ns, found.st_size


def _line_count(data: bytes) -> int:
    """How many questions the bytes may hold: lines that are not blank, or fields named so where JSON has one line."""
    return max(sum(1 for line in data.splitlines() if line.strip()), data.count(b'"question"'))


def _row_count(found: QuestionSet | PinpointError) -> int:
    return 0 if isinstance(found, PinpointError) else len(found.questions) + len(found.bad_rows)


def _without_folder(message: str, path: Path) -> str:
    """A message for a browser: where the folder lies is no visitor's business."""
    return message.replace(f"{path.parent}{os.sep}", "")

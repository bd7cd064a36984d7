"""The documents of an index as a reader keeps them: files dropped in, documents removed.

In: files from anywhere, the name of a corpus, the folder of an index and an encoder. Out: copies of the files in the
index's own `uploads/CORPUS/`, an index that has them, and for each file what became of it. Each file that fails is
named with the reason and not kept, and the others go on. A removed document is forgotten and the copy of it deleted;
a file that was ingested from elsewhere is never touched. Parsing and embedding are `index.build`'s.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from assistant.observing.ingests import ingest_stages
from assistant.upload_places import Place, UploadPlaces
from corpus.bounded_reading import read_bounded
from corpus.catalog import check_corpus_name
from corpus.documents import Document
from corpus.errors import PinpointError, UnreadableFileError
from corpus.parsing import parse_document
from corpus.readers.unreadable import shown_name
from index.build import ingest
from index.document_list import read_known_documents
from index.encoder import Encoder
from index.removal import remove_documents
from index.sources import Source, is_gone, unreadable_reason
from index.store import remove_strays
from index.write_lock import BusyIndexError, write_lock

UPLOADS = "uploads"
"""The folder, in that of the index, of the files that were dropped in."""
_LOCK = "uploads.lock"
MOST_FILES = 100
"""In one drop: a session's documents, and a few minutes' work."""
LARGEST_FILE_BYTES = 100 * 1024 * 1024
"""Far above any report; a scan without text, which is what larger files are, cannot be read anyway."""

FileState = Literal["waiting", "reading", "embedding", "added", "replaced", "beside", "known", "failed"]
"""`beside`: kept under a new name, since another document has its name; `known`: the index has these very bytes."""

# What share of the work each step is, about.
_READING, _PARSING, _EMBEDDING = 0.15, 0.05, 0.75


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file that was dropped in, and what becomes of it."""

    path: Path
    name: str
    """As the visitor knows it; to be shown, never to be used as a path."""
    state: FileState = "waiting"
    kept_as: str = ""
    """The name of the copy."""
    paragraphs: int = 0
    reason: str = ""
    """Why it failed and what helps; of a `known` file, the id of the document that it is."""


@dataclass(frozen=True, slots=True)
class Adding:
    """How far the adding of some files is."""

    files: tuple[DroppedFile, ...]
    share: float
    """Of the work that is done: 0 to 1."""


Report = Callable[[Adding], None]


def add_files(
    files: Sequence[DroppedFile],
    corpus: str,
    folder: Path,
    encoder: Encoder,
    *,
    replaces: bool = False,
    on_progress: Report | None = None,
) -> tuple[DroppedFile, ...]:
    """Copies files into the index's folder and adds them; the files with what became of each.

    With `replaces`, a file takes the place of an uploaded one of the same name and corpus; else it gets a new name.

    Raises:
        BusyIndexError: another process, or another visitor, is changing the index.
        PinpointError: the name of the corpus is wrong, there are too many files, or as `index.build.ingest` does.
            Nothing is then kept, and the index is as it was.

    """
    check_corpus_name(corpus)
    if not 0 < len(files) <= MOST_FILES:
        raise PinpointError(f"{len(files)} files at once: give 1 to {MOST_FILES}.")
    with _change(folder):
        addition = _Addition(list(files), corpus, folder, on_progress or _report_nothing)
        addition.read(replaces=replaces)
        addition.ingest(encoder)
        return tuple(addition.files)


def remove_document(document_id: str, folder: Path, encoder: Encoder) -> Document:
    """Takes a document out of the index, and deletes its file where that is a copy in `uploads/`.

    Raises:
        BusyIndexError: as `add_files` does.
        PinpointError: there is no such document, or as `index.build.ingest` does: the index is then as it was. Or the
            copy cannot be deleted.

    """
    with _change(folder):
        documents = read_known_documents(folder)
        known = {document.document_id: document for document in documents or ()}
        if documents is not None and document_id not in known:
            raise PinpointError(f"The index has no document {document_id!r}: it may have been removed already.")
        places = UploadPlaces(folder / UPLOADS)
        if documents is not None:
            places.give_up(Path(known[document_id].path))
        # Tells what is wrong with a list that cannot be read.
        remove_documents([document_id], folder, encoder)
        document = known[document_id]
        places.delete(Path(document.path))
    return document


def is_upload(document: Document, folder: Path) -> bool:
    """Whether a document's file is a copy in `uploads/`, which goes with the document."""
    return Path(document.path).is_relative_to((folder / UPLOADS).resolve())


def _report_nothing(adding: Adding) -> None:
    """For callers that do not want to hear of progress."""


@contextmanager
def _change(folder: Path) -> Iterator[None]:
    """Holds the right to change uploads and index together."""
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise BusyIndexError("Documents are being added or removed already: try again when that is done.") from error
    except OSError as error:
        raise PinpointError(f"The index in {folder} cannot be written ({error.strerror or error}).") from error
    try:
        # Whoever writes the index is waited for before any file is read.
        with write_lock(folder):
            remove_strays(folder)
            _mend(folder)
        try:
            yield
        finally:
            _mend(folder)
    finally:
        lock.release()


def _mend(folder: Path) -> None:
    """Puts right what a change that was cut off has left among the uploads."""
    places = UploadPlaces(folder / UPLOADS)
    # Without a list of documents nobody can tell which file the index is of.
    if places.has_strays() and (known := read_known_documents(folder)) is not None:
        try:
            places.mend({str(_place_now(document, folder)): document.sha256 for document in known})
        except OSError as error:
            raise PinpointError(f"The files in {folder / UPLOADS} cannot be changed ({error.strerror}).") from error


def _place_now(document: Document, folder: Path) -> Path:
    """Where a document's file is: an upload's is in the folder of the index, also when that was moved since."""
    path = Path(document.path)
    is_moved = path.parent.parent.name == UPLOADS and is_gone(path)
    return (folder / UPLOADS).resolve() / path.parent.name / path.name if is_moved else path


class _Addition:
    """Files on their way into an index."""

    def __init__(self, files: list[DroppedFile], corpus: str, folder: Path, report: Report) -> None:
        self.files = files
        self._corpus = corpus
        self._folder = folder
        self._report = report
        self._places = UploadPlaces(folder / UPLOADS)
        self._placed: dict[int, Place] = {}

    def read(self, *, replaces: bool) -> None:
        """Tries each file before anything is written; those that can be read get a place."""
        known = {document.sha256: document.document_id for document in read_known_documents(self._folder) or ()}
        for number, file in enumerate(self.files):
            self._set(number, "reading", _READING * number / len(self.files))
            try:
                paragraphs, sha256 = _try(file, self._corpus)
            except UnreadableFileError as error:
                self._set(number, "failed", reason=_without_name(error, file.path))
                continue
            except OSError as error:
                self._set(number, "failed", reason=unreadable_reason(error))
                continue
            if sha256 in known:
                self._set(number, "known", reason=known[sha256], paragraphs=paragraphs)
                continue
            known[sha256] = file.name
            place = self._places.choose(self._corpus, file.name, sha256, replaces=replaces)
            self._placed[number] = place
            self._set(number, "waiting", kept_as=place.path.name, paragraphs=paragraphs)

    def ingest(self, encoder: Encoder) -> None:
        """Copies what can be read and adds it to the index; undoes the copies where that fails."""
        is_done = False
        try:
            self._places.keep({self.files[number].path: place for number, place in self._placed.items()})
            failed = self._ingest(encoder) if self._placed else {}
            is_done = True
        except OSError as error:
            raise PinpointError(f"The files cannot be kept ({error.strerror or error}): make room there.") from error
        finally:
            if is_done:
                self._places.settle([place for place in self._placed.values() if str(place.path) not in failed])
            self._places.undo()
        for number, place in self._placed.items():
            if reason := failed.get(str(place.path)):
                self._set(number, "failed", reason=_without_name(reason, place.path))
            else:
                self._set(number, place.outcome)
        self._report(Adding(tuple(self.files), 1.0))

    def _ingest(self, encoder: Encoder) -> dict[str, str]:
        sources = [Source(place.path, self._corpus) for place in self._placed.values()]
        for number in self._placed:
            self._set(number, "embedding", _READING)
        with ingest_stages(self._hear) as on_progress:
            report = ingest(sources, self._folder, encoder, on_progress=on_progress)
        return dict(report.failed)

    def _hear(self, stage: str, done: int, total: int) -> None:
        part = done / total if total else 1.0
        share = _READING + (_PARSING * part if stage == "parse" else _PARSING + _EMBEDDING * part)
        self._report(Adding(tuple(self.files), share))

    def _set(
        self,
        number: int,
        state: FileState,
        share: float | None = None,
        *,
        kept_as: str | None = None,
        paragraphs: int | None = None,
        reason: str = "",
    ) -> None:
        before = self.files[number]
        self.files[number] = replace(
            before,
            state=state,
            kept_as=before.kept_as if kept_as is None else kept_as,
            paragraphs=before.paragraphs if paragraphs is None else paragraphs,
            reason=reason,
        )
        if share is not None:
            self._report(Adding(tuple(self.files), share))


def _try(file: DroppedFile, corpus: str) -> tuple[int, str]:
    """How many paragraphs a file has, and its checksum; raises UnreadableFileError for one that is of no use."""
    size = file.path.stat().st_size
    if size > LARGEST_FILE_BYTES:
        raise UnreadableFileError(
            f"it has {size / 1e6:.0f} MB, and {LARGEST_FILE_BYTES / 1e6:.0f} MB is the most; "
            "add it with `pinpoint ingest`, or take it apart."
        )
    parsed = read_bounded(parse_document, file.path, corpus)
    if not parsed.paragraphs:
        raise UnreadableFileError("it holds no paragraph that could be cited; check that it is the file you mean.")
    return len(parsed.paragraphs), parsed.document.sha256


def _without_name(error: UnreadableFileError | str, path: Path) -> str:
    """The reason alone: the name stands beside it, and where the server keeps the file is nobody's business."""
    message = str(error)
    _, _, reason = message.partition(f"{shown_name(path)}: ")
    return reason or message.replace(str(path), path.name)

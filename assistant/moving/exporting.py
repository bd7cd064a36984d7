"""An index and its documents written to one file; see `assistant.moving`.

In: an index. Out: the file, and what of the documents is not in it, or not as it was ingested.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from assistant.moving.archive import FILES, INDEX, ArchiveWriter
from corpus.catalog import MANIFEST_NAME, CorpusManifest
from corpus.documents import Document
from corpus.errors import PinpointError, UnreadableFileError
from corpus.readers.regular_file import read_regular
from corpus.readers.unreadable import shown_name
from index.manifests import Manifests
from index.pointer import POINTER, damaged, read_pointer, unreadable
from index.store import IndexContents, check_rows, read_index


@dataclass(frozen=True, slots=True)
class Moved:
    """What was exported or imported."""

    documents: int
    paragraphs: int
    missing: tuple[tuple[str, str], ...]
    """The path (at export) or the id (at import) of each document whose file is not there, and why."""
    changed: tuple[str, ...] = ()
    """Paths of files that are not as they were ingested, and are taken as they are now."""
    is_rebuilt: bool = False
    """Whether the index was made anew of the files."""


_BLOCK = 1 << 20
_LONGEST_PREFIX = 40


def export_index(folder: Path, file: Path) -> Moved:
    """Writes the index in `folder` and its documents to `file`, which is replaced when the new one is whole.

    Until then the new one has a name of its own beside it, `.FILE.….new`; an export that is killed leaves that behind.

    Raises:
        PinpointError: there is no index, or it is damaged; or the file cannot be written.

    """
    try:
        descriptor, name = tempfile.mkstemp(".new", f".{file.name[:_LONGEST_PREFIX]}.", file.parent)
        try:
            with os.fdopen(descriptor, "wb") as fresh:
                moved = _write(folder, fresh)
                fresh.flush()
                os.fsync(fresh.fileno())
            Path(name).replace(file)
        finally:
            with contextlib.suppress(OSError):
                Path(name).unlink()
    except OSError as error:
        raise PinpointError(
            f"{str(file)!r} cannot be written ({error.strerror or error}): choose another place, or make room there."
        ) from error
    return moved


def _write(folder: Path, file: IO[bytes]) -> Moved:
    """Writes the archive; an OSError is one of `file`."""
    with contextlib.ExitStack() as stack:
        pointer, contents, opened = _open_index(folder, stack)
        writer = ArchiveWriter(file)
        stack.callback(writer.close)
        for name, handle in opened.items():
            told = writer.add(INDEX + name, _blocks(handle, folder / name, folder))
            if pointer["files"].get(Path(name).name, told) != told:
                raise damaged(folder / name, folder)
        check_rows(contents)
        files = _Files(writer, contents.documents)
        files.add_all()
        listed = [
            {"id": document.document_id, "corpus": document.corpus, "place": files.places[document.document_id]}
            for document in contents.documents
        ]
        writer.finish({"index_format": pointer["format"], "documents": listed})
    return Moved(len(contents.documents), len(contents.paragraphs), tuple(files.missing), tuple(files.changed))


def _open_index(
    folder: Path, stack: contextlib.ExitStack
) -> tuple[dict[str, Any], IndexContents, dict[str, IO[bytes]]]:
    """The index, and each of its files, open: a writer may take their names away, but not their content."""
    while True:
        contents, pointer = read_index(folder), read_pointer(folder)
        assert pointer is not None
        names = [POINTER, *(f"{pointer['generation']}/{name}" for name in pointer["files"]), *pointer["segments"]]
        try:
            opened = {name: stack.enter_context((folder / name).open("rb")) for name in names}
            if read_pointer(folder) == pointer and contents.documents == read_index(folder).documents:
                return pointer, contents, opened
        except FileNotFoundError:
            continue
        except OSError as error:
            raise unreadable(Path(error.filename or folder), folder, error) from error


def _blocks(file: IO[bytes], path: Path, folder: Path) -> Iterator[bytes]:
    try:
        while block := file.read(_BLOCK):
            yield block
    except OSError as error:
        raise unreadable(path, folder, error) from error


@dataclass(slots=True)
class _Files:
    """The documents' files on their way into an archive."""

    writer: ArchiveWriter
    documents: tuple[Document, ...]
    places: dict[str, str] = field(default_factory=dict)
    """Where the file of each document is, or would be, by its id."""
    missing: list[tuple[str, str]] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    _numbers: dict[Path, int] = field(default_factory=dict)
    _added: set[str] = field(default_factory=set)

    def add_all(self) -> None:
        """Adds the documents' files, and the manifests that speak for them."""
        manifests, found = Manifests(), dict[Path, CorpusManifest]()
        for document in self.documents:
            path = Path(document.path)
            manifest, _ = manifests.find(path, path)
            if manifest and path.is_relative_to(manifest.folder):
                found[manifest.folder] = manifest
                top = manifest.folder
            else:
                top = path.parent
            self.places[document.document_id] = self._place(path, top)
            try:
                data = read_regular(path)
            except (OSError, UnreadableFileError) as error:
                self.missing.append((document.path, _reason(error, path)))
                continue
            sha256 = self._add(path, top, data)
            if sha256 != document.sha256:
                self.changed.append(document.path)
        for top, manifest in found.items():
            self._add_manifest(top, manifest)

    def _add_manifest(self, top: Path, manifest: CorpusManifest) -> None:
        """Adds a manifest with what it names: one whose files are not all there is none."""
        named = [entry.path for entry in manifest.entries]
        # The manifest comes last.
        for path in (*named, *([manifest.termbase] if manifest.termbase else []), top / MANIFEST_NAME):
            if self._place(path, top) not in self._added:
                try:
                    data = read_regular(path)
                except (OSError, UnreadableFileError):
                    return
                self._add(path, top, data)

    def _place(self, path: Path, top: Path) -> str:
        number = self._numbers.setdefault(top, len(self._numbers) + 1)
        return f"{number}/{path.relative_to(top).as_posix()}"

    def _add(self, path: Path, top: Path, data: bytes) -> str:
        place = self._place(path, top)
        if place not in self._added:
            self._added.add(place)
            self.writer.add(FILES + place, [data])
        return hashlib.sha256(data).hexdigest()


def _reason(error: OSError | UnreadableFileError, path: Path) -> str:
    if isinstance(error, UnreadableFileError):
        return str(error).partition(f"{shown_name(path)}: ")[2].rstrip(".")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "it is gone"
    return f"it cannot be read ({error.strerror or error})"

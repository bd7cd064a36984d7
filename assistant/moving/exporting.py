"""An index and its documents written to one file; see `assistant.moving`.

In: an index. Out: the file, and what of the documents is not in it, or not as it was ingested.
"""

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from assistant.moving.archive import FILES, INDEX, ArchiveWriter
from corpus.catalog import MANIFEST_NAME
from corpus.documents import Document
from corpus.errors import PinpointError
from index.manifests import Manifests
from index.pointer import POINTER, damaged, read_pointer
from index.store import IndexContents, check_rows, read_index


@dataclass(frozen=True, slots=True)
class Moved:
    """What was exported or imported."""

    documents: int
    paragraphs: int
    missing: tuple[str, ...]
    """Paths (at export) or ids (at import) of documents whose files are gone."""
    changed: tuple[str, ...] = ()
    """Paths of files that are not as they were ingested, and are taken as they are now."""
    is_rebuilt: bool = False
    """Whether the index was made anew of the files."""


def export_index(folder: Path, file: Path) -> Moved:
    """Writes the index in `folder` and its documents to `file`, which is replaced when the new one is whole.

    Raises:
        PinpointError: there is no index, or it is damaged; or the file cannot be written.

    """
    fresh = file.with_name(f".{file.name}.new")
    try:
        with contextlib.ExitStack() as stack:
            pointer, contents, opened = _open_index(folder, stack)
            writer = ArchiveWriter(fresh)
            stack.callback(writer.close)
            for name, handle in opened.items():
                told = writer.add(INDEX + name, handle)
                if pointer["files"].get(Path(name).name, told) != told:
                    raise damaged(folder / name, folder)
            check_rows(contents)
            places, missing, changed = _add_files(writer, contents.documents)
            listed = [
                {"id": document.document_id, "corpus": document.corpus, "place": places[document.document_id]}
                for document in contents.documents
            ]
            writer.finish({"index_format": pointer["format"], "documents": listed})
        with fresh.open("rb") as written:
            os.fsync(written.fileno())
        fresh.replace(file)
    except OSError as error:
        raise PinpointError(
            f"{str(file)!r} cannot be written ({error.strerror or error}): choose another place, or make room there."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
    return Moved(len(contents.documents), len(contents.paragraphs), tuple(missing), tuple(changed))


def _open_index(
    folder: Path, stack: contextlib.ExitStack
) -> tuple[dict[str, Any], IndexContents, dict[str, IO[bytes]]]:
    """The index, and each of its files, open: a writer may take their names away, but not their content."""
    while True:
        contents, pointer = read_index(folder), read_pointer(folder)
        assert pointer is not None
        names = [POINTER, *(f"{pointer['generation']}/{name}" for name in pointer["files"]), *pointer["segments"]]
        with contextlib.suppress(FileNotFoundError):
            opened = {name: stack.enter_context((folder / name).open("rb")) for name in names}
            if read_pointer(folder) == pointer and contents.documents == read_index(folder).documents:
                return pointer, contents, opened


def _add_files(writer: ArchiveWriter, documents: tuple[Document, ...]) -> tuple[dict[str, str], list[str], list[str]]:
    """Adds the documents' files: the place of each by its document's id, and which are gone or changed."""
    manifests, numbers, added = Manifests(), dict[Path, int](), set[str]()
    places: dict[str, str] = {}
    missing, changed = [], []

    def add(path: Path, top: Path) -> tuple[str, str | None]:
        place = f"{numbers.setdefault(top, len(numbers) + 1)}/{path.relative_to(top).as_posix()}"
        if place in added:
            return place, None
        try:
            with path.open("rb") as file:
                added.add(place)
                return place, str(writer.add(FILES + place, file)["sha256"])
        except (FileNotFoundError, NotADirectoryError):
            return place, None

    for document in documents:
        path = Path(document.path)
        manifest, _ = manifests.find(path, path)
        top = manifest.folder if manifest and path.is_relative_to(manifest.folder) else path.parent
        if manifest and top == manifest.folder and top not in numbers:
            # A manifest whose files are not all there is none.
            others = [entry.path for entry in manifest.entries if entry.path.is_relative_to(top)]
            listed = {str(one.path): one for one in documents}
            for other in (top / MANIFEST_NAME, *([manifest.termbase] if manifest.termbase else []), *others):
                if str(other) not in listed:
                    add(other, top)
        places[document.document_id], sha256 = add(path, top)
        if sha256 is None:
            missing.append(document.path)
        elif sha256 != document.sha256:
            changed.append(document.path)
    return places, missing, changed

"""An index and its documents taken from a file that `export` wrote; see `assistant.moving`.

In: the file. Out: an index with the documents' files in a folder of its own, in one step, or what is wrong with the
file. All of it is checked before anything changes.
"""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from assistant.moving.archive import FILES, INDEX, Archive, ArchiveError, is_safe
from assistant.moving.exporting import Moved
from corpus.documents import Document
from corpus.errors import PinpointError
from index.build import ingest
from index.document_list import read_known_documents
from index.encoder import Encoder
from index.imported_files import UNPACKED, discard, imported_folders, is_used, mark_open, next_folder
from index.pointer import FORMAT, OLDEST_FORMAT, DamagedIndexError, read_pointer
from index.sources import Source
from index.store import IndexContents, check_rows, read_index, remove_strays, write_index
from index.write_lock import LOCK, unwritable, write_lock

_ANEW = "make it anew with `pinpoint export`"
_SAID_OF_DOCUMENTS = ("id", "corpus", "place")


def import_index(file: Path, folder: Path, encoder: Encoder, *, replaces: bool = False) -> Moved:
    """Makes the index of an archive that in `folder`, with the documents' files below it, in one step.

    `encoder` is used where the index must be made anew. With `replaces`, an index with documents gives way; files that
    were dropped into its chat stay where they are.

    Raises:
        BusyIndexError: another process is writing there.
        PinpointError: the archive is damaged, or none; an index with documents is there; or it cannot be written. All
            is then as it was.

    """
    with Archive(file) as archive, _written(folder):
        replaced = _make_room(folder, replaces)
        try:
            remove_strays(folder)
            with _opened(folder) as place:
                archive.extract(FILES, place)
                archive.extract(INDEX, place / UNPACKED)
                contents, parser, is_rebuilt = _take(archive, file, place, encoder)
                missing = [
                    (document.document_id, "it is not in the archive")
                    for document in contents.documents
                    if not Path(document.path).is_file()
                ]
                for other in imported_folders(folder):
                    if is_used(other, replaced):
                        mark_open(other)
                write_index(folder, contents, parser)
        except OSError as error:
            raise unwritable(folder, error) from error
    return Moved(len(contents.documents), len(contents.paragraphs), tuple(missing), is_rebuilt=is_rebuilt)


@contextlib.contextmanager
def _written(folder: Path) -> Iterator[None]:
    """Holds the right to write; a folder that was made for nothing goes again."""
    is_new = not folder.exists()
    try:
        with write_lock(folder):
            yield
    finally:
        if is_new and {path.name for path in folder.glob("*")} <= {LOCK}:
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[Path]:
    """A new folder for files, which goes again where the index does not come to have documents of it."""
    place = next_folder(folder)
    mark_open(place)
    try:
        yield place
    except BaseException:
        # Whoever interrupts it may do so when the new index is in place.
        if not is_used(place, read_known_documents(folder) or ()):
            discard(place)
        raise


def _make_room(folder: Path, replaces: bool) -> list[Document]:
    """The documents that give way; none of a damaged index, as nobody can tell for sure which files are theirs."""
    try:
        pointer = read_pointer(folder)
        held = pointer["documents"] if pointer else 0
    except DamagedIndexError:
        pointer, held = None, len(read_known_documents(folder) or "?")
    if held and not replaces:
        raise PinpointError(
            f"The index in {folder} holds documents already: import into another folder with --index, "
            "or give --replace to have it replaced."
        )
    return read_known_documents(folder) or [] if pointer else []


def _take(archive: Archive, file: Path, place: Path, encoder: Encoder) -> tuple[IndexContents, Any, bool]:
    """The contents that the index will have, how its documents were parsed, and whether they were parsed just now."""
    paths = _paths(archive, file, place)
    found = archive.content.get("index_format")
    if not isinstance(found, int) or found > FORMAT:
        raise ArchiveError(
            f"{str(file)!r} holds an index of format {found}, and this version of Pinpoint reads up to {FORMAT}: "
            "upgrade Pinpoint."
        )
    unpacked = place / UNPACKED
    if is_rebuilt := found < OLDEST_FORMAT:
        shutil.rmtree(unpacked)
        corpora = {record["id"]: record["corpus"] for record in archive.content["documents"]}
        sources = [Source(path, corpora[name]) for name, path in paths.items()]
        ids = {str(path): name for name, path in paths.items()}
        ingest([source for source in sources if source.path.is_file()], unpacked, encoder, known_ids=ids)
    try:
        pointer, contents = read_pointer(unpacked), read_index(unpacked)
        check_rows(contents)
    except (PinpointError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise ArchiveError(f"{str(file)!r} holds a damaged index: {_ANEW}.") from error
    assert pointer is not None
    if not is_rebuilt:
        if [document.document_id for document in contents.documents] != sorted(paths):
            raise ArchiveError(f"{str(file)!r} lists other documents than its index: {_ANEW}.")
        documents = tuple(replace(document, path=str(paths[document.document_id])) for document in contents.documents)
        contents = replace(contents, documents=documents)
    return contents, pointer.get("parser"), is_rebuilt


def _paths(archive: Archive, file: Path, place: Path) -> dict[str, Path]:
    """Where each document's file is, or would be, by the document's id."""
    records = archive.content.get("documents")
    paths: dict[str, Path] = {}
    for record in records if isinstance(records, list) else [{}]:
        try:
            # Each must be a string that files can hold.
            name, _, where = (str.encode(record[key]).decode() for key in _SAID_OF_DOCUMENTS)
        except (KeyError, TypeError, ValueError) as error:
            raise ArchiveError(f"{str(file)!r} does not say which documents it holds: {_ANEW}.") from error
        if not is_safe(where) or where.startswith(UNPACKED):
            raise ArchiveError(f"{str(file)!r} names a file {where[:200]!r} that would lie elsewhere.")
        paths[name] = place.joinpath(*PurePosixPath(where).parts)
        try:
            paths[name].is_file()
        except OSError as error:
            raise ArchiveError(
                f"{str(file)!r} names a file {where[:200]!r} that cannot lie here ({error.strerror or error}): {_ANEW}."
            ) from error
    return paths

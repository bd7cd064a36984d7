"""Folders of imported files in that of an index: `imported-N/`, each there as long as the index has documents of it.

In: the folder of an index. Out: such folders, and none that an import which was cut off has left. A folder that is to
go unless the index has documents of it is marked: beside it lies an empty file `imported-N.open`. Without that mark
nothing is deleted, for these may be the only copies of documents.
"""

import shutil
from collections.abc import Iterable
from pathlib import Path

from corpus.documents import Document
from index.document_list import read_known_documents

UNPACKED = ".index"
"""In a folder of imported files, while they are imported: the index that came with them."""
_NAME, _OPEN = "imported-", ".open"


def imported_folders(folder: Path) -> list[Path]:
    """The folders of imported files that lie in `folder`."""
    return [path for path in folder.glob(f"{_NAME}*") if path.name.removeprefix(_NAME).isdecimal()]


def next_folder(folder: Path) -> Path:
    """A folder for imported files that is not there yet, with its whole path."""
    numbers = (int(path.name.removeprefix(_NAME)) for path in imported_folders(folder))
    return folder.resolve() / f"{_NAME}{1 + max(numbers, default=0):06d}"


def mark_open(place: Path) -> None:
    """The folder is to go unless the index has documents of it. Raises OSError.

    Of one that is there already the index must have documents now: a change that is cut off costs it nothing then.
    """
    _mark(place).touch()


def discard(place: Path) -> None:
    """Deletes a folder of imported files; what cannot be deleted now stays marked."""
    shutil.rmtree(place, ignore_errors=True)
    if not place.exists():
        _unmark(place)


def is_used(place: Path, documents: Iterable[Document]) -> bool:
    """Whether files of theirs lie in the folder, also where the folder of the index was moved since."""
    return any(place.name in Path(document.path).parts for document in documents)


def settle_imports(folder: Path, *, has_index: bool) -> None:
    """Deletes the marked folders that the index has no documents of; the others stay. The caller holds the write lock.

    Raises OSError.
    """
    marks = [mark.with_suffix("") for mark in folder.glob(f"{_NAME}*{_OPEN}")]
    marked = [place for place in marks if place.name.removeprefix(_NAME).isdecimal()]
    if not marked:
        return
    documents = read_known_documents(folder) if has_index else []
    for place in marked if documents is not None else []:
        if is_used(place, documents or ()):
            shutil.rmtree(place / UNPACKED, ignore_errors=True)
            _unmark(place)
        else:
            discard(place)


def _unmark(place: Path) -> None:
    """The folder stays."""
    _mark(place).unlink(missing_ok=True)


def _mark(place: Path) -> Path:
    return place.with_name(place.name + _OPEN)

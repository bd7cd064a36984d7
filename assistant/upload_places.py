"""Where dropped files are kept: `uploads/CORPUS/NAME`, put there all together or not at all.

In: names and checksums of files. Out: a `Place` for each, and the copies. Nothing outside the folder is ever changed
or deleted. What is in the files is not looked at here.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.upload_names import free_name, safe_name
from corpus.errors import PinpointError
from corpus.parsing import file_sha256

_NEW, _OLD, _OPEN = ".new", ".old", ".open"
"""Behind a dot and the name of a file: what is being copied there; what it replaces; an empty file that says that
the index has yet to take the file in, or to forget it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file is kept."""

    path: Path
    outcome: Literal["added", "replaced", "beside"]
    """Whether another file gave way to it, or it got a new name because of one."""


class UploadPlaces:
    """The folder of dropped files. Whoever changes it holds a lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._chosen: set[Path] = set()
        self._written: dict[Path, Path] = {}
        """Each file that was written, and where the one lies that was there before, if any was."""

    def has_strays(self) -> bool:
        """Whether a change was cut off, so that files lie here that `mend` knows what to do with."""
        return any(True for _ in self._strays())

    def mend(self, sha256s: Mapping[str, str]) -> None:
        """Puts back what was replaced by a change that never came into the index; deletes what the index does not hold.

        `sha256s`: of the index's documents, by their paths. Raises OSError.
        """
        for stray in list(self._strays()):
            path = stray.with_name(stray.name[1:].removesuffix(stray.suffix))
            known = sha256s.get(str(path))
            if stray.name.endswith(_OLD) and known == file_sha256(stray):
                stray.replace(path)
            elif stray.name.endswith(_OPEN) and known is None:
                path.unlink(missing_ok=True)
            stray.unlink(missing_ok=True)
            _remove_if_empty(stray.parent)

    def _strays(self) -> Iterator[Path]:
        """No file is kept under a hidden name."""
        for suffix in (_OLD, _NEW, _OPEN):
            yield from self._folder.glob(f"*/.*{suffix}")

    def choose(self, corpus: str, name: str, sha256: str, *, replaces: bool) -> Place:
        """A place that no other file of this drop has, nor, unless it `replaces` it, another file at all."""
        folder = self._folder / corpus
        wanted = safe_name(name)
        here = {path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else set()
        chosen = {path.name for path in self._chosen}
        same = next((other for other in here if other.casefold() == wanted.casefold()), None)
        if same is not None and same not in chosen and replaces:
            place = Place(folder / same, "replaced")
        elif same is not None and same not in chosen and file_sha256(folder / same) == sha256:
            # The index, which was asked before, does not have it: it was built anew without the uploads.
            place = Place(folder / same, "added")
        else:
            name = free_name(wanted, here | chosen)
            place = Place(folder / name, "added" if name == wanted else "beside")
        self._chosen.add(place.path)
        return place

    def keep(self, places: Mapping[Path, Place]) -> None:
        """Copies each file to its place. Raises OSError; `undo` then takes back what was done.

        One that lies there with these very bytes is not this drop's: it stays, whatever becomes of the drop.
        """
        for source, place in places.items():
            if place.path.exists() and file_sha256(place.path) == file_sha256(source):
                continue
            place.path.parent.mkdir(parents=True, exist_ok=True)
            copied, before = _mark(place.path, _NEW), _mark(place.path, _OLD)
            try:
                if place.outcome != "replaced":
                    _mark(place.path, _OPEN).touch()
                shutil.copyfile(source, copied)
                if place.path.exists():
                    place.path.replace(before)
                self._written[place.path] = before
                copied.replace(place.path)
            finally:
                copied.unlink(missing_ok=True)

    def settle(self, places: Iterable[Place]) -> None:
        """These stay: what they replaced is deleted."""
        for place in places:
            before = self._written.pop(place.path, None)
            if before is not None:
                before.unlink(missing_ok=True)
            _mark(place.path, _OPEN).unlink(missing_ok=True)

    def undo(self) -> None:
        """Deletes what was written and has not been settled; what was there before is put back."""
        for path, before in self._written.items():
            path.unlink(missing_ok=True)
            if before.exists():
                before.replace(path)
        self._written.clear()
        for path in self._chosen:
            _mark(path, _OPEN).unlink(missing_ok=True)
            _remove_if_empty(path.parent)

    def give_up(self, path: Path) -> None:
        """A kept file is to go as soon as the index has forgotten it, even if the work is cut off before `delete`."""
        if path.is_relative_to(self._folder) and path.exists():
            try:
                _mark(path, _OPEN).touch()
            except OSError as error:
                raise PinpointError(
                    f"The copy {path} cannot be deleted ({error.strerror}): delete it there."
                ) from error

    def delete(self, path: Path) -> None:
        """Deletes a kept file; one that lies elsewhere is not touched.

        Raises:
            PinpointError: it cannot be deleted.

        """
        if not path.resolve().is_relative_to(self._folder):
            return
        try:
            path.unlink(missing_ok=True)
            _mark(path, _OPEN).unlink(missing_ok=True)
            _remove_if_empty(path.parent)
        except OSError as error:
            raise PinpointError(
                f"The document was removed, but its copy {path} cannot be deleted ({error.strerror}): delete it there."
            ) from error


def _mark(path: Path, suffix: str) -> Path:
    return path.with_name(f".{path.name}{suffix}")


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()

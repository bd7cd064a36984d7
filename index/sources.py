"""What an ingest was pointed at: paths become the list of files to look at.

In: files and folders as a person names them. Out: a `Plan`. Nothing is read but manifests and termbases.
"""

import os
import stat
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.catalog import MANIFEST_NAME, ManifestEntry, check_corpus_name
from corpus.documents import Document
from corpus.errors import PinpointError
from corpus.parsing import document_id
from corpus.readers import SUFFIXES
from corpus.termbase import read_termbase_bytes
from index.manifests import Manifests

DEFAULT_CORPUS = "documents"


@dataclass(frozen=True, slots=True)
class Source:
    """A file or folder to be ingested."""

    path: Path
    corpus: str | None
    """None: the name that its manifest gives, else "documents"."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One file that is to be in the index."""

    path: Path
    """Resolved."""
    corpus: str
    entry: ManifestEntry | None
    """What the manifest says of it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an ingest will look at."""

    candidates: tuple[Candidate, ...]
    folders: tuple[Path, ...]
    """Ingested as a whole: a document of theirs whose file is gone leaves the index."""
    missing: tuple[Path, ...]
    """Named, but not there: the documents that the index knows there leave it."""
    unlisted: tuple[Path, ...]
    """Could not be looked into: what the index knows there stays."""
    failed: tuple[tuple[str, str], ...]
    """(path, what is wrong with it)"""
    skipped: int
    """Files of other formats in the folders."""
    termbases: tuple[tuple[str, bytes], ...]

    def lost(self, documents: Iterable[Document]) -> set[str]:
        """The ids of those `documents` that are known to be where they were no longer."""
        here = {str(candidate.path) for candidate in self.candidates}
        elsewhere = [document for document in documents if document.path not in here]
        return {
            document.document_id
            for document in elsewhere
            if _is_below(document.path, (*self.folders, *self.missing)) and not _is_below(document.path, self.unlisted)
        }


def make_plan(sources: Sequence[Source]) -> Plan:
    """The files that `sources` stand for, with their corpora and manifests.

    Raises:
        PinpointError: a manifest, its termbase or the name of a corpus is wrong, or a path names a user
            that is not there. Paths that are missing or cannot be looked into are part of the plan.

    """
    walk = _Walk()
    for source in sources:
        walk.add(source)
    return Plan(
        candidates=tuple(walk.candidates.values()),
        folders=tuple(walk.folders),
        missing=tuple(walk.missing),
        unlisted=tuple(walk.unlisted),
        failed=tuple(walk.failed.items()),
        skipped=len(walk.others),
        termbases=tuple(sorted(walk.termbases.items())),
    )


def known_sources(documents: Iterable[Document]) -> list[Source]:
    """The files of `documents` that are not gone, to be ingested again."""
    return [Source(Path(document.path), document.corpus) for document in documents if not is_gone(Path(document.path))]


def choose_ids(plan: Plan, known: Mapping[str, str], *, is_rebuilt: bool) -> dict[Path, str]:
    """The ids of the files that no manifest lists: those that they have, and new ones that no other document has.

    `known`: ids by path. Of files that the plan does not name, an index that is made anew keeps no document.
    """
    taken = {candidate.entry.document_id for candidate in plan.candidates if candidate.entry}
    unlisted = [candidate.path for candidate in plan.candidates if candidate.entry is None]
    ids = {path: known[str(path)] for path in unlisted if known.get(str(path), "") not in {"", *taken}}
    taken |= {*ids.values()}
    here = {str(candidate.path) for candidate in plan.candidates}
    elsewhere = {} if is_rebuilt else {name: path for path, name in known.items() if path not in here}
    for path in unlisted:
        if path not in ids:
            ids[path] = document_id(path, taken)
            # A document whose file is gone gives its id up to the file that would have it anyway.
            if ids[path] in elsewhere and not is_gone(Path(elsewhere[ids[path]])):
                ids[path] = document_id(path, taken | elsewhere.keys())
            taken.add(ids[path])
    return ids


def is_gone(path: Path) -> bool:
    """Whether there is nothing at `path`; False where that cannot be told."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def unreadable_reason(error: OSError) -> str:
    """What is wrong with a file or folder that the system does not let us read, and what helps."""
    if isinstance(error, PermissionError):
        return f"cannot be read ({error.strerror}): change its permissions, then ingest it again"
    return f"cannot be read ({error.strerror or error}): check the path and the disk"


@dataclass(slots=True)
class _Walk:
    """A plan in the making."""

    manifests: Manifests = field(default_factory=Manifests)
    candidates: dict[Path, Candidate] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)
    unlisted: list[Path] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    others: set[Path] = field(default_factory=set)
    termbases: dict[str, bytes] = field(default_factory=dict)

    def add(self, source: Source) -> None:
        if source.corpus is not None:
            check_corpus_name(source.corpus)
        try:
            path = source.path.expanduser().absolute()
        except RuntimeError as error:
            raise PinpointError(f"There is no home folder for {str(source.path)!r}: check the path.") from error
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
            path = path.resolve() if is_folder else path.parent.resolve() / path.name
        except (FileNotFoundError, NotADirectoryError):
            self.missing.append(path.resolve())
        except OSError as error:
            self._fail(path, unreadable_reason(error))
        else:
            if is_folder:
                self._add_folder(path, source.corpus)
            elif self._is_named_in_utf8(path):
                self._add_file(path, path.parent, source.corpus)

    def _add_folder(self, folder: Path, corpus: str | None) -> None:
        self.folders.append(folder)
        manifest = self.manifests.of_folder(folder)
        listed = {entry.path for entry in manifest.entries} if manifest else set()
        others: set[Path] = set()
        for path in sorted({*self._files_below(folder), *listed}):
            if path in listed or path.suffix.lower() in SUFFIXES:
                if self._is_named_in_utf8(path):
                    self._add_file(path, folder, corpus)
            elif path.name != MANIFEST_NAME:
                others.add(path)
        self.others |= others - self.candidates.keys() - self.manifests.termbases()

    def _files_below(self, folder: Path) -> Iterable[Path]:
        """Regular files that are not hidden, whatever their format; what cannot be listed is noted."""

        def note(error: OSError) -> None:
            self._fail(Path(error.filename), unreadable_reason(error))

        for place, folders, names in os.walk(folder, onerror=note):
            here = Path(place)
            folders[:] = [name for name in folders if not _is_hidden(name) and self._is_named_in_utf8(here / name)]
            for path in (here / name for name in names if not _is_hidden(name)):
                try:
                    is_file = stat.S_ISREG(path.stat().st_mode)
                except FileNotFoundError:
                    continue
                except OSError as error:
                    self._fail(path, unreadable_reason(error))
                    continue
                if is_file:
                    yield path

    def _add_file(self, path: Path, top: Path, corpus: str | None) -> None:
        manifest, entry = self.manifests.find(path, top)
        name = corpus or (manifest.name if manifest else DEFAULT_CORPUS)
        check_corpus_name(name)
        if manifest and manifest.termbase and name not in self.termbases:
            self.termbases[name] = read_termbase_bytes(manifest.termbase)
        file = path.resolve()
        self.candidates[file] = Candidate(file, name, entry)

    def _is_named_in_utf8(self, path: Path) -> bool:
        try:
            str(path).encode()
        except UnicodeEncodeError:
            self._fail(path, "its name is not UTF-8 text: give it another name")
            return False
        return True

    def _fail(self, path: Path, reason: str) -> None:
        self.unlisted.append(path)
        self.failed[os.fsencode(path).decode("utf-8", "backslashreplace")] = reason


def _is_below(path: str, folders: Iterable[Path]) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in folders)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))

"""What an ingest was pointed at: paths become the list of files to look at.

In: files and folders as a person names them. Out: a `Plan`. Nothing is read but manifests and termbases.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.catalog import ManifestEntry, read_manifest
from corpus.errors import PinpointError
from corpus.readers import SUFFIXES

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
    """What the folder's manifest says of it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an ingest will look at."""

    candidates: tuple[Candidate, ...]
    folders: tuple[Path, ...]
    """Ingested as a whole: a document of theirs whose file is gone leaves the index."""
    termbases: tuple[tuple[str, bytes], ...]


def make_plan(sources: Sequence[Source]) -> Plan:
    """The files that `sources` stand for, with their corpora and manifests.

    Raises:
        PinpointError: a path is missing, a folder holds no document, or a manifest is wrong.

    """
    candidates: dict[Path, Candidate] = {}
    folders: list[Path] = []
    termbases: dict[str, bytes] = {}
    for source in sources:
        path = source.path.expanduser().absolute()
        if not path.exists():
            raise PinpointError(f"There is no file or folder {str(path)!r}: check the path.")
        manifest = read_manifest(path if path.is_dir() else path.parent)
        entries = {entry.path.resolve(): entry for entry in manifest.entries} if manifest else {}
        name = source.corpus or (manifest.name if manifest else DEFAULT_CORPUS)
        if path.is_dir():
            folders.append(path.resolve())
            files = _files_of(path, list(entries))
            if not files:
                raise PinpointError(
                    f"The folder {str(path)!r} holds no document: Pinpoint reads {', '.join(sorted(SUFFIXES))}."
                )
        else:
            files = [path.resolve()]
        if manifest and manifest.termbase:
            termbases[name] = manifest.termbase.read_bytes()
        for file in files:
            candidates[file] = Candidate(file, name, entries.get(file))
    return Plan(tuple(candidates.values()), tuple(folders), tuple(sorted(termbases.items())))


def _files_of(folder: Path, listed: Sequence[Path]) -> list[Path]:
    """The documents of a folder: what its manifest lists and every other readable file below it."""
    found = (path for path in folder.rglob("*") if path.is_file() and not _is_hidden(path, folder))
    return sorted({*listed, *(path.resolve() for path in found if path.suffix.lower() in SUFFIXES)})


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)

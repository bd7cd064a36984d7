"""Corpora on disk: reads and checks a folder's `manifest.toml`.

In: a folder. Out: a `CorpusManifest` with one `ManifestEntry` a document, each of which gives a
`Document`; or None where the folder has no manifest. It reads no document's text and never guesses what a
manifest leaves out; checksums are compared where the files are read.
"""

import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.bounded_reading import read_bounded
from corpus.documents import Document
from corpus.errors import PinpointError
from corpus.readers.regular_file import read_regular

MANIFEST_NAME = "manifest.toml"
BUNDLED_CORPUS: Path = Path(__file__).resolve().parent / "npt"
"""The folder of the corpus that comes with Pinpoint."""

Localized = tuple[tuple[str, str], ...]
"""(language, text) pairs, the document's own language first."""

_REQUIRED_CORPUS_KEYS = ("name", "titles", "licence", "documents")
_OPTIONAL_CORPUS_KEYS = ("termbase",)
_REQUIRED_DOCUMENT_KEYS = ("id", "file", "sha256", "titles", "language")
_OPTIONAL_DOCUMENT_KEYS = ("symbol", "short_titles", "submitted_by", "meeting", "date")

# An id stands in addresses and file names, so it keeps to what both take unescaped.
_ID = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_LONGEST_CORPUS_NAME = 100
"""Characters; a file of the index is named after it."""
_LARGEST_BYTES = 20_000_000
"""Of a manifest: a hundred thousand documents."""
_LONGEST_SHOWN = 500
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What a manifest says of one document; the fields mean what they mean in `Document`."""

    document_id: str
    path: Path
    sha256: str
    symbol: str | None
    titles: Localized
    short_titles: Localized
    submitted_by: Localized
    meeting: Localized
    date: str | None
    language: str

    def document(self, corpus: str) -> Document:
        """Give the `Document`, with submitter and meeting in the document's own language."""
        return Document(
            document_id=self.document_id,
            corpus=corpus,
            path=str(self.path),
            sha256=self.sha256,
            symbol=self.symbol,
            titles=self.titles,
            short_titles=self.short_titles,
            submitted_by=self.submitted_by[0][1] if self.submitted_by else None,
            meeting=self.meeting[0][1] if self.meeting else None,
            date=self.date,
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class CorpusManifest:
    """A corpus: its name, where it lies, and its documents in the manifest's order."""

    folder: Path
    """Absolute."""
    name: str
    titles: Localized
    licence: str
    termbase: Path | None
    entries: tuple[ManifestEntry, ...]


def read_manifest(folder: Path) -> CorpusManifest | None:
    """Read and check the manifest of `folder`; None where there is no `manifest.toml`.

    Raises PinpointError, naming the file, the key and the remedy. Checksums are checked for their form
    only.
    """
    # Unlike `resolve`, it takes links that go round in a circle.
    path = Path(os.path.realpath(folder)) / MANIFEST_NAME
    shown = _shown(path)
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            return None
        # The keys of a hostile file can be written so that reading them takes for ever.
        table = read_bounded(_read_toml, path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise PinpointError(
            f"{shown} cannot be read ({error.strerror}): change its permissions, or move it away."
        ) from error
    corpus = _Table(table, shown)
    corpus.check_keys(_REQUIRED_CORPUS_KEYS, _OPTIONAL_CORPUS_KEYS)
    entries = tuple(
        _read_entry(_Table(entry, f"{shown}, document {number}"), path.parent)
        for number, entry in enumerate(corpus.tables("documents"), start=1)
    )
    _check_unique(entries, path)
    return CorpusManifest(
        folder=path.parent,
        name=corpus.matching("name", _ID, "letters and digits, joined by '.', '_' or '-'"),
        titles=corpus.localized("titles"),
        licence=corpus.string("licence"),
        termbase=corpus.file("termbase", path.parent) if "termbase" in table else None,
        entries=entries,
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_regular(path, _LARGEST_BYTES).decode("utf-8-sig"))
    except ValueError as error:
        reason = _shortened(str(error))
        raise PinpointError(f"{_shown(path)} is not valid TOML in UTF-8 ({reason}): correct it there.") from error


def _shown(path: Path) -> str:
    return str(path) if str(path).isprintable() else repr(str(path))


def check_corpus_name(name: str) -> None:
    """Raise PinpointError unless `name` could stand in a manifest too."""
    if not _ID.fullmatch(name) or len(name) > _LONGEST_CORPUS_NAME:
        raise PinpointError(
            f"{name[:_LONGEST_CORPUS_NAME]!r} is no name for a corpus: write up to {_LONGEST_CORPUS_NAME} letters "
            "and digits, joined by '.', '_' or '-'."
        )


def _shortened(text: str) -> str:
    """Text that a manifest from anywhere put into a message, of a length that can be read."""
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class _Table:
    """A TOML table with the words that say where it stands, for error messages."""

    values: Mapping[str, object]
    where: str

    def fail(self, key: str, wrong: str, remedy: str) -> PinpointError:
        return PinpointError(f"{self.where}: key {_shortened(repr(key))} {_shortened(wrong)}: {remedy}.")

    def check_keys(self, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
        for key in self.values:
            if key not in (*required, *optional):
                raise self.fail(key, "is unknown", f"use only {', '.join((*required, *optional))}")
        for key in required:
            if key not in self.values:
                raise self.fail(key, "is missing", "add it")

    def string(self, key: str) -> str:
        value = self.values[key]
        if not isinstance(value, str) or not value.strip():
            raise self.fail(key, f"is {value!r}", "give it a text in quotes")
        return value.strip()

    def matching(self, key: str, pattern: re.Pattern[str], form: str) -> str:
        value = self.string(key)
        if not pattern.fullmatch(value):
            raise self.fail(key, f"is {value!r}", f"write {form}")
        return value

    def file(self, key: str, folder: Path) -> Path:
        value = self.string(key)
        relative = PurePosixPath(value)
        # A manifest may come with documents from anywhere: it must not point outside its own folder.
        if relative.is_absolute() or ".." in relative.parts or "\\" in value:
            raise self.fail(key, f"is {value!r}", "give a path inside the corpus's folder, parts joined by '/'")
        path = folder / relative
        try:
            is_file = path.is_file()
        except OSError as error:
            wrong = f"names {value!r}, which cannot be read ({error.strerror})"
            raise self.fail(key, wrong, "change its folder's permissions or correct the name") from error
        if not is_file:
            raise self.fail(key, f"names {value!r}, which is not in {folder}", "add the file or correct the name")
        return path

    def localized(self, key: str, first: str | None = None) -> Localized:
        """(language, text) pairs; with `first`, that language must be there and stands in front."""
        texts = self.values[key]
        if not isinstance(texts, dict) or not texts or (first and first not in texts):
            tag = first or "en"
            raise self.fail(key, f"has no text in {tag!r}", f'give texts by language: {{ {tag} = "…" }}')
        table = _Table(texts, f"{self.where}, {key}")
        for language in texts:
            if not _LANGUAGE.fullmatch(language):
                raise table.fail(language, "is no language tag", "use BCP 47, such as zh, en or pt-BR")
        return tuple((tag, table.string(tag)) for tag in sorted(texts, key=lambda tag: tag != first))

    def iso_date(self, key: str) -> str:
        value = self.values[key]
        if not isinstance(value, str) or not _is_iso_date(value):
            remedy = 'write "2018-03-08" in quotes, or a period such as "2022-01-04/2022-01-28"'
            raise self.fail(key, f"is {str(value)!r}, no ISO 8601 date or period", remedy)
        return value

    def tables(self, key: str) -> list[dict[str, object]]:
        values = self.values[key]
        if not isinstance(values, list) or not values or not all(isinstance(value, dict) for value in values):
            raise self.fail(key, "is no list of tables", f"begin each document with [[{key}]]")
        return values


def _read_entry(table: _Table, folder: Path) -> ManifestEntry:
    table.check_keys(_REQUIRED_DOCUMENT_KEYS, _OPTIONAL_DOCUMENT_KEYS)
    language = table.matching("language", _LANGUAGE, "a BCP 47 tag such as zh, en or pt-BR")

    def localized(key: str) -> Localized:
        return table.localized(key, language) if key in table.values else ()

    return ManifestEntry(
        document_id=table.matching("id", _ID, "letters and digits, joined by '.', '_' or '-'"),
        path=table.file("file", folder),
        sha256=table.matching("sha256", _SHA256, "64 hexadecimal digits in lower case"),
        symbol=table.string("symbol") if "symbol" in table.values else None,
        titles=localized("titles"),
        short_titles=localized("short_titles"),
        submitted_by=localized("submitted_by"),
        meeting=localized("meeting"),
        date=table.iso_date("date") if "date" in table.values else None,
        language=language,
    )


def _check_unique(entries: tuple[ManifestEntry, ...], path: Path) -> None:
    seen: set[str | Path] = set()
    for number, entry in enumerate(entries, start=1):
        for key, value in (("id", entry.document_id), ("file", entry.path)):
            if value in seen:
                raise PinpointError(
                    f"{path}, document {number}: key {key!r} is {str(value)!r} a second time: "
                    "list each document once, under an id of its own."
                )
            seen.add(value)


def _is_iso_date(value: str) -> bool:
    """Whether `value` is a year, month or day, or a period of two of the same precision in order."""
    parts = value.split("/")
    matches = [_ISO_DATE.fullmatch(part) for part in parts]
    if len(parts) > 2 or not all(matches) or len({len(part) for part in parts}) > 1 or parts[0] > parts[-1]:
        return False
    try:
        for match in matches:
            year, month, day = (int(group or 1) for group in match.groups()) if match else (0, 0, 0)
            date(year, month, day)
    except ValueError:
        return False
    return True

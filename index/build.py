"""Ingest: files become an index on disk, or change the one that is there.

In: paths, the name of a corpus, an encoder. Out: an `IngestReport` and a new index in place of the
old one. One process writes at a time; a file that cannot be read is reported and the others go on.
"""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.bounded_reading import read_bounded
from corpus.documents import Document
from corpus.errors import PinpointError, UnreadableFileError
from corpus.parsing import ParsedDocument, file_sha256, parse_document
from corpus.readers import SUFFIXES
from index.assembly import Report, assemble, merge_termbases
from index.document_list import read_known_documents
from index.encoder import Encoder
from index.pointer import PARSER_VERSION, read_pointer, rebuild_hint
from index.returned_files import returned_files
from index.sources import Candidate, Plan, Source, choose_ids, is_gone, known_sources, make_plan, unreadable_reason
from index.store import IndexContents, read_index, remove_strays, write_index
from index.write_lock import unwritable, write_lock


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. Counts are documents, except `paragraphs` and `skipped`."""

    documents: int
    paragraphs: int
    """In the index afterwards."""
    added: int
    updated: int
    removed: int
    unchanged: int
    skipped: int
    """Files of other formats that the ingested folders hold."""
    failed: tuple[tuple[str, str], ...]
    """(path, what is wrong with it)"""
    seconds: float


@dataclass(slots=True)
class _Reading:
    """What became of the files of a plan."""

    parsed: list[ParsedDocument]
    unchanged: list[Document]
    spoilt: set[str]
    """Paths of files that can be opened and are no documents, or no longer."""
    failed: list[tuple[str, str]]


def ingest(
    sources: Sequence[Source],
    folder: Path,
    encoder: Encoder,
    *,
    forgotten: Collection[str] = (),
    rebuild: bool = False,
    known_ids: Mapping[str, str] | None = None,
    on_progress: Report | None = None,
) -> IngestReport:
    """Adds or updates files and folders in the index of `folder`.

    `on_progress` hears ("parse" or "embed", done, total). With `rebuild`, the index that is there is
    not read; it is replaced when the new one is whole. Documents leave the index whose files are gone from
    an ingested path or hold no document any more, and those that are `forgotten` (ids; none of `sources` is
    theirs); files that cannot be opened or listed change nothing.

    A file that the index knows keeps its document's id, whatever becomes of its content and of the index's format, so
    that citations go on leading to it; `known_ids` are such ids from elsewhere, by path. A manifest has the last word.
    A file that was imported, and is ingested now from elsewhere, is the same document.

    Raises:
        BusyIndexError: another ingest is running.
        PinpointError: nothing is there or could be read, two documents share an id, the index is damaged
            or cannot be written, or it was made with another encoder. The index is then as it was.

    """
    started = time.perf_counter()
    report = on_progress or _report_nothing
    plan = make_plan(sources)
    _require_something(plan, folder, rebuild)
    with write_lock(folder):
        # First: which imported files are to go depends on the index that was there when they were marked.
        remove_strays(folder)
        old, is_outdated = (None, False) if rebuild else _read_old(folder, encoder)
        known = (old.documents if old else read_known_documents(folder)) or ()
        returned = returned_files(plan, known, folder)
        if old and is_outdated:
            gone = {*forgotten, *returned.values()}
            kept = [document for document in old.documents if document.document_id not in gone]
            plan = make_plan([*known_sources(kept), *sources])
        paths = {document.path: document.document_id for document in known} | returned | dict(known_ids or {})
        reading = _read(plan, None if is_outdated else old, choose_ids(plan, paths, is_rebuilt=rebuild), report)
        removed = _removed(plan, old, reading, forgotten) if old else set()
        if not (reading.parsed or reading.unchanged or removed):
            raise _nothing_done(reading, forgotten)
        _check_ids(plan, old, removed | {*returned.values()}, reading, folder)
        if old and not (
            reading.parsed or removed or is_outdated or merge_termbases(plan, old, old.documents) != old.termbases
        ):
            contents = old
        else:
            contents = _assemble_and_write(plan, old, reading.parsed, removed, encoder, report, folder)
    before = {document.document_id for document in old.documents} if old else set()
    updated = sum(item.document.document_id in before for item in reading.parsed)
    return IngestReport(
        documents=len(contents.documents),
        paragraphs=len(contents.paragraphs),
        added=len(reading.parsed) - updated,
        updated=updated,
        removed=len(removed),
        unchanged=len(reading.unchanged),
        skipped=plan.skipped,
        failed=tuple(reading.failed),
        seconds=round(time.perf_counter() - started, 3),
    )


def _report_nothing(stage: str, done: int, total: int) -> None:
    """For callers that do not want to hear of progress."""


def _require_something(plan: Plan, folder: Path, rebuild: bool) -> None:
    """A path without documents is a mistake, unless the index knows documents there: then it is news."""
    known = None if rebuild or read_pointer(folder) is None else read_known_documents(folder)
    places = [Path(document.path) for document in known or ()]
    for path in plan.missing:
        if not any(place.is_relative_to(path) for place in places):
            raise PinpointError(f"There is no file or folder {str(path)!r}: check the path.")
    candidates = [candidate.path for candidate in plan.candidates]
    for path in plan.folders:
        if not plan.failed and not any(place.is_relative_to(path) for place in (*candidates, *places)):
            raise PinpointError(
                f"The folder {str(path)!r} holds no document: Pinpoint reads {', '.join(sorted(SUFFIXES))}."
            )


def _assemble_and_write(
    plan: Plan,
    old: IndexContents | None,
    parsed: Sequence[ParsedDocument],
    removed: set[str],
    encoder: Encoder,
    report: Report,
    folder: Path,
) -> IndexContents:
    try:
        contents = assemble(plan, old, parsed, removed, encoder, report, workspace=folder)
        write_index(folder, contents)
    except OSError as error:
        raise unwritable(folder, error) from error
    return contents


def _read_old(folder: Path, encoder: Encoder) -> tuple[IndexContents | None, bool]:
    """The index that is there, if any, and whether its documents were parsed in another way than today's."""
    pointer = read_pointer(folder)
    if pointer is None:
        return None, False
    if pointer["encoder"] != encoder.name:
        raise PinpointError(
            f"This index was built with encoder {pointer['encoder']}, the settings say {encoder.name}: "
            f"{rebuild_hint(folder)}."
        )
    return read_index(folder), pointer.get("parser") != PARSER_VERSION


def _read(plan: Plan, old: IndexContents | None, ids: Mapping[Path, str], report: Report) -> _Reading:
    known = {document.path: document for document in old.documents} if old else {}
    reading = _Reading([], [], set(), list(plan.failed))
    for done, candidate in enumerate(plan.candidates):
        report("parse", done, len(plan.candidates))
        before = known.get(str(candidate.path))
        try:
            if before and _is_unchanged(before, candidate):
                reading.unchanged.append(before)
            else:
                reading.parsed.append(_parse(candidate, ids.get(candidate.path)))
        except UnreadableFileError as error:
            reading.spoilt.add(str(candidate.path))
            reading.failed.append((str(candidate.path), str(error)))
        except OSError as error:
            reading.failed.append((str(candidate.path), unreadable_reason(error)))
    report("parse", len(plan.candidates), len(plan.candidates))
    return reading


def _parse(candidate: Candidate, known_id: str | None) -> ParsedDocument:
    parsed = read_bounded(parse_document, candidate.path, candidate.corpus, candidate.entry, known_id)
    if candidate.entry and candidate.entry.sha256 != parsed.document.sha256:
        raise UnreadableFileError(
            f"{str(candidate.path)!r} has changed: its SHA-256 is {parsed.document.sha256[:12]}…, "
            f"the manifest says {candidate.entry.sha256[:12]}…: "
            "restore the file, or correct the manifest if the change was meant"
        )
    return parsed


def _is_unchanged(before: Document, candidate: Candidate) -> bool:
    if before.corpus != candidate.corpus or before.sha256 != file_sha256(candidate.path):
        return False
    return candidate.entry is None or candidate.entry.document(candidate.corpus) == before


def _nothing_done(reading: _Reading, forgotten: Collection[str]) -> PinpointError:
    if forgotten and not reading.failed:
        names = ", ".join(map(repr, sorted(forgotten)[:3]))
        return PinpointError(f"The index has no document {names}: it may have been removed already.")
    reasons = "; ".join(error if path in error else f"{path!r} {error}" for path, error in reading.failed[:3])
    return PinpointError(f"No document could be read. {reasons}")


def _removed(plan: Plan, old: IndexContents, reading: _Reading, forgotten: Collection[str]) -> set[str]:
    """Documents that leave the index: their files hold them no longer, so that nobody could look a citation up."""
    spoilt = {document.document_id for document in old.documents if document.path in reading.spoilt}
    known = {document.document_id for document in old.documents}
    return plan.lost(old.documents) | spoilt | (known & set(forgotten))


def _check_ids(plan: Plan, old: IndexContents | None, removed: set[str], reading: _Reading, folder: Path) -> None:
    """Two files under one id would be taken for one document."""
    here = {str(candidate.path) for candidate in plan.candidates}
    stays: Iterable[Document] = [
        document
        for document in (old.documents if old else ())
        if document.path not in here and document.document_id not in removed and not is_gone(Path(document.path))
    ]
    paths: dict[str, str] = {}
    for document in (*stays, *reading.unchanged, *(item.document for item in reading.parsed)):
        other = paths.setdefault(document.document_id, document.path)
        if other != document.path:
            raise PinpointError(
                f"{other!r} and {document.path!r} have the same id {document.document_id!r}: "
                f"give one of them another in its manifest, or keep one and {rebuild_hint(folder)}."
            )

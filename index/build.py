"""Ingest: files become an index on disk, or change the one that is there.

In: paths, the name of a corpus, an encoder. Out: an `IngestReport` and a new index in place of the
old one. Only paragraphs whose words are new are embedded. One process writes at a time; a file that
cannot be read is reported and the others go on.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError, UnreadableFileError
from corpus.parsing import ParsedDocument, file_sha256, parse_document
from corpus.termbase import parse_termbase
from index.encoder import Encoder
from index.lexicon import Lexicon
from index.sources import Candidate, Plan, Source, make_plan
from index.store import REBUILD, IndexContents, StoredParagraph, read_index, read_pointer, write_index
from index.tokens import TokenStore, quantise
from index.vectors import VectorIndex

_BATCH = 256
"""Paragraphs embedded before their token vectors are packed: about 64 MB at a time."""
_LOCK = "ingest.lock"
_QUESTIONS = Path(__file__).with_name("data") / "questions.txt"
_TokenData = tuple[NDArray[np.int8], NDArray[np.int32]]


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What an ingest did. Counts are documents, except `paragraphs`."""

    documents: int
    paragraphs: int
    """In the index afterwards."""
    added: int
    updated: int
    removed: int
    unchanged: int
    failed: tuple[tuple[str, str], ...]
    """(path, what is wrong with it)"""
    seconds: float


def ingest(
    sources: Sequence[Source],
    folder: Path,
    encoder: Encoder,
    *,
    rebuild: bool = False,
    on_progress: Callable[[str, int, int], None] | None = None,
) -> IngestReport:
    """Adds or updates files and folders in the index of `folder`.

    `on_progress` hears ("parse" or "embed", done, total). With `rebuild`, the index that is there is
    not read; it is replaced when the new one is whole.

    Raises:
        PinpointError: a path is missing, nothing could be read, another ingest is running, the index
            is damaged, or it was made with another encoder. The index is then as it was.

    """
    started = time.perf_counter()
    report = on_progress or _report_nothing
    plan = make_plan(sources)
    with _write_lock(folder):
        old = None if rebuild else _read_old(folder, encoder)
        parsed, unchanged, failed = _parse_new(plan, old, report)
        if not parsed and not unchanged:
            reasons = "; ".join(f"{path}: {error}" for path, error in failed[:3])
            raise PinpointError(f"No document could be read. {reasons}")
        removed = _gone(plan, old)
        contents = _assemble(plan, old, parsed, removed, encoder, report)
        if parsed or removed or old is None or contents.termbases != old.termbases:
            write_index(folder, contents)
    known = {document.document_id for document in old.documents} if old else set()
    updated = sum(item.document.document_id in known for item in parsed)
    return IngestReport(
        documents=len(contents.documents),
        paragraphs=len(contents.paragraphs),
        added=len(parsed) - updated,
        updated=updated,
        removed=len(removed),
        unchanged=len(unchanged),
        failed=tuple(failed),
        seconds=round(time.perf_counter() - started, 3),
    )


def _report_nothing(stage: str, done: int, total: int) -> None:
    """For callers that do not want to hear of progress."""


@contextmanager
def _write_lock(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, timeout=0)
        with lock:
            yield
    except Timeout as error:
        raise PinpointError(
            f"Another process is writing the index in {folder}: wait until it has finished, then try again."
        ) from error
    except OSError as error:
        raise PinpointError(
            f"The index in {folder} cannot be written ({error.strerror or error}): "
            "choose another folder with --index, or make room there."
        ) from error


def _read_old(folder: Path, encoder: Encoder) -> IndexContents | None:
    pointer = read_pointer(folder)
    if pointer is None:
        return None
    if pointer.get("encoder") != encoder.name:
        raise PinpointError(
            f"This index was built with encoder {pointer.get('encoder')}, the settings say {encoder.name}: {REBUILD}."
        )
    return read_index(folder)


def _parse_new(
    plan: Plan, old: IndexContents | None, report: Callable[[str, int, int], None]
) -> tuple[list[ParsedDocument], list[Document], list[tuple[str, str]]]:
    known = {document.path: document for document in old.documents} if old else {}
    parsed: list[ParsedDocument] = []
    unchanged: list[Document] = []
    failed: list[tuple[str, str]] = []
    for done, candidate in enumerate(plan.candidates):
        report("parse", done, len(plan.candidates))
        before = known.get(str(candidate.path))
        try:
            if before and _is_unchanged(before, candidate):
                unchanged.append(before)
            else:
                parsed.append(_parse(candidate))
        except (UnreadableFileError, OSError) as error:
            failed.append((str(candidate.path), str(error)))
    report("parse", len(plan.candidates), len(plan.candidates))
    return parsed, unchanged, failed


def _parse(candidate: Candidate) -> ParsedDocument:
    parsed = parse_document(candidate.path, candidate.corpus, candidate.entry)
    if candidate.entry and candidate.entry.sha256 != parsed.document.sha256:
        raise UnreadableFileError(
            f"its SHA-256 is {parsed.document.sha256[:12]}…, the manifest says {candidate.entry.sha256[:12]}…: "
            "restore the file, or correct the manifest if the change was meant"
        )
    return parsed


def _is_unchanged(before: Document, candidate: Candidate) -> bool:
    if before.corpus != candidate.corpus or before.sha256 != file_sha256(candidate.path):
        return False
    return candidate.entry is None or candidate.entry.document(candidate.corpus) == before


def _gone(plan: Plan, old: IndexContents | None) -> set[str]:
    """Documents of the ingested folders whose files are there no longer."""
    here = {str(candidate.path) for candidate in plan.candidates}
    return {
        document.document_id
        for document in (old.documents if old else ())
        if document.path not in here and any(Path(document.path).is_relative_to(folder) for folder in plan.folders)
    }


def _assemble(
    plan: Plan,
    old: IndexContents | None,
    parsed: Sequence[ParsedDocument],
    removed: set[str],
    encoder: Encoder,
    report: Callable[[str, int, int], None],
) -> IndexContents:
    replaced = removed | {item.document.document_id for item in parsed} | _moved(old, parsed)
    kept_documents = [doc for doc in (old.documents if old else ()) if doc.document_id not in replaced]
    kept_rows = [
        row for row, stored in enumerate(old.paragraphs if old else ()) if stored.paragraph.document_id not in replaced
    ]
    fresh = [(item.document, paragraph) for item in parsed for paragraph in item.paragraphs]
    vectors, tokens = _encode([paragraph for _, paragraph in fresh], old, encoder, report)
    termbases = tuple(sorted({**dict(old.termbases if old else ()), **dict(plan.termbases)}.items()))
    documents = sorted([*kept_documents, *(item.document for item in parsed)], key=lambda doc: doc.document_id)
    kept = [old.paragraphs[row].paragraph for row in kept_rows] if old else []
    languages = {document.document_id: document.language for document in documents}
    lexicon = Lexicon([parse_termbase(data, corpus) for corpus, data in termbases])
    kept_vectors = old.vectors.reconstruct(kept_rows) if old else np.empty((0, encoder.dimensions), np.float32)
    return IndexContents(
        encoder=encoder.name,
        documents=tuple(documents),
        paragraphs=tuple(
            StoredParagraph(
                paragraph,
                tuple(
                    dict.fromkeys(
                        concept.key for concept in lexicon.find(paragraph.text, languages[paragraph.document_id])
                    )
                ),
            )
            for paragraph in (*kept, *(paragraph for _, paragraph in fresh))
        ),
        vectors=VectorIndex.from_vectors(np.concatenate([kept_vectors, vectors])),
        question_mean=old.question_mean if old else _mean_question(encoder),
        tokens=TokenStore.from_paragraphs(
            [*(old.tokens.paragraph(row) for row in kept_rows if old), *tokens], encoder.dimensions
        ),
        termbases=termbases,
    )


def _mean_question(encoder: Encoder) -> NDArray[np.float32]:
    """The mean vector of a fixed list of questions in six languages, about this and that.

    Encoders of this kind put all questions into one corner of the space and all paragraphs into another;
    without the mean, what is left tells them apart.
    """
    questions = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    mean: NDArray[np.float32] = np.mean([encoded.vector for encoded in encoder.encode_questions(questions)], axis=0)
    return mean


def _moved(old: IndexContents | None, parsed: Iterable[ParsedDocument]) -> set[str]:
    """Documents that were known under another id at the same path."""
    paths = {item.document.path for item in parsed}
    return {document.document_id for document in (old.documents if old else ()) if document.path in paths}


def _encode(
    paragraphs: Sequence[Paragraph],
    old: IndexContents | None,
    encoder: Encoder,
    report: Callable[[str, int, int], None],
) -> tuple[NDArray[np.float32], list[_TokenData]]:
    """Vectors and tokens of each paragraph; those whose words the old index knows are taken from it."""
    known = {stored.paragraph.text: row for row, stored in enumerate(old.paragraphs)} if old else {}
    missing = list(dict.fromkeys(paragraph.text for paragraph in paragraphs if paragraph.text not in known))
    fresh: dict[str, tuple[NDArray[np.float32], _TokenData]] = {}
    for first in range(0, len(missing), _BATCH):
        batch = missing[first : first + _BATCH]
        encoded = encoder.encode_paragraphs(batch, partial(_report_embedded, report, first, len(missing)))
        for text, result in zip(batch, encoded, strict=True):
            fresh[text] = (result.vector, (quantise(result.token_vectors), result.token_spans))
    vectors = np.empty((len(paragraphs), encoder.dimensions), np.float32)
    tokens: list[_TokenData] = []
    for place, paragraph in enumerate(paragraphs):
        if paragraph.text in fresh:
            vectors[place], data = fresh[paragraph.text]
        else:
            assert old is not None
            row = known[paragraph.text]
            vectors[place], data = old.vectors.reconstruct([row])[0], old.tokens.paragraph(row)
        tokens.append(data)
    return vectors, tokens


def _report_embedded(report: Callable[[str, int, int], None], first: int, total: int, done: int) -> None:
    report("embed", first + done, total)

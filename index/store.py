"""An index on disk: what its files are, how they are written whole and opened again.

In: an `IndexContents`. Out: a folder with one generation of files and `index.json`, which names the
generation and the checksum of each of its files. `index.json` is replaced last and in one step, so an
index on disk is always the old one or the new one. What goes into it is decided in `index.build`.
"""

import dataclasses
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document, Locator, Paragraph, Span
from corpus.errors import PinpointError
from index.tokens import FILES as TOKEN_FILES
from index.tokens import TokenStore
from index.vectors import VectorIndex

FORMAT = 1
"""Raised whenever files change their meaning; an index of another format is rebuilt."""
POINTER = "index.json"
_DOCUMENTS, _PARAGRAPHS, _VECTORS = "documents.jsonl", "paragraphs.jsonl", "vectors.faiss"
_QUESTION_MEAN = "question_mean.npy"
_TERMBASE_PREFIX = "terms-"
REBUILD = "run `pinpoint ingest --rebuild`"


class DamagedIndexError(PinpointError):
    """A file of the index is missing, cut short or changed."""


@dataclass(frozen=True, slots=True)
class StoredParagraph:
    """A paragraph and the keys of the concepts that it names."""

    paragraph: Paragraph
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexContents:
    """Everything that an index holds; row i of the vectors and tokens belongs to paragraph i."""

    encoder: str
    """`Encoder.name` of what made the vectors."""
    documents: tuple[Document, ...]
    paragraphs: tuple[StoredParagraph, ...]
    vectors: VectorIndex
    question_mean: NDArray[np.float32]
    """(dimensions,): the mean vector of questions, which is subtracted from each one that is asked."""
    tokens: TokenStore
    termbases: tuple[tuple[str, bytes], ...]
    """(corpus, the bytes of its termbase file)"""


_Record = TypeVar("_Record", Document, Paragraph)


def write_index(folder: Path, contents: IndexContents) -> None:
    """Makes `contents` the index in `folder`, in one step. The caller holds the write lock."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(path.name[4:]) for path in folder.glob("gen-*") if path.name[4:].isdigit()), default=0)
    generation = folder / f"gen-{number:06d}"
    generation.mkdir()
    _write_files(generation, contents)
    pointer = {
        "format": FORMAT,
        "encoder": contents.encoder,
        "documents": len(contents.documents),
        "paragraphs": len(contents.paragraphs),
        "generation": generation.name,
        "files": {path.name: _fingerprint(path) for path in sorted(generation.iterdir())},
    }
    _replace(folder / POINTER, json.dumps(pointer, indent=1).encode())
    for old in folder.glob("gen-*"):
        if old != generation:
            shutil.rmtree(old, ignore_errors=True)


def _write_files(generation: Path, contents: IndexContents) -> None:
    _write_lines(generation / _DOCUMENTS, (dataclasses.asdict(document) for document in contents.documents))
    _write_lines(
        generation / _PARAGRAPHS,
        (dataclasses.asdict(stored.paragraph) | {"concepts": stored.concepts} for stored in contents.paragraphs),
    )
    contents.vectors.save(generation / _VECTORS)
    np.save(generation / _QUESTION_MEAN, contents.question_mean, allow_pickle=False)
    contents.tokens.save(generation)
    for corpus, termbase in contents.termbases:
        (generation / f"{_TERMBASE_PREFIX}{corpus}.tsv").write_bytes(termbase)
    for path in generation.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _write_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def _fingerprint(path: Path) -> dict[str, int | str]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(".new")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


def read_pointer(folder: Path) -> dict[str, Any] | None:
    """What `index.json` says; None where there is no index.

    Raises:
        DamagedIndexError: the file is no JSON object, or was written in another format.

    """
    try:
        pointer = json.loads((folder / POINTER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError as error:
        raise DamagedIndexError(f"{folder / POINTER} is damaged: {REBUILD}.") from error
    if not isinstance(pointer, dict) or pointer.get("format") != FORMAT:
        found = pointer.get("format") if isinstance(pointer, dict) else "none"
        raise DamagedIndexError(f"The index in {folder} has format {found}, this version reads {FORMAT}: {REBUILD}.")
    return pointer


def read_index(folder: Path) -> IndexContents:
    """Opens the index in `folder` and checks every file against its checksum.

    Raises:
        PinpointError: there is no index, or it is damaged; the message names the file and the remedy.

    """
    pointer = read_pointer(folder)
    if pointer is None:
        raise PinpointError(f"There is no index in {folder}: make one with `pinpoint ingest PATH`.")
    try:
        return _read_generation(folder, pointer)
    except (DamagedIndexError, FileNotFoundError):
        # A writer may have put a newer generation in place, and taken this one away, in between.
        if read_pointer(folder) != pointer:
            return read_index(folder)
        raise


def _read_generation(folder: Path, pointer: dict[str, Any]) -> IndexContents:
    generation = folder / str(pointer.get("generation"))
    files: dict[str, dict[str, Any]] = pointer.get("files", {})
    if not {_DOCUMENTS, _PARAGRAPHS, _VECTORS, _QUESTION_MEAN, *TOKEN_FILES} <= files.keys():
        raise DamagedIndexError(f"{folder / POINTER} is damaged: {REBUILD}.")
    for name, expected in files.items():
        path = generation / name
        if not path.is_file() or _fingerprint(path) != expected:
            raise DamagedIndexError(f"The index file {path} is missing or damaged: {REBUILD}.")
    return IndexContents(
        encoder=str(pointer["encoder"]),
        documents=tuple(_read_document(line) for line in _read_lines(generation / _DOCUMENTS)),
        paragraphs=tuple(_read_paragraph(line) for line in _read_lines(generation / _PARAGRAPHS)),
        vectors=VectorIndex.load(generation / _VECTORS),
        question_mean=np.load(generation / _QUESTION_MEAN, allow_pickle=False),
        tokens=TokenStore.load(generation),
        termbases=tuple(
            (name.removeprefix(_TERMBASE_PREFIX).removesuffix(".tsv"), (generation / name).read_bytes())
            for name in files
            if name.startswith(_TERMBASE_PREFIX)
        ),
    )


def read_known_documents(folder: Path) -> list[Document]:
    """The documents that an index lists, as far as that list can still be read; for rebuilding it."""
    try:
        pointer = json.loads((folder / POINTER).read_text(encoding="utf-8"))
        lines = list(_read_lines(folder / str(pointer["generation"]) / _DOCUMENTS))
        return [_read_document(line) for line in lines]
    except (OSError, ValueError, KeyError, TypeError):
        # Whatever is wrong with a damaged list: the caller then asks for the paths.
        return []


def _read_lines(path: Path) -> Iterable[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _read_document(record: dict[str, Any]) -> Document:
    titles = {name: tuple((language, text) for language, text in record[name]) for name in ("titles", "short_titles")}
    return Document(**record | titles)


def _read_paragraph(record: dict[str, Any]) -> StoredParagraph:
    concepts = tuple(record.pop("concepts"))
    locator = Locator(**record["locator"] | {"section": tuple(record["locator"]["section"])})
    spans = tuple(Span(**span) for span in record["spans"])
    return StoredParagraph(
        Paragraph(**record | {"locator": locator, "symbols": tuple(record["symbols"]), "spans": spans}),
        concepts,
    )

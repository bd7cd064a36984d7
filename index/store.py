"""An index on disk: what its files are, how they are written whole and opened again.

In: an `IndexContents`. Out: a folder with one generation of files and `index.json`, which names the
generation and the checksum of each of its files. `index.json` is replaced last and in one step, so an
index on disk is always the old one or the new one. What goes into it is decided in `index.build`.
"""

import dataclasses
import errno
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
from index.pointer import (
    FORMAT,
    PARSER_VERSION,
    POINTER,
    DamagedIndexError,
    damaged,
    read_pointer,
    unreadable,
)
from index.tokens import FILES as TOKEN_FILES
from index.tokens import TokenStore
from index.vectors import VectorIndex

_DOCUMENTS, _PARAGRAPHS, _VECTORS = "documents.jsonl", "paragraphs.jsonl", "vectors.faiss"
_QUESTION_MEAN = "question_mean.npy"
_TERMBASE_PREFIX = "terms-"
REBUILD = "run `pinpoint ingest --rebuild`"


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
    """Makes `contents` the index in `folder`, in one step. The caller holds the write lock.

    Raises OSError when the disk refuses; the old index is then as it was, and nothing is left beside it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(path.name[4:]) for path in folder.glob("gen-*") if path.name[4:].isdigit()), default=0)
    generation = folder / f"gen-{number:06d}"
    try:
        generation.mkdir()
        _write_files(generation, contents)
        pointer = {
            "format": FORMAT,
            "parser": PARSER_VERSION,
            "encoder": contents.encoder,
            "documents": len(contents.documents),
            "paragraphs": len(contents.paragraphs),
            "generation": generation.name,
            "files": {path.name: _fingerprint(path) for path in sorted(generation.iterdir())},
        }
        _replace(folder / POINTER, json.dumps(pointer, indent=1).encode())
        # The new name must be on the disk before the old files go.
        _sync_folder(folder)
    finally:
        remove_strays(folder)


def remove_strays(folder: Path) -> None:
    """Takes away what interrupted writes left in `folder`. The caller holds the write lock."""
    try:
        pointer = read_pointer(folder)
    except DamagedIndexError:
        # Nobody knows which of the generations a rebuild could still learn from.
        return
    current = pointer["generation"] if pointer else None
    for path in folder.glob("gen-*"):
        if path.name != current:
            shutil.rmtree(path, ignore_errors=True)
    (folder / POINTER).with_suffix(".new").unlink(missing_ok=True)


def _write_files(generation: Path, contents: IndexContents) -> None:
    _write_lines(generation / _DOCUMENTS, (dataclasses.asdict(document) for document in contents.documents))
    _write_lines(
        generation / _PARAGRAPHS,
        (dataclasses.asdict(stored.paragraph) | {"concepts": stored.concepts} for stored in contents.paragraphs),
    )
    try:
        contents.vectors.save(generation / _VECTORS)
    except RuntimeError as error:
        # FAISS reports a full disk so.
        raise OSError(errno.EIO, f"{_VECTORS} could not be written") from error
    np.save(generation / _QUESTION_MEAN, contents.question_mean, allow_pickle=False)
    contents.tokens.save(generation)
    for corpus, termbase in contents.termbases:
        (generation / f"{_TERMBASE_PREFIX}{corpus}.tsv").write_bytes(termbase)
    for path in generation.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    _sync_folder(generation)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folder, and keeps names by itself.
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


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


def read_index(folder: Path) -> IndexContents:
    """Opens the index in `folder` and checks every file against its checksum.

    Raises:
        PinpointError: there is no index, or it is damaged; the message names the file and the remedy.

    """
    pointer = read_pointer(folder)
    while pointer is not None:
        try:
            return _read_generation(folder, pointer)
        except (PinpointError, OSError, ValueError) as error:
            # A writer may have put a newer generation in place, and taken this one away, in between.
            newer = read_pointer(folder)
            if newer == pointer:
                raise _as_damaged(folder, pointer, error) from error
            pointer = newer
    raise PinpointError(f"There is no index in {folder}: make one with `pinpoint ingest PATH`.")


def _as_damaged(folder: Path, pointer: dict[str, Any], error: Exception) -> DamagedIndexError:
    if isinstance(error, DamagedIndexError):
        return error
    path = folder / pointer["generation"]
    if isinstance(error, OSError):
        return unreadable(Path(error.filename or path), folder, error)
    return damaged(path, folder)


def _read_generation(folder: Path, pointer: dict[str, Any]) -> IndexContents:
    generation = folder / pointer["generation"]
    files: dict[str, object] = pointer["files"]
    if not {_DOCUMENTS, _PARAGRAPHS, _VECTORS, _QUESTION_MEAN, *TOKEN_FILES} <= files.keys():
        raise damaged(folder / POINTER, folder)
    for name, expected in files.items():
        path = generation / name
        if not path.is_file() or _fingerprint(path) != expected:
            raise damaged(path, folder)
    return IndexContents(
        encoder=pointer["encoder"],
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

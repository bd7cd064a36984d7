"""An index on disk: what its files are, how they are written whole and opened again.

In: an `IndexContents`. Out: a folder with one generation of files, the segments of token vectors that it
shares with the one before, and `index.json`, which names the generation, the checksum of each of its files
and the segments. `index.json` is replaced last and in one step, so an index on disk is always the old one or
the new one. What goes into it is decided in `index.build`.
"""

import dataclasses
import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document
from corpus.errors import PinpointError
from index.definitions import DEFINITIONS, DocumentDefinition, read_definitions, write_definitions
from index.paragraph_file import LINES, ROWS, ParagraphFile
from index.pointer import (
    FORMAT,
    PARSER_VERSION,
    POINTER,
    DamagedIndexError,
    damaged,
    read_pointer,
    rebuild_hint,
    unreadable,
)
from index.postings import Postings
from index.token_codec import codec_for
from index.token_segments import SEGMENT_NAME
from index.tokens import PLACES, TokenStore
from index.vectors import VectorIndex

_DOCUMENTS, _VECTORS = "documents.jsonl", "vectors.faiss"
_QUESTION_MEAN = "question_mean.npy"
_CONCEPTS, _CONTEXT, _WORDS = "concepts", "context", "words"
_REQUIRED = {_DOCUMENTS, DEFINITIONS, LINES, ROWS, _VECTORS, _QUESTION_MEAN, PLACES}
_TERMBASE_PREFIX = "terms-"
_GENERATION_NAME = re.compile(r"gen-(\d+)")
REBUILD = "run `pinpoint ingest --rebuild`"


@dataclass(frozen=True, slots=True)
class IndexContents:
    """Everything that an index holds; row i of everything else belongs to paragraph i."""

    encoder: str
    """`Encoder.name` of what made the vectors."""
    documents: tuple[Document, ...]
    """By id; the paragraphs come in the same order."""
    paragraphs: ParagraphFile
    vectors: VectorIndex
    question_mean: NDArray[np.float32]
    """(dimensions,): the mean vector of questions, which is subtracted from each one that is asked."""
    tokens: TokenStore
    concepts: Postings
    """Keys of the concepts that each paragraph's text names, those of the symbols that it cites included."""
    context: Postings
    """The same of its headings, and of its document's titles, author, symbol and date."""
    words: Postings
    """What `index.words` finds in each paragraph's text, with its counts."""
    definitions: tuple[DocumentDefinition, ...]
    """Abbreviations that the documents define, by document."""
    termbases: tuple[tuple[str, bytes], ...]
    """(corpus, the bytes of its termbase file)"""


def write_index(folder: Path, contents: IndexContents) -> None:
    """Makes `contents` the index in `folder`, in one step. The caller holds the write lock.

    Raises:
        OSError: the disk refuses; the old index is then as it was, and nothing is left beside it.
        DamagedIndexError: token vectors that had to be copied are not those that were written.

    """
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((*_numbers(folder, _GENERATION_NAME), *_numbers(folder, SEGMENT_NAME)), default=0)
    generation = folder / f"gen-{number:06d}"
    try:
        generation.mkdir()
        segments = contents.tokens.save(folder, generation, number)
        _write_files(generation, contents)
        for name in segments:
            _sync(folder / name)
        pointer = {
            "format": FORMAT,
            "parser": PARSER_VERSION,
            "encoder": contents.encoder,
            "codec": contents.tokens.codec.name,
            "documents": len(contents.documents),
            "paragraphs": len(contents.paragraphs),
            "generation": generation.name,
            "files": {path.name: _fingerprint(path) for path in sorted(generation.iterdir())},
            # Their paragraphs are checked one by one, when they are read.
            "segments": {name: (folder / name).stat().st_size for name in segments},
        }
        _replace(folder / POINTER, json.dumps(pointer, indent=1).encode())
        # The new name must be on the disk before the old files go.
        _sync_folder(folder)
    finally:
        remove_strays(folder)


def _numbers(folder: Path, name: re.Pattern[str]) -> list[int]:
    return [int(found.group(1)) for path in folder.iterdir() if (found := name.fullmatch(path.name))]


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
    for path in folder.glob("tokens-*"):
        # Readers of an older generation have it mapped, and keep it.
        if pointer is None or path.name not in pointer["segments"]:
            path.unlink(missing_ok=True)
    (folder / POINTER).with_suffix(".new").unlink(missing_ok=True)


def _write_files(generation: Path, contents: IndexContents) -> None:
    _write_lines(generation / _DOCUMENTS, (dataclasses.asdict(document) for document in contents.documents))
    contents.paragraphs.save(generation)
    try:
        contents.vectors.save(generation / _VECTORS)
    except RuntimeError as error:
        # FAISS reports a full disk so.
        raise OSError(errno.EIO, f"{_VECTORS} could not be written") from error
    write_definitions(generation, contents.definitions)
    np.save(generation / _QUESTION_MEAN, contents.question_mean, allow_pickle=False)
    for name, postings in ((_CONCEPTS, contents.concepts), (_CONTEXT, contents.context), (_WORDS, contents.words)):
        postings.save(generation, name)
    for corpus, termbase in contents.termbases:
        (generation / f"{_TERMBASE_PREFIX}{corpus}.tsv").write_bytes(termbase)
    for path in generation.iterdir():
        _sync(path)
    _sync_folder(generation)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


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
    """Opens the index in `folder` and checks every file of its generation against its checksum.

    Segments of token vectors are checked for their size here, and paragraph by paragraph as they are read.

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
    segments: dict[str, object] = pointer["segments"]
    if not files.keys() >= _REQUIRED:
        raise damaged(folder / POINTER, folder)
    for name, expected in files.items():
        path = generation / name
        if not path.is_file() or _fingerprint(path) != expected:
            raise damaged(path, folder)
    for name, size in segments.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise damaged(path, folder)
    documents = tuple(_read_document(line) for line in _read_lines(generation / _DOCUMENTS))
    vectors = VectorIndex.load(generation / _VECTORS)
    codec = codec_for(pointer["encoder"], vectors.dimensions)
    if pointer["codec"] != codec.name:
        raise DamagedIndexError(
            f"The index in {folder} keeps its token vectors as {pointer['codec']}, this version reads {codec.name}: "
            f"{rebuild_hint(folder)}."
        )
    return IndexContents(
        encoder=pointer["encoder"],
        documents=documents,
        paragraphs=ParagraphFile.load(generation, [document.document_id for document in documents]),
        vectors=vectors,
        question_mean=np.load(generation / _QUESTION_MEAN, allow_pickle=False),
        tokens=TokenStore.load(codec, folder, generation, list(segments)),
        concepts=Postings.load(generation, _CONCEPTS),
        context=Postings.load(generation, _CONTEXT),
        words=Postings.load(generation, _WORDS),
        definitions=read_definitions(generation),
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

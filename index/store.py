"""An index on disk: what its files are, how they are written whole and opened again.

In: an `IndexContents`. Out: a folder with one generation of files, the segments of token vectors that it
shares with the one before, and `index.json`, which names the generation, the checksum of each of its files
and the segments. `index.json` is replaced last and in one step, so an index on disk is always the old one or
the new one. What goes into it is decided in `index.build`.
"""

import contextlib
import errno
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document
from corpus.errors import PinpointError
from index.array_file import read_array
from index.definitions import DEFINITIONS, DocumentDefinition, read_definitions, write_definitions
from index.document_list import DOCUMENTS, GENERATION_NAME, read_documents, write_documents
from index.imported_files import settle_imports
from index.paragraph_file import LINES, ROWS, ParagraphFile
from index.pointer import (
    FIRST_IN_MAKING,
    FORMAT,
    PARSER_VERSION,
    POINTER,
    DamagedIndexError,
    damaged,
    encode_pointer,
    fingerprint,
    read_pointer,
    rebuild_hint,
    unreadable,
)
from index.postings import Postings
from index.token_codec import codec_for
from index.token_segments import SEGMENT_NAME, segment_path
from index.tokens import PLACES, TokenStore
from index.vectors import VectorIndex

_VECTORS = "vectors.faiss"
_QUESTION_MEAN = "question_mean.npy"
_CONCEPTS, _CONTEXT, _WORDS = "concepts", "context", "words"
_REQUIRED = {DOCUMENTS, DEFINITIONS, LINES, ROWS, _VECTORS, _QUESTION_MEAN, PLACES}
_TERMBASE_PREFIX = "terms-"
_NOT_WHOLE = (PinpointError, ValueError, KeyError, TypeError, IndexError)
"""What opening files raises that are not as they were written, besides OSError."""
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
    generation: str = ""
    """The name of its folder, where it was opened from one."""


def write_index(folder: Path, contents: IndexContents, parser: int | None = None) -> None:
    """Makes `contents` the index in `folder`, in one step. The caller holds the write lock.

    `parser` is the version that the documents were parsed by, today's if none is named.

    Raises:
        OSError: the disk refuses; the old index is then as it was, and nothing is left beside it.
        DamagedIndexError: token vectors that had to be copied are not those that were written; the same holds.

    """
    folder.mkdir(parents=True, exist_ok=True)
    number = 1 + max((*_numbers(folder, GENERATION_NAME), *_numbers(folder, SEGMENT_NAME)), default=0)
    generation = folder / f"gen-{number:06d}"
    try:
        if not any(folder.glob("gen-*")):
            (folder / FIRST_IN_MAKING).touch()
        generation.mkdir()
        segments = contents.tokens.save(folder, generation, number)
        _write_files(generation, contents)
        for name in segments:
            _sync(folder / name)
        pointer = {
            "format": FORMAT,
            "parser": PARSER_VERSION if parser is None else parser,
            "encoder": contents.encoder,
            "codec": contents.tokens.codec.name,
            "documents": len(contents.documents),
            "paragraphs": len(contents.paragraphs),
            "generation": generation.name,
            "files": {path.name: fingerprint(path) for path in sorted(generation.iterdir())},
            # Their paragraphs are checked one by one, when they are read.
            "segments": {name: (folder / name).stat().st_size for name in segments},
        }
        _read_back(folder, pointer)
        _replace(folder, generation, encode_pointer(pointer))
    except BaseException:
        # An interrupt may come when the new pointer is in force: only the pointer tells what is to go.
        if not remove_strays(folder):
            shutil.rmtree(generation, ignore_errors=True)
            segment_path(folder, number).unlink(missing_ok=True)
        raise
    # An error would say that the old index is as it was; but the new one is what everybody reads from here on.
    with contextlib.suppress(OSError):
        # The new name must be on the disk before the old files go.
        _sync_folder(folder)
        remove_strays(folder)


def _read_back(folder: Path, pointer: dict[str, Any]) -> None:
    """Opens what was written before it counts: not every library says that the end of a file found no room.

    Raises OSError where it is not whole.
    """
    try:
        _read_generation(folder, pointer)
    except _NOT_WHOLE as error:
        raise OSError(errno.EIO, "a file was written in part") from error


def _numbers(folder: Path, name: re.Pattern[str]) -> list[int]:
    return [int(found.group(1)) for path in folder.iterdir() if (found := name.fullmatch(path.name))]


def remove_strays(folder: Path) -> bool:
    """Takes away what interrupted writes left in `folder`; what cannot go now stays for the next time.

    False where the pointer is damaged: then everything stays. The caller holds the write lock.
    """
    try:
        pointer = read_pointer(folder)
    except DamagedIndexError:
        # Nobody knows which of the generations a rebuild could still learn from.
        return False
    current = pointer["generation"] if pointer else None
    for path in folder.glob("gen-*"):
        if path.name != current:
            shutil.rmtree(path, ignore_errors=True)
    with contextlib.suppress(OSError):
        for path in folder.glob("tokens-*"):
            # Readers of an older generation have it mapped, and keep it.
            if pointer is None or path.name not in pointer["segments"]:
                path.unlink(missing_ok=True)
        settle_imports(folder, has_index=pointer is not None)
        # Last: without it a generation would seem to have lost its pointer.
        (folder / FIRST_IN_MAKING).unlink(missing_ok=True)
    return True


def _write_files(generation: Path, contents: IndexContents) -> None:
    write_documents(generation, contents.documents)
    contents.paragraphs.save(generation)
    contents.vectors.save(generation / _VECTORS)
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


def _replace(folder: Path, generation: Path, data: bytes) -> None:
    # A first generation's mark ends in the same step. No other may have one: where the pointer is lost, the older
    # generations would be taken for what a first ingest has left, and a rebuild learns from them.
    mark = folder / FIRST_IN_MAKING
    fresh = mark if mark.exists() else generation / POINTER
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / POINTER)


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
        except (OSError, *_NOT_WHOLE) as error:
            # A writer may have put a newer generation in place, and taken this one away, in between.
            newer = read_pointer(folder)
            if newer == pointer:
                raise _as_damaged(folder, pointer, error) from error
            pointer = newer
    raise PinpointError(f"There is no index in {folder}: make one with `pinpoint ingest PATH`.")


def check_rows(contents: IndexContents) -> None:
    """Reads all paragraphs and token vectors, the latter with their checksums, which is otherwise done at their use.

    Raises:
        DamagedIndexError: token vectors are not those that were written.
        ValueError, KeyError, TypeError: a line is no paragraph.

    """
    for row, _ in enumerate(contents.paragraphs):
        contents.tokens.spans(row)


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
        if not path.is_file() or fingerprint(path) != expected:
            raise damaged(path, folder)
    for name, size in segments.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise damaged(path, folder)
    documents = read_documents(generation)
    vectors = VectorIndex.load(generation / _VECTORS)
    codec = codec_for(pointer["encoder"], vectors.dimensions)
    if pointer["codec"] != codec.name:
        raise DamagedIndexError(
            f"The index in {folder} keeps its token vectors as {pointer['codec']}, this version reads {codec.name}: "
            f"{rebuild_hint(folder)}."
        )
    contents = IndexContents(
        encoder=pointer["encoder"],
        documents=documents,
        paragraphs=ParagraphFile.load(generation, [document.document_id for document in documents]),
        vectors=vectors,
        question_mean=read_array(generation / _QUESTION_MEAN),
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
        generation=pointer["generation"],
    )
    postings = (contents.concepts, contents.context, contents.words)
    counts = {pointer["paragraphs"], len(contents.paragraphs), len(contents.vectors), len(contents.tokens.places)}
    counts |= {part.paragraphs for part in postings}
    if len(counts) > 1 or pointer["documents"] != len(documents):
        raise damaged(generation, folder)
    return contents

"""Everything that an index holds, told part by part, so that two can be compared to the last byte.

In: the folder of an index. Out: a checksum for each part, and the names of the files that lie there. Which generation
the files belong to plays no part: a repeated ingest counts on.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from index.document_list import read_known_documents
from index.pointer import read_pointer
from index.postings import Postings
from index.store import IndexContents, read_index

State = dict[str, str]
"""The SHA-256 of each part of an index, by its name."""
NO_INDEX: State = {}


def index_state(folder: Path) -> State:
    """What the index in `folder` holds; `NO_INDEX` where there is none. Raises PinpointError as `read_index` does."""
    return contents_state(read_index(folder)) if read_pointer(folder) else NO_INDEX


def contents_state(contents: IndexContents) -> State:
    """The same of an index that is open."""
    rows = range(len(contents.paragraphs))
    tokens = contents.tokens
    return {
        "encoder": _sum([contents.encoder.encode()]),
        "documents": _sum(repr(asdict(document)).encode() for document in contents.documents),
        "paragraphs": _sum(repr(asdict(paragraph)).encode() for paragraph in contents.paragraphs),
        "vectors": _sum([contents.vectors.reconstruct(rows).tobytes()]),
        "mean question": _sum([contents.question_mean.tobytes()]),
        "token vectors": _sum(tokens.vectors(row).tobytes() for row in rows),
        "token spans": _sum(tokens.spans(row).tobytes() for row in rows),
        "concepts": _postings(contents.concepts),
        "context": _postings(contents.context),
        "words": _postings(contents.words),
        "definitions": _sum(repr(asdict(defined)).encode() for defined in contents.definitions),
        "termbases": _sum(part for corpus, data in contents.termbases for part in (corpus.encode(), data)),
    }


def what_differs(found: State, *expected: State) -> str:
    """The parts that make `found` none of the `expected` states; empty where it is one of them."""
    if any(found == state for state in expected):
        return ""
    if not found:
        return "there is no index"
    parts = min(
        ([part for part in {**found, **state} if found.get(part) != state.get(part)] for state in expected), key=len
    )
    return ", ".join(parts)


def strays(folder: Path) -> list[str]:
    """What lies in the folder of an index and belongs to nothing: half-written files, old generations."""
    pointer = read_pointer(folder)
    known = {"index.json", "ingest.lock", "uploads.lock", "uploads"}
    known |= {pointer["generation"], *pointer["segments"]} if pointer else set()
    places = {document.path for document in read_known_documents(folder) or ()}
    known |= {path.name for path in folder.glob("imported-*") if any(place.startswith(f"{path}/") for place in places)}
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    hidden = [str(path.relative_to(folder)) for path in folder.glob("*/**/.*")]
    listed = set(pointer["files"]) if pointer else set()
    extra = {path.name for path in folder.glob("gen-*/*")} - listed
    return sorted((names - known) | set(hidden) | extra)


def _sum(parts: Iterable[bytes]) -> str:
    checksum = hashlib.sha256()
    for part in parts:
        checksum.update(len(part).to_bytes(8, "little"))
        checksum.update(part)
    return checksum.hexdigest()


def _postings(postings: Postings) -> str:
    terms = list(postings.terms_with_prefix(""))
    by_term = (part.tobytes() for term in terms for part in postings.rows_of(term))
    by_row = (repr(postings.terms_of(row)).encode() for row in range(postings.paragraphs))
    return _sum([repr(terms).encode(), *by_term, *by_row])

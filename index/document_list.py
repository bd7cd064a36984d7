"""The list of an index's documents, kept twice: it is what a rebuild needs when anything else of the index is damaged.

In: documents, the folder of a generation. Out: two equal files, and the documents again, as far as either of them can
be trusted.
"""

import dataclasses
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.catalog import check_corpus_name
from corpus.documents import Document
from corpus.errors import PinpointError
from index.pointer import DamagedIndexError, fingerprint, read_pointer

DOCUMENTS = "documents.jsonl"
COPY = "documents-copy.jsonl"
_MAY_BE_UNKNOWN = {"symbol", "submitted_by", "meeting", "date"}
GENERATION_NAME = re.compile(r"gen-(\d+)")


def write_documents(generation: Path, documents: Iterable[Document]) -> None:
    """Writes one document a line, in the order given, into two files."""
    lines = (
        json.dumps(dataclasses.asdict(document), ensure_ascii=False, separators=(",", ":")) for document in documents
    )
    with (generation / DOCUMENTS).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    (generation / COPY).write_bytes((generation / DOCUMENTS).read_bytes())


def read_documents(generation: Path) -> tuple[Document, ...]:
    """What `write_documents` wrote; raises OSError, or ValueError when it is something else."""
    return _parse((generation / DOCUMENTS).read_bytes())


def read_known_documents(folder: Path) -> list[Document] | None:
    """The documents that the index in `folder` holds, be it damaged otherwise; None where nobody can tell.

    Without a pointer that could say what the files must be, they are believed when both are the same.
    """
    try:
        pointer = read_pointer(folder)
    except DamagedIndexError:
        pointer = None
        generations = _newest_first(folder)
    else:
        generations = [folder / pointer["generation"]] if pointer else []
    for generation in generations:
        files = {name: generation / name for name in (DOCUMENTS, COPY) if (generation / name).is_file()}
        try:
            if pointer:
                contents = [
                    path.read_bytes() for name, path in files.items() if fingerprint(path) == pointer["files"].get(name)
                ]
            else:
                contents = [path.read_bytes() for path in files.values()]
            if len({*contents}) == 1:
                return list(_parse(contents[0]))
        except (OSError, ValueError):
            continue
    return None


def _newest_first(folder: Path) -> list[Path]:
    try:
        found = [
            (int(name.group(1)), path) for path in folder.iterdir() if (name := GENERATION_NAME.fullmatch(path.name))
        ]
    except OSError:
        return []
    return [path for _, path in sorted(found, reverse=True)]


def _parse(data: bytes) -> tuple[Document, ...]:
    try:
        return tuple(_read_document(json.loads(line)) for line in data.splitlines())
    except (KeyError, TypeError, PinpointError) as error:
        raise ValueError("a line is no document") from error


def _read_document(record: dict[str, Any]) -> Document:
    titles = {name: tuple((language, text) for language, text in record[name]) for name in ("titles", "short_titles")}
    if not titles["titles"]:
        raise ValueError("a document has no title")
    check_corpus_name(record["corpus"])
    unknown = {name for name in _MAY_BE_UNKNOWN if record.get(name) is None}
    plain = [text for name, text in record.items() if name not in titles.keys() | unknown]
    for text in (*plain, *(part for pairs in titles.values() for pair in pairs for part in pair)):
        # Refuses what is no string (TypeError), and one that no file could hold (ValueError).
        str.encode(text)
    return Document(**record | titles)

"""Files that an import brought, ingested again from where they are at home: each document is in the index once.

In: what an ingest was pointed at, and the documents of the index. Out: which of the files are documents that the index
has below a folder of imported files. They take those documents' places and ids.
"""

import contextlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from corpus.documents import Document
from corpus.errors import UnreadableFileError
from corpus.parsing import file_sha256
from index.imported_files import imported_folders
from index.sources import Candidate, Plan


def returned_files(plan: Plan, documents: Iterable[Document], folder: Path) -> dict[str, str]:
    """The ids of imported documents in the index of `folder` that the plan names elsewhere, by their new paths.

    The same document is one of the same corpus to which a manifest gives the same id; without a manifest, a file of the
    same name and bytes. A changed file of that name may be another document: it stands beside the imported one.
    """
    places = imported_folders(folder.resolve())
    known: set[str] = set()
    imported: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        known.add(document.path)
        path = Path(document.path)
        if any(path.is_relative_to(place) for place in places):
            for name in {path.name, document.document_id}:
                imported[document.corpus, name].append(document)
    returned: dict[str, str] = {}
    taken: set[str] = set()
    for candidate in plan.candidates:
        name = candidate.entry.document_id if candidate.entry else candidate.path.name
        for document in imported[candidate.corpus, name] if str(candidate.path) not in known else ():
            if document.document_id not in taken and _is_same(document, candidate):
                returned[str(candidate.path)] = document.document_id
                taken.add(document.document_id)
                break
    return returned


def _is_same(document: Document, candidate: Candidate) -> bool:
    if candidate.entry:
        return document.document_id == candidate.entry.document_id
    # A file that cannot be read is reported by whoever reads it.
    with contextlib.suppress(OSError, UnreadableFileError):
        return document.sha256 == file_sha256(candidate.path)
    return False

"""One checksum for a whole corpus, which anyone who has its files can make again.

In: documents. Out: for each corpus the SHA-256 of the list of its files' SHA-256, in hexadecimal, sorted, one a line:

    sha256sum FILES | cut -d ' ' -f 1 | sort | sha256sum

Names, folders and the order of the files play no part; a manifest and a termbase are no documents.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.documents import Document

COMMAND = "sha256sum FILES | cut -d ' ' -f 1 | sort | sha256sum"
"""Prints `CorpusChecksum.sha256`, where FILES are the corpus's documents."""


@dataclass(frozen=True, slots=True)
class CorpusChecksum:
    """What a corpus was made of."""

    corpus: str
    documents: int
    sha256: str


def corpus_checksums(documents: Iterable[Document]) -> tuple[CorpusChecksum, ...]:
    """The checksum of each corpus that `documents` belong to, by name."""
    files: defaultdict[str, list[str]] = defaultdict(list)
    for document in documents:
        files[document.corpus].append(document.sha256)
    return tuple(
        CorpusChecksum(
            corpus, len(sums), hashlib.sha256("".join(f"{one}\n" for one in sorted(sums)).encode()).hexdigest()
        )
        for corpus, sums in sorted(files.items())
    )

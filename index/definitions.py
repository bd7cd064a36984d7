"""The abbreviations that an index's documents define, and whose they are.

In: parsed documents. Out: `DocumentDefinition`s, and a file of them, a JSON object a line. What a definition looks
like is known in `corpus.abbreviations`, what it is good for in `index.lexicon`.
"""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.abbreviations import Definition, collect_definitions
from corpus.documents import Document, Paragraph

DEFINITIONS = "definitions.jsonl"


@dataclass(frozen=True, slots=True)
class DocumentDefinition:
    """An abbreviation and the document that defines it."""

    document_id: str
    definition: Definition


def find_document_definitions(document: Document, paragraphs: Iterable[Paragraph]) -> Iterator[DocumentDefinition]:
    """What a document defines, each pair of a long and a short form once."""
    texts = ((paragraph.text, document.language) for paragraph in paragraphs)
    return (DocumentDefinition(document.document_id, found) for found in collect_definitions(texts))


def write_definitions(folder: Path, definitions: Sequence[DocumentDefinition]) -> None:
    """Writes the file into `folder`."""
    with (folder / DEFINITIONS).open("w", encoding="utf-8", newline="\n") as file:
        for defined in definitions:
            file.write(json.dumps(dataclasses.asdict(defined), ensure_ascii=False, separators=(",", ":")) + "\n")


def read_definitions(folder: Path) -> tuple[DocumentDefinition, ...]:
    """What `write_definitions` wrote; raises ValueError or TypeError when it is something else."""
    with (folder / DEFINITIONS).open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    return tuple(DocumentDefinition(record["document_id"], Definition(**record["definition"])) for record in records)

"""What a reference points to, and how it is written as JSON.

In: paragraphs, symbols and a note for the reader. Out: `Lookup`, and its record in the command-line contract.
Nothing is looked up here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assistant.answers import paragraph_record
from assistant.library import Catalogue
from assistant.lookup.symbol_mentions import RelatedSymbol
from corpus.documents import Paragraph

LookupKind = Literal["paragraph", "document", "mentions", "unknown"]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a reference points to."""

    reference: str
    kind: LookupKind
    """`paragraph`: that very one; `document`: all of it; `mentions`: paragraphs that cite the symbol."""
    paragraphs: tuple[Paragraph, ...]
    note: str = ""
    """For the reader, where the reference could not be followed to the letter; else empty."""
    related: tuple[RelatedSymbol, ...] = ()
    """The other members of the symbol's family: revisions, volumes, the base document."""
    mentions: tuple[Paragraph, ...] = ()
    """Beside a whole document, the paragraphs of others that cite it; where a part of a document was asked for that the
    index lacks, those that cite that document."""


def lookup_record(lookup: Lookup, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """What `pinpoint cite` prints."""

    def records(paragraphs: Sequence[Paragraph]) -> list[dict[str, Any]]:
        return [paragraph_record(paragraph, catalogue.document_of(paragraph), language) for paragraph in paragraphs]

    return {
        "reference": lookup.reference,
        "kind": lookup.kind,
        "note": lookup.note,
        "paragraphs": records(lookup.paragraphs),
        "related": [
            {
                "symbol": member.symbol,
                "relation": member.relation,
                "document": member.document_id,
                "paragraphs": [paragraph.paragraph_id for paragraph in member.paragraphs],
            }
            for member in lookup.related
        ],
        "mentions": records(lookup.mentions),
    }

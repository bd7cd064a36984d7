"""Pasted references, looked up: what each leads to, as the room shows it.

In: what was pasted, one reference a line or several parted by semicolons, and the catalogue. Out: `FoundReference`s in
that order. The looking up is done in `assistant.lookup`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from assistant.chat.references.excerpt import ShownParagraph, shown_paragraph
from assistant.library import Catalogue
from assistant.lookup.citations import Lookup, LookupKind, look_up, mention_of
from assistant.lookup.reference_reading import clean_reference
from corpus.documents import Paragraph
from corpus.locators import reference_language

MOST_REFERENCES = 50
"""References that are looked up at once: a page of notes."""
MOST_CHARACTERS = 20_000
_MOST_SHOWN = 12
"""Paragraphs shown of one reference; all of them are one click away in the reader."""
_ENGLISH_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]?[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A reference and what it leads to."""

    written: str
    kind: LookupKind
    note: str
    language: str
    """Of the note and of the names of what was found."""
    count: int
    """Paragraphs that it leads to; not all of them need be shown."""
    shown: tuple[ShownParagraph, ...]
    mentions: tuple[ShownParagraph, ...]
    """Beside a document, the paragraphs of others that cite it."""
    mention_count: int


def split_references(pasted: str, catalogue: Catalogue) -> list[str]:
    """What was pasted, a reference each; semicolons part them where each part can be followed by itself."""
    references: list[str] = []
    for line in pasted[:MOST_CHARACTERS].splitlines():
        if not clean_reference(line):
            continue
        parts = [part.strip() for part in re.split(r"[;；]", line) if clean_reference(part)]
        # The parts of "NPT/CONF.2015/39, para. 3; para. 5" belong together.
        is_list = len(parts) > 1 and all(look_up(part, catalogue).kind != "unknown" for part in parts[:MOST_REFERENCES])
        references += parts if is_list else [line.strip()]
    return references


def find_pasted(references: Sequence[str], catalogue: Catalogue, interface_language: str) -> tuple[FoundReference, ...]:
    """What each of `references` leads to; no more than MOST_REFERENCES of them are looked up."""
    return tuple(_found(reference, catalogue, interface_language) for reference in references[:MOST_REFERENCES])


def _found(reference: str, catalogue: Catalogue, interface_language: str) -> FoundReference:
    language = _language_of(reference, interface_language)
    lookup = look_up(reference, catalogue, language)
    return FoundReference(
        written=reference,
        kind=lookup.kind,
        note=lookup.note,
        language=language,
        count=len(lookup.paragraphs),
        shown=tuple(_shown(lookup, paragraph, catalogue, language) for paragraph in _to_show(lookup)),
        mentions=tuple(
            _citing(reference, paragraph, catalogue, language) for paragraph in lookup.mentions[:_MOST_SHOWN]
        ),
        mention_count=len(lookup.mentions),
    )


def _to_show(lookup: Lookup) -> Sequence[Paragraph]:
    """The paragraphs; of whole documents the first of each, where the reader opens it."""
    if lookup.kind != "document":
        return lookup.paragraphs[:_MOST_SHOWN]
    by_document = groupby(lookup.paragraphs, key=lambda paragraph: paragraph.document_id)
    return [next(paragraphs) for _, paragraphs in islice(by_document, _MOST_SHOWN)]


def _shown(lookup: Lookup, paragraph: Paragraph, catalogue: Catalogue, language: str) -> ShownParagraph:
    if lookup.kind == "mentions":
        return _citing(lookup.reference, paragraph, catalogue, language)
    return shown_paragraph(paragraph, catalogue, language)


def _citing(reference: str, paragraph: Paragraph, catalogue: Catalogue, language: str) -> ShownParagraph:
    return shown_paragraph(paragraph, catalogue, language, *mention_of(reference, paragraph))


def _language_of(reference: str, interface_language: str) -> str:
    """The language of a reference's words; of a bare symbol, which has none, that of the interface."""
    language = reference_language(reference)
    return language if language != "en" or _ENGLISH_WORD.search(reference) else interface_language

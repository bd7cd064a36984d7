"""Citation lookup: a reference as a person writes it becomes the paragraphs that it points to.

In: "NPT/CONF.2020/PC.II/WP.6, para. 20", "S/RES/1540(2004)", "比利时报告（2022年），第18段", or whatever
Pinpoint itself printed. Out: a `Lookup`. A document that the index lacks is answered with the
paragraphs that cite it, and said to be such; a paragraph that a document lacks is not guessed.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from assistant.answers import paragraph_record
from assistant.library import Catalogue
from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from corpus.locators import UN_LANGUAGES, parse_locator, render_locator
from corpus.symbols import SymbolMatch, find_symbols, symbol_key

LookupKind = Literal["paragraph", "document", "mentions", "unknown"]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a reference points to."""

    reference: str
    kind: LookupKind
    """`paragraph`: that very one; `document`: all of it; `mentions`: paragraphs that cite the symbol."""
    paragraphs: tuple[Paragraph, ...]
    note: str
    """For the reader, where the reference could not be followed to the letter; else empty."""


def lookup_record(lookup: Lookup, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """What `pinpoint cite` prints."""
    return {
        "reference": lookup.reference,
        "kind": lookup.kind,
        "note": lookup.note,
        "paragraphs": [
            paragraph_record(paragraph, catalogue.document_of(paragraph), language) for paragraph in lookup.paragraphs
        ],
    }


def look_up(reference: str, catalogue: Catalogue) -> Lookup:
    """Follows a reference.

    Raises:
        PinpointError: the reference is empty.

    """
    written = reference.strip()
    if not written:
        raise PinpointError(
            'The reference is empty: give a symbol and a paragraph, such as "NPT/CONF.2015/39, para. 3".'
        )
    exact = catalogue.paragraph(written)
    if exact:
        return Lookup(reference, "paragraph", (exact,), "")
    for document, rest in _named_documents(written, catalogue):
        if not rest:
            return Lookup(reference, "document", tuple(catalogue.paragraphs_of(document.document_id)), "")
        found = _in_document(document, rest, catalogue)
        if found:
            return Lookup(reference, "paragraph", tuple(found), "")
    return _mentions(reference, written, catalogue)


def _named_documents(written: str, catalogue: Catalogue) -> Iterator[tuple[Document, str]]:
    """Each document whose symbol, id or title the reference begins with, and what follows it."""
    symbols = _symbols_of(written)
    for document in catalogue.documents.values():
        if document.symbol and symbols and symbol_key(symbols[0].symbol) == symbol_key(document.symbol):
            yield document, _locator_part(written[symbols[0].end :])
    folded = _fold(written)
    for document in catalogue.documents.values():
        names = {document.document_id, *(title for _, title in (*document.short_titles, *document.titles))}
        for name in sorted(map(_fold, names), key=len, reverse=True):
            if folded.startswith(name) and not re.match(r"\w", folded[len(name) :][:1] or " "):
                yield document, _locator_part(folded[len(name) :])
                break


def _symbols_of(written: str) -> list[SymbolMatch]:
    """The symbols of a reference; people type them in small letters too."""
    return find_symbols(written) or find_symbols(_upper(written))


def _upper(text: str) -> str:
    """Capital letters, every character in its place."""
    return "".join(character.upper() if len(character.upper()) == 1 else character for character in text)


def _locator_part(text: str) -> str:
    return text.strip(" \t,;:.。，；：、،")


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _in_document(document: Document, rest: str, catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs of a document that a locator names: by number, else by the words that we print."""
    paragraphs = catalogue.paragraphs_of(document.document_id)
    query = parse_locator(rest)
    if query:
        kinds = {"paragraph", "item"} if query.kind == "paragraph" else {query.kind}
        numbered = [
            paragraph
            for paragraph in paragraphs
            if paragraph.locator.kind in kinds and (paragraph.locator.number or "").casefold() == query.number
        ]
        return [paragraph for paragraph in numbered if paragraph.locator.sequence == 1] or numbered
    folded = _fold(rest)
    return [
        paragraph
        for paragraph in paragraphs
        if any(_fold(render_locator(paragraph.locator, language)) == folded for language in UN_LANGUAGES)
    ]


def _mentions(reference: str, written: str, catalogue: Catalogue) -> Lookup:
    keys = {symbol_key(match.symbol) for match in _symbols_of(written)}
    own = [doc for doc in catalogue.documents.values() if doc.symbol and symbol_key(doc.symbol) in keys]
    if own:
        note = f"{own[0].symbol} is here, but has no such paragraph: {_numbers_of(own[0], catalogue)}."
        return Lookup(reference, "unknown", (), note)
    citing = [
        paragraph
        for document_id in catalogue.documents
        for paragraph in catalogue.paragraphs_of(document_id)
        if any(symbol_key(symbol) in keys for symbol in paragraph.symbols)
    ]
    if citing:
        note = "That document is not in the index; these paragraphs cite it."
        return Lookup(reference, "mentions", tuple(citing), note)
    return Lookup(reference, "unknown", (), "No document of the index has that symbol or title, and none cites it.")


def _numbers_of(document: Document, catalogue: Catalogue) -> str:
    numbers = [
        paragraph.locator.number
        for paragraph in catalogue.paragraphs_of(document.document_id)
        if paragraph.locator.number and paragraph.locator.kind == "paragraph"
    ]
    if not numbers:
        return "its paragraphs have no numbers; search for the words instead"
    return f"its paragraphs run from {numbers[0]} to {numbers[-1]}"

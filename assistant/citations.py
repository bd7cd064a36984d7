"""Citation lookup: a reference as a person writes it becomes the paragraphs that it points to.

In: "NPT/CONF.2020/PC.II/WP.6, para. 20", "S/RES/1540(2004)", "比利时报告（2022年），第18段", or whatever
Pinpoint itself printed. Out: a `Lookup`. A document that the index lacks is answered with the
paragraphs that cite it, and said to be such; a paragraph that a document lacks is not guessed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from assistant.answers import paragraph_record
from assistant.library import Catalogue
from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from corpus.language import UN_LANGUAGES
from corpus.locators import LocatorQuery, parse_locator, render_locator
from corpus.sentences import split_sentences
from corpus.symbols import SymbolMatch, find_symbols, symbol_key

_RANGE = re.compile(r"(\d{1,4})(?:\s*(?:-|–|—|to|à|a|al|по|至|到|إلى)\s*(\d{1,4}))?")
_NUMBERS = re.compile(r"(\d{1,4})(?:\s*(?:-|–|—|to|à|a|al|по|至|到|إلى|,|、|،|and|et|y|и|和|و|&)\s*\d{1,4})+")
_LONGEST_RANGE = 200
"""Paragraphs that one range may name."""
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
    written = _clean(reference)
    if not written:
        raise PinpointError(
            'The reference is empty: give a document and a paragraph, such as "NPT/CONF.2020/PC.II/WP.6, para. 4".'
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


def is_reference(text: str) -> bool:
    """Whether a text is nothing but a symbol with or without a locator: no question about it.

    Example: "S/RES/1540(2004)" and "NPT/CONF.2020/PC.II/WP.6, para. 4" are; "What does A/RES/67/53 say?" is not.
    """
    written = _clean(text)
    symbols = _symbols_of(written)
    if len(symbols) != 1:
        return False
    rest = _beside(written, symbols[0])
    return not rest or bool(_read_locators(rest))


def mention_of(reference: str, paragraph: Paragraph) -> tuple[int, int]:
    """The sentence (start, end) of a paragraph that cites the referenced symbol; all of it where none does."""
    keys = {symbol_key(match.symbol) for match in _symbols_of(_clean(reference))}
    for start, end in split_sentences(paragraph.text):
        cited = [symbol_key(match.symbol) for match in find_symbols(paragraph.text[start:end])]
        if any(_is_of(symbol, key) for symbol in cited for key in keys):
            return start, end
    return 0, len(paragraph.text)


def find_document(reference: str, catalogue: Catalogue) -> Document | None:
    """The document that a symbol, id or title names, if there is exactly one."""
    named = {
        document.document_id: document for document, rest in _named_documents(_clean(reference), catalogue) if not rest
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _clean(reference: str) -> str:
    """A reference without what surrounds it when it is copied: "[1] ", an address before the symbol."""
    digits = "".join(
        str(unicodedata.digit(character)) if character.isdigit() and not character.isascii() else character
        for character in reference.strip()
    )
    return re.sub(r"^(?:\[\d+\]\s*|https?://[^\s/]+/(?:[a-z]{2}/)?)", "", digits)


def _named_documents(written: str, catalogue: Catalogue) -> Iterator[tuple[Document, str]]:
    """Each document whose symbol, id or title the reference holds, and the locator beside it."""
    symbols = _symbols_of(written)
    for document in catalogue.documents.values():
        if document.symbol and symbols and symbol_key(symbols[0].symbol) == symbol_key(document.symbol):
            yield document, _beside(written, symbols[0])
    folded = _fold(written)
    for document in catalogue.documents.values():
        names = {document.document_id, *(title for _, title in (*document.short_titles, *document.titles))}
        for name in sorted(map(_fold, names), key=len, reverse=True):
            if folded.startswith(name) and not re.match(r"[a-z0-9]{2}", name[-1:] + folded[len(name) :][:1]):
                yield document, _locator_part(folded[len(name) :])
                break


def _symbols_of(written: str) -> list[SymbolMatch]:
    """The symbols of a reference; people type them in small letters too."""
    return find_symbols(written) or find_symbols(_upper(written))


def _upper(text: str) -> str:
    """Capital letters, every character in its place."""
    return "".join(character.upper() if len(character.upper()) == 1 else character for character in text)


def _beside(written: str, symbol: SymbolMatch) -> str:
    """The locator before or behind a symbol: "para. 20 of NPT/…" as well as "NPT/…, para. 20"."""
    before = re.sub(r"\b(?:of|in|de|du|del|la|el)\s*$|(?:документа|من)\s*$", "", written[: symbol.start].strip())
    return _locator_part(_fold(f"{before} {written[symbol.end :]}"))


def _locator_part(text: str) -> str:
    return text.strip(" \t,;:.。，；：、،")


def _fold(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _in_document(document: Document, rest: str, catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs of a document that a locator names: by number, else by the words that we print."""
    paragraphs = catalogue.paragraphs_of(document.document_id)
    queries = _read_locators(rest)
    if queries:
        return [paragraph for query in queries for paragraph in _numbered(paragraphs, query)]
    return [
        paragraph
        for paragraph in paragraphs
        if any(_fold(render_locator(paragraph.locator, language)) == rest for language in UN_LANGUAGES)
    ]


def _numbered(paragraphs: Sequence[Paragraph], query: LocatorQuery) -> list[Paragraph]:
    kinds = {"paragraph", "item"} if query.kind == "paragraph" else {query.kind}
    found = [
        paragraph
        for paragraph in paragraphs
        if paragraph.locator.kind in kinds and (paragraph.locator.number or "").casefold() == query.number
    ]
    return [paragraph for paragraph in found if paragraph.locator.sequence == 1] or found


def _read_locators(rest: str) -> list[LocatorQuery]:
    """One locator, or those of a range or list: "paras. 20-22", "第 3 和 5 段"."""
    single = parse_locator(rest)
    if single:
        return [single]
    numbers = _NUMBERS.search(rest)
    if not numbers:
        return []
    first = parse_locator(rest[: numbers.start()] + numbers.group(1) + rest[numbers.end() :])
    if not first:
        return []
    wanted: list[int] = []
    for low, high in _RANGE.findall(numbers.group()):
        wanted += range(int(low), min(int(high or low), int(low) + _LONGEST_RANGE) + 1)
    return [LocatorQuery(first.kind, str(number)) for number in wanted]


def _mentions(reference: str, written: str, catalogue: Catalogue) -> Lookup:
    keys = {symbol_key(match.symbol) for match in _symbols_of(written)}
    own = [doc for doc in catalogue.documents.values() if doc.symbol and symbol_key(doc.symbol) in keys]
    if own:
        note = f"{own[0].symbol} is here, but has no such paragraph: {_numbers_of(own[0], catalogue)}."
        return Lookup(reference, "unknown", (), note)
    citing = {
        paragraph.paragraph_id: paragraph
        for key in keys
        for paragraph in catalogue.citing(partial(_is_of, key=key), key)
        # What the page prints cut off is known in full only here.
        if any(_is_of(symbol_key(symbol), key) for symbol in paragraph.symbols)
    }
    if citing:
        note = "That document is not in the index; these paragraphs cite it."
        return Lookup(reference, "mentions", tuple(citing.values()), note)
    return Lookup(
        reference, "unknown", (), "No document of the index has that symbol, id or title, and no paragraph cites it."
    )


def _is_of(cited: str, key: str) -> bool:
    """Whether a cited symbol is the one asked for, or a volume, revision or addendum of it."""
    return cited == key or (cited.startswith(key) and bool(re.match(r"\(|/(?:rev|add|corr)", cited[len(key) :])))


def _numbers_of(document: Document, catalogue: Catalogue) -> str:
    numbers = [
        paragraph.locator.number
        for paragraph in catalogue.paragraphs_of(document.document_id)
        if paragraph.locator.number and paragraph.locator.kind == "paragraph"
    ]
    if not numbers:
        return "its paragraphs have no numbers; search for the words instead"
    return f"its paragraphs run from {numbers[0]} to {numbers[-1]}"

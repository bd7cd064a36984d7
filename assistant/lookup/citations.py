"""Citation lookup: a reference as a person writes it becomes the paragraphs that it points to.

In: "NPT/CONF.2020/PC.II/WP.6, para. 20", "S/RES/1540(2004)", "比利时2022年报告第18段", or whatever Pinpoint
itself printed. Out: a `Lookup`. A document that the index lacks is answered with the paragraphs that cite it,
and said to be such; a paragraph that a document lacks is not guessed, nor is Rev.1 taken for the base document.
"""

from assistant.library import Catalogue
from assistant.lookup.lookups import Lookup, LookupKind, lookup_record
from assistant.lookup.plain_requests import find_request
from assistant.lookup.reference_form import is_reference
from assistant.lookup.reference_reading import clean_reference
from assistant.lookup.reference_search import ReferenceSearch
from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from corpus.locators import reference_language
from corpus.sentences import split_sentences
from corpus.symbol_families import family_key
from corpus.symbols import find_symbols
from corpus.written_symbols import find_written_symbols

__all__ = ["Lookup", "LookupKind", "find_document", "is_reference", "look_up", "lookup_record", "mention_of"]


def look_up(reference: str, catalogue: Catalogue, language: str | None = None) -> Lookup:
    """Follows a reference; its note comes in `language`, else in that of the reference.

    Raises:
        PinpointError: the reference is empty.

    """
    written = clean_reference(reference)
    if not written:
        raise PinpointError(
            'The reference is empty: give a document and a paragraph, such as "NPT/CONF.2020/PC.II/WP.6, para. 4".'
        )
    exact = catalogue.paragraph(written)
    if exact:
        return Lookup(reference, "paragraph", (exact,))
    language = language or reference_language(written)
    lookup = ReferenceSearch(reference, written, language, catalogue).lookup()
    request = find_request(written)
    if request and lookup.kind != "paragraph":
        return ReferenceSearch(reference, request.about, language, catalogue).lookup()
    return lookup


def mention_of(reference: str, paragraph: Paragraph) -> tuple[int, int]:
    """The sentence (start, end) of a paragraph that cites the referenced symbol; all of it where none does."""
    keys = {family_key(match.symbol) for match in find_written_symbols(clean_reference(reference), lenient=True)}
    for start, end in split_sentences(paragraph.text):
        if any(family_key(match.symbol) in keys for match in find_symbols(paragraph.text[start:end])):
            return start, end
    return 0, len(paragraph.text)


def find_document(reference: str, catalogue: Catalogue) -> Document | None:
    """The document that a symbol, id or title names, if there is exactly one."""
    lookup = look_up(reference, catalogue) if clean_reference(reference) else None
    named = (
        {paragraph.document_id for paragraph in lookup.paragraphs} if lookup and lookup.kind == "document" else set()
    )
    return catalogue.documents[named.pop()] if len(named) == 1 else None

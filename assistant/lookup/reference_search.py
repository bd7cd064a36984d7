"""The ways in which a reference is followed: by name, by description, by the paragraphs that cite a symbol.

In: one reference and a `Catalogue`. Out: a `Lookup` of the first way that leads anywhere, or one that says what
is nearest. A document that fits the description only nearly is named in the note and never taken for it.
"""

import difflib
from dataclasses import dataclass

from assistant.library import Catalogue
from assistant.lookup.descriptions import Description, describe, describe_document, fits
from assistant.lookup.document_names import NamedDocuments, document_names
from assistant.lookup.lacking_parts import places_of_section, what_it_has
from assistant.lookup.locating import find_parts, find_under_heading, item_inside
from assistant.lookup.lookup_notes import NoteKind, joined, lookup_note
from assistant.lookup.lookups import Lookup
from assistant.lookup.main_titles import named_by_main_title
from assistant.lookup.reference_reading import Beside, fold_locator, printed_forms, read_beside, split_description
from assistant.lookup.symbol_mentions import RelatedSymbol, find_family, find_loosely, nearest_symbols
from corpus.documents import Document, Paragraph
from corpus.locator_nesting import PartReference
from corpus.plain_text import folded
from corpus.symbol_families import loose_key, loose_runs
from corpus.written_symbols import find_written_symbols

_MOST_NAMED = 6
"""Documents, symbols or numbers that a note names."""
_NEAR_TITLE = 0.6
"""Similarity (difflib's ratio) from which a title is offered as near."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a document has of what a locator names, and what is to be said of the rest."""

    paragraphs: list[Paragraph]
    note: str


@dataclass(frozen=True, slots=True)
class ReferenceSearch:
    """One reference and what it is looked up in."""

    reference: str
    written: str
    language: str
    catalogue: Catalogue

    def lookup(self) -> Lookup:
        """By the first way that leads anywhere."""
        return self.named() or self.described() or self.cited() or self.unknown()

    def named(self) -> Lookup | None:
        """By symbol, id or title; where the document lacks what the locator names, that is said."""
        names = document_names(self.catalogue)
        symbols = find_written_symbols(self.written, lenient=True)
        found = [
            *names.find_titles(self.written),
            *names.find_symbols(self.written, symbols, lenient=True),
        ]
        lacking: Lookup | None = None
        for name in sorted(found, key=lambda item: (item.start - item.end, item.start)):
            beside = read_beside(self.written, name.start, name.end)
            lookup = self._in_documents(name, beside)
            if lookup.kind != "unknown":
                return lookup
            lacking = lacking or lookup
        return lacking or self._by_main_title()

    def _by_main_title(self) -> Lookup | None:
        for name in document_names(self.catalogue).find_main_titles(self.written):
            documents, beside = named_by_main_title(name, self.written)
            if documents:
                return self._one_of(list(documents), beside.parts)
        return None

    def _in_documents(self, name: NamedDocuments, beside: Beside) -> Lookup:
        if not beside.parts and not beside.rest:
            return self._whole(name.documents)
        found = [found for document in name.documents if (found := self._paragraphs(document, beside)).paragraphs]
        if found:
            note = lookup_note("same name", self.language, str(len(found))) if len(found) > 1 else found[0].note
            return Lookup(self.reference, "paragraph", tuple(p for each in found for p in each.paragraphs), note)
        return self._lacking(name.documents[0], beside.parts)

    def _whole(self, documents: tuple[Document, ...]) -> Lookup:
        paragraphs = tuple(p for document in documents for p in self.catalogue.paragraphs_of(document.document_id))
        note = lookup_note("same name", self.language, str(len(documents))) if len(documents) > 1 else ""
        members = [member for document in documents if document.symbol for member in self._family(document.symbol)]
        own = {document.document_id for document in documents}
        mentions = [p for m in members if m.relation == "exact" for p in m.paragraphs if p.document_id not in own]
        related = tuple(member for member in members if member.relation != "exact")
        if related and not note:
            note = lookup_note("family", self.language, joined([member.symbol for member in related], self.language))
        return Lookup(self.reference, "document", paragraphs, note, related, tuple(dict.fromkeys(mentions)))

    def _family(self, symbol: str) -> tuple[RelatedSymbol, ...]:
        return find_family(symbol, self.catalogue)

    def _paragraphs(self, document: Document, beside: Beside) -> "_Found":
        """The paragraphs of a document that a locator names: as Pinpoint prints it, else by its parts."""
        paragraphs = self.catalogue.paragraphs_of(document.document_id)
        if beside.rest:
            printed = [p for p in paragraphs if beside.rest in printed_forms(p.locator)]
            return _Found(printed or find_under_heading(beside.rest, paragraphs), "")
        by_part = find_parts(beside.parts, paragraphs)
        inside = [
            [] if found else item_inside(part, paragraphs) for part, found in zip(beside.parts, by_part, strict=True)
        ]
        found = {p.paragraph_id: p for each in zip(by_part, inside, strict=True) for part in each for p in part}
        items = [part.number for part, item in zip(beside.parts, inside, strict=True) if item]
        missing = [
            part.number or part.kind for part, *each in zip(beside.parts, by_part, inside, strict=True) if not any(each)
        ]
        places = [
            place for part, each in zip(beside.parts, by_part, strict=True) for place in places_of_section(part, each)
        ]
        said: tuple[tuple[NoteKind, list[str]], ...] = (
            ("item inside", items),
            ("some missing", missing),
            ("several sections", places),
        )
        notes = [
            lookup_note(kind, self.language, joined(numbers[:_MOST_NAMED], self.language))
            for kind, numbers in said
            if numbers
        ]
        return _Found(list(found.values()), " ".join(notes))

    def _lacking(self, document: Document, parts: tuple[PartReference, ...]) -> Lookup:
        """The document is there, the paragraph is not: what it has instead is said."""
        paragraphs = self.catalogue.paragraphs_of(document.document_id)
        what = what_it_has(parts, paragraphs, self.language)
        note = lookup_note("no such paragraph", self.language, self._name_of(document), what)
        return Lookup(self.reference, "unknown", (), note)

    def _name_of(self, document: Document) -> str:
        return document.symbol or document.short_title_in(self.language)

    def _titles_of(self, documents: list[Document]) -> str:
        titles = [document.short_title_in(self.language) for document in documents[:_MOST_NAMED]]
        return joined(list(dict.fromkeys(titles)), self.language)

    def described(self) -> Lookup | None:
        """By who submitted the document, its year, its kind and the words of its titles."""
        if find_written_symbols(self.written, lenient=False):
            return None
        lacking: Lookup | None = None
        for description, parts in split_description(self.written):
            asked = describe(description)
            if not asked.is_telling:
                continue
            documents = [document for document in self.catalogue.documents.values() if fits(asked, document)]
            lookup = self._one_of(documents, parts) if documents else self._of_other_years(asked)
            if lookup and lookup.kind != "unknown":
                return lookup
            lacking = lacking or lookup
        return lacking

    def _one_of(self, documents: list[Document], parts: tuple[PartReference, ...]) -> Lookup:
        if len(documents) == 1:
            return self._in_documents(NamedDocuments((documents[0],), 0, 0), Beside(parts, "", ""))
        names = self._titles_of(documents)
        having = [d for d in documents if parts and self._paragraphs(d, Beside(parts, "", "")).paragraphs]
        if len(having) == 1:
            found = self._paragraphs(having[0], Beside(parts, "", ""))
            note = lookup_note("one of several", self.language, names, having[0].short_title_in(self.language))
            return Lookup(self.reference, "paragraph", tuple(found.paragraphs), f"{note} {found.note}".strip())
        return Lookup(self.reference, "unknown", (), lookup_note("several fit", self.language, names))

    def _of_other_years(self, asked: Description) -> Lookup | None:
        documents = [d for d in self.catalogue.documents.values() if asked.years and fits(asked, d, with_years=False)]
        if not documents:
            return None
        names = self._titles_of(documents)
        note = lookup_note("other years", self.language, joined(sorted(asked.years), self.language), names)
        return Lookup(self.reference, "unknown", (), note)

    def cited(self) -> Lookup | None:
        """By the paragraphs that cite the symbol or, said to be such, a member of its family."""
        symbols = [match.symbol for match in find_written_symbols(self.written, lenient=True)]
        loose = find_loosely(self.written, self.catalogue)
        for symbol in dict.fromkeys([*symbols, *([loose] if loose else [])]):
            family = self._family(symbol)
            own = next((member.symbol for member in family if member.relation == "exact"), symbol)
            exact = [member for member in family if member.relation == "exact" and member.paragraphs]
            longer = [m for m in family if m.relation not in {"exact", "base", "other"} and m.paragraphs]
            related = tuple(member for member in family if member.relation != "exact")
            names = joined([member.symbol for member in (related if exact else longer or related)], self.language)
            if exact or longer:
                paragraphs = dict.fromkeys(p for member in (*exact, *longer) for p in member.paragraphs)
                note = lookup_note("cited here", self.language)
                if not exact:
                    note = lookup_note("family cited here", self.language, own, names)
                elif longer:
                    note = lookup_note("cited here too", self.language, names)
                elif related:
                    note = f"{note} {lookup_note('family', self.language, names)}"
                if self._asks_for_part(symbol):
                    # What cites a document is not the paragraph of it that was asked for.
                    cited = joined([member.symbol for member in (*exact, *longer)], self.language)
                    note = lookup_note("part not here", self.language, own, cited)
                    return Lookup(self.reference, "unknown", (), note, related, tuple(paragraphs))
                return Lookup(self.reference, "mentions", tuple(paragraphs), note, related)
            if related:
                unknown = lookup_note("unknown symbol", self.language, own)
                note = f"{unknown} {lookup_note('family', self.language, names)}"
                return Lookup(self.reference, "unknown", (), note, related)
        return None

    def _asks_for_part(self, symbol: str) -> bool:
        """Whether a locator stands beside the symbol."""
        for match in find_written_symbols(self.written, lenient=True):
            if match.symbol == symbol:
                return bool(read_beside(self.written, match.start, match.end).parts)
        return any(parts for _, parts in split_description(self.written))

    def unknown(self) -> Lookup:
        """Nothing: what is nearest is named, and not taken for it."""
        symbols = [match.symbol for match in find_written_symbols(self.written, lenient=True)]
        near = [name for symbol in symbols[:1] for name in nearest_symbols(symbol, self.catalogue)]
        note = (
            lookup_note("unknown symbol", self.language, symbols[0])
            if symbols
            else lookup_note("unknown", self.language)
        )
        near = near or self._near_titles()
        if near:
            note = f"{note} {lookup_note('nearest', self.language, joined(near, self.language))}"
        return Lookup(self.reference, "unknown", (), note)

    def _near_titles(self) -> list[str]:
        """The documents that have most to do with whom and what the reference names, or whose titles are spelled so."""
        head = next((description for description, _ in split_description(self.written)), "")
        asked = describe(head)
        documents = list(self.catalogue.documents.values())
        # "WP.6" alone may be the end of several symbols.
        runs = loose_runs(folded(head))
        ending = tuple(run for run, _, _ in runs)
        partly = [
            d.symbol for d in documents if d.symbol and len(runs) > 1 and loose_key(d.symbol)[-len(runs) :] == ending
        ]
        if partly:
            return partly[:_MOST_NAMED]
        shared = [(len(asked.names & describe_document(document).names), document) for document in documents]
        most = max((count for count, _ in shared), default=0)
        if most:
            return [self._titles_of([document for count, document in shared if count == most])]
        titles = {fold_locator(document.short_title_in(self.language)): document for document in documents}
        spelled = difflib.get_close_matches(fold_locator(self.written)[:80], titles, n=3, cutoff=_NEAR_TITLE)
        return [titles[title].short_title_in(self.language) for title in spelled]

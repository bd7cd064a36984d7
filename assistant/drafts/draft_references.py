"""A draft's references, followed: what "ibid." stands for, and which paragraphs each leads to.

In: the references of a draft's claims in order, and the catalogue. Out: `FollowedReference`s. A passing mention of a
document is none of a claim's citations, unless the index has that document.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.drafts.draft_citations import CitedReference
from assistant.library import Catalogue
from assistant.lookup.citations import find_document, look_up
from corpus.documents import Paragraph
from corpus.symbols import find_symbols

ReferenceKind = Literal["paragraph", "document", "missing_paragraph", "missing_document"]


@dataclass(frozen=True, slots=True)
class FollowedReference:
    """Where a reference leads."""

    written: str
    reference: str
    """In full, where it pointed back."""
    kind: ReferenceKind
    """`missing_paragraph`: the document is here and has no such paragraph."""
    note: str
    """What looking it up had to say."""
    paragraphs: tuple[Paragraph, ...]


class ReferenceFollower:
    """Follows the references of one draft, which must come in the order in which they are read."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._last_document = ""
        self._last_reference = ""

    def follow(self, references: Sequence[CitedReference]) -> list[FollowedReference]:
        """Where the references of one claim lead; those that turn out to be no citations are left out."""
        followed: list[FollowedReference] = []
        for reference in references:
            if reference.is_loose and reference.is_same_document and not followed:
                continue
            full = self._in_full(reference)
            found = self._look_up(reference.written, full)
            if reference.is_loose and found.kind == "missing_document":
                continue
            if reference.is_loose and reference.is_same_document and followed[-1].kind == "document":
                # "NPT/CONF.2015/39 says (para. 3)": the paragraph is what is cited.
                followed.pop()
            self._remember(full, found)
            followed.append(found)
        return followed

    def _in_full(self, reference: CitedReference) -> str:
        if not reference.is_same_document:
            return reference.reference
        if not reference.reference or not re.search(r"\w", reference.reference):
            return self._last_reference or reference.written
        return f"{self._last_document}, {reference.reference}" if self._last_document else reference.written

    def _look_up(self, written: str, full: str) -> FollowedReference:
        lookup = look_up(full, self._catalogue)
        if lookup.kind in ("paragraph", "document") and lookup.paragraphs:
            kind: ReferenceKind = "paragraph" if lookup.kind == "paragraph" else "document"
            return FollowedReference(written, full, kind, lookup.note, lookup.paragraphs)
        missing: ReferenceKind = "missing_paragraph" if self._document_of(full) else "missing_document"
        return FollowedReference(written, full, missing, lookup.note, ())

    def _document_of(self, reference: str) -> str:
        """The id of the document that a reference names, if the index has it."""
        for symbol in find_symbols(reference)[:1]:
            document = find_document(symbol.symbol, self._catalogue)
            return document.document_id if document else ""
        head = re.split(r"[,，、]\s*(?=[^,，、]*$)", reference)[0]
        document = find_document(head, self._catalogue)
        return document.document_id if document else ""

    def _remember(self, full: str, found: FollowedReference) -> None:
        self._last_reference = full
        if found.paragraphs:
            document = self._catalogue.document_of(found.paragraphs[0])
            self._last_document = document.symbol or document.document_id
        else:
            symbols = find_symbols(full)
            self._last_document = self._document_of(full) or (symbols[0].symbol if symbols else "")

"""A paragraph as the room shows it: its name, its text around what matters, what is copied.

In: a paragraph, the characters that matter in it, and the reader's language. Out: a `ShownParagraph`. Nothing is looked
up here.
"""

from dataclasses import dataclass

from assistant.chat.reader.paragraph_view import Place, quote_place
from assistant.chat.short_references import ShortReference, short_reference
from assistant.library import Catalogue
from corpus.documents import Paragraph

_LONGEST_WHOLE = 700
"""Characters of a paragraph in which nothing is marked; a longer one is cut."""
AROUND = 220
"""Characters shown on each side of them."""


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph to be read here, and opened in the reader."""

    marker: str
    """Of a citation in an answer; always empty here."""
    name: ShortReference
    place: Place
    before: str
    marked: str
    """What matters; empty where nothing is marked."""
    after: str
    language: str
    """Of the text."""
    reader_language: str
    """Of the name."""
    citation: str
    """What is copied: the reference and the marked words, or all of them, as plain text."""


def shown_paragraph(
    paragraph: Paragraph, catalogue: Catalogue, language: str, start: int = 0, end: int = 0, around: int = AROUND
) -> ShownParagraph:
    """A paragraph with `text[start:end]` marked, cut where more than `around` characters stand on a side of it."""
    document, text = catalogue.document_of(paragraph), paragraph.text
    name = short_reference(document, paragraph, language)
    if start >= end:
        shown = text if len(text) <= _LONGEST_WHOLE else _cut_behind(text, _LONGEST_WHOLE)
        before, marked, after = shown, "", ""
    else:
        before, marked, after = _cut_before(text[:start], around), text[start:end], _cut_behind(text[end:], around)
    return ShownParagraph(
        marker="",
        name=name,
        place=quote_place(paragraph, start, end, language),
        before=before,
        marked=marked,
        after=after,
        language=document.language,
        reader_language=language,
        citation=f"{name.full}\n{marked or text}",
    )


def _cut_before(text: str, longest: int) -> str:
    """The end of a text, from a word on."""
    if len(text) <= longest:
        return text
    end = text[-longest:]
    return "…" + (end.partition(" ")[2] or end)


def _cut_behind(text: str, longest: int) -> str:
    """The beginning of a text, up to a word's end."""
    if len(text) <= longest:
        return text
    beginning = text[:longest]
    return (beginning.rpartition(" ")[0] or beginning).rstrip() + "…"

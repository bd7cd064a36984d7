"""The source reader as HTML: one paragraph in its place, with its neighbours and the quote marked.

In: a `Catalogue` and the `Place` to open. Out: HTML. Places come back from the browser, so none is
trusted: what is not in the library is said to be gone, and offsets beyond the text mark nothing.
"""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from assistant.answers import format_reference
from assistant.chat.asking.gloss_wording import gloss_wording_in
from assistant.chat.asking.glossed_quotes import glossed_parts
from assistant.chat.asking.wording import wording_in
from assistant.chat.short_references import document_facts, short_reference
from assistant.chat.templates import render_template
from assistant.library import Catalogue
from corpus.documents import Document, Paragraph

NEIGHBOURS = 3
"""Paragraphs shown on each side: enough to see what a sentence refers to, within one screen."""
_MORE = 10
"""Paragraphs that a click adds on one side."""
_MOST_MORE = 300
"""Paragraphs that may be added on one side: some forty pages. One who reads on beyond opens a paragraph at the end."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a button opens: a paragraph, the characters to mark in it, and the reader's language."""

    paragraph_id: str
    start: int
    end: int
    language: str
    nearest: bool = False
    """Whether it is only the nearest to a question that was not answered."""
    digest: str = ""
    """Of the characters to mark as they were; empty where there are none. The paragraph may have changed since."""
    more_above: int = 0
    """Paragraphs that are shown above the neighbours."""
    more_below: int = 0


def read_place(data: Mapping[str, Any]) -> Place:
    """The place that a button's data attributes name; anything odd reads as no quote, or as English."""
    paragraph_id, language = str(data.get("paragraph", "")), str(data.get("language", "en"))
    nearest = data.get("nearest") == "true"
    start, end, digest = _offset(data.get("start")), _offset(data.get("end")), str(data.get("digest", ""))
    more_above, more_below = (min(_offset(data.get(side)), _MOST_MORE) for side in ("above", "below"))
    return Place(paragraph_id, start, end, language, nearest, digest, more_above, more_below)


def _offset(value: Any) -> int:
    return int(value) if re.fullmatch(r"[0-9]{1,9}", str(value)) else 0


def quote_place(paragraph: Paragraph, start: int, end: int, language: str) -> Place:
    """Where `text[start:end]` of a paragraph is, to be marked for as long as these words stand there."""
    digest = _digest(paragraph.text[start:end]) if start < end else ""
    return Place(paragraph.paragraph_id, start, end, language, digest=digest)


def _digest(quote: str) -> str:
    return f"{zlib.crc32(quote.encode(errors='replace')):08x}"


def paragraph_link(paragraph_id: str) -> str:
    """The address of a paragraph on this server: "/?paragraph=belgium-2022.p18"."""
    return f"/?{urlencode({'paragraph': paragraph_id})}"


def render_shelf(library: Catalogue, language: str) -> str:
    """The documents of the library, each to be opened at its first paragraph."""
    shelf = [
        (document_facts(document, language), document, len(paragraphs), _place_of(paragraphs[0], language))
        for document in library.documents.values()
        if (paragraphs := library.paragraphs_of(document.document_id))
    ]
    return render_template("reader/shelf.html", shelf=shelf, wording=wording_in(language), language=language)


def render_reader(library: Catalogue, place: Place) -> str:
    """The paragraph at `place` with its neighbours; the shelf where it names none."""
    if not place.paragraph_id:
        return render_shelf(library, place.language)
    wording = wording_in(place.language)
    paragraph = library.paragraph(place.paragraph_id)
    if paragraph is None:
        return render_template("reader/gone.html", wording=wording, language=place.language)
    document = library.document_of(paragraph)
    # One more than is shown tells whether there are more.
    around = NEIGHBOURS + max(place.more_above, place.more_below) + 1
    stretch = [cited.paragraph for cited in library.context(paragraph, around)]
    index = stretch.index(paragraph)
    first, end = max(0, index - NEIGHBOURS - place.more_above), index + 1 + NEIGHBOURS + place.more_below
    shown = stretch[first:end]
    here = short_reference(document, paragraph, place.language)
    parts = _cut_at_quote(paragraph.text, place)
    marked = glossed_parts(parts, document.language, place.language, library)
    return render_template(
        "reader/reader.html",
        wording=wording,
        language=place.language,
        document=document,
        title=document.title_in(place.language),
        original_title=_original_title(document, place.language),
        document_facts=document_facts(document, place.language),
        here=here,
        link=paragraph_link(paragraph.paragraph_id),
        citation=f"{here.full}\n{parts[1] or paragraph.text}",
        has_changed=bool(place.digest) and not parts[1],
        nearest=place.nearest,
        paragraph=paragraph,
        entries=[_entry(neighbour, document, place.language) for neighbour in shown],
        new_sections=[False, *(_section_changes(before, after) for before, after in pairwise(shown))],
        marked=marked,
        words=[word for part in marked for word in part],
        gloss_wording=gloss_wording_in(place.language),
        before=_place_of(stretch[index - 1], place.language) if index else None,
        after=_place_of(stretch[index + 1], place.language) if index + 1 < len(stretch) else None,
        above=_wider(place, _MORE, 0) if first else None,
        below=_wider(place, 0, _MORE) if end < len(stretch) else None,
    )


def _entry(paragraph: Paragraph, document: Document, language: str) -> dict[str, object]:
    return {
        "paragraph": paragraph,
        "place": _place_of(paragraph, language),
        "number": paragraph.locator.number or "¶",
        "reference": format_reference(document, paragraph, language),
        "link": paragraph_link(paragraph.paragraph_id),
    }


def _place_of(paragraph: Paragraph, language: str) -> Place:
    return Place(paragraph.paragraph_id, 0, 0, language)


def _wider(place: Place, above: int, below: int) -> Place | None:
    """The same with more on a side; None where there is as much as may be."""
    wider = replace(place, more_above=place.more_above + above, more_below=place.more_below + below)
    return wider if max(wider.more_above, wider.more_below) <= _MOST_MORE else None


def _section_changes(before: Paragraph, after: Paragraph) -> bool:
    return bool(after.locator.section) and before.locator.section != after.locator.section


def _original_title(document: Document, language: str) -> str | None:
    """The title in the document's own language, where the reader sees another."""
    original = document.titles[0][1]
    return None if original == document.title_in(language) else original


def _cut_at_quote(text: str, place: Place) -> tuple[str, str, str]:
    """Text before the quote, the quote, text behind; no quote where the offsets or its digest do not fit the text."""
    before, quote, behind = text[: place.start], text[place.start : place.end], text[place.end :]
    if not 0 <= place.start < place.end <= len(text) or (place.digest and place.digest != _digest(quote)):
        return text, "", ""
    return before, quote, behind

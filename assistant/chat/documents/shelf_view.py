"""The documents as a table, and one document's paragraphs as they were cut: as HTML.

In: a `Catalogue`, what is shown of it (`View`) and the visitor's language. Out: HTML, a page of it at a time. What a
click does is decided in `assistant.chat.documents.room`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from assistant.chat.documents.wording import DocumentsWording, documents_wording_in
from assistant.chat.page_wording import holdings
from assistant.chat.reader.paragraph_view import Place, paragraph_link
from assistant.chat.templates import render_template
from assistant.library import Catalogue
from assistant.values.rendering import locale_of, render_iso_date
from corpus.documents import Document, Paragraph
from corpus.locators import render_locator
from corpus.plain_text import folded

PAGE_LENGTH = 50
"""Rows of a table or paragraphs: as many as are looked over before one would rather search."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class View:
    """What a visitor sees of the documents."""

    document_id: str = ""
    """The document whose paragraphs are looked through; empty for the table."""
    page: int = 0
    removing: str = ""
    """The document that the visitor is asked about."""


@dataclass(frozen=True, slots=True)
class _Range:
    """Which items are shown: `first` to `last` (counted from 1) of `total`."""

    first: int
    last: int
    total: int
    before: int | None
    after: int | None
    """The numbers of the pages before and behind, where there are any."""


def render_view(library: Catalogue, view: View, find: str, language: str, is_upload: Any, changed: str) -> str:
    """The table, or the paragraphs of the view's document, as far as they have the words of `find`.

    `is_upload` tells of a document whether its file is a copy that goes with it; `changed` is new where documents
    were added or removed.
    """
    if view.document_id in library.documents:
        return _render_paragraphs(library, view, find, language, changed)
    wording = documents_wording_in(language)
    rows = sorted(
        (_row(document, library, language, wording) for document in library.documents.values()),
        key=lambda row: (row["document"].corpus, row["title"].casefold()),
    )
    wanted = folded(find).split()
    fitting = [row for row in rows if all(word in row["searched"] for word in wanted)]
    shown, shown_range = _cut(fitting, view.page)
    return render_template(
        "documents/table.html",
        wording=wording,
        language=language,
        rows=shown,
        range=shown_range,
        removing=view.removing,
        is_upload=is_upload,
        total=len(rows),
        holdings=holdings(len(rows), sum(row["paragraphs"] for row in rows), language),
        changed=changed,
    )


def _row(document: Document, library: Catalogue, language: str, wording: DocumentsWording) -> dict[str, Any]:
    paragraphs = library.paragraphs_of(document.document_id)
    titles = (text for _, text in (*document.titles, *document.short_titles))
    said = [document.symbol, document.corpus, document.submitted_by, *titles]
    return {
        "document": document,
        "title": document.short_title_in(language),
        "full_title": document.title_in(language),
        "date": written_date(document, language),
        "language": language_name(document.language, language),
        "submitted_by": wording.submitted_by.format(document.submitted_by) if document.submitted_by else "",
        "paragraphs": len(paragraphs),
        "place": Place(paragraphs[0].paragraph_id, 0, 0, language) if paragraphs else None,
        "searched": folded(" ".join(filter(None, said))),
    }


def written_date(document: Document, language: str) -> str:
    """A document's date as readers of `language` write it; "" where it has none."""
    try:
        return render_iso_date(document.date, language) if document.date else ""
    except ValueError:
        # A manifest is written by hand.
        return document.date or ""


def language_name(tag: str, language: str) -> str:
    """What a language is called in another: "Chinese", "中文"."""
    languages = locale_of(language).languages
    return languages.get(tag.replace("-", "_")) or languages.get(tag.partition("-")[0]) or tag


def _render_paragraphs(library: Catalogue, view: View, find: str, language: str, changed: str) -> str:
    document = library.documents[view.document_id]
    paragraphs = library.paragraphs_of(view.document_id)
    wanted = folded(find).split()
    fitting: Sequence[Paragraph] = paragraphs
    if wanted:
        fitting = [paragraph for paragraph in paragraphs if all(word in folded(paragraph.text) for word in wanted)]
    shown, shown_range = _cut(fitting, view.page)
    sections = [paragraph.locator.section for paragraph in shown]
    return render_template(
        "documents/paragraphs.html",
        wording=documents_wording_in(language),
        language=language,
        document=document,
        title=document.title_in(language),
        total=len(paragraphs),
        is_found=bool(wanted),
        entries=[_entry(paragraph, language, wanted) for paragraph in shown],
        new_sections=[bool(sections and sections[0]), *(before != after for before, after in pairwise(sections))],
        range=shown_range,
        changed=changed,
    )


def _entry(paragraph: Paragraph, language: str, wanted: Sequence[str]) -> dict[str, Any]:
    locator = paragraph.locator
    written = render_locator(replace(locator, section=()), language)
    kind = documents_wording_in(language).kinds[locator.kind]
    return {
        "paragraph": paragraph,
        "locator": written,
        # Most locators say it themselves.
        "kind": "" if locator.kind == "paragraph" or kind in written else kind,
        "number": locator.number or "¶",
        "place": Place(paragraph.paragraph_id, 0, 0, language),
        "link": paragraph_link(paragraph.paragraph_id),
        "pieces": _cut_at_words(paragraph.text, wanted),
    }


def _cut_at_words(text: str, wanted: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, and whether each is one of the words that were looked for."""
    small = folded(text)
    spans: list[tuple[int, int]] = []
    for word in wanted:
        start = small.find(word)
        while start >= 0:
            spans.append((start, start + len(word)))
            start = small.find(word, start + len(word))
    pieces, last = [], 0
    for start, end in sorted(spans):
        if start >= last:
            pieces += [(text[last:start], False), (text[start:end], True)]
            last = end
    return [*pieces, (text[last:], False)]


def _cut(items: Sequence[_Item], page: int) -> tuple[Sequence[_Item], _Range]:
    """One page of `items`, the last one where there are not so many."""
    last_page = max(0, (len(items) - 1) // PAGE_LENGTH)
    page = min(max(page, 0), last_page)
    start = page * PAGE_LENGTH
    shown = items[start : start + PAGE_LENGTH]
    before, after = page - 1 if page else None, page + 1 if page < last_page else None
    return shown, _Range(start + 1, start + len(shown), len(items), before, after)

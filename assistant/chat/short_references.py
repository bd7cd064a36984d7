"""How the page names a paragraph and a document: short where room is short, in full where it is asked for.

In: a document, a paragraph and the reader's language. Out: the parts of a name, each of which the page
isolates, so that a Latin name and an Arabic locator do not mix. References as plain text are made by
`assistant.answers`.
"""

from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from unicodedata import east_asian_width

from assistant.answers import format_reference
from assistant.values.find_values import Value
from assistant.values.rendering import render_value
from corpus.documents import Document, Paragraph
from corpus.language import UN_LANGUAGES
from corpus.locators import render_locator

_HEADING_COLUMNS = 16
"""Of Latin width; a Chinese character takes two. The number behind a heading must not be pushed off a phone."""
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
"""Unicode's first strong isolate: a heading keeps its own direction inside a locator of another."""


@dataclass(frozen=True, slots=True)
class ShortReference:
    """The parts of a reference; long headings are cut."""

    document: str
    locator: str
    full: str
    """The whole reference as plain text."""


def short_reference(document: Document, paragraph: Paragraph, language: str) -> ShortReference:
    """The name of `paragraph`, with no more than the beginning of its innermost heading."""
    headings = tuple(_isolated(heading) for heading in paragraph.locator.section[-1:])
    return ShortReference(
        document=document.symbol or document.short_title_in(language),
        locator=render_locator(replace(paragraph.locator, section=headings), language),
        full=format_reference(document, paragraph, language),
    )


def _isolated(heading: str) -> str:
    columns = accumulate(2 if east_asian_width(character) in "WF" else 1 for character in heading)
    fitting = sum(column <= _HEADING_COLUMNS for column in columns)
    cut = heading if fitting == len(heading) else heading[:fitting].rstrip() + "…"
    return f"{_ISOLATE}{cut}{_END_OF_ISOLATE}"


def document_facts(document: Document, language: str) -> list[tuple[str, str]]:
    """Symbol, date and meeting, as far as they are known: pairs of language and text.

    The meeting, known in the document's language alone, is left out where it would only repeat a date in
    words that the reader may not read. The name of the file, without its folder, where none is.
    """
    meeting = document.meeting if language == document.language or not document.date else None
    facts = [
        ("", document.symbol),
        (language, _written_date(document.date, language) if document.date else None),
        (document.language, meeting),
    ]
    return [(its_language, fact) for its_language, fact in facts if fact] or [("", Path(document.path).name)]


def _written_date(iso_date: str, language: str) -> str:
    try:
        return render_value(Value("date", iso_date, 0, 0, ""), language if language in UN_LANGUAGES else "en")
    except ValueError:
        # A manifest is written by hand.
        return iso_date

"""Document, Paragraph, Locator: what every later stage knows about a text and where it stands."""

from dataclasses import dataclass
from typing import Literal

ParagraphKind = Literal["paragraph", "article", "item", "footnote", "masthead"]


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` (included) to `end` (excluded) of a document's source text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a paragraph stands, as data. `corpus.locators.render_locator` writes it for a person."""

    kind: ParagraphKind
    number: str | None
    """The number that the document prints: "18", "18(a)", "1" for an article or a footnote."""
    sequence: int
    """1 for the document's first run of numbers; higher where an annex begins again at 1."""
    section: tuple[str, ...]
    """The headings above the paragraph, outermost first."""
    position: int
    """1-based place among the unnumbered paragraphs of the same section; 0 for numbered ones."""
    page: int | None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The unit that is searched and cited."""

    paragraph_id: str
    document_id: str
    locator: Locator
    marker: str
    """What the document prints in front: "18.", "(a)", "•", or nothing."""
    text: str
    """The words, line wraps joined; without the marker."""
    symbols: tuple[str, ...]
    """Symbols of the documents that the paragraph cites, normalised: "A/RES/67/53"."""
    spans: tuple[Span, ...]
    """Where marker and text stand in the source, in order."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a corpus and what is known about it."""

    document_id: str
    corpus: str
    path: str
    """Absolute path of the file that was read."""
    sha256: str
    symbol: str | None
    """The document's own symbol ("NPT/CONF.2015/39"), only where the document shows it."""
    titles: tuple[tuple[str, str], ...]
    """(language, title) pairs, the document's own language first."""
    short_titles: tuple[tuple[str, str], ...]
    """The same for titles of a few words, for citations; empty where none are known."""
    submitted_by: str | None
    meeting: str | None
    date: str | None
    """ISO 8601 date or period: "2018-03-08", "2022-01-04/2022-01-28"."""
    language: str
    """BCP 47 language of the text: "zh"."""

    def title_in(self, language: str) -> str:
        """The title in `language`, else in English, else in the document's own language."""
        titles = dict(self.titles)
        return titles.get(language) or titles.get("en") or self.titles[0][1]

    def short_title_in(self, language: str) -> str:
        """Give the short title in `language`, else in English; the full title where there is neither."""
        short_titles = dict(self.short_titles)
        return short_titles.get(language) or short_titles.get("en") or self.title_in(language)

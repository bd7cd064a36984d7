"""A cited paragraph with what stands around it.

In: a paragraph and its document. Out: its words and the texts that say what they are about. Nothing is compared here.
"""

from dataclasses import dataclass

from corpus.documents import Document, Paragraph


@dataclass(frozen=True, slots=True)
class CitedText:
    """A cited paragraph with its document."""

    paragraph: Paragraph
    document: Document

    @property
    def text(self) -> str:
        """The paragraph's words."""
        return self.paragraph.text

    @property
    def language(self) -> str:
        """The document's language."""
        return self.document.language

    @property
    def context(self) -> tuple[tuple[str, str], ...]:
        """What stands around the paragraph: headings, titles, author, symbol and date, each with its language."""
        document = self.document
        return (
            *((heading, document.language) for heading in self.paragraph.locator.section),
            *((title, language) for language, title in (*document.titles, *document.short_titles)),
            (document.submitted_by or "", document.language),
            (document.meeting or "", document.language),
            (f"{document.symbol or ''} {document.date or ''}", document.language),
        )

"""What a paragraph names, as it is kept in an index.

In: a paragraph and its document. Out: the keys of the concepts of its text, and of what stands around it:
its headings, and its document's titles, author, symbol and date. Questions are read in `index.lexicon`.
"""

import functools

from corpus.documents import Document, Paragraph
from corpus.symbols import symbol_key
from index.lexicon import Lexicon


class TermFinder:
    """Finds the concepts of paragraphs; headings and titles, which many share, are read once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._find = functools.cache(self._find_keys)

    def concepts(self, document: Document, paragraph: Paragraph) -> dict[str, float]:
        """The keys of the concepts that a paragraph's text names, each with weight 1.

        The symbols that it cites are among them in full, also where the page prints them cut off.
        """
        cited = (f"symbol:{symbol_key(symbol)}" for symbol in paragraph.symbols)
        return dict.fromkeys((*self._find_keys(paragraph.text, document.language), *cited), 1.0)

    def context(self, document: Document, paragraph: Paragraph) -> dict[str, float]:
        """The keys of the concepts that stand around a paragraph, each with weight 1."""
        texts = [
            *((heading, document.language) for heading in paragraph.locator.section),
            *((title, language) for language, title in (*document.titles, *document.short_titles)),
            (document.submitted_by or "", document.language),
            (f"{document.symbol or ''} {document.date or ''}", document.language),
        ]
        return dict.fromkeys((key for text, language in texts for key in self._find(text, language)), 1.0)

    def _find_keys(self, text: str, language: str) -> frozenset[str]:
        return frozenset(concept.key for concept in self._lexicon.find(text, language))

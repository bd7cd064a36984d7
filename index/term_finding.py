"""What a paragraph names, as it is kept in an index.

In: a paragraph and its document. Out: the keys of the concepts of its text, and of what stands around it:
its headings, and its document's titles, author, symbol and date. Questions are read in `index.lexicon`.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from corpus.abbreviations import Definition
from corpus.documents import Document, Paragraph
from corpus.symbols import symbol_key
from corpus.termbase import Termbase
from index.definitions import DocumentDefinition
from index.lexicon import Lexicon


class TermFinder:
    """Finds the concepts of paragraphs; headings and titles, which many share, are read once.

    An abbreviation means in a document what that document says it does.
    """

    def __init__(self, termbases: Sequence[Termbase], definitions: Iterable[DocumentDefinition]) -> None:
        self._termbases = termbases
        self._defined: dict[str, list[Definition]] = defaultdict(list)
        for defined in definitions:
            self._defined[defined.document_id].append(defined.definition)
        self._without_definitions = Lexicon(termbases)
        self._lexicon_of = functools.lru_cache(maxsize=1)(self._make_lexicon)
        self._find = functools.cache(self._find_general_keys)

    def concepts(self, document: Document, paragraph: Paragraph) -> dict[str, float]:
        """The keys of the concepts that a paragraph's text names, each with weight 1.

        The symbols that it cites are among them in full, also where the page prints them cut off.
        """
        cited = (f"symbol:{symbol_key(symbol)}" for symbol in paragraph.symbols)
        return dict.fromkeys((*self._find_keys(paragraph.text, document), *cited), 1.0)

    def context(self, document: Document, paragraph: Paragraph) -> dict[str, float]:
        """The keys of the concepts that stand around a paragraph, each with weight 1."""
        texts = [
            *((heading, document.language) for heading in paragraph.locator.section),
            *((title, language) for language, title in (*document.titles, *document.short_titles)),
            (document.submitted_by or "", document.language),
            (f"{document.symbol or ''} {document.date or ''}", document.language),
        ]
        return dict.fromkeys((key for text, language in texts for key in self._find(text, language)), 1.0)

    def _find_keys(self, text: str, document: Document) -> frozenset[str]:
        lexicon = self._lexicon_of(document.document_id)
        return frozenset(concept.key for concept in lexicon.find(text, document.language))

    def _find_general_keys(self, text: str, language: str) -> frozenset[str]:
        return frozenset(concept.key for concept in self._without_definitions.find(text, language))

    def _make_lexicon(self, document_id: str) -> Lexicon:
        own = self._defined.get(document_id)
        return Lexicon(self._termbases, own) if own else self._without_definitions

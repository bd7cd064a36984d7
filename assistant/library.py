"""An opened index as a reader uses it: look paragraphs up, walk through a document, search.

In: an index folder and, for searching, an encoder. Out: a `Catalogue`, which needs no encoder and opens
fast, or a `Library`, which also searches. Answers are made in `assistant.answering`, references read
in `assistant.lookup.citations`.
"""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from assistant.answers import CitedParagraph
from assistant.selection import Selection
from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from index.encoder import Encoder
from index.reranker import Reranker
from index.retrieval import Retriever, Search
from index.store import IndexContents


class Catalogue:
    """The documents of one index and their paragraphs in reading order. Safe to share between threads."""

    def __init__(self, contents: IndexContents) -> None:
        self.documents: dict[str, Document] = {document.document_id: document for document in contents.documents}
        self._paragraphs = contents.paragraphs
        self._concepts = contents.concepts
        self.generation = contents.generation
        """Which of the states that the index had this is."""

    def document_of(self, paragraph: Paragraph) -> Document:
        """The document that a paragraph stands in."""
        return self.documents[paragraph.document_id]

    def paragraphs_of(self, document_id: str) -> Sequence[Paragraph]:
        """A document's paragraphs in reading order, each read from the index when it is looked at.

        Raises:
            PinpointError: there is no such document; the message names those that there are.

        """
        if document_id not in self.documents:
            raise PinpointError(
                f"There is no document {document_id!r}: choose one of {', '.join(sorted(self.documents))}."
            )
        return self._paragraphs.of_document(document_id)

    def paragraph(self, paragraph_id: str) -> Paragraph | None:
        """The paragraph of that id, if there is one."""
        row = self._paragraphs.row_of(paragraph_id)
        return None if row is None else self._paragraphs[row]

    def citing(self, is_cited: Callable[[str], bool], key_prefix: str) -> list[Paragraph]:
        """The paragraphs that cite a symbol whose key `is_cited` accepts, in the order of the documents.

        Only symbols whose key (`corpus.symbols.symbol_key`) begins with `key_prefix` are looked at.
        """
        terms = self._concepts.terms_with_prefix(f"symbol:{key_prefix}")
        rows = {
            row
            for term in terms
            if is_cited(term.removeprefix("symbol:"))
            for row in self._concepts.rows_of(term)[0].tolist()
        }
        return [self._paragraphs[row] for row in sorted(rows)]

    def context(self, paragraph: Paragraph, around: int) -> list[CitedParagraph]:
        """A paragraph with up to `around` neighbours on each side, in reading order."""
        rows = self._paragraphs.rows_of(paragraph.document_id)
        row = self._paragraphs.row_of(paragraph.paragraph_id)
        assert row is not None
        document = self.document_of(paragraph)
        return [
            CitedParagraph(self._paragraphs[neighbour], document, None)
            for neighbour in range(max(rows.start, row - around), min(rows.stop, row + around + 1))
        ]


class Library(Catalogue):
    """A catalogue that can be searched."""

    def __init__(self, contents: IndexContents, encoder: Encoder, reranker: Reranker | None = None) -> None:
        super().__init__(contents)
        self.retriever = Retriever(contents, encoder, reranker)
        self._models = (encoder, reranker)

    def over(self, contents: IndexContents) -> "Library":
        """The same models over another state of the index.

        Raises:
            PinpointError: it was made with another encoder.

        """
        return Library(contents, *self._models)

    def search(
        self,
        query: str,
        language: str,
        count: int,
        corpora: Collection[str] | None = None,
        selection: Selection | None = None,
    ) -> Search:
        """The `count` best paragraphs for a query. Raises PinpointError as `searched` does."""
        return self.search_documents(query, language, count, self.searched(corpora, selection))

    def searched(
        self, corpora: Collection[str] | None = None, selection: Selection | None = None
    ) -> frozenset[str] | None:
        """The ids of the documents that are of `corpora` and fit `selection`; None where neither restricts.

        Raises:
            PinpointError: one of `corpora` is not in the index, the message names those that are; or no document fits.

        """
        known = {document.corpus for document in self.documents.values()}
        unknown = sorted(set(corpora or ()) - known)
        if unknown:
            raise PinpointError(f"There is no corpus {unknown[0]!r}: choose one of {', '.join(sorted(known))}.")
        chosen = selection.chosen(self) if selection else None
        if corpora is not None:
            of_corpora = frozenset(key for key, document in self.documents.items() if document.corpus in corpora)
            chosen = of_corpora if chosen is None else chosen & of_corpora
        if chosen is not None and not chosen:
            raise PinpointError("No document fits what you narrowed the search to: take a part of it back.")
        return chosen

    def search_documents(self, query: str, language: str, count: int, document_ids: Collection[str] | None) -> Search:
        """The `count` best paragraphs of those documents, or of all."""
        if document_ids is None:
            return self.retriever.search(query, language, count)
        ranges = [self._paragraphs.rows_of(document_id) for document_id in document_ids]
        rows = np.sort(np.concatenate([np.empty(0, np.int64), *(np.arange(part.start, part.stop) for part in ranges)]))
        return self.retriever.search_among(query, language, count, rows)

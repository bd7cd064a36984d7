"""An opened index as a reader uses it: look paragraphs up, walk through a document, search.

In: an index folder and, for searching, an encoder. Out: a `Catalogue`, which needs no encoder and opens
fast, or a `Library`, which also searches. Answers are made in `assistant.answering`, references read
in `assistant.citations`.
"""

from collections.abc import Collection

from assistant.answers import CitedParagraph
from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from index.encoder import Encoder
from index.retrieval import Retriever, Search
from index.store import IndexContents


class Catalogue:
    """The documents of one index and their paragraphs in reading order. Safe to share between threads."""

    def __init__(self, contents: IndexContents) -> None:
        self.documents: dict[str, Document] = {document.document_id: document for document in contents.documents}
        self._paragraphs = {stored.paragraph.paragraph_id: stored.paragraph for stored in contents.paragraphs}
        self._by_document: dict[str, list[Paragraph]] = {document_id: [] for document_id in self.documents}
        for paragraph in self._paragraphs.values():
            self._by_document[paragraph.document_id].append(paragraph)
        for paragraphs in self._by_document.values():
            paragraphs.sort(key=lambda paragraph: paragraph.spans[0].start)

    def document_of(self, paragraph: Paragraph) -> Document:
        """The document that a paragraph stands in."""
        return self.documents[paragraph.document_id]

    def paragraphs_of(self, document_id: str) -> list[Paragraph]:
        """A document's paragraphs in reading order.

        Raises:
            PinpointError: there is no such document; the message names those that there are.

        """
        if document_id not in self._by_document:
            raise PinpointError(
                f"There is no document {document_id!r}: choose one of {', '.join(sorted(self._by_document))}."
            )
        return self._by_document[document_id]

    def paragraph(self, paragraph_id: str) -> Paragraph | None:
        """The paragraph of that id, if there is one."""
        return self._paragraphs.get(paragraph_id)

    def context(self, paragraph: Paragraph, around: int) -> list[CitedParagraph]:
        """A paragraph with up to `around` neighbours on each side, in reading order."""
        paragraphs = self._by_document[paragraph.document_id]
        place = paragraphs.index(paragraph)
        document = self.document_of(paragraph)
        return [
            CitedParagraph(neighbour, document, None)
            for neighbour in paragraphs[max(0, place - around) : place + around + 1]
        ]


class Library(Catalogue):
    """A catalogue that can be searched."""

    def __init__(self, contents: IndexContents, encoder: Encoder) -> None:
        super().__init__(contents)
        self.retriever = Retriever(contents, encoder)

    def search(self, query: str, language: str, count: int, corpora: Collection[str] | None = None) -> Search:
        """The `count` best paragraphs for a query.

        Raises:
            PinpointError: one of `corpora` is not in the index; the message names those that are.

        """
        known = {document.corpus for document in self.documents.values()}
        unknown = sorted(set(corpora or ()) - known)
        if unknown:
            raise PinpointError(f"There is no corpus {unknown[0]!r}: choose one of {', '.join(sorted(known))}.")
        return self.retriever.search(query, language, count, corpora=corpora)

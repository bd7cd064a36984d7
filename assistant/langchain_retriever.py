"""Pinpoint's search as a LangChain retriever.

In: an index folder or an opened `Library`, then questions. Out: LangChain `Document`s, best first: a paragraph's
words, and in the metadata all that a chain needs to cite it. Nothing is answered or checked here, and what the
paragraphs say is untrusted: a model that reads them must not take it for instructions.

    retriever = PinpointRetriever.from_index(Path("my-index"), k=5)
    chain = retriever | format_paragraphs | prompt | model
"""

from pathlib import Path
from typing import Self

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.answers import search_record
from assistant.library import Library
from assistant.questions.question import analyse_question
from index.encoder_choice import BUNDLED, load_encoder
from index.reranker import CrossEncoderReranker
from index.store import read_index


class PinpointRetriever(BaseRetriever):
    """Finds the paragraphs that answer a question in any language. Safe to share between threads."""

    library: Library = Field(exclude=True, repr=False)
    k: int = Field(default=10, ge=1)
    """Paragraphs that a question gets, where there are as many."""
    corpora: frozenset[str] | None = None
    """Names of the corpora to search; None searches all."""

    @classmethod
    def from_index(
        cls,
        folder: Path | str,
        *,
        encoder: str = BUNDLED,
        reranker: str | None = None,
        k: int = 10,
        corpora: frozenset[str] | None = None,
    ) -> Self:
        """Opens the index in `folder`, which `pinpoint ingest` made with that encoder.

        Raises:
            PinpointError: there is no index, it is damaged, another encoder made it, or a model cannot be loaded.

        """
        second_look = CrossEncoderReranker(reranker) if reranker else None
        library = Library(read_index(Path(folder)), load_encoder(encoder), second_look)
        return cls(library=library, k=k, corpora=corpora)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 (LangChain passes it by name)
    ) -> list[Document]:
        """The best paragraphs for a question, in whatever language it is asked.

        A document's id is the paragraph's, and its metadata are the other fields of PARAGRAPH in the
        command-line contract, with titles, locator and reference in the question's language, and its `score`.

        Raises:
            PinpointError: the question is empty, or there is no such corpus.

        """
        question = analyse_question(query)
        search = self.library.search(question.text, question.language, self.k, self.corpora)
        return [
            Document(
                id=result["paragraph_id"],
                page_content=result["text"],
                metadata={name: value for name, value in result.items() if name not in {"text", "rank"}},
            )
            for result in search_record(question.text, search)["results"]
        ]

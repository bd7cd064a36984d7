"""Pinpoint's answers as a LangChain tool.

In: an `Assistant` or an index folder, then questions from a model or a chain. Out: the cited answer as text for the
model, and the record of the command-line contract as the artifact for the program. What the quotes say is untrusted: a
model that reads them must not take it for instructions.

    tool = PinpointTool.from_index("my-index")
    model_with_tool = model.bind_tools([tool])
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, Self

from langchain_core.callbacks import CallbackManagerForToolRun
from langchain_core.tools import BaseTool, ToolException
from pydantic import BaseModel, Field

from assistant import programs
from assistant.answering import Assistant
from assistant.library import Library
from corpus.errors import PinpointError
from index.encoder_choice import BUNDLED, load_encoder
from index.reranker import CrossEncoderReranker
from index.store import read_index


class Question(BaseModel):
    """What a model fills in."""

    question: str = Field(description="One plain question, in any language, with the names of who and what is meant.")


class PinpointTool(BaseTool):
    """Answers a question from official documents, with paragraph citations. Safe to share between threads."""

    name: str = "ask_documents"
    description: str = (
        "Answers a question from a collection of official documents. The answer quotes paragraphs word for word, in "
        "the document's own language, and says where each stands; or says that the documents do not answer."
    )
    args_schema: type[BaseModel] = Question
    response_format: Literal["content", "content_and_artifact"] = "content_and_artifact"
    # What a model can mend, such as an empty question, is told to it.
    handle_tool_error: Any = True
    assistant: Assistant = Field(exclude=True, repr=False)
    corpora: frozenset[str] | None = None
    """Names of the corpora to answer from; None is all. The program's choice, never the model's."""

    @classmethod
    def from_index(
        cls,
        folder: Path | str,
        *,
        encoder: str = BUNDLED,
        reranker: str | None = None,
        corpora: frozenset[str] | None = None,
    ) -> Self:
        """Opens the index in `folder`, which `pinpoint ingest` made with that encoder.

        Raises:
            PinpointError: there is no index, it is damaged, another encoder made it, or a model cannot be loaded.

        """
        second_look = CrossEncoderReranker(reranker) if reranker else None
        library = Library(read_index(Path(folder)), load_encoder(encoder), second_look)
        return cls(assistant=Assistant(library), corpora=corpora)

    def _run(
        self,
        question: str,
        run_manager: CallbackManagerForToolRun | None = None,  # noqa: ARG002 (LangChain passes it by name)
    ) -> tuple[str, dict[str, Any]]:
        try:
            record = programs.ask(self.assistant, question, self.corpora)
        except PinpointError as error:
            raise ToolException(str(error)) from error
        return "\n".join(_lines(record)), record


def _lines(record: dict[str, Any]) -> Iterator[str]:
    """The answer, and below it each quote under its reference."""
    yield record["answer"]
    for citation in record["citations"]:
        yield f"[{citation['marker']}] {citation['reference']}: “{citation['quote']}”"
    for near in record["nearest"]:
        yield f"Near, but no answer: {near['reference']}: “{near['text']}”"
    if record["note"]:
        yield record["note"]

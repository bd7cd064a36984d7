"""The four functions in Gradio's own API, and so as tools of the Model Context Protocol.

In: the `Calls`. Out: endpoints `/ask`, `/search`, `/cite` and `/check` of the page. Their types and docstrings are the
documentation that programs and models are given: nothing else is said there.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeVar

import gradio as gr
from gradio.events import api
from mcp.types import TextContent
from pydantic import BaseModel, ValidationError

from assistant.chat.guards.visitors import Visitor, visitor_asking
from assistant.chat.programs.calls import Calls
from assistant.chat.programs.requests import AskRequest, CheckRequest, CiteRequest, SearchRequest, what_is_wrong
from assistant.chat.visitor_messages import message_for_visitor
from corpus.errors import PinpointError

_R = TypeVar("_R", bound=BaseModel)


class _Refusal(gr.Error):
    """Says why as it is, where Gradio's puts quotation marks around it for a tool."""

    def __str__(self) -> str:
        return str(self.message)


class Functions:
    """The functions as Gradio publishes them."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def ask(
        self, question: str, corpora: list[str] | None = None, _sender: gr.Request | None = None
    ) -> dict[str, Any]:
        """Answer a question from a collection of official documents, with paragraph citations that have been checked.

        The answer quotes the documents word for word, in the document's own language; the status is "not_found" where
        they do not answer. Ask one plain question with the names of who and what is meant.

        Args:
            question: The question, in any language, at most 2,000 characters.
            corpora: Names of the corpora to answer from; all of them where it is left out.

        Returns:
            The answer: status, answer, value, confidence, citations (reference, quote, paragraph), nearest paragraphs.

        """
        return await self._answered(self._calls.ask, AskRequest, _sender, question=question, corpora=corpora or [])

    async def search(
        self, query: str, count: int = 10, corpora: list[str] | None = None, _sender: gr.Request | None = None
    ) -> dict[str, Any]:
        """Find the paragraphs of the official documents that are most like a query, best first.

        Args:
            query: A question or some words, in any language, at most 2,000 characters.
            count: How many paragraphs, from 1 to 100.
            corpora: Names of the corpora to search; all of them where it is left out.

        Returns:
            The results: rank, score, reference, document, locator, text.

        """
        wanted = {"query": query, "count": count, "corpora": corpora or []}
        return await self._answered(self._calls.search, SearchRequest, _sender, **wanted)

    async def cite(self, reference: str, _sender: gr.Request | None = None) -> dict[str, Any]:
        """Look up the paragraph that a reference points to, such as "NPT/CONF.2020/PC.II/WP.6, para. 4".

        Args:
            reference: A document's symbol or title and a paragraph, as people write them, in six languages.

        Returns:
            The kind ("paragraph", "document", "mentions" where the document is only cited, "unknown"), the paragraphs.

        """
        return await self._answered(self._calls.cite, CiteRequest, _sender, reference=reference)

    async def check(
        self, draft: str, written_in: Literal["markdown", "text"] = "markdown", _sender: gr.Request | None = None
    ) -> dict[str, Any]:
        """Check a draft: whether the paragraph that each sentence cites says what the sentence says.

        Args:
            draft: The text with its citations, at most 200,000 characters.
            written_in: Whether the text is Markdown or plain.

        Returns:
            The claims: text, verdict, reason, what stands in the paragraph instead; and a summary.

        """
        return await self._answered(self._calls.check, CheckRequest, _sender, draft=draft, written_in=written_in)

    async def _answered(
        self,
        call: Callable[[_R, Visitor], Awaitable[dict[str, Any]]],
        kind: type[_R],
        sender: gr.Request | None,
        **sent: Any,
    ) -> dict[str, Any]:
        """Calls with what was sent, which may be anything: Gradio holds nobody to the types that it publishes."""
        try:
            return await call(kind(**sent), visitor_asking(sender))
        except ValidationError as error:
            raise _Refusal(what_is_wrong(error.errors()), print_exception=False) from error
        except PinpointError as error:
            raise _Refusal(message_for_visitor(error, self._calls.settings), print_exception=False) from error


def build(calls: Calls) -> None:
    """Publishes the functions, and nothing else, where it is called."""
    functions = Functions(calls)
    for function in (functions.ask, functions.search, functions.cite, functions.check):
        # Not queued: the calls bound themselves, and a tool is then answered here instead of over a second request.
        api(function, api_name=function.__name__, queue=False)


def answer_tools_in_json(page: gr.Blocks) -> None:
    """Has the tools of a page answer in JSON, where Gradio would write Python's notation. Once it is mounted."""
    server = page.mcp_server_obj
    if server is None:
        raise RuntimeError(page.mcp_error)

    def as_json(data: list[Any], root_url: str) -> list[TextContent]:  # noqa: ARG001 (Gradio's own signature)
        return [TextContent(type="text", text=json.dumps(record, ensure_ascii=False)) for record in data]

    server.postprocess_output_data = as_json  # type: ignore[assignment, method-assign]

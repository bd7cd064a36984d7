"""The four functions over plain HTTP, described by OpenAPI and by a page of our own.

In: the `Calls` and a FastAPI application. Out: its routes `/api/…`. Whatever goes wrong is said in JSON, with the
remedy and a status that tells whose turn it is. Who may call is decided before.
"""

import functools
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse

from assistant.chat.guards.visitors import visitor_of
from assistant.chat.programs.calls import Calls
from assistant.chat.programs.documentation import render_documentation
from assistant.chat.programs.records import AnswerRecord, CheckRecord, ErrorRecord, LookupRecord, SearchRecord
from assistant.chat.programs.requests import AskRequest, CheckRequest, CiteRequest, SearchRequest, what_is_wrong
from assistant.chat.turns import BusyError
from assistant.chat.visitor_messages import message_for_visitor
from corpus.errors import PinpointError
from index.pointer import DamagedIndexError

OPENAPI = "/api/openapi.json"
DESCRIPTION = (
    "Questions over official documents, answered with checked paragraph citations. The same functions as the command "
    "line's, with the same records; quotes are word for word, in the documents' own languages."
)
_ERRORS: dict[int | str, dict[str, Any]] = {
    422: {"model": ErrorRecord, "description": "The request is not right: mend it as the error says."},
    500: {"model": ErrorRecord, "description": "The server failed; its log says why."},
    503: {"model": ErrorRecord, "description": "Too many calls at once: try again after the seconds in Retry-After."},
}


def add_routes(app: FastAPI, calls: Calls) -> None:
    """Adds the routes, and the handlers of what goes wrong in them."""

    @app.post("/api/ask", summary="Answer a question", response_model=None, responses=_returns(AnswerRecord))
    async def ask(request: AskRequest, asked: Request) -> JSONResponse:
        """The answer to a question, with its citations; or "not_found" with the nearest paragraphs."""
        return JSONResponse(await calls.ask(request, visitor_of(asked.scope)))

    @app.post("/api/search", summary="Find paragraphs", response_model=None, responses=_returns(SearchRecord))
    async def search(request: SearchRequest, asked: Request) -> JSONResponse:
        """The paragraphs that are most like a query, best first."""
        return JSONResponse(await calls.search(request, visitor_of(asked.scope)))

    @app.post("/api/cite", summary="Follow a reference", response_model=None, responses=_returns(LookupRecord))
    async def cite(request: CiteRequest, asked: Request) -> JSONResponse:
        """The paragraph that a reference points to, or those that cite a document which is not there."""
        return JSONResponse(await calls.cite(request, visitor_of(asked.scope)))

    @app.post("/api/check", summary="Check a draft", response_model=None, responses=_returns(CheckRecord))
    async def check(request: CheckRequest, asked: Request) -> JSONResponse:
        """Whether the paragraph that each sentence of a draft cites says what the sentence says."""
        return JSONResponse(await calls.check(request, visitor_of(asked.scope)))

    @app.get("/api", include_in_schema=False)
    @app.get("/api/", include_in_schema=False)
    def documentation(request: Request) -> HTMLResponse:
        return HTMLResponse(render_documentation(app.openapi(), str(request.base_url)))

    @app.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def nothing_here(rest: str) -> JSONResponse:
        if f"/api/{rest}" in app.openapi()["paths"]:
            return JSONResponse(
                {"error": f"Send a POST request to /api/{rest}: /api shows how."}, 405, {"Allow": "POST"}
            )
        return JSONResponse({"error": "There is nothing here: /api describes what there is."}, 404)

    app.add_exception_handler(RequestValidationError, _answer_wrong_request)
    app.add_exception_handler(PinpointError, functools.partial(_answer_failure, calls))
    app.add_exception_handler(Exception, _answer_unexpected)


def _returns(record: type) -> dict[int | str, dict[str, Any]]:
    return {200: {"model": record, "description": record.__doc__ or ""}, **_ERRORS}


async def _answer_wrong_request(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return JSONResponse({"error": what_is_wrong(error.errors())}, 422)


async def _answer_failure(calls: Calls, _request: Request, error: Exception) -> JSONResponse:
    if isinstance(error, BusyError):
        return JSONResponse({"error": str(error)}, 503, {"Retry-After": "5"})
    if isinstance(error, DamagedIndexError):
        return JSONResponse({"error": "The index is damaged; the server's log says how to mend it."}, 500)
    assert isinstance(error, PinpointError)
    return JSONResponse({"error": message_for_visitor(error, calls.settings)}, 422)


async def _answer_unexpected(_request: Request, _error: Exception) -> JSONResponse:
    # The error itself goes on to the server's log; it is none of the caller's business.
    return JSONResponse({"error": "The server failed; its log says why."}, 500)

"""The page's events run outside of the requests that caused them: each gets its request's id, a failure is logged.

In: the page, with all its events. Out: the same. Gradio prints the traceback of an event that fails, with what the
visitor sent; here it is a log record, and Gradio is told of a failure that is not to be printed.
"""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import aclosing, closing, contextmanager
from typing import Any

import gradio as gr
from gradio.context import LocalContext
from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.chat.observing.requests import request_id_in
from assistant.observing.journal import Journal
from assistant.observing.request_id import requested
from assistant.observing.spans import continuing

_FAILED = "The server failed; its log says why."


class _FailedError(gr.Error):
    """An event that failed, as Gradio is told of it: nothing is printed, and nothing pops up on the page."""

    def __init__(self) -> None:
        super().__init__(_FAILED, visible=False, print_exception=False)


def observe_events(page: gr.Blocks, journal: Journal) -> None:
    """Puts every event of a page into the context of its request. Once all are there, and before it is served."""
    for event in page.fns.values():
        if event.fn is not None:
            event.fn = _observed(event.fn, journal)


def _observed(function: Callable[..., Any], journal: Journal) -> Callable[..., Any]:
    """The same function, of the same kind and the same signature: Gradio looks at both."""
    name = getattr(function, "__qualname__", "event")

    @contextmanager
    def step() -> Iterator[None]:
        # Gradio sets this around each step of a generator, whatever thread that runs in.
        scope = _scope_of(LocalContext.request.get(None))
        with requested(request_id_in(scope)), continuing(Headers(scope=scope) if scope else {}):
            try:
                yield
            except gr.Error:
                raise
            except Exception as error:
                journal.unexpected(error, name)
                raise _FailedError from error

    if inspect.isasyncgenfunction(function):
        return _observed_async_generator(function, step)
    if inspect.isgeneratorfunction(function):
        return _observed_generator(function, step)
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def call_async(*args: Any, **kwargs: Any) -> Any:
            with step():
                return await function(*args, **kwargs)

        return call_async

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        with step():
            return function(*args, **kwargs)

    return call


def _scope_of(request: Any) -> Scope | None:
    """That of a request as Gradio hands it on: in a wrapper of its own, or for a tool as it is."""
    sent = request.request if isinstance(request, gr.Request) else request
    return sent.scope if sent is not None else None


def _observed_async_generator(function: Callable[..., Any], step: Callable[[], Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    async def generate_async(*args: Any, **kwargs: Any) -> Any:
        async with aclosing(function(*args, **kwargs)) as pieces:
            while True:
                with step():
                    try:
                        piece = await anext(pieces)
                    except StopAsyncIteration:
                        return
                yield piece

    return generate_async


def _observed_generator(function: Callable[..., Any], step: Callable[[], Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def generate(*args: Any, **kwargs: Any) -> Any:
        with closing(function(*args, **kwargs)) as pieces:
            while True:
                with step():
                    try:
                        piece = next(pieces)
                    except StopIteration:
                        return
                yield piece

    return generate

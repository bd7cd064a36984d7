"""Spans of OpenTelemetry, for users who collect them.

In: names and attributes: ids, counts and statuses, never texts. Out: spans where the process has OpenTelemetry set up;
else nothing at all happens. Whoever sets it up has imported its API before: that it is imported here only if it was
keeps its 30 ms from every other start.
"""

import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from opentelemetry import trace

T = TypeVar("T")
_API = "opentelemetry.trace"
_SCOPE = "pinpoint"
Attribute = str | bool | int | float | Sequence[str]


class Span:
    """A piece of work under way, recorded or not."""

    __slots__ = ("_recorded",)

    def __init__(self, recorded: "trace.Span | None" = None) -> None:
        self._recorded = recorded

    def set(self, **attributes: Attribute | None) -> None:
        """Adds attributes, each "pinpoint." and its name; those without a value are left out."""
        if self._recorded is not None and self._recorded.is_recording():
            known = {f"pinpoint.{name}": value for name, value in attributes.items() if value is not None}
            self._recorded.set_attributes(known)


_NOT_RECORDED = Span()


@contextmanager
def span(name: str, *, is_current: bool = True, **attributes: Attribute | None) -> Iterator[Span]:
    """The work that is done meanwhile, as a span "pinpoint.NAME" of whatever span is current.

    `is_current`: whether spans opened meanwhile lie within it. Not in a generator that others step through: what they
    do between two steps would lie within it too.
    """
    if _API not in sys.modules:
        yield _NOT_RECORDED
        return
    from opentelemetry import trace

    recorded = trace.get_tracer(_SCOPE).start_span(f"pinpoint.{name}")
    opened = Span(recorded)
    opened.set(**attributes)
    try:
        if is_current:
            # An exception's message may hold what somebody asked: it is not recorded.
            with trace.use_span(recorded, record_exception=False, set_status_on_exception=False):
                yield opened
        else:
            yield opened
    except Exception as error:
        recorded.set_status(trace.StatusCode.ERROR, type(error).__name__)
        raise
    finally:
        recorded.end()


@contextmanager
def continuing(headers: Mapping[str, str]) -> Iterator[None]:
    """Spans opened meanwhile belong to the trace that the request's `traceparent` names, where it names one."""
    if _API not in sys.modules or "traceparent" not in headers:
        yield
        return
    from opentelemetry import context
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    token = context.attach(TraceContextTextMapPropagator().extract(dict(headers)))
    try:
        yield
    finally:
        context.detach(token)


def in_one_context(work: Generator[T, None, None]) -> Generator[T, None, None]:
    """What `work` yields, all of it made in one context, that of the first step: each step may be in another thread.

    A span that stays open from one step to the next is then found again, and nobody outside is within it.
    """
    context = copy_context()
    try:
        while True:
            try:
                piece = context.run(next, work)
            except StopIteration:
                return
            yield piece
    finally:
        context.run(work.close)

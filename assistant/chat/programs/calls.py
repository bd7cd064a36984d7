"""What a program may call: the four functions, a few at a time, over the index as it is at each call.

In: the `Desk` and requests. Out: records of `assistant.programs`. The work is done in threads, so that the server goes
on; calls that come while all are busy wait, and when too many wait they are turned away. How a call arrives, over
HTTP or as a tool, is not known here.
"""

from collections.abc import Callable
from typing import Any

from anyio import CapacityLimiter, to_thread

from assistant import programs
from assistant.chat.desk import Desk
from assistant.chat.programs.requests import AskRequest, CheckRequest, CiteRequest, SearchRequest
from assistant.settings import Settings
from corpus.errors import PinpointError

_AT_ONCE = 4
"""Calls under way, as many as questions asked on the page."""
_MOST_WAITING = 64


class BusyError(PinpointError):
    """Too many calls at once."""


class Calls:
    """The four functions for programs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._limiter = CapacityLimiter(_AT_ONCE)
        self._pending = 0

    @property
    def settings(self) -> Settings:
        """What the server runs with."""
        return self._desk.settings

    async def ask(self, request: AskRequest) -> dict[str, Any]:
        """ANSWER. Raises PinpointError where the question holds no words, or there is no such corpus."""
        return await self._run(lambda: programs.ask(self._desk.assistant, request.question, request.corpora))

    async def search(self, request: SearchRequest) -> dict[str, Any]:
        """Ranked paragraphs. Raises PinpointError as `ask` does."""
        return await self._run(
            lambda: programs.search(self._desk.library, request.query, request.count, request.corpora)
        )

    async def cite(self, request: CiteRequest) -> dict[str, Any]:
        """The paragraphs at a reference. Raises PinpointError where it holds no words."""
        return await self._run(lambda: programs.cite(self._desk.library, request.reference))

    async def check(self, request: CheckRequest) -> dict[str, Any]:
        """CHECK of a draft. Raises PinpointError where it holds no text."""
        return await self._run(lambda: programs.check(self._desk.library, request.draft, request.written_in))

    async def _run(self, work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        if self._pending >= _AT_ONCE + _MOST_WAITING:
            raise BusyError("Too many calls are waiting already: try again in a few seconds.")
        self._pending += 1
        try:
            return await to_thread.run_sync(work, limiter=self._limiter)
        finally:
            self._pending -= 1

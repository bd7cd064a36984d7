"""Whose turn it is: what keeps a processor busy is done a few at a time, in fair shares between visitors.

In: who asks, and work in pieces. Out: the pieces, once it is their turn. The turn goes to the source (a user at an
address) that had none for longest, in it to the browser that had none for longest; a newcomer, since they came. So
nobody waits for more than one turn of each other source, however many come. A crowd waits; where too many wait, or too
many of one visitor, the next is turned away. What waits holds no thread, and who leaves frees their place. All of it
belongs to the server's event loop: nothing is locked here.
"""

import asyncio
import itertools
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator
from contextlib import aclosing, asynccontextmanager
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread

from assistant.chat.guards.visitors import Visitor
from corpus.errors import PinpointError

T = TypeVar("T")

AT_ONCE = 4
"""Answers made at the same time."""
MOST_WAITING = 256
"""In all: a bound for the server's memory, minutes of work."""
_SECONDS_BETWEEN_LOOKS = 1.0
"""At whether a visitor who waits is still there."""


class BusyError(PinpointError):
    """Too many are waiting already."""


class Place:
    """A place in the line, or among those whose turn it is."""

    def __init__(self, visitor: Visitor, number: int) -> None:
        self.visitor = visitor
        self.number = number
        """Counts all who came."""
        self._reached = asyncio.Event()

    def begin(self) -> None:
        """It is this one's turn."""
        self._reached.set()

    async def is_reached(self, within_seconds: float | None = None) -> bool:
        """Waits until it is the turn, or for so long."""
        try:
            await asyncio.wait_for(self._reached.wait(), within_seconds)
        except TimeoutError:
            return False
        return True


class Turns:
    """The turns of one kind of work."""

    def __init__(self, at_once: int = AT_ONCE, most_waiting: int = MOST_WAITING) -> None:
        """One source may take three quarters of the places in the line, one browser a quarter."""
        self._at_once = at_once
        self._most_waiting = most_waiting
        self._most_of_source, self._most_of_browser = most_waiting * 3 // 4, most_waiting // 4
        self._waiting: list[Place] = []
        self._busy: list[Place] = []
        self._numbers = itertools.count(1)
        self._served: dict[str | Visitor, int] = {}
        """When each source and visitor that is here had a turn last, or came, by the same count as places have."""
        # Apart from the threads that serve everything else: those are not to be waited for.
        self._threads = CapacityLimiter(at_once)

    @property
    def busy(self) -> int:
        """How many have their turn."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many wait for it."""
        return len(self._waiting)

    def take_place(self, visitor: Visitor) -> Place:
        """A place for `visitor`, who leaves it with `leave`. Raises BusyError where there is none."""
        of_source = [place.visitor for place in self._waiting if place.visitor.source == visitor.source]
        if (
            len(self._waiting) >= self._most_waiting
            or len(of_source) >= self._most_of_source
            or of_source.count(visitor) >= self._most_of_browser
        ):
            raise BusyError("Too many calls are waiting already: try again in a few seconds.")
        place = Place(visitor, next(self._numbers))
        for who in (visitor.source, visitor):
            # Not before all who wait: a stream of newcomers would keep them waiting for ever.
            self._served.setdefault(who, place.number)
        self._waiting.append(place)
        self._go_on()
        return place

    def leave(self, place: Place) -> None:
        """Frees a place, whether or not its turn had come."""
        for places in (self._waiting, self._busy):
            if place in places:
                places.remove(place)
        here = [other.visitor for other in (*self._waiting, *self._busy)]
        if place.visitor not in here:
            self._served.pop(place.visitor, None)
        if place.visitor.source not in {other.source for other in here}:
            self._served.pop(place.visitor.source, None)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and len(self._busy) < self._at_once:
            place = min(self._waiting, key=self._rank)
            self._waiting.remove(place)
            self._busy.append(place)
            self._served[place.visitor] = self._served[place.visitor.source] = next(self._numbers)
            place.begin()

    def _rank(self, place: Place) -> tuple[int, int, int]:
        """Least first: how long ago its source had a turn, then its browser, then when it came."""
        return self._served[place.visitor.source], self._served[place.visitor], place.number

    @asynccontextmanager
    async def turn(self, visitor: Visitor) -> AsyncIterator[None]:
        """The time of one's turn. Raises BusyError where too many are waiting."""
        place = self.take_place(visitor)
        try:
            await place.is_reached()
            yield
        finally:
            self.leave(place)

    async def run(self, visitor: Visitor, work: Callable[[], T]) -> T:
        """What `work` returns, done in a thread in its turn."""
        async with self.turn(visitor):
            return await _in_thread(work, self._threads)

    async def pieces(
        self, visitor: Visitor, work: Generator[T, None, None], while_waiting: Callable[[], T], busy: Callable[[], T]
    ) -> AsyncGenerator[T, None]:
        """What `work` yields: its first piece at once, the others in their turn, all of them made in threads.

        `while_waiting`: what is shown every second meanwhile, by which it is noticed that a visitor has left. `busy`:
        what is shown instead of all of it to one who is turned away.
        """
        try:
            place = self.take_place(visitor)
        except BusyError:
            yield busy()
            return
        try:
            async with aclosing(self._in_turn(place, work, while_waiting)) as made:
                async for piece in made:
                    yield piece
        finally:
            try:
                # What was begun is ended before the next one's turn.
                await _in_thread(work.close)
            finally:
                self.leave(place)

    async def _in_turn(
        self, place: Place, work: Generator[T, None, None], while_waiting: Callable[[], T]
    ) -> AsyncGenerator[T, None]:
        over = object()
        first = True
        while True:
            if not first:
                while not await place.is_reached(_SECONDS_BETWEEN_LOOKS):
                    yield while_waiting()
            piece = await _in_thread(lambda: next(work, over), None if first else self._threads)
            if piece is over:
                return
            yield piece  # type: ignore[misc]
            first = False


async def _in_thread(work: Callable[[], T], limiter: CapacityLimiter | None = None) -> T:
    """Work in a thread; whoever is cancelled, however often, waits for it: it must not go on behind its turn."""
    task = asyncio.ensure_future(to_thread.run_sync(work, limiter=limiter))
    cancelled: asyncio.CancelledError | None = None
    # A cancelled scope of anyio would end each wait anew, so it is kept out; a task is cancelled once at a time.
    with CancelScope(shield=True):
        while not task.done():
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError as error:
                cancelled = error
    if cancelled is None:
        return task.result()
    # An error of the work goes along: asyncio logs those that nobody takes.
    raise cancelled from (None if task.cancelled() else task.exception())

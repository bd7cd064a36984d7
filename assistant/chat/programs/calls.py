"""What a program may call: the four functions, a few at a time, over the index as it is at each call.

In: the `Desk`, requests, and who sends them. Out: records of `assistant.programs`. Calls take turns with each other and
with the questions of the page (`assistant.chat.turns`). How a call arrives, over HTTP or as a tool, is not known here.
"""

from typing import Any

from assistant import programs
from assistant.chat.desk import Desk
from assistant.chat.guards.visitors import NOBODY, Visitor
from assistant.chat.programs.requests import AskRequest, CheckRequest, CiteRequest, SearchRequest
from assistant.chat.turns import Turns
from assistant.settings import Settings


class Calls:
    """The four functions for programs."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.turns = Turns()
        """Whose turn it is; the page's questions take theirs here too."""

    @property
    def settings(self) -> Settings:
        """What the server runs with."""
        return self.desk.settings

    async def ask(self, request: AskRequest, visitor: Visitor = NOBODY) -> dict[str, Any]:
        """ANSWER. Raises PinpointError where the question holds no words, or there is no such corpus."""
        with self.desk.journal.doing("ask") as work:
            return await self.turns.run(
                visitor, lambda: programs.ask(self.desk.assistant, request.question, request.corpora, work)
            )

    async def search(self, request: SearchRequest, visitor: Visitor = NOBODY) -> dict[str, Any]:
        """Ranked paragraphs. Raises PinpointError as `ask` does."""
        with self.desk.journal.doing("search") as work:
            return await self.turns.run(
                visitor, lambda: programs.search(self.desk.library, request.query, request.count, request.corpora, work)
            )

    async def cite(self, request: CiteRequest, visitor: Visitor = NOBODY) -> dict[str, Any]:
        """The paragraphs at a reference. Raises PinpointError where it holds no words."""
        with self.desk.journal.doing("lookup") as work:
            return await self.turns.run(visitor, lambda: programs.cite(self.desk.library, request.reference, work))

    async def check(self, request: CheckRequest, visitor: Visitor = NOBODY) -> dict[str, Any]:
        """CHECK of a draft. Raises PinpointError where it holds no text."""
        with self.desk.journal.doing("check") as work:
            return await self.turns.run(
                visitor, lambda: programs.check(self.desk.library, request.draft, request.written_in, work)
            )

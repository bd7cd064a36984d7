"""A visitor of the page without a browser: the same requests, and what the page would show.

In: a server's address. Out: a `Visitor`, who opens the page, asks, and reads the conversation. A page that is opened
sends what a browser's sends: its own address, the connection that tells that it is still open, and the events of its
loading, so that the server keeps as much of it. Not sent are the page's files, which browsers keep, and what a person
does besides asking.
"""

import asyncio
import json
import secrets
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx
from lxml import html

_SECONDS = 120
"""What a person would have given up after long before."""
_SHOWN = (
    ".//p[@class='value']|.//p[@class='prose-answer']|.//p[@class='not-found']|.//blockquote"
    "|.//p[@class='cited']|.//p[@class='excerpt']|.//p[@class='problem']|.//p[@class='note']"
)
"""What an answer says; not the buttons around it, nor what differs each time, such as its number."""
_KEY = "the tab's key"


class AskingFailedError(Exception):
    """The page did not show an answer."""


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A question as the page shows it, with what it shows below."""

    question: str
    answer: tuple[str, ...]
    problem: str = ""
    """What is shown instead of an answer, which holds it too."""


@dataclass(frozen=True, slots=True)
class LoadEvent:
    """An event that the page sends when it is opened."""

    number: int
    trigger: int
    inputs: tuple[str | None, ...]
    """`_KEY` where the tab's own key goes."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """The numbers under which Gradio knows what is needed to ask; the same for every visitor."""

    event: int
    trigger: int
    conversation: int
    """The place of the conversation among the event's outputs."""
    loads: tuple[LoadEvent, ...]


def read_parts(address: str) -> PageParts:
    """Finds the parts by the names that the page gives them."""
    config = httpx.get(f"{address}/config", timeout=_SECONDS, trust_env=False).raise_for_status().json()
    numbers = {part["props"].get("elem_id"): part["id"] for part in config["components"]}
    wanted = [numbers["question"], "submit"]
    (event,) = (event for event in config["dependencies"] if wanted in event["targets"])
    # A browser sends nothing for what only the server knows, and empty words for a line that nobody has written in.
    sent = {part["id"]: "" if part["type"] == "textbox" else None for part in config["components"]}
    sent[event["inputs"][-1]] = _KEY
    targets = ((load, trigger, kind) for load in config["dependencies"] for trigger, kind in load["targets"])
    found = [(load, trigger) for load, trigger, kind in targets if kind == "load"]
    # Those that are queued a browser would send and read in another way.
    assert not any(load["queue"] for load, _ in found)
    loads = tuple(
        LoadEvent(load["id"], trigger, tuple(sent[part] for part in load["inputs"])) for load, trigger in found
    )
    return PageParts(event["id"], numbers["question"], event["outputs"].index(numbers["conversation"]), loads)


class Visitor:
    """Somebody at the page, with a cookie and a tab of their own."""

    def __init__(self, address: str, parts: PageParts, from_address: str | None = None) -> None:
        """`from_address`: where a reverse proxy on this machine would say that they come from."""
        headers = {"Accept-Language": "en"} | ({"X-Forwarded-For": from_address} if from_address else {})
        self._client = httpx.AsyncClient(base_url=address, timeout=_SECONDS, trust_env=False, headers=headers)
        self._parts = parts
        self._session = self._key = ""
        self._heartbeat: httpx.Response | None = None

    async def __aenter__(self) -> Self:
        """Opens the page."""
        await self.open_page()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the page."""
        await self._close_page()
        await self._client.aclose()

    async def open_page(self) -> None:
        """A new tab instead of the one before, and so a new conversation.

        Raises:
            AskingFailedError: the server gives no page, or not all of it.

        """
        await self._close_page()
        self._session, self._key = secrets.token_hex(6), secrets.token_hex(16)
        try:
            (await self._client.get("/")).raise_for_status()
            # Never ends while the page is open.
            heartbeat = self._client.build_request("GET", f"/gradio_api/heartbeat/{self._session}")
            self._heartbeat = (await self._client.send(heartbeat, stream=True)).raise_for_status()
            await asyncio.gather(*(self._load(load) for load in self._parts.loads))
        except httpx.HTTPError as error:
            raise AskingFailedError(f"{type(error).__name__} {error}") from error

    async def _load(self, load: LoadEvent) -> None:
        data = [self._key if value == _KEY else value for value in load.inputs]
        sent = {"data": data, "fn_index": load.number, "trigger_id": load.trigger, "session_hash": self._session}
        (await self._client.post("/gradio_api/run/predict", json=sent | {"event_data": None})).raise_for_status()

    async def _close_page(self) -> None:
        if self._heartbeat:
            await self._heartbeat.aclose()
            self._heartbeat = None

    async def ask(self, question: str) -> list[ShownTurn]:
        """The conversation as the page shows it once the question is answered.

        Raises:
            AskingFailedError: the page shows an error instead, or the server one of its own.

        """
        try:
            joined = await self.send(question)
            if joined.status_code != httpx.codes.OK:
                raise AskingFailedError(f"{joined.status_code} {joined.text[:200]}")
            output = await self._completed(joined.json()["event_id"])
        except httpx.HTTPError as error:
            raise AskingFailedError(f"{type(error).__name__} {error}") from error
        shown = output["data"][self._parts.conversation]
        if not isinstance(shown, str):
            raise AskingFailedError(f"the conversation was not shown: {output['data'][3]!s:.300}")
        return read_conversation(shown)

    async def send(self, question: str) -> httpx.Response:
        """What the server says to a question at once; its answer comes where `ask` listens."""
        sent = {
            "data": [question, None, "", self._key],
            "event_data": None,
            "fn_index": self._parts.event,
            "trigger_id": self._parts.trigger,
            "session_hash": self._session,
        }
        return await self._client.post("/gradio_api/queue/join", json=sent)

    async def _completed(self, event_id: str) -> dict[str, Any]:
        async with self._client.stream(
            "GET", "/gradio_api/queue/data", params={"session_hash": self._session}
        ) as stream:
            stream.raise_for_status()
            output: dict[str, Any] = {}
            # To the end, as a browser does: the server then forgets the stream.
            async for line in stream.aiter_lines():
                message = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if message.get("msg") == "process_completed" and message["event_id"] == event_id:
                    output = message["output"]
                    if not message["success"]:
                        raise AskingFailedError(str(output)[:300])
        if not output:
            raise AskingFailedError("the stream of events ended before the answer")
        return output


def read_conversation(shown: str) -> list[ShownTurn]:
    """The turns of a conversation that was written as HTML."""
    return [
        ShownTurn(
            _words_of(turn.find(".//h2")),
            tuple(map(_words_of, turn.xpath(_SHOWN))),
            " ".join(map(_words_of, turn.xpath(".//p[@class='problem']"))),
        )
        for turn in html.fromstring(shown).iterfind(".//article")
    ]


def _words_of(part: html.HtmlElement) -> str:
    return " ".join(part.text_content().split())


def address_of(number: int) -> str:
    """Where a reverse proxy would say that this visitor comes from."""
    return f"10.0.{number // 250}.{number % 250 + 1}"

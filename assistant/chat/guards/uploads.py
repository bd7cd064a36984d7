"""Files that visitors send: so many, so large, so fast; known by names that tell nothing, to their sender alone.

In: an ASGI application that Gradio's is mounted in. Out: the same. Gradio answers an upload with the path of the file
on the server, and takes any path that lies among the uploads from anybody. Here the page is given a made-up path
instead, which stands for the file where the same visitor sends it back; no other path is taken.
"""

import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradio.utils import get_upload_folder
from python_multipart.exceptions import FormParserError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.chat.guards.bodies import SENT, is_upload, refuse, replayed
from assistant.chat.guards.upload_limits import MOST_FILES, Arrival, UploadRefusedError
from assistant.chat.guards.visitors import Visitor, visitor_of

_MADE_UP = "upload/"
_MOST_REMEMBERED = 10_000
_UNREADABLE = (FormParserError, LookupError, OSError, TypeError, ValueError)
"""What Gradio stumbles over in forms that no browser makes."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file that was sent."""

    sender: Visitor
    path: Path
    size: int


class OwnUploadsOnly:
    """Bounds uploads and gives their files names of their own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._uploads: OrderedDict[str, _Upload] = OrderedDict()
        self._arriving: list[Arrival] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif is_upload(scope):
            await self._take(scope, receive, send)
        elif any(self._named_files(scope)):
            await self._give_paths(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _take(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Has an upload arrive; its answer is held back until the names are in it."""
        visitor = visitor_of(scope)
        try:
            arrival = Arrival(visitor.source, self._on_disk(visitor.source), self._on_disk(), self._arriving)
        except UploadRefusedError as error:
            await refuse(error.status, str(error), scope, receive, send)
            return
        answer: list[Message] = []

        async def hold_back(message: Message) -> None:
            answer.append(message)

        self._arriving.append(arrival)
        try:
            await self._app(scope, arrival.bounded(receive), hold_back)
        except _UNREADABLE as error:
            _LOG.warning("An upload could not be read: %s", type(error).__name__)
            answer.clear()
        finally:
            self._arriving.remove(arrival)
            if not self._arriving:
                _remove_leftovers()
        status = next((message["status"] for message in answer if message["type"] == "http.response.start"), 500)
        if arrival.refusal:
            await refuse(arrival.refusal.status, str(arrival.refusal), scope, receive, send)
        elif status != 200:
            await refuse(400, "The upload cannot be read: send files as a form does.", scope, receive, send)
        else:
            await self._answer(visitor, b"".join(message.get("body", b"") for message in answer), scope, receive, send)

    async def _answer(self, visitor: Visitor, body: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        paths = [Path(path) for path in json.loads(body)]
        if len(paths) > MOST_FILES:
            for path in paths:
                path.unlink(missing_ok=True)
            await refuse(413, f"{len(paths)} files at once: send at most {MOST_FILES}.", scope, receive, send)
            return
        names = json.dumps([self._remember(visitor, path) for path in paths]).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(names)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": names})

    def _remember(self, visitor: Visitor, path: Path) -> str:
        """A made-up path; the file's own name stays at its end, where the page reads it."""
        name = f"{_MADE_UP}{secrets.token_urlsafe(16)}/{path.name}"
        self._uploads[name] = _Upload(visitor, path, path.stat().st_size if path.exists() else 0)
        if len(self._uploads) > _MOST_REMEMBERED:
            self._uploads.popitem(last=False)
        return name

    async def _give_paths(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Puts the files' own paths in; refuses what names another file."""
        visitor = visitor_of(scope)
        for named in self._named_files(scope):
            upload = self._uploads.get(named["path"])
            if upload is None or upload.sender.browser != visitor.browser:
                _LOG.warning("A visitor named a file that is not theirs.")
                reason = "Nothing is fetched from other machines, nor read of this one: upload the file."
                await refuse(403, reason, scope, receive, send)
                return
            named["path"] = str(upload.path)
            named.pop("url", None)
        body = json.dumps(scope[SENT]).encode()
        headers = [
            (key, value) for key, value in scope["headers"] if key not in (b"content-length", b"transfer-encoding")
        ]
        headers.append((b"content-length", str(len(body)).encode()))
        await self._app({**scope, "headers": headers}, replayed(body, receive), send)

    def _named_files(self, scope: Scope) -> Iterator[dict[str, Any]]:
        """The objects of the request that Gradio would take for files: those with a path."""
        pending = [scope.get(SENT)]
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                if isinstance(value.get("path"), str):
                    yield value
                pending += value.values()
            elif isinstance(value, list):
                pending += value

    def _on_disk(self, source: str | None = None) -> int:
        """Bytes of files that were sent, by that source or by all, and not yet taken into the index."""
        gone = [name for name, upload in self._uploads.items() if not upload.path.exists()]
        for name in gone:
            del self._uploads[name]
        return sum(upload.size for upload in self._uploads.values() if source in (None, upload.sender.source))


def _remove_leftovers() -> None:
    """Removes what is left of uploads that broke off; while none is under way, each file at the top is one."""
    folder = Path(get_upload_folder())
    for path in folder.glob("tmp*") if folder.is_dir() else ():
        if path.is_file():
            path.unlink(missing_ok=True)

"""Files that visitors send: so many, so large, so fast; known by names that tell nothing, to their sender alone.

In: an ASGI application that Gradio's is mounted in. Out: the same. Gradio answers an upload with the path of the file
on the server, the same one for equal files, and takes any path that lies among the uploads from anybody. Here each file
has a place of its own, and the page is given a made-up path instead, which stands for the file where the same visitor
sends it back; no other path is taken.
"""

import json
import logging
import re
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gradio.utils import get_upload_folder
from python_multipart.exceptions import FormParserError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.chat.guards.bodies import SENT, is_upload, refuse, replayed
from assistant.chat.guards.upload_folder import make_private, taken
from assistant.chat.guards.upload_limits import MOST_FILES, Arrival, UploadRefusedError
from assistant.chat.guards.visitors import Visitor, visitor_of

_MADE_UP = "upload/"
_MOST_REMEMBERED = 10_000
_NAMED_FOR_CONTENT = re.compile(r"[0-9a-f]{64}")
"""A folder where Gradio puts the files of an upload."""
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

    def __init__(self, app: ASGIApp, deleted_in_time: set[str]) -> None:
        """`deleted_in_time`: the paths of the files that Gradio deletes once they are old."""
        self._app = app
        self._deleted_in_time = deleted_in_time
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
            make_private(Path(get_upload_folder()))
            arrival = Arrival(visitor.source, self._on_disk(visitor.source), self._on_disk(), self._arriving)
            names = json.dumps(await self._names_of(arrival, visitor, scope, receive)).encode()
        except UploadRefusedError as error:
            await refuse(error.status, str(error), scope, receive, send)
            return
        except OSError as error:
            _LOG.warning("An upload could not be kept: %s", error)
            reason = "The server could not keep the files: tell whoever keeps it."
            await refuse(507, reason, scope, receive, send)
            return
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(names)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": names})

    async def _names_of(self, arrival: Arrival, visitor: Visitor, scope: Scope, receive: Receive) -> list[str]:
        """Made-up paths of the files that arrive. Raises UploadRefusedError, and OSError where they cannot be kept."""
        answer: list[Message] = []

        async def hold_back(message: Message) -> None:
            answer.append(message)

        self._arriving.append(arrival)
        try:
            try:
                await self._app(scope, arrival.bounded(receive), hold_back)
            except _UNREADABLE as error:
                _LOG.warning("An upload could not be read: %s", type(error).__name__)
                answer.clear()
            status = next((message["status"] for message in answer if message["type"] == "http.response.start"), 500)
            if arrival.refusal:
                raise arrival.refusal
            if status != 200:
                raise UploadRefusedError(400, "The upload cannot be read: send files as a form does.")
            paths = [Path(path) for path in json.loads(b"".join(message.get("body", b"") for message in answer))]
            if len(paths) > MOST_FILES:
                raise UploadRefusedError(413, f"{len(paths)} files at once: send at most {MOST_FILES}.")
            return [self._remember(visitor, place) for place in self._set_apart(paths)]
        finally:
            self._arriving.remove(arrival)
            if not self._arriving:
                _remove_leftovers()

    def _set_apart(self, paths: list[Path]) -> list[Path]:
        """Each file in a folder of its own, so that who takes theirs away takes nobody else's equal one.

        Nothing is awaited since Gradio put them into their place: no other upload comes between.
        """
        places = [path.parents[1] / secrets.token_urlsafe(16) / path.name for path in paths]
        self._deleted_in_time.update(map(str, places))
        moved: dict[Path, Path] = {}
        for path, place in zip(paths, places, strict=True):
            place.parent.mkdir(mode=0o700)
            if path in moved:
                shutil.copyfile(moved[path], place)
            else:
                moved[path] = path.rename(place)
                _remove(path)
        self._deleted_in_time.difference_update(map(str, paths))
        return places

    def _remember(self, visitor: Visitor, path: Path) -> str:
        """A made-up path; the file's own name stays at its end, where the page reads it."""
        name = f"{_MADE_UP}{secrets.token_urlsafe(16)}/{path.name}"
        self._uploads[name] = _Upload(visitor, path, path.stat().st_size)
        if len(self._uploads) > _MOST_REMEMBERED:
            # What a drop is at work on goes on to count.
            self._forget(next(old for old, upload in self._uploads.items() if not taken(upload.path).exists()))
        return name

    def _forget(self, name: str) -> None:
        """Nobody can name the file any more: nor does it take room."""
        path = self._uploads.pop(name).path
        self._deleted_in_time.discard(str(path))
        _remove(path)

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
        """Bytes of files that were sent, by that source or by all, as long as they lie here, under work or not."""
        gone = [
            name
            for name, upload in self._uploads.items()
            # In the order in which a drop moves them.
            if not upload.path.exists() and not taken(upload.path).exists()
        ]
        for name in gone:
            self._forget(name)
        return sum(upload.size for upload in self._uploads.values() if source in (None, upload.sender.source))


def _remove(path: Path) -> None:
    """Removes a file, where it is still there, and its folder where nothing else is in it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
        path.parent.rmdir()


def _remove_leftovers() -> None:
    """Removes what is left of uploads that broke off or were refused.

    While none is under way, that is each file at the top, and each folder that is named for what is in it.
    """
    folder = Path(get_upload_folder())
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and path.name.startswith("tmp"):
            path.unlink(missing_ok=True)
        elif _NAMED_FOR_CONTENT.fullmatch(path.name):
            shutil.rmtree(path, ignore_errors=True)

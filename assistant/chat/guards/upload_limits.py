"""The bounds of uploads, held while the bytes arrive.

In: the messages of a request that brings files. Out: the same, until a bound is passed: then the reader is told that
the upload broke off, so that it removes what it has, and the `Arrival` says why.
"""

import asyncio
import shutil
import time
from collections.abc import Sequence

from gradio.utils import get_upload_folder
from starlette.formparsers import MultiPartException
from starlette.types import Message, Receive

from assistant.collection import LARGEST_FILE_BYTES
from assistant.collection import MOST_FILES as MOST_FILES

MOST_BYTES = 5 * LARGEST_FILE_BYTES
"""Of one upload; of each file the reader itself takes `LARGEST_FILE_BYTES` and no more."""
MOST_OF_SOURCE_BYTES = 10 * LARGEST_FILE_BYTES
"""Of what one source has sent and what still lies among the uploads: until it is used, and while it is added."""
MOST_IN_ALL_BYTES = 40 * LARGEST_FILE_BYTES
LEAST_FREE_BYTES = 1_000_000_000
"""Of the disk: the index needs room too."""
MOST_AT_ONCE_OF_SOURCE = 20
SECONDS_OF_SILENCE = 30.0
LEAST_BYTES_A_SECOND = 1_000
"""On average, after the first `SECONDS_OF_SILENCE`: slower than any line, faster than one who only keeps it open."""


class UploadRefusedError(Exception):
    """Why an upload is not taken, as its sender is told."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Arrival:
    """An upload on its way."""

    def __init__(self, source: str, of_source: int, in_all: int, others: Sequence["Arrival"]) -> None:
        """`of_source`, `in_all`: bytes that lie there already. Raises UploadRefusedError where there is no room."""
        self.source = source
        self.received = 0
        self.refusal: UploadRefusedError | None = None
        self._of_source, self._in_all = of_source, in_all
        self._others = others
        self._begun = time.monotonic()
        if sum(other.source == source for other in others) >= MOST_AT_ONCE_OF_SOURCE:
            raise UploadRefusedError(429, "Too many uploads at once: wait until the others have arrived.")
        self._check_room()

    def bounded(self, receive: Receive) -> Receive:
        """The messages, within the bounds."""

        async def receive_within_bounds() -> Message:
            try:
                async with asyncio.timeout(SECONDS_OF_SILENCE):
                    message = await receive()
            except TimeoutError:
                raise self._broken_off(408, "The upload stood still for too long: send it again.") from None
            if message["type"] == "http.disconnect":
                raise self._broken_off(400, "The upload broke off.")
            self.received += len(message.get("body", b""))
            try:
                self._check_room()
                self._check_pace()
            except UploadRefusedError as error:
                raise self._broken_off(error.status, str(error)) from None
            return message

        return receive_within_bounds

    def _check_room(self) -> None:
        arriving = [other for other in self._others if other is not self]
        of_source = self.received + self._of_source + sum(o.received for o in arriving if o.source == self.source)
        in_all = self.received + self._in_all + sum(other.received for other in arriving)
        if self.received > MOST_BYTES:
            raise UploadRefusedError(
                413, f"The upload has more than {MOST_BYTES / 1e6:.0f} MB: send fewer files at once."
            )
        if of_source > MOST_OF_SOURCE_BYTES:
            raise UploadRefusedError(
                413, "You have sent a great deal that was not added yet: add it, or come back later."
            )
        if in_all > MOST_IN_ALL_BYTES or _free_bytes() < LEAST_FREE_BYTES:
            raise UploadRefusedError(507, "The server has no room for more files just now: tell whoever keeps it.")

    def _check_pace(self) -> None:
        seconds = time.monotonic() - self._begun - SECONDS_OF_SILENCE
        if self.received < seconds * LEAST_BYTES_A_SECOND:
            raise UploadRefusedError(408, "The upload is too slow: send fewer files at once.")

    def _broken_off(self, status: int, reason: str) -> MultiPartException:
        """What the reader of the form cleans up after."""
        self.refusal = UploadRefusedError(status, reason)
        return MultiPartException(reason)


def _free_bytes() -> int:
    try:
        return shutil.disk_usage(get_upload_folder()).free
    except FileNotFoundError:
        # Before the first upload.
        return LEAST_FREE_BYTES

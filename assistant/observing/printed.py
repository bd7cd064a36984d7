"""What libraries print becomes log records: tracebacks, warnings, and whatever else would stand between these.

In: whatever is written to standard output and standard error. Out: records of the loggers "printed.stdout" and
"printed.stderr": where a traceback was and of which error, and its words only as a text that the log leaves out unless
they are asked for. What is written past Python, by libraries in C, is not caught.
"""

import contextlib
import io
import logging
import re
import threading
from collections.abc import Iterator
from typing import TextIO, cast

_BEGINNING = "Traceback (most recent call last):"
_FRAME = re.compile(r'\s+File "(.+)", line (\d+), in (.+)')
_ERROR = re.compile(r"([A-Za-z_][\w.]*)(?::.*)?")
_BETWEEN = (
    "During handling of the above exception, another exception occurred:",
    "The above exception was the direct cause of the following exception:",
)
_MOST_LINES = 500
"""Of a traceback: one that does not end shall not be held for ever."""


@contextlib.contextmanager
def printed_as_records(out: TextIO, errors: TextIO) -> Iterator[None]:
    """Takes the place of both standard streams meanwhile; `out` and `errors` are what they were."""
    streams = (Printed(out, "printed.stdout"), Printed(errors, "printed.stderr"))
    with (
        contextlib.redirect_stdout(cast(TextIO, streams[0])),
        contextlib.redirect_stderr(cast(TextIO, streams[1])),
    ):
        try:
            yield
        finally:
            for stream in streams:
                stream.end()


class Printed(io.TextIOBase):
    """Stands in for a standard stream. Each thread's lines are put together by themselves."""

    def __init__(self, beneath: TextIO, logger: str) -> None:
        self.beneath = beneath
        self._logger = logging.getLogger(logger)
        self._of_thread = threading.local()

    def writable(self) -> bool:
        """Whether it can be written to."""
        return True

    def write(self, text: str) -> int:
        """Takes a piece of what is printed."""
        *lines, rest = (getattr(self._of_thread, "rest", "") + text).split("\n")
        self._of_thread.rest = rest
        others = [line for line in lines if not self._is_of_traceback(line) and line.strip() and line not in _BETWEEN]
        if others:
            extra = {"fields": {"lines": len(others)}, "texts": {"text": "\n".join(others)}}
            self._logger.warning("printed", extra=extra)
        return len(text)

    def end(self) -> None:
        """Takes what this thread has printed without ending its line."""
        if getattr(self._of_thread, "rest", ""):
            self.write("\n")

    def _is_of_traceback(self, line: str) -> bool:
        """Whether the line is one of a traceback, which is recorded at its end."""
        traceback: list[str] | None = getattr(self._of_thread, "traceback", None)
        if line.strip() == _BEGINNING:
            self._of_thread.traceback = [line]
        elif traceback is None:
            return False
        elif (line[:1].isspace() or not line) and len(traceback) < _MOST_LINES:
            traceback.append(line)
        else:
            self._of_thread.traceback = None
            self._record_traceback([*traceback, line])
        return True

    def _record_traceback(self, lines: list[str]) -> None:
        named = _ERROR.fullmatch(lines[-1])
        frames = [f"{found[1]}:{found[2]} in {found[3]}" for line in lines if (found := _FRAME.fullmatch(line))]
        error = {"error": named[1] if named else "unknown", "message": "(withheld)", "frames": frames}
        extra = {"fields": {"exception": [error]}, "texts": {"text": lines[-1]}}
        self._logger.error("a library printed a traceback", extra=extra)

"""A file read in another process, within a time and an amount of memory: whatever it holds, the reading of it ends.

In: a function of `corpus` that reads a file, and the path of one. Out: what the function returns, or an
`UnreadableFileError` that says which bound the file passed or how its reader died. Such processes are kept for the
next file (to start one takes a quarter of a second), two at most, and end with this one, with Ctrl+C and when nothing
is to be read. They are no sandbox: a reader that is taken over by a file may do what the user may.

Not by `multiprocessing`, nor what rests on it, such as pebble: a process that it starts runs the user's script again.
"""

import atexit
import contextlib
import json
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import Any, TypeVar

from corpus.errors import PinpointError
from corpus.readers.unreadable import unreadable
from corpus.reading_process import ARE_YOU_THERE, IDLE_SECONDS, READY, Failure, Reply, Request

_LEAST_SECONDS = 120
"""A thousand pages of PDF take 25 s on a laptop of 2020; other work may slow it down."""
_SECONDS_PER_MEGABYTE = 10
_MOST_SECONDS = 600
_MEMORY_BYTES = 2_000_000_000
"""Ten million characters of prose take 0.2 GB, the same of empty lines 1.5; a machine that runs Pinpoint has more."""
_LARGEST_REPLY_BYTES = 200_000_000
_STARTING_SECONDS = 60
_KEPT_BYTES = 500_000_000
"""A process that holds more afterwards ends with its file: what it does not give back would be missed by the next."""

_PROGRAM = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from corpus.reading_process import serve; serve()"
"""With the paths of this process, so that both read alike; `-P`, for a folder `corpus` may lie where one works."""

_FOR_ITS_FORMAT = "open it in a program for its format and save it again, or save its text as a text file"
_LOG = logging.getLogger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the reading of one file may cost."""

    seconds: float
    memory_bytes: int


def bounds_for(size: int) -> Bounds:
    """The bounds of a file of `size` bytes.

    >>> bounds_for(5_000_000)
    Bounds(seconds=170.0, memory_bytes=2000000000)
    """
    return Bounds(min(_LEAST_SECONDS + _SECONDS_PER_MEGABYTE * size / 1e6, _MOST_SECONDS), _MEMORY_BYTES)


def read_bounded(read: Callable[..., Result], path: Path, *arguments: Any, bounds: Bounds | None = None) -> Result:
    """Returns `read(path, *arguments)`, for a function at the top of a module and arguments that can be pickled.

    Raises:
        UnreadableFileError: as `read` does; or it takes more than `bounds` (those of its size), or dies.
        PinpointError: as `read` does; or no process can be started.
        OSError: as `read` does.

    """
    bounds = bounds or bounds_for(_size(path))
    folder = None if path.is_absolute() else Path.cwd()
    request = Request(read, path, folder, arguments, bounds.seconds, bounds.memory_bytes)
    with _processes.taken() as process:
        reply = process.ask(request)
    if reply.is_out_of_memory:
        reason = f"it needs more than {bounds.memory_bytes / 1e9:.1f} GB of memory to be read"
        raise unreadable(path, reason, "split it, or save it in another format")
    if reply.error is not None:
        raise reply.error
    result: Result = reply.result
    return result


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # Whoever reads it says what is wrong with it.


class _Process:
    """Another process that reads files, and the pipes to it."""

    def __init__(self) -> None:
        takes, self._requests = Pipe(duplex=False)
        self._replies, gives = Pipe(duplex=False)
        command = [sys.executable, "-P", "-c", _PROGRAM, json.dumps([str(path) for path in sys.path])]
        with takes, gives:
            try:
                # A session of its own: Ctrl+C is for this process, which then ends that one.
                self._process = subprocess.Popen(
                    command, stdin=takes.fileno(), stdout=gives.fileno(), start_new_session=True
                )
            except OSError as error:
                raise _no_process(error.strerror) from error
        self._owner = os.getpid()
        self._last_used = time.monotonic()
        self.is_sound = self._says_ready()
        """Whether it can be asked again: it has answered all that it was asked."""
        if not self.is_sound:
            self.stop()
            raise _no_process(f"exit code {self._process.returncode}")

    def _says_ready(self) -> bool:
        try:
            return self._replies.poll(_STARTING_SECONDS) and self._replies.recv_bytes() == READY
        except (EOFError, OSError):
            return False

    def ask(self, request: Request) -> Reply:
        """What came of a request; raises UnreadableFileError where nothing did."""
        self.is_sound = False
        try:
            self._requests.send_bytes(pickle.dumps(request))
            if not self._replies.poll(request.seconds):
                raise _too_slow(request)
            reply: Reply = pickle.loads(self._replies.recv_bytes(_LARGEST_REPLY_BYTES))
        except (EOFError, OSError) as error:
            raise self._death(request) from error
        if reply.failure is not None:
            raise _failed(request, reply.failure)
        self.is_sound = not reply.is_out_of_memory and reply.held_bytes < _KEPT_BYTES
        self._last_used = time.monotonic()
        return reply

    def _death(self, request: Request) -> PinpointError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        code = self._process.returncode
        if not code:
            # It is there, or ended in peace when its reply was turned down.
            return unreadable(request.path, "it holds more than can be taken in at once", "split it")
        if code == -signal.SIGXCPU:
            return _too_slow(request)
        if code == -signal.SIGKILL:
            return unreadable(request.path, "the system ended its reader, for memory most likely", "split it")
        if code < 0:
            return unreadable(request.path, f"its reader crashed on it ({signal.strsignal(-code)})", _FOR_ITS_FORMAT)
        return unreadable(request.path, f"its reader failed on it (exit code {code})", _FOR_ITS_FORMAT)

    def is_usable(self) -> bool:
        """Whether it is this process's own, not that of one it was forked from, and lives long enough to be asked."""
        if self._owner != os.getpid() or time.monotonic() - self._last_used > IDLE_SECONDS / 2:
            return False
        try:
            self._requests.send_bytes(ARE_YOU_THERE)
        except OSError:
            return False
        return self._says_ready()

    def stop(self) -> None:
        """Ends it at once, whatever it does."""
        if self._owner == os.getpid():
            self._process.kill()
            # What hangs in the system itself, on a dead network drive, ends when the system lets it.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
        self._requests.close()
        self._replies.close()


def _failed(request: Request, failure: Failure) -> PinpointError:
    """The error of a file on which its reader did what nobody foresaw; the log is told where."""
    exception = {"error": failure.error, "message": "(withheld)", "frames": list(failure.frames)}
    extra = {"fields": {"exception": [exception]}, "texts": {"message": failure.message}}
    _LOG.error("a reader failed: %s at %s", failure.error, failure.frames[-1], extra=extra)
    return unreadable(request.path, "its reader failed on it", f"{_FOR_ITS_FORMAT}; the log has the details")


def _too_slow(request: Request) -> PinpointError:
    reason = f"it takes more than {request.seconds:.0f} s to read"
    return unreadable(request.path, reason, "split it, or save it in another format")


def _no_process(reason: str | None) -> PinpointError:
    return PinpointError(
        f"No process to read files in can be started ({reason}): close other programs, then try again."
    )


class _Processes:
    """Those that wait for a file, and the right to use one."""

    def __init__(self, most: int) -> None:
        self._turns = threading.BoundedSemaphore(most)
        self._idle: list[_Process] = []

    @contextlib.contextmanager
    def taken(self) -> Iterator[_Process]:
        """A process for one request; others wait for their turn."""
        with self._turns:
            process = self._waiting() or _Process()
            try:
                yield process
            finally:
                if process.is_sound:
                    self._idle.append(process)
                else:
                    process.stop()

    def _waiting(self) -> _Process | None:
        while self._idle:
            process = self._idle.pop()
            if process.is_usable():
                return process
            process.stop()
        return None

    def stop(self) -> None:
        """Ends those that wait."""
        while self._idle:
            self._idle.pop().stop()


_processes = _Processes(most=2)
"""One for whoever adds documents, one for whoever checks a draft meanwhile: as many cores as a small server has."""
atexit.register(_processes.stop)

"""The process in which files are read: whatever a file makes a reader do, it ends here.

In: requests of `corpus.bounded_reading`, one after another on standard input. Out: a reply to each on standard output.
It ends with the process that started it, killed or not; when nothing was asked for a while; and when it takes more
memory or processor time than it may.
"""

import contextlib
import fcntl
import functools
import os
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any

from corpus.errors import PinpointError
from corpus.readers.unreadable import unreadable

READY = b"ready"
ARE_YOU_THERE = b"?"
"""Is answered by `READY`: a process may have been killed while it waited, and the next file is not to blame."""
IDLE_SECONDS = 60
"""After which a process that is asked nothing ends: a chat server then holds no memory for it."""
_SPARE_CPU_SECONDS = 5
"""What a request may take beyond its bound, of which the asking process should have seen the end."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file, what reads it, and what that may cost."""

    read: Callable[..., Any]
    path: Path
    folder: Path | None
    """What a relative path begins at."""
    arguments: tuple[Any, ...]
    seconds: float
    memory_bytes: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An error that no reader is known to raise, and where it was. Its message may hold what the file says."""

    error: str
    message: str
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a request."""

    result: Any = None
    error: PinpointError | OSError | None = None
    failure: Failure | None = None
    """The process ends with it."""
    is_out_of_memory: bool = False
    held_bytes: int = 0
    """The memory that the process holds afterwards."""


def serve() -> None:
    """Answers requests until there are no more."""
    requests = Connection(os.dup(sys.stdin.fileno()), writable=False)
    replies = Connection(os.dup(sys.stdout.fileno()), readable=False)
    # Whatever a library prints is no reply.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.excepthook = functools.partial(_send_failure, replies)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Where a machine runs out of memory, Linux shall end this process and not the one that it works for.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    fcntl.fcntl(requests, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(requests, fcntl.F_SETFL, fcntl.fcntl(requests, fcntl.F_GETFL) | os.O_ASYNC)
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    replies.send_bytes(READY)
    with contextlib.suppress(EOFError, BrokenPipeError):
        while requests.poll(IDLE_SECONDS):
            message = requests.recv_bytes()
            if message == ARE_YOU_THERE:
                replies.send_bytes(READY)
                continue
            request = pickle.loads(message)
            # Nothing more is sent before the reply: the system now signals only that whoever asked is gone, and the
            # signal ends this process whatever it does.
            signal.signal(signal.SIGIO, signal.SIG_DFL)
            if requests.poll(0):
                return
            reply = _reply(request)
            signal.signal(signal.SIGIO, signal.SIG_IGN)
            replies.send_bytes(reply)


def _send_failure(
    replies: Connection, error_type: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Hands an error that ends this process to whoever asked: printed here, it would stand between log records."""
    frames = [
        f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_name}" for frame, line in traceback.walk_tb(trace)
    ]
    with contextlib.suppress(OSError):
        replies.send_bytes(pickle.dumps(Reply(failure=Failure(error_type.__name__, str(error), tuple(frames)))))


def _reply(request: Request) -> bytes:
    _limit(resource.RLIMIT_DATA, request.memory_bytes)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + request.seconds + _SPARE_CPU_SECONDS))
    if request.folder is not None:
        os.chdir(request.folder)
    try:
        return pickle.dumps(Reply(request.read(request.path, *request.arguments), held_bytes=_held_bytes()))
    except (PinpointError, OSError) as error:
        return pickle.dumps(Reply(error=error, held_bytes=_held_bytes()))
    except RecursionError:
        too_deep = unreadable(request.path, "its parts are nested too deeply", "save its text as a text file")
        return pickle.dumps(Reply(error=too_deep, held_bytes=_held_bytes()))
    except MemoryError:
        return pickle.dumps(Reply(is_out_of_memory=True, held_bytes=_held_bytes()))


def _limit(what: int, most: int) -> None:
    """Sets a limit that the next request can set anew.

    Not RLIMIT_AS: PDFium and OpenBLAS reserve gigabytes of addresses that they never use. Linux counts in RLIMIT_DATA
    what can be written to; macOS knows the limit and does not hold to it.
    """
    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _held_bytes() -> int:
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except OSError:
        # macOS tells the most that was ever held, and tells it in bytes.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

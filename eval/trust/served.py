"""A server as an institution runs it, in a process of its own: started, watched, stopped.

In: an index and the options of `pinpoint chat`. Out: a `Served`, whose memory can be read while it works. It listens on
this machine's loopback alone.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

_COMMAND = [sys.executable, "-c", "from assistant.cli import main; main()", "chat"]
_SECONDS_TO_STOP = 30
_MEBIBYTE = 1 << 20


class ServerStoppedError(Exception):
    """The server ended although nobody told it to."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path
    """What it wrote to standard error."""

    def mebibytes(self) -> float:
        """What the server and the processes that it started hold in memory, counting nothing twice."""
        try:
            server = psutil.Process(self.process.pid)
            held: float = sum(process.memory_full_info().uss for process in (server, *server.children(True)))
            return held / _MEBIBYTE
        except psutil.NoSuchProcess as error:
            raise ServerStoppedError(f"The server has ended; its last words: {self.last_words()}") from error

    def last_words(self) -> str:
        """The end of what it wrote to standard error."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-2000:]


@contextmanager
def serve_index(
    index: Path, options: Sequence[str] = (), environment: dict[str, str] | None = None
) -> Iterator[Served]:
    """`pinpoint chat` over `index` on a free port, once it says that it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = os.environ | {"PINPOINT_INDEX": str(index)} | (environment or {})
    with tempfile.NamedTemporaryFile(prefix="pinpoint-served-", suffix=".log") as log:
        process = subprocess.Popen(
            [*_COMMAND, "--port", str(port), *options], stdout=subprocess.PIPE, stderr=log, env=settings
        )
        served = Served(f"http://127.0.0.1:{port}", process, Path(log.name))
        try:
            assert process.stdout
            if not process.stdout.readline():
                raise ServerStoppedError(f"The server did not start: {served.last_words()}")
            yield served
        finally:
            process.terminate()
            try:
                process.wait(timeout=_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

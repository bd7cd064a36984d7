"""Pinpoint's commands in processes of their own, which can be killed, stopped or held short at a chosen moment.

In: arguments of the command line, or a change of the uploaded documents, and the fault that is to befall it. Out: how
the process ended and what it said. All of them are forked from one that has everything imported and no threads: the
encoder is loaded by each, as OpenVINO's threads do not survive a fork.

The moments are counted: each time the process opens, makes, renames or deletes something below a folder, and each time
a write, a flush or a synchronisation returns. `eval.trust.forking` is the process that forks, and what the others do.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

_LONGEST_SECONDS = 300.0
MARK = "PINPOINT_TRUST_CHILD"
"""An environment variable that says to which child a process belongs."""
_SAID = ("output", "errors")
"""Files of what a child prints."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What befalls a process."""

    below: str = ""
    """The folder whose moments are counted."""
    at: int = 0
    """The moment, from 1; 0 for none."""
    signal: int = signal.SIGKILL
    file_bytes: int = 0
    """The longest file that the process may write, as `ulimit -f` sets it; 0 for no limit."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that is over."""

    code: int
    """Its exit code, or the number of the signal that ended it, negative."""
    output: str
    errors: str
    moments: int
    """That were counted, where it came to its own end."""


class Child:
    """A process at work."""

    def __init__(self, pid: int, place: Path) -> None:
        self.pid = pid
        self._place = place

    def wait(self) -> Ended:
        """How it ended."""
        code = int(_until(self._place / "ended").read_text())
        output, errors = ((self._place / name).read_text(errors="replace") for name in _SAID)
        moments = self._place / "moments"
        return Ended(code, output, errors, int(moments.read_text()) if moments.exists() else 0)

    def wait_until_stopped(self) -> bool:
        """Whether it was stopped by its fault; False where it ended before."""
        process = psutil.Process(self.pid)
        with contextlib.suppress(psutil.NoSuchProcess):
            while not (self._place / "ended").exists():
                if process.status() == psutil.STATUS_STOPPED:
                    return True
                time.sleep(0.005)
        return False

    def send(self, number: int) -> None:
        """Sends it a signal, if it is still there."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def lingering(self, patience_seconds: float = 20.0) -> list[int]:
        """Processes that it had started and that go on after it."""
        end = time.monotonic() + patience_seconds
        while (others := _started_in(self._place)) and time.monotonic() < end:
            time.sleep(0.02)
        return others


def _started_in(place: Path) -> list[int]:
    """Processes that inherited the mark of the child, be it that they have begun a session of their own."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            if process.environ().get(MARK) == str(place):
                found.append(process.pid)
    return found


def _until(path: Path) -> Path:
    end = time.monotonic() + _LONGEST_SECONDS
    while not path.exists():
        if time.monotonic() > end:
            raise TimeoutError(f"{path} did not appear")
        time.sleep(0.002)
    return path


class Nursery:
    """The process that forks the others."""

    def __init__(self, place: Path) -> None:
        """`place` is a folder for what they say."""
        self._place = place
        self._count = 0
        place.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "eval.trust.forking"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, work: str, arguments: Sequence[object], fault: Fault | None = None) -> Child:
        """Has `work` done in a new process: "pinpoint" with the arguments of the command line, or one of `_WORK`."""
        self._count += 1
        place = self._place / str(self._count)
        place.mkdir()
        # It may be killed before it says anything.
        for name in _SAID:
            (place / name).touch()
        order = {"place": str(place), "work": work, "arguments": list(map(str, arguments))}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order | {"fault": asdict(fault or Fault())}) + "\n")
        self._process.stdin.flush()
        return Child(int(self._process.stdout.readline()), place)

    def run(self, work: str, arguments: Sequence[object], fault: Fault | None = None) -> Ended:
        """Starts it and waits for its end."""
        return self.start(work, arguments, fault).wait()

    def close(self) -> None:
        """No more processes are wanted."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


@contextlib.contextmanager
def open_nursery(place: Path) -> Iterator[Nursery]:
    """A nursery as long as a `with` block lasts."""
    nursery = Nursery(place)
    try:
        yield nursery
    finally:
        nursery.close()

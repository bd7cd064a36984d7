"""Readers as a hostile file would like to have them: each does one thing that must end with the process that it is in.

In: the path of a file, of which nothing is read. Out: nothing worth having.
"""

import os
import re
import signal
import time
from pathlib import Path

HALF_A_GIGABYTE = 500_000_000
_KEPT: list[bytes] = []


def sleep(path: Path) -> None:  # noqa: ARG001 - a reader takes the path of its file; so in all of them
    """Waits for what never comes."""
    time.sleep(600)


def spin_in_one_call(path: Path) -> None:  # noqa: ARG001
    """Computes for hours and holds the interpreter's lock: no other thread of the process runs meanwhile."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def take_memory(path: Path) -> int:  # noqa: ARG001
    """Takes ten gigabytes."""
    return len([bytearray(HALF_A_GIGABYTE) for _ in range(20)])


def hold_memory(path: Path) -> int:  # noqa: ARG001
    """Takes half a gigabyte and keeps it, and gives the process's number."""
    _KEPT.append(b"k" * HALF_A_GIGABYTE)
    return os.getpid()


def crash(path: Path) -> None:  # noqa: ARG001
    """Does what a broken pointer in a PDF engine does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def be_killed(path: Path) -> None:  # noqa: ARG001
    """Ends as by a system that has no memory left."""
    os.kill(os.getpid(), signal.SIGKILL)


def end_at_once(path: Path) -> None:  # noqa: ARG001
    """Ends without a word."""
    os._exit(3)


def fail(path: Path) -> None:  # noqa: ARG001
    """Raises what nobody foresaw."""
    raise ZeroDivisionError("not foreseen")


def recurse(path: Path) -> None:
    """Goes deeper than Python does."""
    recurse(path)


def print_much(path: Path) -> str:  # noqa: ARG001
    """Writes to where the reply belongs."""
    os.write(1, b"no reply\n")
    return "reply"


def give_too_much(path: Path) -> bytes:  # noqa: ARG001
    """Gives more than the asking process will take."""
    return bytes(HALF_A_GIGABYTE)


def process_id(path: Path) -> int:  # noqa: ARG001
    """The number of the process that reads."""
    return os.getpid()

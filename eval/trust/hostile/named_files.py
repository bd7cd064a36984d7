"""Harmless texts under names that mean harm, and things that are no files under the names of documents.

In: a folder. Out: what was put there: how many documents there are to be read, and how many names to be refused.
"""

import os
import socket
from dataclasses import dataclass
from pathlib import Path

TEXT = b"1. The Conference met in Geneva.\n"

_NAMES = (
    "line\nbreak.txt",
    "carriage\rreturn.txt",
    "\x1b[2J\x1b]0;title\x07escape.txt",
    "quote'quote\"quote.txt",
    "<img src=x onerror=alert(1)>.txt",
    "turned\u202etxt.fdp.txt",
    "isolated\u2066\u2069\u200f.txt",
    "line\u2028separator.txt",
    "a..\\..\\windows.txt",
    "-rf.txt",
    "--index.txt",
    "%2e%2e%2f.txt",
    "$(touch out).txt",
    "nul\u2400 {0} {{x}} %s.txt",
    "\ufeff.txt",
    f"{'x' * 251}.txt",
    f"{'核' * 83}.txt",
    "\u0301\u0301.txt",
    "[link](example.org).txt",
)


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """What lies in the folder."""

    readable: int
    refused: int


def make_named_files(folder: Path) -> NamedFiles:
    """Puts all of them into `folder`."""
    for name in _NAMES:
        (folder / name).write_bytes(TEXT)
    deep = folder / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "in a folder.txt").write_bytes(TEXT)
    # No text at all: its name is bytes that are not UTF-8.
    (folder / os.fsdecode(b"\xff\xfe.txt")).write_bytes(TEXT)
    os.mkfifo(folder / "pipe.txt")
    (folder / "folder.pdf").mkdir()
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "circle.txt").symlink_to(folder / "circle.txt")
    (folder / "nowhere.txt").symlink_to(folder / "absent.txt")
    (folder / "a" / "up").symlink_to(folder)
    _make_socket(folder / "socket.txt")
    return NamedFiles(readable=len(_NAMES) + 1, refused=2)


def _make_socket(path: Path) -> None:
    before = Path.cwd()
    # The address of a socket is short: its folder may be deep.
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(before)

"""Files opened so that reading them ends: no pipe is waited for, no device read for ever, nothing without bound.

In: a path. Out: the file, open, or its bytes. What the system has against it is left an OSError, for callers to whom a
file that cannot be opened now is something else than one that is no document.
"""

import os
import stat
from io import BufferedReader
from pathlib import Path

from corpus.readers.unreadable import unreadable

LARGEST_FILE_BYTES = 500_000_000
"""A thousand scanned pages with a layer of text have about 300 MB; what is larger is an archive or a film."""


def open_regular(path: Path, largest: int = LARGEST_FILE_BYTES) -> BufferedReader:
    """Open the file at `path`, links followed.

    Raises:
        UnreadableFileError: it is a folder, a pipe, a socket or a device, or has more than `largest` bytes.
        OSError: the system does not let us open it.
        ValueError: its name holds a NUL character.

    """
    # A device may do something when it is opened, so it is looked at before; and after, for it may be another by then.
    _require_regular(path, path.stat(), largest)
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115 - a Path's own `open` takes no opener
    try:
        _require_regular(path, os.fstat(file.fileno()), largest)
    except BaseException:
        file.close()
        raise
    return file


def read_regular(path: Path, largest: int = LARGEST_FILE_BYTES) -> bytes:
    """The bytes of the file at `path`, as many as it had when it was opened; errors as in `open_regular`."""
    with open_regular(path, largest) as file:
        return file.read(os.fstat(file.fileno()).st_size)


def _without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)


def _require_regular(path: Path, status: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise unreadable(path, "it is a folder", "name the files in it")
    if not stat.S_ISREG(status.st_mode):
        raise unreadable(path, "it is not a regular file", "copy its content into a file")
    if status.st_size > largest:
        size = f"{status.st_size / 1e6:,.0f} MB"
        raise unreadable(path, f"it has {size}, and {largest / 1e6:,.0f} MB is the most", "split it")

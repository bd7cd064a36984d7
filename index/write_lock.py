"""Who may write an index: one process at a time.

In: the folder of an index. Out: the right to write there while a `with` block lasts, or a `BusyIndexError`. Readers
need no lock: a new generation takes the place of the old one in one step (`index.store`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import PinpointError

LOCK = "ingest.lock"
"""The file in the index's folder that a writer locks."""


class BusyIndexError(PinpointError):
    """Another process is writing the index."""


@contextmanager
def write_lock(folder: Path, wait_seconds: float = 0) -> Iterator[None]:
    """Holds the right to write the index in `folder`; raises BusyIndexError where another process keeps it."""
    lock = FileLock(folder / LOCK, timeout=wait_seconds)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise BusyIndexError(
            f"Another process is writing the index in {folder}: wait until it has finished, then try again."
        ) from error
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def unwritable(folder: Path, error: OSError) -> PinpointError:
    """The error for an index that the system does not let us write."""
    return PinpointError(
        f"The index in {folder} cannot be written ({error.strerror or error}): "
        "choose another folder with --index, or make room there."
    )

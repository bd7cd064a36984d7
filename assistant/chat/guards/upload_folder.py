"""The folder for what visitors send: nobody else's on this machine, and gone with the server.

In: nothing. Out: the folder. One that a killed server left is removed when the next one starts; whether its owner lives
is told by a lock that the system releases with the process.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

_BEGINNING = "pinpoint-sent-"
_LOCK = "owner.lock"


@contextmanager
def upload_folder() -> Iterator[Path]:
    """The folder, for as long as the server runs."""
    _remove_abandoned(Path(tempfile.gettempdir()))
    with (
        tempfile.TemporaryDirectory(prefix=_BEGINNING, ignore_cleanup_errors=True) as folder,
        FileLock(Path(folder) / _LOCK),
    ):
        yield Path(folder)


def make_private(folder: Path) -> None:
    """Makes the folder where it is gone, as what clears a machine of old files does; Gradio would let everyone read it.

    Raises OSError where it cannot be made, or is another user's now.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_own(folder):
        raise PermissionError(f"{folder} is another user's.")
    folder.chmod(0o700)


def taken(path: Path) -> Path:
    """Where a sent file lies while a drop is at work on it: kept from what Gradio deletes, and still its sender's."""
    return path.parent / "taken" / path.name


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{_BEGINNING}*"):
        # Without a lock it was made anew for a server that may live, or it is another's.
        with suppress(OSError, Timeout):
            if _is_own(folder) and (folder / _LOCK).is_file():
                with FileLock(folder / _LOCK, blocking=False):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    """Not a link to another's either."""
    return folder.lstat().st_uid == os.geteuid()

"""`index.json`: which files an index consists of, and what else must be known before they are opened.

In: the folder of an index. Out: what its pointer says, checked, or a `DamagedIndexError` with the remedy.
The files themselves are written and read in `index.store`.
"""

import json
import re
import shlex
from pathlib import Path
from typing import Any

from corpus.errors import PinpointError

FORMAT = 2
"""Raised whenever files change their meaning; an index of another format is rebuilt."""
PARSER_VERSION = 3
"""Raised whenever the same file would be cut into other paragraphs, or these found to hold other words or to name
other concepts; an ingest then parses all files again."""
POINTER = "index.json"
_GENERATION = re.compile(r"gen-\d{6,}")
_POINTER_TYPES = {
    "encoder": str,
    "codec": str,
    "documents": int,
    "paragraphs": int,
    "generation": str,
    "files": dict,
    "segments": dict,
}


class DamagedIndexError(PinpointError):
    """A file of the index is missing, cut short, changed or not to be read."""


def rebuild_hint(folder: Path) -> str:
    """The remedy for an index that cannot be used as it is."""
    return f"run `pinpoint ingest --rebuild --index {shlex.quote(str(folder))}`"


def read_pointer(folder: Path) -> dict[str, Any] | None:
    """What `index.json` says; None where there is no index.

    Raises:
        DamagedIndexError: the file cannot be read, is not what it should be, or was written in another format.

    """
    try:
        pointer = json.loads((folder / POINTER).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise DamagedIndexError(
            f"{folder} is no folder: give that of an index with --index or PINPOINT_INDEX."
        ) from error
    except OSError as error:
        raise unreadable(folder / POINTER, folder, error) from error
    except ValueError as error:
        raise damaged(folder / POINTER, folder) from error
    if not isinstance(pointer, dict) or pointer.get("format") != FORMAT:
        found = pointer.get("format") if isinstance(pointer, dict) else "none"
        raise DamagedIndexError(
            f"The index in {folder} has format {found}, this version reads {FORMAT}: {rebuild_hint(folder)}."
        )
    well_formed = all(isinstance(pointer.get(key), kind) for key, kind in _POINTER_TYPES.items())
    if not well_formed or not _GENERATION.fullmatch(pointer["generation"]):
        raise damaged(folder / POINTER, folder)
    return pointer


def damaged(path: Path, folder: Path) -> DamagedIndexError:
    """The error for a file of the index in `folder` that is not what it should be."""
    return DamagedIndexError(f"The index file {path} is missing or damaged: {rebuild_hint(folder)}.")


def unreadable(path: Path, folder: Path, error: OSError) -> DamagedIndexError:
    """The error for a file of the index in `folder` that the system does not let us read."""
    return DamagedIndexError(
        f"The index file {path} cannot be read ({error.strerror or error}): "
        f"change its permissions, or {rebuild_hint(folder)}."
    )

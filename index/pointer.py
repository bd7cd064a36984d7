"""`index.json`: which files an index consists of, and what else must be known before they are opened.

In: the folder of an index. Out: what its pointer says, checked, or a `DamagedIndexError` with the remedy.
The files themselves are written and read in `index.store`.

Its last key is the checksum of the others, so that not a byte of the file changes unnoticed. Every format to come
keeps this, and `format`: an older version can then tell a newer index from a damaged one.
"""

import hashlib
import json
import re
import shlex
from pathlib import Path
from typing import Any

from corpus.errors import PinpointError

FORMAT = 3
"""Raised whenever files change their meaning. An index of format 2, which has no checksum here and one list of its
documents, is read, and written anew as today's by the next ingest that changes it; one of format 1 is rebuilt."""
OLDEST_FORMAT = 2
"""That is read."""
PARSER_VERSION = 3
"""Raised whenever the same file would be cut into other paragraphs, or these found to hold other words or to name
other concepts; an ingest then parses all files again."""
POINTER = "index.json"
FIRST_IN_MAKING = "index.new"
"""Lies there from before the first generation is begun until it becomes its pointer: generations without either have
lost their pointer, and are not what a first ingest that was cut off has left."""
_CHECKSUM = "checksum"
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


def encode_pointer(content: dict[str, Any]) -> bytes:
    """What is written for `content`: itself and its checksum."""
    checksum = hashlib.sha256(json.dumps(content).encode()).hexdigest()
    return json.dumps(content | {_CHECKSUM: checksum}, indent=1).encode()


def fingerprint(path: Path) -> dict[str, int | str]:
    """What a pointer says of a file: its size and its SHA-256. Raises OSError."""
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def read_pointer(folder: Path) -> dict[str, Any] | None:
    """What `index.json` says; None where there is no index.

    Raises:
        DamagedIndexError: the file cannot be read, is not what it should be, was written in another format, or is
            missing although its files are there.

    """
    data = _read_bytes(folder)
    if data is None:
        return None
    try:
        pointer = json.loads(data)
    except ValueError as error:
        raise damaged(folder / POINTER, folder) from error
    if not isinstance(pointer, dict):
        raise damaged(folder / POINTER, folder)
    checksum = pointer.pop(_CHECKSUM, None)
    if (checksum is not None and data != encode_pointer(pointer)) or not isinstance(pointer.get("format"), int):
        raise damaged(folder / POINTER, folder)
    _check_format(pointer["format"], folder, has_checksum=checksum is not None)
    well_formed = all(isinstance(pointer.get(key), kind) for key, kind in _POINTER_TYPES.items())
    # An index may come from elsewhere: its files lie nowhere but in it.
    if not well_formed or not _GENERATION.fullmatch(pointer["generation"]) or not _are_names(pointer):
        raise damaged(folder / POINTER, folder)
    return pointer


def _are_names(pointer: dict[str, Any]) -> bool:
    return all(Path(name).name == name for key in ("files", "segments") for name in pointer[key])


def _read_bytes(folder: Path) -> bytes | None:
    for _ in range(2):
        try:
            return (folder / POINTER).read_bytes()
        except FileNotFoundError:
            # It may have been put in place since: the second look tells.
            if (folder / FIRST_IN_MAKING).exists() or not any(folder.glob("gen-*")):
                return None
        except NotADirectoryError as error:
            raise DamagedIndexError(
                f"{folder} is no folder: give that of an index with --index or PINPOINT_INDEX."
            ) from error
        except OSError as error:
            raise unreadable(folder / POINTER, folder, error) from error
    raise damaged(folder / POINTER, folder)


def _check_format(found: int, folder: Path, *, has_checksum: bool) -> None:
    if found > FORMAT and has_checksum:
        raise DamagedIndexError(
            f"The index in {folder} has format {found}, and this version of Pinpoint reads up to {FORMAT}: "
            f"upgrade Pinpoint, or {rebuild_hint(folder)}."
        )
    if found < OLDEST_FORMAT:
        raise DamagedIndexError(
            f"The index in {folder} has format {found}, this version reads {FORMAT}: {rebuild_hint(folder)}."
        )
    if has_checksum != (found > OLDEST_FORMAT):
        raise damaged(folder / POINTER, folder)


def damaged(path: Path, folder: Path) -> DamagedIndexError:
    """The error for a file of the index in `folder` that is not what it should be."""
    return DamagedIndexError(f"The index file {path} is missing or damaged: {rebuild_hint(folder)}.")


def unreadable(path: Path, folder: Path, error: OSError) -> DamagedIndexError:
    """The error for a file of the index in `folder` that the system does not let us read."""
    return DamagedIndexError(
        f"The index file {path} cannot be read ({error.strerror or error}): "
        f"change its permissions, or {rebuild_hint(folder)}."
    )

"""The one-line messages of files that cannot be read: file names are hostile, so they are shown escaped."""

from pathlib import Path

from corpus.errors import UnreadableFileError

_LONGEST_NAME = 200


def unreadable(path: Path, reason: str, remedy: str) -> UnreadableFileError:
    r"""Return the error for `path`: what is wrong, then what to do.

    >>> str(unreadable(Path("a\nb.pdf"), "it is encrypted", "remove the password"))
    "Cannot read 'a\\nb.pdf': it is encrypted; remove the password."
    """
    return UnreadableFileError(f"Cannot read {shown_name(path)}: {reason}; {remedy}.")


def shown_name(path: Path) -> str:
    """Return the path in quotes, on one line, with control and direction characters escaped."""
    # repr leaves U+061C and the like as they are only if they count as printable; none of them does.
    name = repr(str(path))
    return name if len(name) <= _LONGEST_NAME else f"'…{name[-_LONGEST_NAME:]}"

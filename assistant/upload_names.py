"""Names under which dropped files are kept: safe on any file system, whatever a visitor's machine calls them.

In: a file's name as a browser sends it, which may be anything. Out: a name for the same file, or one that is free.
Nothing is written here.
"""

import re
import unicodedata
from collections.abc import Collection
from itertools import count
from pathlib import PurePosixPath

_LONGEST_BYTES = 150
"""Of the part before the suffix, in UTF-8: file systems take 255 in all, and a number may have to be put behind."""
_LONGEST_SUFFIX = 12
_UNSAFE = re.compile(r'[<>:"|?*\\/]')
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Control and direction characters, lone surrogates, and what no font shows."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
"""Devices, on some systems, whatever stands behind the dot."""
_NAMELESS = "document"


def safe_name(name: str) -> str:
    r"""A name without folders, control or direction characters, not hidden and not too long; the suffix is kept.

    >>> safe_name("../../etc/re\u202eport\n.pdf")
    'report.pdf'
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(_plain(character) for character in unicodedata.normalize("NFC", last))
    words = " ".join(_UNSAFE.sub("_", shown).split())
    stem, dot, suffix = words.rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX or not suffix.strip().isalnum():
        stem, suffix = words, ""
    # A leading dot or "~$" hides a file, and trailing dots and blanks are dropped by some systems.
    stem = _cut(stem.lstrip(".~$ ")).rstrip(". ") or _NAMELESS
    whole = f"{stem}.{suffix.strip()}" if suffix.strip() else stem
    return f"_{whole}" if _RESERVED.match(whole) else whole


def free_name(name: str, taken: Collection[str]) -> str:
    """`name`, or with a number behind it: "report (2).pdf". Names that differ in case alone are the same."""
    used = {other.casefold() for other in taken}
    path = PurePosixPath(name)
    names = (name if number == 1 else f"{path.stem} ({number}){path.suffix}" for number in count(1))
    return next(candidate for candidate in names if candidate.casefold() not in used)


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Zl", "Zp"} or character in "\t\r\n":
        return " "
    return "" if category in _INVISIBLE else character


def _cut(stem: str) -> str:
    return stem.encode("utf-8")[:_LONGEST_BYTES].decode("utf-8", "ignore")

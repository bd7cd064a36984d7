"""Names that question files are kept under.

In: a name as a browser sends it, not trusted. Out: a plain one without folders, and what to call a second file of it.
"""

import re
from collections.abc import Iterator

_LONGEST_NAME = 80
_LONGEST_BYTES = 150
"""Of a name before its suffix, in UTF-8: file systems take 255 in all, and numbers and marks are put around it."""
_LONGEST_SUFFIX_BYTES = 10
_ODD = re.compile(r"[^\w.()-]+")


def safe_name(name: str) -> str:
    """The name without folders and whatever could be more than a name: "../a b.CSV" → "a_b.csv"."""
    # A browser on Windows may send the whole path.
    last = re.split(r"[/\\]", name)[-1]
    stem, _, suffix = _ODD.sub("_", last).lstrip(".").rpartition(".")
    if not stem:
        stem, suffix = suffix, "jsonl"
    stem = stem[:_LONGEST_NAME].encode("utf-8")[:_LONGEST_BYTES].decode("utf-8", "ignore")
    suffix = suffix.lower().encode("utf-8")[:_LONGEST_SUFFIX_BYTES].decode("utf-8", "ignore")
    return f"{stem or 'questions'}.{suffix}"


def numbered_names(name: str) -> Iterator[str]:
    """The name, then the same with numbers, without end: "a.csv", "a-2.csv", "a-3.csv", …."""
    stem, _, suffix = name.rpartition(".")
    yield name
    number = 2
    while True:
        yield f"{stem}-{number}.{suffix}"
        number += 1


def shortened(name: str) -> str:
    """As much of a name as a message quotes."""
    return name[:_LONGEST_NAME]

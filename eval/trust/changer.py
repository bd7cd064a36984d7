"""A process that changes a file as fast as it can until it is ended: `python -m eval.trust.changer PATH CHANGE`.

In: the path, and one of `CHANGES`. Out: at any moment the file is one of the first few `minutes`, gone, or a beginning
of the longest of them. `PATH read N` parses the file instead, and has it hold what comes on standard input from the
moment when it is opened for the Nth time; it prints what was parsed.
"""

import itertools
import json
import sys
from pathlib import Path
from typing import Any

CHANGES = ("replaced", "gone for a while", "growing")
"""How the file changes, in words for a table."""
VERSIONS = 5


def minutes(number: int) -> bytes:
    """What the file holds."""
    return f"1. Meeting {number} was opened.\n\n".encode() + b"".join(
        f"{line}. Item {number} of the list.\n\n".encode() for line in range(2, 8)
    )


def _change(path: Path, change: str) -> None:
    fresh = path.with_suffix(".new")
    for number in itertools.count():
        if change == "growing":
            _grow(path)
            continue
        fresh.write_bytes(minutes(number % VERSIONS))
        if change == "gone for a while":
            path.unlink(missing_ok=True)
        fresh.replace(path)


def _grow(path: Path) -> None:
    whole = minutes(0)
    with path.open("r+b", buffering=0) as file:
        file.truncate(len(whole) // 2)
        file.seek(len(whole) // 2)
        for place in range(len(whole) // 2, len(whole)):
            file.write(whole[place : place + 1])


def _read(path: Path, opening: int) -> None:
    from corpus.parsing import parse_document

    other = sys.stdin.buffer.read()
    openings = itertools.count(1)

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and arguments[0] == str(path) and next(openings) == opening:
            fresh = path.with_suffix(".new")
            fresh.write_bytes(other)
            fresh.replace(path)

    sys.addaudithook(hear)
    parsed = parse_document(path, "documents")
    texts = [paragraph.text for paragraph in parsed.paragraphs]
    sys.stdout.write(json.dumps({"sha256": parsed.document.sha256, "texts": texts}))


if __name__ == "__main__":
    if sys.argv[2] == "read":
        _read(Path(sys.argv[1]), int(sys.argv[3]))
    else:
        _change(Path(sys.argv[1]), sys.argv[2])

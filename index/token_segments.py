"""Files of packed token vectors that are written once, shared by the generations of an index, and mapped.

In: rows of bytes, one a token. Out: the same rows. Which rows belong to which paragraph is told in
`index.tokens`; when a file goes, in `index.store`.
"""

import mmap
import re
import tempfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SEGMENT_NAME = re.compile(r"tokens-(\d{6,})\.bin")
_RESIDENT_BYTES = 256 << 20
"""What a segment may keep of its file in this process's memory; the system's cache keeps the rest."""


def segment_path(folder: Path, number: int) -> Path:
    """Where the segment of that number lies in an index."""
    return folder / f"tokens-{number:06d}.bin"


class Segment:
    """The rows of one file. Safe to share between threads; survives the removal of its file."""

    def __init__(self, path: Path | None, mapped: mmap.mmap | None, width: int) -> None:
        """`mapped` is None for a file without rows; `width` is the length of each row in bytes."""
        self.path = path
        """None for a file without a name, which is gone when nobody uses it any more."""
        self._mapped = mapped
        self._touched_bytes = 0
        self.rows: NDArray[np.uint8] = np.frombuffer(mapped or b"", np.uint8).reshape(-1, width)
        """(tokens, width)"""

    @classmethod
    def load(cls, path: Path, width: int) -> "Segment":
        """Maps the file at `path`; raises ValueError when its length is no multiple of `width`."""
        with path.open("rb") as file:
            return cls(path, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), width)

    def read(self, first: int, count: int) -> NDArray[np.uint8]:
        """Rows (count, width), not copied."""
        self._touched_bytes += count * self.rows.shape[1]
        if self._touched_bytes > _RESIDENT_BYTES and self._mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
            # Pages that are only mapped stay in the system's cache; without this a process that searches
            # for long would seem to hold the whole index.
            self._mapped.madvise(mmap.MADV_DONTNEED)
            self._touched_bytes = 0
        return self.rows[first : first + count]


class SegmentWriter:
    """Rows that become a segment. They lie in a file without a name, so that nothing is left of a failure."""

    def __init__(self, folder: Path | None, width: int) -> None:
        """The file is made in `folder`, or where the system keeps temporary files."""
        # Where a system must give it a name for a moment, it is one that the next writer sweeps away.
        self._file = tempfile.TemporaryFile(dir=folder, prefix="tokens-")  # noqa: SIM115 - `finish` closes it
        self._width = width
        self._rows = 0

    def add(self, rows: NDArray[np.uint8]) -> tuple[int, int, int]:
        """Appends `rows` (count, width); the first one's number, their count and the CRC-32 of their bytes."""
        first, self._rows = self._rows, self._rows + len(rows)
        data = np.ascontiguousarray(rows)
        self._file.write(data.data)
        return first, len(data), checksum(data)

    def finish(self) -> Segment:
        """Everything that was added."""
        with self._file:
            self._file.flush()
            mapped = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if self._rows else None
        return Segment(None, mapped, self._width)


def checksum(rows: NDArray[np.uint8]) -> int:
    """CRC-32 of the bytes of `rows`, which lie one behind the other."""
    return zlib.crc32(rows.data)

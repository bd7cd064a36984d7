"""Several arrays in one file, mapped into memory when they are read.

In: arrays. Out: the same arrays, read-only; no byte of them is read before it is used. The file is NumPy's
own format once for each array, one after the other, each beginning at a multiple of 64 bytes.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ALIGNMENT = 64


def write_arrays(path: Path, *arrays: NDArray[Any]) -> None:
    """Writes one-dimensional `arrays` to `path`; raises OSError when the disk refuses."""
    with path.open("wb") as file:
        for array in arrays:
            file.write(b"\0" * (-file.tell() % _ALIGNMENT))
            np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)


def map_arrays(path: Path) -> list[NDArray[Any]]:
    """The arrays of `path`, in the order in which they were written.

    Raises ValueError when the file is none of this kind or cut short.
    """
    arrays: list[NDArray[Any]] = []
    with path.open("rb") as file:
        size = path.stat().st_size
        whole = np.memmap(file, np.uint8, mode="r")
        file.seek(0)
        while file.tell() < size:
            file.seek(-file.tell() % _ALIGNMENT, 1)
            np.lib.format.read_magic(file)
            shape, _, dtype = np.lib.format.read_array_header_1_0(file)
            end = file.tell() + dtype.itemsize * shape[0]
            if end > size:
                raise ValueError(f"{path} is cut short: {end} bytes are missing of {size}")
            # A plain array: slices of a memmap pay for its bookkeeping each time.
            arrays.append(np.asarray(whole[file.tell() : end]).view(dtype))
            file.seek(end)
    return arrays

"""Arrays in files of NumPy's own format: one in a file, several by name, or several that are mapped into memory.

In: a path. Out: the arrays. Those that `write_arrays` wrote are mapped: read-only, and no byte of them is read before
it is used. There the format stands once for each array, one after the other, each beginning at a multiple of 64 bytes.

NumPy has Python parse the head of each array; up to Python 3.12 two threads that parse at once may be told "AST
constructor recursion depth mismatch" when garbage is collected meanwhile, which is no fault of the file
(https://github.com/python/cpython/issues/106905). So one thread parses at a time.
"""

import threading
import tokenize
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ALIGNMENT = 64
_one_at_a_time = threading.Lock()


def read_array(path: Path) -> NDArray[Any]:
    """The array that `numpy.save` wrote; raises OSError, or ValueError for a file that holds something else."""
    with _parsing(path):
        array: NDArray[Any] = np.load(path, allow_pickle=False)
        return array


def read_named_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays that `numpy.savez` wrote, by name; errors as in `read_array`."""
    with _parsing(path), np.load(path, allow_pickle=False) as arrays:
        return dict(arrays)


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
    with _parsing(path), path.open("rb") as file:
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


@contextmanager
def _parsing(path: Path) -> Iterator[None]:
    try:
        with _one_at_a_time:
            yield
    except (tokenize.TokenError, SyntaxError, EOFError, IndexError) as error:
        # What Python says of a damaged head, and NumPy of an empty file.
        raise ValueError(f"{path} holds no array that NumPy reads ({error})") from error

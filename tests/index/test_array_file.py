"""Arrays in files: what was written is read, by many threads at once too."""

import gc
import sys
import threading

import numpy as np
import pytest

from index.array_file import map_arrays, read_array, read_named_arrays, write_arrays

ROWS = np.array([(1, 2), (3, 4)], dtype=[("segment", "<i4"), ("offset", "<i8")])
COUNTS = np.array([5, 6, 7], np.int32)


@pytest.fixture
def folder(tmp_path):
    np.save(tmp_path / "one.npy", ROWS)
    np.savez(tmp_path / "named.npz", rows=ROWS, counts=COUNTS)
    write_arrays(tmp_path / "several", ROWS, COUNTS)
    return tmp_path


def test_arrays_are_read_as_they_were_written(folder):
    named = read_named_arrays(folder / "named.npz")
    mapped = map_arrays(folder / "several")
    assert list(named) == ["rows", "counts"]
    for rows in (read_array(folder / "one.npy"), named["rows"], mapped[0]):
        np.testing.assert_array_equal(rows, ROWS, strict=True)
    for counts in (named["counts"], mapped[1]):
        np.testing.assert_array_equal(counts, COUNTS, strict=True)


@pytest.mark.parametrize("read", [read_array, read_named_arrays, map_arrays])
def test_something_else_is_no_array(tmp_path, read):
    (tmp_path / "text").write_text("no array")
    with pytest.raises(ValueError, match=r"pickle|magic"):
        read(tmp_path / "text")


@pytest.mark.parametrize("read", [read_array, map_arrays])
@pytest.mark.parametrize("damage", [lambda data: data[:40] + bytes(len(data) - 40), lambda data: data[:12] + data[30:]])
def test_a_head_that_is_damaged_is_said_to_be_no_array(folder, read, damage):
    path = folder / ("one.npy" if read is read_array else "several")
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(ValueError):  # noqa: PT011 - the words are Python's and NumPy's
        read(path)


def test_an_empty_file_is_said_to_be_no_array(tmp_path):
    (tmp_path / "empty.npy").touch()
    with pytest.raises(ValueError, match="holds no array"):
        read_array(tmp_path / "empty.npy")


@pytest.fixture
def busy_collector():
    """Garbage is collected all the time, and threads take turns all the time."""
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(20)
    sys.setswitchinterval(1e-5)
    yield
    gc.set_threshold(*thresholds)
    sys.setswitchinterval(interval)


class _Garbage:
    """Takes a while to be collected, in Python: other threads come in between."""

    def __init__(self):
        self.itself = self

    def __del__(self):
        sum(range(300))


@pytest.mark.usefixtures("busy_collector")
def test_threads_read_at_once(folder):
    reads = [
        lambda: read_array(folder / "one.npy"),
        lambda: read_named_arrays(folder / "named.npz"),
        lambda: map_arrays(folder / "several"),
    ]
    failures = []

    def read_often(read):
        try:
            for _ in range(600):
                [_Garbage() for _ in range(3)]
                read()
        except SystemError as error:
            failures.append(error)

    threads = [threading.Thread(target=read_often, args=(read,)) for read in reads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures

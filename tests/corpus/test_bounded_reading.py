"""Files are read in a process that is ended when it takes too long or too much, and with the one that it works for."""

import hashlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

import corpus
from corpus.bounded_reading import Bounds, _processes, bounds_for, read_bounded
from corpus.catalog import BUNDLED_CORPUS
from corpus.errors import UnreadableFileError
from corpus.parsing import parse_document
from corpus.readers.drafts import read_draft_source
from eval.trust import misbehaving_readers as misbehaving

REPORT = sorted(BUNDLED_CORPUS.glob("*.txt"))[0]
SOON = Bounds(seconds=0.5, memory_bytes=2_000_000_000)
LITTLE = Bounds(seconds=60, memory_bytes=400_000_000)
ENOUGH = Bounds(seconds=60, memory_bytes=2_000_000_000)


def test_what_is_read_elsewhere_is_what_would_be_read_here():
    assert read_bounded(parse_document, REPORT, "npt") == parse_document(REPORT, "npt")


def test_the_checksum_is_that_of_the_bytes_that_were_parsed(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"1. One.\n")
    assert read_bounded(parse_document, path, "own").document.sha256 == hashlib.sha256(b"1. One.\n").hexdigest()


@pytest.mark.parametrize(
    ("reader", "bounds", "message"),
    [
        (misbehaving.sleep, SOON, r"Cannot read 'a\.txt': it takes more than 0 s to read; split it"),
        (misbehaving.spin_in_one_call, SOON, "takes more than 0 s to read; split it"),
        (misbehaving.take_memory, LITTLE, r"it needs more than 0\.4 GB of memory to be read; split it"),
        (misbehaving.crash, ENOUGH, r"its reader crashed on it \(Segmentation fault\); open it in a program"),
        (misbehaving.be_killed, ENOUGH, "the system ended its reader, for memory most likely; split it"),
        (misbehaving.fail, ENOUGH, "its reader failed on it; .* the log has the details"),
        (misbehaving.end_at_once, ENOUGH, r"its reader failed on it \(exit code 3\); open it in a program"),
        (misbehaving.recurse, ENOUGH, "nested too deeply; save its text as a text file"),
        (misbehaving.give_too_much, ENOUGH, "more than can be taken in at once; split it"),
    ],
)
def test_a_reader_that_misbehaves_ends_with_a_reason_and_the_next_file_is_read(reader, bounds, message):
    with pytest.raises(UnreadableFileError, match=message):
        read_bounded(reader, Path("a.txt"), bounds=bounds)
    assert read_bounded(parse_document, REPORT, "npt").paragraphs


def test_what_nobody_foresaw_is_a_record_and_prints_nothing(caplog, capfd):
    _processes.stop()  # The next one prints to where this test looks.
    with pytest.raises(UnreadableFileError):
        read_bounded(misbehaving.fail, Path("a.txt"))
    # Where logs are set up the record stands here.
    printed = "".join(capfd.readouterr())
    assert "Traceback" not in printed
    assert "not foreseen" not in printed
    (record,) = caplog.records
    (error,) = record.fields["exception"]
    assert re.fullmatch(r"a reader failed: ZeroDivisionError at .+misbehaving_readers\.py:\d+ in fail", record.message)
    assert (error["error"], error["message"]) == ("ZeroDivisionError", "(withheld)")
    assert error["frames"][-1].endswith(" in fail")
    assert record.texts == {"message": "not foreseen"}


def test_what_a_reader_prints_is_not_taken_for_its_reply():
    assert read_bounded(misbehaving.print_much, Path("a.txt")) == "reply"


def test_one_process_reads_file_after_file():
    first = read_bounded(misbehaving.process_id, Path("a.txt"))
    assert first != os.getpid()
    assert read_bounded(misbehaving.process_id, Path("b.txt")) == first


def test_a_process_that_keeps_much_memory_reads_no_other_file():
    first = read_bounded(misbehaving.hold_memory, Path("a.txt"))
    assert read_bounded(misbehaving.process_id, Path("b.txt")) != first
    assert not psutil.pid_exists(first)


def test_a_process_that_died_while_it_waited_is_replaced():
    psutil.Process(read_bounded(misbehaving.process_id, Path("a.txt"))).kill()
    assert read_bounded(parse_document, REPORT, "npt").paragraphs


def test_threads_get_the_results_of_their_own_files(tmp_path):
    texts = {tmp_path / f"{number}.txt": f"Text {number}." for number in range(12)}
    found = {}

    def read(path):
        found[path] = read_bounded(read_draft_source, path).text

    for path, text in texts.items():
        path.write_text(text)
    threads = [threading.Thread(target=read, args=[path]) for path in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == texts


def test_a_relative_path_is_read_where_one_is_and_named_as_it_was_given(tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "draft.md").write_text(f"In {name}.")
        monkeypatch.chdir(tmp_path / name)
        assert read_bounded(read_draft_source, Path("draft.md")).text == f"In {name}."
    with pytest.raises(UnreadableFileError, match=r"Cannot read 'absent\.md': there is no such file"):
        read_bounded(read_draft_source, Path("absent.md"))


def test_what_the_system_does_not_let_us_open_stays_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError) as caught:
        read_bounded(parse_document, tmp_path / "absent.txt", "own")
    assert caught.value.filename == str(tmp_path / "absent.txt")


def test_larger_files_may_take_longer_but_none_for_ever():
    assert bounds_for(0).seconds < bounds_for(10_000_000).seconds < bounds_for(500_000_000).seconds <= 600


_SCRIPT = """
import sys
from pathlib import Path
from corpus.bounded_reading import read_bounded
from eval.trust import misbehaving_readers
print("begun", flush=True)
print(read_bounded(getattr(misbehaving_readers, sys.argv[1]), Path("a.txt")), flush=True)
"""


def test_a_script_without_a_guard_runs_once(tmp_path):
    """As `multiprocessing` would not: it runs the script again in each process that it starts."""
    script = tmp_path / "script.py"
    script.write_text(_SCRIPT)
    (tmp_path / "corpus").mkdir()  # What a user calls a folder is none of ours.
    ran = subprocess.run(
        [sys.executable, script, "print_much"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(Path(corpus.__file__).parent.parent)},
    )  # fmt: skip
    assert ran.stdout == "begun\nreply\n"


@pytest.mark.parametrize(
    ("reader", "number"),
    [("sleep", signal.SIGINT), ("sleep", signal.SIGTERM), ("spin_in_one_call", signal.SIGKILL)],
    ids=["interrupted", "terminated", "killed while its reader computes"],
)
def test_the_process_ends_with_the_one_that_it_reads_for(reader, number):
    with subprocess.Popen(
        [sys.executable, "-c", _SCRIPT, reader], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as asking:
        assert asking.stdout.readline() == "begun\n"
        readers = _children_that_work(asking.pid)
        asking.send_signal(number)
        asking.wait(30)
        gone, alive = psutil.wait_procs(readers, timeout=30)
        assert gone
        assert not alive


def _children_that_work(pid):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        # Python takes a few hundredths of a second to start; a reader that sleeps takes none from then on.
        children = psutil.Process(pid).children()
        if children and sum(children[0].cpu_times()[:2]) > 0.1:
            time.sleep(0.3)
            return children
        time.sleep(0.05)
    raise AssertionError("no process was started")

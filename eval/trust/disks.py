"""Disks that fill up, and folders that may not be written.

In: how many tries. Out: a `Tally` for each fault. An ingest that cannot go on must say so with what helps, leave the
index to the last byte as it was and nothing beside it, and succeed when there is room.
"""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.errors import PinpointError
from eval.trust import sample
from eval.trust.children import Fault, Nursery, open_nursery
from eval.trust.index_state import State, index_state, strays, what_differs
from eval.trust.tally import Drill, Tally
from index.build import ingest
from index.encoder import Encoder
from index.encoder_choice import load_encoder
from index.sources import Source

_ROOM_BYTES = 16 << 20


@contextlib.contextmanager
def mounted(place: Path) -> Iterator[bool]:
    """A small disk at `place` for the length of a `with` block; False where nothing may be mounted."""
    place.mkdir()
    if _mount("-t", "tmpfs", "-o", f"size={_ROOM_BYTES}", "tmpfs", place):
        try:
            yield True
        finally:
            # Lazily: an index that was open there may be mapped still.
            subprocess.run(["umount", "--lazy", place], check=True)
    else:
        yield False


def _mount(*arguments: object) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return subprocess.run(["mount", *map(str, arguments)], capture_output=True, check=False).returncode == 0
    return False


class _Trial:
    """An index that an ingest would change, and what it is before and after."""

    def __init__(self, folder: Path, workspace: Path, encoder: Encoder) -> None:
        self.folder = folder
        self.documents = workspace / "documents"
        self._encoder = encoder
        sample.write_first(self.documents)
        self.ingest()
        self._before = workspace / "before"
        shutil.copytree(folder, self._before)
        self.old: State = index_state(folder)
        sample.write_second(self.documents)
        self.ingest()
        self.new: State = index_state(folder)

    def ingest(self) -> None:
        """Ingests the documents as they are."""
        ingest([Source(self.documents, None)], self.folder, self._encoder)

    def put_back(self) -> None:
        """Makes the index the old one."""
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(self._before, self.folder, dirs_exist_ok=True)

    def fail(self, remedies: Sequence[str]) -> list[str]:
        """Ingests where it cannot; what is wrong with how it fails."""
        try:
            self.ingest()
        except PinpointError as error:
            return self.judge(str(error), remedies)
        return [] if not what_differs(index_state(self.folder), self.new) else ["it ends well, with another index"]

    def judge(self, message: str, remedies: Sequence[str]) -> list[str]:
        """What is wrong with an ingest that failed with that message."""
        problems = [] if all(part in message for part in remedies) else [f"the message is {message!r}"]
        if differs := what_differs(index_state(self.folder), self.old):
            problems.append(f"the old index is changed: {differs}")
        if left := strays(self.folder):
            problems.append(f"left behind: {', '.join(left)}")
        return problems

    def finish(self) -> list[str]:
        """Ingests where it can; what is wrong with the result."""
        self.ingest()
        differs = what_differs(index_state(self.folder), self.new)
        return [f"done again, it is another index: {differs}"] if differs else []


def tally_full_disk(count: int, workspace: Path, encoder: Encoder) -> Tally:
    """An ingest on a disk with room for less than it writes: `count` amounts, from nothing up."""
    fault = "disk full during ingest"
    with mounted(workspace / "disk") as is_mounted:
        if not is_mounted:
            return Tally(fault, 0, not_tried="nothing may be mounted here")
        trial = _Trial(workspace / "disk" / "index", workspace, encoder)
        trial.put_back()
        needed = _needed_bytes(trial)
        losses, failed = [], 0
        for number in range(count):
            trial.put_back()
            spare = needed * number // count
            with _only(spare, workspace / "disk"):
                problems = trial.fail(["cannot be written", "make room there"])
                failed += index_state(trial.folder) == trial.old
            problems += trial.finish()
            if problems:
                losses.append(f"{spare} of {needed} bytes free: {'; '.join(problems)}")
    return Tally(fault, count, tuple(losses), f"{failed} times it did not fit")


def _needed_bytes(trial: _Trial) -> int:
    """What an ingest writes before the old generation goes: both, and what is in the making."""
    size = sum(path.stat().st_blocks * 512 for path in trial.folder.rglob("*"))
    return 2 * size


@contextlib.contextmanager
def _only(spare: int, disk: Path) -> Iterator[None]:
    """Leaves so many bytes free on a disk."""
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(1, free - spare))
    try:
        yield
    finally:
        filler.unlink()


def tally_file_limit(count: int, workspace: Path, encoder: Encoder, nursery: Nursery) -> Tally:
    """An ingest that may write no file longer than so many bytes, as `ulimit -f` has it."""
    trial = _Trial(workspace / "index", workspace, encoder)
    longest = max(path.stat().st_size for path in trial.folder.rglob("*") if path.is_file())
    losses, failed = [], 0
    for number in range(count):
        trial.put_back()
        # Enough for the message, which goes to a file as well.
        limit = 1000 + (longest - 1000) * number // count
        ended = nursery.run("pinpoint", ["ingest", trial.documents, "--index", trial.folder], Fault(file_bytes=limit))
        if ended.code:
            failed += 1
            is_said = ended.code == 1 and ended.errors.startswith("pinpoint: ") and "Traceback" not in ended.errors
            problems = [] if is_said else [f"exit code {ended.code}"]
            problems += trial.judge(ended.errors, ["cannot be written", "make room there"])
        else:
            problems = _unlike_the_new(trial)
        problems += trial.finish()
        if problems:
            losses.append(f"no file longer than {limit} bytes: {'; '.join(problems)}")
    return Tally("files limited in length during ingest", count, tuple(losses), f"{failed} times it did not fit")


def _unlike_the_new(trial: _Trial) -> list[str]:
    """What is wrong with the index of a trial that is said to have succeeded."""
    try:
        found = index_state(trial.folder)
    except PinpointError as error:
        return [f"done, it said, but: {error}"]
    return [what_differs(found, trial.new)] * (found != trial.new)


def tally_read_only(workspace: Path, encoder: Encoder) -> Tally:
    """An ingest into a folder that may not be written: one that is on a disk mounted so."""
    fault = "index on a disk that is read-only"
    with mounted(workspace / "disk") as is_mounted:
        if not is_mounted:
            return Tally(fault, 0, not_tried="nothing may be mounted here")
        trial = _Trial(workspace / "disk" / "index", workspace, encoder)
        trial.put_back()
        # Of the mount alone: the disk itself holds files without a name, which keep it from becoming read-only.
        disk = workspace / "disk"
        if not (_mount("--bind", disk, disk) and _mount("-o", "remount,bind,ro", disk)):
            return Tally(fault, 0, not_tried="nothing may be mounted here")
        problems = trial.fail(["cannot be written", "choose another folder with --index"])
        if index_state(trial.folder) != trial.old:
            problems.append("it can be written all the same")
        subprocess.run(["umount", "--lazy", disk], check=True)
        problems += trial.finish()
    return Tally(fault, 1, ("; ".join(problems),) if problems else ())


def run(workspace: Path, is_short: bool) -> Sequence[Tally]:
    """Each fault many times, or a few."""
    encoder = load_encoder("bundled")
    places = [workspace / name for name in ("full", "limit", "read-only")]
    for place in places:
        place.mkdir()
    full, limit, read_only = places
    count = 4 if is_short else 30
    with open_nursery(workspace / "children") as nursery:
        return [
            tally_full_disk(count, full, encoder),
            tally_file_limit(count, limit, encoder, nursery),
            tally_read_only(read_only, encoder),
        ]


DRILL = Drill("disks", run)

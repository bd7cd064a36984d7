"""Several processes at one index: one writes at a time, readers are not disturbed, nobody's work is lost.

In: how many tries. Out: a `Tally` for each fault. A writer is stopped in the midst of its writing (SIGSTOP, at a
counted moment), so that the other one meets it there and not by chance; readers ask all the while that indexes replace
each other, and every answer must be that of one of them.
"""

import json
import shutil
import signal
from collections.abc import Sequence
from pathlib import Path

from eval.trust import sample
from eval.trust.children import Fault, Nursery, open_nursery
from eval.trust.index_state import index_state, strays, what_differs
from eval.trust.tally import Drill, Tally
from index.build import ingest
from index.encoder import Encoder
from index.encoder_choice import load_encoder
from index.sources import Source


def tally_two_writers(count: int, workspace: Path, encoder: Encoder, nursery: Nursery) -> Tally:
    """A second writer comes while the first is held at one of `count` moments: it is turned away, and loses nothing."""
    documents, folder, whole = workspace / "documents", workspace / "index", workspace / "whole"
    sample.write_first(documents)
    other = workspace / "other.txt"
    other.write_text("1. The other file says that Bergen is a town.\n", encoding="utf-8")
    for path in (documents, other):
        ingest([Source(path, None)], whole, encoder)
    # What both make of it, one after the other.
    expected = index_state(whole)
    arguments = ["ingest", documents, "--index", folder]
    moments = nursery.run("pinpoint", arguments, Fault(str(folder))).moments
    losses = []
    for number in range(count):
        shutil.rmtree(folder)
        # The first ones come before the lock is held, the last ones after.
        moment = moments // 8 + number * (moments - moments // 4) // count
        first = nursery.start("pinpoint", arguments, Fault(str(folder), at=moment, signal=signal.SIGSTOP))
        is_stopped = first.wait_until_stopped()
        second = nursery.run("pinpoint", ["ingest", other, "--index", folder])
        first.send(signal.SIGCONT)
        ended = first.wait()
        again = nursery.run("pinpoint", ["ingest", other, "--index", folder])
        problems = [] if is_stopped else ["the first could not be held"]
        if second.code != 1 or "Another process is writing the index" not in second.errors:
            problems.append(f"the second was not turned away: {second.code}, {second.errors!r}")
        if ended.code or again.code:
            problems.append(f"one failed: {ended.errors!r}, {again.errors!r}")
        if differs := what_differs(index_state(folder), expected):
            problems.append(f"something is lost: {differs}")
        if left := strays(folder):
            problems.append(f"left behind: {', '.join(left)}")
        if problems:
            losses.append(f"held at moment {moment} of {moments}: {'; '.join(problems)}")
    return Tally("second writer during an ingest", count, tuple(losses), "each was told to wait")


def tally_killed_writers(count: int, workspace: Path, nursery: Nursery) -> Tally:
    """A writer is killed while it holds the lock: the next one finds it free."""
    documents, folder = workspace / "documents", workspace / "index"
    sample.write_first(documents)
    losses = []
    for number in range(count):
        shutil.rmtree(folder, ignore_errors=True)
        arguments = ["ingest", documents, "--index", folder]
        first = nursery.start("pinpoint", arguments, Fault(str(folder), at=20 * (number + 1), signal=signal.SIGSTOP))
        is_held = first.wait_until_stopped() and nursery.run("pinpoint", arguments).code == 1
        first.send(signal.SIGKILL)
        first.wait()
        again = nursery.run("pinpoint", arguments)
        if not is_held or again.code:
            losses.append(f"killed at moment {20 * (number + 1)}: {again.errors!r}")
    return Tally("writer killed with the lock in its hands", count, tuple(losses))


def tally_readers(count: int, workspace: Path, encoder: Encoder, nursery: Nursery) -> Tally:
    """The index is replaced `count` times under a desk and under processes that open it anew for each question."""
    documents, folder, end = workspace / "documents", workspace / "index", workspace / "end"
    sample.write_first(documents)
    ingest([Source(documents, None)], folder, encoder)
    readers = [nursery.start("read", [folder, sample.QUESTION, end]) for _ in range(2)]
    for number in range(count):
        (sample.write_first if number % 2 else sample.write_second)(documents)
        ingest([Source(documents, None)], folder, encoder, rebuild=number % 5 == 0)
    # The last word is the second edition's, which a desk must come to say without a restart.
    shutil.rmtree(documents)
    sample.write_first(documents)
    sample.write_second(documents)
    ingest([Source(documents, None)], folder, encoder)
    end.touch()
    losses, asked = [], 0
    for reader in readers:
        ended = reader.wait()
        answers = [json.loads(line) for line in ended.output.splitlines()]
        asked += 2 * len(answers)
        if ended.code or ended.errors:
            losses.append(f"a reader failed: {ended.code}, {ended.errors.strip()[-500:]}")
        if strange := {str(answer) for answer in answers if not {*answer} <= {*sample.ANSWERS}}:
            losses.append(f"answers of neither edition: {strange}")
        if not answers or answers[-1] != [sample.ANSWERS[1]] * 2:
            losses.append(f"the last answers are not the last edition's: {answers[-1:]}")
    return Tally("index replaced under readers", count, tuple(losses), f"{asked} questions asked meanwhile")


def run(workspace: Path, is_short: bool) -> Sequence[Tally]:
    """Each many times, or a few."""
    encoder = load_encoder("bundled")
    places = [workspace / name for name in ("two", "killed", "readers")]
    for place in places:
        place.mkdir()
    with open_nursery(workspace / "children") as nursery:
        return [
            tally_two_writers(2 if is_short else 15, places[0], encoder, nursery),
            tally_killed_writers(1 if is_short else 6, places[1], nursery),
            tally_readers(6 if is_short else 60, places[2], encoder, nursery),
        ]


DRILL = Drill("writers", run)

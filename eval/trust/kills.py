"""Ingests, uploads, removals and imports killed with SIGKILL at many moments: the old index or the new one, no other.

In: how many kills. Out: a `Tally` for each situation. After a kill the index must open and be, to the last byte, what
it was before or what an undisturbed run makes of it; the same command given again must finish the work, with that very
result; nothing may be left lying about, and no process go on. Two thirds of the kills are at counted moments of the
writing (`eval.trust.children`), the others at times spread over a whole run: one that comes too late is tried again,
earlier.
"""

import shutil
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant.collection import DroppedFile, add_files, remove_document
from assistant.moving.exporting import export_index
from assistant.moving.importing import import_index
from corpus.errors import PinpointError
from eval.trust import sample
from eval.trust.children import Fault, Nursery, open_nursery
from eval.trust.index_state import NO_INDEX, State, index_state, strays, what_differs
from eval.trust.tally import Drill, Tally
from index.build import ingest
from index.document_list import read_known_documents
from index.encoder import Encoder
from index.encoder_choice import load_encoder
from index.sources import Source
from index.store import remove_strays
from index.write_lock import write_lock


@dataclass(frozen=True, slots=True)
class Situation:
    """An index, and work that is done on it."""

    fault: str
    folder: Path
    """Of the index; it lies there at each try, as it holds the paths of its uploads."""
    before: Path | None
    """A copy of the index to begin with."""
    work: str
    arguments: tuple[object, ...]
    """What a child does; see `eval.trust.children`."""
    again: Callable[[], object]
    """The same, done here."""
    kept: tuple[str, ...] = ()
    """The files that lie in `uploads/` at the end, hidden ones included."""


@dataclass(frozen=True, slots=True)
class _Kill:
    """When a process is killed: at a counted moment, or after some seconds."""

    moment: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return f"moment {self.moment}" if self.moment else f"{self.seconds:.3f} s"

    @property
    def earlier(self) -> "_Kill":
        """For a process that was over before."""
        return _Kill(seconds=self.seconds * 0.8)


def situations(workspace: Path, encoder: Encoder) -> list[Situation]:
    """First ingest, ingest of a change, rebuild, upload, removal and import of documents, over small documents."""
    first, second = workspace / "first", workspace / "documents"
    sample.write_first(first)
    folder, old = workspace / "index", workspace / "before"
    sample.write_first(second)
    ingest([Source(second, None)], old, encoder)
    sample.write_second(second)
    dropped = workspace / "dropped"
    dropped.mkdir()
    (dropped / "kept.txt").write_text("1. The kept file says that Oslo is a town.\n", encoding="utf-8")
    # Its paths are those of `folder`, where every try puts it.
    shutil.copytree(old, folder)
    add_files([DroppedFile(dropped / "kept.txt", "kept.txt")], "drops", folder, encoder)
    uploaded = workspace / "with uploads"
    folder.rename(uploaded)
    (dropped / "kept.txt").write_text("1. The kept file says that Bergen is a town.\n", encoding="utf-8")
    (dropped / "new.txt").write_text("1. A new file about lamps.\n", encoding="utf-8")
    files = [DroppedFile(dropped / name, name) for name in ("kept.txt", "new.txt")]
    archive = workspace / "moved.pinpoint"
    export_index(uploaded, archive)
    change = [Source(second, None)]
    ingested = ("ingest", second, "--index", folder)
    return [
        Situation("first ingest", folder, None, "pinpoint", ingested, partial(ingest, change, folder, encoder)),
        Situation("ingest of a change", folder, old, "pinpoint", ingested, partial(ingest, change, folder, encoder)),
        Situation(
            "ingest --rebuild", folder, old, "pinpoint", (*ingested, "--rebuild"),
            partial(ingest, change, folder, encoder, rebuild=True),
        ),
        Situation(
            "upload", folder, uploaded, "add", (folder, "drops", *(file.path for file in files)),
            partial(add_files, files, "drops", folder, encoder, replaces=True), ("drops/kept.txt", "drops/new.txt"),
        ),
        Situation(
            "removal of an upload", folder, uploaded, "remove", (folder, _uploaded(uploaded)),
            partial(_remove_again, _uploaded(uploaded), folder, encoder),
        ),
        Situation(
            "import --replace", folder, old, "pinpoint", ("import", archive, "--replace", "--index", folder),
            partial(_import_again, archive, folder, encoder),
        ),
    ]  # fmt: skip


def _uploaded(folder: Path) -> str:
    from index.store import read_index

    return next(found.document_id for found in read_index(folder).documents if found.corpus == "drops")


def _remove_again(document_id: str, folder: Path, encoder: Encoder) -> None:
    try:
        remove_document(document_id, folder, encoder)
    except PinpointError as error:
        if "removed already" not in str(error):
            raise


def _import_again(archive: Path, folder: Path, encoder: Encoder) -> None:
    """Imports, unless that is done: then it is tidied up, as by the next change of the index."""
    if any(document.corpus == "drops" for document in read_known_documents(folder) or ()):
        with write_lock(folder):
            remove_strays(folder)
    else:
        import_index(archive, folder, encoder, replaces=True)


def tally_kills(situation: Situation, count: int, nursery: Nursery) -> Tally:
    """Kills a process `count` times, each in a run of its own."""
    _put_back(situation)
    old = index_state(situation.folder)
    started = time.perf_counter()
    counted = nursery.run(situation.work, situation.arguments, Fault(str(situation.folder)))
    seconds = time.perf_counter() - started
    if counted.code:
        return Tally(_title(situation), count, (f"it fails undisturbed: {counted.errors.strip()}",) * count)
    new = index_state(situation.folder)
    losses, was_new, unhurt = [], 0, 0
    for planned in _kills(count, counted.moments, seconds):
        kill = planned
        while not (tried := _try(situation, kill, nursery)).was_killed and kill.seconds:
            unhurt, kill = unhurt + 1, kill.earlier
        problems = [] if tried.was_killed else ["it was not killed"]
        found, seen = _look(situation, old, new)
        was_new += found == new
        problems += seen
        if tried.lingering:
            problems.append(f"processes {tried.lingering} went on")
        problems += _finish(situation, new)
        if problems:
            losses.append(f"{situation.fault}, killed at {kill} of {counted.moments}: {'; '.join(problems)}")
    figures = f"{count - was_new} times the old index, {was_new} the new; {counted.moments} moments of writing"
    again = f"; {unhurt} were over before, and tried again" if unhurt else ""
    return Tally(_title(situation), count, tuple(losses), figures + again)


@dataclass(frozen=True, slots=True)
class _Tried:
    """What came of a process that was to be killed."""

    was_killed: bool
    lingering: list[int]
    """The processes that it had started and that go on."""


def _try(situation: Situation, kill: _Kill, nursery: Nursery) -> _Tried:
    """Puts the index back, has the work done on it, and kills that."""
    _put_back(situation)
    child = nursery.start(situation.work, situation.arguments, Fault(str(situation.folder), at=kill.moment))
    if kill.seconds:
        time.sleep(kill.seconds)
        child.send(signal.SIGKILL)
    was_killed = child.wait().code == -signal.SIGKILL
    return _Tried(was_killed, child.lingering())


def _title(situation: Situation) -> str:
    return f"{situation.fault} killed with SIGKILL"


def _kills(count: int, moments: int, seconds: float) -> Iterator[_Kill]:
    """Spread evenly; the last moment of all is among them."""
    timed = count // 3
    counted = count - timed
    for number in range(counted):
        yield _Kill(moment=round(1 + number * (moments - 1) / max(1, counted - 1)))
    for number in range(timed):
        yield _Kill(seconds=seconds * (number + 0.5) / timed)


def _put_back(situation: Situation) -> None:
    shutil.rmtree(situation.folder, ignore_errors=True)
    if situation.before:
        shutil.copytree(situation.before, situation.folder)


def _look(situation: Situation, old: State, new: State) -> tuple[State, list[str]]:
    """What the index is after a kill, and what is wrong with that."""
    try:
        found = index_state(situation.folder)
    except PinpointError as error:
        return NO_INDEX, [f"it does not open: {error}"]
    differs = what_differs(found, old, new)
    return found, [f"neither the old index nor the new: {differs}"] if differs else []


def _finish(situation: Situation, new: State) -> list[str]:
    """Does the work again, and tells what is wrong with the result."""
    try:
        situation.again()
        found = index_state(situation.folder)
    except PinpointError as error:
        return [f"done again, it fails: {error}"]
    problems = []
    if differs := what_differs(found, new):
        problems.append(f"done again, it is another index: {differs}")
    if left := strays(situation.folder):
        problems.append(f"left behind: {', '.join(left)}")
    uploads = situation.folder / "uploads"
    kept = sorted(str(path.relative_to(uploads)) for path in uploads.rglob("*") if path.is_file())
    if kept != sorted(situation.kept):
        problems.append(f"uploads/ holds {kept}")
    return problems


def run(workspace: Path, is_short: bool) -> Sequence[Tally]:
    """230 kills, or 24."""
    encoder = load_encoder("bundled")
    counts = (4, 4, 4, 4, 4, 4) if is_short else (40, 60, 40, 40, 20, 30)
    with open_nursery(workspace / "children") as nursery:
        prepared = zip(situations(workspace, encoder), counts, strict=True)
        return [tally_kills(situation, count, nursery) for situation, count in prepared]


DRILL = Drill("kills", run)

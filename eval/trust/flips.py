"""Changed bits, cut, lengthened and missing files in an index: noticed, named, and mended by the remedy that is told.

In: how many changes. Out: a `Tally` for each kind of file. A change must be noticed when the index is opened, or when
what changed is used; the error must name the file and a rebuild, and the rebuild must make the index what it was. Where
nothing is noticed, each answer must be what it was before: the bytes then belonged to no paragraph.
"""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answering import Assistant
from assistant.library import Library
from corpus.errors import PinpointError
from eval.trust import sample
from eval.trust.index_state import index_state, strays, what_differs
from eval.trust.tally import Drill, Tally
from index.build import IngestReport, ingest
from index.document_list import read_known_documents
from index.encoder import Encoder
from index.encoder_choice import load_encoder
from index.pointer import DamagedIndexError
from index.sources import Source, known_sources
from index.store import read_index

_QUESTIONS = (
    sample.QUESTION,
    "Where is the seat of the Lakes Commission?",
    "What do boats carry?",
    "Who signed the CTBT?",
)


@dataclass(frozen=True, slots=True)
class Damage:
    """A change to one file of an index."""

    name: str
    """Of the file, below the folder of the index."""
    kind: str
    """"bit", "cut", "longer" or "missing"."""
    place: int = 0
    """The byte whose bit is changed, or at which the file is cut."""
    bit: int = 0

    def __str__(self) -> str:
        places = {"bit": f", byte {self.place}, bit {self.bit}", "cut": f" at byte {self.place}"}
        return f"{self.name}: {self.kind}{places.get(self.kind, '')}"

    def befall(self, folder: Path) -> None:
        """Changes the file."""
        path = folder / self.name
        data = bytearray(path.read_bytes())
        if self.kind == "missing":
            path.unlink()
            return
        if self.kind == "bit":
            data[self.place] ^= 1 << self.bit
        path.write_bytes(data[: self.place] if self.kind == "cut" else data + b"\0" * (self.kind == "longer"))


def damages(folder: Path, bits: int, seed: int) -> Iterator[Damage]:
    """For each file of the index: `bits` changed bits, in its head, its middle and its end, and the other kinds."""
    chance = random.Random(seed)
    names = sorted(
        str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix != ".lock" and path.is_file()
    )
    for name in names:
        size = (folder / name).stat().st_size
        yield Damage(name, "missing")
        yield Damage(name, "longer")
        if size:
            yield Damage(name, "cut", chance.randrange(size))
        for number in range(bits if size else 0):
            part = number % 3 * size // 3
            yield Damage(name, "bit", min(size - 1, part + chance.randrange(max(1, size // 3))), chance.randrange(8))


def make_index(workspace: Path, encoder: Encoder) -> Path:
    """An index of two segments of token vectors, some of which belong to no paragraph any more."""
    folder = workspace / "index"
    sample.write_first(workspace / "documents")
    ingest([Source(workspace / "documents", None)], folder, encoder)
    (workspace / "documents/minutes.html").unlink()
    added = "1. Chile signed the CTBT in 1996.\n\n2. Norway signed it as well, and Bergen is a town there.\n"
    (workspace / "documents/added.txt").write_text(added, encoding="utf-8")
    ingest([Source(workspace / "documents", None)], folder, encoder)
    return folder


def tally_damages(
    folder: Path, chosen: Sequence[Damage], encoder: Encoder, is_mended: Callable[[Damage], bool] = lambda _: True
) -> list[Tally]:
    """Does each damage to a copy of the index in `folder`, looks at what is noticed, and mends it where it `is_mended`.

    To mend takes a hundred times as long as to notice: it is done once for each file and kind of damage.
    """
    whole = folder.with_name("whole")
    shutil.copytree(folder, whole)
    trial = _Trial(folder, encoder, is_mended)
    tallies = []
    for kind in sorted({_kind(damage.name) for damage in chosen}):
        told = []
        for damage in (one for one in chosen if _kind(one.name) == kind):
            shutil.rmtree(folder)
            shutil.copytree(whole, folder)
            damage.befall(folder)
            told.append((damage, *trial.look(damage)))
        losses = tuple(f"{damage}: {'; '.join(problems)}" for damage, _, problems in told if problems)
        noticed = [when for _, when, _ in told]
        figures = ", ".join(f"{noticed.count(when)} {when}" for when in sorted(set(noticed)))
        tallies.append(Tally(f"{kind} changed", len(told), losses, figures))
    return tallies


def _kind(name: str) -> str:
    if name.startswith("gen-"):
        return "file of a generation"
    return "token vectors" if name.startswith("tokens") else "index.json"


class _Trial:
    """What an index was before it was damaged."""

    def __init__(self, folder: Path, encoder: Encoder, is_mended: Callable[[Damage], bool]) -> None:
        self._folder = folder
        self._encoder = encoder
        self._is_mended = is_mended
        self._state = index_state(folder)
        self._answers = self._ask()
        self._mended: set[tuple[str, str]] = set()
        # What a rebuild makes: it embeds all paragraphs at once, where this index embedded them in two goes.
        self._rebuild()
        self._rebuilt = index_state(folder)

    def look(self, damage: Damage) -> tuple[str, list[str]]:
        """When the damage was noticed, and what went wrong."""
        when = "when opened"
        try:
            library = Library(read_index(self._folder), self._encoder)
            when = "when used"
            answers = self._ask(library)
            found = index_state(self._folder)
        except DamagedIndexError as error:
            return when, [*self._misnamed(damage, error), *self._mend(damage)]
        except PinpointError as error:
            return "otherwise", [f"another error: {error}"]
        problems = [] if answers == self._answers else ["an answer is another, and nothing was said"]
        if differs := what_differs(found, self._state):
            problems.append(f"nothing was said, although these differ: {differs}")
        return "of no paragraph", problems

    def _ask(self, library: Library | None = None) -> list[str]:
        library = library or Library(read_index(self._folder), self._encoder)
        answers = [Assistant(library).ask(question) for question in _QUESTIONS]
        return [repr((answer.answer, answer.citations, answer.nearest)) for answer in answers]

    def _misnamed(self, damage: Damage, error: PinpointError) -> list[str]:
        is_named = str(self._folder / damage.name) in str(error)
        is_mendable = f"pinpoint ingest --rebuild --index {self._folder}" in str(error)
        return [] if is_named and is_mendable else [f"the message names not the file and the remedy: {error}"]

    def _mend(self, damage: Damage) -> list[str]:
        if (damage.name, damage.kind) in self._mended or not self._is_mended(damage):
            return []
        self._mended.add((damage.name, damage.kind))
        try:
            report = self._rebuild()
            differs = what_differs(index_state(self._folder), self._rebuilt)
        except PinpointError as error:
            return [f"the remedy fails: {error}"]
        problems = [f"rebuilt, it is another index: {differs}"] if differs else []
        if report.failed:
            problems.append(f"rebuilt without {report.failed}")
        if left := strays(self._folder):
            problems.append(f"left behind: {', '.join(left)}")
        return problems

    def _rebuild(self) -> IngestReport:
        """As `pinpoint ingest --rebuild` does, with an encoder that is loaded already."""
        known = known_sources(read_known_documents(self._folder) or [])
        return ingest(known, self._folder, self._encoder, rebuild=True)


def run(workspace: Path, is_short: bool) -> Sequence[Tally]:
    """Sixty bits of each file, or three."""
    encoder = load_encoder("bundled")
    folder = make_index(workspace, encoder)
    return tally_damages(folder, list(damages(folder, 3 if is_short else 60, seed=7)), encoder)


DRILL = Drill("flips", run)

"""The runs of an index: files as `pinpoint eval --run` writes them, in one folder.

In: a folder. Out: what a list of runs shows, and single runs. A run's name comes from a browser, so none is trusted:
only names that are in the list lead to a file. Files that are no runs are named, not hidden.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.chat.evaluation.protocol import DamagedRun, Fit, HeadlineFigure, PastRun
from corpus.errors import PinpointError
from eval.measures.intervals import Figure
from eval.measures.summary import summarise
from eval.run_file import Run, read_run_and_figures
from eval.run_settings import DOCUMENTS, DRAFTED, read_selection

HEADLINE = ("R@1", "right", "wrong_shown", "refused_unanswerable")
_PARTIAL = ".json.partial"
_LONGEST_STEM = 60


@dataclass(frozen=True, slots=True)
class _Head:
    """What is kept in memory of a run."""

    made_with: Mapping[str, str]
    finished: str
    asked: frozenset[tuple[str, str]]
    """Id and words of each question."""
    figures: Mapping[str, HeadlineFigure]


class RunFolder:
    """Runs beside an index. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._heads: dict[str, tuple[tuple[int, int], _Head | str]] = {}
        """Of each file, with its time and size when it was last read: others, another content."""

    def runs(self, made_with: Mapping[str, str]) -> tuple[list[PastRun], list[DamagedRun]]:
        """The runs, the latest first, and the files that are none; `made_with` is what one would be made with now."""
        heads: dict[str, _Head] = {}
        damaged = []
        for path in self._files("*.json"):
            head = self._head(path)
            if isinstance(head, str):
                damaged.append(DamagedRun(path.name, head))
            else:
                heads[path.stem] = head
        names = sorted(heads, key=lambda name: (heads[name].finished, name), reverse=True)
        return [_past_run(name, heads, names, made_with) for name in names], damaged

    def read(self, name: str) -> tuple[Run, dict[str, Figure]]:
        """A run and its figures.

        Raises:
            PinpointError: there is no such run, or the file is none.

        """
        for path in self._files("*.json"):
            if path.stem == name:
                run, figures = read_run_and_figures(path)
                return run, figures or summarise(run.results)
        raise PinpointError(f"There is no run {name[:_LONGEST_STEM]!r}: choose one of the list.")

    def unfinished(self) -> dict[str, tuple[dict[str, str], int]]:
        """By name, what each unfinished run was made with and how many questions it has asked."""
        found = {}
        for path in self._files(f"*{_PARTIAL}"):
            # Half a line at the end is one question less.
            with _usable(self.folder):
                lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
            try:
                made_with = json.loads(lines[0])["settings"]
            except (ValueError, KeyError, TypeError):
                made_with = {}
            asked = max(len(lines) - 2, 0)
            found[path.name.removesuffix(_PARTIAL)] = (made_with if isinstance(made_with, dict) else {}, asked)
        return found

    def path_of(self, name: str) -> Path:
        """Where the run of that name is written. The caller knows the name from a list, or made it."""
        return self.folder / f"{name}.json"

    def new_name(self, questions: str) -> str:
        """A name for a new run of a question file."""
        stem = re.sub(r"[^\w-]+", "_", Path(questions).stem)[:_LONGEST_STEM]
        begun = f"{stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
        taken = {path.name.partition(".")[0] for path in self._files("*")}
        numbered = (f"{begun}-{number}" for number in range(2, len(taken) + 3))
        return begun if begun not in taken else next(name for name in numbered if name not in taken)

    def discard(self, name: str) -> None:
        """Removes an unfinished run.

        Raises:
            PinpointError: there is none of that name, or it cannot be removed.

        """
        if name not in self.unfinished():
            raise PinpointError(f"There is no unfinished run {name[:_LONGEST_STEM]!r}.")
        with _usable(self.folder):
            (self.folder / f"{name}{_PARTIAL}").unlink(missing_ok=True)

    def _files(self, pattern: str) -> list[Path]:
        with _usable(self.folder):
            return sorted(path for path in self.folder.glob(pattern) if path.is_file())

    def _head(self, path: Path) -> _Head | str:
        with _usable(self.folder):
            found = path.stat()
        state = (found.st_mtime_ns, found.st_size)
        known = self._heads.get(path.name)
        if known and known[0] == state:
            return known[1]
        head: _Head | str
        try:
            head = _read_head(path, found.st_mtime)
        except PinpointError as error:
            head = str(error).replace(f"{path.parent}{os.sep}", "")
        self._heads[path.name] = (state, head)
        return head


def _read_head(path: Path, modified: float) -> _Head:
    run, figures = read_run_and_figures(path)
    figures = figures or summarise(run.results)
    return _Head(
        made_with=run.settings,
        finished=run.finished or datetime.fromtimestamp(modified, UTC).isoformat(timespec="seconds"),
        asked=frozenset((result.question_id, result.question) for result in run.results),
        figures={
            name: HeadlineFigure(figure.value, figure.low, figure.high, figure.n)
            for name in HEADLINE
            if (figure := figures.get(name))
        },
    )


def _past_run(name: str, heads: Mapping[str, _Head], names: list[str], made_with: Mapping[str, str]) -> PastRun:
    head = heads[name]
    return PastRun(
        name=name,
        questions=head.made_with.get("questions", ""),
        finished=head.finished,
        asked=len(head.asked),
        is_drafted=DRAFTED in head.made_with,
        selection=read_selection(head.made_with),
        fit=_fit(head.made_with, made_with),
        checksum=head.made_with.get(DOCUMENTS[-1], ""),
        figures=head.figures,
        comparable=tuple(other for other in names if other != name and heads[other].asked & head.asked),
    )


def _fit(then: Mapping[str, str], now: Mapping[str, str]) -> Fit:
    if any(then.get(part) != now.get(part) for part in DOCUMENTS):
        return "other_documents"
    return "same" if all(then.get(part) == value for part, value in now.items()) else "other_program"


@contextmanager
def _usable(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise PinpointError(
            f"The folder {folder} cannot be used ({error.strerror or error}): change its permissions."
        ) from error

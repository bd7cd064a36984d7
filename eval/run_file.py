"""Runs as files: what was measured with what, question by question.

In: settings and results. Out: a JSON file that another run can be compared with; and while a run goes on, a file beside
it with one line a question, from which it is taken up again when it was cut off.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from filelock import FileLock, Timeout

from corpus.errors import PinpointError
from eval.measures.intervals import Figure
from eval.results import QuestionResult, read_result, result_record

FORMAT = 1
"""Of run files: raised when a field changes its meaning."""


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation that is finished."""

    settings: dict[str, str]
    """See `eval.run_settings`."""
    results: tuple[QuestionResult, ...]
    finished: str = ""
    """When, ISO 8601 in UTC; empty in files that do not say."""


def now() -> str:
    """The time, as runs note it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def write_run(path: Path, run: Run, figures: dict[str, Figure]) -> None:
    """Writes a run in one step, with its figures.

    Raises:
        PinpointError: the file cannot be written.

    """
    head: dict[str, Any] = {"format": FORMAT, "finished": run.finished} if run.finished else {"format": FORMAT}
    head |= {"settings": run.settings, "metrics": {name: asdict(fig) for name, fig in figures.items()}}
    lines = ",\n".join(json.dumps(result_record(result), ensure_ascii=False) for result in run.results)
    text = f'{json.dumps(head, ensure_ascii=False, indent=1)[:-2]},\n "results": [\n{lines}\n]}}\n'
    temporary = path.with_name(path.name + ".new")
    try:
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def read_run(path: Path) -> Run:
    """Reads a run, without its figures: they can be made again from the results.

    Raises PinpointError as `read_run_and_figures` does.
    """
    return read_run_and_figures(path)[0]


def read_run_and_figures(path: Path) -> tuple[Run, dict[str, Figure]]:
    """Reads a run with the figures that were made of it then; none where the file has none.

    Raises:
        PinpointError: the file cannot be read, or is no run of this version.

    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] != FORMAT:
            raise PinpointError(
                f"{path} is a run of format {record['format']}, this version reads {FORMAT}: make the run again."
            )
        run = Run(dict(record["settings"]), tuple(map(read_result, record["results"])), str(record.get("finished", "")))
        return run, {name: Figure(**figure) for name, figure in record.get("metrics", {}).items()}
    except OSError as error:
        raise PinpointError(f"The run {path} cannot be read ({error.strerror}): check the path.") from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PinpointError(f"{path} is no run: give a file that `pinpoint eval --run` wrote.") from error


class Journal:
    """The results so far of a run that goes on, in a file of their own: used with `with`, by one process at a time.

    Raises PinpointError when another process works on the same run, or the disk refuses.
    """

    def __init__(self, run_path: Path, settings: dict[str, str]) -> None:
        self.done: dict[str, QuestionResult] = {}
        """Question id → result, of an earlier attempt with the same settings."""
        self._run_path = run_path
        self._path = run_path.with_name(run_path.name + ".partial")
        self._lock = FileLock(f"{run_path}.lock")
        self._settings = settings
        self._file: IO[str] | None = None

    def __enter__(self) -> "Journal":
        try:
            self._run_path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise PinpointError(
                f"Another evaluation writes {self._run_path}: wait for it, or name another file with --run."
            ) from error
        except OSError as error:
            raise _unwritable(self._run_path, error) from error
        try:
            self._open()
        except OSError as error:
            self._lock.release()
            raise _unwritable(self._path, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()
        # Before it is released: another process would hold a file that is gone.
        Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()

    def add(self, result: QuestionResult) -> None:
        """Keeps a result, come what may to the process."""
        assert self._file is not None
        try:
            self._file.write(_line(result_record(result)))
            self._file.flush()
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def remove(self) -> None:
        """Removes the file, when the run has been written."""
        assert self._file is not None
        self._file.close()
        self._file = None
        self._path.unlink(missing_ok=True)

    def _open(self) -> None:
        kept = _read_partial(self._path, self._settings)
        self.done = {result.question_id: result for result in kept}
        # Written anew, so that half a line at its end does not spoil the next.
        temporary = self._path.with_name(self._path.name + ".new")
        lines: Sequence[dict[str, Any]] = [{"settings": self._settings}, *map(result_record, kept)]
        temporary.write_text("".join(map(_line, lines)), encoding="utf-8")
        temporary.replace(self._path)
        self._file = self._path.open("a", encoding="utf-8")


def _read_partial(path: Path, settings: dict[str, str]) -> list[QuestionResult]:
    """The results of an attempt that was cut off; none where it had other settings."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    results: list[QuestionResult] = []
    for number, line in enumerate(lines):
        try:
            record = json.loads(line)
            if number == 0 and record != {"settings": settings}:
                return []
            if number:
                results.append(read_result(record))
        except (ValueError, KeyError, TypeError):
            if number == 0:
                return []
    # What could not be asked is asked again.
    return [result for result in results if result.error is None]


def _line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _unwritable(path: Path, error: OSError) -> PinpointError:
    return PinpointError(f"{path} cannot be written ({error.strerror}): choose another file with --run.")

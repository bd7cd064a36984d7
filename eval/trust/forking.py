"""The process that has Pinpoint imported and forks the processes of `eval.trust.children`, and what those do.

In: orders, a JSON object a line on standard input: what to do, with which arguments, in which place, with which fault.
Out: a process number a line; in the place of each what it says, how many moments were counted, and how it ended.
"""

import gc
import json
import os
import resource
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import Any

from eval.trust.children import MARK, Fault

_CHANGES = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "os.scandir"}
"""Audit events of the interpreter (PEP 578) whose first argument is a path."""
_WRITES = {"write", "writelines", "tofile", "flush", "fsync", "truncate"}


class _Moments:
    """Counts the moments of this process, and signals it at the chosen one."""

    def __init__(self, fault: Fault) -> None:
        self._fault = fault
        self.count = 0
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.fsdecode(arguments[0])
            # What is deleted with its folder is named relative to that.
            is_relative = event == "os.remove" and arguments[1] != -1
            if is_relative or path == self._fault.below or path.startswith(self._fault.below + "/"):
                if event == "os.mkdir" and path != self._fault.below:
                    # Slow, and of no use before something is written.
                    sys.setprofile(self._watch)
                self._step()

    def _watch(self, _frame: FrameType, event: str, function: Any) -> None:
        if event == "c_return" and function.__name__ in _WRITES:
            self._step()

    def _step(self) -> None:
        self.count += 1
        if self.count == self._fault.at:
            os.kill(os.getpid(), self._fault.signal)


def _serve() -> None:
    from assistant import cli, collection, opening  # noqa: F401 - what is imported now need not be by each of them
    from index import bundled  # noqa: F401
    from index.term_finding import TermFinder

    # Reads the bundled termbase, which is kept.
    TermFinder([], [])
    gc.freeze()
    signal.signal(signal.SIGCHLD, _bury)
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _live(order)
        _PLACES[pid] = Path(order["place"])
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()
        _bury()


_PLACES: dict[int, Path] = {}


def _bury(*_: object) -> None:
    """Notes how processes ended; one that is not known yet is noted at the next call."""
    for pid in list(_PLACES):
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            place = _PLACES.pop(pid)
            (place / "ended.new").write_text(json.dumps(os.waitstatus_to_exitcode(status)))
            (place / "ended.new").rename(place / "ended")


def _live(order: dict[str, Any]) -> None:
    """The life of a process; ends it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    os.environ[MARK] = order["place"]
    place, fault = Path(order["place"]), Fault(**order["fault"])
    new = os.O_WRONLY | os.O_CREAT
    for number, descriptor in enumerate(
        (os.open(os.devnull, os.O_RDONLY), os.open(place / "output", new), os.open(place / "errors", new))
    ):
        os.dup2(descriptor, number)
    if fault.file_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (fault.file_bytes, fault.file_bytes))
    moments = _Moments(fault) if fault.below else None
    try:
        _WORK[order["work"]](order["arguments"])
    finally:
        if moments:
            sys.setprofile(None)
            (place / "moments").write_text(str(moments.count))


def _pinpoint(arguments: list[str]) -> None:
    from assistant.cli import main

    main(arguments)


def _add(arguments: list[str]) -> None:
    """Drops files into the documents of an index: INDEX CORPUS FILE…, which replace those of the same names."""
    from assistant.collection import DroppedFile, add_files
    from index.deferred_encoder import DeferredEncoder

    folder, corpus, *files = arguments
    dropped = [DroppedFile(Path(file), Path(file).name) for file in files]
    add_files(dropped, corpus, Path(folder), DeferredEncoder("bundled"), replaces=True)
    raise SystemExit(0)


def _remove(arguments: list[str]) -> None:
    """Removes a document: INDEX ID."""
    from assistant.collection import remove_document
    from index.deferred_encoder import DeferredEncoder

    folder, document_id = arguments
    remove_document(document_id, Path(folder), DeferredEncoder("bundled"))
    raise SystemExit(0)


def _read(arguments: list[str]) -> None:
    """Asks the same question until a file is there, of a desk and of the index as it is opened: INDEX QUESTION FILE."""
    from assistant.answering import Assistant
    from assistant.chat.desk import open_desk
    from assistant.cli_options import chosen_settings
    from index.store import read_index

    folder, question, end = arguments
    desk = open_desk(chosen_settings(Path(folder)))
    while True:
        is_last = Path(end).exists()
        library = desk.library.over(read_index(Path(folder)))
        answers = [assistant.ask(question) for assistant in (desk.assistant, Assistant(library))]
        sys.stdout.write(json.dumps([answer.value.normalized if answer.value else "" for answer in answers]) + "\n")
        sys.stdout.flush()
        if is_last:
            raise SystemExit(0)


_WORK = {"pinpoint": _pinpoint, "add": _add, "remove": _remove, "read": _read}

if __name__ == "__main__":
    _serve()

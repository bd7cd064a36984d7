"""Adding dropped files while the page stays usable: the work in a thread, its progress as HTML.

In: files as they were uploaded, a corpus, the desk. Out: what to show, again and again, until all is done. The work
goes on to its end when the page is closed; of a visitor's drops, the later ones wait for the first and are shown with
it. Copying and indexing are `assistant.collection`'s.
"""

import shutil
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from gradio.utils import get_upload_folder

from assistant.chat.desk import Desk
from assistant.chat.documents.wording import documents_wording_in
from assistant.chat.guards.upload_folder import taken
from assistant.chat.templates import render_template
from assistant.chat.visitor_messages import message_for_visitor
from assistant.collection import Adding, DroppedFile, add_files
from assistant.observing.request_id import current_request_id, requested
from corpus.errors import PinpointError
from index.write_lock import BusyIndexError

_SECONDS_BETWEEN = 0.2
"""Between two looks at how far it is: often enough to see it move."""
_LONGEST_WAIT_SECONDS = 600
"""For others who are changing the documents."""
MOST_OF_SOURCE = 8
"""Drops of one source that are on their way, watched or not."""
_MOST_IN_ALL = 64
ADDED = frozenset({"added", "replaced", "beside"})


class AddingWork(threading.Thread):
    """One drop on its way into the index."""

    def __init__(self, paths: Sequence[str], corpus: str, desk: Desk, *, replaces: bool) -> None:
        """`paths`: uploaded files as the server keeps them; those of the server's own are taken away from there."""
        # A daemon: Ctrl+C need not wait. The index is written in one step, so it is whole at any time.
        super().__init__(name="adding documents", daemon=True)
        self._desk = desk
        self._corpus = corpus
        self._replaces = replaces
        self._request_id = current_request_id()
        self._taken: list[Path] = []
        self.adding = Adding(tuple(self._take(Path(path)) for path in paths), 0.0)
        """How far it is."""
        self.is_waiting = False
        """Whether others are changing the documents just now."""
        self._is_done = False
        self.problem = ""
        """Why nothing was added, where that can be told; the log has the rest."""

    @property
    def has_failed(self) -> bool:
        """Whether it has stopped and nothing was added."""
        return bool(self.problem) or not (self._is_done or self.is_alive())

    def run(self) -> None:
        """The work."""
        try:
            # A thread knows nothing of the request that began it.
            with requested(self._request_id), self._desk.journal.doing("ingest") as work:
                self._add()
                work.note(**Counter[str](file.state for file in self.adding.files))
        except PinpointError as error:
            self.problem = message_for_visitor(error, self._desk.settings)
        finally:
            self.remove_files()
        self._is_done = True

    def _take(self, path: Path) -> DroppedFile:
        """An uploaded file, put aside among the uploads: what the server keeps for the page is deleted by the page."""
        mine = taken(path)
        if path.is_relative_to(get_upload_folder()):
            # Where that fails it is tried where it lies, and told if it cannot be read there.
            with suppress(OSError):
                mine.parent.mkdir()
                self._taken.append(mine)
                path.rename(mine)
                return DroppedFile(mine, path.name)
        return DroppedFile(path, path.name)

    def remove_files(self) -> None:
        """Deletes the files that were taken."""
        for path in self._taken:
            shutil.rmtree(path.parent, ignore_errors=True)

    def _add(self) -> None:
        until = time.monotonic() + _LONGEST_WAIT_SECONDS
        encoder = self._desk.library.retriever.encoder
        while True:
            try:
                add_files(
                    self.adding.files, self._corpus, self._desk.settings.index, encoder,
                    replaces=self._replaces, on_progress=self._hear,
                )  # fmt: skip
                return
            except BusyIndexError:
                if time.monotonic() > until:
                    raise
                self.is_waiting = True
                time.sleep(_SECONDS_BETWEEN)

    def _hear(self, adding: Adding) -> None:
        self.is_waiting = False
        self.adding = adding

    def changes(self) -> Iterator[None]:
        """Comes back whenever it is further, until it has stopped."""
        before = None
        while self.is_alive():
            self.join(_SECONDS_BETWEEN)
            state = (self.adding, self.is_waiting)
            if state != before:
                before = state
                yield


class Drops:
    """What was dropped on each page that is still on its way, or ended while other drops there were."""

    def __init__(self) -> None:
        self._works: dict[tuple[str, str | None], list[AddingWork]] = {}
        """By source and page."""
        self._lock = threading.Lock()

    def start(self, source: str, page: str | None, work: AddingWork) -> list[AddingWork]:
        """Begins a work; all of the page's that are shown together with it, to which later ones come.

        Raises BusyIndexError where too many are on their way: a work goes on when its page is closed, and each has a
        thread. Its files are then deleted.
        """
        with self._lock:
            for other, works in list(self._works.items()):
                if not any(one.is_alive() for one in works):
                    del self._works[other]
            sources = [other for (other, _), works in self._works.items() for one in works if one.is_alive()]
            if sources.count(source) >= MOST_OF_SOURCE or len(sources) >= _MOST_IN_ALL:
                work.remove_files()
                raise BusyIndexError("Too many drops are being added already: try again when they are done.")
            together = self._works.setdefault((source, page), [])
            together.append(work)
            work.start()
        return together


def all_of(works: Sequence[AddingWork]) -> Adding:
    """Several drops as one, without those of which nothing was added."""
    addings = [work.adding for work in works if not work.has_failed]
    files = tuple(file for adding in addings for file in adding.files)
    done = sum(adding.share * len(adding.files) for adding in addings)
    return Adding(files, done / len(files) if files else 1.0)


def render_adding(adding: Adding, desk: Desk, language: str, *, is_done: bool = False) -> str:
    """The files with what becomes of each; a progress bar while anything is to be done."""
    named: defaultdict[str, str] = defaultdict(str)
    for file in adding.files:
        if file.state == "known":
            document = desk.library.documents.get(file.reason)
            named[file.reason] = f"“{document.title_in(language)}”" if document else file.reason
    return render_template(
        "documents/adding.html",
        wording=documents_wording_in(language),
        language=language,
        files=adding.files,
        share=None if is_done else adding.share,
        named=named,
    )


def summary(adding: Adding, language: str) -> str:
    """What came of it, in one sentence."""
    wording = documents_wording_in(language)
    added = [file for file in adding.files if file.state in ADDED]
    if not added:
        return wording.nothing_added
    return wording.files_added.format(len(added), len(adding.files), sum(file.paragraphs for file in added))

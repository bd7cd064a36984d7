"""Adding dropped files while the page stays usable: the work in a thread, its progress as HTML.

In: files as they were uploaded, a corpus, the desk. Out: what to show, again and again, until all is done. The work
goes on to its end when the page is closed. Copying and indexing are `assistant.collection`'s.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from gradio.utils import get_upload_folder

from assistant.chat.desk import Desk
from assistant.chat.documents.wording import documents_wording_in
from assistant.chat.templates import render_template
from assistant.collection import Adding, DroppedFile, add_files
from corpus.errors import PinpointError
from index.build import BusyIndexError

_SECONDS_BETWEEN = 0.2
"""Between two looks at how far it is: often enough to see it move."""
_LONGEST_WAIT_SECONDS = 600
"""For others who are changing the documents."""
ADDED = frozenset({"added", "replaced", "beside"})


class AddingWork(threading.Thread):
    """One drop on its way into the index."""

    def __init__(self, files: Sequence[DroppedFile], corpus: str, desk: Desk, *, replaces: bool) -> None:
        # A daemon: Ctrl+C need not wait. The index is written in one step, so it is whole at any time.
        super().__init__(name="adding documents", daemon=True)
        self._desk = desk
        self._corpus = corpus
        self._replaces = replaces
        self.adding = Adding(tuple(files), 0.0)
        """How far it is."""
        self.is_waiting = False
        """Whether others are changing the documents just now."""
        self.is_done = False
        """Whether it came to its end, which may be a problem; else, once it has stopped, it failed."""
        self.problem = ""
        """Why nothing was added."""

    def run(self) -> None:
        """The work."""
        try:
            self._add()
        except PinpointError as error:
            self.problem = str(error)
        finally:
            for file in self.adding.files:
                # The server's own copy of what the visitor sent.
                if file.path.is_relative_to(get_upload_folder()):
                    file.path.unlink(missing_ok=True)
        self.is_done = True

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

    def states(self) -> Iterator[Adding]:
        """How far it is, whenever that has changed, until it has stopped."""
        before = None
        while self.is_alive():
            self.join(_SECONDS_BETWEEN)
            state = (self.adding, self.is_waiting)
            if state != before:
                before = state
                yield self.adding


def dropped(paths: Sequence[str]) -> list[DroppedFile]:
    """Uploaded files as the server keeps them."""
    return [DroppedFile(Path(path), Path(path).name) for path in paths]


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

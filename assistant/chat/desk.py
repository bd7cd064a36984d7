"""What the page works with: the index as it is now, and the assistant that answers from it.

In: settings. Out: a `Desk`, whose library is opened again when the index changes on disk, by this process or
another, so that what was added is found and nobody has to start the server anew. Nothing is written here.
"""

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.answering import Assistant
from assistant.library import Library
from assistant.observing.journal import Journal
from assistant.observing.metrics import Holdings, Metrics
from assistant.opening import build_if_missing, load_model, open_library
from assistant.settings import Settings
from corpus.errors import PinpointError
from index.pointer import POINTER, DamagedIndexError, read_pointer
from index.store import read_index

if TYPE_CHECKING:
    from assistant.generation.chat_model import ChatModel

Health = Literal["ok", "starting", "damaged"]
_WARMING_QUESTION = "When was it ratified?"
_SECONDS_BETWEEN_TRIES = 5.0
"""Before an index that could not be read is opened once more: all of its files are read for it."""


class Desk:
    """The library and the assistant of one index, kept up to date. Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        model: "ChatModel | None" = None,
        state: tuple[int, ...] | None = None,
    ) -> None:
        """`library` is that of `settings.index`; `state`, its `index_state` before it was opened, if it may change."""
        self.settings = settings
        self._model = model
        self._reopening = threading.Lock()
        self._tried = index_state(settings.index) if state is None else state
        """The state that was opened last, be it in vain."""
        self._tried_at = time.monotonic()
        self._opened = (Assistant(library, model), library)
        self._is_warm = False
        self.journal = Journal(Metrics())
        """What is done at this desk is written down there."""
        if self.journal.metrics:
            self.journal.metrics.holdings = self._holdings

    @property
    def assistant(self) -> Assistant:
        """Answers from the index as it is now."""
        return self._current()[0]

    @property
    def library(self) -> Library:
        """The index as it is now. Take it once for work that belongs together."""
        return self._current()[1]

    @property
    def model(self) -> "ChatModel | None":
        """The language model, where one is set."""
        return self._model

    def warm_up(self) -> None:
        """Answers a question for nobody: what is loaded by the first one, nobody then waits for."""
        try:
            Assistant(self.library).ask(_WARMING_QUESTION)
        except PinpointError as error:
            self.journal.index_damaged(error)
        self._is_warm = True

    def health(self) -> Health:
        """Whether questions can be answered, at a glance: checksums were compared when the files were opened."""
        if not self._is_warm:
            return "starting"
        # Looks whether it has changed since.
        self._current()
        return "damaged" if self.journal.is_index_damaged or not _is_there(self.settings.index) else "ok"

    def _holdings(self) -> Holdings:
        library = self.library
        return Holdings(len(library.documents), len(library.retriever.paragraphs), library.generation)

    def _current(self) -> tuple[Assistant, Library]:
        if self._is_to_be_opened(index_state(self.settings.index)):
            with self._reopening:
                state = index_state(self.settings.index)
                if self._is_to_be_opened(state):
                    # Before as well: who comes during another try uses what is open, who comes after a change waits.
                    self._tried_at = time.monotonic()
                    self._reopen()
                    self._tried, self._tried_at = state, time.monotonic()
        return self._opened

    def _is_to_be_opened(self, state: tuple[int, ...]) -> bool:
        """Whether it has changed; or could not be read a while ago, which a copy or a disk may have mended."""
        if state != self._tried:
            return True
        damaged_since = self.journal.index_damaged_since
        if damaged_since is None:
            return False
        return time.monotonic() >= max(damaged_since, self._tried_at) + _SECONDS_BETWEEN_TRIES

    def _reopen(self) -> None:
        """Takes the new index, or keeps the old one, which is still mapped, where the new one cannot be opened."""
        try:
            library = self._opened[1].over(read_index(self.settings.index))
        except PinpointError as error:
            self.journal.index_damaged(error, self._opened[1].generation)
            return
        self._opened = (Assistant(library, self._model), library)
        self.journal.index_reopened(library.generation, len(library.documents))


def index_state(folder: Path) -> tuple[int, ...]:
    """What changes with every new generation: `index.json` is replaced as a whole."""
    try:
        found = (folder / POINTER).stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_ino, found.st_size


def _is_there(folder: Path) -> bool:
    """Whether every file of the index lies in its place."""
    for _ in range(2):
        try:
            pointer = read_pointer(folder)
        except DamagedIndexError:
            return False
        if pointer is None:
            return False
        generation = folder / pointer["generation"]
        named = [*(generation / name for name in pointer["files"]), *(folder / name for name in pointer["segments"])]
        if all(path.is_file() for path in named):
            return True
        # Another generation may have taken its place meanwhile: the second look tells.
    return False


def open_desk(settings: Settings) -> Desk:
    """The desk over the index that the settings name; that of the bundled corpus is made where there is none.

    Raises:
        PinpointError: the index is damaged, or a model cannot be loaded.

    """
    model = load_model(settings)
    build_if_missing(settings)
    # Before: what is added while the models are loaded is then noticed.
    state = index_state(settings.index)
    return Desk(settings, open_library(settings), model, state)

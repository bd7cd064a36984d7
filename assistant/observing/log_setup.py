"""Where log records go, and which: to standard error, from this program and what fails in the libraries that it uses.

In: `LogSettings`. Out: one handler of Python's logging, which renders with structlog (`assistant.observing.log_lines`),
so that a library's records and those of the server go the same way. structlog is loaded at the first record: most
commands say nothing.
"""

import logging
import sys
from typing import TextIO

from assistant.observing.printed import Printed
from assistant.settings import LogSettings

_OWN = ("assistant", "corpus", "eval", "index", "prompts")
"""Loggers whose records are written from the chosen level on; of others, which may tell what they handle, warnings."""


def set_up_logs(settings: LogSettings, *, is_server: bool = False) -> None:
    """Has records written to standard error, in place of what an earlier call set up.

    A server says what it does; other commands what is wrong, unless their records are asked for as JSON.
    """
    chosen = settings.level or ("info" if is_server or settings.format == "json" else "warning")
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _StandardError)]:
        root.removeHandler(handler)
    root.addHandler(_StandardError(settings))
    root.setLevel(logging.WARNING)
    for name in _OWN:
        logging.getLogger(name).setLevel(chosen.upper())
    # A record that cannot be written is not worth a traceback, with what it held, between the others.
    logging.raiseExceptions = False


class _StandardError(logging.StreamHandler[TextIO]):
    """Writes to standard error as it is at that moment, beneath what catches what is printed there."""

    def __init__(self, settings: LogSettings) -> None:
        logging.Handler.__init__(self)
        self._settings = settings

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        """Where it writes."""
        return sys.stderr.beneath if isinstance(sys.stderr, Printed) else sys.stderr

    def format(self, record: logging.LogRecord) -> str:
        """A record as it is written."""
        if self.formatter is None:
            from assistant.observing.log_lines import line_formatter

            self.formatter = line_formatter(self._settings, is_terminal=self.stream.isatty())
        return self.formatter.format(record)

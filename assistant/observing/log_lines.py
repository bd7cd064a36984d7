"""Log records as lines: JSON for programs, or readable ones.

In: records of Python's logging, whose `fields` hold ids, counts and names, and whose `texts` hold what somebody asked
or a document says. Out: one line each; no character of it but its own layout has an effect on a terminal or begins
another line. Texts are left out unless they are asked for, and so are the messages of other libraries' records and of
errors, which may repeat what they handled: where it happened and of what kind it was is always told.
"""

import logging
import traceback
from collections.abc import Iterator
from typing import Any

import structlog
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ProcessorFormatter, add_log_level, add_logger_name
from structlog.typing import EventDict, WrappedLogger

from assistant.observing.request_id import current_request_id
from assistant.settings import LogSettings
from index.pointer import DamagedIndexError

_OWN = frozenset({"assistant", "corpus", "eval", "index", "prompts", "printed"})
"""What these say in their messages is looked through (tests/assistant/observing)."""
_SAFE = frozenset({"uvicorn.error"})
"""Of the server under ours: its messages are fixed."""
_LONGEST_SHOWN = 120
"""Characters of a field in a readable line; JSON has them all."""
WITHHELD = "(withheld; PINPOINT_LOG_QUESTIONS=1 shows it)"


def line_formatter(settings: LogSettings, *, is_terminal: bool) -> logging.Formatter:
    """What renders records as the settings say."""
    reading = _Reading(shows_texts=settings.questions)
    before: list[Any] = [TimeStamper(fmt="iso", utc=True), add_log_level, add_logger_name, reading]
    if settings.format == "json":
        return ProcessorFormatter(
            processors=[ProcessorFormatter.remove_processors_meta, JSONRenderer(), _without_delete],
            foreign_pre_chain=before,
        )
    console = structlog.dev.ConsoleRenderer(colors=is_terminal, sort_keys=False, pad_event_to=0)
    return ProcessorFormatter(
        processors=[ProcessorFormatter.remove_processors_meta, _as_printable, console], foreign_pre_chain=before
    )


class _Reading:
    """Takes from a record what may be written."""

    def __init__(self, *, shows_texts: bool) -> None:
        self._shows_texts = shows_texts

    def __call__(self, _logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        record: logging.LogRecord = event["_record"]
        if not self._shows_texts and not _is_looked_through(record.name):
            event["event"] = f"{record.module}:{record.lineno} {WITHHELD}"
        request_id = current_request_id()
        if request_id:
            event["request_id"] = request_id
        event.update(getattr(record, "fields", {}))
        if self._shows_texts:
            event.update(getattr(record, "texts", {}))
        caught = event.pop("exc_info", None)
        if caught and caught[1]:
            event["exception"] = [self._shown(error) for error in _errors(caught[1], set())]
        event.pop("stack_info", None)
        return event

    def _shown(self, error: BaseException) -> dict[str, Any]:
        message = str(error) if self._shows_texts else _safe_message(error)
        frames = [
            f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_name}"
            for frame, line in traceback.walk_tb(error.__traceback__)
        ]
        return {"error": type(error).__name__, "message": message, "frames": frames}


def _is_looked_through(logger: str) -> bool:
    return logger in _SAFE or logger.partition(".")[0] in _OWN


def _errors(error: BaseException | None, seen: set[int]) -> Iterator[BaseException]:
    """An error, those of its group, and what it came of."""
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        for inner in error.exceptions if isinstance(error, BaseExceptionGroup) else ():
            yield from _errors(inner, seen)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _safe_message(error: BaseException) -> str:
    """What an error says where it cannot be what somebody asked: how the index is damaged, what the system refused."""
    if isinstance(error, DamagedIndexError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return WITHHELD


def _without_delete(_logger: WrappedLogger, _name: str, line: Any) -> str:
    """The one control character that JSON lets stand."""
    return str(line).replace("\x7f", r"\u007f")


def _as_printable(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Has nothing in a line but what is printed: no new lines, no colours, no change of the direction of writing."""
    exception = event.pop("exception", None)
    shown = {printable(key): _printable_value(value) for key, value in event.items()}
    if exception:
        lines = [f"  {part}" for error in exception for part in _lines_of(error)]
        shown["exception"] = "\n".join(lines)
    return shown


def _lines_of(error: dict[str, Any]) -> Iterator[str]:
    yield printable(f"{error['error']}: {error['message']}")
    yield from (f"  {printable(frame)}" for frame in error["frames"])


def _printable_value(value: Any) -> Any:
    """Numbers as they are, all else as text, of which a person does not want pages."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = printable(value if isinstance(value, str) else repr(value))
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def printable(text: str) -> str:
    r"""`text` with what is not printed written out: "a\u202eb" for a change of direction."""
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in text)

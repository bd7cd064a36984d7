"""What is written of a record, in both formats."""

import asyncio
import json
import logging
import sys
import traceback
import unicodedata

import pytest

from assistant.observing.log_setup import set_up_logs
from assistant.observing.printed import printed_as_records
from assistant.observing.request_id import requested
from assistant.settings import LogSettings, read_log_settings
from corpus.errors import PinpointError
from index.pointer import DamagedIndexError

WORD = "kanarek"
HOSTILE = "a\nb\r\x1b[31m\x07\u202e\u2066\u2028\x85\x7f\x00\udc80c"


@pytest.fixture
def written(capsys):
    """Sets logs up and does some work; gives what stands on standard error then."""
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("", "assistant", "corpus", "eval", "index", "prompts")}
    handlers, raises = list(root.handlers), logging.raiseExceptions

    def write(work, log_format="json", is_server=True, **settings):
        set_up_logs(LogSettings(log_format, **settings), is_server=is_server)
        work()
        captured = capsys.readouterr()
        assert captured.out == ""
        return captured.err

    yield write
    root.handlers[:] = handlers
    logging.raiseExceptions = raises
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def tell(event="told", logger="assistant.events", level=logging.INFO, **extra):
    logging.getLogger(logger).log(level, event, extra=extra)


def fail(error, cause=None):
    try:
        raise error from cause
    except Exception:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")


def test_a_record_is_one_json_object_with_its_fields_and_the_request(written):
    with requested("abc"):
        line = written(lambda: tell(fields={"status": "answered", "cited": ["a.p1"], "ms": 1.5}))
    record = json.loads(line)
    assert line.count("\n") == 1
    assert record.pop("timestamp").endswith("Z")
    assert record == {
        "event": "told", "level": "info", "logger": "assistant.events", "request_id": "abc", "status": "answered",
        "cited": ["a.p1"], "ms": 1.5,
    }  # fmt: skip


def test_a_readable_line_has_the_same(written):
    with requested("abc"):
        line = written(lambda: tell(fields={"status": "answered", "ms": 1.5}), "text")
    assert line.endswith("told [assistant.events] request_id=abc status=answered ms=1.5\n")
    assert "\x1b" not in line


@pytest.mark.parametrize("log_format", ["json", "text"])
@pytest.mark.parametrize("settings", [{}, {"questions": True}])
def test_nothing_in_a_record_begins_a_line_or_moves_the_cursor(written, log_format, settings):
    def work():
        tell(HOSTILE, fields={"x": HOSTILE, HOSTILE: 1, "list": [HOSTILE]}, texts={"question": HOSTILE})
        fail(DamagedIndexError(HOSTILE), OSError(28, HOSTILE))
        tell(HOSTILE, "some.library", logging.WARNING)

    lines = written(work, log_format, **settings).split("\n")
    assert all(unicodedata.category(each) not in {"Cc", "Cf", "Zl", "Zp", "Cs"} for line in lines for each in line)
    begins = [line for line in lines if line and not line.startswith("  ")]
    assert len(begins) == 3


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_texts_are_written_only_when_asked_for(written, log_format):
    def work():
        tell(texts={"question": WORD})

    assert WORD not in written(work, log_format)
    assert WORD in written(work, log_format, questions=True)


@pytest.mark.parametrize("log_format", ["json", "text"])
@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_no_library_repeats_what_it_handled_at_any_level(written, log_format, level):
    def work():
        for number in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
            for name in ("openai", "gradio", "asyncio", "httpx", "some.library"):
                logging.getLogger(name).log(number, f"Request options: {WORD}")
                logging.getLogger(name).log(number, "Request options: %s", WORD)
        fail(ValueError(WORD), KeyError(WORD))
        fail(ExceptionGroup(WORD, [ValueError(WORD), OSError(2, "No such file", WORD)]))
        fail(PinpointError(f"There is no corpus {WORD!r}."))

    written_ = written(work, log_format, level=level)
    assert WORD not in written_
    # Where it was and what it was is told all the same.
    assert "test_log_lines.py" in written_
    assert "KeyError" in written_
    assert "No such file" in written_
    assert WORD in written(work, log_format, level=level, questions=True)


def test_what_asyncio_says_of_a_lost_task_does_not_hold_its_error(written):
    def work():
        async def lose():
            async def ask():
                raise ValueError(WORD)

            task = asyncio.ensure_future(ask())
            await asyncio.sleep(0)
            del task

        asyncio.run(lose())

    lines = written(work)
    assert WORD not in lines
    assert json.loads(lines)["logger"] == "asyncio"


def test_how_the_index_is_damaged_and_mended_is_told(written):
    (line,) = written(lambda: fail(DamagedIndexError("x.bin is damaged: run `pinpoint ingest`."))).splitlines()
    (error,) = json.loads(line)["exception"]
    assert error["message"] == "x.bin is damaged: run `pinpoint ingest`."


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_what_is_printed_becomes_records_without_its_words(written, log_format):
    def work():
        with printed_as_records(sys.stdout, sys.stderr):
            try:
                raise ValueError(f"{WORD}\nand {WORD} more")
            except ValueError:
                traceback.print_exc()
            sys.stdout.write(WORD)

    lines = written(work, log_format)
    assert WORD not in lines
    assert "ValueError" in lines
    assert "test_log_lines.py" in lines
    if log_format == "json":
        assert [json.loads(line)["event"] for line in lines.splitlines()] == [
            "a library printed a traceback", "printed", "printed",
        ]  # fmt: skip
    assert WORD in written(work, log_format, questions=True)


def test_a_failing_thread_is_a_record(written):
    import threading

    def work():
        def ask():
            raise ValueError(WORD)

        # pytest looks at threads that fail as well.
        before, threading.excepthook = threading.excepthook, threading.__excepthook__
        with printed_as_records(sys.stdout, sys.stderr):
            thread = threading.Thread(target=ask)
            thread.start()
            thread.join()
        threading.excepthook = before

    lines = written(work)
    assert WORD not in lines
    assert "ValueError" in lines


def test_a_server_says_what_it_does_and_other_commands_what_is_wrong(written):
    def work():
        tell("an event")
        tell("a warning", level=logging.WARNING)

    assert "an event" in written(work, "text")
    assert "an event" not in written(work, "text", is_server=False)
    assert "a warning" in written(work, "text", is_server=False)
    assert "an event" in written(work, "json", is_server=False)
    assert "an event" not in written(work, "json", level="warning")
    assert "an event" in written(work, "text", is_server=False, level="info")


@pytest.mark.parametrize(
    ("name", "value", "choices"),
    [
        ("PINPOINT_LOG_FORMAT", "xml", "text, json"),
        ("PINPOINT_LOG_LEVEL", "loud", "debug, info, warning, error"),
        ("PINPOINT_LOG_QUESTIONS", "maybe", "1, 0"),
    ],
)
def test_a_wrong_setting_is_told_with_the_choices(monkeypatch, name, value, choices):
    monkeypatch.setenv(name, value)
    with pytest.raises(PinpointError, match=f"{name} is '{value}': give one of {choices}"):
        read_log_settings()


def test_the_environment_sets_what_is_logged(monkeypatch):
    for name, value in {"FORMAT": "JSON", "LEVEL": "debug", "QUESTIONS": "1"}.items():
        monkeypatch.setenv(f"PINPOINT_LOG_{name}", value)
    assert read_log_settings() == LogSettings("json", True, "debug")

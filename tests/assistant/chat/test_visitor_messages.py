"""What a visitor is told of a failure names no place of the server."""

import asyncio
import errno
import shutil
from dataclasses import replace
from pathlib import Path

import gradio as gr
import pytest

from assistant.chat.desk import Desk
from assistant.chat.programs.calls import Calls
from assistant.chat.programs.room import Functions
from assistant.chat.visitor_messages import UNSAID, message_for_visitor, without_places
from assistant.feedback import FeedbackFile
from assistant.settings import read_settings
from corpus.errors import PinpointError
from index.pointer import DamagedIndexError, read_pointer
from index.store import read_index
from index.write_lock import BusyIndexError, write_lock


@pytest.fixture
def settings(tmp_path):
    return replace(read_settings(), index=tmp_path / "an index")


def caught(kind, work):
    with pytest.raises(kind) as caught:
        work()
    return caught.value


def test_a_busy_index_is_told_without_its_folder_which_the_log_has(settings, caplog):
    with write_lock(settings.index):
        error = caught(BusyIndexError, lambda: write_lock(settings.index).__enter__())
    assert str(settings.index) in str(error)
    shown = message_for_visitor(error, settings)
    assert shown == "Another process is writing the index: wait until it has finished, then try again."
    (record,) = caplog.records
    assert record.fields["message"] == str(error)


@pytest.mark.parametrize("said", ["'/srv/kanarek'", '"/srv/kanarek"', "“/srv/kanarek”"])
def test_the_log_does_not_repeat_what_a_visitor_wrote(settings, caplog, said):
    message_for_visitor(PinpointError(f"There is no corpus {said}: choose one of npt."), settings)
    (record,) = caplog.records
    assert record.fields["message"] == "There is no corpus '…': choose one of npt."
    assert "kanarek" in record.texts["whole"]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("{", "The index file index.json is missing or damaged: run `pinpoint ingest --rebuild`."),
        ("{}", "The index file index.json is missing or damaged: run `pinpoint ingest --rebuild`."),
        ('{"format": 1}', "The index has format 1, this version reads"),
    ],
)
def test_a_damaged_index_is_told_with_its_remedy_alone(settings, content, shown):
    settings.index.mkdir()
    (settings.index / "index.json").write_text(content, encoding="utf-8")
    error = caught(DamagedIndexError, lambda: read_pointer(settings.index))
    told = message_for_visitor(error, settings)
    assert told.startswith(shown)
    assert told.endswith(": run `pinpoint ingest --rebuild`.")


def test_what_the_system_refuses_is_told_without_the_folder(settings):
    settings.index.mkdir()
    (settings.index / "feedback.jsonl").mkdir()
    error = caught(PinpointError, FeedbackFile(settings.index).read)
    assert str(settings.index) in str(error)
    shown = message_for_visitor(error, settings)
    assert shown.startswith("The feedback in feedback.jsonl cannot be read (Is a directory): ")
    where = PinpointError(f"The model cannot be read ({OSError(errno.EACCES, 'Permission denied', '/srv/models/x')}).")
    assert message_for_visitor(where, settings) == UNSAID


def test_every_name_of_a_folder_is_taken_out(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "real").mkdir()
    (tmp_path / "linked").symlink_to("real")
    for given in ("linked", str(tmp_path / "linked"), str(tmp_path / "real")):
        named = replace(settings, index=Path(given))
        for name in (given, str(named.index.absolute()), str(named.index.resolve()), f"~/{Path(given).name}"):
            assert without_places(f"The index in {name} cannot be written.", named) == "The index cannot be written."


def test_another_folder_is_not_mistaken_for_that_of_the_index_and_masks_the_message(settings):
    other = replace(settings, index=Path("/srv/pinpoint/index"))
    for place in ("/srv/pinpoint/index-2", "/srv/pinpoint/index2/a", "~/notes.txt", "'/opt/it'", r"C:\data\index"):
        assert without_places(f"The file {place} cannot be read.", other) == UNSAID


def test_an_uploaded_file_goes_by_its_own_name(settings, tmp_path):
    elsewhere = replace(settings, index=Path("/srv/index"))
    told = without_places(f"'{tmp_path}/0f3a/my report.pdf': it has no text.", elsewhere)
    assert told == "'my report.pdf': it has no text."


@pytest.mark.parametrize(
    "message",
    [
        "NPT/CONF.2015/39 is in no corpus: choose one of it, or 1/2 of them.",
        "The model at http://127.0.0.1:8080/v1 does not answer: start it.",
        "请用“pinpoint eval”/“pinpoint ask”。",
        "The question is empty: type one.",
    ],
)
def test_a_message_that_names_no_place_is_told_as_it_is(settings, message, caplog):
    assert message_for_visitor(PinpointError(message), settings) == message
    assert not caplog.text


def test_a_program_is_not_told_where_an_index_lies_that_is_damaged_under_way(settings, index_folder, library):
    shutil.copytree(index_folder, settings.index)
    (tokens,) = settings.index.glob("tokens-*.bin")
    tokens.write_bytes(bytes(len(tokens.read_bytes())))
    functions = Functions(Calls(Desk(settings, library.over(read_index(settings.index)))))
    error = caught(gr.Error, lambda: asyncio.run(functions.ask("When did Belgium ratify the CTBT?")))
    assert str(error).startswith(f"The index file {tokens.name} is missing or damaged: ")
    assert settings.index.name not in str(error)

import shutil
from dataclasses import replace

import pytest

from assistant.chat.desk import Desk
from index.build import ingest
from index.sources import Source
from index.store import read_index


@pytest.fixture
def own_desk(settings, library, tmp_path):
    folder = tmp_path / "index"
    shutil.copytree(settings.index, folder)
    return Desk(replace(settings, index=folder), library.over(read_index(folder)))


def test_what_another_process_adds_is_found_without_opening_anything_anew(own_desk, tmp_path, encoder):
    before = own_desk.library
    assert own_desk.library is before
    note = tmp_path / "note.txt"
    note.write_text("1. The lighthouse of Port Ellery was built by Ada Brunel in the year 1873.\n", encoding="utf-8")
    ingest([Source(note, "notes")], own_desk.settings.index, encoder)
    assert len(own_desk.library.documents) == len(before.documents) + 1
    assert own_desk.assistant.ask("When was the lighthouse of Port Ellery built?").value.normalized == "1873"


def test_a_damaged_new_index_leaves_the_one_that_is_open_in_use(own_desk, caplog):
    before = own_desk.library
    (own_desk.settings.index / "index.json").write_text("{", encoding="utf-8")
    assert own_desk.library is before
    assert own_desk.assistant.ask("When did Belgium ratify the CTBT?").value.normalized == "1999-06-29"
    assert "cannot be opened" in caplog.text

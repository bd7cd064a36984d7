import gc
import shutil
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.chat import desk as desk_module
from assistant.chat.asking.glossed_quotes import ReadingAids
from assistant.chat.desk import Desk, index_state
from index.build import ingest
from index.pointer import DamagedIndexError
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


def test_what_is_added_while_the_library_is_being_opened_is_found(own_desk, tmp_path, encoder):
    folder = own_desk.settings.index
    state, library = index_state(folder), own_desk.library
    note = tmp_path / "note.txt"
    note.write_text("1. The lighthouse of Port Ellery was built by Ada Brunel in the year 1873.\n", encoding="utf-8")
    ingest([Source(note, "notes")], folder, encoder)
    assert len(Desk(own_desk.settings, library, state=state).library.documents) == len(library.documents) + 1


def test_an_index_that_gave_way_to_another_is_freed(own_desk, tmp_path, encoder):
    before = own_desk.library
    own_desk.assistant.ask("When did Belgium ratify the CTBT?")
    lexicon = before.retriever.lexicon
    assert ReadingAids(lexicon).gloss("比利时批准了条约。", "zh", "en")
    gone = [weakref.ref(part) for part in (before, before.retriever, lexicon)]
    note = tmp_path / "note.txt"
    note.write_text("1. The lighthouse of Port Ellery was built by Ada Brunel in the year 1873.\n", encoding="utf-8")
    ingest([Source(note, "notes")], own_desk.settings.index, encoder)
    assert own_desk.library is not before
    del before, lexicon
    gc.collect()
    assert [part() for part in gone] == [None, None, None]


def test_a_damaged_new_index_leaves_the_one_that_is_open_in_use(own_desk, caplog):
    before = own_desk.library
    (own_desk.settings.index / "index.json").write_text("{", encoding="utf-8")
    assert own_desk.library is before
    assert own_desk.assistant.ask("When did Belgium ratify the CTBT?").value.normalized == "1999-06-29"
    (record,) = (record for record in caplog.records if record.getMessage() == "index damaged")
    assert "index.json" in record.fields["message"]
    assert record.fields["still_used"] == before.generation


def test_an_index_whose_pointer_was_copied_before_its_files_is_used_once_they_are_there(
    own_desk, tmp_path, encoder, monkeypatch
):
    folder, before = own_desk.settings.index, own_desk.library
    own_desk.warm_up()
    newer = tmp_path / "newer"
    shutil.copytree(folder, newer)
    note = tmp_path / "note.txt"
    note.write_text("1. The lighthouse of Port Ellery was built by Ada Brunel in the year 1873.\n", encoding="utf-8")
    ingest([Source(note, "notes")], newer, encoder)
    shutil.copy(newer / "index.json", folder)
    assert own_desk.health() == "damaged"
    shutil.copytree(newer, folder, dirs_exist_ok=True, copy_function=copy_if_missing)
    assert own_desk.library is before, "it is not opened again at every use"
    monkeypatch.setattr(desk_module, "_SECONDS_BETWEEN_TRIES", 0.0)
    assert own_desk.health() == "ok"
    assert own_desk.assistant.ask("When was the lighthouse of Port Ellery built?").value.normalized == "1873"


def copy_if_missing(source, target):
    if not Path(target).exists():
        shutil.copy2(source, target)


def test_an_index_that_stays_damaged_is_tried_again_after_a_while_and_what_is_open_stays_in_use(own_desk, monkeypatch):
    before = own_desk.library
    own_desk.warm_up()
    (own_desk.settings.index / "index.json").write_text("{", encoding="utf-8")
    tries = own_desk.journal.metrics.damaged._value
    assert [own_desk.library is before for _ in range(3)] == [True] * 3
    assert tries.get() == 1
    monkeypatch.setattr(desk_module, "_SECONDS_BETWEEN_TRIES", 0.0)
    assert [own_desk.library is before for _ in range(3)] == [True] * 3
    assert tries.get() == 4
    assert own_desk.health() == "damaged"


def test_a_damage_that_was_met_once_is_forgotten_where_the_index_can_be_opened_a_while_later(own_desk, monkeypatch):
    own_desk.warm_up()
    with pytest.raises(DamagedIndexError), own_desk.journal.doing("ask"):
        raise DamagedIndexError("tokens-000001.bin could not be read")
    assert own_desk.health() == "damaged"
    monkeypatch.setattr(desk_module, "_SECONDS_BETWEEN_TRIES", 0.0)
    assert own_desk.health() == "ok"
    opened = own_desk.library
    assert own_desk.library is opened, "what is well is not opened again"


def test_warming_up_asks_no_model(settings, library):
    class Silent:
        def __getattr__(self, name):
            raise AssertionError("a model was asked for nobody")

    Desk(settings, library, Silent()).warm_up()

import gc
import shutil
import weakref
from dataclasses import replace

import pytest

from assistant.chat.asking.glossed_quotes import ReadingAids
from assistant.chat.desk import Desk, index_state
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


def test_warming_up_asks_no_model(settings, library):
    class Silent:
        def __getattr__(self, name):
            raise AssertionError("a model was asked for nobody")

    Desk(settings, library, Silent()).warm_up()

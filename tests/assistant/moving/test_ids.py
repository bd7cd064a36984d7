"""Documents keep their ids when their files are read again elsewhere, so that citations go on leading to them."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.answering import Assistant
from assistant.cli import main
from assistant.library import Library
from assistant.moving.exporting import export_index
from assistant.moving.importing import import_index
from index.build import ingest
from index.pointer import PARSER_VERSION
from index.sources import Source, known_sources
from index.store import read_index, write_index

OLD = Path(__file__).parents[2] / "index/old_formats"
QUESTION = "Where did the Commission of the Lakes meet on 3 May 2021?"


@pytest.fixture
def imported(lakes, tmp_path, encoder):
    """The index elsewhere; the documents are there alone."""
    export_index(lakes, tmp_path / "moved.pinpoint")
    import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder)
    shutil.rmtree(tmp_path / "mine")
    return tmp_path / "there"


def answer(folder, encoder):
    found = Assistant(Library(read_index(folder), encoder)).ask(QUESTION)
    return found.answer, [(one.paragraph.paragraph_id, one.quote) for one in found.citations]


def ids(folder):
    contents = read_index(folder)
    return {one.document_id for one in contents.documents}, [one.paragraph_id for one in contents.paragraphs]


def test_a_rebuild_of_an_imported_index_gives_the_same_ids_and_answers(lakes, imported, encoder):
    done = CliRunner().invoke(main, ["ingest", "--rebuild", "--index", str(imported)])
    assert done.exit_code == 0, done.output
    assert ids(imported) == ids(lakes)
    assert answer(imported, encoder) == answer(lakes, encoder)
    assert "met in Oslo" in answer(imported, encoder)[0]


def test_an_imported_document_that_changes_keeps_its_id(lakes, imported, encoder):
    path = Path(read_index(imported).documents[0].path)
    path.write_text("1. The Commission of the Lakes met in Bergen.\n", encoding="utf-8")
    report = ingest([Source(path, "own")], imported, encoder)
    assert (report.updated, report.added, report.documents) == (1, 0, 1)
    assert ids(imported)[0] == ids(lakes)[0]


def test_documents_that_another_parser_read_keep_their_ids(lakes, imported, encoder):
    write_index(imported, read_index(imported), PARSER_VERSION - 1)
    ingest(known_sources(read_index(imported).documents), imported, encoder)
    assert ids(imported) == ids(lakes)


def test_an_index_of_format_2_keeps_its_ids_when_it_is_moved_and_read_again(tmp_path, encoder):
    here = shutil.copytree(OLD / "2", tmp_path / "here")
    before = ids(here)[0]
    export_index(here, tmp_path / "moved.pinpoint")
    import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder)
    path = Path(read_index(tmp_path / "there").documents[0].path)
    path.parent.mkdir(parents=True)
    path.write_text("1. The Commission of the Lakes met in Bergen.\n", encoding="utf-8")
    for is_rebuilt in (False, True):
        ingest([Source(path, None)], tmp_path / "there", encoder, rebuild=is_rebuilt)
        assert ids(tmp_path / "there")[0] == before


def test_the_file_that_an_imported_document_was_made_of_gets_an_id_of_its_own(lakes, tmp_path, encoder):
    export_index(lakes, tmp_path / "moved.pinpoint")
    there = tmp_path / "there"
    import_index(tmp_path / "moved.pinpoint", there, encoder)
    report = ingest([Source(tmp_path / "mine", "own")], there, encoder)
    assert (report.added, report.documents) == (1, 2)
    found = ids(there)
    assert ids(lakes)[0] < found[0]
    ingest(known_sources(read_index(there).documents), there, encoder, rebuild=True)
    assert ids(there) == found

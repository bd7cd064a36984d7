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
from corpus.catalog import BUNDLED_CORPUS
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


@pytest.fixture
def beside(lakes, tmp_path, encoder):
    """The index elsewhere; the files that it was made of are there too."""
    export_index(lakes, tmp_path / "moved.pinpoint")
    import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder)
    return tmp_path / "there"


def test_the_file_that_an_imported_document_was_made_of_takes_its_place(lakes, beside, tmp_path, encoder):
    report = ingest([Source(tmp_path / "mine", "own")], beside, encoder)
    assert (report.added, report.updated, report.documents) == (0, 1, 1)
    assert ids(beside) == ids(lakes)
    (tmp_path / "mine/lakes.txt").write_text("1. The Commission of the Lakes met in Bergen.\n", encoding="utf-8")
    report = ingest([Source(tmp_path / "mine", "own")], beside, encoder)
    assert (report.added, report.updated, report.documents) == (0, 1, 1)
    assert ids(beside)[0] == ids(lakes)[0]


def test_it_takes_its_place_where_another_parser_read_it(lakes, beside, tmp_path, encoder):
    write_index(beside, read_index(beside), PARSER_VERSION - 1)
    ingest([Source(tmp_path / "mine", "own")], beside, encoder)
    assert ids(beside) == ids(lakes)
    assert [one.path for one in read_index(beside).documents] == [str(tmp_path / "mine/lakes.txt")]


def test_a_file_in_a_manifest_takes_the_place_of_the_imported_document_of_its_id(archive, tmp_path, encoder):
    import_index(archive, tmp_path / "there", encoder)
    before = ids(tmp_path / "there")
    report = ingest([Source(BUNDLED_CORPUS, None)], tmp_path / "there", encoder)
    assert (report.added, report.updated, report.documents) == (0, 5, 5)
    assert ids(tmp_path / "there") == before


@pytest.mark.parametrize(("corpus", "text"), [("own", "1. Quite another report.\n"), ("other", None)])
def test_another_file_of_that_name_is_another_document(lakes, beside, tmp_path, encoder, corpus, text):
    if text:
        (tmp_path / "mine/lakes.txt").write_text(text, encoding="utf-8")
    report = ingest([Source(tmp_path / "mine", corpus)], beside, encoder)
    assert (report.added, report.documents) == (1, 2)
    found = ids(beside)
    assert ids(lakes)[0] < found[0]
    ingest(known_sources(read_index(beside).documents), beside, encoder, rebuild=True)
    assert ids(beside) == found

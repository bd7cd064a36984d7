"""Documents leave the index for good, atomically, and come back when they are ingested on purpose."""

import shutil

import pytest
from filelock import FileLock

from corpus.errors import PinpointError
from index.build import ingest
from index.deferred_encoder import DeferredEncoder
from index.pointer import read_pointer
from index.removal import remove_documents
from index.retrieval import Retriever
from index.sources import Source
from index.store import read_index
from index.write_lock import BusyIndexError

ONE = "Report of the Group\n\n1. The Group met in Geneva in May 2021.\n\n2. It thanked the Government of Austria.\n"
TWO = "1. The second report was adopted in Vienna.\n\n2. Nothing else was decided.\n"


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE, encoding="utf-8")
    (folder / "two.txt").write_text(TWO, encoding="utf-8")
    return folder


@pytest.fixture
def folder(documents, tmp_path, encoder):
    ingest([Source(documents, None)], tmp_path / "index", encoder)
    return tmp_path / "index"


def ids(folder):
    return [document.document_id for document in read_index(folder).documents]


def id_of(folder, name):
    return next(document_id for document_id in ids(folder) if document_id.startswith(name))


def test_a_removed_document_is_forgotten_and_its_file_is_not_touched(documents, folder, encoder):
    report = remove_documents([id_of(folder, "one")], folder, encoder)
    assert (report.removed, report.documents, report.paragraphs) == (1, 1, 2)
    contents = read_index(folder)
    assert [paragraph.text for paragraph in contents.paragraphs] == [
        "The second report was adopted in Vienna.",
        "Nothing else was decided.",
    ]
    found = Retriever(contents, encoder).search("Where did the Group meet?", "en").results
    assert {item.paragraph.document_id for item in found} == set(ids(folder))
    assert (documents / "one.txt").read_text(encoding="utf-8") == ONE


def test_it_does_not_come_back_with_other_files_but_when_it_is_ingested_again(documents, folder, encoder):
    before = id_of(folder, "one")
    remove_documents([before], folder, encoder)
    (documents / "three.txt").write_text("1. A third report.\n", encoding="utf-8")
    for name in ("two.txt", "three.txt"):
        ingest([Source(documents / name, None)], folder, encoder)
    assert before not in ids(folder)
    ingest([Source(documents / "one.txt", None)], folder, encoder)
    assert before in ids(folder)


def test_it_does_not_come_back_when_a_newer_parser_reads_all_documents_again(documents, folder, encoder, monkeypatch):
    removed = id_of(folder, "one")
    monkeypatch.setattr("index.store.PARSER_VERSION", 1000)
    monkeypatch.setattr("index.build.PARSER_VERSION", 1000)
    report = remove_documents([removed], folder, encoder)
    assert (report.removed, report.updated) == (1, 1)
    assert read_pointer(folder)["parser"] == 1000
    assert ids(folder) == [id_of(folder, "two")]


def test_the_encoder_is_not_loaded_to_remove(folder, monkeypatch):
    monkeypatch.setattr("index.deferred_encoder.load_encoder", lambda name: pytest.fail(f"{name} was loaded"))
    assert remove_documents([id_of(folder, "two")], folder, DeferredEncoder("bundled")).removed == 1


def test_all_documents_can_be_removed_and_others_added(documents, folder, encoder):
    assert remove_documents(ids(folder), folder, encoder).documents == 0
    assert Retriever(read_index(folder), encoder).search("Who met?", "en").results == ()
    assert ingest([Source(documents / "two.txt", None)], folder, encoder).added == 1


def test_a_corpuss_termbase_leaves_with_its_last_document(tmp_path, index_folder, encoder):
    folder = shutil.copytree(index_folder, tmp_path / "index")
    first, *others = ids(folder)
    remove_documents([first], folder, encoder)
    assert [corpus for corpus, _ in read_index(folder).termbases] == ["npt"]
    remove_documents(others, folder, encoder)
    assert read_index(folder).termbases == ()


def test_a_document_that_is_not_there_is_an_error_and_changes_nothing(folder, encoder):
    before = read_pointer(folder)
    with pytest.raises(PinpointError, match="no document 'gone': it may have been removed already"):
        remove_documents(["gone"], folder, encoder)
    with pytest.raises(PinpointError, match="No document is named"):
        remove_documents([], folder, encoder)
    assert read_pointer(folder) == before


def test_a_removal_during_an_ingest_is_turned_away(folder, encoder):
    with FileLock(folder / "ingest.lock"), pytest.raises(BusyIndexError, match="Another process is writing"):
        remove_documents(ids(folder), folder, encoder)


def test_a_removal_that_cannot_be_written_leaves_the_index_as_it_was(folder, encoder, monkeypatch):
    before = ids(folder)
    files = sorted(path.name for path in folder.iterdir())

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.store._replace", full_disk)
    with pytest.raises(PinpointError, match="cannot be written"):
        remove_documents(before[:1], folder, encoder)
    assert ids(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == files

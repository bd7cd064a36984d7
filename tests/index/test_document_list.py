"""Whatever single file of an index is damaged, its list of documents can be had."""

import json

import pytest

from corpus.errors import PinpointError
from index.build import ingest
from index.document_list import read_documents, read_known_documents
from index.sources import known_sources
from index.store import read_index, write_index


@pytest.fixture
def folder(index_folder, tmp_path):
    write_index(tmp_path / "index", read_index(index_folder))
    return tmp_path / "index"


@pytest.mark.parametrize("name", ["index.json", "documents.jsonl", "documents-copy.jsonl"])
@pytest.mark.parametrize("damage", [lambda data: data.replace(b"npt", b"nqt"), lambda data: b"", lambda data: None])
def test_it_is_known_without_any_one_file(folder, name, damage):
    whole = list(read_index(folder).documents)
    path = next(folder.rglob(name))
    data = damage(path.read_bytes())
    path.unlink() if data is None else path.write_bytes(data)
    assert read_known_documents(folder) == whole


def test_nobody_can_tell_where_both_lists_are_gone(folder):
    for path in folder.glob("gen-*/documents*"):
        path.unlink()
    assert read_known_documents(folder) is None


def test_lists_that_differ_are_not_believed_without_the_pointer(folder):
    (folder / "index.json").unlink()
    listed = next(folder.glob("gen-*/documents.jsonl"))
    listed.write_bytes(b"".join(listed.read_bytes().splitlines(keepends=True)[:-1]))
    assert read_known_documents(folder) is None


@pytest.mark.parametrize(
    "change",
    [
        {"corpus": 5},
        {"corpus": ""},
        {"corpus": "../elsewhere"},
        {"document_id": None},
        {"language": None},
        {"date": 0},
        {"path": "\udcff"},
        {"titles": []},
        {"titles": [["en", 5]]},
        {"titles": [["en", "\ud800"]]},
        {"titles": "en"},
        {"short_titles": [["en"]]},
        {"more": "x"},
    ],
)
def test_a_list_of_something_else_is_not_read(folder, tmp_path, change):
    line = next(folder.glob("gen-*/documents.jsonl")).read_bytes().splitlines()[0]
    (tmp_path / "documents.jsonl").write_bytes(line)
    assert read_documents(tmp_path) == read_index(folder).documents[:1]
    (tmp_path / "documents.jsonl").write_text(json.dumps(json.loads(line) | change), encoding="utf-8")
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind
        read_documents(tmp_path)


def test_a_rebuild_that_fails_on_a_damaged_index_leaves_nothing_more(folder, encoder, monkeypatch):
    (folder / "index.json").write_bytes(b"{")
    (folder / "ingest.lock").touch()
    before = sorted(path.name for path in folder.rglob("*"))

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    known = known_sources(read_known_documents(folder))
    with monkeypatch.context() as patch:
        patch.setattr("index.store._replace", full_disk)
        with pytest.raises(PinpointError, match="cannot be written"):
            ingest(known[:1], folder, encoder, rebuild=True)
    assert sorted(path.name for path in folder.rglob("*")) == before

"""The files of an index: whole for every reader, named when they are not."""

import shutil
import threading
import time

import pytest

from index import store
from index.pointer import DamagedIndexError, encode_pointer, fingerprint, read_pointer
from index.store import read_index, write_index
from index.vectors import VectorIndex


@pytest.fixture
def folder(index_folder, tmp_path):
    return shutil.copytree(index_folder, tmp_path / "index")


def test_reader_beside_a_writer_always_gets_a_whole_index(folder):
    contents = read_index(folder)
    stop = threading.Event()

    def write():
        while not stop.is_set():
            write_index(folder, contents)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        begun, reads = time.monotonic(), 0
        while time.monotonic() < begun + 2 or read_pointer(folder)["generation"] <= "gen-000002":
            assert read_index(folder).documents == contents.documents
            reads += 1
            assert time.monotonic() < begun + 60
    finally:
        stop.set()
        writer.join()
    assert reads > 1


def test_generation_that_goes_while_it_is_opened_is_no_damage(folder, monkeypatch):
    contents = read_index(folder)
    load = VectorIndex.load
    opened = []

    def overtaken(path):
        opened.append(path)
        if len(opened) == 1:
            write_index(folder, contents)
        return load(path)

    monkeypatch.setattr(VectorIndex, "load", overtaken)
    assert len(read_index(folder).vectors) == len(contents.vectors)
    # The writer reads back what it has written.
    assert [path.parent.name for path in opened] == ["gen-000001", "gen-000002", "gen-000002"]


@pytest.mark.parametrize("name", ["_sync_folder", "settle_imports"])
def test_an_error_when_the_new_index_is_in_force_is_none_and_is_tidied_up_after(folder, monkeypatch, name):
    contents, real = read_index(folder), getattr(store, name)

    def failing_disk(path, **given):
        if path == folder and read_pointer(folder)["generation"] == "gen-000002":
            raise OSError(5, "Input/output error")
        real(path, **given)

    with monkeypatch.context() as patch:
        patch.setattr(store, name, failing_disk)
        write_index(folder, contents)
    assert read_index(folder).generation == "gen-000002"
    assert store.remove_strays(folder)
    assert [path.name for path in folder.glob("gen-*")] == ["gen-000002"]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("definitions.jsonl", b"null\n"),
        ("definitions.jsonl", b"{}\n"),
        ("question_mean.npy", b"\x93NUMPY\x01\x00v\x00{" + bytes(1700)),
        ("question_mean.npy", b""),
        ("paragraphs.rows", bytes(64)),
    ],
)
def test_what_was_written_in_part_leaves_the_old_index_and_says_so(folder, monkeypatch, name, written):
    contents, write = read_index(folder), store._write_files

    def full_disk(generation, contents):
        # The disk takes something else than it was given, and says nothing of it.
        write(generation, contents)
        (generation / name).write_bytes(written)

    monkeypatch.setattr(store, "_write_files", full_disk)
    with pytest.raises(OSError, match="a file was written in part"):
        write_index(folder, contents)
    assert read_index(folder).generation == "gen-000001"
    assert [path.name for path in folder.glob("gen-*")] == ["gen-000001"]


@pytest.mark.parametrize("name", ["question_mean.npy", "tokens.npy", "words.postings"])
def test_a_file_that_is_no_array_although_its_checksum_is_right_is_named_with_the_remedy(folder, name):
    # An archive from elsewhere brings its own checksums.
    pointer = read_pointer(folder)
    path = folder / pointer["generation"] / name
    path.write_bytes(b"\x93NUMPY\x01\x00v\x00{" + bytes(1700))
    pointer["files"][name] = fingerprint(path)
    (folder / "index.json").write_bytes(encode_pointer(pointer))
    with pytest.raises(DamagedIndexError, match="missing or damaged: run `pinpoint ingest --rebuild"):
        read_index(folder)


def test_an_interrupt_when_the_new_index_is_in_force_leaves_it_whole(folder, monkeypatch):
    contents, put_in_place = read_index(folder), store._replace

    def interrupted(*arguments):
        put_in_place(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_index(folder, contents)
    assert read_index(folder).generation == "gen-000002"


@pytest.mark.parametrize(
    "change",
    [
        {"encoder": None},
        {"encoder": 3},
        {"files": ["vectors.faiss"]},
        {"generation": "../elsewhere"},
        {"generation": None},
        {"paragraphs": "many"},
        {"format": 0},
        {"files": {}},
        {"segments": {"tokens-000001.bin": 3}},
        {"segments": {}},
        {"segments": {"../elsewhere": 3}},
    ],
)
def test_pointer_with_wrong_keys_names_the_remedy_and_the_folder(folder, change):
    (folder / "index.json").write_bytes(encode_pointer(read_pointer(folder) | change))
    with pytest.raises(DamagedIndexError, match="pinpoint ingest --rebuild --index") as raised:
        read_index(folder)
    assert str(folder) in str(raised.value)


def test_pointer_that_cannot_be_read_is_an_error_with_a_remedy(folder):
    (folder / "index.json").unlink()
    (folder / "index.json").mkdir()
    with pytest.raises(DamagedIndexError, match=r"cannot be read \(Is a directory\)"):
        read_index(folder)


def test_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "index").write_text("x", encoding="utf-8")
    with pytest.raises(DamagedIndexError, match="is no folder: give that of an index"):
        read_index(tmp_path / "index")

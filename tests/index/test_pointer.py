"""`index.json`: no byte of it changes unnoticed, and it is missed where it is gone."""

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from index.document_list import read_known_documents
from index.pointer import DamagedIndexError, read_pointer
from index.store import read_index, remove_strays, write_index


@pytest.fixture
def folder(index_folder, tmp_path):
    write_index(tmp_path / "index", read_index(index_folder))
    return tmp_path / "index"


def test_every_changed_bit_is_noticed(folder):
    path = folder / "index.json"
    data = path.read_bytes()
    chance = random.Random(1)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        with pytest.raises(
            DamagedIndexError, match=r"index\.json is missing or damaged: run `pinpoint ingest --rebuild"
        ):
            read_pointer(folder)


def test_each_field_is_covered_by_the_checksum(folder):
    path = folder / "index.json"
    pointer = json.loads(path.read_bytes())
    for name, value in pointer.items():
        others = {str: "another", int: 7, dict: {}}
        path.write_text(json.dumps(pointer | {name: others[type(value)]}, indent=1), encoding="utf-8")
        with pytest.raises(DamagedIndexError, match="missing or damaged"):
            read_pointer(folder)


def test_an_index_that_lost_its_pointer_is_damaged_and_not_taken_for_none(folder):
    (folder / "index.json").unlink()
    with pytest.raises(DamagedIndexError, match=r"index\.json is missing or damaged"):
        read_pointer(folder)


def test_a_write_that_fails_at_its_end_leaves_an_index_that_lost_its_pointer_to_learn_from(folder, monkeypatch):
    contents = read_index(folder)
    (folder / "index.json").unlink()
    before = sorted(path.name for path in folder.rglob("*"))
    sync = os.fsync

    def full_disk(descriptor):
        if os.fstat(descriptor).st_ino in {path.stat().st_ino for path in folder.rglob("index.*")}:
            raise OSError(28, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space left"):
        write_index(folder, contents)
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_a_write_that_is_killed_at_its_end_leaves_an_index_that_lost_its_pointer_to_learn_from(
    folder, tmp_path, monkeypatch
):
    contents, rename, killed = read_index(folder), Path.replace, tmp_path / "killed"
    (folder / "index.json").unlink()

    def killed_before(path, target):
        shutil.copytree(folder, killed)
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", killed_before)
    write_index(folder, contents)
    with pytest.raises(DamagedIndexError, match="missing or damaged"):
        read_pointer(killed)
    assert not remove_strays(killed)
    assert read_known_documents(killed) == list(contents.documents)


def test_a_first_ingest_that_was_cut_off_is_no_index_yet(tmp_path):
    (tmp_path / "gen-000001").mkdir()
    (tmp_path / "index.new").touch()
    assert read_pointer(tmp_path) is None

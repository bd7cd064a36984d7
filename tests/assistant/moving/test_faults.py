"""What goes wrong while an index is moved costs no document: neither the archive's, nor those that were there."""

import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from assistant.collection import DroppedFile, add_files, remove_document
from assistant.moving.archive import Archive, ArchiveError, ArchiveWriter
from assistant.moving.exporting import export_index
from assistant.moving.importing import import_index
from corpus.errors import PinpointError
from eval.trust import sample
from index.build import ingest
from index.imported_files import mark_open
from index.removal import remove_documents
from index.sources import Source, known_sources
from index.store import read_index, write_index


def files_of(folder):
    return [Path(document.path) for document in read_index(folder).documents]


def test_two_exports_to_one_file_at_once_are_both_whole(lakes, tmp_path, monkeypatch):
    file, finish, begun = tmp_path / "backup.pinpoint", ArchiveWriter.finish, []

    def finish_after_another(writer, content):
        if not begun:
            begun.append(file)
            export_index(lakes, file)
        finish(writer, content)

    monkeypatch.setattr(ArchiveWriter, "finish", finish_after_another)
    (tmp_path / ".backup.pinpoint.killed.new").write_bytes(b"left by one that was killed")
    export_index(lakes, file)
    with Archive(file) as archive:
        archive.extract("", tmp_path / "unpacked")
    assert [path.name for path in tmp_path.glob(".*")] == [".backup.pinpoint.killed.new"]
    assert file.stat().st_mode & 0o077 == 0


def make_folder(path):
    path.mkdir()


def make_loop(path):
    path.symlink_to(path)


def make_loop_above(path):
    path.parent.rmdir()
    path.parent.symlink_to(path.parent)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (make_folder, "it is a folder"),
        (os.mkfifo, "it is not a regular file"),
        (make_loop, r"it cannot be read \(.*symbolic links"),
        (make_loop_above, r"it cannot be read \(.*symbolic links"),
    ],
)
def test_a_document_that_cannot_be_read_is_named_and_the_others_are_exported(lakes, tmp_path, encoder, make, reason):
    other = tmp_path / "other.txt"
    other.write_text("1. Bergen is a town on the coast of Norway.\n", encoding="utf-8")
    ingest([Source(other, None)], lakes, encoder)
    path = tmp_path / "mine/lakes.txt"
    path.unlink()
    make(path)
    done = CliRunner().invoke(main, ["export", str(tmp_path / "moved.pinpoint"), "--index", str(lakes), "--json"])
    assert (done.exit_code, done.stderr) == (0, "")
    ((found, why),) = export_index(lakes, tmp_path / "moved.pinpoint").missing
    assert found == str(path)
    assert why in done.stdout
    assert re.match(reason, why)
    assert len(import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder).missing) == 1


def test_a_manifest_goes_along_only_with_all_that_it_lists(tmp_path, encoder):
    sample.write_first(tmp_path / "documents")
    ingest([Source(tmp_path / "documents", None)], tmp_path / "here", encoder)
    # A file, but none that anyone would read.
    os.truncate(tmp_path / "documents/plan.md", 600_000_000)
    ((_, why),) = export_index(tmp_path / "here", tmp_path / "moved.pinpoint").missing
    assert why.startswith("it has 600 MB")
    import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder)
    documents = read_index(tmp_path / "there").documents
    report = ingest(known_sources(documents), tmp_path / "there", encoder, rebuild=True)
    assert (report.documents, report.failed) == (2, ())


def test_an_import_that_is_refused_leaves_the_documents_of_an_index_folder_that_was_moved(lakes, tmp_path, encoder):
    archive = tmp_path / "moved.pinpoint"
    export_index(lakes, archive)
    import_index(archive, tmp_path / "one", encoder)
    (tmp_path / "one").rename(tmp_path / "two")
    before = {path: path.read_bytes() for path in (tmp_path / "two").rglob("*") if path.is_file()}
    data = bytearray(archive.read_bytes())
    data[data.index(b"The Commission of the Lakes met")] ^= 1
    (tmp_path / "flipped").write_bytes(data)
    with pytest.raises(ArchiveError):
        import_index(tmp_path / "flipped", tmp_path / "two", encoder, replaces=True)
    assert {path: path.read_bytes() for path in (tmp_path / "two").rglob("*") if path.is_file()} == before
    import_index(archive, tmp_path / "two", encoder, replaces=True)
    assert [path.name for path in (tmp_path / "two").glob("imported-*")] == ["imported-000002"]
    assert all(path.is_file() for path in files_of(tmp_path / "two"))


def test_an_import_that_fails_when_its_index_is_in_place_keeps_its_documents(lakes, tmp_path, encoder, monkeypatch):
    export_index(lakes, tmp_path / "moved.pinpoint")
    sync = os.fsync
    there = tmp_path / "there"

    def failing_disk(descriptor):
        if (there / "index.json").exists():
            raise OSError(5, "Input/output error")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", failing_disk)
    import_index(tmp_path / "moved.pinpoint", there, encoder)
    assert all(path.is_file() for path in files_of(there))


def test_an_import_that_is_interrupted_when_its_index_is_in_place_keeps_its_documents(
    lakes, tmp_path, encoder, monkeypatch
):
    export_index(lakes, tmp_path / "moved.pinpoint")

    def interrupted(*arguments):
        write_index(*arguments)
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.moving.importing.write_index", interrupted)
    with pytest.raises(KeyboardInterrupt):
        import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder)
    assert all(path.is_file() for path in files_of(tmp_path / "there"))


@pytest.mark.parametrize("is_removed_first", [True, False])
def test_an_import_that_is_killed_before_it_counts_costs_no_file_that_was_there(
    lakes, tmp_path, encoder, monkeypatch, is_removed_first
):
    archive, there, killed = tmp_path / "moved.pinpoint", tmp_path / "there", tmp_path / "killed"
    export_index(lakes, archive)
    import_index(archive, there, encoder)
    other = tmp_path / "other.txt"
    other.write_text("1. Bergen is a town on the coast of Norway.\n", encoding="utf-8")
    ingest([Source(other, None)], there, encoder)
    imported = [document.document_id for document in read_index(there).documents if "imported-" in document.path]

    def killed_before(folder, *_):
        shutil.copytree(folder, killed)
        raise OSError

    monkeypatch.setattr("assistant.moving.importing.write_index", killed_before)
    if is_removed_first:
        remove_documents(imported, there, encoder)
    with pytest.raises(PinpointError):
        import_index(archive, there, encoder, replaces=True)
    if not is_removed_first:
        remove_documents(imported, killed, encoder)
    ingest([Source(other, None)], killed, encoder)
    assert len(read_index(killed).documents) == 1
    assert [path.name for path in killed.glob("imported-*")] == ["imported-000001"]
    assert len(list(killed.glob("imported-*/**/lakes.txt"))) == 1


def test_what_a_killed_import_has_left_goes_with_the_next_ingest_and_nothing_else(lakes, tmp_path, encoder):
    for number, is_marked in ((1, True), (2, False)):
        place = lakes / f"imported-{number:06d}"
        (place / ".index").mkdir(parents=True)
        (place / "half.txt").write_text("1. Ha", encoding="utf-8")
        if is_marked:
            mark_open(place)
    assert ingest([Source(tmp_path / "mine", "own")], lakes, encoder).unchanged == 1
    assert [path.name for path in lakes.glob("imported-*")] == ["imported-000002"]
    assert (lakes / "imported-000002/half.txt").is_file()


def test_an_upload_that_was_cut_off_is_kept_when_the_index_folder_was_moved(lakes, tmp_path, encoder):
    (tmp_path / "dropped.txt").write_text("1. Bergen is a town on the coast of Norway.\n", encoding="utf-8")
    add_files([DroppedFile(tmp_path / "dropped.txt", "dropped.txt")], "drops", lakes, encoder)
    (lakes / "uploads/drops/.dropped.txt.open").touch()
    moved = lakes.rename(tmp_path / "moved")
    with pytest.raises(PinpointError, match="no document"):
        remove_document("none", moved, encoder)
    assert [path.name for path in moved.glob("uploads/drops/*")] == ["dropped.txt"]

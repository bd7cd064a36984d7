"""An index and its documents go to another machine in one file, and answer there as they did here."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from assistant.answering import Assistant
from assistant.cli import main
from assistant.collection import DroppedFile, add_files
from assistant.library import Library
from assistant.moving.archive import ArchiveError
from assistant.moving.exporting import export_index
from assistant.moving.importing import import_index
from corpus.errors import PinpointError
from eval.trust import sample
from index.build import ingest
from index.document_list import read_known_documents
from index.imported_files import mark_open
from index.pointer import read_pointer
from index.sources import Source, known_sources
from index.store import read_index
from index.write_lock import BusyIndexError

QUESTIONS = (
    "When did Belgium ratify the CTBT?",
    "Who are the sponsors of resolution 71/67?",
    "When was the moon sold?",
)


def answers(folder, encoder):
    """The answers as JSON, without how long they took."""
    assistant = Assistant(Library(read_index(folder), encoder))
    return [
        repr(
            (answer.answer, answer.value, answer.confidence, answer.ranking, [part.quote for part in answer.citations])
        )
        for answer in map(assistant.ask, QUESTIONS)
    ]


def rewritten(archive, change, target):
    """The archive with its list changed; the members stay."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "pinpoint.json":
                data = json.dumps(change(json.loads(data))).encode()
            new.writestr(info, data)
    return target


def test_an_imported_index_answers_as_the_exported_one_did(index_folder, archive, tmp_path, encoder):
    moved = import_index(archive, tmp_path / "there", encoder)
    assert (moved.documents, moved.paragraphs, moved.missing, moved.is_rebuilt) == (5, 274, (), False)
    assert answers(tmp_path / "there", encoder) == answers(index_folder, encoder)
    here, there = read_index(index_folder), read_index(tmp_path / "there")
    assert list(here.paragraphs) == list(there.paragraphs)
    for document in there.documents:
        assert Path(document.path).is_relative_to(tmp_path / "there")
        assert Path(document.path).is_file()


def test_ingest_and_rebuild_go_on_where_it_was_imported(lakes, tmp_path, encoder):
    export_index(lakes, tmp_path / "moved.pinpoint")
    shutil.rmtree(tmp_path / "mine")
    folder = tmp_path / "there"
    import_index(tmp_path / "moved.pinpoint", folder, encoder)
    known = known_sources(read_known_documents(folder))
    assert ingest(known, folder, encoder).unchanged == 1
    report = ingest(known, folder, encoder, rebuild=True)
    assert (report.documents, report.failed) == (1, ())
    assert {document.corpus for document in read_index(folder).documents} == {"own"}


def test_manifest_and_termbase_come_along(tmp_path, encoder):
    sample.write_first(tmp_path / "documents")
    ingest([Source(tmp_path / "documents", None)], tmp_path / "here", encoder)
    export_index(tmp_path / "here", tmp_path / "moved.pinpoint")
    shutil.rmtree(tmp_path / "documents")
    folder = tmp_path / "there"
    import_index(tmp_path / "moved.pinpoint", folder, encoder)
    before = read_index(folder)
    ingest(known_sources(before.documents), folder, encoder, rebuild=True)
    after = read_index(folder)
    assert after.termbases == before.termbases != ()
    assert after.documents == before.documents


def test_uploads_come_along(lakes, tmp_path, encoder):
    (tmp_path / "dropped.txt").write_text("1. Bergen is a town on the coast of Norway.\n", encoding="utf-8")
    add_files([DroppedFile(tmp_path / "dropped.txt", "dropped.txt")], "drops", lakes, encoder)
    export_index(lakes, tmp_path / "moved.pinpoint")
    import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder)
    found = {document.corpus: Path(document.path) for document in read_index(tmp_path / "there").documents}
    assert found["drops"].read_text(encoding="utf-8") == "1. Bergen is a town on the coast of Norway.\n"


def test_a_document_whose_file_is_gone_or_changed_is_named(lakes, tmp_path, encoder):
    path = tmp_path / "mine/lakes.txt"
    path.write_text(path.read_text(encoding="utf-8") + "\n2. A new end.\n", encoding="utf-8")
    assert export_index(lakes, tmp_path / "changed.pinpoint").changed == (str(path),)
    path.unlink()
    assert export_index(lakes, tmp_path / "moved.pinpoint").missing == ((str(path), "it is gone"),)
    moved = import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder)
    assert [name for name, _ in moved.missing] == [document.document_id for document in read_index(lakes).documents]
    assert list(read_index(tmp_path / "there").paragraphs) == list(read_index(lakes).paragraphs)


def test_documents_are_only_replaced_where_that_is_meant(archive, lakes, tmp_path, encoder):
    before = read_pointer(lakes)
    with pytest.raises(PinpointError, match=r"holds documents already: .* or give --replace"):
        import_index(archive, lakes, encoder)
    assert read_pointer(lakes) == before
    assert not list(lakes.glob("imported-*"))
    for _ in range(2):
        import_index(archive, lakes, encoder, replaces=True)
    assert len(read_index(lakes).documents) == 5
    assert [path.name for path in lakes.glob("imported-*")] == ["imported-000002"]


def test_an_import_that_cannot_be_written_leaves_everything_as_it_was(archive, lakes, encoder, monkeypatch):
    before = sorted(path.name for path in lakes.rglob("*"))

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.store._replace", full_disk)
    with pytest.raises(PinpointError, match="cannot be written"):
        import_index(archive, lakes, encoder, replaces=True)
    assert sorted(path.name for path in lakes.rglob("*")) == before


def test_what_an_import_that_was_killed_has_left_goes_with_the_next(archive, tmp_path, encoder):
    folder = tmp_path / "there"
    (folder / "imported-000001/1").mkdir(parents=True)
    mark_open(folder / "imported-000001")
    (folder / "imported-000001/1/half.txt").write_text("1. Ha", encoding="utf-8")
    import_index(archive, folder, encoder)
    assert not list(folder.rglob("half.txt"))
    assert [path.name for path in folder.glob("imported-*")] == ["imported-000001"]


def test_an_import_waits_for_nobody_who_writes(archive, tmp_path, encoder):
    (tmp_path / "there").mkdir()
    with FileLock(tmp_path / "there/ingest.lock"), pytest.raises(BusyIndexError):
        import_index(archive, tmp_path / "there", encoder)


def test_an_archive_of_an_index_that_is_too_old_is_made_anew_of_its_documents(lakes, tmp_path, encoder):
    export_index(lakes, tmp_path / "moved.pinpoint")
    old = rewritten(
        tmp_path / "moved.pinpoint", lambda content: content | {"index_format": 1}, tmp_path / "old.pinpoint"
    )
    moved = import_index(old, tmp_path / "there", encoder)
    assert (moved.is_rebuilt, moved.documents) == (True, 1)
    contents = read_index(tmp_path / "there")
    assert [paragraph.text for paragraph in contents.paragraphs] == [
        paragraph.text for paragraph in read_index(lakes).paragraphs
    ]
    assert contents.documents[0].corpus == "own"
    assert contents.documents[0].document_id == read_index(lakes).documents[0].document_id
    assert Path(contents.documents[0].path).is_file()
    assert not list((tmp_path / "there").glob("imported-*/.index"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "has format 2, and this version of Pinpoint reads up to 1: upgrade Pinpoint"),
        ({"index_format": 99}, "holds an index of format 99, .* upgrade Pinpoint"),
        ({"format": "1"}, "no format that Pinpoint ever wrote"),
        ({"members": {}}, "list of its members is another"),
        ({"documents": None}, "does not say which documents"),
        ({"documents": [{"id": "a", "corpus": "b", "place": "../c"}]}, "would lie elsewhere"),
        ({"documents": [{"id": "a", "corpus": "b", "place": ".index/index.json"}]}, "would lie elsewhere"),
        ({"documents": [{"id": "a", "corpus": "b", "place": "1/" + "x" * 300}]}, "cannot lie here .File name too long"),
        ({"documents": [{"id": "a", "corpus": "b", "place": "1/\udcff.txt"}]}, "does not say which documents"),
        ({"documents": [{"id": "\ud800", "corpus": "b", "place": "c"}]}, "does not say which documents"),
        ({"documents": [{"id": "a", "corpus": "b", "place": "c"}]}, "lists other documents than its index"),
    ],
)
def test_an_archive_that_is_not_what_it_should_be_is_refused_with_the_reason(
    archive, tmp_path, encoder, change, message
):
    other = rewritten(archive, lambda content: content | change, tmp_path / "other.pinpoint")
    with pytest.raises(ArchiveError, match=message):
        import_index(other, tmp_path / "there", encoder)
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [("../evil", "would lie elsewhere"), ("/evil", "would lie elsewhere"), ("more.txt", "another than its members")],
)
def test_a_member_that_is_not_listed_or_would_lie_elsewhere_is_refused(archive, tmp_path, encoder, name, message):
    with zipfile.ZipFile(archive, "a") as changed:
        changed.writestr(name, b"x")
    with pytest.raises(ArchiveError, match=message):
        import_index(archive, tmp_path / "there", encoder)
    assert not (tmp_path / "there").exists()


def test_a_compressed_member_is_refused_before_it_is_unpacked(archive, tmp_path, encoder):
    with zipfile.ZipFile(archive, "a", zipfile.ZIP_DEFLATED) as changed:
        changed.writestr("files/1/bomb", bytes(1 << 24))
    with pytest.raises(ArchiveError, match="compressed or encrypted"):
        import_index(archive, tmp_path / "there", encoder)


def test_a_damaged_index_is_not_exported(lakes, tmp_path):
    segment = lakes / "tokens-000001.bin"
    data = bytearray(segment.read_bytes())
    data[100] ^= 1
    segment.write_bytes(data)
    (tmp_path / "moved.pinpoint").write_bytes(b"the backup of yesterday")
    with pytest.raises(
        PinpointError, match=r"tokens-000001\.bin is missing or damaged: run `pinpoint ingest --rebuild"
    ):
        export_index(lakes, tmp_path / "moved.pinpoint")
    assert (tmp_path / "moved.pinpoint").read_bytes() == b"the backup of yesterday"
    assert not list(tmp_path.glob(".*"))


def test_documents_of_names_that_zip_programs_dislike_are_moved(tmp_path, encoder):
    mine = tmp_path / "mine"
    mine.mkdir()
    names = ["a\nb.txt", "c:\\d.txt", "报告.txt", "con.txt"]
    for name in names:
        (mine / name).write_text(f"1. This is {len(name)}.\n", encoding="utf-8")
    ingest([Source(mine, None)], tmp_path / "here", encoder)
    export_index(tmp_path / "here", tmp_path / "moved.pinpoint")
    assert import_index(tmp_path / "moved.pinpoint", tmp_path / "there", encoder).missing == ()
    assert {Path(document.path).name for document in read_index(tmp_path / "there").documents} == {*names}


def test_the_commands_print_one_json_object_and_end_as_agreed(lakes, tmp_path):
    file, there = tmp_path / "moved.pinpoint", tmp_path / "there"
    done = CliRunner().invoke(main, ["export", str(file), "--index", str(lakes), "--json"])
    assert done.exit_code == 0, done.output
    expected = {"documents": 1, "paragraphs": 2, "missing": [], "changed": [], "rebuilt": False}
    assert json.loads(done.stdout) == expected | {"file": str(file), "index": str(lakes)}
    for options, code in (([], 0), ([], 1), (["--replace"], 0)):
        done = CliRunner().invoke(main, ["import", str(file), "--index", str(there), *options])
        assert done.exit_code == code, done.output
    assert done.stdout == "1 document, 2 paragraphs\n"
    done = CliRunner().invoke(main, ["export", str(file), "--index", str(tmp_path / "none")])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("pinpoint: There is no index in")
    assert CliRunner().invoke(main, ["import"]).exit_code == 2

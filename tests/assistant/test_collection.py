"""Files dropped in and documents removed: real files, a real index, nothing half done."""

import shutil

import pytest
from filelock import FileLock

from assistant.answering import Assistant
from assistant.collection import LARGEST_FILE_BYTES, MOST_FILES, DroppedFile, add_files, remove_document
from assistant.library import Library
from assistant.opening import open_library
from assistant.settings import read_settings
from corpus.errors import PinpointError
from index.build import ingest
from index.pointer import encode_pointer, read_pointer
from index.sources import Source
from index.store import read_index
from index.write_lock import BusyIndexError

LAKES = """Report of the Lakes Commission

1. The Commission of the Lakes met in Oslo on 3 May 2021 to talk about the boats on both lakes.

2. The Commission thanked the Government of Austria for its hospitality during the meeting.
"""
NEWER = LAKES.replace("Austria", "Chile")


@pytest.fixture(scope="module")
def small_index(tmp_path_factory, encoder):
    """An index of one small document."""
    place = tmp_path_factory.mktemp("small")
    (place / "first.txt").write_text("1. The first document was here before.\n", encoding="utf-8")
    ingest([Source(place / "first.txt", None)], place / "index", encoder)
    return place / "index"


@pytest.fixture
def folder(small_index, tmp_path):
    """An index that the test may change."""
    return shutil.copytree(small_index, tmp_path / "index")


@pytest.fixture
def drop(tmp_path):
    """Puts a file where a server would keep an upload, in a folder of its own."""

    def drop(name, text=LAKES):
        place = tmp_path / "dropped" / str(len(list(tmp_path.glob("dropped/*"))))
        place.mkdir(parents=True)
        path = place / "upload"
        path = path.with_suffix("." + name.rpartition(".")[2]) if "." in name else path
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return DroppedFile(path, name)

    return drop


def uploads(folder):
    """Every file that is kept, hidden ones included."""
    return sorted(str(path.relative_to(folder / "uploads")) for path in folder.glob("uploads/**/*") if path.is_file())


def uploaded(folder):
    """The index's documents whose files are kept, by the file's name."""
    place = str(folder.resolve() / "uploads")
    found = [document for document in read_index(folder).documents if document.path.startswith(place)]
    return {document.path.rpartition("/")[2]: document for document in found}


def test_dropped_files_are_copied_indexed_and_answered_from(index_folder, tmp_path, drop, encoder):
    folder = shutil.copytree(index_folder, tmp_path / "index")
    told = []
    files = [drop("lakes.txt"), drop("plan.md", "# Plan\n\nThe seat of the Lakes Commission is in Bergen.\n")]
    added = add_files(files, "lakes", folder, encoder, on_progress=told.append)
    assert [(file.state, file.kept_as, file.paragraphs) for file in added] == [
        ("added", "lakes.txt", 3),
        ("added", "plan.md", 1),
    ]
    assert uploads(folder) == ["lakes/lakes.txt", "lakes/plan.md"]
    assert {document.corpus for document in uploaded(folder).values()} == {"lakes"}
    answer = Assistant(Library(read_index(folder), encoder)).ask("When did the Commission of the Lakes meet in Oslo?")
    assert answer.value.normalized == "2021-05-03"
    shares = [adding.share for adding in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    states = {adding.files[0].state for adding in told}
    assert {"reading", "embedding", "added"} <= states


def test_a_file_that_fails_is_named_and_not_kept_and_the_others_go_on(folder, drop, encoder):
    files = [
        drop("broken.pdf", b"%PDF-1.4 nothing that follows is a PDF"),
        drop("lakes.txt"),
        drop("table.xlsx", b"PK not a table"),
        drop("empty.txt", ""),
        drop("nosuffix", "words"),
        DroppedFile(folder / "not there.txt", "not there.txt"),
    ]
    added = add_files(files, "documents", folder, encoder)
    assert [file.state for file in added] == ["failed", "added", "failed", "failed", "failed", "failed"]
    assert "format is not supported" in added[2].reason
    assert "it is empty" in added[3].reason
    for file in added:
        assert file.reason or file.state == "added"
        assert str(file.path.parent) not in file.reason
    assert uploads(folder) == ["documents/lakes.txt"]
    assert set(uploaded(folder)) == {"lakes.txt"}


def test_where_every_file_fails_the_index_is_not_touched(folder, drop, encoder):
    before = read_pointer(folder)
    assert [file.state for file in add_files([drop("x.png", b"x")], "documents", folder, encoder)] == ["failed"]
    assert read_pointer(folder) == before
    assert uploads(folder) == []


def test_a_second_file_of_a_name_gets_a_new_name_or_replaces_where_that_is_meant(folder, drop, encoder):
    add_files([drop("lakes.txt")], "documents", folder, encoder)
    first = uploaded(folder)["lakes.txt"]
    (beside,) = add_files([drop("Lakes.txt", NEWER)], "documents", folder, encoder)
    assert (beside.state, beside.kept_as) == ("beside", "Lakes (2).txt")
    assert set(uploaded(folder)) == {"lakes.txt", "Lakes (2).txt"}
    files = [drop("lakes.txt", LAKES + "\n3. A new end.\n")]
    (replaced,) = add_files(files, "documents", folder, encoder, replaces=True)
    assert (replaced.state, replaced.kept_as) == ("replaced", "lakes.txt")
    assert uploads(folder) == ["documents/Lakes (2).txt", "documents/lakes.txt"]
    assert uploaded(folder)["lakes.txt"].document_id == first.document_id
    assert "A new end." in {paragraph.text for paragraph in read_index(folder).paragraphs}


def test_the_same_bytes_are_not_added_twice(folder, drop, encoder):
    one, two = add_files([drop("lakes.txt"), drop("again.txt")], "documents", folder, encoder)
    assert (one.state, two.state, two.reason) == ("added", "known", "lakes.txt")
    (again,) = add_files([drop("other name.txt")], "another", folder, encoder)
    assert (again.state, again.reason) == ("known", uploaded(folder)["lakes.txt"].document_id)
    assert uploads(folder) == ["documents/lakes.txt"]


def test_two_files_of_one_name_in_one_drop_are_both_kept(folder, drop, encoder):
    files = [drop("lakes.txt"), drop("lakes.txt", NEWER)]
    added = add_files(files, "documents", folder, encoder, replaces=True)
    assert [(file.state, file.kept_as) for file in added] == [("added", "lakes.txt"), ("beside", "lakes (2).txt")]
    assert len(uploaded(folder)) == 2


def test_a_hostile_name_stays_inside_the_uploads(folder, drop, encoder):
    (added,) = add_files([drop("../../../evil\n\u202etxt.txt")], "documents", folder, encoder)
    assert added.kept_as == "evil txt.txt"
    assert uploads(folder) == ["documents/evil txt.txt"]
    for corpus in ("../evil", "a/b", "", "x" * 200, "a\nb"):
        with pytest.raises(PinpointError, match="no name for a corpus"):
            add_files([drop("lakes.txt", NEWER)], corpus, folder, encoder)
    assert uploads(folder) == ["documents/evil txt.txt"]


def test_too_many_or_too_large_files_are_refused(folder, drop, encoder, monkeypatch):
    with pytest.raises(PinpointError, match=f"{MOST_FILES + 1} files at once"):
        add_files([DroppedFile(folder, "x.txt")] * (MOST_FILES + 1), "documents", folder, encoder)
    large = drop("large.txt")
    with large.path.open("r+b") as file:
        file.truncate(LARGEST_FILE_BYTES + 1)
    (refused,) = add_files([large], "documents", folder, encoder)
    assert refused.state == "failed"
    assert "105 MB, and 105 MB is the most" in refused.reason


def test_an_addition_that_cannot_be_written_leaves_everything_as_it_was(folder, drop, encoder, monkeypatch):
    add_files([drop("lakes.txt")], "documents", folder, encoder)
    before = read_pointer(folder)

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.store._replace", full_disk)
    files = [drop("new.txt", "1. Something new.\n"), drop("lakes.txt", NEWER)]
    with pytest.raises(PinpointError, match="cannot be written"):
        add_files(files, "documents", folder, encoder, replaces=True)
    assert read_pointer(folder) == before
    assert uploads(folder) == ["documents/lakes.txt"]
    assert (folder / "uploads/documents/lakes.txt").read_text(encoding="utf-8") == LAKES


def test_copies_that_cannot_be_made_are_taken_back(folder, drop, encoder, monkeypatch):
    copied = shutil.copyfile

    def fail_at_the_second(source, target):
        if "second" in str(target):
            raise OSError(28, "No space left on device")
        return copied(source, target)

    monkeypatch.setattr("assistant.upload_places.shutil.copyfile", fail_at_the_second)
    with pytest.raises(PinpointError, match=r"cannot be kept \(No space left"):
        add_files([drop("first.txt"), drop("second.txt", NEWER)], "documents", folder, encoder)
    assert uploads(folder) == []


@pytest.mark.parametrize("replaces", [False, True])
def test_a_file_that_lay_there_with_these_bytes_stays_where_the_drop_fails_or_is_killed(
    folder, tmp_path, drop, encoder, monkeypatch, replaces
):
    add_files([drop("lakes.txt")], "documents", folder, encoder)
    (tmp_path / "other.txt").write_text("1. Another document.\n", encoding="utf-8")
    ingest([Source(tmp_path / "other.txt", None)], folder, encoder, rebuild=True)
    assert uploaded(folder) == {}

    def full_disk(*_, **__):
        # Nothing says that the file is to go, should this be the end.
        assert uploads(folder) == ["documents/lakes.txt"]
        raise PinpointError("The index cannot be written.")

    with monkeypatch.context() as patched:
        patched.setattr("assistant.collection.ingest", full_disk)
        with pytest.raises(PinpointError, match="cannot be written"):
            add_files([drop("lakes.txt")], "documents", folder, encoder, replaces=replaces)
    assert (folder / "uploads/documents/lakes.txt").read_text(encoding="utf-8") == LAKES
    assert add_files([drop("lakes.txt")], "documents", folder, encoder)[0].kept_as == "lakes.txt"
    assert set(uploaded(folder)) == {"lakes.txt"}


def test_while_one_changes_the_documents_another_is_turned_away(folder, drop, encoder):
    document_id = read_index(folder).documents[0].document_id
    for lock in ("uploads.lock", "ingest.lock"):
        told = []
        with FileLock(folder / lock):
            with pytest.raises(BusyIndexError):
                add_files([drop("lakes.txt")], "documents", folder, encoder, on_progress=told.append)
            # Whoever has to wait has read nothing in vain.
            assert told == []
            with pytest.raises(BusyIndexError):
                remove_document(document_id, folder, encoder)
        assert uploads(folder) == []
    assert add_files([drop("lakes.txt")], "documents", folder, encoder)[0].state == "added"


def test_a_removed_upload_is_deleted_and_stays_away(folder, drop, encoder):
    add_files([drop("lakes.txt"), drop("other.txt", NEWER)], "documents", folder, encoder)
    removed = remove_document(uploaded(folder)["lakes.txt"].document_id, folder, encoder)
    assert removed.title_in("en") == "Report of the Lakes Commission"
    assert uploads(folder) == ["documents/other.txt"]
    add_files([drop("third.txt", "1. A third one.\n")], "documents", folder, encoder)
    assert set(uploaded(folder)) == {"other.txt", "third.txt"}
    assert add_files([drop("lakes.txt")], "documents", folder, encoder)[0].state == "added"


def test_a_removed_original_elsewhere_is_never_touched(folder, tmp_path, encoder):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "lakes.txt").write_text(LAKES, encoding="utf-8")
    ingest([Source(mine, None)], folder, encoder)
    document_id = next(d.document_id for d in read_index(folder).documents if d.path.startswith(str(mine)))
    remove_document(document_id, folder, encoder)
    assert (mine / "lakes.txt").read_text(encoding="utf-8") == LAKES
    assert document_id not in {document.document_id for document in read_index(folder).documents}
    with pytest.raises(PinpointError, match="may have been removed already"):
        remove_document(document_id, folder, encoder)


def test_an_unknown_document_is_no_surprise_where_the_index_is_outdated(folder, encoder):
    (folder / "index.json").write_bytes(encode_pointer(read_pointer(folder) | {"parser": "an older one"}))
    with pytest.raises(PinpointError, match="may have been removed already"):
        remove_document("unknown", folder, encoder)


@pytest.mark.parametrize("is_moved_in", [False, True])
def test_a_replacement_cut_off_before_it_was_indexed_is_taken_back_by_the_next_change(
    folder, drop, encoder, is_moved_in
):
    add_files([drop("lakes.txt")], "documents", folder, encoder)
    place = folder / "uploads/documents"
    (place / "lakes.txt").rename(place / ".lakes.txt.old")
    (place / ("lakes.txt" if is_moved_in else ".lakes.txt.new")).write_text(NEWER, encoding="utf-8")
    add_files([drop("third.txt", "1. A third one.\n")], "documents", folder, encoder)
    assert uploads(folder) == ["documents/lakes.txt", "documents/third.txt"]
    assert (place / "lakes.txt").read_text(encoding="utf-8") == LAKES
    assert set(uploaded(folder)) == {"lakes.txt", "third.txt"}


def test_a_replacement_cut_off_after_it_was_indexed_stays_and_strays_go(folder, drop, encoder):
    add_files([drop("lakes.txt", NEWER)], "documents", folder, encoder)
    place = folder / "uploads/documents"
    (place / ".lakes.txt.old").write_text(LAKES, encoding="utf-8")
    (folder / "uploads/other").mkdir()
    (folder / "uploads/other/.half.txt.new").write_text("1. Ha", encoding="utf-8")
    add_files([drop("third.txt", "1. A third one.\n")], "documents", folder, encoder)
    assert uploads(folder) == ["documents/lakes.txt", "documents/third.txt"]
    assert (place / "lakes.txt").read_text(encoding="utf-8") == NEWER
    assert not (folder / "uploads/other").exists()


def test_an_index_with_uploads_is_opened_and_uploads_without_one_are_no_index(folder, drop, encoder, monkeypatch):
    add_files([drop("lakes.txt")], "documents", folder, encoder)
    for name in ("evaluations", "questions"):
        (folder / name).mkdir()
    (folder / "feedback.jsonl").touch()
    monkeypatch.setenv("PINPOINT_INDEX", str(folder))
    assert len(open_library(read_settings()).documents) == 2
    (folder / "index.json").unlink()
    with pytest.raises(PinpointError, match=r"index\.json is missing or damaged"):
        open_library(read_settings())
    for generation in folder.glob("gen-*"):
        shutil.rmtree(generation)
    with pytest.raises(PinpointError, match=r"no index in .* but other files"):
        open_library(read_settings())

"""Ingest: incremental, atomic, one writer at a time, nothing lost."""

import shutil

import pytest
from filelock import FileLock

from corpus.catalog import BUNDLED_CORPUS
from corpus.errors import PinpointError
from index.build import ingest
from index.sources import Source
from index.store import DamagedIndexError, read_index, read_pointer

ENGLISH = """\
Report of the Group

1. The Group met in Geneva in May 2021.

2. It thanked the Government of Austria for its hospitality.
"""
OTHER = "1. The second report was adopted in Vienna.\n\n2. Nothing else was decided.\n"


class CountingEncoder:
    """The real encoder, and what it was asked to embed."""

    def __init__(self, encoder):
        self._encoder = encoder
        self.embedded = []
        self.name = encoder.name
        self.dimensions = encoder.dimensions

    def encode_questions(self, texts):
        return self._encoder.encode_questions(texts)

    def encode_paragraphs(self, texts, on_progress=None):
        self.embedded += texts
        return self._encoder.encode_paragraphs(texts, on_progress)


@pytest.fixture
def counting(encoder):
    return CountingEncoder(encoder)


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "one.txt").write_text(ENGLISH, encoding="utf-8")
    (folder / "two.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "index"


def ids(folder):
    return {stored.paragraph.paragraph_id for stored in read_index(folder).paragraphs}


def run(documents, folder, encoder, **options):
    return ingest([Source(documents, None)], folder, encoder, **options)


def test_first_ingest_reports_what_it_added(documents, folder, encoder):
    report = run(documents, folder, encoder)
    assert (report.documents, report.added, report.updated, report.removed, report.unchanged) == (
        2,
        2,
        0,
        0,
        0,
    )
    assert report.paragraphs == len(read_index(folder).paragraphs) == 5


def test_second_ingest_embeds_nothing_and_writes_nothing(documents, folder, counting):
    run(documents, folder, counting)
    before = read_pointer(folder)
    counting.embedded.clear()
    report = run(documents, folder, counting)
    assert (report.added, report.unchanged) == (0, 2)
    assert counting.embedded == []
    assert read_pointer(folder) == before


def test_only_changed_paragraphs_are_embedded_again(documents, folder, counting):
    run(documents, folder, counting)
    counting.embedded.clear()
    (documents / "one.txt").write_text(ENGLISH.replace("Austria", "Chile"), encoding="utf-8")
    report = run(documents, folder, counting)
    assert (report.updated, report.unchanged) == (1, 1)
    assert counting.embedded == ["It thanked the Government of Chile for its hospitality."]


def test_ids_stay_when_a_corpus_is_ingested_again_or_grows(documents, folder, encoder):
    run(documents, folder, encoder)
    before = ids(folder)
    (documents / "zero.txt").write_text("A new document that stands before the others in the list.", encoding="utf-8")
    (documents / "one.txt").write_text("A preface.\n\n" + ENGLISH, encoding="utf-8")
    run(documents, folder, encoder)
    assert {key for key in before if ".p" in key} <= ids(folder)
    run(documents, folder, encoder, rebuild=True)
    assert {key for key in before if ".p" in key} <= ids(folder)


def test_document_whose_file_is_gone_leaves_the_index(documents, folder, encoder):
    run(documents, folder, encoder)
    (documents / "two.txt").unlink()
    report = run(documents, folder, encoder)
    assert (report.removed, report.documents) == (1, 1)


def test_single_file_that_is_ingested_removes_no_other(documents, folder, encoder):
    run(documents, folder, encoder)
    report = ingest([Source(documents / "one.txt", None)], folder, encoder)
    assert (report.removed, report.documents, report.unchanged) == (0, 2, 1)


def test_unreadable_file_among_good_ones_is_reported_and_the_others_are_kept(documents, folder, encoder):
    (documents / "broken.pdf").write_bytes(b"%PDF-1.4 nothing that follows is a PDF")
    report = run(documents, folder, encoder)
    assert report.documents == 2
    assert [path for path, _ in report.failed] == [str(documents / "broken.pdf")]
    assert report.failed[0][1]


def test_missing_path_says_so_and_changes_nothing(documents, folder, encoder):
    run(documents, folder, encoder)
    before = read_pointer(folder)
    with pytest.raises(PinpointError, match="no file or folder"):
        ingest([Source(documents, None), Source(documents / "missing.txt", None)], folder, encoder)
    assert read_pointer(folder) == before


def test_empty_folder_names_what_can_be_read(tmp_path, folder, encoder):
    (tmp_path / "empty").mkdir()
    with pytest.raises(PinpointError, match=r"holds no document.*\.pdf"):
        run(tmp_path / "empty", folder, encoder)


def test_second_ingest_at_the_same_time_is_turned_away(documents, folder, encoder):
    folder.mkdir()
    with FileLock(folder / "ingest.lock"), pytest.raises(PinpointError, match="Another process is writing"):
        run(documents, folder, encoder)


def test_index_of_another_encoder_is_not_mixed(documents, folder, counting):
    run(documents, folder, counting)
    counting.name = "another"
    with pytest.raises(PinpointError, match=r"built with encoder .*, the settings say another.*--rebuild"):
        run(documents, folder, counting)
    assert run(documents, folder, counting, rebuild=True).added == 2


@pytest.mark.parametrize("name", ["vectors.faiss", "paragraphs.jsonl", "token_vectors.npy", "documents.jsonl"])
def test_one_flipped_byte_is_noticed_and_mended_by_a_rebuild(documents, folder, encoder, name):
    run(documents, folder, encoder)
    path = next(folder.glob(f"gen-*/{name}"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedIndexError, match="--rebuild"):
        read_index(folder)
    with pytest.raises(DamagedIndexError, match="--rebuild"):
        run(documents, folder, encoder)
    run(documents, folder, encoder, rebuild=True)
    assert len(read_index(folder).documents) == 2


def test_write_that_fails_half_way_leaves_the_old_index(documents, folder, encoder, monkeypatch):
    run(documents, folder, encoder)
    before = ids(folder)
    (documents / "three.txt").write_text("Another document.", encoding="utf-8")

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.store._replace", full_disk)
    with pytest.raises(PinpointError, match=r"cannot be written \(No space left on device\)"):
        run(documents, folder, encoder)
    monkeypatch.undo()
    assert ids(folder) == before
    assert run(documents, folder, encoder).added == 1


def test_bundled_corpus_keeps_its_name_and_termbase(index_folder):
    contents = read_index(index_folder)
    assert {document.corpus for document in contents.documents} == {"npt"}
    assert [corpus for corpus, _ in contents.termbases] == ["npt"]
    belgium = next(stored for stored in contents.paragraphs if stored.paragraph.paragraph_id == "belgium-2022.p18")
    assert {"territory:BE", "term:ctbt", "year:1999"} <= set(belgium.concepts)


def test_document_that_a_manifest_does_not_list_is_ingested_too(tmp_path, folder, encoder):
    corpus = tmp_path / "corpus"
    shutil.copytree(BUNDLED_CORPUS, corpus)
    (corpus / "extra.txt").write_text(ENGLISH, encoding="utf-8")
    report = run(corpus, folder, encoder)
    assert report.documents == 6


def test_file_that_differs_from_its_manifest_is_refused_by_name(tmp_path, folder, encoder):
    corpus = tmp_path / "corpus"
    shutil.copytree(BUNDLED_CORPUS, corpus)
    changed = corpus / "002_ea541027ba0afbcf.txt"
    changed.chmod(0o644)
    changed.write_text(changed.read_text(encoding="utf-8") + "更改", encoding="utf-8")
    report = run(corpus, folder, encoder)
    assert report.documents == 4
    assert [(path, "SHA-256" in error) for path, error in report.failed] == [(str(changed), True)]

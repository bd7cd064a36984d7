"""Ingest: incremental, atomic, one writer at a time, nothing lost."""

import os
import shutil

import pytest
from filelock import FileLock

from corpus.catalog import BUNDLED_CORPUS
from corpus.errors import PinpointError
from index.build import ingest
from index.deferred_encoder import DeferredEncoder
from index.pointer import DamagedIndexError, read_pointer
from index.retrieval import Retriever
from index.sources import Source
from index.store import read_index

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
    return {paragraph.paragraph_id for paragraph in read_index(folder).paragraphs}


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


def test_token_vectors_of_what_stays_are_not_written_again(documents, folder, encoder):
    run(documents, folder, encoder)
    segment = folder / "tokens-000001.bin"
    before = segment.stat()
    (documents / "three.txt").write_text("1. A third report was adopted in Vienna.\n", encoding="utf-8")
    run(documents, folder, encoder)
    (documents / "three.txt").unlink()
    run(documents, folder, encoder)
    assert (segment.stat().st_mtime_ns, segment.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert list(read_pointer(folder)["segments"]) == [segment.name]
    assert sorted(folder.glob("tokens-*")) == [segment]


def test_grown_index_is_the_same_as_one_that_was_built_at_once(documents, folder, tmp_path, encoder):
    for name, text in (("a", "Chile signed the CTBT in 1996.\n"), ("z", "1. The Board met in Vienna.\n")):
        run(documents, folder, encoder)
        (documents / f"{name}.txt").write_text(text, encoding="utf-8")
    (documents / "one.txt").write_text(ENGLISH.replace("Austria", "Chile"), encoding="utf-8")
    run(documents, folder, encoder)
    run(documents, tmp_path / "other", encoder)
    grown, built = read_index(folder), read_index(tmp_path / "other")
    assert (grown.documents, list(grown.paragraphs)) == (built.documents, list(built.paragraphs))
    rows = range(len(built.paragraphs))
    assert grown.vectors.reconstruct(rows) == pytest.approx(built.vectors.reconstruct(rows), abs=1e-4)
    for row in rows:
        assert grown.tokens.vectors(row) == pytest.approx(built.tokens.vectors(row), abs=0.01)
        assert grown.tokens.spans(row).tolist() == built.tokens.spans(row).tolist()
        for kind in ("concepts", "context", "words"):
            assert getattr(grown, kind).terms_of(row) == getattr(built, kind).terms_of(row)


def test_concepts_of_what_stays_are_found_again_when_a_termbase_changes(small_corpus, folder, encoder):
    run(small_corpus, folder, encoder)
    assert "term:made-up" not in read_index(folder).concepts
    termbase = small_corpus / "terms.tsv"
    header, *_ = termbase.read_text(encoding="utf-8").splitlines()
    row = "\t".join(
        ["made-up", *({"en": "Belgium", "zh": "比利时"}.get(language, "") for language in header.split("\t")[1:])]
    )
    termbase.write_text(termbase.read_text(encoding="utf-8").rstrip("\n") + f"\n{row}\n", encoding="utf-8")
    assert run(small_corpus, folder, encoder).unchanged == 5
    assert read_index(folder).concepts.count("term:made-up") > 5


def test_encoder_is_not_loaded_where_nothing_is_new(documents, folder, encoder, monkeypatch):
    run(documents, folder, encoder)
    monkeypatch.setattr("index.deferred_encoder.load_encoder", lambda name: pytest.fail(f"{name} was loaded"))
    assert run(documents, folder, DeferredEncoder("bundled")).unchanged == 2
    (documents / "two.txt").unlink()
    assert run(documents, folder, DeferredEncoder("bundled")).removed == 1


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


@pytest.mark.parametrize(
    "name", ["vectors.faiss", "paragraphs.jsonl", "tokens.npy", "concepts.postings", "documents.jsonl"]
)
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
    belgium = contents.paragraphs.row_of("belgium-2022.p18")
    assert {"territory:BE", "term:ctbt", "year:1999"} <= set(contents.concepts.terms_of(belgium))
    assert {"territory:BE", "year:2022"} <= set(contents.context.terms_of(belgium))
    assert "1999" in contents.words.terms_of(belgium)


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


@pytest.fixture
def small_corpus(tmp_path):
    """A folder with a manifest and a termbase of its own."""
    corpus = tmp_path / "small"
    shutil.copytree(BUNDLED_CORPUS, corpus)
    for path in corpus.iterdir():
        path.chmod(0o644)
    return corpus


def test_folder_that_became_empty_empties_the_index(documents, folder, encoder):
    run(documents, folder, encoder)
    for path in documents.iterdir():
        path.unlink()
    report = run(documents, folder, encoder)
    assert (report.removed, report.documents, report.paragraphs) == (2, 0, 0)
    contents = read_index(folder)
    assert len(contents.vectors) == 0
    assert Retriever(contents, encoder).search("Who met?", "en").results == ()
    (documents / "one.txt").write_text(ENGLISH, encoding="utf-8")
    assert run(documents, folder, encoder).added == 1


def test_document_whose_file_was_emptied_leaves_the_index_and_is_reported(documents, folder, encoder):
    run(documents, folder, encoder)
    (documents / "two.txt").write_text("", encoding="utf-8")
    report = run(documents, folder, encoder)
    assert (report.removed, report.unchanged, report.documents) == (1, 1, 1)
    assert [path for path, _ in report.failed] == [str(documents / "two.txt")]


def test_known_file_or_folder_that_is_gone_is_removed_when_it_is_named(documents, folder, encoder):
    run(documents, folder, encoder)
    (documents / "two.txt").unlink()
    assert ingest([Source(documents / "two.txt", None)], folder, encoder).removed == 1
    shutil.rmtree(documents)
    report = run(documents, folder, encoder)
    assert (report.removed, report.documents) == (1, 0)
    with pytest.raises(PinpointError, match="no file or folder"):
        run(documents, folder, encoder)


def test_two_documents_of_one_id_are_refused_with_both_paths(tmp_path, small_corpus, folder, encoder):
    other = tmp_path / "other"
    shutil.copytree(small_corpus, other)
    message = r"small/000_.* and .*other/000_.* have the same id .*--rebuild --index"
    with pytest.raises(PinpointError, match=message):
        ingest([Source(small_corpus, None), Source(other, None)], folder, encoder)
    ingest([Source(small_corpus, None)], folder, encoder)
    before = read_pointer(folder)
    with pytest.raises(PinpointError, match=message):
        ingest([Source(other, None)], folder, encoder)
    assert read_pointer(folder) == before


def test_corpus_that_was_moved_keeps_its_ids(tmp_path, small_corpus, folder, encoder):
    ingest([Source(small_corpus, None)], folder, encoder)
    before = ids(folder)
    report = ingest([Source(small_corpus.rename(tmp_path / "moved"), None)], folder, encoder)
    assert (report.updated, report.added, report.documents) == (5, 0, 5)
    assert ids(folder) == before


def test_termbase_leaves_with_its_declaration_or_the_last_document(small_corpus, folder, encoder):
    manifest = small_corpus / "manifest.toml"
    declared = manifest.read_text(encoding="utf-8")
    run(small_corpus, folder, encoder)
    assert [corpus for corpus, _ in read_index(folder).termbases] == ["npt"]
    undeclared = "\n".join(line for line in declared.splitlines() if not line.startswith("termbase"))
    manifest.write_text(undeclared, encoding="utf-8")
    run(small_corpus, folder, encoder)
    assert read_index(folder).termbases == ()
    manifest.write_text(declared, encoding="utf-8")
    run(small_corpus, folder, encoder)
    assert [corpus for corpus, _ in read_index(folder).termbases] == ["npt"]
    shutil.rmtree(small_corpus)
    run(small_corpus, folder, encoder)
    assert read_index(folder).termbases == ()


def test_one_file_of_a_corpus_takes_no_termbase_of_another_away(small_corpus, documents, folder, encoder):
    run(small_corpus, folder, encoder)
    run(documents, folder, encoder)
    assert [corpus for corpus, _ in read_index(folder).termbases] == ["npt"]


def test_new_parser_reads_every_known_document_again_and_embeds_none(documents, folder, counting, monkeypatch):
    run(documents, folder, counting)
    counting.embedded.clear()
    monkeypatch.setattr("index.store.PARSER_VERSION", 1000)
    monkeypatch.setattr("index.build.PARSER_VERSION", 1000)
    report = ingest([Source(documents / "one.txt", None)], folder, counting)
    assert (report.updated, report.unchanged, report.documents) == (2, 0, 2)
    assert counting.embedded == []
    assert run(documents, folder, counting).unchanged == 2


def test_failed_write_leaves_no_files_behind(documents, folder, encoder, monkeypatch):
    run(documents, folder, encoder)
    before = sorted(path.name for path in folder.iterdir())
    (documents / "three.txt").write_text("Another document.", encoding="utf-8")

    def full_disk(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.store._replace", full_disk)
    with pytest.raises(PinpointError, match="cannot be written"):
        run(documents, folder, encoder)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_leftovers_of_a_killed_write_are_swept_even_when_nothing_changed(documents, folder, encoder):
    run(documents, folder, encoder)
    (folder / "gen-000099").mkdir()
    (folder / "gen-000099" / "vectors.faiss").write_bytes(b"half")
    (folder / "tokens-000099.bin").write_bytes(b"half")
    assert run(documents, folder, encoder).unchanged == 2
    assert [path.name for path in folder.glob("gen-*")] == ["gen-000001"]
    assert [path.name for path in folder.glob("tokens-*")] == ["tokens-000001.bin"]


def test_files_of_other_formats_are_counted(documents, folder, encoder):
    for name in ("a.png", "b.xlsx", ".hidden.png"):
        (documents / name).write_bytes(b"x")
    assert run(documents, folder, encoder).skipped == 2


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_file_name_that_is_no_utf8_is_reported_and_the_others_are_read(documents, folder, encoder):
    (documents / os.fsdecode(b"\xff.txt")).write_text("Hello there.", encoding="utf-8")
    report = run(documents, folder, encoder)
    assert report.documents == 2
    assert report.failed == ((f"{documents}/\\xff.txt", "its name is not UTF-8 text: give it another name"),)

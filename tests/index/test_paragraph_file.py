"""Paragraphs on disk: each found by row, id, words and document without reading the others."""

import pytest

from corpus.catalog import BUNDLED_CORPUS
from corpus.parsing import parse_document
from index.paragraph_file import ParagraphFile, ParagraphLines


@pytest.fixture(scope="module")
def documents():
    parsed = [parse_document(path, "npt") for path in sorted(BUNDLED_CORPUS.glob("*.txt"))]
    return [(item.document.document_id, item.paragraphs) for item in parsed]


@pytest.fixture
def stored(tmp_path, documents):
    lines = [(name, ParagraphLines.from_paragraphs(paragraphs)) for name, paragraphs in documents]
    ParagraphFile.from_documents(lines).save(tmp_path)
    return ParagraphFile.load(tmp_path, [name for name, _ in documents])


def test_every_paragraph_comes_back_as_it_was(stored, documents):
    every = [paragraph for _, paragraphs in documents for paragraph in paragraphs]
    assert list(stored) == every
    assert [stored[row] for row in range(len(stored))] == every
    assert stored[-1] == every[-1]
    assert list(stored[3:5]) == every[3:5]


def test_rows_are_found_by_id_and_by_words(stored):
    for row, paragraph in enumerate(stored):
        assert stored.row_of(paragraph.paragraph_id) == row
        assert stored[stored.row_of_text(paragraph.text)].text == paragraph.text
    assert stored.row_of("nothing") is None
    assert stored.row_of_text("Nobody wrote this.") is None


def test_a_hash_alone_is_not_trusted(stored, monkeypatch):
    paragraph = stored[4]
    monkeypatch.setattr("index.paragraph_file._hash", lambda _: int(stored._rows["text"][4]))
    assert stored.row_of_text(paragraph.text) == 4
    assert stored.row_of_text(paragraph.text + " And more.") is None


def test_documents_have_their_paragraphs_side_by_side(stored, documents):
    for place, (name, paragraphs) in enumerate(documents):
        assert tuple(stored.of_document(name)) == paragraphs
        assert set(stored.document_places(list(stored.rows_of(name))).tolist()) == {place}
    assert len(stored.of_document("nothing")) == 0


def test_lines_of_a_document_can_be_copied_into_another_file(stored, documents):
    name, paragraphs = documents[2]
    first = documents[0]
    copied = ParagraphFile.from_documents(
        [(name, stored.lines_of(name)), ("empty", ParagraphLines.from_paragraphs(()))]
    )
    assert tuple(copied.of_document(name)) == paragraphs
    assert copied.row_of(paragraphs[1].paragraph_id) == 1
    assert copied.row_of(first[1][0].paragraph_id) is None
    assert len(copied.of_document("empty")) == 0


def test_file_of_no_paragraphs(tmp_path):
    ParagraphFile.from_documents([]).save(tmp_path)
    assert list(ParagraphFile.load(tmp_path, [])) == []
    with pytest.raises(ValueError, match="does not fit the 1 documents"):
        ParagraphFile.load(tmp_path, ["one"])

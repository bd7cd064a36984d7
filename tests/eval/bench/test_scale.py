"""The synthetic index: what it is made of, and that it is measured for real."""

import numpy as np
import pytest

from eval.bench.scale import measure_scale
from eval.bench.synthetic import SyntheticEncoder, bundled_texts, synthetic_documents

TEXTS = ["比利时于1999年6月29日批准了该条约。", "三国于2010年举行会议，共43页。"]


def test_texts_are_repeated_with_other_numbers_and_no_two_are_alike():
    documents = list(synthetic_documents(TEXTS, 250))
    assert [len(document.paragraphs) for document in documents] == [100, 100, 50]
    paragraphs = [paragraph for document in documents for paragraph in document.paragraphs]
    assert len({paragraph.text for paragraph in paragraphs}) == 250
    assert len({paragraph.paragraph_id for paragraph in paragraphs}) == 250
    assert paragraphs[0].text.startswith("比利时于")
    assert "1999年6月29日" not in paragraphs[0].text


def test_vectors_lie_around_those_of_the_text_that_was_changed(encoder):
    synthetic = SyntheticEncoder(encoder, TEXTS)
    changed = next(synthetic_documents(TEXTS, 2)).paragraphs
    drawn = synthetic.encode_paragraphs([paragraph.text for paragraph in changed])
    real = encoder.encode_paragraphs(TEXTS)
    cosines = np.array([[float(one.vector @ other.vector) for other in real] for one in drawn])
    assert np.diag(cosines) == pytest.approx([1 / np.sqrt(1.09)] * 2, abs=0.02)
    assert cosines.argmax(axis=1).tolist() == [0, 1]
    assert [len(text.token_vectors) for text in drawn] == [len(text.token_vectors) for text in real]
    again = synthetic.encode_paragraphs([changed[0].text])[0]
    assert np.array_equal(again.token_vectors, drawn[0].token_vectors)


def test_one_changed_paragraph_embeds_one_paragraph(encoder, monkeypatch):
    monkeypatch.setattr("eval.bench.scale.FILES", 20)
    figures = measure_scale(300, encoder, lambda message: None)
    assert figures.embedded_after_change == 1
    assert figures.opened.opening_seconds > 0
    assert 0 < figures.opened.median_milliseconds <= figures.opened.slowest_milliseconds
    assert figures.index_megabytes > 1


def test_the_bundled_texts_are_all_different():
    texts = bundled_texts()
    assert len(texts) == len(set(texts)) > 200

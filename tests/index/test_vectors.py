import faiss
import numpy as np
import pytest

from corpus.errors import PinpointError
from index.vectors import VectorIndex


@pytest.fixture
def vectors():
    rows = np.random.default_rng(7).normal(size=(500, 32)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_the_nearest_come_first_with_their_inner_products():
    index = VectorIndex.from_vectors(np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32))
    rows, scores = index.search(np.array([1, 0], dtype=np.float32), 2)
    assert rows.tolist() == [0, 2]
    assert scores == pytest.approx([1, 0.6])


def test_the_search_is_exact(vectors):
    question = vectors[42] + 0.5 * vectors[7]
    rows, scores = VectorIndex.from_vectors(vectors).search(question, 20)
    assert rows.tolist() == np.argsort(-(vectors @ question))[:20].tolist()
    assert scores == pytest.approx(vectors[rows] @ question, abs=1e-5)


def test_no_more_rows_are_found_than_there_are(vectors):
    rows, scores = VectorIndex.from_vectors(vectors[:3]).search(vectors[0], 10)
    assert sorted(rows.tolist()) == [0, 1, 2]
    assert len(scores) == 3


def test_an_empty_index_finds_nothing(tmp_path):
    VectorIndex.from_vectors(np.empty((0, 8), np.float32)).save(tmp_path / "vectors.faiss")
    index = VectorIndex.load(tmp_path / "vectors.faiss")
    rows, scores = index.search(np.ones(8, np.float32), 5)
    assert (len(index), index.dimensions, rows.tolist(), scores.tolist()) == (0, 8, [], [])
    assert index.reconstruct([]).shape == (0, 8)


def test_a_saved_index_answers_as_before(tmp_path, vectors):
    index = VectorIndex.from_vectors(vectors)
    index.save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    assert (len(loaded), loaded.dimensions) == (500, 32)
    for expected, found in zip(index.search(vectors[3], 9), loaded.search(vectors[3], 9), strict=True):
        assert expected.tolist() == found.tolist()


def test_vectors_come_back_exactly_as_they_were_added(tmp_path, vectors):
    VectorIndex.from_vectors(vectors).save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    assert (loaded.reconstruct([499, 0, 3]) == vectors[[499, 0, 3]]).all()


@pytest.mark.parametrize("damage", [lambda data: data[:-1000], lambda data: b"", lambda data: b"IxFI" + b"\xff" * 60])
def test_a_damaged_file_is_reported_with_the_remedy(tmp_path, vectors, damage):
    path = tmp_path / "vectors.faiss"
    VectorIndex.from_vectors(vectors).save(path)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(PinpointError, match=r"vectors\.faiss is missing or damaged: run `pinpoint ingest --rebuild`"):
        VectorIndex.load(path)


def test_a_missing_file_is_reported_with_the_remedy(tmp_path):
    with pytest.raises(PinpointError, match="ingest --rebuild"):
        VectorIndex.load(tmp_path / "nothing")


def test_an_index_of_another_kind_is_refused(tmp_path):
    path = tmp_path / "vectors.faiss"
    faiss.write_index(faiss.IndexFlatL2(4), str(path))
    with pytest.raises(PinpointError, match="ingest --rebuild"):
        VectorIndex.load(path)

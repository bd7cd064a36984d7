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


@pytest.fixture(scope="module")
def many():
    """20,000 vectors around 300 centres, and 30 questions near them."""
    random = np.random.default_rng(3)
    centres = random.normal(size=(300, 64))
    rows = centres[random.integers(300, size=20_000)] + 0.6 * random.normal(size=(20_000, 64))
    questions = centres[:30] + 0.6 * random.normal(size=(30, 64))
    return [(x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32) for x in (rows, questions)]


@pytest.fixture(scope="module")
def large(many):
    return VectorIndex.from_vectors(many[0], exact_up_to=10_000)


def test_a_large_index_finds_nearly_all_that_an_exact_one_does(many, large):
    vectors, questions = many
    assert not large.is_exact
    shares = []
    for question in questions:
        rows, scores = large.search(question, 100)
        assert scores == pytest.approx(vectors[rows] @ question, abs=1e-5)
        assert (np.diff(scores) <= 0).all()
        shares.append(np.isin(np.argsort(-(vectors @ question))[:100], rows).mean())
    assert np.mean(shares) >= 0.97


def test_a_large_index_comes_back_with_its_codes(tmp_path, many, large):
    large.save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    assert not loaded.is_exact
    assert loaded.search(many[1][0], 50)[0].tolist() == large.search(many[1][0], 50)[0].tolist()
    (tmp_path / "vectors_codes.faiss").write_bytes(b"half")
    with pytest.raises(PinpointError, match=r"vectors_codes\.faiss is missing or damaged"):
        VectorIndex.load(tmp_path / "vectors.faiss")


def test_trained_codes_serve_until_the_index_has_grown_fourfold(many, large, monkeypatch):
    trained = []
    train = faiss.IndexPQFastScan.train
    monkeypatch.setattr(faiss.IndexPQFastScan, "train", lambda index, x: (trained.append(len(x)), train(index, x)))
    grown = VectorIndex.from_vectors(np.concatenate([many[0], many[1]]), large, exact_up_to=10_000)
    assert trained == []
    assert grown.search(many[1][3], 1)[0].tolist() == [20_003]
    VectorIndex.from_vectors(np.tile(many[0], (3, 1))[:40_001], large, exact_up_to=10_000)
    assert len(trained) == 1


def test_only_the_given_rows_are_compared_whatever_the_size(many, large):
    vectors, questions = many
    wanted = np.arange(5, 20_000, 7)
    for index in (large, VectorIndex.from_vectors(vectors)):
        rows, _ = index.search(questions[0], 20, wanted)
        assert rows.tolist() == wanted[np.argsort(-(vectors[wanted] @ questions[0]))[:20]].tolist()
    assert len(large.search(questions[0], 20, wanted[:3])[0]) == 3

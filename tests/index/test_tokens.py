"""Token vectors in segments: scored, shared between generations, checked, written anew when worn."""

import dataclasses

import numpy as np
import pytest

from index.pointer import DamagedIndexError
from index.token_codec import Int8Codec
from index.token_segments import segment_path
from index.tokens import UNSAVED, TokenStore, TokenWriter


def unit(random, count, dimensions=16):
    rows = random.normal(size=(count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def random():
    return np.random.default_rng(5)


@pytest.fixture
def paragraphs(random):
    """Token vectors and spans of paragraphs, one of them without tokens, one of more than a block."""
    counts = (3, 0, 40, 9000, 1)
    return [(unit(random, n), np.stack([np.arange(n) * 3, np.arange(n) * 3 + 2], axis=1)) for n in counts]


def store_of(paragraphs, old=None):
    writer = TokenWriter(Int8Codec(16), None)
    places = np.array([writer.add(vectors, spans) for vectors, spans in paragraphs])
    segments = {UNSAVED: writer.finish()}
    if old:
        places = np.concatenate([old.places, places])
        segments |= old.segments
    return TokenStore(Int8Codec(16), segments, places)


def saved(store, folder, number):
    generation = folder / f"gen-{number}"
    generation.mkdir()
    names = store.save(folder, generation, number)
    return TokenStore.load(Int8Codec(16), folder, generation, names), names


def test_maxima_are_those_of_every_pair_of_tokens_in_each_stretch(tmp_path, random, paragraphs):
    store, _ = saved(store_of(paragraphs), tmp_path, 1)
    question = unit(random, 7)
    rows = [4, 3, 1, 0, 2, 3]
    maxima, firsts = store.maxima(question, rows, 16)
    # 9000 tokens are 563 stretches, 40 are 3; no tokens are one empty stretch.
    assert firsts.tolist() == [0, 1, 564, 565, 566, 569]
    stretches = [
        paragraphs[row][0][start : start + 16]
        for row in rows
        for start in range(0, max(1, len(paragraphs[row][0])), 16)
    ]
    expected = [(question @ vectors.T).max(axis=1) if len(vectors) else np.zeros(7) for vectors in stretches]
    assert maxima == pytest.approx(np.array(expected).T, abs=0.02)


def test_spans_and_vectors_come_back(tmp_path, paragraphs):
    store, _ = saved(store_of(paragraphs), tmp_path, 1)
    for row, (vectors, spans) in enumerate(paragraphs):
        assert store.spans(row).tolist() == spans.tolist()
        assert store.vectors(row) == pytest.approx(vectors, abs=0.005)


def test_stretch_is_scored_by_the_tokens_in_it(random, paragraphs):
    store = store_of(paragraphs)
    question = unit(random, 4)
    similarities = question @ paragraphs[2][0].T
    scores = store.score_stretches(question, 2, [(0, 8), (30, 31), (500, 600)])
    expected = [similarities[:, :3].max(axis=1).mean(), similarities[:, 10].mean(), 0]
    assert scores == pytest.approx(expected, abs=0.02)


def test_added_paragraphs_make_one_new_segment_and_leave_the_old_one_alone(tmp_path, random, paragraphs):
    first, names = saved(store_of(paragraphs), tmp_path, 1)
    before = (tmp_path / names[0]).stat()
    grown, names = saved(store_of([(unit(random, 5), np.zeros((5, 2), int))], first), tmp_path, 2)
    assert names == ["tokens-000001.bin", "tokens-000002.bin"]
    assert (tmp_path / names[0]).stat().st_mtime_ns == before.st_mtime_ns
    assert [len(grown.vectors(row)) for row in range(6)] == [3, 0, 40, 9000, 1, 5]


def test_segments_are_written_anew_when_much_of_them_is_dead(tmp_path, paragraphs):
    first, _ = saved(store_of(paragraphs), tmp_path, 1)
    kept = TokenStore(first.codec, first.segments, first.places[[4, 2, 1, 2]])
    compacted, names = saved(kept, tmp_path, 2)
    assert names == ["tokens-000002.bin"]
    # Equal paragraphs share their tokens: 1 and 40 rows of 16 bytes and 4 for the span.
    assert (tmp_path / names[0]).stat().st_size == 41 * 20
    for row, old_row in enumerate([4, 2, 1, 2]):
        assert (compacted.vectors(row) == first.vectors(old_row)).all()


def test_many_segments_become_one(tmp_path, random):
    store = None
    for number in range(1, 67):
        store, names = saved(store_of([(unit(random, 2), np.zeros((2, 2), int))], store), tmp_path, number)
    assert names == ["tokens-000065.bin", "tokens-000066.bin"]
    assert [len(store.vectors(row)) for row in range(66)] == [2] * 66


def test_changed_byte_is_noticed_when_its_paragraph_is_read(tmp_path, random, paragraphs):
    saved(store_of(paragraphs), tmp_path, 1)
    path = segment_path(tmp_path, 1)
    data = bytearray(path.read_bytes())
    data[10 * 20] ^= 1
    path.write_bytes(data)
    store = TokenStore.load(Int8Codec(16), tmp_path, tmp_path / "gen-1", [path.name])
    assert len(store.vectors(0)) == 3
    with pytest.raises(DamagedIndexError, match=r"tokens-000001\.bin is missing or damaged.*--rebuild"):
        store.maxima(unit(random, 3), [0, 2], 16)


def test_index_with_token_vectors_of_another_kind_names_the_remedy(index_folder, tmp_path, monkeypatch):
    from index.store import read_index, write_index

    contents = read_index(index_folder)
    write_index(tmp_path, dataclasses.replace(contents))
    assert read_index(tmp_path).tokens.places["tokens"].tolist() == contents.tokens.places["tokens"].tolist()
    monkeypatch.setattr("index.store.codec_for", lambda _, dimensions: Int8Codec(dimensions))
    with pytest.raises(DamagedIndexError, match=r"token vectors as pq96x8-1, this version reads int8.*--rebuild"):
        read_index(tmp_path)

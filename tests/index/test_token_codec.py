import numpy as np
import pytest

from index.token_codec import Int8Codec, codec_for

TEXTS = [
    "比利时于 1999 年 6 月 29 日批准了该条约。",
    "The Committee meets at least once a year; the church opened in 1901.",
    "Le comité se réunit au moins une fois par an.",
    "Комитет собирается не реже одного раза в год.",
    "تجتمع اللجنة مرة واحدة على الأقل في السنة",
]


@pytest.fixture(scope="module")
def vectors(encoder):
    return [text.token_vectors for text in encoder.encode_paragraphs(TEXTS)]


def test_a_token_takes_96_bytes(encoder, vectors):
    codec = codec_for(encoder.name, encoder.dimensions)
    packed = codec.pack(vectors[0])
    assert packed.dtype == np.uint8
    assert packed.shape == (len(vectors[0]), 96)


def test_packed_vectors_are_close_in_every_language(encoder, vectors):
    codec = codec_for(encoder.name, encoder.dimensions)
    for given in vectors:
        kept = codec.unpack(codec.pack(given))
        cosines = (kept * codec.rotate(given)).sum(axis=1) / np.linalg.norm(kept, axis=1)
        assert cosines.mean() > 0.95


def test_each_part_is_its_nearest_centroid(encoder, vectors):
    codec = codec_for(encoder.name, encoder.dimensions)
    given = vectors[1]
    best = np.linalg.norm(codec.unpack(codec.pack(given)) - codec.rotate(given), axis=1)
    other = codec.pack(given)
    other[:, 0] ^= 1
    assert (np.linalg.norm(codec.unpack(other) - codec.rotate(given), axis=1) >= best).all()


def test_inner_products_survive_the_rotation(encoder, vectors):
    codec = codec_for(encoder.name, encoder.dimensions)
    assert codec.rotate(vectors[0]) @ codec.rotate(vectors[2]).T == pytest.approx(vectors[0] @ vectors[2].T, abs=2e-3)


def test_other_encoders_keep_a_byte_a_component():
    codec = codec_for("another", 4)
    assert isinstance(codec, Int8Codec)
    unit = np.array([[0.5, -0.5, 0.5, 0.5]], np.float32)
    assert codec.unpack(codec.pack(unit)) == pytest.approx(unit, abs=1 / 254)


def test_no_tokens_are_no_bytes(encoder):
    codec = codec_for(encoder.name, encoder.dimensions)
    nothing = np.empty((0, encoder.dimensions), np.float32)
    assert codec.unpack(codec.pack(nothing)).shape == (0, encoder.dimensions)

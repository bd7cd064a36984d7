"""Trains the codebook that packs the bundled encoder's token vectors.

    python -m eval.fitting.token_codebook

In: the bundled corpus, and its termbase in six languages as running text, so that the codebook is not
fitted to Chinese alone. Out: `index/data/token_codebook.npz`. Run again when the encoder's token vectors change;
no benchmark takes part.
"""

import csv

import click
import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.catalog import BUNDLED_CORPUS
from corpus.language import UN_LANGUAGES
from eval.bench.embedding_speed import corpus_stretches
from index.bundled import load_bundled_encoder
from index.token_codec import CENTROIDS, CODEBOOK, SUBSPACES

_STRETCHES, _STRETCH_LENGTH = 130, 265
"""Nearly all of the bundled corpus, in stretches of as many characters as a long paragraph has."""
_TERMS_TOGETHER = 12
_SEED = 0


def main() -> None:
    """Trains and writes the codebook, and says how close packed vectors come."""
    texts = corpus_stretches(_STRETCHES, _STRETCH_LENGTH) + _term_texts()
    encoded = load_bundled_encoder().encode_paragraphs(texts)
    vectors = np.concatenate([text.token_vectors for text in encoded])
    rotation, centroids = train(vectors)
    np.savez_compressed(CODEBOOK, rotation=rotation.astype(np.float16), centroids=centroids.astype(np.float16))
    click.echo(f"{len(vectors)} token vectors of {len(texts)} texts; {CODEBOOK.stat().st_size} bytes written")


def train(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """A random rotation (dimensions, dimensions) and the centroids (subspaces, centroids, …) of rotated `vectors`."""
    dimensions = vectors.shape[1]
    rotation = np.linalg.qr(np.random.default_rng(_SEED).standard_normal((dimensions, dimensions)))[0]
    # As it will be stored.
    rotation = rotation.astype(np.float16).astype(np.float32)
    quantizer = faiss.ProductQuantizer(dimensions, SUBSPACES, CENTROIDS.bit_length() - 1)
    quantizer.train(np.ascontiguousarray(vectors @ rotation))
    return rotation, faiss.vector_to_array(quantizer.centroids).reshape(SUBSPACES, CENTROIDS, -1)


def _term_texts() -> list[str]:
    with (BUNDLED_CORPUS / "terms.tsv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row and not row[0].startswith("#")
        ]
    places = [rows[0].index(language) for language in UN_LANGUAGES]
    columns = [
        [row[place].replace("|", ",") for row in rows[1:] if len(row) > place and row[place]] for place in places
    ]
    return [
        ". ".join(column[first : first + _TERMS_TOGETHER])
        for column in columns
        for first in range(0, len(column), _TERMS_TOGETHER)
    ]


if __name__ == "__main__":
    main()

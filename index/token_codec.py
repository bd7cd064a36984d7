"""How token vectors are packed into bytes.

In: vectors of length 1. Out: a row of bytes a token, and back. Where the bytes lie is the affair of
`index.tokens`, to which they are opaque. The bundled encoder's vectors are packed by product quantisation with a
codebook that ships with it, those of any other encoder as int8.
"""

import functools
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.array_file import read_named_arrays
from index.unpacking import MODEL_NAME
from index.vectors import nearest_centroids

CODEBOOK = Path(__file__).with_name("data") / "token_codebook.npz"
SUBSPACES, CENTROIDS = 96, 256
"""96 bytes a token. What other sizes cost in quality stands in ARCHITECTURE.md."""
_SCALE = 127
"""Components of unit vectors lie in [-1, 1]; int8 keeps 1/127 of that."""


class TokenCodec(Protocol):
    """Packs vectors of one length into rows of bytes."""

    @property
    def name(self) -> str:
        """Kept in an index: it changes whenever the same bytes would mean another vector."""

    @property
    def dimensions(self) -> int:
        """Length of each vector."""

    @property
    def width(self) -> int:
        """Bytes a token."""

    def pack(self, vectors: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Unit vectors (tokens, dimensions) as bytes (tokens, width)."""

    def unpack(self, packed: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Vectors (tokens, dimensions) of bytes (tokens, width), in the codec's own coordinates."""

    def rotate(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        """A question's vectors (tokens, dimensions) in the same coordinates, so that inner products hold."""


class Int8Codec:
    """A byte a component."""

    name = "int8"

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.width = dimensions

    def pack(self, vectors: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Each component to within half of 1/127."""
        packed: NDArray[np.uint8] = np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8).view(np.uint8)
        return packed

    def unpack(self, packed: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The vectors (tokens, dimensions)."""
        vectors: NDArray[np.float32] = np.multiply(packed.view(np.int8), np.float32(1 / _SCALE), dtype=np.float32)
        return vectors

    def rotate(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same vectors: nothing is rotated."""
        return question


class ProductCodec:
    """Product quantisation: a vector as the nearest centroids of its parts, a byte each.

    A rotation first spreads what it says evenly over the parts. Source: Jégou et al. 2011,
    doi:10.1109/TPAMI.2010.57.
    """

    name = "pq96x8-1"
    width = SUBSPACES

    def __init__(self, rotation: NDArray[np.float32], centroids: NDArray[np.float32]) -> None:
        """`rotation` (dimensions, dimensions) is orthogonal; `centroids` are (subspaces, 256, components each)."""
        self.dimensions = len(rotation)
        self._rotation = rotation
        self._centroids = centroids
        self._table = centroids.reshape(SUBSPACES * CENTROIDS, -1)
        self._starts = (np.arange(SUBSPACES) * CENTROIDS).astype(np.int32)

    def pack(self, vectors: NDArray[np.float32]) -> NDArray[np.uint8]:
        """The number of the nearest centroid of each part."""
        return nearest_centroids(self.rotate(vectors), self._centroids)

    def unpack(self, packed: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The centroids (tokens, dimensions), rotated as they are stored."""
        return self._table.take(packed + self._starts, axis=0).reshape(len(packed), self.dimensions)

    def rotate(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        """The vectors, rotated."""
        rotated: NDArray[np.float32] = question @ self._rotation
        return rotated


def codec_for(encoder: str, dimensions: int) -> TokenCodec:
    """The codec for the encoder of that name, whose vectors have `dimensions` components."""
    return _bundled_codec() if encoder == MODEL_NAME else Int8Codec(dimensions)


@functools.cache
def _bundled_codec() -> ProductCodec:
    codebook = read_named_arrays(CODEBOOK)
    return ProductCodec(codebook["rotation"].astype(np.float32), codebook["centroids"].astype(np.float32))

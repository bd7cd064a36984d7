"""How token vectors are packed into bytes.

In: vectors of length 1. Out: a row of bytes a token, and back. Where the bytes lie is the affair of
`index.tokens`, to which they are opaque.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CODEC = "int8"
"""Kept in an index: it changes whenever the same bytes would mean another vector."""
_SCALE = 127
"""Components of unit vectors lie in [-1, 1]; int8 keeps 1/127 of that."""


@dataclass(frozen=True, slots=True)
class TokenCodec:
    """Packs vectors of `dimensions` components as int8."""

    dimensions: int

    @property
    def width(self) -> int:
        """Bytes a token."""
        return self.dimensions

    def pack(self, vectors: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Unit vectors (tokens, dimensions) as bytes (tokens, width)."""
        packed: NDArray[np.uint8] = np.clip(np.rint(vectors * _SCALE), -127, 127).astype(np.int8).view(np.uint8)
        return packed

    def unpack(self, packed: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The vectors (tokens, dimensions) of bytes (tokens, width), to within half of 1/127."""
        vectors: NDArray[np.float32] = np.multiply(packed.view(np.int8), np.float32(1 / _SCALE), dtype=np.float32)
        return vectors

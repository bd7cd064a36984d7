"""Synthetic paragraphs and vectors, as many as one likes, around the real ones of the bundled corpus.

In: the bundled corpus and its encoder. Out: documents, and an encoder that draws the vectors of their paragraphs
instead of computing them. Good for speed and memory at a size; what is found among them means nothing.
"""

import re
import zlib
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.catalog import BUNDLED_CORPUS
from corpus.parsing import ParsedDocument, parse_document
from eval.supplied_paragraphs import make_document
from index.encoder import EncodedText, Encoder
from index.windows import normalized

_PARAGRAPHS_PER_DOCUMENT = 100
_NOISE = 0.3
"""Length of what is added to each vector of length 1: a cosine of 0.96 with the real one, about that of two
paragraphs that say nearly the same."""
_NOISE_ROWS = 4096


class SyntheticEncoder:
    """Questions by the real encoder; paragraphs by noise around the vectors of real ones, which takes no model."""

    def __init__(self, encoder: Encoder, texts: Sequence[str]) -> None:
        """`texts` are the real paragraphs."""
        self._encoder = encoder
        self._real = encoder.encode_paragraphs(texts)
        self._places = {_without_numbers(text): place for place, text in enumerate(texts)}
        noise = np.random.default_rng(0).standard_normal((_NOISE_ROWS, encoder.dimensions), np.float32)
        self._noise = normalized(noise) * np.float32(_NOISE)
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self.embedded = 0
        """Paragraphs that were handed over so far."""

    def encode_questions(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encodes questions as ever."""
        return self._encoder.encode_questions(texts)

    def encode_paragraphs(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> list[EncodedText]:
        """Draws the vectors of paragraphs; the same text has the same."""
        self.embedded += len(texts)
        encoded = [self._draw(text) for text in texts]
        if on_progress:
            on_progress(len(texts))
        return encoded

    def _draw(self, text: str) -> EncodedText:
        chance = zlib.crc32(text.encode())
        real = self._real[self._places.get(_without_numbers(text), chance % len(self._real))]
        rows = (chance + np.arange(len(real.token_vectors) + 1)) % _NOISE_ROWS
        noise: NDArray[np.float32] = self._noise[rows]
        return EncodedText(
            normalized(real.vector + noise[-1]), normalized(real.token_vectors + noise[:-1]), real.token_spans
        )


def bundled_texts() -> list[str]:
    """The paragraphs of the bundled corpus, each once."""
    parsed = [parse_document(path, "npt") for path in sorted(BUNDLED_CORPUS.glob("*.txt"))]
    return list(dict.fromkeys(paragraph.text for document in parsed for paragraph in document.paragraphs))


def synthetic_documents(texts: Sequence[str], count: int) -> Iterator[ParsedDocument]:
    """Documents with `count` paragraphs in all: `texts` over and over, each time with other numbers."""
    random = np.random.default_rng(0)
    for first in range(0, count, _PARAGRAPHS_PER_DOCUMENT):
        document_id = f"synthetic-{first // _PARAGRAPHS_PER_DOCUMENT:05d}"
        numbers = range(first, min(first + _PARAGRAPHS_PER_DOCUMENT, count))
        paragraphs = [
            (f"{document_id}.p{number}", _with_other_numbers(texts[number % len(texts)], number, random))
            for number in numbers
        ]
        yield make_document(document_id, "synthetic", "zh", paragraphs)


def _with_other_numbers(text: str, number: int, random: np.random.Generator) -> str:
    """Each number of the text replaced by one of as many digits, and `number` at its end: no two are alike."""
    changed = re.sub(r"\d+", lambda match: "".join(map(str, random.integers(0, 10, len(match.group())))), text)
    return f"{changed} {number}"


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+|\s+", "", text)

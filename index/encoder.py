"""What an encoder is.

In: texts. Out: for each a vector, and a vector for each of its tokens with the characters it stands for.
Questions and paragraphs are encoded apart, as retrieval models are trained to (`query: ` and `passage: `).
Nothing is searched or stored here; the encoders themselves are in `bundled` and `sentence_encoder`, and
neither is loaded before it is asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A text as vectors, all float32 and of length 1.

    The prefix of the text and the model's special tokens have their share in `vector`, as the model was
    trained, but no rows of their own in `token_vectors`: matching them too costs late interaction about
    1.5 points of R@1 (XQuAD, English or Arabic questions over Chinese paragraphs).
    """

    vector: NDArray[np.float32]
    """(dimensions,): the mean of the states of all the text's tokens, normalised."""
    token_vectors: NDArray[np.float32]
    """(tokens, dimensions): the state of each token of the text, normalised; no rows for a blank text."""
    token_spans: NDArray[np.int32]
    """(tokens, 2): first character of each token in the text as given, and the one after its last."""


class Encoder(Protocol):
    """Turns questions and paragraphs into vectors that can be compared by their inner product."""

    @property
    def name(self) -> str:
        """Identity kept in an index: it changes whenever the vectors would."""

    @property
    def dimensions(self) -> int:
        """Length of each vector."""

    def encode_questions(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encodes questions, in the order given."""

    def encode_paragraphs(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> list[EncodedText]:
        """Encodes paragraphs, in the order given; `on_progress` hears how many are done.

        Long ones are encoded in adjoining windows, with nothing cut off. Token vectors take some 250 kB a
        paragraph: hand over a large corpus in batches.
        """

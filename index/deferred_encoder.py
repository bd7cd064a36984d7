"""An encoder that is loaded only when something must be encoded.

In: the name of an encoder, as in `index.encoder_choice`. Out: an `Encoder`. An ingest that finds nothing new
needs no more than its identity, and the bundled encoder's is known without loading it.
"""

import functools
from collections.abc import Callable, Sequence

from index.encoder import EncodedText, Encoder
from index.encoder_choice import BUNDLED, load_encoder
from index.unpacking import MODEL_NAME


class DeferredEncoder:
    """The encoder that `load_encoder(name)` gives; raises what that raises, when it is needed."""

    def __init__(self, name: str) -> None:
        self._choice = name

    @property
    def name(self) -> str:
        """As the encoder's own; others than the bundled one are loaded to tell it."""
        return MODEL_NAME if self._choice == BUNDLED else self._encoder.name

    @property
    def dimensions(self) -> int:
        """As the encoder's own."""
        return self._encoder.dimensions

    def encode_questions(self, texts: Sequence[str]) -> list[EncodedText]:
        """Encodes questions, in the order given."""
        return self._encoder.encode_questions(texts)

    def encode_paragraphs(
        self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None
    ) -> list[EncodedText]:
        """Encodes paragraphs, in the order given."""
        return self._encoder.encode_paragraphs(texts, on_progress)

    @functools.cached_property
    def _encoder(self) -> Encoder:
        return load_encoder(self._choice)

"""An encoder by name.

In: "bundled", or the name or path of any SentenceTransformer model. Out: an `Encoder`. The library that runs
it is imported only when it is asked for: torch alone costs seconds.
"""

from index.encoder import Encoder

BUNDLED = "bundled"
"""The name of the encoder that comes with the installation."""


def load_encoder(name: str) -> Encoder:
    """The encoder `name`: "bundled", or the name or path of any SentenceTransformer model.

    Raises PinpointError when it cannot be loaded.
    """
    if name == BUNDLED:
        from index.bundled import load_bundled_encoder

        return load_bundled_encoder()
    from index.sentence_encoder import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name)

"""Where things are and which models are used: the environment, with defaults for a laptop.

In: environment variables. Out: `Settings`. Options of the command line are laid over it in `assistant.cli`.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from index.encoder_choice import BUNDLED


@dataclass(frozen=True, slots=True)
class Settings:
    """What a command runs with."""

    index: Path
    """Folder of the index: PINPOINT_INDEX, else `index` in the user's data folder."""
    encoder: str
    """PINPOINT_ENCODER: "bundled", or the name or path of a SentenceTransformer model."""
    reranker: str | None
    """PINPOINT_RERANKER: the name or path of a CrossEncoder model; None for no reranking."""


def read_settings() -> Settings:
    """The settings that the environment gives."""
    index = os.environ.get("PINPOINT_INDEX")
    return Settings(
        index=Path(index) if index else user_data_path("pinpoint", appauthor=False) / "index",
        encoder=os.environ.get("PINPOINT_ENCODER") or BUNDLED,
        reranker=os.environ.get("PINPOINT_RERANKER") or None,
    )

"""The real encoder on the real documents, made once a run."""

import os

import pytest

# Nothing that the tests load may ask a hub for anything.
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")


@pytest.fixture(scope="session")
def encoder():
    from index.encoder_choice import load_encoder

    return load_encoder("bundled")


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory, encoder):
    """An index of the bundled corpus; tests read it and never change it."""
    from corpus.catalog import BUNDLED_CORPUS
    from index.build import ingest
    from index.sources import Source

    folder = tmp_path_factory.mktemp("bundled") / "index"
    ingest([Source(BUNDLED_CORPUS, None)], folder, encoder)
    return folder


@pytest.fixture(scope="session")
def library(index_folder, encoder):
    from assistant.library import Library
    from index.store import read_index

    return Library(read_index(index_folder), encoder)


@pytest.fixture(scope="session")
def assistant(library):
    from assistant.answering import Assistant

    return Assistant(library)

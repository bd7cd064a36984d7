"""The real encoder on the real documents, made once a run."""

import os
import shutil

import pytest

_BROWSER_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

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


# Of a module: while playwright runs, no other test could run an event loop.
@pytest.fixture(scope="module")
def browser():
    """The system's Chromium, which calls nobody."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("PINPOINT_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        pytest.fail("No chromium: `apt-get install chromium`, or give its path in PINPOINT_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_BROWSER_FLAGS)
        yield browser
        browser.close()

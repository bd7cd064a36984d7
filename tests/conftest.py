"""The real encoder on the real documents, made once a run."""

import os
import shutil
import time
import timeit

import pytest
from playwright.sync_api import expect

_BROWSER_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

# A shared machine can be slow; a failure then takes longer to show, success does not.
expect.set_options(timeout=60_000)

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


@pytest.fixture
def assert_linear():
    """Fails where work takes more than twice as long for four times the length as it would if it grew in proportion."""

    def seconds(work):
        # The least of three, without the garbage collector: all else that a machine does only adds to it.
        return min(timeit.repeat(work, number=1, repeat=3, timer=time.thread_time))

    def check(work, text):
        short, long = seconds(lambda: work(text[: len(text) // 4])), seconds(lambda: work(text))
        assert long < 8 * short + 0.05

    return check


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

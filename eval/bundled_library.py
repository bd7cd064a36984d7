"""The bundled corpus, indexed anew in a temporary folder: what benchmarks measure on.

In: nothing. Out: a `Library` that is gone with the process. The user's own index is never touched.
"""

import atexit
import shutil
import tempfile
from pathlib import Path

from assistant.library import Library
from corpus.catalog import BUNDLED_CORPUS
from index.build import ingest
from index.encoder_choice import BUNDLED, load_encoder
from index.sources import Source
from index.store import read_index


def open_bundled_library() -> Library:
    """Indexes the bundled corpus with the bundled encoder and opens it."""
    folder = Path(tempfile.mkdtemp(prefix="pinpoint-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    encoder = load_encoder(BUNDLED)
    ingest([Source(BUNDLED_CORPUS, None)], folder, encoder)
    return Library(read_index(folder), encoder)

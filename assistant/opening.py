"""Opening an index for a command, and making one where there is none.

In: settings. Out: a `Library` or `Catalogue`. The first command on a new machine builds the index of the
bundled corpus and says so on standard error.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from assistant.console import ingest_progress
from assistant.library import Catalogue, Library
from assistant.settings import Settings
from corpus.catalog import BUNDLED_CORPUS
from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from index.build import IngestReport, ingest
from index.encoder_choice import load_encoder
from index.sources import Source
from index.store import read_index, read_known_documents, read_pointer


def ingest_paths(
    paths: Sequence[Path], settings: Settings, *, corpus: str | None = None, rebuild: bool = False
) -> IngestReport:
    """Adds or updates files and folders, with a progress bar on standard error.

    With `rebuild` and no paths, the documents that the index knows are read again.

    Raises:
        PinpointError: see `index.build.ingest`; or there are no paths and nothing is known to rebuild.

    """
    sources = [Source(path, corpus) for path in paths]
    if not sources and rebuild:
        known = read_known_documents(settings.index)
        sources = [Source(Path(document.path), document.corpus) for document in known if Path(document.path).is_file()]
    if not sources:
        raise PinpointError(
            f"The index in {settings.index} does not say which documents it held: name the files or folders, "
            "as in `pinpoint ingest --rebuild PATH`."
        )
    encoder = load_encoder(settings.encoder)
    with ingest_progress() as on_progress:
        return ingest(sources, settings.index, encoder, rebuild=rebuild, on_progress=on_progress)


def open_library(settings: Settings) -> Library:
    """Opens the index for searching; the bundled corpus is indexed first where there is no index.

    Raises:
        PinpointError: the index is damaged or was made with another encoder.

    """
    _build_if_missing(settings)
    contents = read_index(settings.index)
    encoder = load_encoder(settings.encoder)
    return Library(contents, encoder)


def open_catalogue(settings: Settings) -> Catalogue:
    """Opens the index for looking paragraphs up, without an encoder."""
    _build_if_missing(settings)
    return Catalogue(read_index(settings.index))


def open_paragraphs(settings: Settings, document_id: str | None) -> Iterator[tuple[Document, Paragraph]]:
    """The paragraphs of one document, or of all, in reading order."""
    catalogue = open_catalogue(settings)
    for name in [document_id] if document_id else catalogue.documents:
        for paragraph in catalogue.paragraphs_of(name):
            yield catalogue.documents[name], paragraph


def _build_if_missing(settings: Settings) -> None:
    if read_pointer(settings.index) is None:
        if settings.index.is_dir() and any(settings.index.iterdir()):
            raise PinpointError(
                f"There is no index in {settings.index}, but other files: give the folder of an index, or an empty one."
            )
        click.echo(f"No index yet: building that of the bundled corpus in {settings.index}", err=True)
        ingest_paths([BUNDLED_CORPUS], settings)

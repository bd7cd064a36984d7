"""Opening an index for a command, and making one where there is none.

In: settings. Out: a `Library` or `Catalogue`. The first command on a new machine builds the index of the
bundled corpus and says so on standard error.
"""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.answering import Assistant
from assistant.console import stage_progress
from assistant.library import Catalogue, Library
from assistant.lookup.citations import find_document
from assistant.observing.ingests import ingest_stages
from assistant.settings import Settings
from corpus.catalog import BUNDLED_CORPUS
from corpus.documents import Document, Paragraph
from corpus.errors import PinpointError
from index.build import IngestReport, ingest
from index.deferred_encoder import DeferredEncoder
from index.document_list import read_known_documents
from index.encoder_choice import load_encoder
from index.pointer import read_pointer
from index.reranker import CrossEncoderReranker
from index.sources import Source, is_gone, known_sources
from index.store import read_index
from index.write_lock import LOCK, BusyIndexError, write_lock

if TYPE_CHECKING:
    from assistant.generation.chat_model import ChatModel

_LONGEST_WAIT_SECONDS = 600
"""How long a command waits for another that builds the first index."""
_GONE = "is gone, and with it its document: ingest the file from where it is now"


def ingest_paths(
    paths: Sequence[Path], settings: Settings, *, corpus: str | None = None, rebuild: bool = False
) -> IngestReport:
    """Adds or updates files and folders, with a progress bar on standard error.

    With `rebuild` and no paths, the documents that the index knows are read again; those whose files are gone are told
    among the failed ones.

    Raises:
        PinpointError: see `index.build.ingest`; or there are no paths and nothing is known to rebuild.

    """
    sources = [Source(path, corpus) for path in paths]
    gone: list[tuple[str, str]] = []
    if not sources and rebuild:
        known = read_known_documents(settings.index) or []
        sources = known_sources(known)
        gone = [(document.path, _GONE) for document in known if is_gone(Path(document.path))]
    if not sources:
        said = "knows none whose file is still there" if gone else "does not say which documents it held"
        raise PinpointError(
            f"The index in {settings.index} {said}: name the files or folders, "
            f"as in `pinpoint ingest --rebuild PATH --index {shlex.quote(str(settings.index))}`."
        )
    with stage_progress() as show, ingest_stages(show) as on_progress:
        report = ingest(
            sources, settings.index, DeferredEncoder(settings.encoder), rebuild=rebuild, on_progress=on_progress
        )
    return replace(report, failed=(*report.failed, *gone))


def open_library(settings: Settings) -> Library:
    """Opens the index for searching; the bundled corpus is indexed first where there is no index.

    Raises:
        PinpointError: the index is damaged or was made with another encoder, or a model cannot be loaded.

    """
    build_if_missing(settings)
    contents = read_index(settings.index)
    encoder = load_encoder(settings.encoder)
    reranker = CrossEncoderReranker(settings.reranker) if settings.reranker else None
    return Library(contents, encoder, reranker)


def open_assistant(settings: Settings) -> tuple[Assistant, Library]:
    """The assistant over the index, with the language model that the settings name, and the library it answers from.

    Raises:
        PinpointError: as `open_library` does; or the language model cannot be used.

    """
    model = load_model(settings)
    library = open_library(settings)
    return Assistant(library, model), library


def load_model(settings: Settings) -> "ChatModel | None":
    """The language model that the settings name, if they name one.

    Raises:
        PinpointError: it cannot be used.

    """
    if settings.llm is None:
        return None
    # Imported here: it takes a second or two, which answers without a model are not to wait for.
    from assistant.generation.chat_model import ChatModel

    return ChatModel(settings.llm)


def open_catalogue(settings: Settings) -> Catalogue:
    """Opens the index for looking paragraphs up, without an encoder."""
    build_if_missing(settings)
    return Catalogue(read_index(settings.index))


def open_paragraphs(settings: Settings, reference: str | None) -> Iterator[tuple[Document, Paragraph]]:
    """The paragraphs of the document with that id, symbol or title, or of all, in reading order."""
    catalogue = open_catalogue(settings)
    names = list(catalogue.documents)
    if reference is not None:
        document = None if reference in catalogue.documents else find_document(reference, catalogue)
        names = [document.document_id if document else reference]
    for name in names:
        for paragraph in catalogue.paragraphs_of(name):
            yield catalogue.documents[name], paragraph


def build_if_missing(settings: Settings) -> None:
    """Makes the index of the bundled corpus where there is none, and says so on standard error.

    Raises:
        PinpointError: the folder holds other files, or the index is damaged or cannot be written.

    """
    folder = settings.index
    if read_pointer(folder) is not None:
        return
    if _holds_other_files(folder):
        raise PinpointError(
            f"There is no index in {folder}, but other files: give the folder of an index, or an empty one."
        )
    click.echo(f"No index yet: building that of the bundled corpus in {folder}", err=True)
    try:
        ingest_paths([BUNDLED_CORPUS], settings)
    except BusyIndexError:
        click.echo("Another process is writing there already: waiting for it", err=True)
        with write_lock(folder, _LONGEST_WAIT_SECONDS):
            pass
        if read_pointer(folder) is None:
            ingest_paths([BUNDLED_CORPUS], settings)


def _holds_other_files(folder: Path) -> bool:
    """Whether there is more than what the first ingest of an index leaves there while it runs."""
    try:
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    except OSError as error:
        raise PinpointError(
            f"The folder {folder} cannot be read ({error.strerror}): change its permissions, or choose another "
            "with --index."
        ) from error
    return any(name not in (LOCK, "index.new") and not name.startswith(("gen-", "tokens-")) for name in names)

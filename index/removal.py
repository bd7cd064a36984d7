"""Documents leave the index, whatever becomes of their files.

In: ids of documents. Out: the index without them, in one step; what stays is copied and not embedded again. A document
that has left comes back only when its file, or a folder that holds it, is ingested again. No document's file is
touched here.
"""

from collections.abc import Collection
from pathlib import Path

from corpus.errors import PinpointError
from index.assembly import Report
from index.build import IngestReport, ingest
from index.encoder import Encoder


def remove_documents(
    document_ids: Collection[str], folder: Path, encoder: Encoder, *, on_progress: Report | None = None
) -> IngestReport:
    """Takes documents out of the index in `folder`.

    `encoder` is asked for its name alone, unless the documents that stay were parsed by an older version.

    Raises:
        BusyIndexError: an ingest is running.
        PinpointError: none of them is there, or as `index.build.ingest` does. The index is then as it was.

    """
    if not document_ids:
        raise PinpointError("No document is named: give the id of one that is in the index.")
    return ingest([], folder, encoder, forgotten=document_ids, on_progress=on_progress)

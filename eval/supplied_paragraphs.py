"""Indexes of paragraphs that come without a document: what question sets bring along, and benchmarks.

In: ids and texts. Out: documents made of them, an index, a `Library`. A document's title is its id, in no language:
nothing but the texts can be found. Files are not read here.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from assistant.library import Library
from corpus.documents import Document, Locator, Paragraph, Span
from corpus.errors import PinpointError
from corpus.parsing import ParsedDocument
from eval.question_files.languages import detect_languages
from eval.question_set import QuestionSet
from index.assembly import Report, assemble
from index.encoder import Encoder
from index.pointer import DamagedIndexError, read_pointer
from index.sources import Plan
from index.store import IndexContents, read_index, write_index
from index.write_lock import write_lock

_NOTHING_TO_READ = Plan((), (), (), (), (), 0, ())


def supplied_library(
    question_set: QuestionSet, encoder: Encoder, folder: Path, on_progress: Report | None = None
) -> Library:
    """The paragraphs of a question set, indexed in `folder`; not again where they are already.

    `folder` is for this index alone: what it holds otherwise is replaced. `on_progress` hears ("embed", done, total).

    Raises:
        BusyIndexError: another process is writing there.
        PinpointError: the folder cannot be written.

    """
    documents = make_documents(question_set.name, [(item.paragraph_id, item.text) for item in question_set.paragraphs])
    with write_lock(folder):
        contents = _read_same(folder, documents, encoder)
        if contents is None:
            try:
                write_documents(documents, encoder, folder, on_progress)
            except OSError as error:
                raise PinpointError(
                    f"The index in {folder} cannot be written ({error.strerror or error}): make room there."
                ) from error
            contents = read_index(folder)
    return Library(contents, encoder)


def make_documents(corpus: str, paragraphs: Iterable[tuple[str, str]]) -> list[ParsedDocument]:
    """A document for each paragraph, given as (id, text), under the same id."""
    given = list(paragraphs)
    languages = detect_languages([text for _, text in given])
    return [
        make_document(key, corpus, language, [(key, text)])
        for (key, text), language in zip(given, languages, strict=True)
    ]


def make_document(
    document_id: str, corpus: str, language: str, paragraphs: Sequence[tuple[str, str]]
) -> ParsedDocument:
    """The document that holds `paragraphs`, given as (id, text), a line each."""
    text = "\n".join(words for _, words in paragraphs)
    document = Document(
        document_id=document_id,
        corpus=corpus,
        path=f"/{corpus}/{document_id}",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        symbol=None,
        titles=((language, document_id),),
        short_titles=((language, document_id),),
        submitted_by=None,
        meeting=None,
        date=None,
        language=language,
    )
    made, start = [], 0
    for position, (key, words) in enumerate(paragraphs, 1):
        locator = Locator("paragraph", None, 1, (), position, None)
        end = start + len(words)
        made.append(Paragraph(key, document_id, locator, "", words, (), (Span(start, end),)))
        start = end + 1
    return ParsedDocument(document, tuple(made))


def write_documents(
    documents: Sequence[ParsedDocument], encoder: Encoder, folder: Path, on_progress: Report | None = None
) -> None:
    """Makes a new index of `documents` in `folder`. The caller sees to it that nobody else writes there."""
    folder.mkdir(parents=True, exist_ok=True)
    report = on_progress or (lambda *_: None)
    write_index(folder, assemble(_NOTHING_TO_READ, None, documents, set(), encoder, report, folder))


def _read_same(folder: Path, documents: Sequence[ParsedDocument], encoder: Encoder) -> IndexContents | None:
    """The index in `folder`, if it holds just these documents as this encoder sees them."""
    try:
        pointer = read_pointer(folder)
        if pointer is None or pointer["encoder"] != encoder.name:
            return None
        contents = read_index(folder)
    except DamagedIndexError:
        return None
    wanted = sorted((item.document for item in documents), key=lambda document: document.document_id)
    return contents if list(contents.documents) == wanted else None

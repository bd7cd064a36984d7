"""An index in memory: old paragraphs that stay and new ones that are embedded, in one `IndexContents`.

In: the old index, parsed documents, an encoder. Out: the new contents. Only paragraphs whose words are new
are embedded; what the old index knows of the others is copied as it stands, not read. Which documents are
new or go is decided in `index.build`; nothing is written here but token vectors that wait in a temporary file.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document, Paragraph
from corpus.parsing import ParsedDocument
from corpus.termbase import parse_termbase
from index.definitions import DocumentDefinition, find_document_definitions
from index.encoder import Encoder
from index.paragraph_file import ParagraphFile, ParagraphLines
from index.postings import Postings
from index.sources import Plan
from index.store import IndexContents
from index.term_finding import TermFinder
from index.token_codec import TokenCodec, codec_for
from index.token_segments import Segment
from index.tokens import PLACE, UNSAVED, TokenStore, TokenWriter
from index.vectors import VectorIndex
from index.words import find_words

_BATCH = 256
"""Paragraphs embedded before their token vectors are packed: about 64 MB at a time."""
_QUESTIONS = Path(__file__).with_name("data") / "questions.txt"
Report = Callable[[str, int, int], None]


def assemble(
    plan: Plan,
    old: IndexContents | None,
    parsed: Sequence[ParsedDocument],
    removed: set[str],
    encoder: Encoder,
    report: Report,
    workspace: Path | None = None,
) -> IndexContents:
    """The index that there will be: what stays of `old`, without `removed`, and `parsed`.

    New token vectors lie in a file without a name in `workspace`, or where the system keeps temporary
    files, until the contents are written.
    """
    fresh = {item.document.document_id: item for item in parsed}
    replaced = removed | fresh.keys() | _moved(old, parsed)
    kept = [document for document in (old.documents if old else ()) if document.document_id not in replaced]
    documents = sorted([*kept, *(item.document for item in parsed)], key=lambda document: document.document_id)
    termbases = merge_termbases(plan, old, documents)
    added = [_in_reading_order(fresh[document.document_id]) for document in documents if document.document_id in fresh]
    order = _order(documents, fresh, old)
    vectors, tokens = _embed(
        [paragraph for group in added for paragraph in group], old, order, encoder, report, workspace
    )
    paragraphs = _join_lines(documents, fresh, old)
    definitions = _find_definitions(documents, fresh, old)
    concepts, context, words = _find_terms(documents, paragraphs, order, old, termbases, definitions)
    return IndexContents(
        encoder=encoder.name,
        documents=tuple(documents),
        paragraphs=paragraphs,
        vectors=vectors,
        question_mean=old.question_mean if old else _mean_question(encoder),
        tokens=tokens,
        concepts=concepts,
        context=context,
        words=words,
        definitions=definitions,
        termbases=termbases,
    )


def merge_termbases(
    plan: Plan, old: IndexContents | None, documents: Iterable[Document]
) -> tuple[tuple[str, bytes], ...]:
    """Those of the plan; and of the old index, those of corpora with documents that the plan does not speak of."""
    here = {str(candidate.path) for candidate in plan.candidates}
    corpora: set[str] = set()
    unasked: set[str] = set()
    for document in documents:
        corpora.add(document.corpus)
        if document.path not in here:
            unasked.add(document.corpus)
    kept = {corpus: data for corpus, data in (old.termbases if old else ()) if corpus in unasked}
    declared = {corpus: data for corpus, data in plan.termbases if corpus in corpora}
    return tuple(sorted((kept | declared).items()))


def _in_reading_order(item: ParsedDocument) -> list[Paragraph]:
    return sorted(item.paragraphs, key=lambda paragraph: paragraph.spans[0].start)


def _order(
    documents: Sequence[Document], fresh: dict[str, ParsedDocument], old: IndexContents | None
) -> NDArray[np.int64]:
    """Where each row comes from: a row of the old index, or behind them all a place among the new paragraphs."""
    next_row = len(old.paragraphs) if old else 0
    rows = [np.empty(0, np.int64)]
    for document in documents:
        item = fresh.get(document.document_id)
        if item is None:
            assert old is not None
            source = old.paragraphs.rows_of(document.document_id)
        else:
            source = range(next_row, next_row + len(item.paragraphs))
            next_row = source.stop
        rows.append(np.arange(source.start, source.stop, dtype=np.int64))
    return np.concatenate(rows)


def _join_lines(
    documents: Sequence[Document], fresh: dict[str, ParsedDocument], old: IndexContents | None
) -> ParagraphFile:
    lines: list[tuple[str, ParagraphLines]] = []
    for document in documents:
        item = fresh.get(document.document_id)
        if item is None:
            assert old is not None
            lines.append((document.document_id, old.paragraphs.lines_of(document.document_id)))
        else:
            lines.append((document.document_id, ParagraphLines.from_paragraphs(_in_reading_order(item))))
    return ParagraphFile.from_documents(lines)


def _find_definitions(
    documents: Sequence[Document], fresh: dict[str, ParsedDocument], old: IndexContents | None
) -> tuple[DocumentDefinition, ...]:
    kept = {document.document_id for document in documents} - fresh.keys()
    found = [defined for defined in (old.definitions if old else ()) if defined.document_id in kept]
    for item in fresh.values():
        found += find_document_definitions(item.document, item.paragraphs)
    return tuple(sorted(found, key=lambda defined: defined.document_id))


def _find_terms(
    documents: Sequence[Document],
    paragraphs: ParagraphFile,
    order: NDArray[np.int64],
    old: IndexContents | None,
    termbases: tuple[tuple[str, bytes], ...],
    definitions: Sequence[DocumentDefinition],
) -> tuple[Postings, Postings, Postings]:
    """The concepts of each paragraph's text, those of its context, and its words.

    Concepts of old paragraphs are found again where the termbases have changed.
    """
    known = len(old.paragraphs) if old else 0
    fresh_rows = np.flatnonzero(order >= known)
    same_terms = old is not None and old.termbases == termbases
    named_rows = fresh_rows if same_terms else np.arange(len(order))
    finder = TermFinder([parse_termbase(data, corpus) for corpus, data in termbases], definitions)
    owners = paragraphs.document_places(named_rows)
    pairs = [(documents[place], row) for place, row in zip(owners.tolist(), named_rows.tolist(), strict=True)]
    concepts = Postings.from_rows(finder.concepts(document, paragraphs[row]) for document, row in pairs)
    context = Postings.from_rows(finder.context(document, paragraphs[row]) for document, row in pairs)
    languages = [documents[place].language for place in paragraphs.document_places(fresh_rows).tolist()]
    words = Postings.from_rows(
        find_words(paragraphs[row].text, language) for row, language in zip(fresh_rows.tolist(), languages, strict=True)
    )
    if old is not None:
        words = Postings.joined(old.words, words, order)
        if same_terms:
            concepts = Postings.joined(old.concepts, concepts, order)
            context = Postings.joined(old.context, context, order)
    return concepts, context, words


def _mean_question(encoder: Encoder) -> NDArray[np.float32]:
    """The mean vector of a fixed list of questions in six languages, about this and that.

    Encoders of this kind put all questions into one corner of the space and all paragraphs into another;
    without the mean, what is left tells them apart.
    """
    questions = _QUESTIONS.read_text(encoding="utf-8").splitlines()
    mean: NDArray[np.float32] = np.mean([encoded.vector for encoded in encoder.encode_questions(questions)], axis=0)
    return mean


def _moved(old: IndexContents | None, parsed: Iterable[ParsedDocument]) -> set[str]:
    """Documents that were known under another id at the same path."""
    paths = {item.document.path for item in parsed}
    return {document.document_id for document in (old.documents if old else ()) if document.path in paths}


def _embed(
    paragraphs: Sequence[Paragraph],
    old: IndexContents | None,
    order: NDArray[np.int64],
    encoder: Encoder,
    report: Report,
    workspace: Path | None,
) -> tuple[VectorIndex, TokenStore]:
    """Vectors and tokens by row; new `paragraphs` whose words the old index knows take them from there."""
    known = len(old.paragraphs) if old else 0
    rows = [old.paragraphs.row_of_text(paragraph.text) if old else None for paragraph in paragraphs]
    texts = (paragraph.text for paragraph, row in zip(paragraphs, rows, strict=True) if row is None)
    places_of = {text: known + place for place, text in enumerate(dict.fromkeys(texts))}
    codec = old.tokens.codec if old else codec_for(encoder.name, encoder.dimensions)
    new_vectors, new_places, segment = _encode(list(places_of), codec, encoder, report, workspace)
    # For each row a row of the old index, or behind them all a place among the texts just encoded.
    found = [places_of[paragraph.text] if row is None else row for paragraph, row in zip(paragraphs, rows, strict=True)]
    sources = np.concatenate([np.arange(known), np.array(found, np.int64)])[order]
    is_new = sources >= known
    vectors = np.empty((len(order), codec.dimensions), np.float32)
    places = np.zeros(len(order), PLACE)
    vectors[is_new] = new_vectors[sources[is_new] - known]
    places[is_new] = new_places[sources[is_new] - known]
    segments = {UNSAVED: segment}
    if old:
        vectors[~is_new] = old.vectors.reconstruct(sources[~is_new])
        places[~is_new] = old.tokens.places[sources[~is_new]]
        segments |= old.tokens.segments
    return VectorIndex.from_vectors(vectors, old.vectors if old else None), TokenStore(codec, segments, places)


def _encode(
    texts: Sequence[str], codec: TokenCodec, encoder: Encoder, report: Report, workspace: Path | None
) -> tuple[NDArray[np.float32], NDArray[np.void], Segment]:
    """The vectors (texts, dimensions), the places (texts,) of their tokens, and the segment that holds these."""
    vectors = np.empty((len(texts), codec.dimensions), np.float32)
    places = np.zeros(len(texts), PLACE)
    writer = TokenWriter(codec, workspace)
    for first in range(0, len(texts), _BATCH):
        batch = texts[first : first + _BATCH]
        encoded = encoder.encode_paragraphs(batch, partial(_report_embedded, report, first, len(texts)))
        for place, result in enumerate(encoded, first):
            vectors[place] = result.vector
            places[place] = writer.add(result.token_vectors, result.token_spans)
    return vectors, places, writer.finish()


def _report_embedded(report: Report, first: int, total: int, done: int) -> None:
    report("embed", first + done, total)

"""An index in memory: old paragraphs that stay and new ones that are embedded, in one `IndexContents`.

In: the old index, parsed documents, an encoder. Out: the new contents. Only paragraphs whose words are new
are embedded. Which documents are new or go is decided in `index.build`; nothing is written here.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Document, Paragraph
from corpus.parsing import ParsedDocument
from corpus.termbase import parse_termbase
from index.encoder import Encoder
from index.lexicon import Lexicon
from index.sources import Plan
from index.store import IndexContents, StoredParagraph
from index.tokens import TokenStore, quantise
from index.vectors import VectorIndex

_BATCH = 256
"""Paragraphs embedded before their token vectors are packed: about 64 MB at a time."""
_QUESTIONS = Path(__file__).with_name("data") / "questions.txt"
_TokenData = tuple[NDArray[np.int8], NDArray[np.int32]]


def assemble(
    plan: Plan,
    old: IndexContents | None,
    parsed: Sequence[ParsedDocument],
    removed: set[str],
    encoder: Encoder,
    report: Callable[[str, int, int], None],
) -> IndexContents:
    """The index that there will be: what stays of `old`, without `removed`, and `parsed`."""
    replaced = removed | {item.document.document_id for item in parsed} | _moved(old, parsed)
    kept_documents = [doc for doc in (old.documents if old else ()) if doc.document_id not in replaced]
    kept_rows = [
        row for row, stored in enumerate(old.paragraphs if old else ()) if stored.paragraph.document_id not in replaced
    ]
    fresh = [(item.document, paragraph) for item in parsed for paragraph in item.paragraphs]
    vectors, tokens = _encode([paragraph for _, paragraph in fresh], old, encoder, report)
    documents = sorted([*kept_documents, *(item.document for item in parsed)], key=lambda doc: doc.document_id)
    termbases = _termbases(plan, old, documents)
    kept = [old.paragraphs[row].paragraph for row in kept_rows] if old else []
    languages = {document.document_id: document.language for document in documents}
    lexicon = Lexicon([parse_termbase(data, corpus) for corpus, data in termbases])
    kept_vectors = old.vectors.reconstruct(kept_rows) if old else np.empty((0, encoder.dimensions), np.float32)
    return IndexContents(
        encoder=encoder.name,
        documents=tuple(documents),
        paragraphs=tuple(
            StoredParagraph(
                paragraph,
                tuple(
                    dict.fromkeys(
                        concept.key for concept in lexicon.find(paragraph.text, languages[paragraph.document_id])
                    )
                ),
            )
            for paragraph in (*kept, *(paragraph for _, paragraph in fresh))
        ),
        vectors=VectorIndex.from_vectors(np.concatenate([kept_vectors, vectors])),
        question_mean=old.question_mean if old else _mean_question(encoder),
        tokens=TokenStore.from_paragraphs(
            [*(old.tokens.paragraph(row) for row in kept_rows if old), *tokens], encoder.dimensions
        ),
        termbases=termbases,
    )


def _termbases(plan: Plan, old: IndexContents | None, documents: Sequence[Document]) -> tuple[tuple[str, bytes], ...]:
    """Those of the plan; and of the old index, those of corpora with documents that the plan does not speak of."""
    here = {str(candidate.path) for candidate in plan.candidates}
    corpora = {document.corpus for document in documents}
    unasked = {document.corpus for document in documents if document.path not in here}
    kept = {corpus: data for corpus, data in (old.termbases if old else ()) if corpus in unasked}
    declared = {corpus: data for corpus, data in plan.termbases if corpus in corpora}
    return tuple(sorted((kept | declared).items()))


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


def _encode(
    paragraphs: Sequence[Paragraph],
    old: IndexContents | None,
    encoder: Encoder,
    report: Callable[[str, int, int], None],
) -> tuple[NDArray[np.float32], list[_TokenData]]:
    """Vectors and tokens of each paragraph; those whose words the old index knows are taken from it."""
    known = {stored.paragraph.text: row for row, stored in enumerate(old.paragraphs)} if old else {}
    missing = list(dict.fromkeys(paragraph.text for paragraph in paragraphs if paragraph.text not in known))
    fresh: dict[str, tuple[NDArray[np.float32], _TokenData]] = {}
    for first in range(0, len(missing), _BATCH):
        batch = missing[first : first + _BATCH]
        encoded = encoder.encode_paragraphs(batch, partial(_report_embedded, report, first, len(missing)))
        for text, result in zip(batch, encoded, strict=True):
            fresh[text] = (result.vector, (quantise(result.token_vectors), result.token_spans))
    vectors = np.empty((len(paragraphs), encoder.dimensions), np.float32)
    tokens: list[_TokenData] = []
    for place, paragraph in enumerate(paragraphs):
        if paragraph.text in fresh:
            vectors[place], data = fresh[paragraph.text]
        else:
            assert old is not None
            row = known[paragraph.text]
            vectors[place], data = old.vectors.reconstruct([row])[0], old.tokens.paragraph(row)
        tokens.append(data)
    return vectors, tokens


def _report_embedded(report: Callable[[str, int, int], None], first: int, total: int, done: int) -> None:
    report("embed", first + done, total)

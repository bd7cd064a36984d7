"""Documents made of given paragraphs, without a file: how benchmarks get into an index.

In: ids and texts. Out: a `ParsedDocument`. Its title is its id, in no language: nothing but the texts can be found.
"""

import hashlib
from collections.abc import Sequence

from corpus.documents import Document, Locator, Paragraph, Span
from corpus.parsing import ParsedDocument
from corpus.source import SourceLine, SourceText


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
    made, lines, start = [], [], 0
    for position, (key, words) in enumerate(paragraphs, 1):
        locator = Locator("paragraph", None, 1, (), position, None)
        end = start + len(words)
        made.append(Paragraph(key, document_id, locator, "", words, (), (Span(start, end),)))
        lines.append(SourceLine(start, end))
        start = end + 1
    return ParsedDocument(document, tuple(made), (), SourceText(text, tuple(lines)))

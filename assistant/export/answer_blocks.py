"""One answer as the blocks of an export: what it says, its footnotes, and what was nearest where nothing was found.

In: a `NumberedAnswer`. Out: `Block`s. Lists of sources are made in `assistant.export.source_blocks`.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote as percent_encoded

from assistant.answering import LOOKUP
from assistant.answers import Answer, CitedParagraph
from assistant.composition import MODEL
from assistant.export.blocks import Block, BlockKind, Inline, Link, NoteMark, Words
from assistant.export.export_wording import ExportWording, export_wording_in
from assistant.export.numbered_answer import Note, NumberedAnswer, Piece, Quoted
from assistant.support_wording import caveat_in_words
from corpus.documents import Document, Paragraph
from corpus.locators import render_locator

_EXCERPT_CHARACTERS = 300
_ADDRESS = re.compile(r"https?://[A-Za-z0-9._~%:/@\[\]-]{1,1000}")


def answer_blocks(numbered: NumberedAnswer, address: str = "") -> Iterator[Block]:
    """What the answer says with its footnotes; how far to trust it; who wrote it, where that was a language model.

    `address`: that of the page, for links to the nearest paragraphs.
    """
    answer = numbered.answer
    wording = export_wording_in(answer.language)
    for line in numbered.lines:
        yield Block("paragraph", tuple(_inlines(line, wording, answer.language)), answer.language)
    caveat = caveat_in_words(answer.confidence, answer.language) if answer.status == "answered" else ""
    if caveat:
        yield plain_block("paragraph", caveat, answer.language)
    if answer.nearest:
        yield plain_block("paragraph", wording.nearest, answer.language)
        for near in answer.nearest:
            yield _nearest_block(near, wording, answer.language, address)
    if answer.model not in (MODEL, LOOKUP):
        yield plain_block("paragraph", wording.written_by.format(answer.model), answer.language)
    for note in numbered.notes:
        yield _footnote(note, wording, answer.language)


def left_out_blocks(answer: Answer) -> Iterator[Block]:
    """The claims that did not hold, each struck out, with the reason."""
    wording = export_wording_in(answer.language)
    left_out = [claim for claim in answer.claims if claim.verdict == "unsupported"]
    if left_out:
        yield plain_block("paragraph", wording.left_out, answer.language)
    for claim in left_out:
        before, _, behind = wording.quotation.partition("{}")
        # The marks stay outside: they part the strokes of Markdown from the text around, whatever it begins with.
        struck = Words(claim.text.strip(), answer.language, is_struck=True)
        around = (Words(before, answer.language), Words(f"{behind} — {claim.reason}", answer.language))
        yield Block("item", (around[0], struck, around[1]), answer.language)


def plain_block(kind: BlockKind, text: str, language: str) -> Block:
    """A block of nothing but words in the language of the line."""
    return Block(kind, (Words(text, language),), language)


def in_quotation_marks(text: str, text_language: str, wording: ExportWording, language: str) -> Iterator[Words]:
    """A quote in the marks that `language` uses around it."""
    before, _, behind = wording.quotation.partition("{}")
    yield Words(before, language)
    yield Words(text, text_language)
    yield Words(behind, language)


def full_reference(document: Document, paragraph: Paragraph, language: str) -> str:
    """A reference that stands alone: "Report by Belgium (2015), NPT/CONF.2015/39, para. 18"."""
    locator = render_locator(paragraph.locator, language)
    return f"{document_name(document, language)}{export_wording_in(language).comma}{locator}"


def document_name(document: Document, language: str) -> str:
    """A document's short title and symbol, or what there is of them: "Report by Belgium (2015), NPT/CONF.2015/39"."""
    named = document.short_title_in(language) if document.short_titles or not document.symbol else None
    return export_wording_in(language).comma.join(name for name in (named, document.symbol) if name)


def paragraph_link(paragraph_id: str, address: str) -> Inline:
    """The address that opens the app at the paragraph; what to add to the app's address, where that is not known."""
    target = f"?paragraph={percent_encoded(paragraph_id, safe='')}"
    if not _ADDRESS.fullmatch(address):
        return Words(target, "en")
    return Link(f"{address}{target}", f"{address}{target}")


def _inlines(line: Sequence[Piece], wording: ExportWording, language: str) -> Iterator[Inline]:
    for piece in line:
        if isinstance(piece, Quoted):
            cited = piece.citation
            yield from in_quotation_marks(cited.quote, cited.document.language, wording, language)
        elif isinstance(piece, Words | NoteMark):
            yield piece


def _footnote(note: Note, wording: ExportWording, language: str) -> Block:
    cited = note.citation
    inlines = [Words(full_reference(cited.document, cited.paragraph, language), language)]
    if not note.is_quoted_above:
        inlines.append(Words(wording.colon, language))
        inlines += in_quotation_marks(cited.quote, cited.document.language, wording, language)
    return Block("footnote", tuple(inlines), language, note.number)


def _nearest_block(near: CitedParagraph, wording: ExportWording, language: str, address: str) -> Block:
    text = near.paragraph.text
    excerpt = text if len(text) <= _EXCERPT_CHARACTERS else text[:_EXCERPT_CHARACTERS].rstrip() + "…"
    inlines: list[Inline] = [Words(full_reference(near.document, near.paragraph, language) + wording.colon, language)]
    inlines += in_quotation_marks(excerpt, near.document.language, wording, language)
    if address:
        inlines += [Words(" ", language), paragraph_link(near.paragraph.paragraph_id, address)]
    return Block("item", tuple(inlines), language)

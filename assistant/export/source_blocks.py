"""The list of sources of a conversation: each document once, and of each its paragraphs with what was quoted.

In: numbered answers, and translations of their quotes where there are any. Out: `Block`s. Quotes stand in the language
of the document, all else in that of the question; a translation is never shown without saying what it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.answers import Citation
from assistant.export.answer_blocks import document_name, in_quotation_marks, paragraph_link, plain_block
from assistant.export.blocks import Block, Words
from assistant.export.export_wording import ExportWording, export_wording_in
from assistant.export.numbered_answer import NumberedAnswer
from assistant.translation import Translation
from assistant.values.rendering import locale_of, render_iso_date
from corpus.documents import Document, Paragraph
from corpus.locators import render_locator

Translations = Mapping[int, Translation]
"""Of quotes, by the markers of an answer's citations."""
_BETWEEN_HEADINGS = " › "


@dataclass(slots=True)
class _SourceQuote:
    notes: list[int] = field(default_factory=list)
    """The footnotes that cite it."""
    translations: list[Translation] = field(default_factory=list)


@dataclass(slots=True)
class _SourceParagraph:
    paragraph: Paragraph
    document: Document
    language: str
    """Of the question that cited it first."""
    quotes: dict[str, _SourceQuote] = field(default_factory=dict)


def source_blocks(
    answers: Iterable[tuple[NumberedAnswer, Translations]], address: str = "", language: str = "en"
) -> Iterator[Block]:
    """The sources of all answers; nothing where none cites any. `language`: of the facts about documents."""
    paragraphs = _cited_paragraphs(answers)
    if not paragraphs:
        return
    wording = export_wording_in(language)
    yield plain_block("heading", wording.sources, language)
    for document in {one.document.document_id: one.document for one in paragraphs}.values():
        yield from _document_blocks(document, wording, language)
        for cited in paragraphs:
            if cited.document.document_id == document.document_id:
                yield from _paragraph_blocks(cited, address)


def _cited_paragraphs(answers: Iterable[tuple[NumberedAnswer, Translations]]) -> list[_SourceParagraph]:
    """The paragraphs in the order in which they are cited first."""
    found: dict[str, _SourceParagraph] = {}
    for numbered, translations in answers:
        for note in numbered.notes:
            cited: Citation = note.citation
            source = found.setdefault(
                cited.paragraph.paragraph_id,
                _SourceParagraph(cited.paragraph, cited.document, numbered.answer.language),
            )
            quote = source.quotes.setdefault(cited.quote, _SourceQuote())
            quote.notes.append(note.number)
            if cited.marker in translations and translations[cited.marker] not in quote.translations:
                quote.translations.append(translations[cited.marker])
    return list(found.values())


def _document_blocks(document: Document, wording: ExportWording, language: str) -> Iterator[Block]:
    yield plain_block("subheading", document_name(document, language), language)
    original, translated = document.titles[0][1], document.title_in(language)
    language_name = locale_of(language).languages.get(document.language.split("-")[0], document.language)
    facts = [
        (wording.document_title, original, document.language),
        (wording.translated_title, translated if translated != original else None, language),
        (wording.symbol, document.symbol, "en"),
        (wording.submitted_by, document.submitted_by, document.language),
        (wording.date, render_iso_date(document.date, language) if document.date else None, language),
        (wording.document_language, language_name, language),
        (wording.corpus, document.corpus, "en"),
        (wording.file, Path(document.path).name, document.language),
        ("SHA-256", document.sha256, "en"),
    ]
    for label, text, text_language in facts:
        if text:
            yield _fact(label, text, text_language, wording, language)


def _paragraph_blocks(cited: _SourceParagraph, address: str) -> Iterator[Block]:
    language, document, locator = cited.language, cited.document, cited.paragraph.locator
    wording = export_wording_in(language)
    yield plain_block("paragraph", render_locator(locator, language), language)
    for text, quote in cited.quotes.items():
        yield plain_block("quote", text, document.language)
        for translation in quote.translations:
            yield from _translation_blocks(translation, wording, language)
    numbers = sorted(number for quote in cited.quotes.values() for number in quote.notes)
    facts = [
        (wording.section, _BETWEEN_HEADINGS.join(locator.section), document.language),
        (wording.page, str(locator.page) if locator.page else "", language),
        (wording.footnotes, wording.comma.join(map(str, numbers)), language),
    ]
    for label, text, text_language in facts:
        if text:
            yield _fact(label, text, text_language, wording, language)
    link = paragraph_link(cited.paragraph.paragraph_id, address)
    yield Block("item", (Words(wording.link + wording.colon, language), link), language)


def _translation_blocks(translation: Translation, wording: ExportWording, language: str) -> Iterator[Block]:
    """A machine's translation, said to be one, with what it says otherwise than the quote."""
    label = wording.machine_translation.format(translation.model) + wording.colon
    marked = in_quotation_marks(translation.text, translation.language, wording, language)
    yield Block("paragraph", (Words(label, language), *marked), language)
    for difference in translation.differences:
        yield plain_block("item", difference, translation.language)


def _fact(label: str, text: str, text_language: str, wording: ExportWording, language: str) -> Block:
    return Block("item", (Words(label + wording.colon, language), Words(text, text_language)), language)

"""A whole conversation as the blocks of an export: questions, answers, sources, and what it was answered from.

In: the answers of one visitor. Out: `Block`s, which `assistant.export.markdown` and `assistant.export.docx_file` write.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answers import Answer
from assistant.export.answer_blocks import answer_blocks, left_out_blocks, plain_block
from assistant.export.blocks import Block, Words
from assistant.export.export_wording import export_wording_in
from assistant.export.numbered_answer import NumberedAnswer, number_answers
from assistant.export.source_blocks import source_blocks
from assistant.translation import Translation
from assistant.values.rendering import render_iso_date
from corpus.checksums import COMMAND, CorpusChecksum


@dataclass(frozen=True, slots=True)
class ExportedTurn:
    """An answer, and translations of what it quotes, by the markers of its citations."""

    answer: Answer
    translations: Mapping[int, Translation] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conversation:
    """What is taken away."""

    turns: tuple[ExportedTurn, ...]
    corpora: tuple[CorpusChecksum, ...]
    """As they are when it is taken away. An answer may be older: the SHA-256 of what it quotes stands at the source."""
    exported: date
    language: str = "en"
    """Of the words around the conversation; each answer has its own."""
    address: str = ""
    """Of the app: "https://host/". Links go to "?paragraph=ID" there."""


def language_of_most(turns: Sequence[ExportedTurn]) -> str:
    """The language of most questions; of languages with as many, the one that was asked in first."""
    ((language, _),) = Counter(turn.answer.language for turn in turns).most_common(1)
    return language


def conversation_title(conversation: Conversation) -> str:
    """What stands on top: "Questions and answers, 21 November 2026"."""
    wording = export_wording_in(conversation.language)
    return f"{wording.title}{wording.comma}{_day(conversation)}"


def conversation_blocks(conversation: Conversation) -> Iterator[Block]:
    """Everything in the order in which it is read."""
    language = conversation.language
    numbered = number_answers([turn.answer for turn in conversation.turns])
    translations = [turn.translations for turn in conversation.turns]
    yield plain_block("title", conversation_title(conversation), language)
    for one in numbered:
        yield from _turn_blocks(one, conversation.address)
    yield from source_blocks(zip(numbered, translations, strict=True), conversation.address, language)
    yield from _about_blocks(conversation)


def _turn_blocks(numbered: NumberedAnswer, address: str) -> Iterator[Block]:
    answer, language = numbered.answer, numbered.answer.language
    wording = export_wording_in(language)
    yield plain_block("heading", answer.question, language)
    if answer.interpreted_question:
        yield plain_block("paragraph", wording.understood_as.format(answer.interpreted_question), language)
    yield from answer_blocks(numbered, address)
    yield from left_out_blocks(answer)
    if answer.note:
        yield plain_block("paragraph", answer.note, language)
    if answer.status == "answered" and answer.confidence < 1:
        yield plain_block("paragraph", wording.probability.format(round(answer.confidence * 100)), language)


def _about_blocks(conversation: Conversation) -> Iterator[Block]:
    language = conversation.language
    wording = export_wording_in(language)
    yield plain_block("heading", wording.about, language)
    yield plain_block("paragraph", wording.exported.format(_day(conversation)), language)
    if any(turn.answer.citations or turn.answer.nearest for turn in conversation.turns):
        yield plain_block("paragraph", wording.quotes_are, language)
    for corpus in conversation.corpora:
        text = wording.checksum.format(corpus.corpus, corpus.documents, corpus.sha256)
        yield plain_block("item", text, language)
    if conversation.corpora:
        words = Words(wording.verify + wording.colon, language), Words(COMMAND, "en", is_code=True)
        yield Block("paragraph", words, language)


def _day(conversation: Conversation) -> str:
    return render_iso_date(conversation.exported.isoformat(), conversation.language)

"""The questions that can be drafted about one paragraph: gaps, names and references.

In: a paragraph, and what is known of all sentences. Out: `EvaluationQuestion`s without an id, each with its quote.
Which of them are taken is decided in `eval.drafting`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.answers import format_reference
from assistant.library import Library
from assistant.lookup.citations import mention_of
from assistant.questions.question import analyse_question
from assistant.values.find_values import Value, find_values
from corpus.abbreviations import find_definitions
from corpus.documents import Document, Paragraph
from corpus.symbols import symbol_key
from eval.drafting_sentences import Sentence, SentenceChoice, sentence_around
from eval.drafting_wording import GAP, GAP_QUESTIONS, NAME_QUESTIONS
from eval.question_set import LOOKUP_KIND, EvaluationQuestion, RelevantQuote

_MOST_PLACES = 5
"""Where a symbol is cited or a name defined. Of one that stands everywhere, any paragraph would do."""
_SMALLEST_NUMBER = 10
"""Smaller numbers are mostly words of the language: "both", "two-year"."""

_FIGURE_BEFORE = re.compile(r"\d[.\s/-]{0,3}$")
_FIGURE_BEHIND = re.compile(r"[.\s/-]{0,3}\d")


class Candidates:
    """What can be asked about a library's paragraphs."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._choice = SentenceChoice(library)
        self._files = Counter(Path(document.path).name for document in library.documents.values())
        self._own_symbols = {symbol_key(document.symbol) for document in library.documents.values() if document.symbol}
        self._mentions: dict[str, list[Paragraph]] = {}
        self._references: Counter[str] = Counter()
        self._definitions: dict[str, list[tuple[str, Sentence]]] = {}
        """Short form → the long form and the sentence, of each place where it is defined."""
        for paragraph in library.retriever.paragraphs:
            document = library.document_of(paragraph)
            self._references[_reference(document, paragraph)] += 1
            for key in {symbol_key(symbol) for symbol in paragraph.symbols} - self._own_symbols:
                self._mentions.setdefault(key, []).append(paragraph)
            for definition in find_definitions(paragraph.text, document.language):
                sentence = sentence_around(paragraph, document, definition.long_start, definition.short_end)
                self._definitions.setdefault(definition.short_form, []).append((definition.long_form, sentence))

    def about(self, paragraph: Paragraph) -> Iterator[EvaluationQuestion]:
        """Every question about a paragraph: those about values first, then names, then what can be looked up."""
        sentences = list(self._choice.sentences(paragraph))
        for sentence in sentences:
            yield from self._gaps(sentence)
        for sentence in sentences:
            yield from self._names(sentence)
        yield from self._symbols(paragraph)
        for sentence in sentences[:1]:
            yield from self._places(sentence)

    def _gaps(self, sentence: Sentence) -> Iterator[EvaluationQuestion]:
        words, language = sentence.text, sentence.document.language
        values = find_values(words, language)
        for value in values:
            with_gap = words[: value.start] + GAP + words[value.end :]
            if not (
                _can_be_asked_for(value, values, words)
                and _is_whole(sentence.paragraph.text, sentence.start + value.start, sentence.start + value.end)
                and self._choice.is_telling(with_gap, language)
            ):
                continue
            forms = GAP_QUESTIONS.get(language)
            question = forms[value.kind].format(with_gap) if forms else f"{with_gap.rstrip('.。')}?"
            written = words[value.start : value.end]
            yield from self._checked(_Drafted(question, value.kind, (sentence,), value.normalized, written))

    def _names(self, sentence: Sentence) -> Iterator[EvaluationQuestion]:
        form = NAME_QUESTIONS.get(sentence.document.language)
        for definition in find_definitions(sentence.text, sentence.document.language) if form else ():
            places = self._definitions.get(definition.short_form, ())
            # One that stands for two things would have two answers.
            if form and 0 < len(places) <= _MOST_PLACES and len({long_form for long_form, _ in places}) == 1:
                sentences = tuple(place for _, place in places)
                question = form.format(definition.short_form)
                yield from self._checked(_Drafted(question, "definition", sentences, answer=definition.long_form))

    def _symbols(self, paragraph: Paragraph) -> Iterator[EvaluationQuestion]:
        """Symbols of documents that the library lacks: whoever looks them up is shown who cites them."""
        for symbol in paragraph.symbols:
            mentions = self._mentions.get(symbol_key(symbol), ())
            if 0 < len(mentions) <= _MOST_PLACES:
                sentences = (
                    Sentence(citing, self._library.document_of(citing), *mention_of(symbol, citing))
                    for citing in mentions
                )
                yield self._question(_Drafted(symbol, LOOKUP_KIND, tuple(sentences)))

    def _places(self, sentence: Sentence) -> Iterator[EvaluationQuestion]:
        """Numbered paragraphs by what a person would write in a footnote."""
        paragraph = sentence.paragraph
        reference = _reference(sentence.document, paragraph)
        if paragraph.locator.number is not None and self._references[reference] == 1:
            yield self._question(_Drafted(reference, LOOKUP_KIND, (sentence,)))

    def _checked(self, drafted: "_Drafted") -> Iterator[EvaluationQuestion]:
        """The question, if the assistant sees what it asks for: words in the quoted sentence may hide it."""
        language = drafted.sentences[0].document.language
        analysed = analyse_question(drafted.question)
        if analysed.language == language and (language not in GAP_QUESTIONS or analysed.kind == drafted.kind):
            yield self._question(drafted)

    def _question(self, drafted: "_Drafted") -> EvaluationQuestion:
        quotes = tuple(RelevantQuote(self._file(sentence.document), sentence.text) for sentence in drafted.sentences)
        return EvaluationQuestion(
            question_id="",
            question=drafted.question,
            language=drafted.sentences[0].document.language,
            kind=drafted.kind,
            answerable=True,
            relevant=quotes,
            value=drafted.value,
            answers=(drafted.answer,) if drafted.answer else (),
            group=quotes[0].file or "",
        )

    def _file(self, document: Document) -> str:
        name = Path(document.path).name
        return name if self._files[name] == 1 else document.document_id


@dataclass(frozen=True, slots=True)
class _Drafted:
    question: str
    kind: str
    sentences: tuple[Sentence, ...]
    """Any of them answers it."""
    value: str | None = None
    answer: str | None = None


def _reference(document: Document, paragraph: Paragraph) -> str:
    return format_reference(document, paragraph, document.language)


def _can_be_asked_for(value: Value, values: list[Value], sentence: str) -> bool:
    """Whether a value is one of its kind: stated once, in full, and no small number."""
    written = sentence[value.start : value.end]
    return (
        sentence.count(written) == 1
        and sum(other.normalized == value.normalized for other in values) == 1
        and not value.normalized.startswith("--")
        and (value.kind != "number" or (bool(value.unit) and float(value.normalized) >= _SMALLEST_NUMBER))
    )


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no other figures touch the value: of "14. Mai 2012" only the month may have been understood."""
    return not (_FIGURE_BEFORE.search(text, max(0, start - 4), start) or _FIGURE_BEHIND.match(text, end))

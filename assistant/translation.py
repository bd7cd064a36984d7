"""A quote in the reader's language, by the language model that is set, with its values checked against the quote.

In: a quote and its language, the reader's language, a model. Out: a `Translation`, which always is an unverified
machine translation: compared are dates, numbers, sums, symbols, provisions, countries and names, in both directions,
and nothing else. What differs is said in words. Nothing that a model writes here becomes part of an answer.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.checking.claim_names import looks_like_name
from assistant.checking.claim_values import value_stands
from assistant.checking.ordinals import Ordinal, find_ordinals, render_ordinal
from assistant.generation.generation_notes import note_on
from assistant.generation.token_budget import count_tokens
from assistant.generation.writing import english_name, without_thoughts
from assistant.translation_wording import only_in_quote, only_in_translation
from assistant.values.find_values import Value, find_values
from assistant.values.rendering import locale_of, render_value
from corpus.errors import PinpointError
from corpus.symbols import find_symbols, symbol_key
from index.lexicon import Concept, Lexicon
from prompts import as_data, load_prompt

if TYPE_CHECKING:
    from assistant.generation.chat_model import ChatModel

_FEW = frozenset({"1", "2"})
"""Counts that languages leave out or say otherwise: "a", "both", 一个, 两国. In digits they count."""


@dataclass(frozen=True, slots=True)
class Translation:
    """An unverified machine translation of a quote."""

    text: str
    """As the model wrote it: untrusted."""
    language: str
    model: str
    differences: tuple[str, ...]
    """What stands in the translation alone or in the quote alone, each a sentence in the translation's language."""


def translate(quote: str, quote_language: str, language: str, model: "ChatModel", lexicon: Lexicon) -> Translation:
    """What `model` makes of `quote` in `language`, within the model's time limits.

    Raises:
        PinpointError: the model gave no whole translation in time, or the quote is longer than it may be given.

    """
    from assistant.generation.chat_model import ModelFailedError

    given = as_data(quote)
    if count_tokens(given) > model.context_tokens:
        raise PinpointError(note_on("no_room", model.name, language))
    instructions, request = load_prompt("translate").fill(quote=given, language=english_name(language))
    try:
        with closing(model.stream(instructions, request)) as pieces:
            text = " ".join("".join(without_thoughts(pieces)).split())
    except ModelFailedError as failure:
        raise PinpointError(note_on(failure.failure, model.name, language)) from failure
    if not text:
        raise PinpointError(note_on("failed", model.name, language))
    return Translation(text, language, model.name, find_differences(quote, quote_language, text, language, lexicon))


def find_differences(
    quote: str, quote_language: str, translation: str, language: str, lexicon: Lexicon
) -> tuple[str, ...]:
    """The values and names that one of the two has and the other has not, each a sentence in `language`."""
    given, written = _Told(quote, quote_language, lexicon), _Told(translation, language, lexicon)
    added = [only_in_translation(words, language) for words in written.beyond(given, language)]
    missing = [only_in_quote(words, language) for words in given.beyond(written, language)]
    return tuple(dict.fromkeys([*added, *missing]))


class _Told:
    """What a text says that can be compared across languages."""

    def __init__(self, text: str, language: str, lexicon: Lexicon) -> None:
        self._text = text
        self._language = language
        self._lexicon = lexicon
        self._symbols = find_symbols(text)
        self._ordinals = find_ordinals(text, language)
        taken = [(symbol.start, symbol.end) for symbol in self._symbols]
        taken += [(ordinal.start, ordinal.end) for ordinal in self._ordinals]
        # The 2 of "Annex 2" and the 67 of "resolution 67/53" count nothing.
        self._values = [
            value
            for value in find_values(text, language)
            if not any(start < value.end and value.start < end for start, end in taken)
        ]
        self._concepts = lexicon.find(text, language)

    def beyond(self, other: "_Told", language: str) -> Iterator[str]:
        """What `other` does not say, as readers of `language` write it."""
        for value in self._values:
            if not (self._is_vague(value) or _stands(value, other._values)):
                yield self._written(value, language)
        for ordinal in self._ordinals:
            if not any(_same_ordinal(ordinal, known) for known in other._ordinals):
                yield self._written(ordinal, language)
        known_symbols = {symbol_key(match.symbol) for match in other._symbols}
        for match in self._symbols:
            if symbol_key(match.symbol) not in known_symbols:
                yield match.symbol
        known_concepts = {concept.key for concept in other._concepts}
        for concept in self._concepts:
            if concept.key not in known_concepts and self._is_name(concept, language):
                yield self._name(concept, language)

    def _is_vague(self, value: Value) -> bool:
        in_digits = any(map(str.isdecimal, self._text[value.start : value.end]))
        return value.kind == "number" and value.normalized in _FEW and not in_digits

    def _is_name(self, concept: Concept, language: str) -> bool:
        """Countries either way; treaties and bodies where the translation brings them in: a quote may shorten them."""
        if concept.kind == "territory":
            return True
        # "Article VI of the NPT" is compared as a provision.
        is_provision = any(item.start < concept.end and concept.start < item.end for item in self._ordinals)
        if concept.kind != "term" or language != self._language or is_provision:
            return False
        written = self._text[concept.start : concept.end]
        full_names = self._lexicon.names_in(concept, language) if any(map(str.isupper, written)) else []
        return any(looks_like_name(name, language) for name in (written, *full_names))

    def _written(self, item: Value | Ordinal, language: str) -> str:
        written = self._text[item.start : item.end]
        if language == self._language:
            return written
        if isinstance(item, Value):
            return render_value(item, language)
        return f"{written} ({render_ordinal(item, language)})"

    def _name(self, concept: Concept, language: str) -> str:
        if language == self._language or concept.kind != "territory":
            return self._text[concept.start : concept.end]
        code = concept.key.partition(":")[2]
        return str(locale_of(language).territories.get(code, code))


def _stands(value: Value, known: list[Value]) -> bool:
    """As `value_stands`; a sum also where the other text gives its amount and says the currency in words."""
    amount = value.normalized.split()[-1]
    return value_stands(value, known) or (
        value.kind == "money" and any(other.kind == "number" and other.normalized == amount for other in known)
    )


def _same_ordinal(one: Ordinal, other: Ordinal) -> bool:
    return one.number == other.number and (one.kind == other.kind or not one.kind or not other.kind)

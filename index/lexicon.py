"""What a text names, independent of its language: the bridge between questions and paragraphs.

In: text and its language. Out: `Concept`s, such as the territory BE, the term `ctbt`, the year 1999 or
the symbol A/RES/67/53, found alike in "When did Belgium ratify the CTBT?" and in 比利时…批准了该条约.
Sources: the corpora's termbases, the names that CLDR has in every language (`territories.py`,
`cldr_names.py`), and the abbreviations that documents define. General words are not translated here.
"""

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from corpus.abbreviations import Definition
from corpus.catalog import BUNDLED_CORPUS
from corpus.language import UN_LANGUAGES
from corpus.symbols import find_symbols, symbol_key
from corpus.termbase import Termbase, parse_termbase, read_termbase_bytes
from index.cldr_names import cldr_names, find_currency_codes, is_meant
from index.name_matching import NameMatcher, fold
from index.territories import territory_names

_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d|\s?[万亿萬億])")
_CAPITALS = re.compile(r"(?<![A-Za-zÀ-ɏЀ-ӿ\d_/.])[A-ZÀ-ÞА-ЯЁ]{2,8}s?(?![A-Za-zÀ-ɏЀ-ӿ\d_/])")
_ROMAN_NUMBER = re.compile(r"[IVX]+")
_SHOUTED = 4
"""So many words in capitals, and no other: a heading or a shout, in which capitals tell nothing."""
_OWN_ABBREVIATIONS = frozenset({"es", "fr"})
"""Languages in whose texts English abbreviations of states are not looked for: they have their own."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that a text names. `text[start:end]` names it."""

    key: str
    """"territory:BE", "term:ctbt", "year:1999", "symbol:a/res/67/53", "abbreviation:nsg", "currency:EUR"."""
    start: int
    end: int

    @property
    def kind(self) -> str:
        """One of "abbreviation", "currency", "language", "symbol", "term", "territory" and "year"."""
        return self.key.partition(":")[0]


class Lexicon:
    """Finds concepts in texts of any language that CLDR has; terms, in the languages of their termbases."""

    def __init__(self, termbases: Sequence[Termbase], definitions: Iterable[Definition] = ()) -> None:
        """Knows the given termbases, and always the bundled one: most official documents share its terms.

        `definitions` are the abbreviations that documents define: of all documents for questions, of one for
        its own paragraphs. A short form that two documents define differently is one concept.
        """
        bundled = _bundled_termbase()
        self._termbases = (*termbases, *(() if any(base.terms == bundled.terms for base in termbases) else (bundled,)))
        self._defined, self._defined_capitals = _definition_matchers(definitions)

    def find(self, text: str, language: str) -> list[Concept]:
        """The concepts that `text` names, in order of appearance, longest name first where two overlap.

        An abbreviation, or the name that it stands for, counts where nothing else covers it; it covers nothing
        itself, so that a text names the same with the definition and without.
        """
        found = [Concept(f"symbol:{symbol_key(match.symbol)}", match.start, match.end) for match in find_symbols(text)]
        for termbase in self._termbases:
            found += [
                Concept(f"term:{match.term.term_id}", match.start, match.end)
                for match in termbase.find(text, _searched_language(language))
            ]
        folded = fold(text)
        found += _find_names(text, folded, language)
        found += [Concept(f"year:{match.group()}", match.start(), match.end()) for match in _YEAR.finditer(text)]
        known = _longest_first(found)
        known += _uncovered(_longest_first(self._find_defined(text, folded)), known)
        known += self._find_capitals(text, language, known)
        return sorted(known, key=lambda item: item.start)

    def english_names(self, concept: Concept) -> list[str]:
        """What the termbases call a term in English, the first name of each; empty for other concepts."""
        return self.names_in(concept, "en")

    def names_in(self, concept: Concept, language: str) -> list[str]:
        """What the termbases call a term in a language, the first name of each; empty for other concepts."""
        term_id = concept.key.partition(":")[2] if concept.kind == "term" else ""
        terms = (term for termbase in self._termbases for term in termbase.terms if term.term_id == term_id)
        return [renderings[0] for term in terms if (renderings := term.renderings_in(language))]

    def _find_defined(self, text: str, folded: str) -> list[Concept]:
        return [
            Concept(match.key, match.start, match.end)
            for matcher, searched in ((self._defined, folded), (self._defined_capitals, text))
            for match in matcher.find(searched)
        ]

    def _find_capitals(self, text: str, language: str, known: list[Concept]) -> list[Concept]:
        """Words in capitals that nothing known covers: terms where only a particle follows, else abbreviations."""
        words = [match for match in _CAPITALS.finditer(text) if not _ROMAN_NUMBER.fullmatch(match.group())]
        if len(words) >= _SHOUTED and not any(map(str.islower, text)) and text.isascii():
            return []
        uncovered = _uncovered([Concept(match.group(), *match.span()) for match in words], known)
        return [Concept(self._capitals_key(word.key, language), word.start, word.end) for word in uncovered]

    def _capitals_key(self, word: str, language: str) -> str:
        # "CTBT를" is one word to a termbase, the abbreviation in it is not.
        terms = [match for termbase in self._termbases for match in termbase.find(word, _searched_language(language))]
        return f"term:{terms[0].term.term_id}" if terms else _abbreviation_key(word)


@functools.cache
def _bundled_termbase() -> Termbase:
    return parse_termbase(read_termbase_bytes(BUNDLED_CORPUS / "terms.tsv"), BUNDLED_CORPUS.name)


def _searched_language(language: str) -> str | None:
    return language if language in UN_LANGUAGES else None


def _longest_first(found: Iterable[Concept]) -> list[Concept]:
    kept: list[Concept] = []
    for concept in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(concept.end <= other.start or concept.start >= other.end for other in kept):
            kept.append(concept)
    return sorted(kept, key=lambda item: item.start)


def _uncovered(found: list[Concept], known: list[Concept]) -> list[Concept]:
    """Those of `found` that overlap nothing known of their own length or more."""
    return [
        concept
        for concept in found
        if not any(
            other.start < concept.end and concept.start < other.end and _length(other) >= _length(concept)
            for other in known
        )
    ]


def _length(concept: Concept) -> int:
    return concept.end - concept.start


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of one language."""

    territories: NameMatcher
    """Finds names in folded text."""
    others: NameMatcher
    """Languages and currencies, in folded text: "French" may be a territory's name and a language's."""
    abbreviations: NameMatcher
    """Finds US, UK, RPDC … in text as it stands: "us" is an English word."""
    is_latin: bool


def _find_names(text: str, folded: str, language: str) -> list[Concept]:
    own = _names(language)
    english = _names("en")
    searched = [
        (own.others, folded, language),
        (own.territories, folded, language),
        (own.abbreviations, text, language),
    ]
    # English names stand in texts of other scripts ("DPRK 的核试验"), English abbreviations in most others too.
    if language != "en" and not own.is_latin:
        searched += [(english.others, folded, "en"), (english.territories, folded, "en")]
    if language != "en" and language not in _OWN_ABBREVIATIONS:
        searched.append((english.abbreviations, text, "en"))
    named = [
        match
        for matcher, given, spoken in searched
        for match in matcher.find(given)
        if is_meant(match.key, text, match.start, match.end, spoken)
    ]
    return [Concept(match.key, match.start, match.end) for match in (*named, *find_currency_codes(text))]


@functools.cache
def _names(language: str) -> _Names:
    """The names of a language; of none where CLDR does not have it."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        none = NameMatcher({}, None)
        return _Names(none, none, none, is_latin=False)
    words, abbreviations = territory_names(locale)
    if locale.language == "zh" and not locale.script:
        words = territory_names(Locale.parse("zh_Hant"))[0] | words
    return _Names(
        NameMatcher(words, locale.language),
        NameMatcher(cldr_names(locale), locale.language),
        NameMatcher(abbreviations, None),
        is_latin=locale.territories["BE"][0] < "\u0370",
    )


def _definition_matchers(definitions: Iterable[Definition]) -> tuple[NameMatcher, NameMatcher]:
    """Finds long forms and Chinese short forms in folded text, NSG and PrepCom in text as it stands."""
    folded: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for definition in definitions:
        key = _abbreviation_key(definition.short_form)
        folded[fold(definition.long_form)] = key
        is_capital = any(map(str.isupper, definition.short_form))
        (capitals if is_capital else folded)[definition.short_form] = key
    return NameMatcher(folded, None), NameMatcher(capitals, None)


def _abbreviation_key(short_form: str) -> str:
    """NWFZs and NWFZ are one."""
    singular = short_form[:-1] if short_form.endswith("s") and short_form[:-1].isupper() else short_form
    return f"abbreviation:{fold(singular)}"

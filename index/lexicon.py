"""What a text names, independent of its language: the bridge between questions and paragraphs.

In: text and its language. Out: `Concept`s, such as the territory BE, the term `ctbt`, the year 1999 or
the symbol A/RES/67/53, found alike in "When did Belgium ratify the CTBT?" and in 比利时…批准了该条约.
Sources: the corpora's termbases, the names of territories in CLDR (by Babel) with the official and
adjectival names that CLDR lacks (`data/territories.tsv`). General words are not translated here.
"""

import csv
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from corpus.catalog import BUNDLED_CORPUS
from corpus.language import UN_LANGUAGES
from corpus.symbols import find_symbols, symbol_key
from corpus.termbase import Termbase, read_termbase

_TERRITORIES = Path(__file__).with_name("data") / "territories.tsv"
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_NO_TERRITORIES = frozenset({"EU", "UN", "EZ", "ZZ", "QO", "XA", "XB"})
"""CLDR codes of organisations, pseudo-locales and unknown places."""
_LONGEST_ABBREVIATION = 6
_SUFFIXED = ("ru",)
"""Languages whose names decline: a name is matched by its stem and may go on for a few letters."""
_RUSSIAN_ENDING = re.compile(r"(?<=\w{4})(?:ия|ии|ие|ый|ий|ая|ое|ы|а|я|ь|й|и)$")


@dataclass(frozen=True, slots=True)
class Concept:
    """Something that a text names. `text[start:end]` names it."""

    key: str
    """"territory:BE", "term:ctbt", "year:1999", "symbol:a/res/67/53"."""
    start: int
    end: int

    @property
    def kind(self) -> str:
        """One of "territory", "term", "year" and "symbol"."""
        return self.key.partition(":")[0]


class Lexicon:
    """Finds concepts in texts of any of the six UN languages."""

    def __init__(self, termbases: Sequence[Termbase]) -> None:
        """Knows the given termbases, and always the bundled one: most official documents share its terms."""
        bundled = _bundled_termbase()
        self._termbases = (*termbases, *(() if any(base.terms == bundled.terms for base in termbases) else (bundled,)))

    def find(self, text: str, language: str) -> list[Concept]:
        """The concepts that `text` names, in order of appearance, longest name first where two overlap."""
        found = [Concept(f"symbol:{symbol_key(match.symbol)}", match.start, match.end) for match in find_symbols(text)]
        for termbase in self._termbases:
            found += [
                Concept(f"term:{match.term.term_id}", match.start, match.end)
                for match in termbase.find(text, _searched_language(language))
            ]
        found += _find_territories(text, language)
        found += [Concept(f"year:{match.group()}", match.start(), match.end()) for match in _YEAR.finditer(text)]
        return _longest_first(found)


@functools.cache
def _bundled_termbase() -> Termbase:
    return read_termbase(BUNDLED_CORPUS / "terms.tsv")


def _searched_language(language: str) -> str | None:
    return language if language in UN_LANGUAGES else None


def _longest_first(found: Iterable[Concept]) -> list[Concept]:
    kept: list[Concept] = []
    for concept in sorted(found, key=lambda item: (item.start - item.end, item.start)):
        if all(concept.end <= other.start or concept.start >= other.end for other in kept):
            kept.append(concept)
    return sorted(kept, key=lambda item: item.start)


def _find_territories(text: str, language: str) -> list[Concept]:
    # Latin names and abbreviations stand in texts of every script ("DPRK 的核试验").
    languages = [language if language in UN_LANGUAGES else "en"]
    languages += [] if languages[0] in {"en", "fr", "es"} else ["en"]
    folded = _fold(text)
    return [
        Concept(f"territory:{names.code_of(match.group('name'))}", match.start("name"), match.end("name"))
        for names in (_territory_names(language) for language in languages)
        for pattern, searched in ((names.words, folded), (names.abbreviations, text))
        for match in pattern.finditer(searched)
    ]


@dataclass(frozen=True, slots=True)
class _TerritoryNames:
    """The names of all territories in one language."""

    words: re.Pattern[str]
    """Matches names in case-folded text."""
    abbreviations: re.Pattern[str]
    """Matches US, UK, RPDC … in text as it stands: "us" is an English word."""
    codes: dict[str, str]

    def code_of(self, name: str) -> str:
        """The territory of a matched name, of which Russian may have changed the ending."""
        return next(self.codes[name[:length]] for length in range(len(name), 0, -1) if name[:length] in self.codes)


@functools.cache
def _territory_names(language: str) -> _TerritoryNames:
    words = {
        _fold(name): code
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_TERRITORIES
    }
    abbreviations: dict[str, str] = {}
    for code, names in _read_extra_names(language):
        for name in names:
            is_abbreviation = name.isupper() and len(name) <= _LONGEST_ABBREVIATION
            (abbreviations if is_abbreviation else words)[name if is_abbreviation else _fold(name)] = code
    if language in _SUFFIXED:
        words = {_RUSSIAN_ENDING.sub("", name): code for name, code in words.items()}
    return _TerritoryNames(
        _names_pattern(words, language), _names_pattern(abbreviations, "abbreviations"), words | abbreviations
    )


def _names_pattern(names: Iterable[str], language: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or r"(?!)"
    if language == "zh":
        return re.compile(f"(?P<name>{alternatives})")
    if language == "ar":
        # The article and one-letter prepositions are written together with the name.
        return re.compile(rf"(?<!\w)(?:[وفبلك]|لل)?(?P<name>{alternatives})")
    ending = r"\w{0,4}" if language in _SUFFIXED else ""
    return re.compile(rf"(?<!\w)(?P<name>(?:{alternatives}){ending})(?!\w)")


def _read_extra_names(language: str) -> list[tuple[str, list[str]]]:
    with _TERRITORIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["code"], [name for name in row[language].split(" | ") if name]) for row in rows]


def _fold(text: str) -> str:
    """`text` without case, every character in its place: "İ", which folds to two, stays as it is."""
    folded = (character.casefold() for character in text.replace("’", "'"))
    return "".join(small if len(small) == 1 else given for small, given in zip(folded, text, strict=True))

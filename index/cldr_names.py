"""What languages and currencies are called in each language that CLDR has, and when a text means a language.

In: a language, or a name in its sentence. Out: names with keys such as "language:fr", "currency:EUR".
"French" is a language in "the French text" and a country's adjective in "the French proposal"; what a
sentence does not make plain is left out. Months are no concepts: a date's month is shared by too many
paragraphs that say something else (one development answer was lost by it, and none won).
"""

import functools
import re

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name

from index.name_matching import UNSPACED, NameMatch, fold

_LANGUAGES = (
    "ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ka kk ko lt lv ms nb nl pl pt ro ru sk sl "
    "sr sv sw ta th tr uk ur uz vi zh"
)
"""Languages that official documents speak of. CLDR has hundreds more, some with names that are common words."""
_LATIN = r"[^\W\d_]+"
_LIST = rf"(?:(?:\s*,\s*|\s+(?:and|or|et|ou|y|o|und|oder|и|или)\s+|\s*,\s*(?:and|or)\s+){_LATIN}){{0,6}}"
_LANGUAGE_AFTER = re.compile(
    rf"{_LIST}[\s-]+(?:languages?|versions?|texts?|translations?|editions?|speaking|sprache\w*|fassung\w*|text\w*"
    r"|язык\w*|текст\w*|верси\w*)\b"
)
_LANGUAGE_BEFORE = re.compile(
    rf"\b(?:langues?|versions?|textes?|traductions?|idiomas?|lenguas?|versi[oó]n(?:es)?|textos?|lingua|versione|testo"
    rf"|اللغة|باللغة|واللغة|بالغة)\s+(?:{_LATIN}{_LIST}(?:\s*,\s*|\s+(?:et|ou|y|o|e)\s+))?$"
)
_IN_LANGUAGE = re.compile(r"\b(?:in|en|auf|em)\s+$")
_CLAUSE_ENDS = re.compile(r"\s*(?:$|[.,;:?!)])")
_REACH = 60
"""Characters beside a name that are looked at."""
_COUNTS = (1, 2, 5)
"""Numbers whose plural forms differ in the languages that have several."""
_CODES_IN_USE = "AUD|CAD|CHF|CNY|DKK|EUR|GBP|INR|JPY|KRW|NOK|RUB|SEK|USD"
"""Codes that stand before amounts in official documents; others are words and conferences too: ALL, TOP, COP 10."""
_EURO_OR_CODE = re.compile(
    rf"€|(?<![A-Za-z])(?P<code>{_CODES_IN_USE})(?=\s?\d)|(?:(?<=\d)|(?<=\d\s))(?P<after>{_CODES_IN_USE})\b"
)


@functools.cache
def _current_currencies() -> frozenset[str]:
    """ISO 4217 codes of the currencies that are legal tender somewhere today."""
    return frozenset(
        code
        for currencies in get_global("territory_currencies").values()
        for code, _, ended, is_tender in currencies
        if ended is None and is_tender
    )


def cldr_names(locale: Locale) -> dict[str, str]:
    """Folded names of languages and currencies with their keys; where two share a name, the first stands."""
    named = [(locale.languages.get(code), f"language:{code}") for code in _LANGUAGES.split()]
    named += [
        (get_currency_name(code, count, locale), f"currency:{code}")
        for code in sorted(_current_currencies())
        for count in _COUNTS
        if code in locale.currencies
    ]
    names: dict[str, str] = {}
    for name, key in named:
        if name and len(name) > 1:
            names.setdefault(fold(name), key)
    if locale.language == "zh":
        # The UN writes 法文 where CLDR has 法语.
        names |= {name[:-1] + "文": key for name, key in names.items() if name.endswith("语")}
    return names


def is_meant(key: str, text: str, start: int, end: int, language: str) -> bool:
    """Whether `text[start:end]`, a name of `key`, means that: a language only where its sentence says so.

    Example: "in French?", "the Arabic and French texts", "version française"; not "French waters". Where
    words stand unspaced, the names are plain by themselves: 中文, 中国.
    """
    if not key.startswith("language:") or language in UNSPACED:
        return True
    before, after = text[max(0, start - _REACH) : start].casefold(), text[end : end + _REACH].casefold()
    return (
        _LANGUAGE_AFTER.match(after) is not None
        or _LANGUAGE_BEFORE.search(before) is not None
        or bool(_IN_LANGUAGE.search(before) and _CLAUSE_ENDS.match(after))
    )


def find_currency_codes(text: str) -> list[NameMatch]:
    """Currencies that are written without their names: €, EUR 20, 20 EUR."""
    return [
        NameMatch(f"currency:{match['code'] or match['after'] or 'EUR'}", match.start(), match.end())
        for match in _EURO_OR_CODE.finditer(text)
    ]

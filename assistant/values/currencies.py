"""Names, codes and signs of currencies in the six UN languages, as patterns around a number.

In: text that `assistant.values.numerals.plain_characters` has made plain, and where a number begins or ends in
it. Out: the ISO 4217 code that stands there. Names come from CLDR in all their grammatical forms.
"Dollars" and "$" alone are United States dollars, as in UN documents. Amounts are not read here.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from babel.numbers import get_currency_name

from assistant.values.numerals import plain_characters

_CODE_LIST = "EUR USD GBP CHF JPY CNY RUB SEK NOK DKK CAD AUD NZD INR KRW ZAR BRL MXN AED SAR QAR KWD EGP TRY"
_CODES = _CODE_LIST.split()
_SAMPLE_COUNTS = (1, 2, 5, 20)
"""Together these counts bring out the plural forms that stand behind numbers in the six languages."""
_SIGNS = {"US$": "USD", "$US": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR"}
_OTHER_NAMES = {
    "USD": """dollar|dollars|United States dollar|United States dollars|dollar américain|dollars américains
        dollars E.-U.|dólar|dólares|dolar|dolares|dólares de los Estados Unidos|доллар|доллара|долларов
        долл. США|долл.|دولار|دولارا|دولارات|دولار امريكي|من دولارات الولايات المتحدة
        دولار من دولارات الولايات المتحدة|美金""",
    "GBP": "pound|pounds|pounds sterling|фунтов стерлингов|фунта стерлингов",
    "JPY": "yen|yens|日圆",
    "CNY": "yuan|yuans|renminbi|元",
    "RUB": "rouble|roubles|ruble|rubles|rublos|рубль|рубля|рублей|卢布",
    "CHF": "瑞郎",
    "CAD": "加元",
    "AUD": "澳元",
}
_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9}
_SCALE_BEHIND = re.compile(r"\s?(?P<scale>bn|mn|[MmKk])(?![^\W\d_])")


@dataclass(frozen=True, slots=True)
class CurrencyMark:
    """A currency beside a number: `text[start:end]`, with a scale such as the "m" of "€20m"."""

    code: str
    start: int
    end: int
    scale: int


def currency_before(text: str, free_from: int, number_start: int, number_end: int) -> CurrencyMark | None:
    """The currency that stands before a number: "US$ 1.5 million", "EUR 20m".

    The mark ends behind the number. Characters before `free_from` belong to another value.
    """
    before = _before_pattern().search(text, max(free_from, number_start - 8), number_start)
    if before is None:
        return None
    scale = _SCALE_BEHIND.match(text, number_end)
    return CurrencyMark(
        _codes()[before.group("currency").lower()],
        before.start("currency"),
        scale.end() if scale else number_end,
        _SCALES[scale.group("scale").lower()] if scale else 1,
    )


def currency_after(text: str, number_end: int) -> CurrencyMark | None:
    """The currency that stands behind a number: "20 million euros", "20 M€", "70 万欧元"."""
    match = _after_pattern().match(text, number_end)
    if match is None:
        return None
    scale = (match.group("scale") or "").lower()
    return CurrencyMark(
        _codes()[match.group("currency").lower()], match.start("currency"), match.end(), _SCALES.get(scale, 1)
    )


@lru_cache
def _codes() -> dict[str, str]:
    """Every name, code and sign in lower case, and its ISO 4217 code."""
    codes = {sign.lower(): code for sign, code in _SIGNS.items()} | {code.lower(): code for code in _CODES}
    for code in _CODES:
        for language in ("en", "fr", "es", "ru", "ar", "zh"):
            for count in _SAMPLE_COUNTS:
                codes.setdefault(plain_characters(get_currency_name(code, count, language)).lower(), code)
        for name in re.split(r"\n\s*|\|", _OTHER_NAMES.get(code, "")):
            if name:
                codes.setdefault(plain_characters(name).lower(), code)
    return codes


def _signs_and_codes() -> str:
    signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
    return rf"(?-i:{signs}|(?<![A-Za-z])(?:{'|'.join(_CODES)})(?![A-Za-z]))"


@lru_cache
def _before_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<currency>{_signs_and_codes()})\s{{0,2}}$")


@lru_cache
def _after_pattern() -> re.Pattern[str]:
    names = "|".join(
        re.escape(name)
        for name in sorted(_codes(), key=len, reverse=True)
        if name[0].isalpha() and name.upper() not in _CODES
    )
    # A sign or code before another number belongs to that number: "in 2015 EUR 20 million".
    return re.compile(
        rf"\s{{0,3}}(?:(?P<scale>bn|mn|[MmKk])\s?(?=[€$£]|[A-Z]{{3}}))?(?:d['’]|de |of )?"
        rf"(?P<currency>(?<=[\dMmKkn])[€$£]|{_signs_and_codes()}(?!\s?\d)|(?:{names})(?![A-Za-zÀ-ɏЀ-ӿ؀-ۿ]))",
        re.IGNORECASE,
    )

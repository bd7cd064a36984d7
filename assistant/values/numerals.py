"""Numbers as the six UN languages write them: digits with their marks, Chinese numerals, number words.

In: text that `plain_characters` has made plain. Out: each numeral's place and its value in full, the
multiplier behind it included ("1.7 万" is 17000). Whether it is a date, an amount or a paragraph's
number is not decided here.

Not cn2an: it converts a numeral that somebody else has cut out, and its sentence mode leaves "2 000 万"
as it is and turns 一些 into "1些". Not text2num: no Russian, Arabic or Chinese. Not quantulum3 (English
alone) nor recognizers-text (does not import with a current emoji package). Not num2words: LGPL, and it
only writes numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.values.number_words import NUMBER_WORDS, parse_number_words

# One character for one character, so that every place in the plain text is a place in the text.
_PLAIN = str.maketrans(
    "０１２３４５６７８９٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹％٪．٫٬（）／＋"
    "‐‑‒–—―−－~～〜\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{IDEOGRAPHIC SPACE}’＄￥أإآٱёЁ",
    "012345678901234567890123456789%%..,()/+-----------    '$¥اااا" + "еЕ",
)

CHINESE_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE_MYRIADS = {"万": 10**4, "亿": 10**8}
_LETTER = "A-Za-zÀ-ɏЀ-ӿ"
_GLUED_UNITS = r"(?:k[gmW]|[cm]m|m|t|MWe?h?|GWh?|bn|M|[Kk])(?![A-Za-z])"

_DIGITS = re.compile(
    # Behind a letter, slash or hyphen stand designations (WP.6, U-235, 67/53); a currency may stand there.
    rf"(?:(?<=EUR|USD|GBP|CHF|JPY|CNY)|(?<![{_LETTER}\d/+№#_])(?<![{_LETTER}][.,])(?<!\d[.,:])(?<![^\W\d_]-))"
    r"(?:\d{1,3}(?P<mark>[ ,.'])\d{3}(?:(?P=mark)\d{3}){0,5}(?!\d)|\d{1,15}(?!\d))"
    r"(?:[.,]\d{1,9}(?!\d))?"
    rf"(?![{_LETTER}_/]|[.,:]\d)|(?<![{_LETTER}\d/+.,_-])\d{{1,9}}(?:[.,]\d{{1,3}})?(?={_GLUED_UNITS})"
)
_CHINESE = re.compile(
    r"(?<![数几上成零〇一二两三四五六七八九十百千万亿])[零〇一二两三四五六七八九十百千万亿]{1,14}(?![几零〇一二两三四五六七八九十百千万亿])"
)
_CHINESE_MULTIPLIER = re.compile(
    r"\s{0,3}(?P<about>多|余)?\s{0,1}(?P<word>万亿|千万|百万|十万|[百千万亿])(?![克米瓦吨卡伏分])"
)
_MULTIPLIERS = {
    "thousands?|mille|mil(?! mill)|тыс(?:яч[аиу]?|\\.)?|الفا?|الاف": 10**3,
    "millions?|millon(?:es)?|millón|mn|млн\\.?|миллион(?:а|ов)?|مليونا?|ملايين|مليوني": 10**6,
    "milliards?|mil millones|bn|billions?|млрд\\.?|миллиард(?:а|ов)?|مليارا?|مليارات|بليونا?|بلايين": 10**9,
    "trillions?|bill[oó]n(?:es)?|трлн\\.?|триллион(?:а|ов)?|تريليونا?": 10**12,
}
_MULTIPLIER = re.compile(
    r"\s{0,2}(?:" + "|".join(f"(?P<e{power}>{words})" for words, power in _MULTIPLIERS.items()) + r")(?![^\W\d_])",
    re.IGNORECASE,
)
_DECIMAL_MARKS = {
    "en": ".",
    "zh": ".",
    "ar": ".",
    "fr": ",",
    "es": ",",
    "ru": ",",
    "de": ",",
    "it": ",",
    "pt": ",",
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: `text[start:end]`, its multiplier and "多" (over) included."""

    start: int
    end: int
    amount: Decimal
    multiplier: int
    """What the digits were multiplied with: 10000 for "1.7 万", 1 for "17"."""


def plain_characters(text: str) -> str:
    """`text`, character for character, with ASCII digits, hyphens and blanks and without hamza on alif."""
    return text.translate(_PLAIN)


def find_numerals(text: str, language: str) -> Iterator[Numeral]:
    """The numbers in a plain text in order; Chinese numerals wherever they stand, words of `language`."""
    found = list(_find_digits(text, language))
    found.extend(_find_chinese(text))
    if language in NUMBER_WORDS:
        found.extend(Numeral(start, end, amount, 1) for start, end, amount in parse_number_words(text, language))
    end = 0
    for numeral in sorted(found, key=lambda item: (item.start, -item.end)):
        if numeral.start >= end:
            end = numeral.end
            yield numeral


def parse_digits(written: str, language: str) -> Decimal:
    """The value of digits with marks: "150 000" → 150000, "17,000" → 17000 in English, 17 in French.

    A mark before exactly three digits is a decimal mark only where the language says so.
    """
    compact = written.replace(" ", "").replace("'", "")
    marks = [character for character in compact if character in ".,"]
    if not marks:
        return Decimal(compact)
    last = marks[-1]
    head, tail = compact.rsplit(last, 1)
    grouped = len(set(marks)) == 1 and (
        len(marks) > 1 or (len(tail) == 3 and not head.startswith("0") and last != _DECIMAL_MARKS.get(language, "."))
    )
    if grouped:
        return Decimal(compact.replace(last, ""))
    return Decimal(f"{head.replace('.', '').replace(',', '')}.{tail}")


def parse_chinese(written: str) -> int | None:
    """The value of a Chinese numeral, or None if it is none: "一百五十万" → 1500000, "二〇一五" → 2015."""
    if all(character in CHINESE_DIGITS for character in written):
        is_number = len(written) == 1 or (len(written) >= 3 and "两" not in written)
        return int("".join(str(CHINESE_DIGITS[character]) for character in written)) if is_number else None
    total = section = digit = 0
    digit_pending = False
    for character in written:
        if character in CHINESE_DIGITS:
            if digit_pending and digit:
                return None
            digit, digit_pending = CHINESE_DIGITS[character], True
        elif character in _CHINESE_UNITS:
            if not digit_pending and (character != "十" or section % 100):
                return None
            section += (digit if digit_pending else 1) * _CHINESE_UNITS[character]
            digit, digit_pending = 0, False
        else:
            if not section and not digit:
                return None
            total = (
                (total + section + digit) * _CHINESE_MYRIADS[character]
                if character == "亿"
                else (total + (section + digit) * _CHINESE_MYRIADS[character])
            )
            section, digit, digit_pending = 0, 0, False
    return total + section + digit


def _find_digits(text: str, language: str) -> Iterator[Numeral]:
    previous: Numeral | None = None
    for match in _DIGITS.finditer(text):
        end, multiplier = _read_multiplier(text, match.end(), language)
        amount = parse_digits(match.group(), language) * multiplier
        numeral = Numeral(match.start(), end, amount, multiplier)
        # "1 亿 2 000 万" is one number.
        if (
            previous
            and previous.multiplier == 10**8 > amount
            and multiplier == 10**4
            and not text[previous.end : numeral.start].strip()
        ):
            numeral = Numeral(previous.start, end, previous.amount + amount, multiplier)
        elif previous:
            yield previous
        previous = numeral
    if previous:
        yield previous


def _read_multiplier(text: str, start: int, language: str) -> tuple[int, int]:
    if match := _CHINESE_MULTIPLIER.match(text, start):
        word = match.group("word")
        multiplier = 1
        for character in word:
            multiplier *= (_CHINESE_UNITS | _CHINESE_MYRIADS)[character]
        return match.end(), multiplier
    if match := _MULTIPLIER.match(text, start):
        power = int((match.lastgroup or "e1")[1:])
        # The long scale: a French "billion" is a million millions.
        if language in {"fr", "de"} and match.group().strip().lower().startswith("billion"):
            power = 10**12
        return match.end(), power
    return start, 1


def _find_chinese(text: str) -> Iterator[Numeral]:
    for match in _CHINESE.finditer(text):
        amount = parse_chinese(match.group())
        if amount is not None:
            yield Numeral(match.start(), match.end(), Decimal(amount), 1)

"""Number words of English, French, Spanish, Russian and Arabic: "twenty-two", "quatre-vingt-dix", "пяти".

In: text that `assistant.values.numerals.plain_characters` has made plain. Out: the places and values of the
numbers spelled out. One alone is left out: "one", "un" and "один" are articles more often than counts.
Ordinals and fractions ("third", "two-thirds") are no numbers here.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

_MOST_WORDS = 10
"""No count in prose takes more words; the limit keeps hostile texts cheap."""

_SPELLED = {
    "en": """1 one|2 two|3 three|4 four|5 five|6 six|7 seven|8 eight|9 nine|10 ten|11 eleven|12 twelve
        |13 thirteen|14 fourteen|15 fifteen|16 sixteen|17 seventeen|18 eighteen|19 nineteen|20 twenty
        |30 thirty|40 forty|50 fifty|60 sixty|70 seventy|80 eighty|90 ninety|100 hundred|1000 thousand
        |1000000 million|1000000000 billion""",
    "fr": """1 un une|2 deux|3 trois|4 quatre|5 cinq|6 six|7 sept|8 huit|9 neuf|10 dix|11 onze|12 douze
        |13 treize|14 quatorze|15 quinze|16 seize|17 dix-sept|18 dix-huit|19 dix-neuf|20 vingt|30 trente
        |40 quarante|50 cinquante|60 soixante|70 septante|80 quatre-vingt quatre-vingts huitante
        |90 nonante|100 cent cents|1000 mille|1000000 million millions|1000000000 milliard milliards""",
    "es": """1 un uno una|2 dos|3 tres|4 cuatro|5 cinco|6 seis|7 siete|8 ocho|9 nueve|10 diez|11 once
        |12 doce|13 trece|14 catorce|15 quince|16 dieciséis|17 diecisiete|18 dieciocho|19 diecinueve
        |20 veinte|21 veintiún veintiuno veintiuna|22 veintidós|23 veintitrés|24 veinticuatro
        |25 veinticinco|26 veintiséis|27 veintisiete|28 veintiocho|29 veintinueve|30 treinta|40 cuarenta
        |50 cincuenta|60 sesenta|70 setenta|80 ochenta|90 noventa|100 cien ciento
        |200 doscientos doscientas|300 trescientos trescientas|400 cuatrocientos cuatrocientas
        |500 quinientos quinientas|600 seiscientos seiscientas|700 setecientos setecientas
        |800 ochocientos ochocientas|900 novecientos novecientas|1000 mil|1000000 millón millones""",
    "ru": """1 один одна одно одного одной одном|2 два две двух двум двумя|3 три трех трем тремя
        |4 четыре четырех четырем четырьмя|5 пять пяти пятью|6 шесть шести шестью|7 семь семи семью
        |8 восемь восьми восемью|9 девять девяти девятью|10 десять десяти десятью
        |11 одиннадцать одиннадцати|12 двенадцать двенадцати|13 тринадцать тринадцати
        |14 четырнадцать четырнадцати|15 пятнадцать пятнадцати|16 шестнадцать шестнадцати
        |17 семнадцать семнадцати|18 восемнадцать восемнадцати|19 девятнадцать девятнадцати
        |20 двадцать двадцати|30 тридцать тридцати|40 сорок сорока|50 пятьдесят пятидесяти
        |60 шестьдесят шестидесяти|70 семьдесят семидесяти|80 восемьдесят восьмидесяти
        |90 девяносто девяноста|100 сто ста|200 двести двухсот|300 триста трехсот|400 четыреста четырехсот
        |500 пятьсот пятисот|600 шестьсот шестисот|700 семьсот семисот|800 восемьсот восьмисот
        |900 девятьсот девятисот|1000 тысяча тысячи тысяч|1000000 миллион миллиона миллионов
        |1000000000 миллиард миллиарда миллиардов""",
    # Without hamza on alif, as `plain_characters` leaves it.
    "ar": """1 واحد واحدة احد احدى|2 اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي|3 ثلاثة ثلاث
        |4 اربعة اربع|5 خمسة خمس|6 ستة ست|7 سبعة سبع|8 ثمانية ثماني ثمان|9 تسعة تسع|10 عشرة عشر
        |20 عشرون عشرين|30 ثلاثون ثلاثين|40 اربعون اربعين|50 خمسون خمسين|60 ستون ستين|70 سبعون سبعين
        |80 ثمانون ثمانين|90 تسعون تسعين|100 مائة مئة|200 مائتان مائتين مئتان مئتين|300 ثلاثمائة ثلاثمئة
        |400 اربعمائة اربعمئة|500 خمسمائة خمسمئة|600 ستمائة ستمئة|700 سبعمائة سبعمئة|800 ثمانمائة ثمانمئة
        |900 تسعمائة تسعمئة|1000 الف الاف|1000000 مليون ملايين|1000000000 مليار مليارات بليون بلايين""",
}
_JOINERS = {
    "en": "(?:[ -]|,? and )",
    "fr": "(?:[ -]|[ -]et[ -])",
    "es": "(?: | y )",
    "ru": " ",
    "ar": "(?: و ?| )",
}

NUMBER_WORDS: dict[str, dict[str, int]] = {
    language: {word: int(entry.split()[0]) for entry in spelled.split("|") for word in entry.split()[1:]}
    for language, spelled in _SPELLED.items()
}
"""For each language, each word's value."""


def parse_number_words(text: str, language: str) -> Iterator[tuple[int, int, Decimal]]:
    """Start, end and value of the numbers spelled out in `text`: "one hundred and fifty" → 150."""
    words = NUMBER_WORDS[language]
    for run in _run_pattern(language).finditer(text):
        tokens = [
            (match.start(), match.end(), words[match.group().lower()])
            for match in _word_pattern(language).finditer(text, run.start(), run.end())
        ]
        yield from _read_run(tokens, language)


def _read_run(tokens: list[tuple[int, int, int]], language: str) -> Iterator[tuple[int, int, Decimal]]:
    """Greedily the longest numbers: two words that cannot belong together begin a new one."""
    index = 0
    while index < len(tokens):
        start, end, first = tokens[index]
        total, current = (first, 0) if first >= 1000 else (0, first)
        last = index
        for position in range(index + 1, len(tokens)):
            combined = _combine(total, current, tokens[position][2], language)
            if combined is None:
                break
            total, current = combined
            last, end = position, tokens[position][1]
        if last > index or _counts_alone(first, language):
            yield start, end, Decimal(total + current)
        index = last + 1


def _counts_alone(value: int, language: str) -> bool:
    """Whether one word is a number: "cent" may be half of "pour cent", "million" alone says too little."""
    return value not in {1, 10**3, 10**6, 10**9} and not (value == 100 and language in {"en", "fr", "ar"})


def _combine(total: int, current: int, value: int, language: str) -> tuple[int, int] | None:
    """`total` (finished thousands) and `current` (below 1000) with one more word, None if none fits."""
    if value >= 1000:
        if current and (not total or total > value):
            return total + current * value, 0
        # Spanish has no word for 10⁹: "dos mil millones".
        return (total * value, 0) if language == "es" and total % 1000 == 0 < total < value else None
    if value == 100 and 1 <= current < 10:
        return total, current * 100
    if value < _room(current) or (language == "ar" and current % 100 < 10 <= value < 100):
        return total, current + value
    return None


def _room(current: int) -> int:
    """What may be added must be less: 100 for 200, 20 for 80 ("quatre-vingt-dix"), 10 for 20, 0 for 12."""
    if current == 0:
        return 1000
    if current % 100 == 0:
        return 100
    if current % 100 in {60, 80}:
        return 20
    return 10 if current % 10 == 0 and current % 100 >= 20 else 0


@lru_cache
def _word_pattern(language: str) -> re.Pattern[str]:
    longest_first = sorted(NUMBER_WORDS[language], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)


@lru_cache
def _run_pattern(language: str) -> re.Pattern[str]:
    word = f"(?:{_word_pattern(language).pattern})"
    article = "(?:ال)?" if language == "ar" else ""
    return re.compile(
        rf"(?<![\w-]){article}{word}(?:{_JOINERS[language]}{article}{word}){{0,{_MOST_WORDS}}}(?![\w]|-\w)",
        re.IGNORECASE,
    )

"""Numbers as Word prints them: 3 → "3", "c", "III", "三", "ج".

In: a number from 1 and the name of a format from ECMA-376 part 1, section 17.18.59 (ST_NumberFormat). Out:
the characters. Formats that are words of a language ("third") and those not listed here come out as decimals.
"""

from collections.abc import Callable

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_IN_PARENTHESES = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_WITH_STOP = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CIRCLED_IDEOGRAPHS = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_FULL_WIDTH = "０１２３４５６７８９"

_LARGEST_ROMAN = 32_767
_MOST_REPEATED = 30
"""Word's own limits. A file may ask for any number, and its letters would fill the memory."""

_COMMON_DIGITS = "零一二三四五六七八九"
_SIMPLIFIED_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL_LEGAL_DIGITS = "零壹貳參肆伍陸柒捌玖"


def format_number(number: int, number_format: str) -> str:
    """Return `number` in `number_format`.

    >>> [format_number(28, name) for name in ("decimal", "lowerLetter", "upperRoman", "chineseCounting")]
    ['28', 'bb', 'XXVIII', '二十八']
    """
    if number < 1:
        return str(number)
    return _FORMATS.get(number_format, str)(number)


def _roman(number: int) -> str:
    if number > _LARGEST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _repeated(letters: str) -> Callable[[int], str]:
    """Return the format that goes on with doubled letters: z, aa, bb."""

    def write(number: int) -> str:
        times = (number - 1) // len(letters) + 1
        return letters[(number - 1) % len(letters)] * times if times <= _MOST_REPEATED else str(number)

    return write


def _one_of(characters: str) -> Callable[[int], str]:
    """Return the format that has a character of its own for each number, and decimals after the last."""
    return lambda number: characters[number - 1] if number <= len(characters) else str(number)


def _digits(characters: str) -> Callable[[int], str]:
    return lambda number: "".join(characters[int(digit)] for digit in str(number))


def _counted(digits: str, units: str, ten: str) -> Callable[[int], str]:
    """Return the Chinese format with units, up to 9999: 一千零二十; `ten` is how 10 to 19 begin."""

    def write(number: int) -> str:
        if number > 9999:
            return str(number)
        written = ""
        for place in (3, 2, 1, 0):
            digit = number // 10**place % 10
            if digit:
                written += digits[digit] + units[place].strip()
            elif written and not written.endswith(digits[0]):
                written += digits[0]
        written = written.rstrip(digits[0])
        return ten + written[2:] if 10 <= number <= 19 else written

    return write


_chinese_thousand = _counted(_COMMON_DIGITS, " 十百千", "十")


def _chinese(number: int) -> str:
    """Count as `chineseCounting` does: with 十 up to 99, digit by digit from 100."""
    return _chinese_thousand(number) if number < 100 else _digits("○一二三四五六七八九")(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _repeated(_LATIN),
    "upperLetter": _repeated(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "russianLower": _repeated(_RUSSIAN),
    "russianUpper": _repeated(_RUSSIAN.upper()),
    "arabicAlpha": _repeated(_ARABIC_ALPHABET),
    "arabicAbjad": _repeated(_ARABIC_ABJAD),
    "decimalFullWidth": _digits(_FULL_WIDTH),
    "decimalFullWidth2": _digits(_FULL_WIDTH),
    "decimalEnclosedCircle": _one_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLED),
    "decimalEnclosedParen": _one_of(_IN_PARENTHESES),
    "decimalEnclosedFullstop": _one_of(_WITH_STOP),
    "ideographEnclosedCircle": _one_of(_CIRCLED_IDEOGRAPHS),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "chineseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "chineseCountingThousand": _chinese_thousand,
    "taiwaneseCountingThousand": _chinese_thousand,
    "chineseLegalSimplified": _counted(_SIMPLIFIED_LEGAL_DIGITS, " 拾佰仟", "壹拾"),
    "ideographLegalTraditional": _counted(_TRADITIONAL_LEGAL_DIGITS, " 拾佰仟", "壹拾"),
}

"""How ordinary a text looks in each legacy encoding of the languages that we know best.

In: the bytes of a text that is not UTF-8. Out: the name of the encoding in which they read best, or None.
The measure is a description length: each non-ASCII character costs the negative logarithm of its probability
under a simple model of the language. An alphabet has letter frequencies; a double-byte standard sorts its
characters into a common level and rare ones. What a language does not expect costs `_ODDITY` more.
Not handled here: Unicode encodings, and languages that are in none of the tables.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

_SAMPLE_BYTES = 20_000
"""How much of the lines with non-ASCII bytes is scored. A few hundred bytes already decide; this is ample."""

_ODDITY = math.log(100)
"""Cost in nats of anything that the language does not expect there: one in a hundred."""

_RARE_IDEOGRAPHS = math.log(20_000)
"""Ideographs outside the common level: about 20,000 in GB18030's two-byte part and in Big5-HKSCS."""

_UPPER_CASE = math.log(20)
"""One letter in twenty is upper case in running text."""

_OTHER_LANGUAGE = 6.0
"""Cost in nats of a language that is not one of the UN's: one document in four hundred."""

_MOST_ODD_IDEOGRAPHS = 0.25
_MOST_ODD_LETTERS = 0.1
"""A reading with a larger share of unexpected characters is refused. Ideographs get more room: a short text
may be full of rare names, while the letters of an alphabet are all known."""

_IN_WORDS = "’·\u00ad–—…"
"""Typography that may stand between two letters."""

_FRACTIONS = "½¼¾"
"""Where ISO 8859-15 has Œ, œ and Ÿ; no fraction stands directly before a letter."""

_TYPOGRAPHY = frozenset("«»‹›“”„‘‚•§°№€£©®™¡¿ºª²³¹×÷±\u00a0" + _IN_WORDS + _FRACTIONS)

# The non-ASCII letters of each language, the most frequent first.
_ALPHABETS = {
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
    "ar": "اليمونترةبعدسفهكقأحجشطصىخإذزثئضظءغؤآ،ًَُِّْـ؛؟ٌٍپچژگ\u200c\u200d\u200e\u200f",
    "fr": "éàèêçôîûâùœïëüæÿ",
    "es": "óíáéñúü",
    "de": "üäöß",
    "pt": "ãçáéíóêõâúàôü",
    "it": "èàùòìéî",
    "nordic": "åäøöæé",
    "uk": "оаниівертскдлмупязьбйгчхцюїжщєшфґ",
    "el": "αοιετσνηυρπκμλςίάόέγδωήφθχύβώξζψϊϋ",
    "he": "יוהלאמתרבשנדםקעחפכטןגזסצךףץ\u200e\u200f",
}

_SINGLE_BYTE = {
    "cp1252": ("fr", "es", "de", "pt", "it", "nordic"),
    "iso8859-15": ("fr", "nordic"),
    "cp1251": ("ru", "uk"),
    "koi8-r": ("ru",),
    "koi8-u": ("uk",),
    "iso8859-5": ("ru",),
    "cp866": ("ru",),
    "cp1256": ("ar",),
    "iso8859-6": ("ar",),
    "cp1253": ("el",),
    "cp1255": ("he",),
}


@dataclass(frozen=True, slots=True)
class _CommonLevel:
    """The part of a double-byte standard that holds a language's common characters."""

    standard: str
    leads: tuple[range, ...]
    """First bytes of the common characters."""
    first_trail: int
    size: int
    prior: float
    """Cost in nats of meeting the language in that writing at all."""

    def has_lead(self, byte: int) -> bool:
        """Tell whether common characters begin with `byte`."""
        return any(byte in leads for leads in self.leads)


# GB 2312: symbols in rows 1 to 3, 3,755 ideographs in rows 16 to 55.
_SIMPLIFIED = _CommonLevel("gb18030", (range(0xA1, 0xA4), range(0xB0, 0xD8)), 0xA1, 3_755, 0)
# Big5: symbols from A1, 5,401 ideographs from A4 to C6.
_TRADITIONAL = _CommonLevel("cp950", (range(0xA1, 0xC7),), 0x40, 5_401, 1)
# KS X 1001: symbols in rows 1 to 3, 2,350 syllables in rows 16 to 40.
_KOREAN = _CommonLevel("cp949", (range(0xA1, 0xA4), range(0xB0, 0xC9)), 0xA1, 2_350, _OTHER_LANGUAGE)
# JIS X 0208 as EUC: symbols in rows 1 to 3, kana in 4 and 5, 2,965 ideographs in rows 16 to 47.
_JAPANESE = _CommonLevel("euc_jp", (range(0xA1, 0xA6), range(0xB0, 0xD0)), 0xA1, 2_965, _OTHER_LANGUAGE)

_DOUBLE_BYTE = {
    "gb18030": (_SIMPLIFIED, _TRADITIONAL),
    "cp950": (_TRADITIONAL,),
    "big5hkscs": (_TRADITIONAL,),
    "cp949": (_KOREAN,),
    "euc_jp": (_JAPANESE,),
    "cp932": (_JAPANESE,),
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text taken to be in one encoding and language."""

    encoding: str
    cost: float
    """In nats, for the non-ASCII characters: how far from ordinary the text is."""
    oddities: float
    """Share of the non-ASCII characters that the language does not expect there."""


def likeliest_encoding(data: bytes) -> str | None:
    """Return the encoding under which `data` is the most ordinary text; None if it is odd under every one."""
    sample = _non_ascii_lines(data)
    readings = [
        reading
        for encoding in (*_DOUBLE_BYTE, *_SINGLE_BYTE)
        if _decodes(data, encoding)
        # The sample may end within a character; only its score counts, so that one is left out.
        for reading in _readings(sample.decode(encoding, errors="ignore"), encoding)
        if reading.oddities <= (_MOST_ODD_IDEOGRAPHS if encoding in _DOUBLE_BYTE else _MOST_ODD_LETTERS)
    ]
    return min(readings, key=lambda reading: reading.cost).encoding if readings else None


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _non_ascii_lines(data: bytes) -> bytes:
    sample = bytearray()
    for line in data.splitlines(keepends=True):
        if len(sample) >= _SAMPLE_BYTES:
            break
        if not line.isascii():
            sample += line
    return bytes(sample[:_SAMPLE_BYTES])


def _readings(text: str, encoding: str) -> Iterator[_Reading]:
    triples = [triple for triple in zip(" " + text, text, text[1:] + " ", strict=False) if not triple[1].isascii()]
    for level in _DOUBLE_BYTE.get(encoding, ()):
        yield _sum_up(encoding, level.prior, [_ideograph_cost(triple, level) for triple in triples])
    for language in _SINGLE_BYTE.get(encoding, ()):
        prior = 0 if language in ("ru", "ar", "fr", "es") else _OTHER_LANGUAGE
        letters = _letter_costs(language)
        yield _sum_up(encoding, prior, [_letter_cost(triple, letters) for triple in triples])


def _sum_up(encoding: str, prior: float, costs: list[tuple[float, bool]]) -> _Reading:
    oddities = sum(odd for _, odd in costs) / len(costs)
    return _Reading(encoding, prior + sum(cost for cost, _ in costs), oddities)


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _ideograph_cost(triple: tuple[str, str, str], level: _CommonLevel) -> tuple[float, bool]:
    """Return the cost of a character between its neighbours, and whether it is odd there."""
    before, character, after = triple
    try:
        code = character.encode(level.standard)
    except UnicodeEncodeError:
        code = b""
    common = len(code) == 2 and code[1] >= level.first_trail and level.has_lead(code[0])
    odd = not common or (_is_ascii_letter(before) and _is_ascii_letter(after))
    cost = math.log(level.size) if common else _RARE_IDEOGRAPHS
    return (cost + _ODDITY, True) if odd else (cost, False)


@cache
def _letter_costs(language: str) -> dict[str, float]:
    """Return what each letter costs.

    Frequencies are taken to fall off exponentially, by a factor of 20 over the alphabet.
    """
    alphabet = _ALPHABETS[language]
    steepness = math.log(20) / len(alphabet)
    total = sum(math.exp(-steepness * rank) for rank in range(len(alphabet)))
    costs = {letter: math.log(total) + steepness * rank for rank, letter in enumerate(alphabet)}
    upper = {letter.upper(): cost + _UPPER_CASE for letter, cost in costs.items() if letter.upper() != letter}
    return upper | costs


def _in_word(character: str, letters: dict[str, float]) -> bool:
    # Arabic vowel signs are in the alphabet and no letters to Unicode.
    return character.isalpha() or character in letters


def _letter_cost(triple: tuple[str, str, str], letters: dict[str, float]) -> tuple[float, bool]:
    """Return the cost of a letter or sign between its neighbours, and whether it is odd there."""
    before, character, after = triple
    if character in _TYPOGRAPHY:
        follows, precedes = _in_word(before, letters), _in_word(after, letters)
        odd = follows and precedes and character not in _IN_WORDS
        odd = odd or (precedes and character in _FRACTIONS)
        cost = math.log(len(_TYPOGRAPHY))
    else:
        odd = character not in letters or (character.isupper() and before.islower())
        # Only Latin letters stand next to ASCII letters in one word.
        odd = odd or (character > "\u02ff" and (_is_ascii_letter(before) or _is_ascii_letter(after)))
        cost = letters.get(character, math.log(100))
    return (cost + _ODDITY, True) if odd else (cost, False)

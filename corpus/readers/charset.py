"""Bytes of a text file → its characters, whatever encoding they are in, with nothing dropped or replaced.

In: bytes with or without a byte order mark. Out: a string, decoded strictly.
The decision takes three steps: what marks itself (byte order marks, UTF-8, zero bytes of UTF-16), then the
legacy encodings of the languages in `_ALPHABETS` and `_COMMON_LEVELS` by likelihood, and for the rest
charset-normalizer. Not handled: escape-based encodings (ISO-2022, HZ), and UTF-16 without a byte order mark
that holds not one space, digit or line end.
"""

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_SAMPLE_BYTES = 20_000
"""Lines with non-ASCII bytes that are scored. A few hundred bytes already decide; this is ample."""

_ODDITY = math.log(100)
"""Cost in nats of a character that the language does not expect there: one in a hundred."""

_RARE_IDEOGRAPHS = math.log(20_000)
"""Ideographs outside the common level: about 20,000 in GB18030's two-byte part and in Big5-HKSCS."""

_UPPER_CASE = math.log(20)
"""One letter in twenty is upper case in running text."""

_MOST_ODDITIES = 0.25
"""A decoding with more unexpected characters than this is refused. Right decodings of the XQuAD questions
stay under 0.2 even for single sentences that are full of rare names; wrong ones lie above 0.4."""

_MESS_ALLOWED = 0.1
"""charset-normalizer's own measure of disorder; its default limit, 0.2, lets damaged files through."""

_TYPOGRAPHY = frozenset("«»‹›“”„‘’‚–—…•·§°№€£©®™×÷±½¼¾¡¿ºª²³¹\u00a0\u00ad\u200c\u200d\u200e\u200f")

_ALPHABETS = {
    "fr": "àâæçéèêëîïôœùûüÿ",
    "es": "áéíñóúü",
    "de": "äöüß",
    "pt": "áâãàçéêíóôõúü",
    "it": "àèéìîòù",
    "nordic": "åäæéöø",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيـپچژگًٌٍَُِّْ،؛؟",
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
}

_OTHER_ENCODINGS = [
    *("cp1250", "iso8859_2", "cp1253", "iso8859_7", "cp1254", "cp1255", "iso8859_8", "cp1257"),
    *("iso8859_4", "cp874", "cp1258", "mac_roman", "mac_cyrillic", "cp850"),
]


@dataclass(frozen=True, slots=True)
class _CommonLevel:
    """The part of a double-byte standard that holds its common characters."""

    leads: tuple[range, ...]
    """First bytes of the common characters."""
    first_trail: int
    size: int
    prior: float = 0.0
    """Cost in nats of meeting the encoding at all. Korean and Japanese are no languages of the UN."""


_COMMON_LEVELS = {
    # GB 2312: symbols in rows 1 to 9, 3,755 common ideographs in rows 16 to 55.
    "gb18030": _CommonLevel((range(0xA1, 0xAA), range(0xB0, 0xD8)), 0xA1, 3_755),
    # Big5: symbols from A1, 5,401 common ideographs from A4 to C6.
    "cp950": _CommonLevel((range(0xA1, 0xC7),), 0x40, 5_401),
    "big5hkscs": _CommonLevel((range(0xA1, 0xC7),), 0x40, 5_401, prior=1.0),
    # KS X 1001: symbols in rows 1 to 12, 2,350 syllables in rows 16 to 40.
    "cp949": _CommonLevel((range(0xA1, 0xAD), range(0xB0, 0xC9)), 0xA1, 2_350, prior=6.0),
    # JIS X 0208 as EUC: symbols and kana in rows 1 to 8, 2,965 common ideographs in rows 16 to 47.
    "euc_jp": _CommonLevel((range(0xA1, 0xA9), range(0xB0, 0xD0)), 0xA1, 2_965, prior=6.0),
    # The same rows as Shift JIS packs them, two to a first byte.
    "cp932": _CommonLevel((range(0x81, 0x85), range(0x88, 0x99)), 0x40, 2_965, prior=6.0),
}


class UndecodableTextError(ValueError):
    """Bytes that are no text, or text whose encoding cannot be told. The message says which."""


def decode_text(data: bytes) -> str:
    """Return the characters of `data`, without the byte order mark.

    Raises UndecodableTextError for binary data, for damaged text and for encodings that cannot be told.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    if b"\x00" in data:
        return _decode_utf16_without_mark(data)
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    _refuse_damaged_utf8(data)
    encoding = _likeliest_encoding(data) or _ask_charset_normalizer(data)
    if encoding is None:
        raise UndecodableTextError("the encoding of its text cannot be told, or its bytes are damaged")
    return data.decode(encoding)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_marked(data: bytes, encoding: str) -> str:
    text = _strict(data, encoding)
    if text is None:
        raise UndecodableTextError(f"it begins with the mark of {encoding.upper()}, and its bytes are damaged")
    if "\x00" in text:
        raise UndecodableTextError("it holds NUL characters: it is binary, not text")
    return text


def _decode_utf16_without_mark(data: bytes) -> str:
    """Zero bytes are the halves of UTF-16 units; the right byte order turns them into ASCII characters.

    >>> _decode_utf16_without_mark("核 1".encode("utf-16-be"))
    '核 1'
    """
    decodings = [_strict(data, "utf-16-le"), _strict(data, "utf-16-be")]
    texts = [text for text in decodings if text and not any(map(_is_no_text, text))]
    best = max(texts, key=_count_ascii, default="")
    if 2 * _count_ascii(best) < data.count(0):
        raise UndecodableTextError("it holds zero bytes: it is binary, not text")
    return best


def _count_ascii(text: str) -> int:
    return sum(map(str.isascii, text))


def _is_no_text(character: str) -> bool:
    """Controls other than white space, unassigned and private code points: a wrong decoding has them."""
    return unicodedata.category(character) in ("Cc", "Cn", "Co") and character not in "\t\n\v\f\r\x1a"


def _refuse_damaged_utf8(data: bytes) -> None:
    """UTF-8 with a few bad bytes must not pass as a legacy encoding: all its other letters would be wrong."""
    replaced = data.decode("utf-8", errors="replace")
    bad = replaced.count("\ufffd")
    good = sum(1 for character in replaced if not character.isascii()) - bad
    # Text in a legacy encoding forms a valid UTF-8 sequence by chance only, and far less than once in four.
    if good >= 4 * bad:
        where = len(replaced[: replaced.index("\ufffd")].encode())
        raise UndecodableTextError(f"it is UTF-8 with damaged bytes, the first at byte {where:,}")


def _likeliest_encoding(data: bytes) -> str | None:
    """The encoding under which the text is the most ordinary; None if it is odd under every one."""
    sample = _non_ascii_lines(data)
    best: tuple[float, str] | None = None
    for encoding in (*_COMMON_LEVELS, *_SINGLE_BYTE):
        if _strict(data, encoding) is None:
            continue
        for costs in _readings(sample.decode(encoding), encoding):
            oddities = sum(1 for cost in costs if cost >= _ODDITY + math.log(30))
            if oddities > _MOST_ODDITIES * len(costs):
                continue
            total = sum(costs) + (_COMMON_LEVELS[encoding].prior if encoding in _COMMON_LEVELS else 0.0)
            if best is None or total < best[0]:
                best = total, encoding
    return best[1] if best else None


def _non_ascii_lines(data: bytes) -> bytes:
    sample = bytearray()
    for line in data.splitlines(keepends=True):
        if len(sample) >= _SAMPLE_BYTES:
            break
        if not line.isascii():
            sample += line
    return bytes(sample)


def _readings(text: str, encoding: str) -> Iterator[list[float]]:
    """The cost of each non-ASCII character, once for each language that the encoding may hold."""
    if encoding in _COMMON_LEVELS:
        level = _COMMON_LEVELS[encoding]
        yield [_ideograph_cost(character, encoding, level) for character in text if not character.isascii()]
    for language in _SINGLE_BYTE.get(encoding, ()):
        letters = _ALPHABETS[language]
        pairs = zip(" " + text, text, strict=False)
        yield [_letter_cost(before, after, letters) for before, after in pairs if not after.isascii()]


def _ideograph_cost(character: str, encoding: str, level: _CommonLevel) -> float:
    code = character.encode(encoding)
    common = any(code[0] in leads for leads in level.leads) and code[1] >= level.first_trail
    return math.log(level.size) if common else _ODDITY + _RARE_IDEOGRAPHS


def _letter_cost(before: str, letter: str, alphabet: str) -> float:
    if letter in _TYPOGRAPHY:
        return math.log(len(_TYPOGRAPHY)) + (_ODDITY if before.isalpha() and letter in "½¼¾²³¹¡¿ºª×÷±" else 0)
    if letter.lower() not in alphabet:
        return _ODDITY + math.log(100)
    cost = math.log(len(alphabet))
    if letter.isupper():
        cost += _ODDITY + math.log(30) if before.islower() else _UPPER_CASE
    return cost


def _ask_charset_normalizer(data: bytes) -> str | None:
    match = from_bytes(data, cp_isolation=_OTHER_ENCODINGS, threshold=_MESS_ALLOWED).best()
    return match.encoding if match is not None and _strict(data, match.encoding) is not None else None

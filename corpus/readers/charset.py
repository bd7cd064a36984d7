"""Bytes of a text file → its characters, whatever encoding they are in, with nothing dropped or replaced.

In: bytes with or without a byte order mark. Out: a string, decoded strictly.
The decision takes three steps: what marks itself (byte order marks, UTF-8, zero bytes of UTF-16), then the
legacy encodings of the languages that `corpus.readers.likelihood` knows, and for the rest charset-normalizer.
Not handled: escape-based encodings (ISO-2022, HZ), and UTF-16 without a byte order mark that holds not one
space, digit or line end. A damaged byte that still decodes to some character cannot be noticed.
"""

import unicodedata

from charset_normalizer import from_bytes

from corpus.readers.likelihood import likeliest_encoding

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_OTHER_ENCODINGS = [
    *("cp1250", "iso8859_2", "iso8859_7", "cp1254", "iso8859_8", "cp1257", "iso8859_4", "cp874", "cp1258"),
    *("mac_roman", "mac_cyrillic", "cp850"),
]


class UndecodableTextError(ValueError):
    """Bytes that are no text, or text whose encoding cannot be told. The message says which."""


def decode_text(data: bytes) -> str:
    """Return the characters of `data`, without the byte order mark.

    Raises UndecodableTextError for binary data, for damaged text and for encodings that cannot be told.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data.removeprefix(mark), encoding)
    if b"\x00" in data:
        return _decode_utf16_without_mark(data)
    utf8 = _strict(data, "utf-8")
    if utf8 is not None:
        return utf8
    _refuse_damaged_utf8(data)
    legacy_encoding = likeliest_encoding(data) or _ask_charset_normalizer(data)
    if legacy_encoding is None:
        raise UndecodableTextError("the encoding of its text cannot be told, or its bytes are damaged")
    return data.decode(legacy_encoding)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_marked(data: bytes, encoding: str) -> str:
    text = _strict(data, encoding)
    if text is None:
        raise UndecodableTextError(f"it begins as {encoding.upper()}, and its bytes are damaged")
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
    few = 2 * _count_ascii(best) < data.count(0)
    # Text of one byte a character with zero bytes in it: read two at a time its letters make ideographs.
    narrow = _strict(data.replace(b"\x00", b""), "utf-8")
    is_narrow = 2 * _count_ascii(best) < len(best) and narrow is not None and not any(map(_is_no_text, narrow))
    if few or is_narrow:
        raise UndecodableTextError("it holds zero bytes: it is binary, not text")
    return best


def _count_ascii(text: str) -> int:
    return sum(map(str.isascii, text))


def _is_no_text(character: str) -> bool:
    """Tell controls, unassigned and private code points: a wrong decoding has them, text has not."""
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


def _ask_charset_normalizer(data: bytes) -> str | None:
    match = from_bytes(data, cp_isolation=_OTHER_ENCODINGS).best()
    return match.encoding if match is not None and _strict(data, match.encoding) is not None else None

"""The characters of a question file, whatever encoding it was saved in.

In: a path, or bytes. Out: bytes, or a string that holds all of them. Unlike documents (`corpus.readers.charset`), a
file with damaged bytes is not refused: they are kept as lone surrogates, so that only the rows that hold them are bad.
"""

import codecs
from pathlib import Path

from corpus.errors import PinpointError
from corpus.readers.charset import UndecodableTextError, decode_text

_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_FEW_ZEROS = 0.05
"""Share of zero bytes below which text is no UTF-16: there, it has as many as it has blanks and digits."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        PinpointError: it cannot be read.

    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise PinpointError(
            f"The question file {str(path)!r} cannot be read ({error.strerror or error}): check the path."
        ) from error


def decode(data: bytes) -> str:
    """The characters of `data`, without a byte order mark; damaged bytes become lone surrogates (PEP 383).

    JSON is UTF-8 (RFC 8259) or says what else it is; of tables, the encoding is found out.
    """
    if not data.startswith(_MARKS) and data.count(0) <= _FEW_ZEROS * len(data):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            if data.lstrip().startswith((b"{", b"[")):
                return data.decode("utf-8", errors="surrogateescape")
    try:
        return decode_text(data)
    except UndecodableTextError:
        return data.decode("utf-8-sig", errors="surrogateescape")

"""Text as word lists see it: small letters, no accents, no hamza on alif, each character in its place."""

import unicodedata

from corpus.plain_text import folded

_LATIN_ACCENTS = str.maketrans(
    {
        character: base
        for character in map(chr, range(0xC0, 0x250))
        if (base := unicodedata.normalize("NFD", character)[0]) != character
    }
    | {"ё": "е", "’": "'", "‘": "'"}
)


def without_accents(text: str) -> str:
    """`text` folded, and without the accents of Latin letters; of the same length."""
    return folded(text).translate(_LATIN_ACCENTS)

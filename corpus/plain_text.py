"""Text in plain characters, each in its place: what every reader of references looks at.

In: text as people type and paste it. Out: a text of the same length with ASCII digits, half-width letters and
brackets, one hyphen for all dashes, blanks for no-break spaces and for marks that nobody sees, and no half of a
character, which no encoder takes. `text[start:end]` is what was written where `plain(text)[start:end]` is read.
"""

import unicodedata

_DASHES = "‐‑‒–—―−﹘﹣－~～〜"
_UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066"
    "\u2067\u2068\u2069\ufeff"
)
_HAMZAS = {**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ـ": " "}


class _Plain(dict[int, str]):
    """Made as characters come along: a few thousand make up most of what is read."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        narrow = unicodedata.normalize("NFKC", character)
        if character in _DASHES:
            plain = "-"
        elif 0xD800 <= code <= 0xDFFF:
            plain = "\N{REPLACEMENT CHARACTER}"
        elif character in _UNSEEN or character.isspace():
            plain = " "
        elif character.isdecimal():
            plain = str(unicodedata.decimal(character))
        else:
            plain = narrow if len(narrow) == 1 and not narrow.isspace() else character
        self[code] = plain
        return plain


class _Folded(_Plain):
    """The same without case and hamza; a letter whose small form is longer than one character stays as it is."""

    def __missing__(self, code: int) -> str:
        plain = super().__missing__(code)
        small = _HAMZAS.get(plain, plain.lower())
        self[code] = small if len(small) == 1 else plain
        return self[code]


_PLAIN, _FOLDED = _Plain(), _Folded()


def plain(text: str) -> str:
    """`text` in plain characters, case kept.

    Example: "ＮＰＴ/CONF.2015/٣٩，第１８–２０段" → "NPT/CONF.2015/39,第18-20段".
    """
    return text.translate(_PLAIN)


def folded(text: str) -> str:
    """`text` in plain characters and small letters, Arabic alif without hamza."""
    return text.translate(_FOLDED)

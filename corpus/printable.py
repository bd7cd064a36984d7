"""Text that a file for people can hold: XML, HTML and UTF-8 take no control characters and no half characters.

In: text as documents, users and models bring it. Out: the same with U+FFFD for each character that no page may hold.
"""

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """`text` with U+FFFD for what XML and HTML do not allow, or UTF-8 cannot write; as long as before."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)

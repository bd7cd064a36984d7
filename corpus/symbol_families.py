"""A symbol's family: the base document, its revisions, addenda, corrigenda, volumes and parts.

In: symbols as `corpus.symbols` writes them. Out: how one stands to another, and keys under which spellings
meet that people take for the same. Which documents there are is not known here.
"""

import re
from typing import Literal

from corpus.symbols import normalise_symbol, symbol_key

Relation = Literal["exact", "base", "revision", "addendum", "corrigendum", "volume", "part", "other"]
"""What a symbol is to the one that was asked for; "other": of the same base document."""

_SUFFIX = re.compile(
    r"/(?P<revision>rev)\.?\d+|/(?P<addendum>add|amend|supp)[a-z]*\.?\d+|/(?P<corrigendum>corr)[a-z]*\.?\d*"
    r"|\((?P<volume>vol)[^()]{0,8}\)|\((?P<part>part)[^()]{0,8}\)|(?P<other>\(corrected\))"
)
_RUN = re.compile(r"[^\W\d_]+|\d+")


def family_key(symbol: str) -> str:
    """What all members of a family share: "npt/conf.2010/50" for "NPT/CONF.2010/50 (Vol. I)/Corr.1"."""
    return _SUFFIX.sub("", symbol_key(symbol))


def relation(symbol: str, asked: str) -> Relation:
    """What `symbol`, of the family of `asked`, is to it.

    Example: "INFCIRC/225/Rev.5" is a revision to "INFCIRC/225", which is the base to "INFCIRC/225/Rev.5".
    """
    key, asked_key = symbol_key(symbol), symbol_key(asked)
    if key == asked_key:
        return "exact"
    if key.startswith(asked_key):
        kind = _SUFFIX.match(key, len(asked_key))
        return kind.lastgroup if kind else "other"  # type: ignore[return-value]
    return "base" if asked_key.startswith(key) else "other"


def loose_key(symbol: str) -> tuple[str, ...]:
    """The letters and numbers of a symbol without what parts them: people mistake dots, hyphens and blanks.

    Example: "NPT/CONF.2015/39" → npt, conf, 2015, 39; `loose_runs` gives the same of "npt conf-2015/39".
    """
    return tuple(_RUN.findall(symbol_key(normalise_symbol(symbol))))


def loose_runs(text: str) -> list[tuple[str, int, int]]:
    """The letters and numbers of a folded text, each with its place."""
    return [(match.group(), match.start(), match.end()) for match in _RUN.finditer(text)]

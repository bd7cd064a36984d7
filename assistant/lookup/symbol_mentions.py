"""Which paragraphs cite a symbol, which cite its family, and which symbols come near it.

In: a symbol and a `Catalogue`. Out: paragraphs by symbol, the very one told from its revisions, volumes and
addenda. What a reader is told of it is decided in `assistant.lookup.citations`.
"""

import difflib
from collections import defaultdict
from dataclasses import dataclass

from assistant.library import Catalogue
from corpus.documents import Paragraph
from corpus.plain_text import folded
from corpus.symbol_families import Relation, family_key, loose_key, loose_runs, relation
from corpus.symbols import symbol_key

_NEAR = 0.8
"""Similarity (difflib's ratio) from which a symbol is offered as near: one mistake in five characters."""
_LONGEST_SYMBOL = 80
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class RelatedSymbol:
    """A symbol of the same family as the one that was asked for, in the index or cited there."""

    symbol: str
    relation: Relation
    document_id: str | None
    """The document of that symbol, where the index has it."""
    paragraphs: tuple[Paragraph, ...]
    """Those that cite it."""


def find_family(symbol: str, catalogue: Catalogue) -> tuple[RelatedSymbol, ...]:
    """The members of a symbol's family that the index has or cites, the very one first."""
    family = family_key(symbol)
    citing: defaultdict[str, dict[str, Paragraph]] = defaultdict(dict)
    printed: dict[str, str] = {}
    # What the page prints cut off is known in full only in the paragraph: the index may have the base alone.
    for paragraph in catalogue.citing(lambda key: family_key(key) == family, family):
        for cited in paragraph.symbols:
            if family_key(cited) == family:
                citing[symbol_key(cited)][paragraph.paragraph_id] = paragraph
                printed.setdefault(symbol_key(cited), cited)
    own = {
        symbol_key(document.symbol): document
        for document in catalogue.documents.values()
        if document.symbol and family_key(document.symbol) == family
    }
    members = [
        RelatedSymbol(
            symbol=(own[key].symbol if key in own else None) or printed[key],
            relation=relation(key, symbol),
            document_id=own[key].document_id if key in own else None,
            paragraphs=tuple(citing[key].values()),
        )
        for key in {**own, **printed}
    ]
    return tuple(sorted(members, key=lambda member: (member.relation != "exact", member.symbol)))


def find_loosely(text: str, catalogue: Catalogue) -> str | None:
    """A cited symbol that `text` has with other dots, hyphens and blanks: "INFCIRC 225"; None where it has none."""
    runs = tuple(run for run, _, _ in loose_runs(folded(text[: 2 * _LONGEST_SYMBOL])))
    for place, first in enumerate(runs):
        if first.isdecimal():
            continue
        rest = runs[place:]
        found = catalogue.citing(lambda key, rest=rest: _begins(loose_key(key), rest), first)  # type: ignore[misc]
        matching = {symbol for p in found for symbol in p.symbols if _begins(loose_key(symbol), rest)}
        if matching:
            return max(matching, key=lambda symbol: (len(loose_key(symbol)), symbol))
    return None


def _begins(key: tuple[str, ...], runs: tuple[str, ...]) -> bool:
    return 1 < len(key) <= len(runs) and runs[: len(key)] == key


def nearest_symbols(symbol: str, catalogue: Catalogue) -> list[str]:
    """The symbols of the index, its documents' own and those cited, that are spelled most like this one."""
    wanted = symbol_key(symbol)[:_LONGEST_SYMBOL]
    matcher = difflib.SequenceMatcher(b=wanted, autojunk=False)

    def nearness(key: str) -> float:
        matcher.set_seq1(key[:_LONGEST_SYMBOL])
        quick = matcher.real_quick_ratio() >= _NEAR and matcher.quick_ratio() >= _NEAR
        return matcher.ratio() if quick else 0.0

    near = {
        cited: nearness(symbol_key(cited))
        for paragraph in catalogue.citing(lambda key: nearness(key) >= _NEAR, "")
        for cited in paragraph.symbols
    }
    near |= {
        document.symbol: nearness(symbol_key(document.symbol))
        for document in catalogue.documents.values()
        if document.symbol
    }
    best = sorted((name for name, ratio in near.items() if ratio >= _NEAR), key=lambda name: (-near[name], name))
    return best[:_MOST_NEAR]

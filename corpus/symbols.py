"""Symbols of official documents: find them in a text, write them in one way, compare them.

In: text in any of the six UN languages. Out: normalised symbols such as "A/RES/67/53",
"INFCIRC/225/Rev.5", "S/RES/1540(2004)". Resolutions that a text names by number alone ("安全理事会
第 1540(2004)号决议", "resolution 1540 (2004)") become the symbol that they are published under, as
`corpus.resolutions` finds them.
Whether a document of that symbol exists is not known here.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.resolutions import find_named_resolutions

_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9.\-]*"
_SUFFIX = r"(?:Rev(?:ision)?|Add(?:endum)?|Corr(?:igendum)?|Amend)"
_PARENTHESIS = (
    r"\s?[(（](?:Vol\.?\s?[IVX]+|Part\s?[IVX]+|第[一二三四五六七八九十]+[卷部分]+|\d{4}|[IVX]+"
    rf"|{_SUFFIX}\.?\s?\d{{1,2}})[)）]"
)
_BODY = (
    rf"(?P<symbol>[A-Z]{{1,10}}(?:\(\d{{1,3}}\))?(?:/(?:{_SUFFIX}\.?\s\d{{1,2}}(?!\d)|{_SEGMENT})(?:{_PARENTHESIS})*)+)"
)
_SYMBOL = re.compile(rf"(?<![A-Za-z0-9/._-]){_BODY}")
_SYMBOL_IN_LINK = re.compile(rf"(?<=/){_BODY}")
_SYMBOL_IN_ADDRESS = re.compile(rf"(?:undocs|documents\.un|docs\.un)\.org/(?:[a-z]{{2}}/)?{_BODY}")
_FOOTNOTED_WORD = re.compile(r"[A-Z]+/[A-Z]{3,}\d{1,2}")
"""Two words with the number of a footnote behind them: "HIV/AIDS2"."""
_SPELLED_SUFFIX = re.compile(
    r"(?:/|(?P<open>\())(?P<suffix>Rev|Add|Corr)(?:ision|endum|igendum)?\.?(?P<number>\d{1,2})(?(open)\)?)(?!\w)",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"\(第([一二三四五六七八九十])(卷|部分)\)")
_ROMAN_OF_CHINESE = dict(
    zip("一二三四五六七八九十", ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], strict=True)
)


@dataclass(frozen=True, slots=True)
class SymbolMatch:
    """A symbol in a text: `text[start:end]` is how it stands there."""

    symbol: str
    start: int
    end: int


def normalise_symbol(symbol: str) -> str:
    """One spelling of a symbol: half-width, no blanks, "(第一卷)" as "(Vol.I)", no stop at the end.

    Examples: "ＮＰＴ/CONF.2010/50 (第一卷)" → "NPT/CONF.2010/50(Vol.I)"; "INFCIRC/225/Revision 5" and
    "INFCIRC/225 (Rev. 5)" → "INFCIRC/225/Rev.5".
    """
    narrow = re.sub(r"\s+", "", unicodedata.normalize("NFKC", symbol))
    narrow = _SPELLED_SUFFIX.sub(lambda match: f"/{match['suffix'].title()}.{match['number']}", narrow)
    return _VOLUME.sub(
        lambda match: f"({'Vol.' if match.group(2) == '卷' else 'Part'}{_ROMAN_OF_CHINESE[match.group(1)]})", narrow
    ).rstrip(".-/(")


def symbol_key(symbol: str) -> str:
    """What two spellings of one symbol share: case folded, a Security Council resolution without its year."""
    folded = normalise_symbol(symbol).casefold()
    return re.sub(r"^(s/res/\d+)\(\d{4}\)$", r"\1", folded)


def find_symbols(text: str) -> list[SymbolMatch]:
    """The symbols in `text` in order, resolutions named by number included, without overlaps."""
    found = [
        SymbolMatch(
            normalise_symbol(match.group("symbol")),
            match.start(),
            match.start() + len(_trim(match.group("symbol"))),
        )
        for match in _SYMBOL.finditer(text)
        if any(character.isdigit() for character in match.group("symbol"))
        and not _FOOTNOTED_WORD.fullmatch(_trim(match.group("symbol")))
    ]
    found += [
        SymbolMatch(
            normalise_symbol(match.group("symbol")),
            match.start("symbol"),
            match.start("symbol") + len(_trim(match.group("symbol"))),
        )
        for match in _SYMBOL_IN_ADDRESS.finditer(text)
        if any(character.isdigit() for character in match.group("symbol"))
    ]
    found += [SymbolMatch(named.symbol, named.start, named.end) for named in find_named_resolutions(text)]
    return _without_overlaps(found)


def _trim(symbol: str) -> str:
    return symbol.rstrip(".-/( ")


def _without_overlaps(found: Iterable[SymbolMatch]) -> list[SymbolMatch]:
    kept: list[SymbolMatch] = []
    for match in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


def complete_symbol(symbol: str, printed: str, link_targets: Iterable[str]) -> str:
    """`symbol`, lengthened by a link target where the page printed it cut off.

    `printed` is the text from the symbol to the end of what was found with it; only a symbol that
    visibly breaks off ("NPT/CONF.2010/50(") is completed, never a whole one that a longer target
    happens to begin with (INFCIRC/225 stays, whatever revision a link names).
    """
    if not re.search(r"[(/.\-]\s*$", printed):
        return symbol
    for target in link_targets:
        for match in _SYMBOL_IN_LINK.finditer(target):
            whole = normalise_symbol(match.group("symbol"))
            if whole.startswith(symbol) and len(whole) > len(symbol):
                return whole
    return symbol

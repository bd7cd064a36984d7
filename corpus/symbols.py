"""Symbols of official documents: find them in a text, write them in one way, compare them.

In: text in any of the six UN languages. Out: normalised symbols such as "A/RES/67/53",
"INFCIRC/225/Rev.5", "S/RES/1540(2004)". Resolutions that a text names by number alone ("安全理事会
第 1540(2004)号决议", "resolution 1540 (2004)") become the symbol that they are published under.
Whether a document of that symbol exists is not known here.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_SEGMENT = r"[A-Za-z0-9][A-Za-z0-9.\-]*"
_PARENTHESIS = r"\s?[(（](?:Vol\.?\s?[IVX]+|Part\s?[IVX]+|第[一二三四五六七八九十]+[卷部分]+|\d{4}|[IVX]+)[)）]"
_BODY = rf"(?P<symbol>[A-Z]{{1,10}}(?:\(\d{{1,3}}\))?(?:/{_SEGMENT}(?:{_PARENTHESIS})*)+)"
_SYMBOL = re.compile(rf"(?<![A-Za-z0-9/._-]){_BODY}")
_SYMBOL_IN_LINK = re.compile(rf"(?<=/){_BODY}")
_RESOLUTION_WORD = r"(?:resolutions?|r[ée]solutions?|resoluci[oó]n(?:es)?|резолюци[а-я]+|القرار(?:ات|ين)?|قرار(?:ات)?)"
_COUNCIL_RESOLUTION = re.compile(
    rf"(?:第\s*(\d{{3,4}})\s*(?:[(（]\s*((?:19|20)\d\d)\s*[)）])\s*号)"
    rf"|{_RESOLUTION_WORD}\s+(\d{{3,4}})\s*[(（]\s*((?:19|20)\d\d)\s*[)）]",
    re.IGNORECASE,
)
_COUNCIL_NUMBER = re.compile(r"(?:安全理事会|安理会)第\s*(\d{3,4})\s*号(?:和第\s*(\d{3,4})\s*号)*决?议?")
_ASSEMBLY_RESOLUTION = re.compile(
    rf"第\s*(\d{{2}}/\d{{1,3}})\s*号决议|{_RESOLUTION_WORD}\s+(\d{{2}}/\d{{1,3}})\b", re.IGNORECASE
)
_VOLUME = re.compile(r"\(第([一二三四五六七八九十])[卷]\)")
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

    Example: "ＮＰＴ/CONF.2010/50 (第一卷)" → "NPT/CONF.2010/50(Vol.I)".
    """
    narrow = re.sub(r"\s+", "", unicodedata.normalize("NFKC", symbol))
    return _VOLUME.sub(lambda match: f"(Vol.{_ROMAN_OF_CHINESE[match.group(1)]})", narrow).rstrip(".-/(")


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
    ]
    for match in _COUNCIL_RESOLUTION.finditer(text):
        number, year = match.group(1) or match.group(3), match.group(2) or match.group(4)
        found.append(SymbolMatch(f"S/RES/{number}({year})", match.start(), match.end()))
    for match in _COUNCIL_NUMBER.finditer(text):
        found.extend(
            SymbolMatch(f"S/RES/{number.group()}", match.start() + number.start(), match.start() + number.end())
            for number in re.finditer(r"\d{3,4}", match.group())
        )
    for match in _ASSEMBLY_RESOLUTION.finditer(text):
        found.append(SymbolMatch(f"A/RES/{match.group(1) or match.group(2)}", match.start(), match.end()))
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

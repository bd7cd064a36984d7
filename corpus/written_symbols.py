"""Symbols as people type and paste them: links, blanks, small letters, "UNSCR 1540", "res. 67/53".

In: a reference or a draft. Out: the symbols and where they stand, with everything that belongs to their
name. What documents print is read by `corpus.symbols`, more strictly, since nobody vouches there that a
word with a slash is a symbol.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from corpus.plain_text import plain
from corpus.resolutions import find_named_resolutions, names_other_body, resolution_symbol
from corpus.symbols import find_symbols, normalise_symbol

_LINK = re.compile(
    r"(?:https?://|(?<![\w.-])(?:www\.)?(?:undocs|docs\.un|documents\.un|un)\.org/)[^\s<>\"'“”«»，。；、）】]{3,400}"
)
_LINK_END = ".,;:!?]"
_SYMBOL_IN_LINK = re.compile(r"(?:[/=]|^)(?:[a-z]{2}/)?([A-Z]{1,10}(?:\(\d{1,3}\))?/[A-Za-z0-9()./\- ]{1,120})")
_SPACED = re.compile(
    r"(?<![\w/.-])[A-Z]{1,10}(?:\s?\(\s?\d{1,3}\s?\))?(?:\s{0,2}/\s{0,2}[A-Z0-9][A-Z0-9.\-]{0,40}"
    r"(?:\s?\(\s?(?:VOL\.?\s?[IVX\d]+|PART\s?[IVX]+|\d{4}|[IVX]+|第[一二三四五六七八九十]+[卷部分]+)\s?\))?){1,12}"
)
_SUFFIX = re.compile(
    r"(?P<revised>\s?[/,]?\s{0,2}\(?(?P<word>rev|add|corr)(?:ision|endum|igendum)?\.?\s{0,2}(?P<number>\d{1,2})(?!\d)\)?)"
    r"|(?P<volume>[\s,]{1,2}\(?\s?(?:vol(?:ume)?|t(?:ome|omo)|том)\.?\s?(?P<roman>[ivx]{1,4}|\d{1,2})(?!\w)\s?\)?)"
    r"|(?P<corrected>\s?[/(]\s?(?:corrected|rectifié|corregido|更正|исправл\w*)\)?)"
    r"|(?P<language>\s?\((?:[EFSRAC]|en|fr|es|ru|ar|zh|ch)\)(?!\w)|[-/](?:EN|FR|ES|RU|AR|ZH|CH|en|fr|es|ru|ar|zh|ch)(?![\w./-]))",
    re.IGNORECASE,
)
_LANGUAGE_AT_END = re.compile(r"[-/](?:en|fr|es|ru|ar|zh|ch)$", re.IGNORECASE)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

_NUMBER = r"\d{2,4}/\d{1,3}(?![\d/])|\d{3,4}(?![\d/])(?:\s?\(\s?(?:(?:19|20)\d\d|[IVXLS][IVXLS\-]*)\s?\))?"
_SHORT = re.compile(
    rf"(?<![\w/.-])(?:(?:UN\s?)?(?:(?P<body>SCR|GAR?|HRC|ECOSOC)[\s.-]{{0,2}}(?:res(?:olution)?\.?\s{{0,2}})?"
    rf"|(?P<council>SC)\sres(?:olution)?\.?\s{{0,2}})|res(?:ol)?\.?\s{{0,2}})(?:no\.?\s|№\s?)?(?P<number>{_NUMBER})",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"(?P<han>安全理事会|安理会|(?<!卫生)(?<!机构)大会|联大|人权理事会|经社理事会)"
    rf"(?:\s?第?\s?(?P<number>{_NUMBER})\s?号?\s?决议|决议\s?第?\s?(?P<last>{_NUMBER}))"
)
_RUSSIAN = re.compile(rf"резолюци[а-я]{{1,3}}\s(?P<body>ГА|СБ)(?:\sООН)?\s(?P<number>{_NUMBER})")
_BARE = re.compile(r"\s*(\d{3,4})\s?\(\s?((?:19|20)\d\d)\s?\)\s*")
"""A resolution of the Security Council, where a reference is expected and nothing else stands: "1540 (2004)"."""
_BODIES = {
    **dict.fromkeys(("SCR", "SC", "安全理事会", "安理会", "СБ"), "S/RES"),
    **dict.fromkeys(("GA", "GAR", "大会", "联大", "ГА"), "A/RES"),
    **dict.fromkeys(("HRC", "人权理事会"), "A/HRC/RES"),
    **dict.fromkeys(("ECOSOC", "经社理事会"), "E/RES"),
}


@dataclass(frozen=True, slots=True)
class WrittenSymbol:
    """A symbol as it is typed: `text[start:end]` is all of its name, "Security Council resolution" included."""

    symbol: str
    start: int
    end: int


def find_written_symbols(text: str, *, lenient: bool) -> list[WrittenSymbol]:
    """The symbols of `text` in order, without overlaps.

    With `lenient`, small letters and blanks inside a symbol are read too: right for what is known to be a
    reference, too much for prose ("and / or 5").

    Examples: "UNSCR 1540 (2004)" → S/RES/1540(2004); "https://docs.un.org/zh/NPT/CONF.2015/39" →
    NPT/CONF.2015/39; lenient "npt / conf.2015 / 39" → NPT/CONF.2015/39.
    """
    exact = plain(text)
    links = list(_find_links(exact))
    masked = _without(exact, links)
    found = [*links, *_find_resolutions(masked)]
    found += [WrittenSymbol(match.symbol, match.start, match.end) for match in find_symbols(masked)]
    found += _find_short_names(masked)
    if lenient and (bare := _BARE.fullmatch(masked)):
        found.append(WrittenSymbol(f"S/RES/{bare[1]}({bare[2]})", bare.start(1), len(masked.rstrip())))
    if lenient:
        capitals = "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in masked)
        found += [
            WrittenSymbol(
                normalise_symbol(match.group()), match.start(), match.start() + len(match.group().rstrip(" .-/("))
            )
            for match in _SPACED.finditer(capitals)
            if any(map(str.isdigit, match.group()))
        ]
    return [_with_suffixes(symbol, exact) for symbol in _longest_first(found)]


def _find_links(exact: str) -> list[WrittenSymbol]:
    found = []
    for link in _LINK.finditer(exact):
        trimmed = link.group().rstrip(_LINK_END)
        while trimmed.endswith(")") and trimmed.count(")") > trimmed.count("("):
            trimmed = trimmed[:-1].rstrip(_LINK_END)
        symbol = next(
            (match for match in _SYMBOL_IN_LINK.finditer(unquote(trimmed)) if any(map(str.isdigit, match.group(1)))),
            None,
        )
        if symbol:
            found.append(WrittenSymbol(normalise_symbol(symbol.group(1)), link.start(), link.start() + len(trimmed)))
    return found


def _without(exact: str, links: list[WrittenSymbol]) -> str:
    characters = list(exact)
    for link in links:
        characters[link.start : link.end] = " " * (link.end - link.start)
    return "".join(characters)


def _find_resolutions(exact: str) -> list[WrittenSymbol]:
    return [WrittenSymbol(named.symbol, named.outer_start, named.outer_end) for named in find_named_resolutions(exact)]


def _find_short_names(exact: str) -> list[WrittenSymbol]:
    """Resolutions by short names: "UNSCR 1540", "res. 67/53", "安理会1540号决议", "大会决议67/53"."""
    found = []
    for pattern in (_SHORT, _HAN, _RUSSIAN):
        for match in pattern.finditer(exact):
            groups = match.groupdict()
            number = re.sub(r"\s", "", groups["number"] or groups.get("last") or "").upper()
            body = groups.get("body") or groups.get("council") or groups.get("han")
            if body is None and names_other_body(exact, match.start()):
                continue
            symbol = resolution_symbol(number, _BODIES[body.upper()] if body else None)
            if symbol:
                found.append(WrittenSymbol(symbol, match.start(), match.end()))
    return found


def _longest_first(found: list[WrittenSymbol]) -> list[WrittenSymbol]:
    kept: list[WrittenSymbol] = []
    for symbol in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or symbol.start >= kept[-1].end:
            kept.append(symbol)
        elif symbol.end > kept[-1].end and symbol.start == kept[-1].start:
            kept[-1] = symbol
    return kept


def _with_suffixes(written: WrittenSymbol, exact: str) -> WrittenSymbol:
    """A symbol with "Rev. 5", "Vol. I", "(Corrected)" or a language behind it, as far as it belongs to its name."""
    symbol, end = _LANGUAGE_AT_END.sub("", written.symbol), written.end
    while suffix := _SUFFIX.match(exact, end):
        if suffix["revised"]:
            symbol += f"/{suffix['word'].title()}.{suffix['number']}"
        elif suffix["volume"]:
            roman = suffix["roman"].upper()
            symbol += f"(Vol.{_ROMAN[int(roman)] if roman.isdecimal() and int(roman) < len(_ROMAN) else roman})"
        end = suffix.end()
    return WrittenSymbol(normalise_symbol(symbol), written.start, end)

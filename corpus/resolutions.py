"""Resolutions that a text names by number, under the symbol that they are published under.

In: text in any of the six UN languages. Out: "S/RES/1540(2004)" for "resolution 1540 (2004)",
"A/RES/67/53" for "大会第 67/53 号决议", and where they stand; each of a list. A resolution of a body
whose symbols are not known here, such as a parliament, is left out.
"""

import re
from dataclasses import dataclass, replace

_BODIES = {
    "A/HRC/RES": r"Human Rights Council|Conseil des droits de l['’]homme|Consejo de Derechos Humanos"
    r"|Совет[а-я]* по правам человека|مجلس حقوق الإنسان|人权理事会",
    "E/RES": r"Economic and Social Council|ECOSOC|Conseil [ée]conomique et social|Consejo Econ[óo]mico y Social"
    r"|Экономическ[а-я]+ и Социальн[а-я]+ Совет[а-я]*|المجلس الاقتصادي والاجتماعي|经济及社会理事会|经社理事会",
    "S/RES": r"Security Council|UNSC|Conseil de s[ée]curit[ée]|Consejo de Seguridad|Совет[а-я]* Безопасности"
    r"|مجلس الأمن|安全理事会|安理会",
    "A/RES": r"General Assembly|UNGA|Assembl[ée]e g[ée]n[ée]rale|Asamblea General|Генеральн[а-я]+ Ассамбле[а-я]+"
    r"|الجمعية العامة|(?<!卫生)(?<!机构)大会",
    "": r"(?:Parliament|Congress|Senate|Council|Assembly|Conference|Commission|Committee|Board|Agency|Union"
    r"|Organi[sz]ation|Parlement|Conseil|Conf[ée]rence|Comit[ée]|Consejo|Comisi[óo]n|Conferencia|Комисси[а-я]+"
    r"|Комитет[а-я]*|Конференци[а-я]+|مؤتمر|لجنة|IAEA|UNESCO|WHO|ILO|FAO)|理事会|委员会|卫生大会|机构大会|议会|会议|联盟|组织|机构",
}
"""Bodies by what their resolutions' symbols begin with; the last ones publish under other symbols."""
_BODY = "|".join(f"(?P<b{index}>{names})" for index, names in enumerate(_BODIES.values()))
_ANY_BODY = "|".join(_BODIES.values())
_BODY_BEFORE = re.compile(rf"(?:{_BODY})(?:['’]s|的)?[\s(（]*$", re.IGNORECASE)
_BODY_AFTER = re.compile(
    rf"\s*,?\s*(?:of the|of|de la|de l['’]|du|del|de|на)?\s*(?:UN |United Nations )?(?:{_BODY})", re.IGNORECASE
)
_REACH = 60
"""Characters before and behind a resolution among which its body is looked for."""

_NUMBER = r"(?:\d{2,4}/\d{1,3}(?![\d/])|\d{3,4}(?![\d/])(?:\s*[(（]\s*(?:(?:19|20)\d\d|[IVXLS][IVXLS\-]*)\s*[)）])?)"
_WORD = r"(?<![\w-])(?:resolutions?|r[ée]solutions?|resoluci[oó]n(?:es)?|резолюци[а-я]+|(?:ال)?قرار(?:ات|ين)?)(?!\w)"
_DATE = r"(?:\s+(?:of|du|de|от)\s+\d{1,2}\s+(?:de\s+)?\w{3,12}\s+(?:de\s+)?\d{4})"
_AND = rf"(?:{_DATE})?\s*(?:,|;|،|、|&|\band\b|\bet\b|\by\b|\bи\b|\bо?و)\s*(?:and\s+|et\s+|y\s+|и\s+|و\s*)?"
_WESTERN = re.compile(
    rf"{_WORD}\s+(?:(?P<between>{_ANY_BODY})\s+)?(?:No\.?\s*|nos?\.?\s+|n[°º]s?\s*|№\s*|رقم\s+)?"
    rf"(?P<list>{_NUMBER}(?:{_AND}{_NUMBER}){{0,20}})",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    rf"(?P<list>第\s*{_NUMBER}\s*号?(?:[、，,和及与以\s]{{0,4}}(?:第\s*)?{_NUMBER}\s*号?){{0,20}})(?P<word>\s*决议)?"
)
_COUNCIL_ITSELF = re.compile(r"(?:安全理事会|安理会)\s*$")
_ITEM = re.compile(rf"{_DATE}|(?P<number>{_NUMBER})")
_NO_RESOLUTION = re.compile(r"\s*(?:[x×]\s*\d|dpi|ppi|px|pixels?|°|%)", re.IGNORECASE)
_PLURAL = re.compile(r"(?:s|и|й|ям|ях|ات|ين)$")


@dataclass(frozen=True, slots=True)
class NamedResolution:
    """A resolution that a text names: `text[start:end]` is how it stands there."""

    symbol: str
    start: int
    end: int
    outer_start: int
    """Where the body begins that is named in front: "Security Council resolution 1540"; else `start`."""
    outer_end: int
    """Where the body ends that is named behind: "resolution 1540 of the Security Council"; else `end`."""


def find_named_resolutions(text: str) -> list[NamedResolution]:
    """The resolutions in `text` that stand there by number, each of a list by itself.

    Example: "resolutions 65/56 and 1540 (2004)" → A/RES/65/56, S/RES/1540(2004).
    """
    found: list[NamedResolution] = []
    for match in _WESTERN.finditer(text):
        several = bool(_PLURAL.search(match.group().split()[0].lower()))
        found += _read_list(text, match, match.group("between") or "", several=several)
    for match in _CHINESE.finditer(text):
        if match.group("word") or _COUNCIL_ITSELF.search(text[max(0, match.start() - _REACH) : match.start()]):
            found += _read_list(text, match, "", several=True)
    return found


def names_other_body(text: str, start: int) -> bool:
    """Whether what stands right before `text[start]` is a body that has other symbols, or an unknown acronym."""
    before = text[max(0, start - _REACH) : start]
    body = _BODY_BEFORE.search(before)
    acronym = re.search(r"(?<![A-Z])[A-Z]{2,}\s*$", before)
    is_known = body is not None and not body.group(f"b{len(_BODIES) - 1}")
    return not is_known and (body is not None or (acronym is not None and acronym.group().strip() != "UN"))


def _read_list(text: str, match: re.Match[str], between: str, *, several: bool) -> list[NamedResolution]:
    prefix, outer_start, outer_end = _body_beside(text, match, between)
    found: list[NamedResolution] = []
    for item in _ITEM.finditer(text, match.start("list"), match.end("list")):
        if item.group("number") is None:
            continue
        # "resolution 1540 and 180 States": a bare number behind another is one only where several are named.
        if item.group().isdecimal() and (_NO_RESOLUTION.match(text, item.end()) or (found and not several)):
            break
        symbol = resolution_symbol(item.group(), prefix)
        if symbol:
            start = item.start() if found else match.start()
            found.append(
                NamedResolution(symbol, start, item.end(), start if found else min(start, outer_start), item.end())
            )
    if found:
        last = found[-1]
        end = match.end() if match.re is _CHINESE and last.end <= match.end() else last.end
        found[-1] = replace(last, end=end, outer_end=max(end, outer_end) if last.end == match.end("list") else end)
    return found


def _body_beside(text: str, match: re.Match[str], between: str) -> tuple[str | None, int, int]:
    """What the symbols of the body named beside the resolution begin with, and the span with that body.

    None where no body is named.
    """
    near = _BODY_BEFORE.search(between)
    outer_start, outer_end = match.span()
    if near is None:
        from_place = max(0, match.start() - _REACH)
        near = _BODY_BEFORE.search(text[from_place : match.start()])
        outer_start = from_place + near.start() if near else match.start()
    if near is None:
        near = _BODY_AFTER.match(text[match.end() : match.end() + _REACH])
        outer_end = match.end() + near.end() if near else match.end()
    if near is None:
        return None, *match.span()
    prefix = next(prefix for index, prefix in enumerate(_BODIES) if near.group(f"b{index}"))
    return prefix, outer_start, outer_end


def resolution_symbol(number: str, prefix: str | None) -> str | None:
    """The symbol of one resolution, or None where no known body numbers its resolutions in that way."""
    narrow = re.sub(r"\s+", "", number).replace("（", "(").replace("）", ")").upper()
    forms = {
        "A/RES": r"\d{2}/\d{1,3}|\d{3,4}\([IVXLS\-]+\)",
        "A/HRC/RES": r"S?-?\d{1,2}/\d{1,3}",
        "E/RES": r"\d{4}/\d{1,3}",
        "S/RES": r"\d{3,4}(?:\(\d{4}\))?",
    }
    likely = [prefix] if prefix is not None else ["A/RES", "S/RES"]
    return next((f"{start}/{narrow}" for start in likely if start and re.fullmatch(forms[start], narrow)), None)

"""A reference taken apart: the name of a document, and the locator before or behind it.

In: what a person wrote, of which a span names a document. Out: the parts that the rest names. Whose name it
is, and whether the document has those parts, is not known here.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from assistant.lookup.descriptions import describe
from assistant.values.dates import month_numbers
from corpus.documents import Locator
from corpus.language import UN_LANGUAGES
from corpus.locator_nesting import PartReference
from corpus.locator_reading import find_locator_starts, read_locator, read_locator_at
from corpus.locators import printed_locator_at, render_locator
from corpus.plain_text import folded, plain

LONGEST_REFERENCE = 600
"""Characters of a reference that are read."""
_MOST_STARTS = 40
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_LONGEST_FACTS = 120
"""Characters between a symbol and its locator that may say who submitted it and when."""
_QUOTED = re.compile('[“”«»„"‘「『]')
_COPIED = re.compile(r"^\s*(?:\[\d{1,3}\]\s*)+")
_BEHIND_NAME = re.compile(
    r"^[)\]»”\"'’）】》\s]*(?:\s?号?\s?(?:文件|决议|决定|报告|工作文件|指令|公约|条约|判决)|\s?号)?\s?的?[\s,;:.]*"
)
_OF = r"of|in|from|to|du|de la|de l['’]|de|del|des|dans|en|из|в|к|من|في"
_DOCUMENT = (
    r"(?:(?:the|le|la|el|l['’])\s?)?(?:documents?|doc\.?|documento|документ[а-я]{0,2}|الوثيقة|وثيقة|文件|号文件)"
)
_BEFORE_NAME = re.compile(
    rf"(?:(?<![^\W\d_])(?:{_OF})\s*)?(?:the\s|la\s|le\s|el\s|los\s|las\s|l['’])?(?:{_DOCUMENT})?[\s«“„\"'(\[（【《]*$",
    re.IGNORECASE,
)
_OPENS_REST = re.compile(rf"[\s,;:]*(?:(?:{_OF})\s+|的)?(?:(?:the|la|le|el)\s|l['’])?", re.IGNORECASE)
_IDLE = " \t\r\n,;:.。，；：、،؛()[]{}«»“”„\"'’‘（）【】"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the name of a document in a reference."""

    parts: tuple[PartReference, ...]
    """What the locator names; empty where there is none, or none that can be read."""
    rest: str
    """Folded words that could not be read as a locator, for the locators that only Pinpoint prints."""
    before: str
    """What stands before the name and is no locator: "EU working paper (" of "EU working paper (A/1), para. 2"."""
    facts: str = ""
    """What is said of the document behind its name: "(2018)" of "A/1 (2018), para. 20"."""


def clean_reference(reference: str) -> str:
    """A reference on one line, without "[1] " in front and percent signs of links undone."""
    text = _COPIED.sub("", reference[:LONGEST_REFERENCE])
    text = unquote(text) if re.search(r"%[0-9A-Fa-f]{2}", text) else text
    return _HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split()))


def read_beside(text: str, start: int, end: int) -> Beside:
    """The locator beside the name `text[start:end]`, on whichever side it stands."""
    before = _BEFORE_NAME.sub("", text[:start])
    behind = text[end:]
    stripped = behind[len(_matched(_BEHIND_NAME, plain(behind))) :]
    is_idle = not stripped.strip(_IDLE)
    for parts in (read_locator(stripped), read_locator(behind)):
        if parts:
            return Beside(parts, "", before.strip(_IDLE))
    parts, facts = _behind_facts(stripped)
    if parts:
        return Beside(parts, "", before.strip(_IDLE), facts)
    if is_idle or not re.search(r"\d", stripped) or _is_fact(stripped):
        parts = read_locator(before) if before.strip(_IDLE) else ()
        if parts:
            return Beside(parts, "", "", stripped.strip(_IDLE))
    rest = "" if is_idle else fold_locator(stripped)
    return Beside((), rest, before.strip(_IDLE))


def _behind_facts(behind: str) -> tuple[tuple[PartReference, ...], str]:
    """The locator behind what is only said of the document: " (2018), para. 20", " submitted by the EU, para. 20"."""
    for start in find_locator_starts(behind)[:_MOST_STARTS]:
        parts = read_locator(behind[start:]) if start <= _LONGEST_FACTS else ()
        if parts:
            return (parts, behind[:start].strip(_IDLE)) if _is_fact(behind[:start]) else ((), "")
    return (), ""


def _is_fact(text: str) -> bool:
    """Whether a text only says who submitted a document, when, and of what kind it is."""
    months = month_numbers()
    is_plain = all(word.isdecimal() or word in months for word in describe(text).words)
    return is_plain and not _QUOTED.search(text) and len(text) <= _LONGEST_FACTS


def _matched(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.match(text)
    return match.group() if match else ""


def split_description(text: str) -> list[tuple[str, tuple[PartReference, ...]]]:
    """Each way to take a text for a description and a locator: (description, parts), the likeliest first.

    Example: "Belgium's 2022 report, para. 18" → ("Belgium's 2022 report", paragraph 18).
    """
    ways: list[tuple[str, tuple[PartReference, ...]]] = []
    for start in find_locator_starts(text)[:_MOST_STARTS]:
        parts = read_locator(text[start:]) if start else ()
        if parts:
            ways.append((re.sub(r"[\s,;]at$", "", text[:start].rstrip(_IDLE)), parts))
            break
    begins = len(text) - len(text.lstrip(_IDLE))
    article = re.compile(r"(?:the|le|la|el)\s", re.IGNORECASE).match(text, begins)
    parts, end = read_locator_at(text, article.end() if article else begins)
    if parts:
        ways.append((text[end:][len(_matched(_OPENS_REST, plain(text[end:]))) :].strip(_IDLE), parts))
    ways.append((text.strip(_IDLE), ()))
    return [(description, parts) for description, parts in ways if description]


def fold_locator(text: str) -> str:
    """A printed locator as it is compared: one blank between words, no marks at its ends."""
    return " ".join(folded(text).split()).strip(_IDLE)


def printed_forms(locator: Locator) -> set[str]:
    """The folded forms in which Pinpoint prints a locator."""
    return {fold_locator(render_locator(locator, language)) for language in UN_LANGUAGES}


def is_printed_locator(text: str) -> int | None:
    """Where in `text` a locator begins that Pinpoint prints and that goes on to the end; else None."""
    return printed_locator_at(folded(text))

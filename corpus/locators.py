"""Locators for people: how each of the six UN languages writes "paragraph 18", and how to read it back.

In: a `Locator` and a language, or what a person typed behind a symbol. Out: text, or a `LocatorQuery`.
Which document is meant is not decided here.
"""

import re
import unicodedata
from dataclasses import dataclass

from corpus.documents import Locator, ParagraphKind
from corpus.language import UN_LANGUAGES
from corpus.numbering import read_number

_NUMBERED: dict[str, dict[ParagraphKind, str]] = {
    "en": {"paragraph": "para. {}", "article": "art. {}", "footnote": "footnote {}"},
    "fr": {"paragraph": "par. {}", "article": "art. {}", "footnote": "note {}"},
    "es": {"paragraph": "párr. {}", "article": "art. {}", "footnote": "nota {}"},
    "ru": {"paragraph": "п. {}", "article": "ст. {}", "footnote": "сноска {}"},
    "ar": {"paragraph": "الفقرة {}", "article": "المادة {}", "footnote": "الحاشية {}"},
    "zh": {"paragraph": "第{}段", "article": "第{}条", "footnote": "脚注{}"},
}
_UNNUMBERED = {
    "en": "unnumbered para. {}",
    "fr": "par. non numéroté {}",
    "es": "párr. sin número {}",
    "ru": "ненумерованный п. {}",
    "ar": "الفقرة غير المرقمة {}",
    "zh": "第{}个未编号段",
}
_MASTHEAD = {
    "en": "front matter {}",
    "fr": "page de titre {}",
    "es": "encabezamiento {}",
    "ru": "титульный текст {}",
    "ar": "صدر الوثيقة {}",
    "zh": "文首{}",
}
_IN_SECTION = {
    "en": "“{}”, {}",
    "fr": "« {} », {}",
    "es": "«{}», {}",
    "ru": "«{}», {}",
    "ar": "«{}»، {}",
    "zh": "“{}”，{}",
}
_SECTION_SEPARATOR = " › "

_PARAGRAPH_WORDS = (
    r"(?:paragraphs?|paras?|paragraphes?|párrafos?|párrs?|pars?|пункты?|пп?|параграфы?|الفقرات|الفقرة|فقرة|§+|¶+)"
)
_ARTICLE_WORDS = r"(?:articles?|art[ií]culos?|arts?|статья|ст|المادة)"
_FOOTNOTE_WORDS = r"(?:footnotes?|fn|notes?|notas?|сноска|сн|الحاشية|حاشية)"
_NUMBER = r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,4}(?:\s*\(?[a-z]{1,4}\)?(?![a-z]))?(?:\s*\([a-z0-9]{1,4}\))*|\*+)"
_FORMS: tuple[tuple[ParagraphKind, str], ...] = (
    ("footnote", rf"{_FOOTNOTE_WORDS}\.?\s*{_NUMBER}"),
    ("footnote", rf"(?:脚注|注)\s*{_NUMBER}"),
    ("article", rf"{_ARTICLE_WORDS}\.?\s*{_NUMBER}"),
    ("article", rf"第\s*{_NUMBER}\s*条"),
    ("paragraph", rf"{_PARAGRAPH_WORDS}\.?\s*{_NUMBER}"),
    ("paragraph", rf"第\s*{_NUMBER}\s*(?:段|款)"),
    ("paragraph", _NUMBER),
)

_CHINESE_ORDINAL = re.compile("第([一二三四五六七八九十百]{1,6})([条段款])")
_TELLING_WORDS = (
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ru", re.compile("[а-яА-Я]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("es", re.compile(r"\b(?:párrs?|párrafos?|artículos?|nota|encabezamiento|sin número)\b", re.IGNORECASE)),
    ("fr", re.compile(r"\b(?:pars?\.|paragraphes?|note \d|page de titre|non numéroté)", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class LocatorQuery:
    """What a person asked for behind a document's name."""

    kind: ParagraphKind
    number: str


def render_locator(locator: Locator, language: str) -> str:
    """Where a paragraph stands, as a person writes it in `language`; other languages get English.

    Examples: "para. 18", "第18段", "“Annex”, para. 3", "“Pillar I › Policy”, unnumbered para. 2".
    """
    language = language if language in UN_LANGUAGES else "en"
    if locator.kind == "masthead":
        return _MASTHEAD[language].format(locator.position if locator.position > 1 else "").strip()
    if locator.number is None:
        return _with_section(_UNNUMBERED[language].format(locator.position), locator, language)
    kind: ParagraphKind = "paragraph" if locator.kind == "item" else locator.kind
    number = locator.number if language == "zh" else re.sub(r"(?<=\w)\(", " (", locator.number, count=1)
    written = _NUMBERED[language][kind].format(number)
    return written if locator.sequence == 1 else _with_section(written, locator, language)


def _with_section(written: str, locator: Locator, language: str) -> str:
    if not locator.section:
        return written if locator.sequence == 1 else f"{written} ({locator.sequence})"
    return _IN_SECTION[language].format(_SECTION_SEPARATOR.join(locator.section), written)


def parse_locator(text: str) -> LocatorQuery | None:
    """The paragraph, article or footnote that `text` names, in any of the six languages, or None.

    Example: "párr. 18" → paragraph 18; "第 18 段" → paragraph 18; "18 (a)" → paragraph 18(a).
    """
    narrow = unicodedata.normalize("NFKC", text).strip(" \t,;:.。，；：").casefold()
    narrow = _CHINESE_ORDINAL.sub(lambda match: f"第{read_number(match.group(1))}{match.group(2)}", narrow)
    for kind, form in _FORMS:
        match = re.fullmatch(form, narrow)
        if match:
            return LocatorQuery(kind, _canonical_number(match.group("number")))
    return None


def reference_language(text: str) -> str:
    """The language that a reference is written in, by its script or its word for a paragraph; else English.

    Example: "NPT/CONF.2015/39, párr. 3" → "es"; "A/RES/67/53, para. 3" → "en".
    """
    return next((language for language, pattern in _TELLING_WORDS if pattern.search(text)), "en")


def _canonical_number(number: str) -> str:
    """One spelling: "18 (a)" and "18a" → "18(a)"."""
    joined = re.sub(r"\s+", "", number)
    return re.sub(r"^(\d+)([a-z]{1,4})", r"\1(\2)", joined)

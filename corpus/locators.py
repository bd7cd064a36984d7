"""Locators for people: how each of the six UN languages writes "paragraph 18".

In: a `Locator` and a language. Out: text. What people write in its place is read in `corpus.locator_reading`.
"""

import functools
import re

from corpus.documents import Locator, ParagraphKind
from corpus.language import UN_LANGUAGES
from corpus.plain_text import folded

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

_TELLING_WORDS = (
    ("zh", re.compile("[\u3400-\u9fff]")),
    ("ru", re.compile("[а-яА-Я]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    (
        "es",
        re.compile(
            r"\b(?:párrs?|párrafos?|artículos?|nota|encabezamiento|sin número|informe|resolución|documento|anexo"
            r"|sección|págs?|páginas?|parte|preámbulo|pilar|capítulo|qué|muéstr\w+|dice|texto)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "fr",
        re.compile(
            r"\b(?:pars?\.|paragraphes?|note \d|page de titre|non numéroté|rapport|résolution|document de travail"
            r"|annexe|dispositif|préambule|pilier|chapitre|partie\b|que dit|montre[rz]?\b|donne[rz]?\b|texte|libellé)",
            re.IGNORECASE,
        ),
    ),
)


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


def printed_locator_at(small: str) -> int | None:
    """Where a locator that `render_locator` prints begins at the end of a folded text; None where there is none.

    Example: in "npt/conf.2015/39, “pillar i”, unnumbered para. 2" where the quotation mark stands.
    """
    form = _printed_form().search(small)
    if form is None:
        return None
    section = re.search(r"[“«][^\n]{1,400}[”»]\s?[,،，]\s?$", small[: form.start()])
    return section.start() if section else form.start()


@functools.cache
def _printed_form() -> re.Pattern[str]:
    templates = [form for forms in _NUMBERED.values() for form in forms.values()]
    templates += [*_UNNUMBERED.values(), *_MASTHEAD.values(), *(form + " {}" for form in _MASTHEAD.values())]
    forms = {re.escape(folded(form)).replace(r"\{\}", r"[\w.()* ]{1,24}") for form in templates}
    return re.compile(rf"(?<![^\W_\d])(?:{'|'.join(sorted(forms, key=len, reverse=True))})\W{{0,3}}$")


def reference_language(text: str) -> str:
    """The language that a reference is written in, by its script or its word for a paragraph; else English.

    Example: "NPT/CONF.2015/39, párr. 3" → "es"; "A/RES/67/53, para. 3" → "en".
    """
    return next((language for language, pattern in _TELLING_WORDS if pattern.search(text)), "en")

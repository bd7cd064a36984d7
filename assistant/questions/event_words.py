"""Words for acts that near misses take for each other: a treaty signed is not a treaty in force.

In: a text in one of the six UN languages. Out: which of these acts it speaks of. Only acts that have one usual name are
here; what can be said in many ways ("to join", "to meet") tells nothing by its absence.
"""

import re
from functools import lru_cache

from assistant.checking.plain_words import without_accents

_ACTS = {
    "sign": {
        "en": r"sign(?:s|ed|ing)?|signature|signator\w+|co-?sign\w*",
        "fr": r"sign(?:e|ent|er|ee?s?|a|ature|ataire)s?",
        "es": r"firm(?:a|o|an|aron|ar|ad[oa]s?)|signatari\w+",
        "ru": r"подпис\w+",
        "ar": r"وقعت?|توقيع\w*|ال?توقيع|توقع|يوقع|موقعة?",
        "zh": "签署|签字|签订|缔结",
    },
    "ratify": {
        "en": r"ratif\w+",
        "fr": r"ratifi\w+",
        "es": r"ratific\w+",
        "ru": r"ратифи\w+",
        "ar": r"صدقت?|صادقت?|ال?تصديق|تصدق|يصدق|ال?مصادقة",
        "zh": "批准|核准",
    },
    "enter into force": {
        "en": r"(?:into|in) force|take effect|took effect|into effect",
        "fr": r"en vigueur",
        "es": r"en vigor",
        "ru": r"в силу",
        "ar": r"ال?نفاذ",
        "zh": "生效",
    },
    "deposit": {
        "en": r"deposit\w*",
        "fr": r"depos(?:e|er|ee?s?|a)|depot",
        "es": r"deposit\w+",
        "ru": r"сда(?:л|ла|ло|ли|на|ть|чи)\s|депонир\w+",
        "ar": r"اودعت?|ايداع",
        "zh": "交存|存放",
    },
    "withdraw": {
        "en": r"withdr[ae]w\w*|leav(?:e|es|ing)|left|pull(?:s|ed)? out|quit\w*",
        "fr": r"retir\w+|retrait|quitt\w+|denonc\w+",
        "es": r"retir\w+|abandon\w+|denunci\w+",
        "ru": r"вы(?:ход|шл|йти|шел)\w*|покину\w+|денонс\w+",
        "ar": r"انسح\w+|ال?انسحاب|تنسحب|خروج",
        "zh": "退出|退约|脱离",
    },
    "found": {
        "en": r"found(?:ed|ing)|establish\w*|set up|launch\w*|creat(?:ed|ion)",
        "fr": r"fond(?:e|ee|ees|es|ation)|cre(?:e|ee|ees|es|ation)|etabli\w*|lanc(?:e|ee|ees|es|ement)|institu(?:e|ee)",
        "es": r"fund(?:o|ad[oa]s?|acion)|cre(?:o|ad[oa]s?|acion)|establec\w+|lanz\w+",
        "ru": r"основа(?:н|на|но|ны)|созда(?:н|на|но|ны|ли|ния|ние)\w*|учрежд\w+|образован\w*|запущен\w*",
        "ar": r"انشئ\w*|انشا\w*|ال?انشاء|تاسس\w*|ال?تاسيس|اسس\w*|اطلق\w*|اطلاق",
        "zh": "成立|设立|建立|创建|创立|创办|创始|启动|发起|推出|组建|开始|设想",
    },
}

ACTS_ON_TREATIES = frozenset({"sign", "ratify", "enter into force", "deposit", "withdraw"})
_TREATIES = {
    "en": r"treat(?:y|ies)(?! organi[sz])|conventions?|protocols?|agreements?|amendments?|statutes?|pacts?|it|them",
    "fr": r"traites?|conventions?|protocoles?|accords?|amendements?|statuts?|pactes?|l|elle|il",
    "es": r"tratados?|convenios?|convenci(?:on|ones)|protocolos?|acuerdos?|enmiendas?|estatutos?|pactos?|lo|la",
    "ru": r"договор\w*|конвенци\w+|протокол\w*|соглашени\w+|поправ\w+|устав\w*|статут\w*|его|ее|он|она",
    "ar": r"(?:ال)?(?:معاهد\w+|اتفاقي\w+|اتفاق|بروتوكول\w*|تعديل\w*|ميثاق|نظام)|عليها|عليه",
    "zh": "条约|公约|议定书|协定|协议|修正案|规约|宪章|其|它",
}


def names_treaty(text: str, language: str) -> bool:
    """Whether `text` has a word for a treaty, or a pronoun that may stand for one; true beyond the six languages."""
    pattern = _treaty_pattern(language)
    return pattern is None or bool(pattern.search(without_accents(text)))


@lru_cache
def _treaty_pattern(language: str) -> re.Pattern[str] | None:
    words = _TREATIES.get(language)
    if words is None:
        return None
    return re.compile(words if language == "zh" else rf"(?<![^\W_])[وبل]?(?:{words})(?!\w)", re.IGNORECASE)


_DENIED = {
    "en": r"(?:\bnot|\bnever|n't)(?: yet)?(?: been)? $",
    "fr": r"\bpas (?:encore )?(?:ete )?$",
    "es": r"\bno (?:ha |han |habia |fue )?(?:sido )?$",
    "ru": r"\bне (?:был[аои]? )?$",
    "ar": r"(?:لم|لن) $",
    "zh": r"(?:未|没有?)(?!来)[^，。；]{0,2}$|不[会能予]?$",
}
"""What stands before an act that was not done."""
_LOOKED_BACK = 20
"""Characters before an act in which it may be denied."""


def acts_of(text: str, language: str) -> frozenset[str]:
    """The acts that `text` speaks of: "When was it signed?" → {"sign"}; none in languages beyond the six."""
    plain = without_accents(text)
    return frozenset(act for act, pattern in _patterns(language) if pattern.search(plain))


def acts_done(text: str, language: str) -> frozenset[str]:
    """The same without those that it says were not done: "它尚未批准该条约" → none."""
    plain = without_accents(text)
    denied = re.compile(_DENIED.get(language, r"(?!)"), re.IGNORECASE)
    return frozenset(
        act
        for act, pattern in _patterns(language)
        if any(not denied.search(plain[: match.start()][-_LOOKED_BACK:]) for match in pattern.finditer(plain))
    )


@lru_cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    spaced = language != "zh"
    return tuple(
        (act, re.compile(rf"(?<![^\W_])[وبل]?(?:{words[language]})(?!\w)" if spaced else words[language]))
        for act, words in _ACTS.items()
        if language in words
    )

"""Words that join two questions into one, in the six UN languages.

In: nothing; these are tables for `assistant.parts.clauses`. They match lower-case text of its own length.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """One language's words."""

    opening: re.Pattern[str]
    """The beginning of a question that has its question word in front; `word` is that word."""
    asking: re.Pattern[str]
    """Question words: a second one in the first clause is a subordinate clause, which is not taken apart."""
    joint: re.Pattern[str]
    """Between two clauses, the second of which (`next`) begins with its question word (`word`)."""
    stays: bool
    """Whether a question word stands where the answer would stand, as in Chinese, and not in front."""
    relative: frozenset[str]
    """Of the question words those that also begin a relative clause."""
    without_noun: re.Pattern[str] | None
    """A second question that has its noun from the first: "which on nuclear liability ..."; `word`, then `rest`."""
    noun: re.Pattern[str] | None
    """That noun in the first: "Which *conventions* on ..."."""


_EN_WORD = r"(?:when|where|why|who|whom|whose|what|which|how)"
_EN_BEFORE = r"(?:(?:by|in|on|at|since|until|for|from|to|of|with|under|during|after|before) )?"
_FR_WORD = (
    r"(?:quand|où|pourquoi|comment|combien|qui|quoi|qu['’]est-ce|quel(?:le)?s?|lesquel(?:le)?s|auxquel(?:le)?s"
    r"|desquel(?:le)?s|lequel|laquelle)"
)
_FR_BEFORE = r"(?:(?:à|en|de|depuis|jusqu['’]à|par|pour|avec|dans|sur|sous|après|avant|d['’]) ?)?"
_ES_WORD = r"(?:cuándo|ad[oó]nde|dónde|por qué|cómo|cuánt[oa]s?|qué|cuál(?:es)?|quién(?:es)?)"
_ES_BEFORE = r"(?:(?:a|en|de|desde|hasta|por|para|con|sobre|tras) )?"
_RU_WORD = (
    r"(?:когда|где|куда|откуда|почему|зачем|скольк\w+|кто|кого|кому|кем|что"
    r"|как(?:ой|ая|ое|ие|ого|ому|им|ими|их|ую)?)"
)
_RU_BEFORE = r"(?:(?:в|во|на|с|со|к|о|об|от|до|по|за|из|у|для|после) )?"
_AR_WORD = r"(?:متى|[أا]ين|لماذا|كم|بكم|كيف|ماذا|ما (?:هي|هو|هما)|[أا]ي[ةّ]?|من|ما)"
_AR_BEFORE = r"(?:(?:في|منذ|حتى|إلى|على|من|عن) )?"
_ZH_WORD = (
    r"(?:什么时候|何时|哪一?[年天月日]|哪[个些国里儿几两家种项位]|几[个年月日号国座次名位]|多少|多久|谁|什么|何地|何处|为什么|为何"
    r"|怎么|怎样|如何)"
)


def _words(
    opening: str,
    asking: str,
    joint: str,
    relative: str = "",
    without_noun: str | None = None,
    noun: str | None = None,
    *,
    stays: bool = False,
) -> ClauseWords:
    return ClauseWords(
        re.compile(opening),
        re.compile(asking),
        re.compile(joint),
        stays,
        frozenset(relative.split()),
        re.compile(without_noun) if without_noun else None,
        re.compile(noun) if noun else None,
    )


CLAUSE_WORDS: dict[str, ClauseWords] = {
    "en": _words(
        opening=rf"(?:[^,]{{1,60}}, )?{_EN_BEFORE}(?P<word>{_EN_WORD})\b",
        asking=rf"\b(?:{_EN_WORD})\b",
        joint=rf"(?:,? (?:and|but|or)|;(?: and)?|\?)(?: also| then)? (?P<next>{_EN_BEFORE}(?P<word>{_EN_WORD})\b)",
        relative="which who whom whose where when what",
        without_noun=r"(?P<word>which|what|how many)(?: ones)? (?P<rest>(?:on|about|for|from|of|in|against|with) .+)",
        noun=r"(?:which|what|how many) (?P<noun>[\w-]+(?: [\w-]+)?) (?:on|about|for|from|of|in|against|with)\b",
    ),
    "fr": _words(
        opening=rf"(?:[^,]{{1,60}}, )?{_FR_BEFORE}(?P<word>{_FR_WORD}|que|qu['’])(?!\w)",
        asking=r"(?<!\w)(?:quand|où|pourquoi|comment|combien|quel(?:le)?s?)(?!\w)",
        joint=rf"(?:,? (?:et|mais|ou)|;(?: et)?| ?\?)(?: aussi)? (?P<next>{_FR_BEFORE}(?P<word>{_FR_WORD})(?!\w))",
        relative="qui où quoi",
        without_noun=r"(?P<word>lesquel(?:le)?s|combien) (?P<rest>(?:sur|contre|pour|des?|en|dans|avec) .+)",
        noun=r"(?:quel(?:le)?s|combien d(?:e |['’])) ?(?P<noun>\w+(?: \w+)?) (?:sur|contre|pour|de|des|en|dans|avec)\b",
    ),
    "es": _words(
        opening=rf"(?:[^,]{{1,60}}, )?¿?{_ES_BEFORE}(?P<word>{_ES_WORD})\b",
        asking=rf"\b{_ES_WORD}\b",
        joint=rf"(?:,? (?:y|e|o|pero)|;(?: y)?|\?)(?: también)? (?P<next>¿?{_ES_BEFORE}(?P<word>{_ES_WORD})\b)",
        without_noun=r"¿?(?P<word>cuáles|qué|cuánt[oa]s) (?P<rest>(?:sobre|contra|para|de|del|en|con) .+)",
        noun=r"¿?(?:qué|cuáles|cuánt[oa]s) (?P<noun>\w+(?: \w+)?) (?:sobre|contra|para|de|del|en|con)\b",
    ),
    "ru": _words(
        opening=rf"(?:[^,]{{1,60}}, )?{_RU_BEFORE}(?P<word>{_RU_WORD})\b",
        asking=r"\b(?:когда|где|куда|откуда|почему|зачем|скольк\w+|кто|как(?:ой|ая|ое|ие|ого|ому|им|ими|их|ую))\b",
        joint=rf"(?:,? (?:и|а|но|а также)|;(?: и| а)?|\?) (?P<next>{_RU_BEFORE}(?P<word>{_RU_WORD})\b)",
        relative="когда где куда что как кто",
        without_noun=r"(?P<word>какие|сколько) (?P<rest>(?:о|об|по|для|из|от|в|на|против|с) .+)",
        noun=r"(?:какие|сколько) (?P<noun>\w+(?: \w+)?) (?:о|об|по|для|из|от|в|на|против|с)\b",
    ),
    "ar": _words(
        opening=rf"(?:[^،,]{{1,60}}[،,] )?{_AR_BEFORE}(?P<word>{_AR_WORD})(?!\w)",
        asking=r"(?<!\w)(?:متى|[أا]ين|لماذا|كم|كيف|ماذا)(?!\w)",
        joint=r"(?: ?[،,؛;؟?]? و|[؟?] )(?P<next>(?:في |منذ |حتى |إلى |على )?"
        r"(?P<word>متى|[أا]ين|لماذا|كم|بكم|كيف|ماذا|ما (?:هي|هو|هما)|[أا]ي[ةّ]?)(?!\w))",
    ),
    "zh": _words(
        opening=rf".*?(?P<word>{_ZH_WORD})",
        asking=r"(?!)",
        joint=rf"[，,；;。？?]\s?(?:并且|并|而且|而|又|以及|还有|同时|另外|那么)?(?P<next>[^，,；;。？?]*?(?P<word>{_ZH_WORD}))",
        stays=True,
    ),
}

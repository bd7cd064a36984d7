"""What a question asks for, by how it is put, in the six UN languages.

In: a question in plain characters and lower case. Out: its kind. Patterns are tried in order, the telling
ones first: "how many euros" before "how many", "in which year" before "which". Only words are looked at;
whether a document could give such an answer is not known here.
"""

import re
from functools import lru_cache

from assistant.questions.question_kind import KindPatterns, QuestionKind
from assistant.questions.question_words_en_fr_es import ENGLISH, FRENCH, SPANISH
from assistant.questions.question_words_ru_ar_zh import ARABIC, CHINESE, RUSSIAN

_PATTERNS: dict[str, KindPatterns] = {
    "en": ENGLISH,
    "fr": FRENCH,
    "es": SPANISH,
    "ru": RUSSIAN,
    "ar": ARABIC,
    "zh": CHINESE,
}
_QUESTION_WORDS = {
    "fr": r"\b(?:quand|combien|où|qui|que|quoi|quel\w*|pourquoi|comment|lequel\w*)\b|qu'",
    "es": r"\b(?:cu[aá]ndo|cu[aá]nt\w+|d[oó]nde|qui[eé]n\w*|qué|cu[aá]l\w*|cómo|por qu[eé])\b",
    "ru": r"\b(?:когда|скольк|где|кто|кем|ком|кого|что|чего|чему?|чей|чь|как|почему|зачем|куда|откуда)",
}


def question_kind(question: str, language: str) -> QuestionKind:
    """What `question` asks for; "other" for "why", "how" and languages beyond the six."""
    for kind, pattern in _compiled(language):
        if pattern.search(question):
            return kind
    # French, Spanish and Russian may mark a question by its tone alone.
    if language in _QUESTION_WORDS and "?" in question and not re.search(_QUESTION_WORDS[language], question):
        return "yes_no"
    return "other"


@lru_cache
def _compiled(language: str) -> tuple[tuple[QuestionKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS.get(language, ()))

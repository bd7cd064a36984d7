"""Chinese words for an English one, for a reader of Chinese.

In: an English word in any form. Out: one or two Chinese words, the commonest that have it for one of their first
senses. Made of the same dictionary as the glosses the other way round; a word of several meanings may get the wrong
one, so what is shown is no translation.
"""

import functools
import re

from corpus.remembering import remembering
from index.dictionary import bundled_dictionary
from index.glosses import bundled_glosses
from index.words import fold, is_empty_word, stem

_MOST_WORDS = 2
_LEAST_LIKELY = -4.0
_RARITY, _OFFICIAL, _PAIR, _SECOND_SENSE = 0.35, 1.0, 0.5, 0.7
"""What a word's cost, a place among the official words, a second character, and a sense behind the first weigh."""
_SENSES = re.compile(r"[;,]\s*")
_ASIDE = re.compile(r"\s*\([^)]*\)")


@remembering(20_000)
def chinese_for(english: str) -> str:
    """Simplified Chinese for a word, "条约"; two where both are common: "通过、采取"; "" where none is known."""
    if is_empty_word(english, "en"):
        return ""
    wanted = stem(fold(english), "en")
    weights = dict(bundled_dictionary().chinese(wanted)) | dict.fromkeys(_official_words().get(wanted, ()), 1.0)
    glosses = bundled_glosses()
    scored: list[tuple[float, str]] = []
    for word, weight in weights.items():
        senses = _stems(glosses.gloss(word))
        cost = glosses.cost(word)
        if wanted in senses and cost is not None:
            # Single characters are mostly parts of words, and explained by what the whole means.
            is_official = word in glosses.official and len(word) > 1
            score = 2 * weight - _RARITY * cost + _OFFICIAL * is_official + _PAIR * (len(word) > 1)
            scored.append((score - _SECOND_SENSE * (senses[0] != wanted), word))
    best = sorted(scored, reverse=True)[:_MOST_WORDS]
    return "、".join(word for score, word in best if score > max(_LEAST_LIKELY, best[0][0] - 1))


def _stems(gloss: str) -> list[str]:
    return [stem(fold(sense), "en") for sense in _SENSES.split(_ASIDE.sub("", gloss))]


@functools.cache
def _official_words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, gloss in bundled_glosses().official.items():
        for sense in _stems(gloss):
            found.setdefault(sense, []).append(word)
    return found

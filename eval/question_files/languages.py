"""The languages of many texts that belong together: each detected for itself, rare ones taken for mistakes.

In: the questions of a file, or its paragraphs. Out: a language for each. A short question, or a paragraph full of
foreign names, is easily taken for another language, and a file is seldom in many.
"""

from collections import Counter
from collections.abc import Sequence

from corpus.language import detect_language

RARE = 0.05
"""Up to this share of the texts a language is a mistake: 6 of CMRC's 424 Chinese paragraphs are taken for Japanese."""


def detect_languages(texts: Sequence[str]) -> list[str]:
    """The language of each text; the commonest of all where few others have the one detected."""
    return without_rare([detect_language(text) for text in texts])


def without_rare(languages: Sequence[str]) -> list[str]:
    """`languages`, the rare ones replaced by the commonest."""
    counts = Counter(languages)
    if not counts:
        return []
    commonest = max(counts, key=lambda language: (counts[language], language))
    return [language if counts[language] > RARE * len(languages) else commonest for language in languages]

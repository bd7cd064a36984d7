"""How a translation's differences from its quote are said, in the six UN languages."""

import unicodedata

_ONLY_IN_TRANSLATION = {
    "ar": "يرد «{}» في الترجمة ولا يرد في الاقتباس.",
    "en": "{} stands in the translation, not in the quote.",
    "es": "{} figura en la traducción, no en la cita.",
    "fr": "{} figure dans la traduction, pas dans la citation.",
    "ru": "{}: есть в переводе, нет в цитате.",
    "zh": "译文中有“{}”，引文中没有。",
}
_ONLY_IN_QUOTE = {
    "ar": "يرد «{}» في الاقتباس ولا يرد في الترجمة.",
    "en": "{} stands in the quote, not in the translation.",
    "es": "{} figura en la cita, no en la traducción.",
    "fr": "{} figure dans la citation, pas dans la traduction.",
    "ru": "{}: есть в цитате, нет в переводе.",
    "zh": "引文中有“{}”，译文中没有。",
}


def only_in_translation(words: str, language: str) -> str:
    """What the translation adds; in English for other languages than the six."""
    return _ONLY_IN_TRANSLATION.get(language, _ONLY_IN_TRANSLATION["en"]).format(_isolated(words, language))


def only_in_quote(words: str, language: str) -> str:
    """What the translation leaves out; in English for other languages than the six."""
    return _ONLY_IN_QUOTE.get(language, _ONLY_IN_QUOTE["en"]).format(_isolated(words, language))


def _isolated(words: str, language: str) -> str:
    """`words` in Unicode's isolates where they and the sentence may run in different directions."""
    runs_left = any(unicodedata.bidirectional(character) in {"R", "AL"} for character in words)
    return f"\u2068{words}\u2069" if runs_left or language == "ar" else words

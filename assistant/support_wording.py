"""How well an answer is supported, in words for its reader, in the six UN languages.

In: the probability that its first citation answers the question, and a language. Out: the words that the page, copies
and exports say. What is not sure enough to be shown at all is decided in `assistant.confidence`.
"""

from dataclasses import dataclass

_SURE = 0.75
_FAIRLY_SURE = 0.6
"""Probabilities from which an answer is called sure and fairly sure; a reader's words, not a decision."""


@dataclass(frozen=True, slots=True)
class SupportWording:
    """The three degrees; the weaker two tell the reader what to do about it."""

    sure: str
    fairly_sure: str
    unsure: str


_WORDINGS = {
    "en": SupportWording(
        sure="Well supported",
        fairly_sure="Fairly well supported: read the paragraph",
        unsure="Weakly supported: rely on the paragraph, not on this answer",
    ),
    "fr": SupportWording(
        sure="Bien étayé",
        fairly_sure="Assez bien étayé : lisez le paragraphe",
        unsure="Peu étayé : fiez-vous au paragraphe, non à cette réponse",
    ),
    "es": SupportWording(
        sure="Bien respaldado",
        fairly_sure="Bastante respaldado: lea el párrafo",
        unsure="Poco respaldado: confíe en el párrafo, no en esta respuesta",
    ),
    "ru": SupportWording(
        sure="Хорошо подтверждено",
        fairly_sure="Довольно хорошо подтверждено: прочтите пункт",
        unsure="Слабо подтверждено: полагайтесь на пункт, а не на этот ответ",
    ),
    "ar": SupportWording(
        sure="مدعوم جيدا",
        fairly_sure="مدعوم إلى حد ما: اقرأ الفقرة",
        unsure="ضعيف الدعم: اعتمد على الفقرة لا على هذا الجواب",
    ),
    "zh": SupportWording(
        sure="依据充分",
        fairly_sure="依据较充分：请阅读原段落",
        unsure="依据不足：请以原段落为准",
    ),
}


def support_wording_in(language: str) -> SupportWording:
    """The words in `language`; English for all but the six UN languages."""
    return _WORDINGS.get(language, _WORDINGS["en"])


def support_in_words(probability: float, language: str) -> str:
    """How well an answer is supported: 0.9 → "Well supported"."""
    wording = support_wording_in(language)
    if probability >= _SURE:
        return wording.sure
    return wording.fairly_sure if probability >= _FAIRLY_SURE else wording.unsure


def caveat_in_words(probability: float, language: str) -> str:
    """The same for what is taken away and read elsewhere; "" where there is nothing to beware of."""
    return "" if probability >= _SURE else support_in_words(probability, language)

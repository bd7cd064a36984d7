"""What a check has to say of a draft's citations, in the language of the claim."""

from typing import Literal

Message = Literal["no_paragraph", "no_document", "misquoted"]

_MESSAGES: dict[Message, dict[str, str]] = {
    "no_paragraph": {
        "ar": "الوثيقة موجودة في الفهرس، لكنها لا تتضمن هذه الفقرة: {}.",
        "en": "The document is in the index, but has no such paragraph: {}.",
        "es": "El documento está en el índice, pero no tiene ese párrafo: {}.",
        "fr": "Le document est dans l’index, mais n’a pas ce paragraphe : {}.",
        "ru": "Документ есть в индексе, но такого пункта в нём нет: {}.",
        "zh": "该文件在索引中，但没有这一段：{}。",
    },
    "no_document": {
        "ar": "تعذر التحقق: ليست هذه الوثيقة في الفهرس: {}.",
        "en": "This could not be checked: the document is not in the index: {}.",
        "es": "No se pudo comprobar: el documento no está en el índice: {}.",
        "fr": "Vérification impossible : le document n’est pas dans l’index : {}.",
        "ru": "Проверить не удалось: документа нет в индексе: {}.",
        "zh": "无法核对：索引中没有该文件：{}。",
    },
    "misquoted": {
        "ar": "ما بين علامتي التنصيص لا يرد بنصه في الفقرة المذكورة.",
        "en": "What stands in quotation marks does not stand so in the cited paragraph.",
        "es": "Lo entrecomillado no figura así en el párrafo citado.",
        "fr": "Le passage entre guillemets ne figure pas tel quel dans le paragraphe cité.",
        "ru": "Слова в кавычках не приведены в указанном пункте дословно.",
        "zh": "引号中的文字与所引段落的原文不符。",
    },
}


def say(message: Message, language: str, what: str = "") -> str:
    """The message in `language`, else in English; `what` is put in as it is."""
    texts = _MESSAGES[message]
    return texts.get(language, texts["en"]).replace("{}", what)

"""Why a model's answer was not used, or a claim not shown, in one sentence of the reader's language.

In: a reason and a language. Out: the sentence. English for other languages than the six of the UN.
"""

from typing import Literal

NoteKind = Literal["slow", "failed", "unfinished", "not_found", "unsupported", "unsure", "no_value", "no_room"]

_NOTES: dict[NoteKind, dict[str, str]] = {
    "slow": {
        "en": "{} did not answer in time.",
        "fr": "{} n’a pas répondu à temps.",
        "es": "{} no ha respondido a tiempo.",
        "ru": "Модель {} не ответила вовремя.",
        "ar": "لم يُجب {} في الوقت المحدد.",
        "zh": "{}未及时作答。",
    },
    "failed": {
        "en": "{} could not be reached or gave an error.",
        "fr": "{} est injoignable ou a signalé une erreur.",
        "es": "No se ha podido acceder a {} o ha dado un error.",
        "ru": "Модель {} недоступна или сообщила об ошибке.",
        "ar": "تعذر الوصول إلى {} أو حدث خطأ.",
        "zh": "无法连接{}，或其报告了错误。",
    },
    "unfinished": {
        "en": "{} broke off before its answer was complete.",
        "fr": "{} s’est interrompu avant la fin de sa réponse.",
        "es": "{} se ha interrumpido antes de completar su respuesta.",
        "ru": "Модель {} прервала ответ.",
        "ar": "توقف {} قبل إكمال إجابته.",
        "zh": "{}在答完之前中断。",
    },
    "not_found": {
        "en": "{} found no answer in these paragraphs.",
        "fr": "{} n’a pas trouvé de réponse dans ces paragraphes.",
        "es": "{} no ha encontrado ninguna respuesta en estos párrafos.",
        "ru": "Модель {} не нашла ответа в этих пунктах.",
        "ar": "لم يجد {} إجابة في هذه الفقرات.",
        "zh": "{}在这些段落中未找到答案。",
    },
    "unsupported": {
        "en": "The cited paragraphs bear out nothing that {} wrote.",
        "fr": "Les paragraphes cités ne confirment rien de ce que {} a écrit.",
        "es": "Los párrafos citados no confirman nada de lo que ha escrito {}.",
        "ru": "Приведенные пункты не подтверждают ничего из написанного моделью {}.",
        "ar": "لا تؤيد الفقرات المستشهد بها شيئا مما كتبه {}.",
        "zh": "{}所写内容均不能由所引段落证实。",
    },
    "unsure": {
        "en": "What {} wrote stands in the paragraphs, but they may not answer the question.",
        "fr": "Ce que {} a écrit figure dans les paragraphes, mais ils ne répondent pas forcément à la question.",
        "es": "Lo que ha escrito {} figura en los párrafos, pero quizá no respondan a la pregunta.",
        "ru": "Написанное моделью {} есть в пунктах, но они могут и не отвечать на вопрос.",
        "ar": "ما كتبه {} وارد في الفقرات، ولكنها قد لا تجيب عن السؤال.",
        "zh": "{}所写内容见于这些段落，但段落未必能回答此问题。",
    },
    "no_value": {
        "en": "{} did not give the value that was asked for.",
        "fr": "{} n’a pas donné la valeur demandée.",
        "es": "{} no ha dado el dato solicitado.",
        "ru": "Модель {} не назвала запрошенное значение.",
        "ar": "لم يذكر {} القيمة المطلوبة.",
        "zh": "{}未给出所问的数值或日期。",
    },
    "no_room": {
        "en": "The paragraphs are longer than {} may be given (PINPOINT_LLM_CONTEXT_TOKENS).",
        "fr": "Les paragraphes sont trop longs pour {} (PINPOINT_LLM_CONTEXT_TOKENS).",
        "es": "Los párrafos son demasiado largos para {} (PINPOINT_LLM_CONTEXT_TOKENS).",
        "ru": "Пункты слишком длинны для модели {} (PINPOINT_LLM_CONTEXT_TOKENS).",
        "ar": "الفقرات أطول مما يمكن تقديمه إلى {} (PINPOINT_LLM_CONTEXT_TOKENS).",
        "zh": "段落超过可交给{}的长度（PINPOINT_LLM_CONTEXT_TOKENS）。",
    },
}
_NO_SUCH_PARAGRAPH = {
    "en": "There is no paragraph {}.",
    "fr": "Il n’y a pas de paragraphe {}.",
    "es": "No hay ningún párrafo {}.",
    "ru": "Пункта {} нет.",
    "ar": "لا توجد فقرة {}.",
    "zh": "没有段落{}。",
}


def note_on(kind: NoteKind, model: str, language: str) -> str:
    """Why the answer of `model` was not used."""
    sentences = _NOTES[kind]
    return sentences.get(language, sentences["en"]).format(model)


def no_such_paragraph(marker: int, language: str) -> str:
    """Why a claim that cites "[9]" of five paragraphs is not shown."""
    return _NO_SUCH_PARAGRAPH.get(language, _NO_SUCH_PARAGRAPH["en"]).format(f"[{marker}]")

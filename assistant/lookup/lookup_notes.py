"""What a reader is told where a reference could not be followed to the letter, in the six UN languages.

In: what happened, a language and what is filled in. Out: a sentence. Nothing is looked up here.
"""

from typing import Literal

from corpus.language import UN_LANGUAGES

NoteKind = Literal[
    "no such paragraph",
    "runs from",
    "no numbers",
    "cited here",
    "part not here",
    "family cited here",
    "family",
    "unknown symbol",
    "unknown",
    "nearest",
    "other years",
    "several fit",
    "one of several",
    "same name",
    "item inside",
    "some missing",
    "no pages",
    "cited here too",
    "headed",
    "several sections",
]
_LIST_SEPARATOR = {"zh": "、", "ar": "، "}

_NOTES: dict[NoteKind, dict[str, str]] = {
    "no such paragraph": {
        "en": "{0} is here, but has no such paragraph: {1}.",
        "fr": "{0} est bien là, mais n’a pas ce paragraphe : {1}.",
        "es": "{0} está en el índice, pero no tiene ese párrafo: {1}.",
        "ru": "{0} есть в указателе, но такого пункта в нем нет: {1}.",
        "ar": "الوثيقة {0} موجودة هنا، لكن ليس فيها هذه الفقرة: {1}.",
        "zh": "索引中有{0}，但其中没有这一段：{1}。",
    },
    "runs from": {
        "en": "its paragraphs run from {0} to {1}",
        "fr": "ses paragraphes vont de {0} à {1}",
        "es": "sus párrafos van del {0} al {1}",
        "ru": "его пункты идут с {0} по {1}",
        "ar": "فقراتها مرقمة من {0} إلى {1}",
        "zh": "其段落从第{0}段到第{1}段",
    },
    "no numbers": {
        "en": "its paragraphs have no numbers; search for the words instead",
        "fr": "ses paragraphes ne sont pas numérotés ; cherchez plutôt les mots",
        "es": "sus párrafos no están numerados; busque las palabras",
        "ru": "его пункты не пронумерованы; ищите по словам",
        "ar": "فقراتها غير مرقمة؛ ابحث عن الكلمات بدلا من ذلك",
        "zh": "其段落没有编号；请改为检索词句",
    },
    "headed": {
        "en": "its parts are headed {0}",
        "fr": "ses parties sont intitulées {0}",
        "es": "sus partes se titulan {0}",
        "ru": "его части озаглавлены {0}",
        "ar": "عناوين أجزائها: {0}",
        "zh": "其各部分的标题是：{0}",
    },
    "several sections": {
        "en": "That number stands in several parts: {0}. Name the part to see only one.",
        "fr": "Ce numéro figure dans plusieurs parties : {0}. Indiquez la partie pour n’en voir qu’une.",
        "es": "Ese número figura en varias partes: {0}. Indique la parte para ver solo una.",
        "ru": "Этот номер есть в нескольких частях: {0}. Укажите часть, чтобы увидеть только одну.",
        "ar": "يرد هذا الرقم في عدة أجزاء: {0}. حدد الجزء لترى واحدا فقط.",
        "zh": "该编号见于多个部分：{0}。请指明是哪一部分。",
    },
    "cited here": {
        "en": "That document is not in the index; these paragraphs cite it.",
        "fr": "Ce document n’est pas dans l’index ; ces paragraphes le citent.",
        "es": "Ese documento no está en el índice; estos párrafos lo citan.",
        "ru": "Этого документа нет в указателе; на него ссылаются эти пункты.",
        "ar": "هذه الوثيقة ليست في الفهرس؛ وهذه الفقرات تشير إليها.",
        "zh": "索引中没有该文件；以下段落引用了它。",
    },
    "part not here": {
        "en": "{0} is not in the index, so that part of it cannot be shown; these paragraphs only cite {1}.",
        "fr": "{0} n’est pas dans l’index : cette partie ne peut être montrée ; ces paragraphes ne font que citer {1}.",
        "es": "{0} no está en el índice, así que esa parte no se puede mostrar; estos párrafos solo citan {1}.",
        "ru": "{0} нет в указателе, и эту часть показать нельзя; эти пункты лишь ссылаются на {1}.",
        "ar": "الوثيقة {0} ليست في الفهرس، فلا يمكن عرض ذلك الجزء منها؛ وهذه الفقرات تشير إلى {1} فقط.",
        "zh": "索引中没有{0}，因此无法显示该部分；以下段落只是引用了{1}。",
    },
    "family cited here": {
        "en": "{0} itself is not in the index, nor cited there; these paragraphs cite {1}, of the same family.",
        "fr": "{0} même n’est ni dans l’index ni cité ; ces paragraphes citent {1}, de la même famille.",
        "es": "{0} no está en el índice ni se cita; estos párrafos citan {1}, de la misma familia.",
        "ru": "Самого {0} нет в указателе, и на него не ссылаются; эти пункты ссылаются на {1} из того же ряда.",
        "ar": "الوثيقة {0} ليست في الفهرس ولا يشار إليها؛ وهذه الفقرات تشير إلى {1} من المجموعة نفسها.",
        "zh": "索引中没有{0}，也没有段落引用它；以下段落引用了同一系列的{1}。",
    },
    "family": {
        "en": "Of the same family: {0}.",
        "fr": "De la même famille : {0}.",
        "es": "De la misma familia: {0}.",
        "ru": "Из того же ряда: {0}.",
        "ar": "من المجموعة نفسها: {0}.",
        "zh": "同一系列：{0}。",
    },
    "unknown symbol": {
        "en": "{0} is not in the index, and no paragraph cites it.",
        "fr": "{0} n’est pas dans l’index, et aucun paragraphe ne le cite.",
        "es": "{0} no está en el índice y ningún párrafo lo cita.",
        "ru": "Документа {0} нет в указателе, и ни один пункт на него не ссылается.",
        "ar": "الوثيقة {0} ليست في الفهرس، ولا تشير إليها أي فقرة.",
        "zh": "索引中没有{0}，也没有段落引用它。",
    },
    "unknown": {
        "en": "No document of the index has that symbol, id or title.",
        "fr": "Aucun document de l’index ne porte cette cote, cet identifiant ou ce titre.",
        "es": "Ningún documento del índice tiene esa signatura, identificador o título.",
        "ru": "В указателе нет документа с таким условным обозначением, идентификатором или названием.",
        "ar": "لا توجد في الفهرس وثيقة بهذا الرمز أو المعرف أو العنوان.",
        "zh": "索引中没有该文号、标识或标题的文件。",
    },
    "nearest": {
        "en": "Nearest: {0}.",
        "fr": "Le plus proche : {0}.",
        "es": "Lo más parecido: {0}.",
        "ru": "Ближе всего: {0}.",
        "ar": "الأقرب: {0}.",
        "zh": "最接近的是：{0}。",
    },
    "other years": {
        "en": "There is no such document of {0} in the index; there is: {1}.",
        "fr": "Il n’y a pas de tel document de {0} dans l’index ; il y a : {1}.",
        "es": "No hay tal documento de {0} en el índice; hay: {1}.",
        "ru": "Такого документа за {0} год в указателе нет; есть: {1}.",
        "ar": "لا توجد في الفهرس وثيقة كهذه لعام {0}؛ يوجد: {1}.",
        "zh": "索引中没有{0}年的这一文件；有：{1}。",
    },
    "several fit": {
        "en": "Several documents fit: {0}. Add the year or the symbol.",
        "fr": "Plusieurs documents conviennent : {0}. Ajoutez l’année ou la cote.",
        "es": "Varios documentos encajan: {0}. Añada el año o la signatura.",
        "ru": "Подходит несколько документов: {0}. Укажите год или условное обозначение.",
        "ar": "تنطبق على عدة وثائق: {0}. أضف السنة أو الرمز.",
        "zh": "有几份文件相符：{0}。请加上年份或文号。",
    },
    "one of several": {
        "en": "Several documents fit: {0}. Only {1} has this paragraph.",
        "fr": "Plusieurs documents conviennent : {0}. Seul {1} a ce paragraphe.",
        "es": "Varios documentos encajan: {0}. Solo {1} tiene este párrafo.",
        "ru": "Подходит несколько документов: {0}. Такой пункт есть только в {1}.",
        "ar": "تنطبق على عدة وثائق: {0}. هذه الفقرة موجودة في {1} فقط.",
        "zh": "有几份文件相符：{0}。只有{1}有这一段。",
    },
    "same name": {
        "en": "{0} documents of the index have that name.",
        "fr": "{0} documents de l’index portent ce nom.",
        "es": "{0} documentos del índice tienen ese nombre.",
        "ru": "Документов с таким названием в указателе: {0}.",
        "ar": "عدد الوثائق التي تحمل هذا الاسم في الفهرس: {0}.",
        "zh": "索引中有{0}份文件用这一名称。",
    },
    "item inside": {
        "en": "{0} stands inside the text of this paragraph.",
        "fr": "{0} se trouve dans le texte de ce paragraphe.",
        "es": "{0} está dentro del texto de este párrafo.",
        "ru": "{0} находится в тексте этого пункта.",
        "ar": "{0} وارد في نص هذه الفقرة.",
        "zh": "{0}在本段正文之内。",
    },
    "some missing": {
        "en": "Not there: {0}.",
        "fr": "Absent : {0}.",
        "es": "No está: {0}.",
        "ru": "Нет: {0}.",
        "ar": "غير موجود: {0}.",
        "zh": "没有：{0}。",
    },
    "no pages": {
        "en": "its pages are not known",
        "fr": "ses pages ne sont pas connues",
        "es": "no se conocen sus páginas",
        "ru": "его страницы неизвестны",
        "ar": "صفحاتها غير معروفة",
        "zh": "其页码不详",
    },
    "cited here too": {
        "en": "That document is not in the index; these paragraphs cite it or, listed last, {0} of the same family.",
        "fr": "Ce document n’est pas dans l’index ; ces paragraphes le citent ou, à la fin, {0}, de la même famille.",
        "es": "Ese documento no está en el índice; estos párrafos lo citan o, al final, {0}, de la misma familia.",
        "ru": "Этого документа нет в указателе; эти пункты ссылаются на него, а последние — на {0} из того же ряда.",
        "ar": "هذه الوثيقة ليست في الفهرس؛ وهذه الفقرات تشير إليها، وآخرها يشير إلى {0} من المجموعة نفسها.",
        "zh": "索引中没有该文件；以下段落引用了它，排在最后的引用了同一系列的{0}。",
    },
}


def lookup_note(kind: NoteKind, language: str, *filled_in: str) -> str:
    """A sentence for the reader in one of the six languages, English for others."""
    return _NOTES[kind][language if language in UN_LANGUAGES else "en"].format(*filled_in)


def joined(names: list[str], language: str) -> str:
    """Names as a list in a sentence."""
    return _LIST_SEPARATOR.get(language, ", ").join(names)

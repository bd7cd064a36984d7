"""What the page says of glosses and machine translations, in the six UN languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GlossWording:
    """The words around a quote in a language that the reader may not know."""

    word_by_word: str
    no_translation: str
    translate: str
    translate_this: str
    """What a screen reader is told of the button; "{}" is the reference."""
    translating: str
    unverified: str
    """"{}" is the model."""
    agrees: str
    differs: str
    failed: str


_WORDINGS = {
    "en": GlossWording(
        word_by_word="Word by word",
        no_translation="Dictionary glosses, word by word: not a translation.",
        translate="Translate",
        translate_this="Translate {}",
        translating="Translating…",
        unverified="Unverified machine translation by {}",
        agrees="Dates, numbers, symbols and countries agree with the quote. Nothing else was checked.",
        differs="Not as in the quote:",
        failed="The translation failed. Please try again; the server's log says why.",
    ),
    "fr": GlossWording(
        word_by_word="Mot à mot",
        no_translation="Gloses de dictionnaire, mot par mot : ce n’est pas une traduction.",
        translate="Traduire",
        translate_this="Traduire {}",
        translating="Traduction en cours…",
        unverified="Traduction automatique non vérifiée, par {}",
        agrees="Dates, nombres, cotes et pays concordent avec la citation. Rien d’autre n’a été vérifié.",
        differs="Écarts par rapport à la citation :",
        failed="La traduction a échoué. Veuillez réessayer ; le journal du serveur en donne la raison.",
    ),
    "es": GlossWording(
        word_by_word="Palabra por palabra",
        no_translation="Glosas de diccionario, palabra por palabra: no es una traducción.",
        translate="Traducir",
        translate_this="Traducir {}",
        translating="Traduciendo…",
        unverified="Traducción automática no verificada, de {}",
        agrees="Fechas, números, signaturas y países concuerdan con la cita. Lo demás no se ha comprobado.",
        differs="No coincide con la cita:",
        failed="La traducción ha fallado. Inténtelo de nuevo; el registro del servidor indica la causa.",
    ),
    "ru": GlossWording(
        word_by_word="Пословно",
        no_translation="Словарные значения отдельных слов, а не перевод.",
        translate="Перевести",
        translate_this="Перевести: {}",
        translating="Идет перевод…",
        unverified="Непроверенный машинный перевод, модель {}",
        agrees="Даты, числа, условные обозначения и страны совпадают с цитатой. Остальное не проверялось.",
        differs="Расхождения с цитатой:",
        failed="Перевод не удался. Попробуйте еще раз; причина указана в журнале сервера.",
    ),
    "ar": GlossWording(
        word_by_word="كلمة كلمة",
        no_translation="معان معجمية لكلمات منفردة، وليست ترجمة.",
        translate="ترجمة",
        translate_this="ترجمة {}",
        translating="جارية الترجمة…",
        unverified="ترجمة آلية غير محققة، من {}",
        agrees="التواريخ والأرقام والرموز والبلدان مطابقة للاقتباس، ولم يُتحقق من غير ذلك.",
        differs="اختلافات عن الاقتباس:",
        failed="تعذرت الترجمة. يرجى المحاولة مجددا، والسبب في سجل الخادم.",
    ),
    "zh": GlossWording(
        word_by_word="逐词对照",
        no_translation="逐词的词典释义，并非翻译。",
        translate="翻译",
        translate_this="翻译{}",
        translating="正在翻译……",
        unverified="未经核实的机器翻译，来自{}",
        agrees="日期、数字、文号和国名与引文一致；其余未经核对。",
        differs="与引文不符：",
        failed="翻译失败，请重试；原因见服务器日志。",
    ),
}


def gloss_wording_in(language: str) -> GlossWording:
    """These words in `language`; English for all but the six UN languages."""
    return _WORDINGS.get(language, _WORDINGS["en"])

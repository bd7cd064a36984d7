"""What an export says around answers and sources, in the six UN languages.

In: a language. Out: its `ExportWording`. The words of documents, questions and answers are not here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExportWording:
    """An export's own words in one language; `{}` stands for what is filled in."""

    title: str
    understood_as: str
    """{}: the question that was really asked."""
    written_by: str
    """{}: name of a language model."""
    probability: str
    """{}: percent."""
    nearest: str
    left_out: str
    sources: str
    document_title: str
    translated_title: str
    symbol: str
    submitted_by: str
    date: str
    document_language: str
    corpus: str
    file: str
    section: str
    page: str
    footnotes: str
    link: str
    machine_translation: str
    """{}: name of a language model."""
    about: str
    exported: str
    """{}: a date."""
    quotes_are: str
    checksum: str
    """{}: name of a corpus, number of documents, checksum."""
    verify: str
    """A command follows."""
    colon: str
    comma: str
    quotation: str
    """{}: the quote."""


_WORDINGS = {
    "en": ExportWording(
        title="Questions and answers",
        understood_as="Understood as: {}",
        written_by="Written by {} and checked against the cited paragraphs.",
        probability="Estimated chance that the first cited paragraph answers the question: {}%.",
        nearest="Not an answer, only the nearest paragraphs:",
        left_out="Left out of the answer, because the cited paragraphs do not bear it out:",
        sources="Sources",
        document_title="Title",
        translated_title="Title (unofficial translation)",
        symbol="Symbol",
        submitted_by="Submitted by",
        date="Date",
        document_language="Language",
        corpus="Corpus",
        file="File",
        section="Section",
        page="Page",
        footnotes="Footnotes",
        link="Link",
        machine_translation="Unofficial, unverified machine translation by {}",
        about="About this export",
        exported="Exported from Pinpoint on {}.",
        quotes_are="Quotations are word for word, in the language of the document.",
        checksum="Corpus {}, as it was when exported: number of documents {}, SHA-256 {}",
        verify="A corpus’s checksum is the SHA-256 of the sorted list of its documents’ SHA-256, one a line",
        colon=": ",
        comma=", ",
        quotation="“{}”",
    ),
    "fr": ExportWording(
        title="Questions et réponses",
        understood_as="Compris comme : {}",
        written_by="Rédigé par {} et vérifié d’après les paragraphes cités.",
        probability="Probabilité estimée que le premier paragraphe cité réponde à la question : {} %.",
        nearest="Aucune réponse, seulement les paragraphes les plus proches :",
        left_out="Écarté de la réponse, car les paragraphes cités ne le confirment pas :",
        sources="Sources",
        document_title="Titre",
        translated_title="Titre (traduction non officielle)",
        symbol="Cote",
        submitted_by="Présenté par",
        date="Date",
        document_language="Langue",
        corpus="Corpus",
        file="Fichier",
        section="Section",
        page="Page",
        footnotes="Notes",
        link="Lien",
        machine_translation="Traduction automatique non officielle et non vérifiée, par {}",
        about="À propos de cette exportation",
        exported="Exporté de Pinpoint le {}.",
        quotes_are="Les citations sont reproduites mot pour mot, dans la langue du document.",
        checksum="Corpus {}, dans son état lors de l’exportation : nombre de documents {}, SHA-256 {}",
        verify="La somme d’un corpus est le SHA-256 de la liste triée des SHA-256 de ses documents, un par ligne",
        colon=" : ",
        comma=", ",
        quotation="« {} »",
    ),
    "es": ExportWording(
        title="Preguntas y respuestas",
        understood_as="Se ha entendido: {}",
        written_by="Redactado por {} y comprobado con los párrafos citados.",
        probability="Probabilidad estimada de que el primer párrafo citado responda a la pregunta: {} %.",
        nearest="No es una respuesta, solo los párrafos más cercanos:",
        left_out="Se ha omitido de la respuesta, porque los párrafos citados no lo confirman:",
        sources="Fuentes",
        document_title="Título",
        translated_title="Título (traducción no oficial)",
        symbol="Signatura",
        submitted_by="Presentado por",
        date="Fecha",
        document_language="Idioma",
        corpus="Corpus",
        file="Archivo",
        section="Sección",
        page="Página",
        footnotes="Notas",
        link="Enlace",
        machine_translation="Traducción automática no oficial y no verificada, de {}",
        about="Acerca de esta exportación",
        exported="Exportado de Pinpoint el {}.",
        quotes_are="Las citas se reproducen palabra por palabra, en el idioma del documento.",
        checksum="Corpus {}, tal como estaba al exportar: número de documentos {}, SHA-256 {}",
        verify="La suma de un corpus es el SHA-256 de la lista ordenada de los SHA-256 de sus documentos, uno por "
        "línea",
        colon=": ",
        comma=", ",
        quotation="«{}»",
    ),
    "ru": ExportWording(
        title="Вопросы и ответы",
        understood_as="Вопрос понят так: {}",
        written_by="Написано моделью {} и проверено по приведенным пунктам.",
        probability="Оценка вероятности того, что первый приведенный пункт отвечает на вопрос: {} %.",
        nearest="Это не ответ, а только ближайшие пункты:",
        left_out="Исключено из ответа, так как приведенные пункты этого не подтверждают:",
        sources="Источники",
        document_title="Название",
        translated_title="Название (неофициальный перевод)",
        symbol="Условное обозначение",
        submitted_by="Представлено",
        date="Дата",
        document_language="Язык",
        corpus="Корпус",
        file="Файл",
        section="Раздел",
        page="Страница",
        footnotes="Сноски",
        link="Ссылка",
        machine_translation="Неофициальный непроверенный машинный перевод, {}",
        about="Об этом файле",
        exported="Создано в Pinpoint {}.",
        quotes_are="Цитаты приводятся дословно, на языке документа.",
        checksum="Корпус {} на момент создания этого файла: документов {}, SHA-256 {}",
        verify="Контрольная сумма корпуса — SHA-256 упорядоченного списка SHA-256 его документов, по одному в строке",
        colon=": ",
        comma=", ",
        quotation="«{}»",
    ),
    "ar": ExportWording(
        title="أسئلة وأجوبة",
        understood_as="فُهم السؤال على أنه: {}",
        written_by="كتبه {} ودُقّق على الفقرات المستشهد بها.",
        probability="الاحتمال المقدّر أن تجيب الفقرة الأولى المستشهد بها عن السؤال: {}٪.",
        nearest="ليس هذا جوابا، بل أقرب الفقرات فقط:",
        left_out="حُذف من الجواب لأن الفقرات المستشهد بها لا تؤيده:",
        sources="المصادر",
        document_title="العنوان",
        translated_title="العنوان (ترجمة غير رسمية)",
        symbol="الرمز",
        submitted_by="مقدمة من",
        date="التاريخ",
        document_language="اللغة",
        corpus="المدونة",
        file="الملف",
        section="الباب",
        page="الصفحة",
        footnotes="الحواشي",
        link="الرابط",
        machine_translation="ترجمة آلية غير رسمية وغير مدققة، {}",
        about="عن هذا الملف",
        exported="صُدّر من Pinpoint في {}.",
        quotes_are="الاقتباسات حرفية، بلغة الوثيقة.",
        checksum="المدونة {} كما كانت وقت التصدير: عدد الوثائق {}، SHA-256 {}",
        verify="مجموع المدونة هو SHA-256 للقائمة المرتبة لقيم SHA-256 لوثائقها، واحدة في كل سطر",
        colon=": ",
        comma="، ",
        quotation="«{}»",
    ),
    "zh": ExportWording(
        title="问答记录",
        understood_as="理解为：{}",
        written_by="由{}撰写，并与所引段落核对。",
        probability="估计所引第一个段落能回答此问题的概率：{}%。",
        nearest="以下不是答案，只是最接近的段落：",
        left_out="已从答案中略去，因为所引段落不能证实：",
        sources="资料来源",
        document_title="标题",
        translated_title="标题（非正式译文）",
        symbol="文号",
        submitted_by="提交方",
        date="日期",
        document_language="语文",
        corpus="文库",
        file="文件名",
        section="章节",
        page="页",
        footnotes="脚注",
        link="链接",
        machine_translation="非正式、未经核实的机器译文（{}）",
        about="关于本文件",
        exported="{}由Pinpoint导出。",
        quotes_are="引文均为逐字引用，保留文件的原文。",
        checksum="文库{}（导出时的状态）：{}份文件，SHA-256 {}",
        verify="文库校验和的算法：取各文件的SHA-256，每行一个，排序后再取SHA-256",
        colon="：",
        comma="，",
        quotation="“{}”",
    ),
}


def export_wording_in(language: str) -> ExportWording:
    """An export's words in `language`; English for all but the six UN languages."""
    return _WORDINGS.get(language, _WORDINGS["en"])

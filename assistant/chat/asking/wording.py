"""What the page says around an answer, in the six UN languages.

In: a language. Out: its `Wording`. The words of documents, answers and error messages are not here.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The page's own words in one language; `{}` stands for what is filled in."""

    direction: str
    """Of the writing: "ltr" or "rtl"."""
    comma: str
    """Between a document's name and a locator."""
    paragraphs: str
    """{}: how many."""
    searching: str
    probability: str
    """{}: percent."""
    nearest: str
    nearest_here: str
    """Above the nearest paragraph where it is shown in its place."""
    changed_here: str
    """Above a paragraph in which the quote that was to be marked does not stand any more."""
    left_out: str
    written_by: str
    """{}: name of a language model."""
    understood_as: str
    """{}: the question that was really asked."""
    writing: str
    open_source: str
    """{}: what is written on the button."""
    previous: str
    next: str
    more_above: str
    more_below: str
    all_documents: str
    to_conversation: str
    too_long: str
    """{}: characters."""
    failed: str
    gone: str
    empty: str
    still_answering: str
    only_searched: str
    """{}: how many documents were searched, of how many."""
    older_gone: str
    """{}: how many questions of a conversation are kept."""
    new_conversation: str
    copy: str
    copied: str
    copy_link: str


_WORDINGS = {
    "en": Wording(
        direction="ltr",
        comma=", ",
        paragraphs="{} paragraphs",
        searching="Looking through the documents…",
        probability="Estimated chance that the first paragraph answers the question: {}%",
        nearest="The nearest paragraphs, which may not answer the question:",
        nearest_here="The nearest paragraph found; it may not answer the question",
        changed_here="This paragraph has changed since it was quoted; nothing is marked in it",
        left_out="Left out, because the cited paragraphs do not bear it out:",
        written_by="Written by {} and checked against the cited paragraphs",
        understood_as="Understood as: {}",
        writing="The model is writing…",
        open_source="{}, open in the reader",
        previous="Previous",
        next="Next",
        more_above="Show more above",
        more_below="Show more below",
        all_documents="All documents",
        to_conversation="Back to the conversation",
        too_long="Please ask in at most {} characters.",
        failed="Something went wrong on our side. Please ask again; the server's log says what happened.",
        gone="This paragraph is not in the library any more.",
        empty="Please type a question first.",
        still_answering="The last question is still being answered: send this one again when its answer is there.",
        only_searched="Documents searched: {} of {}, as chosen above the question box.",
        older_gone="Only the last {} questions are kept, and older ones are gone. "
        "Export the conversation before more go, or begin a new one.",
        new_conversation="New conversation",
        copy="Copy citation",
        copied="Copied",
        copy_link="Copy link",
    ),
    "fr": Wording(
        direction="ltr",
        comma=", ",
        paragraphs="{} paragraphes",
        searching="Recherche dans les documents…",
        probability="Probabilité estimée que le premier paragraphe réponde à la question : {} %",
        nearest="Les paragraphes les plus proches, qui ne répondent pas forcément à la question :",
        nearest_here="Le paragraphe le plus proche ; il ne répond pas forcément à la question",
        changed_here="Ce paragraphe a changé depuis qu’il a été cité ; rien n’y est surligné",
        left_out="Écarté, car les paragraphes cités ne le confirment pas :",
        written_by="Rédigé par {} et vérifié d’après les paragraphes cités",
        understood_as="Compris comme : {}",
        writing="Le modèle rédige…",
        open_source="{}, ouvrir dans le lecteur",
        previous="Précédent",
        next="Suivant",
        more_above="Afficher plus de texte au-dessus",
        more_below="Afficher plus de texte au-dessous",
        all_documents="Tous les documents",
        to_conversation="Retour à la conversation",
        too_long="Posez votre question en {} caractères au plus.",
        failed="Erreur de notre côté ; le journal du serveur la décrit. Veuillez reposer la question.",
        gone="Ce paragraphe ne se trouve plus dans la bibliothèque.",
        empty="Saisissez d’abord une question.",
        still_answering="La question précédente attend encore sa réponse : renvoyez celle-ci une fois qu’elle est là.",
        only_searched="Documents consultés : {} sur {}, selon le choix fait au-dessus de la question.",
        older_gone="Seules les {} dernières questions sont conservées ; les précédentes ont disparu. "
        "Exportez la conversation avant que d’autres ne disparaissent, ou commencez-en une nouvelle.",
        new_conversation="Nouvelle conversation",
        copy="Copier la citation",
        copied="Copié",
        copy_link="Copier le lien",
    ),
    "es": Wording(
        direction="ltr",
        comma=", ",
        paragraphs="{} párrafos",
        searching="Buscando en los documentos…",
        probability="Probabilidad estimada de que el primer párrafo responda a la pregunta: {} %",
        nearest="Los párrafos más cercanos, que quizá no respondan a la pregunta:",
        nearest_here="El párrafo más cercano; quizá no responda a la pregunta",
        changed_here="Este párrafo ha cambiado desde que se citó; no se ha resaltado nada en él",
        left_out="Se ha omitido, porque los párrafos citados no lo confirman:",
        written_by="Redactado por {} y comprobado con los párrafos citados",
        understood_as="Se ha entendido: {}",
        writing="El modelo está escribiendo…",
        open_source="{}, abrir en el lector",
        previous="Anterior",
        next="Siguiente",
        more_above="Mostrar más texto arriba",
        more_below="Mostrar más texto abajo",
        all_documents="Todos los documentos",
        to_conversation="Volver a la conversación",
        too_long="Haga la pregunta en {} caracteres como máximo.",
        failed="Algo ha fallado por nuestra parte. Repita la pregunta; el registro del servidor lo explica.",
        gone="Este párrafo ya no está en la biblioteca.",
        empty="Escriba primero una pregunta.",
        still_answering="La pregunta anterior aún se está respondiendo: envíe esta de nuevo cuando haya respuesta.",
        only_searched="Documentos consultados: {} de {}, según lo elegido encima de la pregunta.",
        older_gone="Solo se conservan las últimas {} preguntas; las anteriores han desaparecido. "
        "Exporte la conversación antes de que desaparezcan más, o empiece una nueva.",
        new_conversation="Nueva conversación",
        copy="Copiar la cita",
        copied="Copiado",
        copy_link="Copiar enlace",
    ),
    "ru": Wording(
        direction="ltr",
        comma=", ",
        paragraphs="Пунктов: {}",
        searching="Идет поиск по документам…",
        probability="Оценка вероятности того, что первый пункт отвечает на вопрос: {} %",
        nearest="Ближайшие пункты, которые могут и не отвечать на вопрос:",
        nearest_here="Ближайший пункт; он может и не отвечать на вопрос",
        changed_here="Этот пункт изменился с тех пор, как его процитировали; в нем ничего не выделено",
        left_out="Опущено, так как приведенные пункты этого не подтверждают:",
        written_by="Написано моделью {} и проверено по приведенным пунктам",
        understood_as="Вопрос понят так: {}",
        writing="Модель пишет ответ…",
        open_source="{}, открыть для чтения",
        previous="Назад",
        next="Вперед",
        more_above="Показать больше текста выше",
        more_below="Показать больше текста ниже",
        all_documents="Все документы",
        to_conversation="Вернуться к беседе",
        too_long="Задайте вопрос не длиннее {} знаков.",
        failed="Произошла ошибка на нашей стороне. Задайте вопрос еще раз; подробности — в журнале сервера.",
        gone="Этого пункта в библиотеке больше нет.",
        empty="Сначала введите вопрос.",
        still_answering="На предыдущий вопрос ещё готовится ответ: отправьте этот снова, когда он появится.",
        only_searched="Просмотрено документов: {} из {}, по выбору над полем вопроса.",
        older_gone="Хранятся только последние вопросы (до {}); более ранних уже нет. "
        "Экспортируйте беседу, пока не исчезли и другие, или начните новую.",
        new_conversation="Новая беседа",
        copy="Скопировать цитату",
        copied="Скопировано",
        copy_link="Копировать ссылку",
    ),
    "ar": Wording(
        direction="rtl",
        comma="، ",
        paragraphs="عدد الفقرات: {}",
        searching="جارٍ البحث في الوثائق…",
        probability="الاحتمال المقدّر أن تجيب الفقرة الأولى عن السؤال: {}٪",
        nearest="أقرب الفقرات، وقد لا تجيب عن السؤال:",
        nearest_here="أقرب فقرة، وقد لا تجيب عن السؤال",
        changed_here="تغيرت هذه الفقرة منذ الاستشهاد بها، ولم يُبرَز فيها شيء",
        left_out="حُذف لأن الفقرات المستشهد بها لا تؤيده:",
        written_by="كتبه {} ودُقّق على الفقرات المستشهد بها",
        understood_as="فُهم السؤال على أنه: {}",
        writing="النموذج يكتب…",
        open_source="{}، افتح في القارئ",
        previous="السابق",
        next="التالي",
        more_above="عرض المزيد من النص أعلاه",
        more_below="عرض المزيد من النص أدناه",
        all_documents="جميع الوثائق",
        to_conversation="العودة إلى المحادثة",
        too_long="يرجى ألا يتجاوز السؤال {} حرف.",
        failed="حدث خطأ من جانبنا. يرجى إعادة السؤال، والتفاصيل في سجل الخادم.",
        gone="لم تعد هذه الفقرة في المكتبة.",
        empty="يرجى كتابة سؤال أولا.",
        still_answering="ما زال السؤال السابق قيد الإجابة: أرسل هذا السؤال مرة أخرى عند ظهور جوابه.",
        only_searched="جرى البحث في {} من أصل {} من الوثائق فقط، وهي المختارة فوق خانة السؤال.",
        older_gone="يُحتفظ بآخر الأسئلة فقط (حتى {})، أما ما سبقها فلم يعد موجودا. "
        "صدّر المحادثة قبل أن يختفي المزيد منها، أو ابدأ محادثة جديدة.",
        new_conversation="محادثة جديدة",
        copy="نسخ الاقتباس",
        copied="تم النسخ",
        copy_link="نسخ الرابط",
    ),
    "zh": Wording(
        direction="ltr",
        comma="，",
        paragraphs="{}段",
        searching="正在查阅文件……",
        probability="估计第一个段落能回答此问题的概率：{}%",
        nearest="最接近的段落，未必能回答此问题：",
        nearest_here="最接近的段落，未必能回答此问题",
        changed_here="此段在被引用之后已有改动，故未标出引文",
        left_out="已略去，因为所引段落不能证实：",
        written_by="由{}撰写，并与所引段落核对",
        understood_as="理解为：{}",
        writing="模型正在撰写……",
        open_source="{}，在阅读栏中打开",
        previous="上一段",
        next="下一段",
        more_above="显示更多上文",
        more_below="显示更多下文",
        all_documents="全部文件",
        to_conversation="回到对话",
        too_long="问题请不要超过{}个字符。",
        failed="我们这边出了问题，请重新提问；详情见服务器日志。",
        gone="资料库中已没有这一段。",
        empty="请先输入问题。",
        still_answering="上一个问题仍在回答中：请待其答案出现后再发送此问题。",
        only_searched="仅检索了 {} 份文件（共 {} 份），即在提问框上方所选的文件。",
        older_gone="只保留最近 {} 个问题，更早的已不在。请在更多内容消失之前导出对话，或开始新对话。",
        new_conversation="新对话",
        copy="复制引文",
        copied="已复制",
        copy_link="复制链接",
    ),
}


def wording_in(language: str) -> Wording:
    """The page's words in `language`; English for all but the six UN languages."""
    return _WORDINGS.get(language, _WORDINGS["en"])

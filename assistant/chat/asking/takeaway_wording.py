"""What the page says of taking answers away and of saying whether they are right, in the six UN languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeawayWording:
    """The words under an answer, and beside the line that exports a conversation."""

    copy_markdown: str
    copy_plain: str
    copied: str
    export: str
    """In front of the formats."""
    export_as: str
    """What a screen reader is told; "{}" is the format."""
    is_it_right: str
    right: str
    wrong_paragraph: str
    wrong_value: str
    should_be_refused: str
    rightly_refused: str
    """Of an answer that nothing was found."""
    documents_answer: str
    """The same, where the visitor knows better."""
    stays: str
    thanks: str
    comment: str
    save: str
    failed: str
    number: str
    """In front of the id of the request."""
    why_number: str


_WORDINGS = {
    "en": TakeawayWording(
        copy_markdown="Copy as Markdown",
        copy_plain="Copy as plain text",
        copied="Copied",
        export="Export:",
        export_as="Export the conversation: {}",
        is_it_right="Is this right?",
        right="Right",
        wrong_paragraph="Wrong paragraph",
        wrong_value="Wrong value",
        should_be_refused="Should have been refused",
        rightly_refused="Rightly not found",
        documents_answer="The documents do answer this",
        stays="What you say stays on this machine.",
        thanks="Thank you. It is kept on this machine only; choose again to change it.",
        comment="Comment, if you like",
        save="Save comment",
        failed="This could not be saved. Please try again; the server’s log says why.",
        number="Answer no.",
        why_number="Name this number when you report a wrong answer to whoever runs the server; a click copies it.",
    ),
    "fr": TakeawayWording(
        copy_markdown="Copier en Markdown",
        copy_plain="Copier en texte brut",
        copied="Copié",
        export="Exporter :",
        export_as="Exporter la conversation : {}",
        is_it_right="Est-ce exact ?",
        right="Exact",
        wrong_paragraph="Mauvais paragraphe",
        wrong_value="Valeur erronée",
        should_be_refused="Il ne fallait pas répondre",
        rightly_refused="En effet, introuvable",
        documents_answer="Les documents y répondent",
        stays="Votre avis reste sur cette machine.",
        thanks="Merci. Votre avis ne quitte pas cette machine ; choisissez à nouveau pour le changer.",
        comment="Commentaire, si vous le souhaitez",
        save="Enregistrer",
        failed="L’enregistrement a échoué. Veuillez réessayer ; le journal du serveur en donne la raison.",
        number="Réponse nº",
        why_number="À indiquer à l’administrateur du serveur pour signaler une réponse erronée ; un clic le copie.",
    ),
    "es": TakeawayWording(
        copy_markdown="Copiar como Markdown",
        copy_plain="Copiar como texto",
        copied="Copiado",
        export="Exportar:",
        export_as="Exportar la conversación: {}",
        is_it_right="¿Es correcto?",
        right="Correcto",
        wrong_paragraph="Párrafo equivocado",
        wrong_value="Dato equivocado",
        should_be_refused="No se debía responder",
        rightly_refused="En efecto, no está",
        documents_answer="Los documentos sí responden",
        stays="Lo que diga se queda en este equipo.",
        thanks="Gracias. Se guarda solo en este equipo; elija de nuevo para cambiarlo.",
        comment="Comentario, si lo desea",
        save="Guardar comentario",
        failed="No se ha podido guardar. Inténtelo de nuevo; el registro del servidor indica la causa.",
        number="Respuesta n.º",
        why_number="Indique este número a quien administra el servidor si la respuesta es errónea; un clic lo copia.",
    ),
    "ru": TakeawayWording(
        copy_markdown="Копировать как Markdown",
        copy_plain="Копировать как текст",
        copied="Скопировано",
        export="Экспорт:",
        export_as="Экспортировать беседу: {}",
        is_it_right="Это верно?",
        right="Верно",
        wrong_paragraph="Не тот пункт",
        wrong_value="Неверное значение",
        should_be_refused="Не следовало отвечать",
        rightly_refused="Действительно, ответа нет",
        documents_answer="Ответ в документах есть",
        stays="Ваша оценка остается на этом компьютере.",
        thanks="Спасибо. Оценка хранится только на этом компьютере; чтобы изменить ее, выберите снова.",
        comment="Комментарий, если хотите",
        save="Сохранить",
        failed="Сохранить не удалось. Попробуйте еще раз; причина указана в журнале сервера.",
        number="Ответ №",
        why_number="Сообщите этот номер администратору сервера, если ответ неверен; нажатие копирует его.",
    ),
    "ar": TakeawayWording(
        copy_markdown="نسخ بصيغة Markdown",
        copy_plain="نسخ كنص عادي",
        copied="تم النسخ",
        export="تصدير:",
        export_as="تصدير المحادثة: {}",
        is_it_right="هل هذا صحيح؟",
        right="صحيح",
        wrong_paragraph="فقرة خاطئة",
        wrong_value="قيمة خاطئة",
        should_be_refused="كان ينبغي عدم الإجابة",
        rightly_refused="لا جواب فعلا",
        documents_answer="الوثائق تجيب عن هذا",
        stays="يبقى رأيك على هذا الجهاز.",
        thanks="شكرا. يُحفظ رأيك على هذا الجهاز فقط؛ اختر من جديد لتغييره.",
        comment="تعليق، إن شئت",
        save="حفظ التعليق",
        failed="تعذر الحفظ. يرجى المحاولة مجددا، والسبب في سجل الخادم.",
        number="رقم الإجابة",
        why_number="اذكر هذا الرقم لمن يدير الخادم إذا كانت الإجابة خاطئة؛ النقر ينسخه.",
    ),
    "zh": TakeawayWording(
        copy_markdown="复制为 Markdown",
        copy_plain="复制为纯文本",
        copied="已复制",
        export="导出：",
        export_as="导出对话：{}",
        is_it_right="回答正确吗？",
        right="正确",
        wrong_paragraph="段落不对",
        wrong_value="数值不对",
        should_be_refused="本不该作答",
        rightly_refused="确实没有",
        documents_answer="文件中其实有答案",
        stays="您的评价只留在本机。",
        thanks="谢谢。评价只保存在本机；可重新选择以更改。",
        comment="补充说明（可不填）",
        save="保存说明",
        failed="未能保存，请重试；原因见服务器日志。",
        number="回答编号",
        why_number="若回答有误，请将此编号告知服务器管理员；点击即可复制。",
    ),
}


def takeaway_wording_in(language: str) -> TakeawayWording:
    """These words in `language`; English for all but the six UN languages."""
    return _WORDINGS.get(language, _WORDINGS["en"])

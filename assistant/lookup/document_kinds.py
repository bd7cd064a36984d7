"""What kinds of official documents are called in the six UN languages.

In: folded text (`corpus.plain_text`). Out: the kinds that it names, with their places. Which documents
there are is not known here.
"""

import re

_KINDS = {
    "working paper": r"working papers?|documents? de travail|documentos? de trabajo|рабоч[а-я]{2,3} документ[а-я]{0,3}"
    r"|(?:ال)?ورق(?:ة|تا) (?:ال)?عمل|工作文件",
    "report": r"reports?|rapports?|informes?|доклад[а-я]{0,3}|отчет[а-я]{0,3}|(?:ال|ل|ب)?تقرير|(?:ال)?تقارير|报告书?",
    "resolution": r"resolutions?|résolutions?|resoluci[óo]n(?:es)?|резолюци[а-я]{1,3}|(?:ال)?قرار(?:ات)?|决议",
    "decision": r"decisions?|décisions?|decisi[óo]n(?:es)?|решени[а-я]{1,3}|(?:ال)?مقرر(?:ات)?|决定",
    "letter": r"letters?|lettres?|cartas?|письм[а-я]{1,3}|(?:ال)?رسالة|信函|来信|notes? verbales?|notas? verbales?"
    r"|вербальн[а-я]{2,3} нот[а-я]|普通照会|communications?|comunicaci[óo]n(?:es)?|сообщени[а-я]{1,2}",
    "statement": r"statements?|déclarations?|declaraci[óo]n(?:es)?|declarations?|заявлени[а-я]{1,3}|деклараци[а-я]{1,3}"
    r"|(?:ال)?بيان|(?:ال)?اعلان|声明|宣言|发言",
    "communique": r"communiqu[ée]s?|comunicados?|коммюнике|公报",
    "treaty": r"treaty|treaties|traités?|tratados?|договор[а-я]{0,3}|(?:ال)?معاهدة|条约"
    r"|conventions?|convenci[óo]n(?:es)?"
    r"|convenios?|конвенци[а-я]{1,3}|(?:ال)?اتفاقية|公约|agreements?|accords?|acuerdos?|соглашени[а-я]{1,3}|(?:ال)?اتفاق"
    r"|协定|协议|protocols?|protocoles?|protocolos?|протокол[а-я]{0,3}|(?:ال)?بروتوكول|议定书|charter|charte|устав|宪章",
    "directive": r"directives?|directivas?|директив[а-я]{1,2}|指令",
    "regulation": r"regulations?|règlements?|reglamentos?|регламент[а-я]{0,3}|条例|规章",
    "judgment": r"judge?ments?|arrêts?|sentencias?|(?:судебн[а-я]{2,3} )?решени[а-я]{1,3} суда|判决书?"
    r"|advisory opinions?"
    r"|avis consultatifs?|opini[óo]n(?:es)? consultivas?|咨询意见|orders?|case|affaire|asunto|дел[ао]",
    "guidelines": r"guidelines?|lignes directrices|directrices|руководящ[а-я]{2,3} принцип[а-я]{0,3}|准则|导则|指南",
    "plan": r"(?:action )?plans?(?: of action| d'action)?|plan(?:es)? de acci[óo]n|план[а-я]{0,3}(?: действий)?"
    r"|خطة العمل"
    r"|行动计划|programmes?|programas?",
    "minutes": r"minutes|summary records?|comptes? rendus?|actas?|протокол[а-я]{0,3} заседани[а-я]"
    r"|会议记录|简要记录|纪要",
    "final document": r"final documents?|outcome documents?|documents? finals?|documentos? finales"
    r"|итогов[а-я]{2,3} документ[а-я]{0,3}"
    r"|заключительн[а-я]{2,3} документ[а-я]{0,3}|(?:ال)?وثيقة (?:ال)?ختامية|最后文件|成果文件",
    "memorandum": r"memorand(?:um|a)|mémorandums?|memorandos?|меморандум[а-я]{0,3}|(?:ال)?مذكرة|备忘录",
    "recommendation": r"recommendations?|recommandations?|рекомендаци[а-я]{1,3}|建议书",
    "proposal": r"proposals?|propositions?|propuestas?|предложени[а-я]{1,3}|(?:ال)?مقترح|提案",
    "summary": r"summary|summaries|highlights|résumés?|resúmenes|резюме|(?:ال)?موجز|概要|摘要",
    "document": r"documents?|docs?|documentos?|документ[а-я]{0,3}|(?:ال)?وثيقة|文件"
    r"|papers?|texts?|texte|texto|текст[а-я]{0,2}",
}
_KIND = re.compile(
    r"(?<![a-zà-ÿа-яё])(?:"
    + "|".join(f"(?P<k{index}>{words})" for index, words in enumerate(_KINDS.values()))
    + r")(?![a-zà-ÿа-яёء-ي])"
)
_NAMES = tuple(_KINDS)
ANY_KIND = "document"
"""What every document is."""


def find_kinds(small: str) -> list[tuple[str, int, int]]:
    """The kinds that a folded text names: (kind, start, end).

    Example: "the joint working paper of 2017" → ("working paper", 10, 23).
    """
    return [(_NAMES[int((match.lastgroup or "k0")[1:])], *match.span()) for match in _KIND.finditer(small)]

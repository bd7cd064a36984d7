"""How strongly a statement binds: the modals of official prose, in the six UN languages.

Patterns for `assistant.checking.polarity`, matched as in `assistant.checking.polarity_words`. `OPERATORS` say
nothing else; `FORCES` also hold what a translator may write in their place.
"""

from typing import Literal

Force = Literal["must", "should", "call", "encourage", "may"]

OPERATORS: dict[Force, dict[str, str]] = {
    "must": {
        "en": r"must|shall|ha(?:s|ve) to|(?:is|are) (?:required|obliged|bound) to",
        "fr": r"doi(?:t|vent)|(?:est|sont) (?:tenue?s?|obligee?s?)",
        "es": r"deben?|tienen? que|(?:esta|estan) obligad[oa]s? a",
        "ru": r"долж(?:ен|на|но|ны)|обязан[аоы]?|надлежит",
        "ar": r"يجب|تجب|يتعين|تتعين|لا بد|تلتزم|يلتزم",
        "zh": r"必须|务必|务须|须(?!知)|有义务|不得不|应当",
    },
    "should": {
        "en": r"should|ought",
        "fr": r"devrai(?:t|ent)",
        "es": r"deberian?",
        "ru": r"следует|следовало",
        "ar": r"ينبغي",
        "zh": r"(?<![响反供相适效对因感顺回])应(?![对用急请邀付变聘运声届])",
    },
    "call": {
        "en": r"calls? (?:on|upon|for)|urg(?:e|es|ed)|demands?|insists?",
        "fr": r"appell?e(?:nt)?|exhorte(?:nt)?|demande(?:nt)?",
        "es": r"exhortan?|instan?|piden?|llaman?",
        "ru": r"призыва\w+|призвал\w*|настаива\w+",
        "ar": r"تدعو|يدعو|دعت|تحث|يحث|حثت|تناشد",
        "zh": r"呼吁|敦促|促请|吁请",
    },
    "encourage": {
        "en": r"encourag(?:e|es|ed)|invit(?:e|es|ed)",
        "fr": r"encourage\w*|invite\w*",
        "es": r"al(?:ien|en)t\w+|invitan?|animan?",
        "ru": r"поощря\w+|приглаша\w+|рекомендует\w*",
        "ar": r"تشجع|يشجع|شجعت|تشجيع",
        "zh": r"鼓励|邀请",
    },
    "may": {
        "en": r"may|can|free to|(?:is|are) (?:allowed|permitted|entitled) to|optional",
        "fr": r"peu(?:t|vent)|(?:est|sont) (?:autorisee?s?|libres?)",
        "es": r"pueden?|(?:esta|estan) autorizad[oa]s?",
        "ru": r"мо(?:гут|жет)|можно|вправе",
        "ar": r"يجوز|تجوز|يمكن|يحق|تستطيع",
        "zh": r"可以|(?<![许认不尽])可(?![持行能靠信核逆获用预观再比见知及])|得以|有权|允许",
    },
}
FORCES: dict[Force, dict[str, str]] = {
    "must": {
        "en": (
            r"must|shall|ha(?:s|ve|d) to|required to|obliged to|bound to|obligat\w+|necessar\w+|needs? to"
            r"|need(?=n't| not)|essential|duty|dut(?:y|ies)|responsib\w+|indispensable|vital|crucial|imperative"
            r"|requir\w+"
        ),
        "fr": (
            r"doi(?:t|vent)|devra(?:ient|it|nt)?|devr\w+|oblig\w+|tenus? de|il faut|necess\w+|essentiel\w*"
            r"|indispensable\w*|responsab\w+|exig\w+"
        ),
        "es": (
            r"deb(?:e|en|era|eran|er)|obligad\w+|obligaci\w+|hay que|tien(?:e|en) que|necesari\w+|esencial\w*"
            r"|indispensable\w*|responsab\w+|exig\w+"
        ),
        "ru": r"долж\w+|обязан\w*|обязат\w+|необходим\w*|надлеж\w+|требу\w+|ответствен\w+|нужн\w+",
        "ar": r"يجب|تجب|يتعين|تتعين|لا بد|يلزم|ملزم\w*|ضروري\w*|التزام\w*|مسؤول\w*|من الضروري|يقتضي|تقتضي",
        "zh": (
            r"不得不|必须|必需|须|务必|务须|有义务|义务|责任|有必要|需要|需|不可或缺|至关重要|要求|商定"
            r"|应当|不得"
        ),
    },
    "should": {
        "en": (
            r"should|ought|recommend\w*|important|importance|favou?rs?|advocat\w+|priorit\w+|expect\w*"
            r"|want\w*|wish\w*|hope\w*|argu\w+|believ\w+|view"
        ),
        "fr": r"devraient|devrait|recommand\w+|importan\w+|souhait\w+|estim\w+|preconis\w+|priorit\w+|convient",
        "es": r"deberia\w*|recomend\w+|importan\w+|dese\w+|estima\w*|prioridad\w*|conviene|considera\w*|conven\w+",
        "ru": r"следует|следовало|рекоменд\w+|важн\w+|желат\w+|счита\w+|приорит\w+|полага\w+",
        "ar": r"ينبغي|توصي|يوصي|اهمية|مهم\w*|تود|ترى|يرى|اولوي\w+|المستصوب",
        "zh": (
            r"(?<![响反供相适效对因感顺回])应(?![对用急请邀付变聘运声届])|宜|建议|重要|主张|优先|希望"
            r"|期待"
        ),
    },
    "call": {
        "en": (
            r"call(?:s|ed|ing)? (?:on|upon|for)|urg(?:e|es|ed|ing)|appeal\w*|request\w*|demand\w*|remind\w*"
            r"|ask(?:s|ed|ing)?|press(?:es|ed|ing)?|insist\w*|calls?\b"
        ),
        "fr": r"appel\w*|exhort\w+|demand\w+|pri(?:e|ent) |rappel\w+|engage\w*|insist\w+|presse\w*",
        "es": (
            r"exhort\w+|inst(?:a|an|o|aron|ando)\b|llama\w*|pid(?:e|en|io)|solicit\w+|recuerd\w+|insta\w*"
            r"|insist\w+"
        ),
        "ru": r"призыва\w+|призвал\w*|призыв\w*|настоятельно|прос(?:ит|ят|ил\w*)|требу\w+|напомина\w+|настаива\w+",
        "ar": r"تدعو|يدعو|دعت|دعا|ندعو|يدعون|تحث|يحث|حثت|نحث|تطلب|يطلب|طلبت|نداء|تناشد|تذكر|يذكر",
        "zh": r"呼吁|敦促|促请|请求|请各|提醒|要求|吁请|催促",
    },
    "encourage": {
        "en": r"encourag\w+|invit\w+|support\w*|promot\w+|welcom\w+",
        "fr": r"encourag\w+|invit\w+|souten\w+|soutien\w*|appui\w*|promouv\w+|favoris\w+",
        "es": r"alent\w+|alient\w+|anim\w+|invit\w+|apoy\w+|promov\w+|promuev\w+|foment\w+",
        "ru": r"поощр\w+|приглаш\w+|предлага\w+|рекоменд\w+|поддерж\w+|содейств\w+",
        "ar": r"تشجع|يشجع|نشجع|شجعت|تشجيع|دعم\w*|تدعم|يدعم|تدعو|تعزيز",
        "zh": r"鼓励|邀请|支持|促进|欢迎",
    },
    "may": {
        "en": (
            r"may|might|can|could|permit\w*|allow\w*|free to|entitled|able to|optional|authori[sz]\w+|possib\w+"
            r"|right to|rights? of|voluntar\w+"
        ),
        "fr": r"peu(?:t|vent)|pourr\w+|permet\w*|permi\w+|autoris\w+|facult\w+|possib\w+|droit|loisible|volont\w+",
        "es": r"pued\w+|podr\w+|permit\w+|autoriz\w+|faculta\w+|posib\w+|derecho|volunt\w+",
        "ru": r"мо(?:гут|жет|жно)|могл\w+|вправе|позвол\w+|разреш\w+|допуск\w+|возмож\w+|право|добровольн\w+",
        "ar": r"يجوز|تجوز|يمكن|تمكن|يحق|تحق|يسمح|تسمح|بامكان|حق|يستطيع|تستطيع|يتاح|طوع\w*|قد",
        "zh": (
            r"可(?![持行靠信核逆获预观再比见])|能够|(?<![核职功性智技效机动潜聚])能(?![源力量])|允许"
            r"|准许|有权|得以|或许|可能|权利|自愿|酌情"
        ),
    },
}

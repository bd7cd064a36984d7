"""Question words of the six UN languages: what a question asks for, by how it is put.

In: a question in plain characters and lower case. Out: its kind, or None. Patterns are tried in order, the
telling ones first: "how many euros" before "how many", "in which year" before "which".
Only words are looked at; whether a document could give such an answer is not known here.
"""

import re
from functools import lru_cache
from typing import Literal

QuestionKind = Literal[
    "date", "period", "year", "number", "money", "percent", "person", "place", "organisation", "list", "yes_no",
    "definition", "other",
]  # fmt: skip

_OPENING = r"^[\W_]*(?:and |please |tell me |do you know |so )*"
_EN_PAID = r"contribut|donat|pa(?:y|id)|g[ai]ve|spen[dt]|pledge|cost|fund|invest|allocat|provid|grant|receiv|rais|charge"
_EN_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|must|might)"
_EN_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_EN_BODY = r"(?:organi[sz]ation|agency|body|institution|institute|entity|committee|commission|company|ministry|bloc|department)"
_FR_PAID = r"co[uû]t|pa(?:y|ie)|vers|donn|contribu|d[eé]pens|financ|allou|consacr|promis|engag[eé]"
_ES_PAID = r"cost|cuesta|pag|aport|don[oaó]|contribu|gast|financ|asign|destin|prome|entreg"
_RU_PAID = r"сто[ия]т|стоил|заплат|внес|внос|выдел|перечисл|пожертв|потрат|израсход|предостав"
_AR_PAID = r"ساهم|تبرع|دفع|قدم|انفق|كلف|خصص|منح"

_PATTERNS: dict[str, tuple[tuple[QuestionKind, str], ...]] = {
    "en": (
        ("yes_no", rf"{_OPENING}{_EN_VERB}(?:n't)? "),
        ("percent", r"\b(?:what|which) (?:\w+ )?(?:percentage|per ?cent|share|proportion|fraction)|how many per ?cent|what (?:is|was) the (?:percentage|share|proportion)|^percentage"),
        ("money", rf"how (?:much|many) (?:money|funding|financ\w+|million|billion|euros?|(?:us )?dollars?|pounds)|how much (?:\w+ ){{0,8}}(?:{_EN_PAID})|\b(?:what|which) (?:\w+ ){{0,3}}(?:amount|sum)s?(?: of money)?\b(?! of (?!money))|(?:what|which) (?:is|was|were|are) (?:the |its |their )?(?:\w+ ){{0,2}}(?:amount|cost|budget|price|contribution)\b|^(?:total )?(?:amount|budget|cost|contribution)\b"),
        ("period", r"how long\b|(?:what|which) (?:century|decade|era)s?\b|for how many (?:years|months|days|weeks)|(?:what|which) (?:time )?period|between (?:which|what) (?:years|dates|months|days)|(?:what|which) years\b|(?:what|which) dates\b|from when (?:to|until)|what (?:is|was) the (?:duration|term|period)\b|over what (?:time|span)"),
        ("year", r"(?:what|which) (?:\w+ )?year\b|^year\b|(?:what|which) (?:is|was) the (?:\w+ )?year\b"),
        ("date", rf"{_OPENING}(?:since|until|till|by|from|and|exactly)? ?when\b|\b(?:since|until|by) when\b|when\s?\?$|(?:what|which) (?:exact |precise )?(?:date|day|month)\b|what (?:is|was|will be) the (?:\w+ )?date\b|{_OPENING}(?:the )?date\b"),
        ("number", r"how many\b|how much\b|how (?:often|large|big|frequently|far|old|tall|deep|heavy|high|fast|wide)\b|(?:what|which) (?:is |was |were |are )?(?:the )?(?:total |overall |exact |current )?(?:number|quantity|count|total|size|amount|population|score|ratio|average|age|distance|rate)\b|^(?:total )?number of"),
        ("list", rf"{_OPENING}(?:list|name|enumerate|cite|mention|identify|give (?:me )?(?:all|the names|a list|examples))\b|\bwho (?:are|were) the\b"),
        ("person", rf"{_OPENING}(?:by |to |with |from |for |on behalf of )?who(?:m|se)?\b|\b(?:by|with|to|from) whom\b|(?:which|what) (?:person|player|actor|author|expert|leader|representative|delegate|president|prime minister|minister|ambassador|official|diplomat|chair\w*|individual)\b|what (?:is|was) the name of the (?:president|prime minister|minister|ambassador|chair\w*)"),
        ("place", rf"{_OPENING}(?:from |and )?where\b|(?:which|what) (?:\w+ )?(?:city|cities|town|place|location|venue|country|region|continent|capital)\b(?! have)"),
        ("organisation", rf"(?:which|what) (?:[\w-]+ ){{0,2}}{_EN_BODY}\b|what (?:is|was) the name of the {_EN_BODY}"),
        ("definition", rf"\b(?:definition of|stands? for|(?:does|do|did) [^?]{{1,80}} mean\b|meant by|meaning of)|{_OPENING}(?:define|explain (?:the term|what))\b"),
        ("list", rf"(?:which|what) (?:of the )?(?:other |main |new |key |specific |{_EN_NUMBER} |[\w-]+(?:al|ic|ive|ed|ing|ent|ary|ous|ar) )?(?!{_EN_VERB}\b|happens|occurs|makes|causes|drives|status\b|basis\b|progress\b|process\b)(?:[\w-]+[^siu\W]s|people|members)\b|(?:which|what) [\w-]+ (?:[\w-]+ )?[\w-]+[^siu\W]s (?:are|were|do|did|have|had)\b|what (?:are|were) (?:the|its|their|some)\b"),
        ("definition", r"^\W*what(?:'s| is| are) (?:an? |the )?(?!purpose|aim|goal|role|position|reason|status|name|main|difference)[\w/()-]+(?: (?!of |for |to |that |in |by |with |from |about )[\w/()-]+){0,4}\W*$|^\W*what is the (?:\w+ ){0,3}(?:treaty|convention|agreement|protocol|initiative)\b(?: (?:on|for|of|against) [^?]{1,80})?\W*$"),
    ),
    "fr": (
        ("yes_no", r"^\W*est-ce qu|^\W*(?!combien|quand|ou|où)\w+(?:-t)?-(?:il|elle|ils|elles|on|ce|t-il)\b"),
        ("percent", r"quel(?:le)? (?:est |etait |était )?(?:le |la )?(?:pourcentage|part|proportion)|combien (?:de |en )?pour ?cent|^pourcentage"),
        ("money", rf"quel(?:le)? (?:est |était |fut |a été )?(?:le |la )?(?:montant|somme|budget|co[uû]t)|combien (?:d'argent|d'euros|de (?:dollars|millions|fonds))|combien (?!de |d')[^?]{{0,80}}(?:{_FR_PAID})|^(?:montant|budget|co[uû]t)\b"),
        ("period", r"combien de temps|(?:pendant|durant) combien|quelle période|quelles (?:années|dates)|entre quelles|quelle (?:est|était|fut|a été) la (?:durée|période)|combien d'années"),
        ("year", r"quelle année|^année"),
        ("date", r"^\W*(?:(?:depuis|jusqu'à|à partir de|pour|et) )?quand\b|depuis quand|quand\s?\?|quel(?:le)? (?:jour|mois|date)\b|quelle (?:est|était|fut|sera) la date|^date\b"),
        ("number", r"combien\b|quel (?:est |était )?(?:le )?nombre|quelle (?:est |était )?(?:la )?quantité|^nombre\b"),
        ("list", r"^\W*(?:citez|cite|énumér|enumer|listez|liste|nommez|indiquez|donnez)|qui (?:sont|étaient) les|lesquel"),
        ("person", r"^\W*(?:à |de |par |avec |pour |chez )?qui\b|quel(?:le)? (?:président|ministre|ambassadeur|personne|responsable)|quel est le nom du (?:président|ministre)"),
        ("place", r"^\W*(?:d')?(?:où|ou) |^\W*d'où|\boù\s?\?|quel(?:le)? (?:ville|lieu|endroit|pays|région|capitale)\b"),
        ("organisation", r"quel(?:le)? (?:organisation|organisme|institution|agence|comité|entité|organe|société|commission|ministère)"),
        ("definition", r"que (?:signifie|veut dire|désigne)|qu'entend-on|définition|^\W*défini|^\W*qu'est-ce qu(?:e |')(?:c'est qu(?:e |'))?(?:le |la |les |l'|une? |des )?(?!.*\b(?:a|ont|est|sont|doit|peut|fait|avait)\b)[^?]{1,90}\?*$"),
        ("list", r"quel(?:le)?s (?!est)\w+"),
    ),
    "es": (
        ("percent", r"qu[eé] (?:porcentaje|proporci[oó]n|por ciento)|cu[aá]l (?:es|era|fue) (?:el porcentaje|la proporci[oó]n)|^porcentaje"),
        ("money", rf"cu[aá]nto dinero|cu[aá]ntos (?:euros|d[oó]lares|millones|fondos)|cu[aá]nto (?!tiempo)[^?]{{0,80}}(?:{_ES_PAID})|qu[eé] (?:suma|monto|cantidad de dinero|importe)|cu[aá]l (?:es|era|fue) (?:el|la) (?:monto|importe|suma|presupuesto|costo|coste)|^(?:monto|presupuesto|importe)\b"),
        ("period", r"cu[aá]nto tiempo|cu[aá]ntos años (?!ten|tien)|qu[eé] (?:siglo|d[eé]cada|per[ií]odo|años|fechas)|entre qu[eé]|cu[aá]l (?:es|era|fue) (?:la duraci[oó]n|el per[ií]odo)"),
        ("year", r"qu[eé] año|^año\b"),
        ("date", r"^\W*(?:(?:desde|hasta|para|y) )?cu[aá]ndo\b|desde cuándo|qu[eé] (?:fecha|d[ií]a|mes)\b|cu[aá]l (?:es|era|fue) la fecha|^fecha\b"),
        ("number", r"cu[aá]nt[oa]s?\b|cu[aá]l (?:es|era|fue) (?:el n[uú]mero|la cantidad)|qu[eé] (?:n[uú]mero|cantidad)|^n[uú]mero"),
        ("list", r"^\W*(?:enumer|mencion|list[ae]|nombr[ea]|cite|indique)|qui[eé]nes (?:son|eran)"),
        ("person", r"^\W*(?:(?:a|de|por|con|para) )?qui[eé]n(?:es)?\b|qu[eé] (?:personaje|experto|presidente|ministr[oa]|embajador|persona)"),
        ("place", r"^\W*(?:(?:de|en|a) )?(?:a?d[oó]nde)\b|dónde|qu[eé] (?:ciudad|lugar|pa[ií]s|regi[oó]n|sede)\b"),
        ("organisation", r"qu[eé] (?:organizaci[oó]n|organismo|instituci[oó]n|agencia|comit[eé]|entidad|[oó]rgano|comisi[oó]n|empresa|ministerio)\b"),
        ("definition", r"^\W*qu[eé] (?:es(?! lo que)|son|significa|se entiende|quiere decir)\b|definici[oó]n|^\W*defin|^\W*cu[aá]l es el significado"),
        ("list", r"^\W*(?!por )(?:\w+ )?qu[eé] (?!es\b|has\b|más\b)\w+s\b|^\W*cu[aá]les\b|\bqué (?:países|estados)"),
    ),
    "ru": (
        ("yes_no", r"(?:^|\s)ли(?=[\s?,]|$)|правда ли|верно ли"),
        ("percent", r"как(?:ой|ов) процент|сколько процентов|как(?:ая|ова|ую) доля?|какую долю|^процент"),
        ("money", rf"сколько (?:денег|средств|евро|долларов|миллионов)|как(?:ая|ую|ова|ой) (?:\w+ )?сумм|сколько (?:\w+ ){{0,6}}(?:{_RU_PAID})|как(?:ой|ов) (?:бюджет|размер взноса)|какова (?:стоимость|сумма)|^(?:сумма|бюджет)"),
        ("period", r"как долго|сколько (?:времени|лет(?! (?:было|исполн)))|какой период|какого периода|какой срок|каков срок|между какими (?:годами|датами)|какие годы|какие десятилетия|каком (?:веке|десятилетии)|какова продолжительность"),
        ("year", r"каком году|какого года|какой год|^год\b"),
        ("date", r"^\W*(?:(?:с каких пор|и|а)\W*)?когда\b|с каких пор|до каких пор|как(?:ого|ому) числ|как(?:ая|ова|ой|ую) (?:\w+ )?дат|какой день|каком месяце|^дата\b|когда\s?\?"),
        ("number", r"сколько|сколькими|каково (?:общее )?(?:число|количество)|какое (?:число|количество)|какова численность|^(?:число|количество)"),
        ("list", r"^\W*(?:перечисл|назовите|укажите|приведите)|кто входит"),
        ("person", r"^\W*(?:(?:с|у|к|от|для|о|за) )?(?:кто|кем|кому|кого|ком|чей|чья|чье)\b|какой (?:министр|президент|посол|человек)|как зовут"),
        ("place", r"^\W*(?:и )?(?:где|куда|откуда)\b|как(?:ом|ой|ая) (?:городе?|стран[еа]|месте?|регионе?)\b"),
        ("organisation", r"как(?:ая|ой|ое|им|ую) (?:\w+ )?(?:организаци|орган(?:ом)?\b|учреждени|агентств|комитет|ведомств|комисси|компани)"),
        ("definition", r"что такое|что (?:озна|знач|понима|подразум)|определени|расшифров"),
        ("list", r"как(?:ие|их|ими)\b(?!-)"),
    ),
    "ar": (
        ("yes_no", r"^\W*(?:هل|الم|اليس)\b"),
        ("percent", r"(?:ما|كم) (?:هي )?(?:ال)?نسبة|اي نسبة|كم في المائة"),
        ("money", rf"كم (?:يورو|دولار|مليون|مبلغ|من المال|من الاموال)|كم (?:{_AR_PAID}|بلغت? (?:قيمة|مساهمة|تبرع|مبلغ|تكلفة|ميزانية))|ما (?:هو |هي )?(?:ال)?(?:مبلغ|قيمة|تكلفة|ميزانية)|^المبلغ|بكم"),
        ("period", r"(?:ما|اي) (?:هي )?(?:ال)?(?:فترة|مدة)|كم (?:من الوقت|سنة|عاما|استغرق|دام)|بين اي"),
        ("year", r"اي (?:سنة|عام)\b|ما (?:هي |هو )?(?:السنة|العام)"),
        ("date", r"متى|(?:ما|اي) (?:هو )?(?:ال)?تاريخ|اي (?:يوم|شهر)\b|^تاريخ"),
        ("number", r"كم\b|ما (?:هو )?(?:ال)?عدد|ما (?:هي )?كمية"),
        ("list", r"^\W*(?:اذكر|عدد|سم|اسرد)|من هم|(?:ما|ماهي|اي|ما هي) (?:هي )?(?:الدول|البلدان|المنظمات|التدابير|الاجراءات|الخطوات|المعاهدات|الاطراف|الاهداف|الركائز|الانشطة)"),
        ("place", r"اين|(?:اي|ما) (?:هي )?(?:مدينة|مكان|بلد|دولة|المدينة|المكان|البلد)\b"),
        ("person", r"^\W*(?:ل|ب)?من (?!اين|اي\b|متى)|^\W*من\s?\?"),
        ("organisation", r"(?:اي|ما) (?:هي )?(?:ال)?(?:منظمة|هيئة|وكالة|مؤسسة|جهة|لجنة)\b(?! حظر)"),
        ("definition", r"ما (?:المقصود|معنى|تعريف)|ماذا (?:يعني|تعني)|^\W*عرف |^\W*ما (?:هو|هي) (?!اسم|موقف|دور|هدف|سبب|الغرض|الهدف|السبب)\S+(?: \S+){0,5}$"),
    ),
    "zh": (
        ("yes_no", r"吗\W*$|是否|有没有|是不是|能否|可否|会不会"),
        ("percent", r"百分之(?:几|多少)|百分比|比例|几成"),
        ("money", r"多少\s?(?:万|亿|百万)?\s?(?:钱|欧元|美元|英镑|日元|元|资金|捐款|经费|款)|(?:金额|总额|捐款|费用|预算|款项|资金|数额|捐款额).{0,12}(?:多少|是什么)|(?:捐款?|捐助|捐赠|出资|花费?|支付|提供|认捐|拨款)了?\s?多少(?!次|个|名|国)|什么数额"),
        ("period", r"多长时间|哪个(?:年代|世纪)|多久|哪段时[间期]|什么[期时][间期]内|哪个时期|哪几年|哪些年|何时[至到]何时|什么时候到什么时候|多少年|(?<!第)几年|期限|任期"),
        ("year", r"哪一?\s?年|何年|什么年份?|哪个年份"),
        ("date", r"何时|什么时候|几时|何日|哪一?天|几月|几[日号]\b|什么日期|哪个?日期|日期是|什么时间|哪一?个?月|何月|^.{0,20}的?日期\W*$"),
        ("number", r"多少|(?<!第)几\s?[㐀-鿿]|多[大远高重深](?!程度|意义)|(?:数量|数目|总数|人数|次数)(?:是什么)?\W*$"),
        ("list", r"哪些|列出|列举|哪几|分别[是为]|包括什么|谁们"),
        ("person", r"谁|哪一?位|何人|什么人"),
        ("organisation", r"(?:哪一?[个家]?|什么|何)(?:国际|政府间|区域)?(?:组织|机构|机关|委员会|公司|单位|部门|集团|联盟|团体)"),
        ("place", r"哪里|哪儿|何处|何地|什么地[方点]|哪一?[座个]?(?:城市|地[点区方]|国家?|洲)|在哪(?![些位个一年家几])"),
        ("definition", r"什么是|何谓|何为|定义|什么意思|指的?是?什么|全称|代表什么|含义|^[^的]{1,30}是(?:一?个?)什么\W*$"),
    ),
}  # fmt: skip
_QUESTION_WORDS = {
    "fr": r"\b(?:quand|combien|où|qui|que|quoi|quel\w*|pourquoi|comment|lequel\w*)\b|qu'",
    "es": r"\b(?:cu[aá]ndo|cu[aá]nt\w+|d[oó]nde|qui[eé]n\w*|qué|cu[aá]l\w*|cómo|por qu[eé])\b",
    "ru": r"\b(?:когда|скольк|где|кто|кем|ком|кого|что|чего|чему?|чей|чь|как|почему|зачем|куда|откуда)",
}


def question_kind(question: str, language: str) -> QuestionKind:
    """What `question` asks for; "other" for "why", "how" and languages beyond the six."""
    for kind, pattern in _compiled(language):
        if pattern.search(question):
            return kind
    # Spanish and Russian may mark such a question by its tone alone.
    if language in _QUESTION_WORDS and "?" in question and not re.search(_QUESTION_WORDS[language], question):
        return "yes_no"
    return "other"


@lru_cache
def _compiled(language: str) -> tuple[tuple[QuestionKind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS.get(language, ()))

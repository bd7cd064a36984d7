"""Question words of English, French and Spanish: patterns for each kind of question, the telling ones first.

In: nothing; these are tables for `assistant.questions.question_words`. They match lower-case plain characters.
"""

from assistant.questions.question_kind import KindPatterns

_OPENING = r"^[\W_]*(?:and |please |tell me |do you know |can you tell me |could you tell me |so )*"
_EN_PAID = (
    r"contribut|donat|pa(?:y|id)|g[ai]ve|spen[dt]|pledge|cost|fund|invest"
    r"|allocat|provid|grant|receiv|rais|charge"
)
_EN_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|should|may|must|might)"
_EN_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_EN_BODY = (
    r"(?:organi[sz]ation|agency|body|institution|institute|entity|committee|commission|company"
    r"|ministry|bloc|department)"
)
_FR_PAID = r"co[uû]t|pa(?:y|ie)|vers|donn|contribu|d[eé]pens|financ|allou|consacr|promis|engag[eé]"
_ES_PAID = r"cost|cuesta|pag|aport|don[oaó]|contribu|gast|financ|asign|destin|prome|entreg"

ENGLISH: KindPatterns = (
    ("yes_no", rf"{_OPENING}(?!do you know |can you |could you ){_EN_VERB}(?:n't)? "),
    (
        "percent",
        r"\b(?:what|which) (?:\w+ )?(?:percentage|per ?cent|share|proportion|fraction)|"
        r"how many per ?cent|what (?:is|was) the (?:percentage|share|proportion)|^percentage",
    ),
    (
        "money",
        rf"how (?:much|many) (?:money|funding|financ\w+|million|billion|euros?|(?:us )?dollars?|"
        rf"pounds)|"
        rf"how much (?:\w+ ){{0,8}}(?:{_EN_PAID})|"
        rf"\b(?:what|which) (?:\w+ ){{0,3}}(?:amount|sum)s?(?: of money)?\b(?! of (?!money))|"
        rf"(?:what|which) (?:is|was|were|are) (?:the |its |their )?(?:\w+ ){{0,2}}(?:amount|cost|"
        rf"budget|price|contribution)\b|"
        rf"^(?:total )?(?:amount|budget|cost|contribution)\b|, in (?:us )?(?:euros?|dollars?|pounds|francs)\b|"
        rf"(?:what|which) (?:is|was) the (?:total|sum|amount) of (?:[\w-]+ ){{0,3}}(?:payments?|contributions?|"
        rf"donations?|pledges?|funding|costs?)\b|"
        rf"^\W*what (?:do|does|did|will|would|has|have) [^?]{{1,80}} (?:cost|earn|paid|pay)(?: so far)?\W*$",
    ),
    (
        "period",
        r"how long\b|(?:what|which) (?:century|decade|era)s?\b|"
        r"for how many (?:years|months|days|weeks)|(?:what|which) (?:time )?period|"
        rf"between (?:which|what) (?:years|dates|months|days)|(?:what|which) (?:{_EN_NUMBER} )?years\b|"
        r"(?:what|which) dates\b|from when (?:to|until)|"
        r"what (?:is|was) (?:the|[\w'’]+) (?:\w+ ){0,4}(?:duration|term of office|period)\b|over what (?:time|span)",
    ),
    ("year", r"(?:what|which) (?:\w+ )?year\b|^year\b|\byear\W*$|(?:what|which) (?:is|was) the (?:\w+ )?year\b"),
    (
        "date",
        rf"{_OPENING}(?:since|until|till|by|from|and|exactly)? ?when\b|\b(?:since|until|by) when\b|"
        rf"when\s?\?$|[:,;–—-] ?when (?:was|were|is|did|does|will|has|had)\b|"
        rf"\bdate\W*$|\bdate of \w+|(?:what|which) (?:exact |precise )?(?:date|day|month)\b|"
        rf"what (?:is|was|will be) the (?:\w+ )?date\b|{_OPENING}(?:the )?date\b",
    ),
    (
        "number",
        r"how many\b|how much\b|"
        r"how (?:often|large|big|frequently|far|old|tall|deep|heavy|high|fast|wide)\b|"
        r"(?:what|which) (?:is |was |were |are )?(?:the )?(?:total |overall |exact |"
        r"current )?(?:number|quantity|count|total|size|amount|population|score|ratio|average|age|"
        r"distance|rate|cap|ceiling)\b|"
        r"(?:what|which) (?:is|was|were|are) (?:the |its |their )(?:\w+ ){0,2}(?:number|cap|ceiling|limit|threshold|"
        r"output|temperature|capacity|power|height|weight|length|depth|speed|boiling point|melting point)\b|"
        r"^(?:total )?number of|[:,;–—-] ?(?:the )?(?:total )?number of\b",
    ),
    (
        "list",
        rf"{_OPENING}(?:list|name|enumerate|cite|mention|identify|"
        rf"give (?:me )?(?:all|the names|a list|examples))\b|"
        rf"\bwho (?:are|were) the\b",
    ),
    (
        "person",
        rf"{_OPENING}(?:by |to |with |from |for |on behalf of )?who(?:m|se)?\b|"
        rf"\b(?:by|with|to|from) whom\b|"
        rf"(?:which|what) (?:person|player|actor|author|expert|leader|representative|delegate|"
        rf"president|prime minister|minister|ambassador|official|diplomat|chair\w*|individual)\b|"
        r"what (?:is|was) the (?:full )?name of the (?:[\w-]+ ){0,3}(?:president|minister|ambassador|chair\w*|secretary"
        r"|director|head|leader|delegate|representative|expert|author|official|general|judge|king|queen|inspector)\b",
    ),
    (
        "place",
        rf"{_OPENING}(?:from |and )?where\b|"
        rf"(?:which|what) (?:\w+ )?(?:city|cities|town|place|location|venue|country|nation|region|"
        rf"continent|capital)\b(?! have)|what (?:is|was) (?:the |[\w'’]+ )(?:capital|seat)\b|"
        rf"\bwhich (?:\w+ )?(?:state|government)\b",
    ),
    (
        "organisation",
        rf"(?:which|what) (?:[\w-]+ ){{0,2}}{_EN_BODY}\b|what (?:is|was) the name of the {_EN_BODY}",
    ),
    (
        "definition",
        rf"\b(?:definition of|stands? for|(?:does|do|did) [^?]{{1,80}} mean\b|meant by|meaning of)|"
        rf"{_OPENING}(?:define|explain (?:the term|what))\b",
    ),
    (
        "list",
        rf"(?:which|what) (?:of the )?(?:other |main |new |key |specific |{_EN_NUMBER} |"
        rf"[\w-]+(?:al|ic|ive|ed|ing|ent|ary|ous|ar|an|ese|ish) )?(?!{_EN_VERB}\b|happens|occurs|makes|causes|"
        rf"drives|status\b|basis\b|progress\b|process\b)(?:[\w-]+[^siu\W]s|people|members)\b|"
        rf"(?:which|what) [\w-]+ (?:[\w-]+ )?[\w-]+[^siu\W]s (?:are|were|do|did|have|had)\b|"
        rf"what (?:are|were) (?:the|its|their|some)\b",
    ),
    (
        "definition",
        r"^\W*what(?:'s| is| are) (?:an? |the )?(?!purpose|aim|goal|role|position|reason|status|name|"
        r"main|difference)[\w/()-]+(?: (?!of |for |to |that |in |by |with |from |about "
        r")[\w/()-]+){0,4}\W*$|"
        r"^\W*what is the (?:\w+ ){0,3}(?:treaty|convention|agreement|protocol|"
        r"initiative)\b(?: (?:on|for|of|against) [^?]{1,80})?\W*$",
    ),
)

FRENCH: KindPatterns = (
    ("yes_no", r"^\W*est-ce qu|^\W*(?!combien|quand|ou|où)\w+(?:-t)?-(?:il|elle|ils|elles|on|ce|t-il)\b"),
    (
        "percent",
        r"quel(?:le)? (?:est |etait |était )?(?:le |la )?(?:pourcentage|part|proportion)|"
        r"combien (?:de |en )?pour ?cent|^pourcentage",
    ),
    (
        "money",
        rf"quel(?:le)? (?:est |était |fut |a été )?(?:le |la )?(?:montant|somme|budget|co[uû]t)|"
        rf"combien (?:d'argent|d'euros|de (?:dollars|millions|fonds))|"
        rf"combien (?!de |d')[^?]{{0,80}}(?:{_FR_PAID})|^(?:montant|budget|co[uû]t)\b",
    ),
    (
        "period",
        r"combien de temps|(?:pendant|durant) combien|quelle période|quelles (?:années|dates)|"
        r"entre quelles|quelle (?:est|était|fut|a été) la (?:durée|période)|combien d'années",
    ),
    ("year", r"quelle année|^année"),
    (
        "date",
        r"^\W*(?:(?:depuis|jusqu'à|à partir de|pour|et) )?quand\b|depuis quand|quand\s?\?|"
        r"quel(?:le)? (?:jour|mois|date)\b|quelle (?:est|était|fut|sera) la date|^date\b",
    ),
    (
        "number",
        r"combien\b|quel (?:est |était )?(?:le )?nombre|quelle (?:est |était )?(?:la )?quantité|"
        r"^nombre\b",
    ),
    (
        "list",
        r"^\W*(?:citez|cite|énumér|enumer|listez|liste|nommez|indiquez|donnez)|"
        r"qui (?:sont|étaient) les|lesquel",
    ),
    (
        "person",
        r"^\W*(?:à |de |par |avec |pour |chez )?qui\b|"
        r"quel(?:le)? (?:président|ministre|ambassadeur|personne|responsable)|"
        r"quel (?:est|était) le nom (?:du|de la|de l') ?(?:\w+ )?(?:président|ministre|ambassad|direct|chef"
        r"|représentant)|comment s'appel\w+ (?:le|la|l')",
    ),
    (
        "place",
        r"^\W*(?:d')?(?:où|ou) |^\W*d'où|\boù\s?\?|"
        r"quel(?:le)? (?:\w+ )?(?:ville|lieu|endroit|pays|région|capitale|état|gouvernement)\b"
        r"|quelle (?:est|était) la capitale",
    ),
    (
        "organisation",
        r"quel(?:le)? (?:organisation|organisme|institution|agence|comité|entité|organe|société|"
        r"commission|ministère)",
    ),
    (
        "definition",
        r"que (?:signifie|veut dire|désigne)|qu'entend-on|définition|^\W*défini|"
        r"^\W*qu'est-ce qu(?:e |')(?:c'est qu(?:e |'))?(?:le |la |les |l'|une? |"
        r"des )?(?!.*\b(?:a|ont|est|sont|doit|peut|fait|avait)\b)[^?]{1,90}\?*$",
    ),
    ("list", r"quel(?:le)?s (?!est)\w+"),
)

SPANISH: KindPatterns = (
    (
        "percent",
        r"qu[eé] (?:porcentaje|proporci[oó]n|por ciento)|"
        r"cu[aá]l (?:es|era|fue) (?:el porcentaje|la proporci[oó]n)|^porcentaje",
    ),
    (
        "money",
        rf"cu[aá]nto dinero|cu[aá]ntos (?:euros|d[oó]lares|millones|fondos)|"
        rf"cu[aá]nto (?!tiempo)[^?]{{0,80}}(?:{_ES_PAID})|"
        rf"qu[eé] (?:suma|monto|cantidad de dinero|importe)|"
        rf"cu[aá]l (?:es|era|fue) (?:el|la) (?:monto|importe|suma|presupuesto|costo|coste)|"
        rf"^(?:monto|presupuesto|importe)\b",
    ),
    (
        "period",
        r"cu[aá]nto tiempo|cu[aá]ntos años (?!ten|tien)|"
        r"qu[eé] (?:siglo|d[eé]cada|per[ií]odo|años|fechas)|entre qu[eé]|"
        r"cu[aá]l (?:es|era|fue) (?:la duraci[oó]n|el per[ií]odo)",
    ),
    ("year", r"qu[eé] año|^año\b"),
    (
        "date",
        r"^\W*(?:(?:desde|hasta|para|y|de) )?cu[aá]ndo\b|desde cuándo|qu[eé] (?:fecha|d[ií]a|mes)\b|"
        r"cu[aá]l (?:es|era|fue) la fecha|^fecha\b",
    ),
    (
        "number",
        r"cu[aá]nt[oa]s?\b|cu[aá]l (?:es|era|fue) (?:el n[uú]mero|la cantidad)|"
        r"qu[eé] (?:n[uú]mero|cantidad)|^n[uú]mero",
    ),
    ("list", r"^\W*(?:enumer|mencion|list[ae]|nombr[ea]|cite|indique)|qui[eé]nes (?:son|eran)"),
    (
        "person",
        r"^\W*(?:(?:a|de|por|con|para) )?qui[eé]n(?:es)?\b|"
        r"qu[eé] (?:personaje|experto|presidente|ministr[oa]|embajador|persona)"
        r"|c[oó]mo se llama(?:ba)? (?:el|la) (?:\w+ )?(?:president|ministr|embajador|director|secretari|jef"
        r"|representant)",
    ),
    (
        "place",
        r"^\W*(?:(?:de|en|a) )?(?:a?d[oó]nde)\b|dónde|qu[eé] (?:ciudad|lugar|pa[ií]s|regi[oó]n|sede|estado|gobierno)\b"
        r"|cu[aá]l (?:es|era) la capital\b",
    ),
    (
        "organisation",
        r"qu[eé] (?:organizaci[oó]n|organismo|instituci[oó]n|agencia|comit[eé]|entidad|[oó]rgano|"
        r"comisi[oó]n|empresa|ministerio)\b",
    ),
    (
        "definition",
        r"^\W*qu[eé] (?:es(?! lo que)|son|significa|se entiende|quiere decir)\b|definici[oó]n|"
        r"^\W*defin|^\W*cu[aá]l es el significado",
    ),
    (
        "list",
        r"^\W*(?!por )(?:\w+ )?qu[eé] (?!es\b|has\b|más\b)\w+s\b|^\W*cu[aá]les\b|"
        r"\bqué (?:países|estados)",
    ),
)

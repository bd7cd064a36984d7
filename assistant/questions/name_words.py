"""Whether a question asks for countries, or for somebody by name, in the six UN languages.

In: the text of a question. Out: yes or no. Which kind of question it is, `assistant.questions.question_words` says.
"""

import re

_COUNTRIES = re.compile(
    r"\b(?:which|what|name the) (?:[\w-]+ ){0,3}(?:countr(?:y|ies)|states?|nations?|governments?)\b(?! parties to)"
    r"|\bquels? (?:\w+ ){0,2}(?:pays|[ée]tats?|gouvernements?)\b"
    r"|\bqu[eé] (?:\w+ ){0,2}(?:pa[ií]s(?:es)?|estados?|gobiernos?)\b"
    r"|\bкак(?:ие|их|ими|им|ая|ой|ое) (?:\w+ ){0,2}(?:стран|государств)|(?:ما|أي|اي) (?:هي )?(?:ال)?(?:دول|بلدان|بلد)"
    r"|哪(?:些|[几两二三四五六七八九十]个?|一?个)?[^，。？联]{0,4}(?:国家?|缔约国)",
    re.IGNORECASE,
)
_ROLE = {
    "en": r"king|queen|president|prime minister|(?:foreign )?minister|ambassador|secretary[- ]general"
    r"|director[- ]general|chancellor|pope|commissioner|chief executive|governor|mayor",
    "fr": r"roi|reine|président|premier ministre|ministre|ambassad\w+|secrétaire général|directeur général|chancelier",
    "es": r"rey|reina|president[ea]|primer[ao]? ministr[oa]|ministr[oa]|embajador|secretari[oa] general"
    r"|director[a]? general|canciller",
    "ru": r"король|королева|президент|премьер-министр|министр|посол|генеральный секретарь|генеральный директор|канцлер",
    "ar": r"ملك|ملكة|رئيس|رئيسة|وزير|وزيرة|سفير|الأمين العام|المدير العام",
    "zh": r"国王|女王|总统|总理|首相|部长|大臣|外长|大使|秘书长|总干事|教皇",
}
_NAME = re.compile(
    rf"\bwho(?:'s| is| was| were) (?:the )?(?:[\w'’-]+ ){{0,3}}(?:{_ROLE['en']})\b"
    rf"|\bnames? of the (?:[\w'’-]+ ){{0,3}}(?:{_ROLE['en']}|leader|expert|author|official|head|representative)\b"
    rf"|\bwhat (?:is|was) (?:his|her|their) name\b"
    rf"|\bqui (?:est|était) (?:le |la |l')?(?:[\w'’-]+ ){{0,2}}(?:{_ROLE['fr']})\b"
    rf"|\bnom d(?:u|e la|e l['’]) ?(?:\w+ )?(?:{_ROLE['fr']})"
    rf"|comment s['’]appel|\bqui[eé]n (?:es|era|fue) (?:el |la )?(?:\w+ ){{0,2}}(?:{_ROLE['es']})\b|c[oó]mo se llama"
    rf"|\bnombre de(?:l| la) (?:\w+ )?(?:{_ROLE['es']})|\bкто (?:\w+ ){{0,2}}(?:{_ROLE['ru']})\b"
    r"|как зовут|как(?:ово|ое) имя"
    rf"|من (?:هو|هي|كان|كانت) (?:\w+ )?(?:ال)?(?:{_ROLE['ar']})|ما (?:هو )?اسم"
    rf"|谁是[^，。？]{{0,12}}(?:{_ROLE['zh']})|(?:{_ROLE['zh']})[^，。？]{{0,3}}是谁|叫什么|姓名|名叫",
    re.IGNORECASE,
)


def asks_for_countries(question: str) -> bool:
    """Whether a country, or several, would be the answer: "Which states signed?"."""
    return bool(_COUNTRIES.search(question))


def asks_for_name(question: str) -> bool:
    """Whether only a person's name would be the answer: "Who is the king of Belgium?"; a country may chair a group."""
    return bool(_NAME.search(question))

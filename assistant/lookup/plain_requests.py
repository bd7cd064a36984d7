"""A reference put as a plain request: "show me para. 5 of …", "what does para. 58 of … say?", "第28段说了什么".

In: what a person wrote, in any of the six UN languages. Out: what is left of it without the words of a request,
which may be a reference. Whether it is one is not known here: any other word that was asked with is left.
"""

import re
from dataclasses import dataclass

from corpus.plain_text import folded

_ASKS: tuple[str, ...] = (
    r"(?:and |so )?what(?: exactly| actually)?(?:'s| is| are| was| does| do| did)?(?: it| they)?(?: exactly| actually)?"
    r"(?: (?:say|said|written|stated|contained|set out|provide|state|read))?",
    r"(?:does|do|did) (?:it |they )?(?:actually |exactly )?say|says?|states?|reads?"
    r"|contains?|provides?|stipulates?|sets? out",
    r"qu(?:e|oi) (?:disent|dit|contien(?:t|nent)|prévoi(?:t|ent)|stipule|énonce|dispose|indique)(?:-on| on)?"
    r"|qu'(?:est-ce (?:que |qui |qu'il )?(?:dit|disent|contient|est (?:dit|écrit)|y a)?|y a-t-il|indique|énonce)"
    r"|que (?:lit|trouve)-t?-?on|quelle? est|(?:est )?(?:dit|écrit)",
    r"qu[eé] (?:se )?(?:dicen?|ponen?|contienen?|establecen?|señalan?|estipulan?|disponen?|prevén?|prevé|hay|reza)"
    r"(?: escrito)?|cu[aá]l es|qu[eé] es lo que dice|dice",
    r"(?:а )?что (?:же )?(?:говорится|сказано|написано|содержится|гласит|гласят|записано|изложено|предусматривает)"
    r"|о ч[её]м(?: говорится| идет речь)?|как (?:звучит|гласит|сформулирован)|каков[аоы]?|говорится",
    r"(?:و)?(?:علي )?ماذا|ما (?:هو|هي|الذي|مفاد)|ما|(?:ت|ي)?(?:قول|نص|رد|تضمن|حتوي)(?:ه|ها)?(?: عليه)?"
    r"|جاء|ورد(?:ت)?|نصت|قالت?|مكتوب",
)
"""Words that ask what a text says."""
_SHOWS: tuple[str, ...] = (
    r"(?:(?:can|could|would|will) you|(?:can|could|may) (?:i|we)(?: have)?|hi|hello"
    r"|(?:i|we)(?:'d like| would like| want| need| wish)(?: to)?"
    r"|i'?m looking for|i am looking for|looking for|let (?:me|us))"
    r"|(?:show|tell|give|display|quote|cite|print|open|find|get|fetch|see|bring up|pull up|look up|go to|send)"
    r"(?: (?:me|us))?|please|pls|thanks|thank you|exactly|(?:full |exact |complete )?(?:text|wording|contents?)",
    r"(?:peux-tu|peut-on|pouvez-vous|pourriez-vous|pourrais-tu|puis-je|je (?:cherche|veux|voudrais|souhaite)"
    r"|j'aimerais|bonjour)"
    r"|(?:me |m'|nous )?(?:montre[rz]?|donne[rz]?|affiche[rz]?|cite[rz]?|dis|dites|li(?:s|re|sez)|ouvre[rz]?"
    r"|trouve[rz]?|voir)(?:-(?:moi|nous))?|s'il (?:te|vous) pla[iî]t|svp|exactement|au juste"
    r"|(?:texte|libellé|contenu|teneur)(?: (?:intégral|exact))?",
    r"(?:me |nos )?(?:puedes?|podr[ií]as?|podemos|quiero|quisiera|necesito|busco|quer[ií]a|hola)"
    r"|(?:mu[eé]str[ae]|mostrar|ens[eé][ñn][ae]|ense[ñn]ar|cita|lee|lea|leer|abre|abra|busca|ver)(?:me|nos)?"
    r"|(?:da|d[eé]|dar|di|decir)(?:me|nos)"
    r"|por favor|exactamente|(?:texto|contenido|tenor)(?: (?:íntegro|completo|exacto|literal))?",
    r"пожалуйста|можно|можете|мо(?:жешь|гу)|(?:я )?(?:хочу|хотел[аи]? бы|ищу)|(?:мне )?нуж(?:ен|на|но)|мне|нам"
    r"|здравствуйте|привет|(?:покажи|расскажи|скажи|процитируй|приведи|дай|открой|прочитай|прочти|найди|выведи)(?:те)?|увидеть|посмотреть|прочитать|показать"
    r"|именно|точно|(?:(?:полный|точный) )?текст|содержание|формулировк[ау]",
    r"من فضلك|لو سمحت|هل يمكن(?:ك|ني)?|(?:ا)?ريد(?: ان)?|(?:ا)?بحث عن|(?:ارني|ارنا|اعرض|اظهر|هات|اعطني|اقرا|افتح|قراءة"
    r"|رؤية|اري|الاطلاع علي|عرض)(?: (?:لي|لنا))?|بالضبط|تحديدا|(?:ال)?(?:نص|مضمون|محتوي)(?: (?:ال)?كامل)?",
)
"""Words that ask to be shown a text."""
_HAN_ASKS = (
    r"[的里中上]?(?:面|边)?(?:都|究竟|到底|具体|主要)?(?:是?(?:怎么|如何)(?:说|写|讲|规定)的?"
    r"|(?:说|讲|写|谈|规定)(?:的|了|着|到)?(?:是)?(?:些)?(?:什么|啥|哪些)(?:内容)?|是?什么内容|有(?:些)?什么内容"
    r"|的?(?:具体)?内容(?:是什么|如何|为何))"
)
_HAN_SHOWS = (
    r"^(?:请问|(?:请|麻烦|我想|我要|能否|可否|可以)?(?:你|您)?(?:帮我|给我|为我|让我|把)?(?:看一下|看看|看|显示|展示|引用|查一下"
    r"|查找|查|找出|找到|找|打开|读|出示|给出)(?:一下)?|请把|请|把)|的?(?:完整)?(?:原文|全文|文本|案文|内容|文字)"
    r"(?:给我(?:看看|看一下|看)?|是什么)?$|(?:给我(?:看看|看一下|看))$|(?:谢谢|好吗|吗)$"
)
_ALONE = r"(?<![\w/.'-])(?:{})(?![\w/'-]|\.\w)"
_ASKED = re.compile(_ALONE.format("|".join(_ASKS)) + f"|{_HAN_ASKS}$")
_SHOWN = re.compile(_ALONE.format("|".join(_SHOWS)) + f"|{_HAN_SHOWS}")
_LINKS = re.compile(
    r"[\s,;:]*(?:(?:in|at|of|for|on|en|dans|au|aux|à|du|des|de|del|la|le|les|el|los|las|the|в|во|из|о|об|في|من|عن|علي)\s"
    r"|[ld]')*"
)
_EDGES = " \t¿¡?!.,;:…؟،。？！，："


@dataclass(frozen=True, slots=True)
class PlainRequest:
    """A text without the words of a request."""

    about: str
    asks_what_it_says: bool
    """Whether it is a question: "what does … say?", and no "show me …"."""


def find_request(text: str) -> PlainRequest | None:
    """What a text asks to be shown or told the words of; None where no word of it asks.

    Examples: "Show me para. 5 of A/RES/67/53" → "para. 5 of A/RES/67/53"; "比利时2022年报告第28段说了什么" →
    "比利时2022年报告第28段"; "Why was A/RES/67/53 adopted?" → None.
    """
    small = folded(text).replace("’", "'").rstrip(_EDGES)
    left = list(text[: len(small)])
    asked = _blank(_ASKED, small, left)
    shown = _blank(_SHOWN, "".join(folded("".join(left))).replace("’", "'"), left)
    if not asked and not shown:
        return None
    about = " ".join("".join(left).split()).strip(_EDGES)
    links = _LINKS.match(folded(about).replace("’", "'"))
    about = about[links.end() if links else 0 :].strip(_EDGES)
    return PlainRequest(about, asked) if about else None


def _blank(words: re.Pattern[str], small: str, left: list[str]) -> bool:
    """Puts blanks in the place of words; whether there were any."""
    spans = [match.span() for match in words.finditer(small)]
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return bool(spans)

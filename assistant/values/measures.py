"""Units of measure in the six UN languages: what a question wants measured, and what a number measures.

In: a question, or what stands behind a number. Out: the dimension: a question for tonnes is answered in kilograms too,
and by no number of states. States are counted so often that they are a dimension here. Nothing is converted.
"""

import re

_UNITS = {
    "mass": r"(?:metric )?tonn?es?|tons?|kilos?|(?:kilo|milli)?gramm?e?s?|kg|toneladas?|(?:kilo|mili)?gramos?"
    r"|тонн\w*|(?:кило|милли)?грамм\w*|кг|ط[نّ]ا?|أطنان|(?:كيلو)?غرام\w*|公?吨|公斤|[千毫]?克(?!服)|磅",
    "power": r"(?:kilo|mega|giga)?watts?(?:[- ]hours?)?|[kMG]Wh?e?|(?:kilo|mega|giga)?vatios?"
    r"|(?:кило|мега|гига)?ватт\w*|[кМГ]Вт|(?:كيلو|ميغا|جيغا)واط|[千兆]?瓦(?!解)|亿瓦",
    "length": r"(?:kilo|centi|milli)?met(?:re|er)s?|km|miles?|kilom[eè]tres?|mètres?"
    r"|(?:kil[oó]|cent[ií]|mil[ií])?metros?|(?:кило|санти|милли)?метр\w*|км|(?:كيلو|سنتي)?متر\w*|公里|千米|厘米|毫米|英里|海里|米",
    "area": r"square \w+|hectares?|hectáreas?|km²|гектар\w*|кв\. ?к?м|هكتار\w*|公顷|平方\w{1,2}",
    "volume": r"lit(?:re|er)s?|cubic \w+|litros?|литр\w*|لتر\w*|立方米|升",
    "temperature": r"degrees?(?: celsius)?|degrés?|grados?|градус\w*|درج(?:ة|ات)|摄氏度|度",
    "states": r"(?:[^\W\d_]+ )?(?:states?|countr(?:y|ies)|nations)|pays|[ée]tats|estados|pa[ií]ses"
    r"|государств\w*|стран\w*|(?:ال)?(?:دول\w*|بلد\w*)"
    r"|个?(?:[㐀-鿿]{0,4}(?:国家|[约员会事署]国)|国(?![际内防籍民有王会外]))",
    "time": r"seconds?|minutes?|hours?|days?|weeks?|months?|years?|ans|années|jours|mois|años|meses|días|лет"
    r"|месяц\w*|дн\w+|سن\w+|أشهر|أيام|小时|分钟|秒|年|个?月|周|天",
}
_UNIT = "|".join(f"(?P<{dimension}>{words})" for dimension, words in _UNITS.items())
_BEHIND = re.compile(rf"\s?(?:{_UNIT})(?![^\W\d_㐀-鿿])", re.IGNORECASE)
_ASKED = re.compile(
    r"(?:\bhow (?:many|much)|\bcombien d(?:e |['’])|\bcu[aá]nt[oa]s?|\bсколько|كم(?: عدد)?|多少(?:万|亿|百|千)?|几"
    rf"|\bnumber of|, in|\(in)\s?(?:{_UNIT})(?![^\W\d_㐀-鿿])|\bin (?P<end>\w+)\W*$",
    re.IGNORECASE,
)


def asked_dimension(question: str) -> str | None:
    """What the question wants measured: "How many tonnes …?" → "mass"; None where it counts, or does not say."""
    match = _ASKED.search(question)
    if match is None:
        return None
    return dimension_of(match["end"]) if match["end"] else match.lastgroup


def dimension_of(unit: str) -> str | None:
    """The dimension of the unit that `unit` begins with: "千克高浓铀" → "mass"; None where it is none."""
    match = _BEHIND.match(unit)
    return match.lastgroup if match else None

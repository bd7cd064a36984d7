"""Words by which a question names documents and asks what differs between them, in the six UN languages.

In: nothing; these are patterns for `assistant.parts.compared_documents`. They match folded text (`corpus.plain_text`).
"""

import re

_OF = (
    r"\s|['’]s?(?!\w)|[,،、，()\"«»“”]|年|的|两份|两个|那份|这份|份|和|与|及|同"
    r"|\b(?:and|or|its|their|his|her|the|of|from|by|both|two|dated|year|years|le|la|les|de|du|des|et|ou|ses|son|sa|leurs?"
    r"|deux|par|el|los|las|del|y|e|o|sus?|dos|por|и|его|ее|их|года?|годов|году|г|гг|от|двух|обоих"
    r"|لعامي|لعام|لسنة|لسنتي|عامي|عام|سنة|سنتي|و)\b|\bو(?=\d)|\b[ld]['’]"
)
BETWEEN_NAME_AND_REST = re.compile(rf"(?:{_OF})*")
"""What may stand between the author of a document and its year or kind. "On" and "in" lead to what it is about."""
BETWEEN_ASPECTS = re.compile(
    rf"(?:{_OF}|至|到|在|中|里|间|\b(?:between|to|in|for|with|than|as|entre|en|dans|au|aux|avec|al|con|с|со|по|между|за|в|во"
    r"|к|до|из|في|بين|من|الي|على|علي)\b)*"
)
"""What may stand between its year and its kind, and between two documents."""
LEADING = re.compile(
    r"(?:\b(?:between|from|in|the|its|their|both|two|of|by|according to|per"
    r"|entre|dans|selon|d'apr[èe]s|le|la|les|ses|son|leurs?|deux|de|des|du|en"
    r"|los|las|el|sus?|seg[uú]n|dos|между|в|во|по|согласно|двух|его|ее|их|بين|في|من|حسب)\s+)+$"
)
"""What goes with the name of a document, in front of it."""
JOINT = re.compile(
    r"(?:^|[\s\d年份'’s])(?:and|or|to|with|than|et|ou|y|e|o|и|с|или|و)(?:$|[\s\d])|[,،、，和与及同到至]|\bو(?=\d)"
)
"""What separates two documents in it."""
OWN = re.compile(
    r"\b(?:its|their|his|her|ses|son|sa|leurs?|sus?|его|ее|их|свои[хм]?|своем|своих)\b|(?<!\w)تقريري?ها|其"
)
"""A document is its author's, whom the question names elsewhere."""
CHANGED = re.compile(
    r"chang|differ|compar|evol|shift|\bmove|\bgrow|\bgrew|\bfall|\bfell|\brise|\brose|develop|\bsame\b"
    r"|évolu|diffèr|différ|\bmême\b|cambi|diferen|mismo|измени|меня|отлич|разни|сравн|эволюц|вырос"
    r"|تغير|يتغير|اختلف|يختلف|فرق|تطور|مقارن|变化|变了|改变|不同|区别|差别|差异|对比|比较|相比|演变|增加|减少"
)
"""That something differs between two times."""
DUAL_REPORTS = re.compile(r"(?<!\w)(?:ال|ل|ب)?تقرير(?:ا|ي|ان|ين)(?!\w)")
"""The Arabic dual, "two reports"."""

CHANGING = re.compile(
    r"^how (?:did|do|does|has|have) (?=.+ (?:changed?|differ(?:ed)?|evolved?|shift(?:ed)?|moved?|developed?)\W*$)"
    r"|\b(?:changed?|differ(?:ed)?|evolved?|shift(?:ed)?|moved?|compared?|developed?|gr[eo]wn?|rise|rose|risen|f[ae]ll"
    r"|fallen)(?=\W*$)"
    r"|(?: a-t-(?:il|elle)| ont-(?:ils|elles))? (?:évolué|changé|varié|diffèrent?|évoluent?)(?=\W*$)"
    r"|(?<=^qu['’]est-ce qui) a changé(?: dans ce que)?"
    r"|(?<=^¿c[oó]mo )(?:ha |han )?(?:cambi(?:ó|aron|ado)|evolucion(?:ó|aron|ado)|difieren?|varió)"
    r"|(?<=^как )(?:изменил|менял|отлича|различа)\w+|(?<=^كيف )(?:[تي]?تغيرت?|[تي]?تطورت?|اختلفت?|[يت]ختلف)"
    r"|(?:有了?|发生了?)(?:什么|何|哪些)?(?:不同|变化|区别|差别|差异|改变)(?=\W*$)"
)
"""The words that ask what changed, as no single document says it: they are taken out of its question."""

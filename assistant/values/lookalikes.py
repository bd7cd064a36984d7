"""What looks like a value and is none: symbols, ordinals, numbers of provisions, links, clock times.

In: text. Out: the same text in plain characters, of the same length, with these masked. Named provisions
("Article VI, paragraph 18", "行动 20") and resolutions ("第 1540(2004)号决议") say where something
stands, not how much there is of it; numeric dates such as 03/04/2010 could mean either of two days.
"""

import re
from collections.abc import Iterable

from assistant.values.dates import MEASURE_WORDS
from assistant.values.numerals import plain_characters
from corpus.symbols import find_symbols

_MASK = "\x00"
_CHINESE_NUMBER = r"(?:\d{1,6}(?:/\d{1,4})?|[一二三四五六七八九十百千零〇两]{1,8})"
_PROVISION_WORDS = (
    r"articles?|art\.|art[ií]culos?|стать[а-я]{1,3}|ст\.|المادة|المادتين"
    r"|paragraphe?s?|paras?\.?|par\.|p[aá]rrafos?|p[aá]rr\.|пункт[а-я]{0,3}|пп?\.|الفقرة|الفقرات|الفقرتين"
    r"|alin[ée]as?|sections?|secci[oó]n|chapters?|chapitres?|cap[ií]tulos?|глав[а-я]{1,2}|part|phase"
    r"|annex(?:es|e)?|anexos?|приложени[а-я]{1,3}|المرفق"
    r"|actions?|mesures?|medidas?|действи[а-я]{1,3}|الاجراء|التدبير"
    r"|resolutions?|r[ée]solutions?|resoluci[oó]n(?:es)?|резолюци[а-я]{1,3}|القرار|قرارها|قراره"
    r"|decisions?|d[ée]cisions?|decisi[oó]n(?:es)?|решени[а-я]{1,3}|المقرر"
    r"|pages?|p[aá]ginas?|pp?\.|страниц[а-я]{1,2}|الصفحة|footnotes?|note|items?|البند|points?|puntos?|rules?"
    r"|no\.|nos\.|n[°º]|№|رقم"
)
_PART = r"(?:\s?\(\w{1,4}\))"
_NOT_AN_AMOUNT = r"(?!\d|[,.]\d{3}|\s?%|\s(?:per|pour|por|million|milli|милли|млн|процент))"
_AND = r"\s{0,2}(?:-|,|and|et|y|и|و|à|to)\s{0,2}"
_NAMED_GROUPS = r"group of|groupe des|grupo de los|групп[аыеу]|مجموعة ال"
_GROUP_SIZES = r"7|8|20|77|seven|eight|sept|huit|siete|ocho|семи|восьми"
_PATTERNS = (
    # Links and addresses
    r"https?://[^\s一-鿿]{1,300}|[\w.+-]{1,64}@[\w.-]{1,100}",
    # 第三十二届, 第 1540(2004)号, 第六条第 4(c)款, 第 18 至 20 段
    rf"第\s{{0,3}}{_CHINESE_NUMBER}(?:\s?\([\w. ]{{1,8}}\)){{0,3}}"
    rf"(?:\s?(?:至|到|-|、|和)\s{{0,3}}(?:第\s?)?{_CHINESE_NUMBER}(?=\s?[条款段号届次章页节卷])){{0,3}}",
    # (CFSP) 2019/615 号决定, 1540(2004)号决议, 67/53; "2016/2017" is a period
    r"(?<!\d)(?!(?:19|20)\d\d/(?:19|20)\d\d(?!\d))\d{1,4}(?:/\d{1,4}|\s?\((?:19|20)\d\d\))\s{0,2}号?",
    # WP.26/Rev.1, CD-1427: parts of symbols
    r"(?<![A-Za-z0-9/._-])[A-Z][A-Za-z]{0,15}[./-](?=[A-Za-z0-9./()-]{0,40}\d)[A-Za-z0-9./()-]{1,60}",
    # Article 4(c), paragraphs 18, 19 and 20
    rf"(?i:(?<![^\W\d_一-鿿])(?:{_PROVISION_WORDS})\s{{0,3}}\d{{1,4}}(?:\.\d{{1,2}}){{0,4}}{_NOT_AN_AMOUNT}"
    rf"{_PART}{{0,3}}(?:{_AND}\d{{1,3}}{_NOT_AN_AMOUNT}{_PART}{{0,2}}){{0,4}})",
    # 行动 20, 附件二; but "行动 2020 年" and "决定五个" go on
    r"(?:行动|附件|附录|脚注|支柱|决定|议程项目)\s{0,3}(?:\d{1,3}(?!\d)|[一二三四五六七八九十]{1,3})"
    rf"(?!\s{{0,3}}(?:月|日|{MEASURE_WORDS}|[万亿千百多余%]|[,.]\d))",
    # The number that begins a paragraph, and a job number
    r"(?m:^)[ \t]{0,8}\d{1,3}[.、)](?=\s|[^\d\s])|(?<!\d)\d{2}-\d{5}(?!\d)|\*\d{5,9}\*",
    # 11.5.14.2 (but "1.000.000" is Spanish), 03/04/2010, 10:30
    r"(?<!\d)(?!\d{1,3}(?:\.\d{3}){2,6}(?![.\d]))\d{1,3}(?:\.\d{1,4}){2,6}(?!\d)",
    r"(?<!\d)\d{1,2}/\d{1,2}/\d{2,4}(?!\d)|(?<!\d)\d{1,2}:\d{2}(?!\d)",
    # +32 2 501 81 11
    r"(?<![\w+])\+\d{1,3}(?:[ .-]\d{1,4}){2,5}",
    # A note's mark behind a sentence
    r"(?<=[。”》])\d{1,2}(?=\s)(?!\s(?:\d|个|国|年|月|名|枚))|(?<=[a-zа-я][.;])\d{1,2}(?=\s)",
    # 欧盟 3+3, 七国集团, Group of 77
    rf"(?<!\d)\d\+\d(?!\d)|{_CHINESE_NUMBER}\s?国集团|(?i:\b(?:{_NAMED_GROUPS})\s?(?:{_GROUP_SIZES})(?!\w))",
    # 三分之二 (百分之二十 is a percentage), 21 世纪, 九十年代
    rf"{_CHINESE_NUMBER}(?<!百)\s?分之\s?{_CHINESE_NUMBER}|{_CHINESE_NUMBER}\s?(?:世纪|年代)",
)
_NOT_VALUES = tuple(re.compile(pattern) for pattern in _PATTERNS)


def without_lookalikes(text: str) -> str:
    """`text` in plain characters, of the same length, with everything masked that is no value."""
    plain = masked(plain_characters(text), ((symbol.start, symbol.end) for symbol in find_symbols(text)))
    for pattern in _NOT_VALUES:
        plain = pattern.sub(lambda match: _MASK * len(match.group()), plain)
    return plain


def masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with the spans, in order and without overlaps, blotted out; its length stays."""
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        pieces += [text[position:start], _MASK * (end - start)]
        position = end
    return "".join([*pieces, text[position:]])

"""Ordinals and the numbers of provisions in a text: "the seventh meeting", 第七次, "Article VI", 第六条, "Annex 2".

In: a text in any of the six UN languages. Out: `Ordinal`s. They count nothing, so `assistant.values.find_values` leaves
them out; a claim that gets one wrong is wrong all the same. Ordinals in words are read up to the ninety-ninth in
English and to the twelfth in French, Spanish, Russian and Arabic.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.checking.plain_words import without_accents
from assistant.values.numerals import parse_chinese
from corpus.symbols import find_symbols


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number that says which one: `text[start:end]`."""

    number: int
    kind: str
    """What is numbered where the text says it in a word known here: "article", "phase"; else ""."""
    start: int
    end: int


_LABELS = {
    "article": r"articles?|art\.|articulos?|стать\w*|ст\.|ال?مادة|للمادة",
    "paragraph": r"paragraphe?s?|paras?\.?|par\.|parrafos?|parr\.|пункт\w*|пп?\.|ال?فقرة",
    "annex": r"annex(?:es|e)?|anexos?|приложени\w*|ال?مرفق|附件|附录",
    "phase": r"phases?|fases?|этап\w*|фаз\w*|ال?مرحلة|stages?|阶段",
    "action": r"actions?|mesures?|medidas?|действи\w*|ال?اجراء|行动",
    "pillar": r"pillars?|piliers?|pilar(?:es)?|компонент\w*|ال?ركيزة|支柱",
    "chapter": r"chapters?|chapitres?|capitulos?|глав\w*|ال?فصل|part",
    "number": r"decisions?|no\.|nos\.|n[°º]|№|decision(?:es)?|решени\w+|رقم",
}
_LABEL = "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items())
_ROMAN = "(?:x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3})"
_LABELLED = re.compile(
    rf"(?<![^\W\d_一-鿿])(?:{_LABEL})\s{{0,2}}(?P<n>\d{{1,3}}(?!\d)|{_ROMAN}(?!\w)|[一二三四五六七八九十]{{1,3}})(?!\s?[万亿%年月国项个])"
)
_HAN = re.compile(
    r"第\s{0,3}(?P<n>\d{1,3}(?!\d)|[一二三四五六七八九十百]{1,4})(?:\s?\(\w{1,6}\))*\s?"
    r"(?P<measure>阶段|条|款|段|届|次|轮|号|章|节|卷|支柱|个|批|期|座|项)?"
)
_HAN_LIST = re.compile(
    r"第(?P<first>[一二三四五六七八九十]{1,3})(?:、|和|及)第?(?P<n>[一二三四五六七八九十]{1,3})(?=[届次轮号条款段])"
)
_HAN_FIRST = re.compile(r"首(?=[次个批届期先座项])|最初|最早|率先|初次|初步")
_MEASURES = {
    "阶段": "phase",
    "条": "article",
    "款": "paragraph",
    "段": "paragraph",
    "号": "number",
    "章": "chapter",
    "支柱": "pillar",
}
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ENGLISH = (
    {word: number for number, word in enumerate([*_UNITS, *_TEENS], start=1)}
    | {f"{word[:-1]}ieth": tens for word, tens in _TENS.items()}
    | {f"{ten}-{unit}": tens + number for ten, tens in _TENS.items() for number, unit in enumerate(_UNITS, start=1)}
)
_ENGLISH_WORD = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))})(?![\w]|-(?:rate|hand|class))"
)
_IDLE = re.compile(
    r"\b(?:at first\b|first(?:,| of all| and foremost)|(?:one|two|a)[ -]thirds?\b|seconds?\b(?= later| ago))"
)
# One entry an ordinal, from the first on.
_SPELLED = {
    "fr": """premiere?s?;(?:deuxieme|seconde?)s?;troisiemes?;quatriemes?;cinquiemes?;sixiemes?;septiemes?;huitiemes?
        ;neuviemes?;dixiemes?;onziemes?;douziemes?""",
    "es": """primer[oa]?s?;segund[oa]s?;tercer[oa]?s?;cuart[oa]s?;quint[oa]s?;sext[oa]s?;septim[oa]s?;octav[oa]s?
        ;noven[oa]s?;decim[oa]s?;undecim[oa]s?;duodecim[oa]s?""",
    "ru": """перв(?:[ыо]й|ая|ое|ого|ому|ым|ом|ую|ые|ых);втор(?:ой|ая|ое|ого|ому|ым|ом|ую|ые|ых)
        ;трет(?:ий|ь[яею]|ьего|ьей|ьем);четверт(?:[ыо]й|ая|ое|ого|ому|ым|ом|ую);пят(?:[ыо]й|ая|ое|ого|ому|ым|ом|ую)
        ;шест(?:ой|ая|ое|ого|ому|ым|ом|ую);седьм(?:ой|ая|ое|ого|ому|ым|ом|ую);восьм(?:ой|ая|ое|ого|ому|ым|ом|ую)
        ;девят(?:[ыо]й|ая|ое|ого|ому|ым|ом|ую);десят(?:[ыо]й|ая|ое|ого|ому|ым|ом|ую)
        ;одиннадцат(?:[ыо]й|ая|ое|ого);двенадцат(?:[ыо]й|ая|ое|ого)""",
    "ar": """ال?اول[يى]?;ال?ثانية?;ال?ثالثة?;ال?رابعة?;ال?خامسة?;ال?سادسة?;ال?سابعة?;ال?ثامنة?;ال?تاسعة?;ال?عاشرة?
        ;ال?حادية? عشرة?;ال?ثانية? عشرة?""",
}
_SPELLED_PATTERNS = {
    language: [re.compile(rf"(?<![^\W_])[وبل]?(?:{word.strip()})(?!\w)") for word in words.split(";")]
    for language, words in _SPELLED.items()
}
_NUMERIC = re.compile(r"(?<![\w.,/-])(?P<n>\d{1,3})(?:st|nd|rd|th|er|re|e|eme|\.?[ºª]|-(?:й|я|е|го|м|ом|ой|ю|х))(?!\w)")
_ENDINGS = {"fr": "{}e", "es": "{}.º", "ru": "{}-й", "zh": "第{}"}


def find_ordinals(text: str, language: str) -> list[Ordinal]:
    """The ordinals and numbers of provisions in a text, in order; symbols such as A/RES/67/53 are left out.

    Example: "the seventh meeting under Article VI" → 7 "", 6 "article"; 第六条 → 6 "article".
    """
    small = without_accents(text)
    for symbol in find_symbols(text):
        small = small[: symbol.start] + "\x00" * (symbol.end - symbol.start) + small[symbol.end :]
    found = [*_labelled(small), *_han(small), *_numeric(small), *_worded(small, language)]
    apart: list[Ordinal] = []
    for ordinal in sorted(found, key=lambda item: (item.start, -item.end)):
        if not apart or ordinal.start >= apart[-1].end or ordinal.end > apart[-1].end:
            apart.append(ordinal)
    return apart


def render_ordinal(ordinal: Ordinal, language: str) -> str:
    """The number as readers of `language` write an ordinal: "7th", "7e", "7.º", "7-й", "第7"."""
    number = ordinal.number
    if language == "en":
        ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{ending}"
    return "1er" if (language, number) == ("fr", 1) else _ENDINGS.get(language, "{}").format(number)


def _labelled(small: str) -> Iterator[Ordinal]:
    for match in _LABELLED.finditer(small):
        number = _number(match["n"])
        if number:
            yield Ordinal(number, next(kind for kind in _LABELS if match[kind]), match.start(), match.end())


def _han(small: str) -> Iterator[Ordinal]:
    for match in _HAN.finditer(small):
        number = _number(match["n"])
        if number:
            yield Ordinal(number, _MEASURES.get(match["measure"] or "", ""), match.start(), match.end())
    for match in _HAN_LIST.finditer(small):
        number = _number(match["n"])
        if number:
            yield Ordinal(number, "", match.start("n"), match.end())
    for match in _HAN_FIRST.finditer(small):
        yield Ordinal(1, "", match.start(), match.end())


def _numeric(small: str) -> Iterator[Ordinal]:
    for match in _NUMERIC.finditer(small):
        yield Ordinal(int(match["n"]), "", match.start(), match.end())


def _worded(small: str, language: str) -> Iterator[Ordinal]:
    if language == "en":
        idle = [match.span() for match in _IDLE.finditer(small)]
        for match in _ENGLISH_WORD.finditer(small):
            if not any(start <= match.start() < end for start, end in idle):
                yield Ordinal(_ENGLISH[match.group()], "", match.start(), match.end())
    for number, pattern in enumerate(_SPELLED_PATTERNS.get(language, ()), start=1):
        for match in pattern.finditer(small):
            yield Ordinal(number, "", match.start(), match.end())


def _number(written: str) -> int | None:
    if written.isdecimal():
        return int(written)
    return _roman(written) if written[0] in "ivx" else parse_chinese(written)


def _roman(written: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in written]
    return sum(-left if left < right else left for left, right in pairwise([*values, 0]))

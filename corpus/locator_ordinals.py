"""Numbers of parts in words: "pillar two", "second pillar", "deuxième pilier", "второй компонент", "الركيزة الثانية".

In: folded text (`corpus.plain_text`) and a place in it. Out: the number and where it ends, up to ten. Numbers of
paragraphs are written in figures; only the parts that hold them are counted in words.
"""

import re

_CARDINALS: tuple[str, ...] = (
    r"one|une?|un[oa]|один|одна|واحد",
    r"two|deux|dos|дв[ае]",
    r"three|trois|tres|три",
    r"four|quatre|cuatro|четыре",
    r"five|cinq|cinco|пять",
    r"six|seis|шесть",
    r"seven|sept|siete|семь",
    r"eight|huit|ocho|восемь",
    r"nine|neuf|nueve|девять",
    r"ten|dix|diez|десять",
)
_ORDINALS: tuple[str, ...] = (
    r"first|premi(?:er|ère)|primer[oa]?|перв[а-я]{2,3}|(?:ال)?اولي?",
    r"second|deuxième|seconde?|segund[oa]|втор[а-я]{2,3}|(?:ال)?ثانية?",
    r"third|troisième|tercer[oa]?|трет[а-я]{2,4}|(?:ال)?ثالثة?",
    r"fourth|quatrième|cuart[oa]|четв[её]рт[а-я]{2,3}|(?:ال)?رابعة?",
    r"fifth|cinquième|quint[oa]|пят[а-я]{2,3}|(?:ال)?خامسة?",
    r"sixth|sixième|sext[oa]|шест[а-я]{2,3}|(?:ال)?سادسة?",
    r"seventh|septième|s[eé]ptim[oa]|седьм[а-я]{2,3}|(?:ال)?سابعة?",
    r"eighth|huitième|octav[oa]|восьм[а-я]{2,3}|(?:ال)?ثامنة?",
    r"ninth|neuvième|noven[oa]|девят[а-я]{2,3}|(?:ال)?تاسعة?",
    r"tenth|dixième|d[eé]cim[oa]|десят[а-я]{2,3}|(?:ال)?عاشرة?",
)
_IN_FIGURES = r"\d{1,2}(?:st|nd|rd|th|er|re|ère|e|è?me|\.?[oa]|-?(?:й|я|е|го|м|ой|ая|ое|ый|ом))"
_CARDINAL, _ORDINAL = (
    re.compile("(?:" + "|".join(f"(?P<n{n}>{words})" for n, words in enumerate(numbers, 1)) + r")(?!\w)")
    for numbers in (_CARDINALS, _ORDINALS)
)
_FIGURES = re.compile(rf"({_IN_FIGURES})(?!\w)")
ORDINAL_BEGINS = re.compile(rf"(?:{_IN_FIGURES}|{'|'.join(_ORDINALS)})(?!\w)")
"""An ordinal in words or in figures: "second", "2nd"."""


def read_number_in_words(small: str, start: int, *, ordinal: bool) -> tuple[str, int]:
    """The number that stands in words at `start`, in figures, and where it ends; "" and `start` where none does.

    With `ordinal` no other number counts: "two sections" are not section two.

    Example: in "second pillar", from 0: "2", 6.
    """
    figures = _FIGURES.match(small, start)
    if figures:
        return figures.group()[: 2 if figures.group()[1:2].isdecimal() else 1], figures.end()
    match = _ORDINAL.match(small, start) or (None if ordinal else _CARDINAL.match(small, start))
    return ((match.lastgroup or "n0")[1:], match.end()) if match else ("", start)

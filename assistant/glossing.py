"""Word by word: what the words of a quote mean, for a reader of another language.

In: a text, its language, the reader's, and the index's lexicon. Out: the text in pieces, each with a gloss or with
none. Terms and names come from the termbases and CLDR in any pair of languages, dates and sums are written as the
reader writes them, and other words are looked up in the dictionary between Chinese and English. A gloss is what a
dictionary says of a word by itself: it is no translation, and where a word has several meanings it may be another.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from babel.numbers import get_currency_name

from assistant.checking.ordinals import find_ordinals, render_ordinal
from assistant.values.find_values import find_values
from assistant.values.rendering import locale_of, render_value
from corpus.symbols import find_symbols
from index.chinese_for_english import chinese_for
from index.dictionary import bundled_dictionary
from index.glosses import bundled_glosses
from index.lexicon import Concept, Lexicon
from index.segmentation import cut_words

WordKind = Literal["term", "name", "word", "value", "plain"]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_STRETCH_COST = 9.0
"""What a term or name costs among the words of the dictionary: as much as a word that is one in ten thousand. So
核武器国家 stays together, and 其中 | 国家 does not become 其 | 中国 | 家."""
_LONGEST_COMMON_WORD = 3
_PROVISIONS = frozenset({"article", "paragraph", "phase", "chapter"})
_HAN_ORDINAL = re.compile(r"第[〇零一二三四五六七八九十百]+")
_SPELT_BY_SOUND = frozenset(
    "阿埃艾安奥巴拜贝比彼宾波伯勃博布查达代戴丹道德蒂迪杜顿多厄恩尔法菲费芬弗夫福盖戈格根古哈海汉赫亨胡华基吉加杰金卡凯坎康考柯科克库"
    "夸拉莱赖兰朗劳勒雷黎里利莉丽林琳卢鲁路伦罗洛马玛迈麦曼梅门蒙米密明摩莫默姆穆娜纳南内尼妮涅宁努诺欧帕潘佩彭皮匹普奇齐恰钱乔琼丘日荣茹瑞"
    "萨塞桑瑟森沙莎山绍舍什史士舒斯苏索塔泰坦汤特滕提图托陀瓦万威韦维温沃乌武西希锡谢辛休雅亚扬耶叶伊因英尤于约赞泽扎詹珍兹佐"
)
"""Characters that spell foreign names. Where two or more stand by themselves, as in 莫尔 (Mol), their meanings would
be nonsense."""


@dataclass(frozen=True, slots=True)
class GlossedWord:
    """A piece of a text; the pieces of a text, put together, are the text."""

    text: str
    gloss: str
    """What it means in the reader's language; "" for none."""
    kind: WordKind
    """A term of a termbase, a name that CLDR knows, a word of the dictionary, a date or sum, or none of these."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    gloss: str
    kind: WordKind


def gloss_words(text: str, text_language: str, reader_language: str, lexicon: Lexicon) -> tuple[GlossedWord, ...]:
    """The pieces of `text` with what each means to a reader of `reader_language`; one plain piece for its own reader.

    Example: 比利时批准该条约 → 比利时 "Belgium", 批准 "ratification", 该 "the said; that", 条约 "treaty".
    """
    if text_language == reader_language or not text:
        return (GlossedWord(text, "", "plain"),) if text else ()
    values = _longest(_values(text, text_language, reader_language))
    concepts = _concepts(text, text_language, reader_language, lexicon)
    if text_language == "zh":
        found = _chinese_words(text, values, concepts, reader_language)
    else:
        found = _longest([*values, *concepts])
        if (text_language, reader_language) == ("en", "zh"):
            found = [*found, *_english_words(text, found)]
    return tuple(_pieces(text, found))


def _values(text: str, text_language: str, reader_language: str) -> Iterator[_Stretch]:
    """Dates, sums and provisions as the reader writes them; symbols as they stand."""
    for symbol in find_symbols(text):
        # "第 1540(2004)号决议" names a resolution in words, which are glossed as such.
        if not _HAN.search(text[symbol.start : symbol.end]):
            yield _Stretch(symbol.start, symbol.end, "", "plain")
    for value in find_values(text, text_language):
        written = text[value.start : value.end]
        gloss = "" if written.isdecimal() else render_value(value, reader_language)
        yield _Stretch(value.start, value.end, gloss, "value")
    for ordinal in find_ordinals(text, text_language):
        number = _HAN_ORDINAL.match(text, ordinal.start, ordinal.end)
        if reader_language == "en" and text_language == "zh" and ordinal.kind in _PROVISIONS:
            yield _Stretch(ordinal.start, ordinal.end, f"{ordinal.kind} {ordinal.number}", "value")
        elif number:
            yield _Stretch(number.start(), number.end(), render_ordinal(ordinal, reader_language), "value")


def _concepts(text: str, text_language: str, reader_language: str, lexicon: Lexicon) -> list[_Stretch]:
    found = []
    for concept in lexicon.find(text, text_language):
        gloss = _name(concept, reader_language, lexicon)
        if gloss and not _is_loose(concept, text, text_language, gloss, lexicon):
            kind: WordKind = "term" if concept.kind == "term" else "name"
            found.append(_Stretch(concept.start, concept.end, gloss, kind))
    return found


def _is_loose(concept: Concept, text: str, text_language: str, gloss: str, lexicon: Lexicon) -> bool:
    """Whether the text has another rendering of a term than its first, and the term is no name.

    Such renderings help to find things and are loose synonyms: 贡献 is not only a "financial contribution", and 警察
    are not only the Federal Police.
    """
    if concept.kind != "term" or text_language != "zh":
        return False
    written = bundled_dictionary().simplified(text[concept.start : concept.end])
    if written in lexicon.names_in(concept, "zh"):
        return False
    is_common = len(written) <= _LONGEST_COMMON_WORD and bool(bundled_glosses().gloss(written))
    return is_common or not any(map(str.isupper, gloss))


def _name(concept: Concept, language: str, lexicon: Lexicon) -> str:
    """What the reader calls a term, country, language or currency; "" where nothing known here says it."""
    code = concept.key.partition(":")[2]
    locale = locale_of(language)
    if concept.kind == "term":
        return next(iter(lexicon.names_in(concept, language)), "")
    if concept.kind == "territory":
        return str(locale.territories.get(code, ""))
    if concept.kind == "language":
        return str(locale.languages.get(code, ""))
    return str(get_currency_name(code, locale=locale)) if concept.kind == "currency" else ""


def _longest(found: Iterable[_Stretch]) -> list[_Stretch]:
    """Those that overlap no longer one; of two as long the first found."""
    kept: list[_Stretch] = []
    for stretch in sorted(found, key=lambda item: item.start - item.end):
        if all(stretch.end <= other.start or stretch.start >= other.end for other in kept):
            kept.append(stretch)
    return kept


def _chinese_words(text: str, values: list[_Stretch], concepts: list[_Stretch], reader_language: str) -> list[_Stretch]:
    """Values and names that are not Han alone stand; between them the words are cut, terms and names among them."""
    mixed = [stretch for stretch in concepts if not _HAN.fullmatch(text[stretch.start : stretch.end])]
    standing = _longest([*values, *mixed])
    simplified = bundled_dictionary().simplified(text)
    found = list(standing)
    edges = sorted((stretch.start, stretch.end) for stretch in standing)
    for (_, start), (end, _) in pairwise([(0, 0), *edges, (len(text), len(text))]):
        for run in _HAN.finditer(simplified, start, end):
            inside = [item for item in concepts if run.start() <= item.start and item.end <= run.end()]
            found += _words_of_run(run, inside, reader_language)
    return found


def _words_of_run(run: re.Match[str], inside: list[_Stretch], reader_language: str) -> Iterator[_Stretch]:
    glosses = bundled_glosses()
    named = {(stretch.start, stretch.end): stretch for stretch in inside}
    costs: dict[int, dict[int, float]] = {}
    for start, end in named:
        costs.setdefault(start - run.start(), {})[end - run.start()] = _STRETCH_COST
    ends = [run.start() + cut for cut in cut_words(run.group(), glosses, costs)]
    words = list(zip([run.start(), *ends], ends, strict=False))
    spelt = _spelt_by_sound(run.string, words)
    for start, end in words:
        word = run.string[start:end]
        official = glosses.official.get(word, "") if reader_language == "en" else ""
        if (start, end) in named and not official:
            yield named[start, end]
        elif start not in spelt:
            yield _Stretch(start, end, official or (glosses.gloss(word) if reader_language == "en" else ""), "word")


def _spelt_by_sound(text: str, words: list[tuple[int, int]]) -> set[int]:
    """Where the characters begin that spell a foreign name that no list has: two or more by themselves in a row."""
    spelt: set[int] = set()
    in_row: list[int] = []
    official = bundled_glosses().official
    for start, end in [*words, (len(text), len(text))]:
        if end - start == 1 and text[start] in _SPELT_BY_SOUND and text[start] not in official:
            in_row.append(start)
            continue
        if len(in_row) > 1:
            spelt.update(in_row)
        in_row = []
    return spelt


def _english_words(text: str, found: list[_Stretch]) -> Iterator[_Stretch]:
    taken = bytearray(len(text))
    for stretch in found:
        taken[stretch.start : stretch.end] = b"\x01" * (stretch.end - stretch.start)
    for match in _WORD.finditer(text):
        if not any(taken[match.start() : match.end()]):
            yield _Stretch(match.start(), match.end(), chinese_for(match.group()), "word")


def _pieces(text: str, found: Iterable[_Stretch]) -> Iterator[GlossedWord]:
    """The text in order; what has no gloss, or says itself, is plain, and plain neighbours are one piece."""
    pieces: list[GlossedWord] = []
    kind: WordKind
    place = 0
    for stretch in sorted(found, key=lambda item: item.start):
        pieces.append(GlossedWord(text[place : stretch.start], "", "plain"))
        written = text[stretch.start : stretch.end]
        says_more = stretch.gloss and stretch.gloss.casefold() != written.casefold()
        gloss, kind = (stretch.gloss, stretch.kind) if says_more else ("", "plain")
        pieces.append(GlossedWord(written, gloss, kind))
        place = stretch.end
    pieces.append(GlossedWord(text[place:], "", "plain"))
    for is_plain, group in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind == "plain"):
        if is_plain:
            yield GlossedWord("".join(piece.text for piece in group), "", "plain")
        else:
            yield from group

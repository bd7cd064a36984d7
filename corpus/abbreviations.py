"""Abbreviations that a text defines itself: "国际原子能机构(原子能机构)", "Nuclear Suppliers Group (NSG)".

In: a text of any script. Out: `Definition`s, long form and short form with their places. A parenthesis is
a definition only where its letters prove it: an abbreviation by the letters of the words before it
(Schwartz and Hearst 2003), a Chinese short form by its characters, in order, in the name before it. What
cannot be proved is left out: a definition missed costs little, a false one joins what is different.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LEAD = (
    r"(?:以下简称为?|下称|简称为?|(?:hereinafter|hereafter)(?: (?:referred to|known) as| called)?(?: the)?"
    r"|ci-après(?: (?:dénommée?s?|désignée?s?|appelée?s?))?(?: l[ae]?)?|en adelante(?:,? denominad[oa])?(?: el| la)?"
    r"|далее(?: именуем\w+| по тексту)?(?:\s*[-—–])?|فيما يلي)[\s:：,，]*"
)
_OPEN, _CLOSE = "“\"«《「『‘'", "”\"»》」』’'"
_ARTICLE = r"(?:the\s|l[ae]\s|el\s|l['’])?"
_PARENTHESIS = re.compile(
    rf"\s{{0,3}}[(（]\s*(?:{_LEAD})?(?:[{_OPEN}]\s?)?{_ARTICLE}(?P<inside>[^()（）]{{2,120}}?)\s*[)）]", re.IGNORECASE
)
_NAMED = re.compile(rf"[,，、]\s*{_LEAD}[{_OPEN}]\s?{_ARTICLE}(?P<quoted>[^{_CLOSE}]{{2,40}})[{_CLOSE}]", re.IGNORECASE)
_SHORT_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[&-](?=[^\W_])){1,9}")
_ROMAN_NUMBER = re.compile(r"[IVX]+")
_HAN = re.compile("[\u3400-\u9fff]+")
_TITLE_BEFORE = re.compile(r"(?:《(?P<title>[^《》]{2,120})》|[“「『](?P<quoted>[^“”「」『』]{2,60})[”」』])$")
_HEAD_NOUN = re.compile(
    "(?:集团|组织|机构|委员会|条约|公约|协定|协议|会议|联盟|计划|计划署|基金|基金会|倡议|制度|中心|理事会"
    "|协会|银行|议定书|宣言|系统|秘书处|署|法院|法庭|大会|同盟|论坛|方案|局|院)$"
)
_NOT_IN_A_NAME = re.compile(
    "[的与及或对由向为是从将被把等该各其了而并在、，。；：]|和(?!平)|以(?!色列)|于|支持|加入|根据|作为|通过|参加|成为|关于"
    "|包括|欢迎|按照|依据|属于|接受|呼吁|感谢|鼓励|加强|称|下设|设立|建立|成立"
)
"""Where a Chinese name that nothing marks cannot have begun yet."""
_ALWAYS_BEFORE = ("国际", "联合国", "全球", "世界")
"""What a short form drops first: 国际原子能机构, in short 原子能机构."""
_LONGEST_TAIL = 2
"""Characters that may follow the last one a short form takes: 北大西洋公约组织, in short 北约."""
_LONGEST_HAN_NAME = 20
_GENERIC_LENGTH = 3
"""A Chinese short form of up to so many characters that merely ends the name is "the Treaty", not a name of its own."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A name and its short form: `text[long_start:long_end]` and `text[short_start:short_end]`."""

    long_form: str
    """As written, line breaks made blanks."""
    short_form: str
    language: str
    """Of the text that holds the definition; the forms may be in another."""
    long_start: int
    long_end: int
    short_start: int
    short_end: int


def find_definitions(text: str, language: str) -> list[Definition]:
    """The definitions of a text, in order.

    Example: "Договор о нераспространении ядерного оружия (ДНЯО)" → ДНЯО; "(2015年)", "(a)", "(见附件)" → none.
    Time is linear in the length of the text: only a stretch before each parenthesis is looked at.
    """
    found = []
    for pattern, group in ((_PARENTHESIS, "inside"), (_NAMED, "quoted")):
        for match in pattern.finditer(text):
            found += [
                Definition(_plain(text[start:end]), _plain(text[first:last]), language, start, end, first, last)
                for (start, end), (first, last) in _pairs(text, match.start(), *match.span(group))
            ]
    return sorted(found, key=lambda definition: definition.short_start)


def collect_definitions(texts: Iterable[tuple[str, str]]) -> tuple[Definition, ...]:
    """The definitions of many texts, each given with its language; of equal ones the first."""
    kept: dict[tuple[str, str], Definition] = {}
    for text, language in texts:
        for definition in find_definitions(text, language):
            kept.setdefault((definition.long_form, definition.short_form), definition)
    return tuple(kept.values())


_Span = tuple[int, int]


def _pairs(text: str, before: int, start: int, end: int) -> Iterator[tuple[_Span, _Span]]:
    """(long form, short form) of a parenthesis `text[start:end]` and the text that ends at `before`."""
    parts = [
        _trim(text, start + part.start(), start + part.end()) for part in re.finditer("[^,，;；]+", text[start:end])
    ]
    short = parts[-1] if parts else (start, start)
    if len(parts) == 2 and _is_abbreviation(text[slice(*short)]):
        # 核供应国集团(Nuclear Suppliers Group, NSG): one short form, two long ones.
        spelled_out = _align_words(text, parts[0][0], parts[0][1], text[slice(*short)])
        if spelled_out == parts[0]:
            yield spelled_out, short
            if own := _han_name_before(text, before):
                yield own, short
        return
    if len(parts) != 1:
        return
    if _is_abbreviation(text[slice(*short)]):
        if long := _align_words(text, 0, before, text[slice(*short)]) or _han_name_before(text, before):
            yield long, short
        return
    if _HAN.fullmatch(text, *short) and (long := _align_han(text, before, text[slice(*short)])):
        yield long, short
        return
    yield from _turned_round(text, before, short)


def _turned_round(text: str, before: int, inside: _Span) -> Iterator[tuple[_Span, _Span]]:
    """NSG (Nuclear Suppliers Group): the parenthesis spells out what stands before it."""
    word = re.search(r"(?<![\w/.-])[^\W\d_][\w&-]{1,9}$", text[max(0, before - 20) : before])
    if word is None or not _is_abbreviation(word.group()):
        return
    content = text[slice(*inside)]
    is_han_name = _HAN.fullmatch(content) and _HEAD_NOUN.search(content) and not _NOT_IN_A_NAME.search(content)
    if is_han_name or _align_words(text, *inside, word.group()) == inside:
        yield inside, (before - len(word.group()), before)


def _is_abbreviation(word: str) -> bool:
    """NSG, ДНЯО, EURATOM, PrepCom, NWFZs: one word with two capitals, no number."""
    return (
        _SHORT_WORD.fullmatch(word) is not None
        and sum(map(str.isupper, word)) > 1
        and not _ROMAN_NUMBER.fullmatch(word)
        and word.removesuffix("s").lower() != word.removesuffix("s")
    )


def _align_words(text: str, first: int, end: int, short: str) -> _Span | None:
    """The words that a short form abbreviates and that end at `end`: each of its letters in turn, from the last.

    Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text"
    (2003): the first letter must begin a word, and no more than min(n + 5, 2 n) words are looked at.
    """
    letters = [_letter(letter) for letter in short.removesuffix("s") if letter.isalpha()]
    most_words = min(len(letters) + 5, 2 * len(letters))
    words = list(re.finditer(r"[^\W_]+", text[max(first, end - 200) : end]))[-most_words:]
    place = end - 1
    floor = max(first, end - 200) + words[0].start() if words else end
    for index in range(len(letters) - 1, -1, -1):
        begins_word = index == 0
        while place >= floor and (
            _letter(text[place]) != letters[index] or (begins_word and place > 0 and text[place - 1].isalnum())
        ):
            place -= 1
        if place < floor:
            return None
        place -= 1
    start = place + 1
    return (start, _trim(text, start, end)[1]) if _is_spelled_out(text[start:end], short, len(letters)) else None


def _is_spelled_out(long: str, short: str, letters: int) -> bool:
    """Whether a stretch is a name and not a sentence: several words, no stop, most letters begin one."""
    words = re.findall(r"[^\W\d_]+", long)
    initials = "".join(_letter(word[0]) for word in words)
    begun = sum(initials.count(letter) > 0 for letter in map(_letter, short.removesuffix("s")) if letter.isalpha())
    return (
        len(long) > 2 * letters
        and short not in words
        and not re.search(r"[.!?;:。；：()（）](?:\s|$)", long)
        and 2 * begun > letters
        and len(words) > 1
    )


def _letter(character: str) -> str:
    """One letter without case and accent: "É" → "e"."""
    return unicodedata.normalize("NFKD", character)[0].casefold()


def _align_han(text: str, before: int, short: str) -> _Span | None:
    """The Chinese name that ends at `before` and holds the characters of `short` in order."""
    if title := _TITLE_BEFORE.search(text, max(0, before - 130), before):
        start, end = title.span("title") if title["title"] else title.span("quoted")
        return (start, end) if _in_order(short, text[start:end]) else None
    floor = max(0, before - min(4 * len(short) + 2, 60))
    place, end = before, _trim(text, floor, before)[1]
    for character in reversed(short):
        place = text.rfind(character, floor, place)
        if place < 0:
            return None
    start = place
    start -= next((len(word) for word in _ALWAYS_BEFORE if text.endswith(word, 0, start)), 0)
    long = "".join(text[start:end].split())
    tail = len(long) - long.rfind(short[-1]) - 1
    is_name = _HAN.fullmatch(long) and tail <= _LONGEST_TAIL and long != short
    return (start, end) if is_name and _in_order(short, long) else None


def _in_order(short: str, long: str) -> bool:
    """Whether `long` holds the characters of `short` in order and is more than "the Treaty" of that name."""
    characters = iter(long)
    is_generic = len(short) <= _GENERIC_LENGTH and long.endswith(short)
    return all(character in characters for character in short) and len(short) > 1 and short != long and not is_generic


def _han_name_before(text: str, before: int) -> _Span | None:
    """The Chinese name that ends at `before`: a title or quotation, or a run that can only be a name."""
    if title := _TITLE_BEFORE.search(text, max(0, before - 130), before):
        return title.span("title") if title["title"] else title.span("quoted")
    run = re.search("[\u3400-\u9fff]+$", text[max(0, before - 3 * _LONGEST_HAN_NAME) : before])
    if run is None or not _HEAD_NOUN.search(run.group()):
        return None
    begins = max((cut.end() for cut in _NOT_IN_A_NAME.finditer(run.group())), default=0)
    length = len(run.group()) - begins
    return (before - length, before) if 4 <= length <= _LONGEST_HAN_NAME else None


def _trim(text: str, start: int, end: int) -> _Span:
    """A span without the blanks, quotation and title marks at its ends."""
    idle = f"{_OPEN}{_CLOSE} \t\r\n\u3000\u00a0"
    while start < end and text[start] in idle:
        start += 1
    while end > start and text[end - 1] in idle:
        end -= 1
    return start, end


def _plain(form: str) -> str:
    """A form with single blanks; none between Han characters, where a line was broken."""
    return re.sub("(?<=[\u3400-\u9fff])\\s+(?=[\u3400-\u9fff])", "", " ".join(form.split()))

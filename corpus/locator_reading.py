"""Locators as people write them: "paras. 18–20", "第18、20段", "annex II, para. 3", "пункт 2 статьи 4".

In: what stands beside a document's name, in any of the six UN languages. Out: `PartReference`s, one for
each paragraph, article or section that is named. Whether a document has it is not known here.
"""

import re

from corpus.locator_nesting import PartReference, Step, nest
from corpus.locator_numbers import read_label, read_numbers
from corpus.locator_ordinals import ORDINAL_BEGINS, read_number_in_words
from corpus.locator_words import (
    CHINESE_UNITS,
    CONTAINERS,
    COUNTED_IN_WORDS,
    LIST_BEHIND,
    PLURAL,
    WORDS_BEFORE,
    PartKind,
)
from corpus.plain_text import folded, plain

_LONGEST_LOCATOR = 400
"""Characters that are looked at, whatever the length of the text."""
_MOST_STEPS = 24
"""Parts that one locator may name; longer ones are lists of something else."""
_LETTER = r"a-zà-ÿа-яёء-ي"
_WORD = re.compile(
    rf"(?<![{_LETTER}])(?:[وفبك](?=[ء-ي]))?(?:"
    + "|".join(f"(?P<{kind}>{words})" for kind, words in WORDS_BEFORE.items())
    + rf")(?![{_LETTER}])\.?"
)
_SUBSECTION = re.compile(r"sub-?sec|sous-sec|подразд")
_COUNTED = re.compile(
    rf"(?<![\w.])(?=\w)(?={ORDINAL_BEGINS.pattern})[\w.\-]{{1,12}}\s"
    rf"(?:{'|'.join(WORDS_BEFORE[kind] for kind in sorted(COUNTED_IN_WORDS))})(?![{_LETTER}])"
)
"""An ordinal before the part that it counts: "second pillar"."""
_SIGN = re.compile(r"[§¶]{1,2}\s{0,2}")
_NUMBER_SIGN = re.compile(r"\s{0,2}(?:(?:nos?\.|n[°º]s?|№|رقم|من|del?|с|from)\s{0,2})?\(?(?=[\w(*])")
_UNIT = re.compile("|".join(sorted(CHINESE_UNITS, key=len, reverse=True)))
_ORDINAL = re.compile(r"第\s{0,2}")
_CHINESE_ITEM = re.compile(r"\s?\(\s?([a-z]{1,4}|\d{1,2}|[一二三四五六七八九十]{1,2})\s?\)\s?(?:项|分段|款|小段)?")
_AND = r"and|et|y|e|и|و|和|与|及|以及|&|\+"
_GLUE = re.compile(
    rf"[\s,;:.、()\[\]\"'«»“”‘’،؛]{{0,4}}(?:(?P<to>-|to|à|a|al|по|至|到|الي)|(?P<also>{_AND})"
    r"|of(?: the)?|in(?: the)?|at"
    r"|du|de la|des|de l|del|de|من|的|之|к)?(?:(?<=[و、])|(?<![a-zà-ÿа-яء-ي])|\s|(?<='))[\s'’(]{0,2}"
)
_LEADING = re.compile(
    r"(?:\s*[\[(\"'«“„‘]*\s*(?:see(?: also)?|cf\.?|voir(?: aussi)?|véase|см\.?|انظر|参见|参看|见|at|in|ibid\.?,?"
    r"|the|le|la|los|las|les|el)\b)*[\s\[(\"'«“„‘,;:،、.]*"
)
_TRAILING = re.compile(
    r"[\s,;:.、，。()\[\]\"'«»“”‘’،؛?]*(?:\bff?\b|\bet seq\b|\bet suiv|\by ss\b|\bи сл|及以下)?"
    r"[\s,;:.、()\[\]\"'«»“”‘’]*$"
)
_BRACKETED_REMARK = re.compile(r"\s*[(\[][^()\[\]\d]{5,80}[)\]]\s*\.?\s*$")


def read_locator(text: str) -> tuple[PartReference, ...]:
    """The parts that `text` names, if it is a locator and nothing else; a bare number is a paragraph's.

    Example: "paras. 18 and 20" → paragraph 18, paragraph 20; "the second one" → nothing.
    """
    remark = _BRACKETED_REMARK.search(plain(text))
    stripped = text[: remark.start()] if remark else text
    small = folded(stripped)
    leading = _LEADING.match(small)
    start = leading.end() if leading else 0
    parts, end = _read_parts(stripped, start, in_prose=False)
    if parts and _TRAILING.match(small, end):
        return parts
    numbers, end = read_numbers(small, start, several=True)
    if numbers and _TRAILING.match(small, end):
        return tuple(PartReference("paragraph", number) for number in numbers)
    return ()


def read_locator_at(text: str, start: int, limit: int | None = None) -> tuple[tuple[PartReference, ...], int]:
    """The parts that a sentence names from `start` on, up to `limit`, and where the locator ends; none, and `start`.

    Example: in "NPT/CONF.2015/39, para. 18, says", from behind the symbol: paragraph 18.
    """
    parts, end = _read_parts(text, start, limit, in_prose=True)
    return (parts, end) if parts else ((), start)


def _read_parts(
    text: str, start: int, limit: int | None = None, *, in_prose: bool
) -> tuple[tuple[PartReference, ...], int]:
    window = text[start : min(start + _LONGEST_LOCATOR, len(text) if limit is None else limit)]
    steps = _read_steps(plain(window), folded(window), in_prose=in_prose)
    parts = nest(steps)
    return parts, start + steps[-1].end if parts else start


def _read_steps(exact: str, small: str, *, in_prose: bool) -> list[Step]:
    steps: list[Step] = []
    place = 0
    while len(steps) < _MOST_STEPS:
        glue = _GLUE.match(small, place)
        join = ""
        begins = place
        if glue:
            join = "to" if glue["to"] else "also" if glue["also"] else ""
            begins = glue.end()
        step = _read_step(exact, small, begins, in_prose) or _read_step(exact, small, place, in_prose)
        if step is None:
            break
        step.join = join if steps else ""
        outer = steps[-1] if steps else None
        if outer and outer.kind == step.kind and _SUBSECTION.match(small, begins) and len(outer.numbers) == 1:
            outer.numbers = [f"{outer.numbers[0]}({number})" for number in step.numbers]
            outer.end = step.end
        else:
            steps.append(step)
        place = step.end
    if len(steps) > 1 and steps[-1].kind == "subparagraph" and steps[-2].kind in COUNTED_IN_WORDS:
        item = steps.pop()
        steps[-1].numbers = [f"{number}({item.numbers[0]})" for number in steps[-1].numbers]
        steps[-1].end = item.end
    while in_prose and steps and not steps[-1].numbers and not steps[-1].qualifies:
        steps.pop()
    if steps and all(step.qualifies and not step.numbers for step in steps) and in_prose:
        return []
    return steps


def _read_step(exact: str, small: str, place: int, in_prose: bool) -> Step | None:
    return (
        _read_sign(small, place)
        or _read_chinese(small, place, in_prose)
        or _read_word(exact, small, place, in_prose)
        or (None if in_prose else _read_counted(small, place))
        or _read_bracketed_item(small, place)
    )


def _read_sign(small: str, place: int) -> Step | None:
    sign = _SIGN.match(small, place)
    if sign is None:
        return None
    numbers, end = read_numbers(small, sign.end(), several=True)
    return Step("paragraph", numbers, end) if numbers else None


def _read_chinese(small: str, place: int, in_prose: bool) -> Step | None:
    """第18、20段, 第二部分, 第2(a)段, 第五项行动; and 18段, which in prose may be eighteen of them."""
    ordinal = _ORDINAL.match(small, place)
    if ordinal is None and in_prose:
        return None
    numbers, end = read_numbers(small, ordinal.end() if ordinal else place, several=True)
    unit = _UNIT.match(small, end + (small[end : end + 1] == " ")) if numbers else None
    if unit is None or (ordinal is None and unit.group() != "段"):
        return None
    end = unit.end()
    item = _CHINESE_ITEM.match(small, end)
    if item and len(numbers) == 1 and CHINESE_UNITS[unit.group()] == "paragraph":
        return Step("paragraph", [f"{numbers[0]}({item.group(1)})"], item.end())
    if item and len(numbers) == 1 and CHINESE_UNITS[unit.group()] in COUNTED_IN_WORDS:
        return Step(CHINESE_UNITS[unit.group()], [f"{numbers[0]}({item.group(1)})"], item.end())
    return Step(CHINESE_UNITS[unit.group()], numbers, end)


def _read_counted(small: str, place: int) -> Step | None:
    """Second pillar, deuxième pilier, второй компонент."""
    if not _COUNTED.match(small, place):
        return None
    number, end = read_number_in_words(small, place, ordinal=True)
    word = _WORD.match(small, end + 1) if number else None
    if word is None or word.lastgroup not in COUNTED_IN_WORDS:
        return None
    return Step(word.lastgroup, [number], word.end())


def _read_bracketed_item(small: str, place: int) -> Step | None:
    item = re.compile(r"\(?([a-z]{1,3}|[а-я]|[ء-ي])\)").match(small, place)
    return Step("subparagraph", [item.group(1)], item.end()) if item else None


def _read_word(exact: str, small: str, place: int, in_prose: bool) -> Step | None:
    word = _WORD.match(small, place)
    if word is None:
        return None
    kind: PartKind = word.lastgroup  # type: ignore[assignment]
    printed = exact[word.start() : word.end()]
    if printed in ("PP", "PPs", "PP."):
        kind = "preambular"
    if small[word.start() : word.end()] == "с":
        return None
    sign = _NUMBER_SIGN.match(small, word.end())
    begins = sign.end() if sign else word.end()
    if kind == "subparagraph":
        label = re.compile(r"\(?\s?([a-z]{1,4}|[а-я]|[ء-ي]|\d{1,2})\s?\)?(?!\w)").match(small, begins)
        label = label or re.compile(r"\s?\(([a-z]{1,4})\)").match(small, word.end())
        return Step(kind, [label.group(1)], label.end()) if label else None
    if kind in CONTAINERS and kind != "page":
        label_text, end = read_label(exact, small, begins, capitals=in_prose)
        if label_text:
            return Step(kind, label_text, end)
        number, end = read_number_in_words(
            small, word.end() + (small[word.end() : word.end() + 1] == " "), ordinal=False
        )
        # In prose "part one" may be anything; pillars are always parts of a text.
        if number and (kind == "pillar" or (not in_prose and kind in COUNTED_IN_WORDS)):
            return Step(kind, [number], end)
    else:
        several = not in_prose or PLURAL.match(small, word.start()) or LIST_BEHIND.match(small, word.start())
        numbers, end = read_numbers(small, begins, several=bool(several))
        if numbers:
            return Step(kind, numbers, end)
    if kind in {"operative", "preambular"}:
        return Step(kind, [], word.end(), qualifies=True)
    return Step(kind, [], word.end()) if kind == "annex" else None


def find_locator_starts(text: str) -> list[int]:
    """Where in `text` a locator may begin: at each word for a part or its ordinal, each "第", "§" and "¶"."""
    small = folded(text)
    starts = {match.start() for pattern in (_WORD, _COUNTED, _SIGN, _ORDINAL) for match in pattern.finditer(small)}
    return sorted(starts)

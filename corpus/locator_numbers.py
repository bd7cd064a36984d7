"""Numbers behind "para." and "section": lists, ranges, items in brackets, Roman and Chinese numerals.

In: folded text (`corpus.plain_text`) and a place in it. Out: the numbers as documents print them, and
where they end. What they number is not known here.
"""

import re

from corpus.numbering import read_number

_LONGEST_RANGE = 200
"""Numbers that one range may name."""
_MOST_NUMBERS = 400
_CHINESE = "一二三四五六七八九十百"
_ITEM = r"\s?\(\s?(?:[a-z]{1,4}|[а-я]|[ء-ي]|\d{1,3})\s?\)"
_NUMBER = re.compile(
    r"\d{1,4}(?:\.\d{1,3}){0,4}(?![\d%])"
    rf"(?:(?:{_ITEM}){{1,3}}|\s?[a-zа-я]\)|[a-z]{{1,3}}(?![^\W_])|\s?(?:bis|ter|quater)\b|\s[a-h](?=\s*(?:$|[,;.)])))?"
    rf"(?![a-zа-яء-ي])|[{_CHINESE}]{{1,6}}|\*{{1,3}}"
)
_NEXT_ITEM = re.compile(
    r"\s?(?P<to>-|to|à|a|al|по|至|到|الي)?(?P<also>,|;|、|،|and|et|y|и|و|和|&)?\s?\((?P<item>[a-z]|[а-я]|[ء-ي])\)"
)
_TO = r"\s?-+\s?|\s(?:to|à|a|al|through|по)\s|\s?(?:至|到)\s?第?\s?|\sالي\s"
_ALSO = r"\s?(?:,|;|、|،)\s?(?:(?:and|et|y|и)\s|و\s?|和)?|\s(?:and|et|y|e|и|&)\s|\s?(?:和|与|及|以及|&)\s?第?\s?|\sو\s?"
_JOIN = re.compile(rf"(?P<to>{_TO})|(?P<also>{_ALSO})")
_SUFFIXED = re.compile(r"^(\d+(?:\.\d+)*)((?!bis|ter|quater)[a-zа-я]{1,4})\)?$")
_LABEL = re.compile(
    rf"(?:[ivxlc]{{1,7}}|[a-z]|\d{{1,3}}(?:[a-z]|\s[a-h](?=\s*(?:$|[,;.)])))?|[{_CHINESE}]{{1,4}})(?:\.(?:[ivxlc]{{1,7}}|[a-z]|\d{{1,3}})){{0,3}}"
    r"(?:(?:\s?\((?:\d{1,2}|[a-z])\)){1,2}|\s?[a-z]\))?(?![a-z0-9а-яёء-ي'’])"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def read_numbers(small: str, start: int, *, several: bool) -> tuple[list[str], int]:
    """The numbers that stand at `start`, ranges written out, and where they end; of a list only if `several`.

    Example: "18–20 and 22 (a)" → 18, 19, 20, 22(a).
    """
    number = _NUMBER.match(small, start)
    if number is None:
        return [], start
    numbers = [canonical_number(number.group())]
    end = number.end()
    while len(numbers) < _MOST_NUMBERS:
        item = _NEXT_ITEM.match(small, end)
        if item and (item["to"] or item["also"]) and "(" in numbers[-1]:
            numbers += _items_up_to(numbers[-1], item["item"], is_range=bool(item["to"]))
            end = item.end()
            continue
        join = _JOIN.match(small, end)
        number = _NUMBER.match(small, join.end()) if join else None
        if join is None or number is None or (join["also"] and not several):
            break
        following = canonical_number(number.group())
        numbers += _between(numbers[-1], following) if join["to"] else [following]
        end = number.end()
    return numbers, end


def read_label(exact: str, small: str, start: int, *, capitals: bool) -> tuple[list[str], int]:
    """The labels of a section or annex at `start`: "II", "A", "二", "2.1", "I and II"; none: [], start.

    With `capitals`, letters and Roman numerals count only in capitals: "part i like" is no part I.
    """
    labels: list[str] = []
    end = start
    join: re.Match[str] | None = None
    while len(labels) < _MOST_NUMBERS:
        label = _LABEL.match(small, join.end() if join else end)
        if label is None or (capitals and exact[label.start() : label.end()] != label.group().upper()):
            break
        labels.append(re.sub(r"\s|(?<=\w)\)(?<!\(\w\))(?<!\(\d\d\))", "", label.group()))
        end = label.end()
        join = _JOIN.match(small, end)
        if join is None:
            break
    return labels, end


def canonical_number(number: str) -> str:
    """One spelling: "18 (a)", "18a" and "18 a)" → "18(a)"; "十八" → "18"."""
    joined = re.sub(r"\s+", "", number)
    if joined[:1] in _CHINESE:
        return str(read_number(joined))
    return _SUFFIXED.sub(r"\1(\2)", joined)


def label_values(label: str) -> int:
    """The value of a number of any kind: "3", "iii" and "三" → 3; a letter's place; 0 for anything else."""
    if label and (label.isdecimal() or label[0] in _CHINESE):
        return read_number(label)
    if label and all(letter in _ROMAN for letter in label):
        values = [_ROMAN[letter] for letter in label]
        return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return ord(label) - ord("a") + 1 if len(label) == 1 and "a" <= label <= "z" else 0


def _between(first: str, last: str) -> list[str]:
    """What a range adds to its first number."""
    if not (first.isdecimal() and last.isdecimal()) or int(last) <= int(first):
        return [last]
    return [str(number) for number in range(int(first) + 1, min(int(last), int(first) + _LONGEST_RANGE) + 1)]


def _items_up_to(number: str, item: str, *, is_range: bool) -> list[str]:
    base, _, first = number.rpartition("(")
    letters = (
        range(ord(first[0]) + 1, ord(item) + 1) if is_range and len(first) == 2 else range(ord(item), ord(item) + 1)
    )
    return [f"{base}({chr(letter)})" for letter in letters]

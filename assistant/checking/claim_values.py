"""Whether the dates, numbers, sums and ordinals of a claim stand in the paragraphs that it cites.

In: a claim and the cited paragraphs, each in its language. Out: `Mismatch`es: what the claim says and what stands there
instead. A claim may be coarser than its paragraph ("in 1999" of 29 June 1999) and never finer. A number is borne out
by a number, never by the digits of a date, nor by the same number of something that is measured otherwise.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.checking.cited_text import CitedText
from assistant.checking.mismatches import Mismatch
from assistant.checking.ordinals import Ordinal, find_ordinals, render_ordinal
from assistant.values.find_values import Value, find_values
from assistant.values.rendering import render_value
from corpus.plain_text import folded
from index.retrieval import Retriever

_DATES = frozenset({"date", "year", "period"})
_UNITS = {
    "year": r"^年(?!级)|^周年|\byears?\b|\ban(?:s|nées?)\b|\baños?\b|\bлет\b|\bгод|\bسن|\bعام|\bأعوام",
    "month": r"^个?月|\bmonths?\b|\bmois\b|\bmes(?:es)?\b|месяц|شهر|أشهر",
    "day": r"^[天日]|\bdays?\b|\bjours?\b|\bdías?\b|\bдн|\bдень|يوم|أيام",
    "hour": r"^小时|\bhours?\b|\bheures?\b|\bhoras?\b|\bчас|ساع",
    "minute": r"^分钟|\bminutes?\b|\bminutos?\b|минут|دقيق|دقائق",
    "tonne": r"^吨|\btonn|\btons?\b|\btoneladas?|тонн|\bطن",
    "kilogram": r"^千克|^公斤|\bkilogram|\bkilos?\b|\bkg\b|килограмм|\bкг\b|كيلوغرام|كغ",
    "kilometre": r"^公里|^千米|\bkilom|\bkilóm|\bkm\b|километр|\bкм\b|كيلومتر",
    "state": r"^个?国家?|\bStates?\b|\bcountr(?:y|ies)\b|\bpays\b|\b[ÉE]tats?\b|\bpa[ií]s(?:es)?\b|\bEstados?\b"
    r"|стран|государств|دول|بلد",
    "warhead": r"^枚|\bwarheads?|\bweapons|\bbombs|\bogives|\bojivas|боеголов|رأس|رؤوس",
}
_UNIT_PATTERNS = {unit: re.compile(rf"(?:{words})", re.IGNORECASE) for unit, words in _UNITS.items()}
_COUNTABLE = frozenset({"state", "warhead"})
_EDITION = re.compile(
    r"report|paper|document|communiqu|conference|summit|meeting|session|rapport|informe|cumbre|sommet|conf[ée]renc|reuni[óo]n"
    r"|r[ée]union|periodo|доклад|документ|саммит|конференци|сесси|совещани|تقرير|ورقة|وثيقة|مؤتمر|قمة|دورة|اجتماع"
    r"|报告|文件|公报|大会|会议|峰会|届会"
)
_EDITION_REACH = 24
"""Characters beside a year among which a word says that it is a document's or a meeting's."""
_MOST_LISTED = 12
"""A count up to this may be that of the names that the paragraph lists."""
_HAN_LIST = re.compile(r"(?:[^，。；：、()（）]{1,40}、){1,11}[^，。；：、()（）]{1,40}(?=[和及])")
"""All of a list but the last thing, which 和 adds."""
_LIST_ITEM = re.compile(r"[、，,]|\s(?:and|et|y|и)\s|和|及|与|\sو")


def value_mismatches(claim: str, language: str, cited: Sequence[CitedText], retriever: Retriever) -> list[Mismatch]:
    """The values and ordinals of `claim` that no cited paragraph has."""
    known = [value for item in cited for value in find_values(item.text, item.language)]
    around = [value for item in cited for text, tag in item.context for value in find_values(text, tag) if text]
    found = []
    labels = [(ordinal.start, ordinal.end) for ordinal in find_ordinals(claim, language)]
    for value in find_values(claim, language):
        # The 2 of "附件2所列国家" counts nothing.
        if any(start < value.end and value.start < end for start, end in labels):
            continue
        if _stands(value, known, around if _is_edition(value, claim) else []) or (
            value.kind == "number" and _is_listed(value, cited, retriever)
        ):
            continue
        instead = _nearest(value, known)
        found.append(
            Mismatch(
                "value", claim[value.start : value.end], render_value(instead, language) if instead else "", value.start
            )
        )
    return [*found, *_ordinal_mismatches(claim, language, cited)]


def value_stands(value: Value, known: Sequence[Value]) -> bool:
    """Whether `value` is among the `known` ones, as exactly or more coarsely, and counts the same."""
    return _stands(value, known, ())


def _stands(value: Value, known: Sequence[Value], around: Sequence[Value]) -> bool:
    if value.kind not in _DATES:
        return any(_same_amount(value, other) for other in known)
    return _date_stands(value, known) or _date_stands(value, around)


def _is_edition(value: Value, claim: str) -> bool:
    """Whether a year is that of a document or a meeting: it may then stand in a heading or title alone."""
    beside = claim[max(0, value.start - _EDITION_REACH) : value.end + _EDITION_REACH]
    return value.kind in _DATES and _EDITION.search(folded(beside)) is not None


def _same_amount(value: Value, other: Value) -> bool:
    if value.kind == other.kind:
        return value.normalized == other.normalized and not _units_differ(value, other)
    # "20 million" of a sum that the paragraph gives with its currency.
    return value.kind == "number" and other.kind == "money" and other.normalized.split()[-1] == value.normalized


def _units_differ(value: Value, other: Value) -> bool:
    first, second = _unit(value), _unit(other)
    return bool(first and second and first != second and not {first, second} <= _COUNTABLE)


def _unit(value: Value) -> str | None:
    return next((unit for unit, pattern in _UNIT_PATTERNS.items() if pattern.search(value.unit)), None)


def _date_stands(value: Value, known: Iterable[Value]) -> bool:
    ends = {end for other in known if other.kind in _DATES for end in other.normalized.split("/")}
    return all(any(_is_within(part, end, ends) for end in ends) for part in value.normalized.split("/"))


def _is_within(claimed: str, end: str, ends: set[str]) -> bool:
    """Whether a date of the claim is the date `end` or a coarser form of it; days without year fit any year.

    Example: "1999" and "1999-06" are within "1999-06-29", not the other way round.
    """
    if claimed.startswith("--"):
        return end[2 if end.startswith("--") else 4 :].startswith(claimed[2 if end.startswith("--") else 1 :])
    if end.startswith("--"):
        year_stands = any(other.startswith(claimed[:4]) for other in ends)
        return year_stands and len(claimed) > len("1999") and end[1:].startswith(claimed[4:])
    return end == claimed or end.startswith(f"{claimed}-")


def _is_listed(value: Value, cited: Sequence[CitedText], retriever: Retriever) -> bool:
    """Whether a small number counts what the paragraph lists: "the three States" of Belgium, France and Japan."""
    if not value.normalized.isdecimal() or not 2 <= int(value.normalized) <= _MOST_LISTED:
        return False
    count, unit = int(value.normalized), _unit(value)
    for item in cited:
        if unit and any(_unit(other) == unit for other in find_values(item.text, item.language)):
            continue
        if count in _name_runs(item, retriever):
            return True
        if any(match.group().count("、") + 2 == count for match in _HAN_LIST.finditer(item.text)):
            return True
    return False


def _name_runs(item: CitedText, retriever: Retriever) -> list[int]:
    """How many countries each list of the paragraph names, one behind the other."""
    runs: list[int] = []
    end = -10
    for concept in retriever.lexicon.find(item.text, item.language):
        if concept.kind != "territory":
            continue
        gap = item.text[end : concept.start] if end >= 0 else ""
        if runs and len(gap) <= 6 and (_LIST_ITEM.search(gap) or not gap.strip()):
            runs[-1] += 1
        else:
            runs.append(1)
        end = concept.end
    return runs


def _nearest(value: Value, known: Sequence[Value]) -> Value | None:
    """The value of the paragraph that the claim's one most probably stands for; None where nothing is comparable."""
    family = _DATES if value.kind in _DATES else {value.kind}
    comparable = [other for other in known if other.kind in family]
    if value.kind == "number":
        unit = _unit(value)
        comparable = [other for other in comparable if unit is None or _unit(other) in {None, unit}] or comparable
    if not comparable:
        return None
    return max(comparable, key=lambda other: (other.kind == value.kind, _likeness(value.normalized, other.normalized)))


def _likeness(first: str, second: str) -> int:
    """How many parts two normal forms share; of dates year, month and day, else the digits."""
    if "-" in first or "/" in first:
        return sum(a == b for a, b in zip(re.split("[-/]", first), re.split("[-/]", second), strict=False))
    return sum(a == b for a, b in zip(first, second, strict=False)) - abs(len(first) - len(second))


def _ordinal_mismatches(claim: str, language: str, cited: Sequence[CitedText]) -> list[Mismatch]:
    known = [ordinal for item in cited for ordinal in find_ordinals(item.text, item.language)]
    around = [ordinal for item in cited for text, tag in item.context for ordinal in find_ordinals(text, tag)]
    around += [
        Ordinal(int(number.group()), "paragraph", 0, 0)
        for item in cited
        if (number := re.match(r"\d{1,4}", item.paragraph.locator.number or ""))
    ]
    found = []
    for ordinal in find_ordinals(claim, language):
        if not _ordinal_stands(ordinal, known, around):
            same = [other for other in known if other.kind == ordinal.kind] or known
            instead = render_ordinal(same[0], language) if same else ""
            found.append(Mismatch("value", claim[ordinal.start : ordinal.end], instead, ordinal.start))
    return found


def _ordinal_stands(ordinal: Ordinal, known: Sequence[Ordinal], around: Sequence[Ordinal]) -> bool:
    """Whether the paragraph has an ordinal, of the same kind where both say of what."""
    same_kind = [other for other in known if other.kind == ordinal.kind and ordinal.kind]
    return any(other.number == ordinal.number for other in same_kind or [*known, *around] if _may_be(ordinal, other))


def _may_be(claimed: Ordinal, other: Ordinal) -> bool:
    """Whether two ordinals can number the same thing; a "second" without more is no second pillar or article."""
    if claimed.kind:
        return other.kind in {"", claimed.kind}
    return other.kind in {"", "number", "phase"}

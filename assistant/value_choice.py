"""Which value answers: of those in a sentence, the one that the question asks for.

In: an analysed question and a paragraph's values. Out: those of a kind that can answer, and the best of several.
A value is known by its kind, by what is counted, and by the words around it. How good the sentence is, is
weighed in `assistant.extraction`.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.questions.question import Question
from assistant.values.find_values import Value, find_values
from assistant.values.measures import asked_dimension, dimension_of
from corpus.sentences import split_clauses

_SIMILARITY, _SHARED, _KIND = 10.0, 0.1, 0.6
"""Which of several values: weights of late interaction and shared concepts around it, and what each step
away from the kind that was asked for costs. Chosen on the few development sentences that hold several values."""
_TOTAL_GAIN = 1.0
"""What a number gains that the text calls a total: who asks how many wants all, not those that joined."""
_TOTAL = re.compile(
    r"(?:总数|总额|总计|合计|共计|增加到|达到|共有|\btotal|\bin all\b|\bau total|\ben tout|\bbringing|\bporté à"
    r"|\belev\w+ a|всего|общ\w+ числ|إجمالي|مجموع)\D{0,12}$",
    re.IGNORECASE,
)
_ADDED_ASKED = re.compile(
    r"\b(?:extra|additional(?:ly)?|further|newly|more (?:states|countries)|suppl[ée]mentaires?|nouveaux"
    r"|nouvelles|adicional(?:es)?|nuev[oa]s|дополнительн\w+|нов(?:ых|ые)|إضافي\w*|جديد\w*)\b|又|(?<!不)再|另|额外|追加|新增|新近|新加",
    re.IGNORECASE,
)
"""A question for what came on top of the rest."""
_ADDED = re.compile(
    r"(?:另|又|再|新增|增加了|追加|额外|\b(?:extra|additional|further|another)|suppl[ée]mentaires? de"
    r"|otros|adicional(?:es)? de|дополнительно|إضافي\w*)\D{0,6}$",
    re.IGNORECASE,
)
_TOTAL_REACH = 24
_REACH = 10
"""Characters on each side of a value that say what it is the value of."""
_BRACKETS = {"(": ")", "（": "）"}
_LITTLE = 3
"""Letters a value in brackets that belong to values: "1962 年和", "2013 年底"."""
_AND = re.compile(r"\s*(?:年\s*)?(?:和|及|与|and|et|y|и|و|、|,|，)\s*(?:في\s*|en\s*|in\s*)?")
_UNIT_GAP = 2
"""Blanks between a value and its unit."""
_WHOLE_UNITS = frozenset("国人吨克米升")
"""Units of one character that say what is counted; a measure word alone, 个 or 项, does not."""
_UNIT = 5.0
"""Weight of the likeness between what the question counts and what the value counts."""
_COUNTED = re.compile(
    r"\bhow (?:many|much) (?P<en>[^\W\d_]+(?: [^\W\d_]+)?)|\bcombien d(?:e |['’])(?P<fr>[^\W\d_]+)"
    r"|\bcu[aá]nt[oa]s? (?P<es>[^\W\d_]+)|\bсколько (?P<ru>[^\W\d_]+)|(?:^|\s)كم (?:عدد )?(?P<ar>[^\W\d_]+)"
    r"|(?:多少|几)\s?[个名枚座家次艘架]?(?P<zh>[㐀-鿿]{1,4})",
    re.IGNORECASE,
)
"""What a question counts: "how many *power reactors*"."""
_HOW_OFTEN = re.compile(
    r"\bhow (?:often|old|frequently)\b|\bcada cu[aá]nto|\bquel âge|\bfréquence|как часто|сколько (?:ему|ей|лет)"
    r"|多久|多大",
    re.IGNORECASE,
)
"""Numbers that years may be: "every three years"."""
_NEXT_BEST_KIND = 0.8
"""What a value's fit keeps with each step away from the kind that was asked for."""
_WANTED: dict[str, tuple[str, ...]] = {
    "date": ("date", "period", "year"),
    "year": ("year", "date", "period"),
    "period": ("period", "date", "year"),
    "number": ("number", "percent", "money"),
    "money": ("money",),
    "percent": ("percent",),
}
"""The kinds of value that can answer a kind of question, the most fitting first."""


class Match(Protocol):
    """How well stretches of the paragraph fit the question."""

    def __call__(
        self, stretches: Sequence[tuple[int, int]], asked: tuple[int, int] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Late interaction of the question, or of a stretch of it, and the concepts that both name."""


def asks_for_value(question: Question) -> bool:
    """Whether a date, number or amount is asked for."""
    return question.kind in _WANTED


def value_fit(question: Question, value: Value | None) -> float:
    """1 for a value of the very kind that is asked for, less for others, 0 for none."""
    return 0.0 if value is None else _NEXT_BEST_KIND ** _WANTED[question.kind].index(value.kind)


def eligible_values(question: Question, text: str) -> list[Value]:
    """The values of a paragraph that can answer, without those that the question itself names."""
    if not asks_for_value(question):
        return []
    wanted = _WANTED[question.kind]
    named = {value.normalized for value in find_values(question.text)}
    dimension = asked_dimension(question.text)
    values = find_values(text)
    if question.kind == "period":
        values = _with_joined_years(values, text)
    return [
        value
        for value in values
        if value.kind in wanted
        and value.normalized not in named
        # "--03-26": a day whose year the text does not give is no date that anyone can cite.
        and not value.normalized.startswith("-")
        and (question.kind != "number" or _measures(value, dimension) or _HOW_OFTEN.search(question.text))
        and not _is_in_title(text, value)
        # 两国, "both countries", says which and not how many.
        and not (value.unit == "国" and text[value.start : value.end] == "两")
    ]


def _measures(value: Value, dimension: str | None) -> bool:
    """Whether a value may be what is asked for: tonnes for a mass, and for a count no years: "两年一次".

    "The total rose to 53 (个)" says nothing of what it counts: they may be states.
    """
    measured = dimension_of(value.unit)
    if dimension == "states" and measured is None:
        return len(value.unit) <= 1
    return measured == dimension if dimension else measured != "time"


def _is_in_title(text: str, value: Value) -> bool:
    """Whether a year belongs to the name of a text: 《2005 年修正案》."""
    opening = text.rfind("《", 0, value.start)
    return opening >= 0 and "》" not in text[opening : value.start] and "》" in text[value.end :]


def _with_joined_years(values: Sequence[Value], text: str) -> list[Value]:
    """The years of "2018 年和 2019 年" as the period 2018/2019; years apart stay apart."""
    joined = list(values)
    for first, second in pairwise(values):
        if (
            first.kind == second.kind == "year"
            and int(second.normalized) == int(first.normalized) + 1
            and _AND.fullmatch(text, first.end, second.start)
        ):
            joined.append(Value("period", f"{first.normalized}/{second.normalized}", first.start, second.end, ""))
    return joined


def choose_value(
    values: Sequence[Value], question: Question, text: str, sentence: tuple[int, int], match: Match
) -> Value | None:
    """The value of a sentence (start, end) that fits the question best; the most fitting kind first."""
    if len(values) < 2:
        return values[0] if values else None
    clauses = split_clauses(text, *sentence)
    stretches = [_surroundings(value, values, text, clauses, sentence) for value in values]
    similarities, shared = match(stretches)
    wanted = _WANTED[question.kind]
    fit = np.array([wanted.index(value.kind) for value in values])
    stressed = _ADDED if _ADDED_ASKED.search(question.text) else _TOTAL
    totals = np.array([_is_called(stressed, text, value, sentence[0]) for value in values])
    units = _unit_likeness(values, question, match)
    ranks = _SIMILARITY * similarities + _SHARED * shared - _KIND * fit + _TOTAL_GAIN * totals + _UNIT * units
    return values[int(np.argmax(ranks))]


def _unit_likeness(values: Sequence[Value], question: Question, match: Match) -> NDArray[np.float32]:
    """How like each value's unit is to what the question counts; a value without one may count just that."""
    counted = _COUNTED.search(question.text)
    named = np.array([len(value.unit) > 1 or value.unit in _WHOLE_UNITS for value in values])
    if counted is None or counted.lastgroup is None or not named.any():
        return np.zeros(len(values), np.float32)
    stretches = [(value.end, value.end + len(value.unit) + _UNIT_GAP) for value in values]
    likeness, _ = match(stretches, counted.span(counted.lastgroup))
    result: NDArray[np.float32] = np.where(named, likeness, likeness[named].max()).astype(np.float32)
    return result


def _is_called(stressed: re.Pattern[str], text: str, value: Value, sentence_start: int) -> bool:
    before = text[max(sentence_start, value.start - _TOTAL_REACH) : value.start]
    return value.kind in {"number", "money"} and bool(stressed.search(before))


def _surroundings(
    value: Value, values: Sequence[Value], text: str, clauses: Sequence[tuple[int, int]], sentence: tuple[int, int]
) -> tuple[int, int]:
    """The clause that holds a value, widened to what stands right beside it, within its sentence.

    What is said of a value in brackets stands before them: "目标年份（2014 年）".
    """
    start, end = next(((start, end) for start, end in clauses if start <= value.start < end), sentence)
    bracket = _bracket_of_values(value, values, text, sentence)
    if bracket is not None:
        before = [other.end for other in values if other.end <= bracket]
        return max([start if start < bracket else sentence[0], *before]), value.end
    return (
        max(sentence[0], min(start, value.start - _REACH)),
        min(sentence[1], max(end, value.end + _REACH)),
    )


def _bracket_of_values(value: Value, values: Sequence[Value], text: str, sentence: tuple[int, int]) -> int | None:
    """Where the bracket opens in which a value stands, if nothing but values stands in it: "(1962 年和 1983 年)"."""
    opening = max(text.rfind(bracket, sentence[0], value.start) for bracket in _BRACKETS)
    if opening < 0:
        return None
    closing = text.find(_BRACKETS[text[opening]], opening, sentence[1])
    if closing < value.end:
        return None
    inside = [other for other in values if opening < other.start < closing]
    rest = list(text[opening + 1 : closing])
    for other in inside:
        rest[other.start - opening - 1 : other.end - opening - 1] = " " * (other.end - other.start)
    return opening if sum(map(str.isalpha, rest)) <= _LITTLE * len(inside) else None

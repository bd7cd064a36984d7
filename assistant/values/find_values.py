"""Values in a text: dates, years, periods, sums of money, percentages and numbers, in six languages.

In: a paragraph or a question. Out: `Value`s in order, not overlapping, each with a normal form that is the
same in every language. Which value answers a question is not decided here; `assistant.values.rendering` writes a
value for a reader.

Everything is found by patterns of bounded length: the time grows with the text, whatever it holds.
"""

import re
from dataclasses import dataclass
from typing import Literal

from assistant.values.amounts import find_amounts
from assistant.values.dates import find_dates
from assistant.values.fractions import find_fractions
from assistant.values.lookalikes import masked, without_lookalikes
from assistant.values.numerals import plain_characters
from corpus.language import detect_language

ValueKind = Literal["date", "year", "period", "number", "money", "percent"]


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a text: `text[start:end]` is how it is written there."""

    kind: ValueKind
    normalized: str
    """ISO 8601 for dates and periods ("2013-01", "2020/2021", "--03-26" where the text gives no year), a
    plain decimal for numbers and percentages ("17000"), ISO 4217 before money ("EUR 20000000")."""
    start: int
    end: int
    unit: str
    """For a number, what is counted, as written right behind it: "枚核武器", "千克", "States"; else ""."""


def find_values(text: str, language: str | None = None, year: int | None = None) -> list[Value]:
    """Find the values in `text`, in order, without overlaps.

    `language` says how to read marks and words ("1,500"); it is detected where the caller does not know it.
    `year` completes days and months that name none. Example: "捐款 2 000 万欧元" → money, "EUR 20000000".
    """
    language = language or detect_language(text)
    fractions = find_fractions(plain_characters(text))
    plain = masked(without_lookalikes(text), ((start, end) for start, end, _ in fractions))
    # First what a currency, a percent sign or a multiplier makes certain, so that "2000 万" is no year.
    certain = [amount for amount in find_amounts(plain, language) if amount.kind != "number" or amount.multiplier > 1]
    plain = masked(plain, ((amount.start, amount.end) for amount in certain))
    dates = find_dates(plain, language, year)
    plain = masked(plain, ((date.start, date.end) for date in dates))
    values = [Value(date.kind, date.normalized, date.start, date.end, "") for date in dates]
    values += [Value("percent", str(percent), start, end, "") for start, end, percent in fractions]
    for amount in [*certain, *find_amounts(plain, language)]:
        unit = _joined_lines(text[amount.unit_start : amount.unit_end])
        values.append(Value(amount.kind, amount.normalized, amount.start, amount.end, unit))
    return sorted(values, key=lambda value: value.start)


def _joined_lines(unit: str) -> str:
    """Blanks stay between words; a line wrap inside a Chinese word goes."""
    return re.sub(r"\s+(?=[㐀-鿿])", "", unit)

"""Values in a text: dates, years, periods, sums of money, percentages and numbers, in six languages.

In: a paragraph or a question. Out: `Value`s in order, not overlapping, each with a normal form that is the
same in every language; and the way back, a normal form written for a reader of some language. Which value
answers a question is not decided here.

Everything is found by patterns of bounded length: the time grows with the text, whatever it holds.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent

from assistant.amounts import find_amounts
from assistant.dates import find_dates
from assistant.language import detect_language
from assistant.lookalikes import masked, without_lookalikes

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
    plain = without_lookalikes(text)
    # First what a currency, a percent sign or a multiplier makes certain, so that "2000 万" is no year.
    certain = [
        amount for amount in find_amounts(plain, language) if amount.kind != "number" or amount.multiplier > 1
    ]
    plain = masked(plain, ((amount.start, amount.end) for amount in certain))
    dates = find_dates(plain, language, year)
    plain = masked(plain, ((date.start, date.end) for date in dates))
    values = [Value(date.kind, date.normalized, date.start, date.end, "") for date in dates]
    for amount in [*certain, *find_amounts(plain, language)]:
        unit = _joined_lines(text[amount.unit_start : amount.unit_end])
        values.append(Value(amount.kind, amount.normalized, amount.start, amount.end, unit))
    return sorted(values, key=lambda value: value.start)


def _joined_lines(unit: str) -> str:
    """Blanks stay between words; a line wrap inside a Chinese word goes."""
    return re.sub(r"\s+(?=[㐀-鿿])", "", unit)


def render_value(value: Value, language: str) -> str:
    """`value` as readers of `language` write it, by CLDR: "1999-06-29" → "29 June 1999", "1999年6月29日".

    English as the UN writes it (day first); numbers in full with the language's grouping. A language that
    CLDR does not know is answered in English.
    """
    locale = _locale(language)
    if value.kind == "money":
        code, amount = value.normalized.split(" ")
        return _render_money(Decimal(amount), code, locale)
    if value.kind == "percent":
        return str(format_percent(Decimal(value.normalized) / 100, locale=locale, decimal_quantization=False))
    if value.kind == "number":
        return str(format_decimal(Decimal(value.normalized), locale=locale, decimal_quantization=False))
    if "/" in value.normalized:
        first, last = value.normalized.split("/")
        return _render_period(first, last, locale)
    return _render_date(value.normalized, locale)


def _locale(language: str) -> Locale:
    # The UN writes "29 June 1999" and "organisation": CLDR's British English.
    try:
        return Locale.parse(
            "en_GB" if language in {"", "en"} else language, sep="-" if "-" in language else "_"
        )
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def _render_money(amount: Decimal, code: str, locale: Locale) -> str:
    if amount == amount.to_integral_value():
        # CLDR's pattern writes cents, which nobody puts behind twenty million.
        pattern = re.sub(r"\.0+", "", locale.currency_formats["standard"].pattern)
        return str(format_currency(amount, code, pattern, locale=locale, currency_digits=False))
    return str(format_currency(amount, code, locale=locale, decimal_quantization=False))


def _skeleton(iso_date: str) -> str:
    """The CLDR skeleton for an ISO date's precision: "yMMMM" for "2013-01", "MMMMd" for "--03-26"."""
    if iso_date.startswith("--"):
        return "MMMMd" if len(iso_date) > len("--03") else "LLLL"
    return {4: "y", 7: "yMMMM"}.get(len(iso_date), "yMMMMd")


def _calendar_day(iso_date: str) -> datetime.date:
    parts = [int(part) for part in iso_date.replace("--", "2000-").split("-")]
    return datetime.date(*[*parts, 1, 1][:3])


def _render_date(iso_date: str, locale: Locale) -> str:
    day, skeleton = _calendar_day(iso_date), _skeleton(iso_date)
    if skeleton == "yMMMMd":
        return format_date(day, "long", locale)
    if skeleton == "LLLL":
        return format_date(day, skeleton, locale)
    return format_skeleton(skeleton, day, locale=locale)


def _render_period(first: str, last: str, locale: Locale) -> str:
    start, end, skeleton = _calendar_day(first), _calendar_day(last), _skeleton(last)
    if skeleton == _skeleton(first):
        if skeleton in {"y", "yMMMM"}:
            return format_interval(start, end, skeleton, locale=locale)
        if skeleton == "yMMMMd" and locale.language == "zh":
            return format_interval(start, end, "yMMMd", locale=locale)
        if skeleton.endswith("d") and (start.year, start.month) == (end.year, end.month):
            return _render_days(start.day, end, skeleton, locale)
    if len(first) == len(last) == len("2012-03-26") and start.year == end.year:
        first = f"-{first[4:]}"
    return f"{_render_date(first, locale)} – {_render_date(last, locale)}"


def _render_days(first_day: int, last: datetime.date, skeleton: str, locale: Locale) -> str:
    """Two days of one month: "26–27 March 2012". CLDR's own intervals shorten the month in most languages."""
    whole = locale.date_formats["long"] if skeleton == "yMMMMd" else locale.datetime_skeletons["MMMMd"]
    both_days = re.sub(r"(?<![A-Za-z'])d(?![A-Za-z'])", f"'{first_day}–'d", whole.pattern)
    return format_date(last, both_days, locale)

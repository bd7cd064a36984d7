"""Values as a reader of some language writes them, by CLDR.

In: a `Value` in its normal form. Out: "29 June 1999", "29 июня 1999 г.", "€20,000,000", "26–27 mars 2012".
What is counted ("枚核武器") is not translated and not written here.
"""

import datetime
import re
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_currency, format_decimal, format_percent

from assistant.values.find_values import Value


def render_value(value: Value, language: str) -> str:
    """`value` as readers of `language` write it, by CLDR: "1999-06-29" → "29 June 1999", "1999年6月29日".

    English as the UN writes it (day first); numbers in full with the language's grouping. A language that
    CLDR does not know is answered in English.
    """
    locale = locale_of(language)
    if value.kind == "money":
        code, amount = value.normalized.split(" ")
        return _render_money(Decimal(amount), code, locale)
    if value.kind == "percent":
        return str(format_percent(Decimal(value.normalized) / 100, locale=locale, decimal_quantization=False))
    if value.kind == "number":
        return str(format_decimal(Decimal(value.normalized), locale=locale, decimal_quantization=False))
    return render_iso_date(value.normalized, language)


def render_iso_date(written: str, language: str) -> str:
    """A date or period in ISO 8601 as readers of `language` write it: "2022-01-04/2022-01-28"."""
    first, _, last = written.partition("/")
    locale = locale_of(language)
    return _render_period(first, last, locale) if last else _render_date(first, locale)


def locale_of(language: str) -> Locale:
    """CLDR's data for `language`; English, as the UN writes it, where CLDR does not know it."""
    if language == "en":
        # The UN writes "29 June 1999", as CLDR's British English does.
        return Locale.parse("en_GB")
    try:
        return Locale.parse(language.replace("-", "_"))
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

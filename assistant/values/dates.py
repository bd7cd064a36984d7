"""Dates, years and periods in the six UN languages.

In: text that `assistant.values.numerals.plain_characters` has made plain. Out: where each stands and what it
is in ISO 8601. A day or month without its year is completed from the other end of its period, from
the year that the caller knows, or left open ("--03-26"). Numeric dates such as 03/04/2010 are not read:
nobody can tell which month they mean.

Not dateparser: it reads "2012 年 3 月 26 日至 27 日，53" as 28 February and "2019-2020 年" as a date of
the year 6, finds no period, and of "29 حزيران/يونيه 1999" the year alone.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from babel import Locale

from assistant.values.numerals import parse_chinese, plain_characters

DateKind = Literal["date", "year", "period"]

MEASURE_WORDS = (
    "个|国|名|枚|座|艘|架|台|项|份|次|种|类|人|位|家|所|处|条|件|套|组|批|轮|场|期|支|片|发|颗|口|户|间|栋|封|部|本|页|倍|级"
    "|周年|吨|公斤|千克|毫克|克|公里|千米|厘米|毫米|米|公顷|升|兆瓦|千瓦|瓦|当量|小时|分钟|秒|年|周|星期|天|届|号|条|款|层|支|辆"
)
_BLANK = r"\s{0,4}"
_CHINESE_DAY = r"(?:3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_CHINESE_YEAR = r"(?:\d{4}|[一二][〇零一二三四五六七八九]{3})"
_CHINESE_DATE = re.compile(
    rf"(?<![\d.,/])(?:(?P<y>{_CHINESE_YEAR}){_BLANK}年{_BLANK})?(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]){_BLANK}月"
    rf"(?:{_BLANK}(?P<d>{_CHINESE_DAY})(?:{_BLANK}日?{_BLANK}(?P<join>至|到|-|和|、){_BLANK}(?P<d2>{_CHINESE_DAY}))?{_BLANK}日)?"
    rf"|(?<![\d.,/])(?P<y2>{_CHINESE_YEAR}){_BLANK}年(?!代)"
)
_ISO_DATE = re.compile(r"(?<![\w/.-])(?P<y>(?:1[89]|20)\d\d)-(?P<m>\d{2})(?:-(?P<d>\d{2}))?(?![\w/-])")
_BARE_YEAR = re.compile(
    rf"(?:(?<=[12]\d{{3}}/)|(?<![A-Za-zÀ-ɏЀ-ӿ\d/№#_+$€£])(?<!\d[.,]))(?:1[89]|20)\d\d"
    rf"(?![A-Za-zÀ-ɏЀ-ӿ\d_%]|[.,]\d|/(?![12]\d{{3}}(?!\d))|\s?(?:{MEASURE_WORDS})|\s?[多余万亿千百])"
    r"(?:\s?(?:годах|годов|года|годы|году|год|гг?\.)(?![^\W\d_]))?"
)
_COUNTED = re.compile(
    r"(?:\b(?:some|about|over|nearly|than|approximately|environ|quelque|pr[eè]s de|plus de|m[aá]s de|unos"
    r"|около|более|свыше|примерно|почти)|نحو|حوالي|اكثر من|约|近|超过|多达|共)\s{0,3}$",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"{_BLANK}(?:-{{1,2}}|至|到|直至|to|until|till|through|[àa]u?|al|hasta|jusqu'(?:en|au|à)|до|по|الى|حتى)"
    rf"{_BLANK}(?:the |le |la |el |en )?",
    re.IGNORECASE,
)
_AND = re.compile(rf"{_BLANK}(?:and|et|y|и|و|和|与){_BLANK}(?:le |la |el )?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\b(?:between|entre)(?: le| la| el)?|\bмежду|بين(?: عامي)?)\s{0,3}$", re.IGNORECASE)
_BETWEEN_AFTER = re.compile(rf"{_BLANK}(?:之间|期间)")
_ORDINAL = r"(?:er|re|st|nd|rd|th|º|°)?"
_OF = r"(?:de |del |of |the |من |لعام |عام |سنة |года? )?"
_YEAR = rf"[ ,]{{0,3}}{_OF}(?P<y>\d{{4}})(?!\d)(?:\s?(?:года|году|год|г\.))?"
# The month names that UN documents use and CLDR does not list.
_OTHER_MONTHS = {"يونيه": 6, "يوليه": 7, "sept": 9, "set": 9, "setiembre": 9}


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, a month or a year, as exactly as it was written."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def isoformat(self) -> str:
        """ISO 8601 in the precision that is known: "1999-06-29", "2013-01", "2015", "--03-26"."""
        parts = [f"{self.year:04d}" if self.year else "-"]
        parts.extend(f"{part:02d}" for part in (self.month, self.day) if part)
        return "-".join(parts)

    def exists(self) -> bool:
        """Whether the calendar has it; 29 February counts where the year is open."""
        try:
            datetime.date(self.year or 2000, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return True

    def sort_key(self) -> tuple[int, int, int]:
        """Orders dates of the same precision."""
        return self.year or 0, self.month or 0, self.day or 0


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in a text: `text[start:end]`."""

    start: int
    end: int
    first: CalendarDate
    last: CalendarDate | None
    """None for a single date."""

    @property
    def kind(self) -> DateKind:
        """Period, date (a day or month), or year."""
        if self.last:
            return "period"
        return "date" if self.first.month else "year"

    @property
    def normalized(self) -> str:
        """ISO 8601; periods with a slash: "2017-09/2019-09"."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}" if self.last else self.first.isoformat()


def find_dates(text: str, language: str, year: int | None = None) -> list[DateMention]:
    """The dates, years and periods of a plain text, in order; `year` completes days that name none."""
    found = [*_chinese_dates(text), *_iso_dates(text), *_spelled_dates(text, language), *_bare_years(text)]
    separate: list[DateMention] = []
    for mention in sorted(found, key=lambda item: (item.start, -item.end)):
        if not separate or mention.start >= separate[-1].end:
            separate.append(mention)
    return [_completed(mention, year) for mention in _join_periods(separate, text)]


def _mention(start: int, end: int, first: CalendarDate, last: CalendarDate | None = None) -> Iterator[DateMention]:
    if first.exists() and (last is None or last.exists()):
        yield DateMention(start, end, first, last)


def _chinese_dates(text: str) -> Iterator[DateMention]:
    for match in _CHINESE_DATE.finditer(text):
        year, month, day, last_day = (_number(match.group(name)) for name in ("y", "m", "d", "d2"))
        if match.group("y2"):
            first = CalendarDate(_number(match.group("y2")))
            if 1000 <= (first.year or 0) < 3000:
                yield from _mention(match.start(), match.end(), first)
            continue
        last = CalendarDate(year, month, last_day) if last_day else None
        if last_day and match.group("join") in "和、" and last_day - (day or 0) != 1:
            # "26 日和 30 日" are two days and no period: the first is a date, the second has no month.
            yield from _mention(match.start(), match.start("join"), CalendarDate(year, month, day))
            continue
        yield from _mention(match.start(), match.end(), CalendarDate(year, month, day), last)


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdecimal() else parse_chinese(written)


def _iso_dates(text: str) -> Iterator[DateMention]:
    for match in _ISO_DATE.finditer(text):
        year, month, day = (int(part) if part else None for part in match.group("y", "m", "d"))
        first = CalendarDate(year, month, day)
        if first.month and first.exists():
            yield DateMention(match.start(), match.end(), first, None)


def _bare_years(text: str) -> Iterator[DateMention]:
    for match in _BARE_YEAR.finditer(text):
        if not _COUNTED.search(text, max(0, match.start() - 20), match.start()):
            yield DateMention(match.start(), match.end(), CalendarDate(int(match.group()[:4])), None)


def _spelled_dates(text: str, language: str) -> Iterator[DateMention]:
    months = month_numbers()
    for pattern in _spelled_patterns():
        for match in pattern.finditer(text):
            groups = match.groupdict()
            name = groups["m"]
            # In English "may" and "march" are words; the months have a capital.
            if language == "en" and name in {"may", "march"}:
                continue
            year, day = (int(groups[key]) if groups.get(key) else None for key in ("y", "d"))
            first = last = CalendarDate(year, months[_month_key(name)], day)
            if groups.get("m1"):
                first = CalendarDate(year, months[_month_key(groups["m1"])])
            if groups.get("d1") and (not groups["and"] or int(groups["d1"]) + 1 == day):
                first = replace(last, day=int(groups["d1"]))
            if groups.get("d2"):
                last = replace(first, day=int(groups["d2"]))
            yield from _mention(match.start(), match.end(), first, last if last != first else None)


def _join_periods(mentions: list[DateMention], text: str) -> Iterator[DateMention]:
    previous: DateMention | None = None
    for mention in mentions:
        joined = _joined(previous, mention, text) if previous else None
        if joined is None and previous:
            yield previous
        previous = joined or mention
    if previous:
        yield previous


def _joined(left: DateMention, right: DateMention, text: str) -> DateMention | None:
    """One period out of two dates with "to" or "至" between them; None where they stay two."""
    if left.last or right.last or right.start - left.end > 20 or not _is_range(left, right, text):
        return None
    first, last = left.first, right.first
    if first.year is None and last.year and first.month:
        first = replace(first, year=last.year)
    if last.year is None and last.month:
        last = replace(last, year=first.year)
    if last.sort_key() <= first.sort_key():
        return None
    between = _BETWEEN.search(text, max(0, left.start - 20), left.start)
    return DateMention(between.start() if between else left.start, right.end, first, last)


def _is_range(left: DateMention, right: DateMention, text: str) -> bool:
    gap = text[left.end : right.start]
    if gap == "/":
        return left.kind == right.kind == "year" and (right.first.year or 0) - (left.first.year or 0) == 1
    if _FROM_TO.fullmatch(gap):
        return True
    if not _AND.fullmatch(gap):
        return False
    return bool(_BETWEEN.search(text, max(0, left.start - 20), left.start) or _BETWEEN_AFTER.match(text, right.end))


def _completed(mention: DateMention, year: int | None) -> DateMention:
    if year is None or mention.first.year:
        return mention
    last = replace(mention.last, year=year) if mention.last else None
    return replace(mention, first=replace(mention.first, year=year), last=last)


@lru_cache
def month_numbers() -> dict[str, int]:
    """Every month name of the six languages, plain and in lower case, and its number.

    Names from CLDR: full and short, nominative and genitive, Arabic also as in the Levant and the Maghreb.
    """
    numbers = dict(_OTHER_MONTHS)
    for code in ("en", "en_GB", "fr", "es", "ru", "ar", "ar_SY", "ar_TN", "ar_MA"):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(code).months[context][width].items():
                    numbers.setdefault(_month_key(name), number)
    # Russian months in the other cases: "в январе", "к маю".
    for number, name in Locale.parse("ru").months["stand-alone"]["wide"].items():
        stem = name.rstrip("ьй")
        for ending in ("е", "ю", "у", "ем", "ом"):
            numbers.setdefault(plain_characters(stem + ending), number)
    unaccented = {name.translate(str.maketrans("éèûô", "eeuo")): number for name, number in numbers.items()}
    return unaccented | numbers


def _month_key(name: str) -> str:
    # "حزيران/يونيه": both names mean the same month.
    return plain_characters(name).split("/")[0].strip().rstrip(".").lower()


@lru_cache
def _spelled_patterns() -> tuple[re.Pattern[str], ...]:
    names = "|".join(re.escape(name) for name in sorted(month_numbers(), key=len, reverse=True))
    name = rf"(?:{names})(?![^\W\d_])\.?"
    month = rf"(?P<m>{name}(?:\s?/\s?{name})?)"
    to = r"\s{0,2}(?:-|to|through|au|al|a|по|до|الى|(?P<and>and|et|y|и|و))\s{0,2}(?:le )?"
    day = rf"(?<![\w/.,-])(?:(?P<d1>\d{{1,2}}){_ORDINAL}{to})?(?P<d>\d{{1,2}}){_ORDINAL}\s{{1,3}}{_OF}{month}"
    american = rf"(?<![\w/-]){month}\s(?P<d>\d{{1,2}}){_ORDINAL}(?:-(?P<d2>\d{{1,2}}))?,?\s(?P<y>\d{{4}})(?!\d)"
    whole_month = rf"(?<![^\W\d_])(?<!\d )(?:(?P<m1>{name}){to}(?:de )?)?{month}{_YEAR}"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (rf"{day}(?:{_YEAR})?", american, whole_month))

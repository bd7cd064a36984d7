"""Amounts: sums of money, percentages and counts, with what is counted, in six languages.

In: text from `assistant.values.lookalikes`, so that what is left of its numbers are amounts, or years. Out:
`Amount`s in order. What is counted is read without a dictionary or a parser: it is good for comparing
with a question's noun, not for display.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.values.currencies import currency_after, currency_before
from assistant.values.dates import MEASURE_WORDS
from assistant.values.numerals import Numeral, find_numerals

_CHINESE_PERCENT = re.compile(r"百分之\s{0,2}$")
_PERCENT = re.compile(
    r"\s{0,2}(?:%|per ?cent\b|pour cent\b|por ciento\b|процент(?:ов|а|ы)?(?![а-я])|(?:في |ب)ال(?:مائة|مئة))",
    re.IGNORECASE,
)
_MEASURED = re.compile(rf"\s{{0,3}}(?P<about>多|余)?\s{{0,3}}(?P<word>{MEASURE_WORDS})")
_UNIT_WORDS = """
    国 人 倍 年 周年 周 星期 天 小时 分钟 秒
    吨 公斤 千克 毫克 克 公里 千米 厘米 毫米 米 公顷 升 兆瓦 千瓦 瓦
"""
_WHOLE_UNITS = frozenset(_UNIT_WORDS.split())
"""Measure words that are the unit themselves; behind the others comes what is counted."""
# Without a dictionary of words: a noun ends before a particle, a verb that often follows, or a mark.
_COUNTED_NOUN = re.compile(
    r"\s{0,3}(?:(?!参加|参与|签署|批准|举行|发表|提出|通过|作出|进行|开展|完成|加入|支持"
    r"|成为|表示|已经|以及|可以|提供|用于|组成|之间|之一|关于|作为|如下|一道|与(?!会)|后(?!续))"
    r"[㐀-鿿](?<![的了和及或在于为是有将已被对从向以等并也都就把让使中内上下其这该此前正自]))"
    r"{1,6}"
)
_NEXT_WORDS = re.compile(
    r"[ ]?(?:d['’]|de |des |of )?"
    r"(?P<word>[^\W\d_一-鿿]{1,30}(?:-[^\W\d_]{1,30}){0,4})(?P<second> [^\W\d_一-鿿]{3,30})?"
)
_FUNCTION_WORD_LIST = """
    of in on at to by for from with and or is are was were be been has have had the a an as that which who
    than will would may per de du des en à au aux et ou par pour sur dans que qui est sont a ont le la les
    dont ainsi y o del el los las con por para sobre es son fue fueron ha han se ni и в на из для по с к
    от до за или не что من في على الى عن مع او ان التي الذي هذه
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORD_LIST.split())
# 一 is an article more often than a count; before these it counts.
_COUNTED_BY_ONE = frozenset("枚座名艘架台吨")
# In Chinese a count has a measure word: a lone digit before a word is a label or a note's mark.
_LABEL_BEHIND = re.compile(r"\s?[㐀-鿿]")
_DAY_BEHIND = re.compile(r"\s{0,3}日(?!元)")
_RANGE = re.compile(r"\s?(?:-|至|到| to | à | a | до | الى )\s?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum, percentage or count in a text: `text[start:end]` as written."""

    kind: Literal["number", "money", "percent"]
    quantity: Decimal
    start: int
    end: int
    multiplier: int = 1
    """Above 1 where a word such as "million" or "万" was written: then it can be no year."""
    currency: str = ""
    """ISO 4217; "" unless the kind is money."""
    unit_start: int = 0
    unit_end: int = 0
    """Where what is counted stands right behind a number: `text[unit_start:unit_end]`."""

    @property
    def normalized(self) -> str:
        """A plain decimal without an exponent or idle zeros: "17000", "12.5", "EUR 20000000"."""
        plain = f"{self.quantity:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return f"{self.currency} {plain}".lstrip()


def find_amounts(text: str, language: str) -> list[Amount]:
    """The amounts in a text of `language`, in order; a year still unmasked is among them, as a number."""
    found: list[Amount] = []
    for numeral in find_numerals(text, language):
        free_from = found[-1].end if found else 0
        if numeral.start < free_from:
            continue
        amount = _money(text, numeral, free_from) or _percent(text, numeral) or _number(text, numeral)
        if amount is None:
            continue
        if found and _RANGE.fullmatch(text, found[-1].end, amount.start):
            found[-1] = _as_range_start(found[-1], amount)
        found.append(amount)
    return found


def _as_range_start(first: Amount, last: Amount) -> Amount:
    """In "5-10 million euros" the 5 is an amount of millions of euros, too."""
    if first.kind != "number" or first.unit_end or first.multiplier != 1:
        return first
    return replace(last, start=first.start, end=first.end, quantity=first.quantity * last.multiplier)


def _money(text: str, numeral: Numeral, free_from: int) -> Amount | None:
    if mark := currency_before(text, free_from, numeral.start, numeral.end):
        start, end = mark.start, mark.end
    elif mark := currency_after(text, numeral.end):
        start, end = numeral.start, mark.end
    else:
        return None
    return Amount("money", numeral.amount * mark.scale, start, end, numeral.multiplier * mark.scale, mark.code)


def _percent(text: str, numeral: Numeral) -> Amount | None:
    if before := _CHINESE_PERCENT.search(text, max(0, numeral.start - 5), numeral.start):
        return Amount("percent", numeral.amount, before.start(), numeral.end)
    if after := _PERCENT.match(text, numeral.end):
        return Amount("percent", numeral.amount, numeral.start, after.end())
    return None


def _number(text: str, numeral: Numeral) -> Amount | None:
    measured = _MEASURED.match(text, numeral.end)
    if not _is_count(text, numeral, measured) or _DAY_BEHIND.match(text, numeral.end):
        return None
    number = Amount("number", numeral.amount, numeral.start, numeral.end, numeral.multiplier)
    if measured:
        # "100 多个国家": the word "over" belongs to the value as written.
        end = measured.end("about") if measured.group("about") else numeral.end
        noun = None if measured.group("word") in _WHOLE_UNITS else _COUNTED_NOUN.match(text, measured.end())
        unit_end = noun.end() if noun else measured.end()
        return replace(number, end=end, unit_start=measured.start("word"), unit_end=unit_end)
    words = _NEXT_WORDS.match(text, numeral.end)
    if words is None or words.group("word").lower() in _FUNCTION_WORDS:
        return number
    last = "word" if (words.group("second") or "").strip().lower() in _FUNCTION_WORDS | {""} else "second"
    return replace(number, unit_start=words.start("word"), unit_end=words.end(last))


def _is_count(text: str, numeral: Numeral, measured: re.Match[str] | None) -> bool:
    """Whether a number in Chinese counts: 七个 and 一座 do; 三边, 一个 and 二次离子 (secondary ion) not."""
    written = text[numeral.start : numeral.end]
    if "0" <= written[0] <= "9":
        return measured is not None or numeral.amount >= 10 or not _LABEL_BEHIND.match(text, numeral.end)
    if not "〇" <= written[0] <= "鿿":
        return True
    if measured is None or written == "二":
        return False
    return written != "一" or measured.group("word") in _COUNTED_BY_ONE

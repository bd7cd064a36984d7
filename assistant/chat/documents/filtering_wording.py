"""The words of the filter in the visitor's language.

In: a language of the interface. Out: its `FilteringWording`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilteringWording:
    """The filter's words in one language; `{}` stands for what is filled in."""

    filter: str
    searching_all: str
    """{}: how many documents."""
    searching_one: str
    """Where there is no other."""
    searching_some: str
    """{}: how many of how many documents."""
    searching_none: str
    narrow: str
    done: str
    clear: str
    gone: str
    groups: Mapping[str, str]
    """By the fields of `assistant.selection.Selection`."""
    find: str
    """{}: the name of a group."""
    more: str
    """{}: how many."""
    since: str
    until: str
    date_hint: str
    wrong_date: str
    chips: Mapping[str, str]
    """By the fields of `Selection`; {}: what is chosen."""
    take_back: str
    """{}: a chip."""


_EN = FilteringWording(
    filter="What is searched",
    searching_all="Searching: all {} documents",
    searching_one="Searching: 1 document",
    searching_some="Searching: {0} of {1} documents",
    searching_none="Searching nothing: no document fits all of this",
    narrow="Narrow…",
    done="Done",
    clear="Search all",
    gone="Something that you had chosen is no longer here.",
    groups={
        "corpora": "Corpora",
        "documents": "Documents",
        "languages": "Languages",
        "submitters": "Submitted by",
        "dates": "Dates",
    },
    find="Find in: {}",
    more="{} more: remove some in the Documents room, or choose by corpus or date.",
    since="From",
    until="To",
    date_hint="2015 or 2015-04-27",
    wrong_date="Write a year, a month or a day: 2015, 2015-04 or 2015-04-27.",
    chips={
        "corpora": "{}",
        "documents": "{}",
        "languages": "{}",
        "submitters": "{}",
        "since": "from {}",
        "until": "to {}",
    },
    take_back="Take back: {}",
)
_ZH = FilteringWording(
    filter="检索范围",
    searching_all="检索范围：全部 {} 份文件",
    searching_one="检索范围：1 份文件",
    searching_some="检索范围：{1} 份文件中的 {0} 份",
    searching_none="没有文件符合全部条件",
    narrow="缩小范围……",
    done="完成",
    clear="检索全部",
    gone="您选择的部分内容已不在此处。",
    groups={
        "corpora": "文库",
        "documents": "文件",
        "languages": "语言",
        "submitters": "提交者",
        "dates": "日期",
    },
    find="查找：{}",
    more="还有 {} 项：请按文库或日期选择。",
    since="从",
    until="到",
    date_hint="2015 或 2015-04-27",
    wrong_date="请写年、月或日：2015、2015-04 或 2015-04-27。",
    chips={
        "corpora": "{}",
        "documents": "{}",
        "languages": "{}",
        "submitters": "{}",
        "since": "从 {} 起",
        "until": "至 {}",
    },
    take_back="取消：{}",
)
_WORDINGS = {"en": _EN, "zh": _ZH}


def filtering_wording_in(language: str) -> FilteringWording:
    """The filter's words; English for a language that it has none in."""
    return _WORDINGS.get(language, _EN)

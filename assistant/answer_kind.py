"""Whether a quote holds something of the kind that is asked for: a country, several of them, a person's name.

In: an analysed question, what it names, a quote and its language. Out: from 0, nothing of the
kind, to 1. Dates, numbers and amounts are found in `assistant.value_choice`; for "why" and "how" anything may do.
"""

import re
from collections.abc import Collection

from assistant.questions.name_words import asks_for_countries, asks_for_name
from assistant.questions.question import Question
from assistant.values.lookalikes import masked
from index.lexicon import Lexicon

_NAMING = frozenset({"list", "place", "person"})
"""Kinds of questions that a country may answer."""
_ROLES = re.compile(
    r"主席|总统|总理|首相|部长|大臣|外长|国王|女王|秘书长?|总干事|大使|公使|代表|专员|局长|院长|会长|主任|主持人|协调人|报告员|专家"
)
_TRANSLITERATED = (
    "[阿埃艾安奥巴班贝本比毕波博布查达戴丹德迪蒂丁杜多恩尔法菲芬费弗福盖冈戈格贡古哈海汉赫亨胡霍基吉加贾杰津卡凯坎康考科克肯库"
    "奎拉莱兰朗劳勒雷里利莉林琳卢鲁路罗洛马玛迈麦曼梅门蒙米密明摩莫穆拿纳娜南内尼娘宁努诺欧帕潘佩彭皮平普奇齐乔切琼萨塞桑森沙尚舍申圣"
    "施什史舒斯松苏索塔泰坦汤特提廷图托万旺威韦维魏温文沃乌伍西希夏香肖谢辛休雪雅亚延扬耶叶伊因英尤于约泽扎詹珍朱兹佐]"
)
_TITLES = "总统|总理|首相|部长|大臣|外长|主席|秘书长|总干事|大使|先生|女士|博士|教授|国王|女王|议员|将军"
_SURNAMES = (
    "[李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗潘朴金崔郑梁宋唐许邓冯韩曹曾彭萧蔡董袁于余叶蒋杜苏魏程吕丁沈任姚卢钟姜谭]"
)
_CHINESE_NAME = re.compile(
    rf"[\u3400-\u9fff]·[\u3400-\u9fff]|(?<![\u3400-\u9fff]){_SURNAMES}[\u3400-\u9fff]{{1,2}}(?:{_TITLES})"
    rf"|{_TRANSLITERATED}{{2,6}}(?:{_TITLES})|(?:{_TITLES}){_TRANSLITERATED}{{2,6}}"
    r"|(?<![A-Za-z])[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-zA-Z]+"
)


def share_of_kind(question: Question, quote: str, language: str, asked: Collection[str], lexicon: Lexicon) -> float:
    """How far the quote, of `language`, holds what is asked for; 1 where no countries or person are.

    `asked` are the concepts of the question: the countries among them do not answer it.
    """
    if question.kind not in _NAMING or not (question.kind == "person" or asks_for_countries(question.text)):
        return 1.0
    countries = [concept for concept in lexicon.find(quote, language) if concept.kind == "territory"]
    others = len({country.key for country in countries}.difference(asked))
    if asks_for_countries(question.text):
        return min(1.0, others / 2) if question.kind == "list" else min(1.0, others)
    # "Iraq's foreign minister" is not called Iraq.
    nameless = masked(quote, ((country.start, country.end) for country in countries))
    if asks_for_name(question.text):
        return float(_may_name_someone(nameless, language))
    return float(others > 0 or bool(_ROLES.search(quote)) or _may_name_someone(nameless, language))


def _may_name_someone(quote: str, language: str) -> bool:
    """Whether a Chinese text has a person's name by its look; True in other languages, where nothing tells."""
    return language != "zh" or bool(_CHINESE_NAME.search(quote))

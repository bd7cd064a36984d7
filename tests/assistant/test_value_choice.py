"""The right one of several values, by kind, unit, total and brackets."""

import numpy as np
import pytest

from assistant.questions.question import analyse_question
from assistant.value_choice import choose_value, eligible_values
from corpus.sentences import split_sentences


def alike(stretches, asked=None):
    """Every stretch fits the question equally well: only what the text itself shows can decide."""
    return np.zeros(len(stretches), np.float32), np.zeros(len(stretches), np.float32)


def chosen(question, text, match=alike):
    analysed = analyse_question(question)
    values = eligible_values(analysed, text)
    value = choose_value(values, analysed, text, split_sentences(text)[0], match)
    return value.normalized if value else None


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("When was it signed?", "该条约于 1996 年 9 月 24 日签署，1998 年以来一直如此。", "1996-09-24"),
        ("How much did Norway pay?", "挪威捐款 70 万欧元，供 12 个国家使用。", "EUR 700000"),
        ("What share is nuclear?", "比利时有七个核反应堆，约占其发电量的一半。", "50"),
        ("How many states are parties in all?", "14 个国家新近加入，使缔约国总数达到 79 个。", "79"),
        ("In which years does the group meet?", "专家组会议将在 2018 年和 2019 年举行。", "2018/2019"),
        ("From when to when did the group meet?", "专家组在 2012 年和 2015 年举行会议。", None),
    ],
)
def test_kind_and_total_decide(question, text, expected):
    if expected is None:
        assert chosen(question, text) in {"2012", "2015"}
    else:
        assert chosen(question, text) == expected


def test_a_value_that_the_question_names_does_not_answer_it():
    assert chosen("How many states met in 2012?", "2012 年，53 个国家开会。") == "53"
    assert chosen("What happened to the 53 states, how many joined?", "53 个国家开会。") is None


def test_what_is_said_of_a_value_in_brackets_stands_before_it():
    text = "确定了停用的年份（2013 年底）和生效的年份（2014 年）。"
    seen = []

    def match(stretches, asked=None):
        seen.extend(text[start:end] for start, end in stretches)
        return alike(stretches)

    chosen("In which year does it enter into force?", text, match)
    assert seen == ["确定了停用的年份（2013 年", "底）和生效的年份（2014 年"]


def test_what_is_counted_decides_between_numbers():
    text = "八个国家已移除约 480 千克高浓铀，足够生产 19 枚核武器。"

    def match(stretches, asked=None):
        likeness = [float(asked is not None and "千克" in text[start:end]) for start, end in stretches]
        return np.array(likeness, np.float32), np.zeros(len(stretches), np.float32)

    assert chosen("How many kilos did states get rid of?", text, match) == "480"


def test_a_day_without_its_year_is_no_date_to_cite():
    assert chosen("On which date did they meet?", "会议于 3 月 26 日举行。") is None


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        # A length of time is no number of anything else, nor is 两国, "both countries".
        ("How many states take part?", "两年一次的会议有 40 多个国家参加。", "40"),
        ("多少国家参加？", "两国在五年前发起的会议有 40 多个国家参加。", "40"),
        ("How often does it meet?", "会议每三年举行。", "3"),
        # What is measured must be of the same kind.
        ("How many tonnes were removed?", "六个国家移除了 35 吨铀。", "35"),
        ("Combien de tonnes ont été retirées ?", "六个国家移除了铀。", None),
        ("移除了多少公斤？", "六个国家移除了 35 千克铀。", "35"),
        # States are answered by no number of something else; a bare one may be theirs.
        ("¿Cuántos Estados la apoyan?", "通过了 64 项行动。", None),
        ("How many states support it?", "支持者已增加到 64 个。", "64"),
        # A year in a title belongs to the title.
        ("In which year was the law changed?", "根据《1998 年议定书》，法律于 2004 年修改。", "2004"),
        ("法律是哪一年修改的？", "根据《1998 年议定书》修改了法律。", None),
    ],
)
def test_what_cannot_be_meant_is_no_answer(question, text, expected):
    assert chosen(question, text) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How much did Norway give?", "USD 9000000"),
        ("How much more did Norway give on top?", "USD 9000000"),
        ("What additional sum did Norway give?", "USD 2000000"),
        ("挪威又捐了多少美元？", "USD 2000000"),
    ],
)
def test_what_came_on_top_is_told_from_the_total(question, expected):
    assert chosen(question, "挪威另捐 200 万美元，捐款总额达到 900 万美元。") == expected

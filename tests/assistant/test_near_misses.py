"""Another act, another one of a series: what tells a near miss from an answer."""

import pytest

from assistant.near_misses import has_ordinals, is_about_treaty, share_of_acts
from assistant.questions.event_words import acts_done


@pytest.mark.parametrize(
    ("question", "language", "text", "expected"),
    [
        ("When did Peru ratify it?", "en", "秘鲁于 1997 年批准了该条约。", 1.0),
        ("When did Peru ratify it?", "en", "秘鲁于 1996 年签署了该条约。", 0.0),
        ("Quand la convention est-elle entrée en vigueur ?", "fr", "该公约于 1987 年生效。", 1.0),
        ("¿Cuándo entró en vigor la convención?", "es", "该公约于 1980 年开放供签署。", 0.0),
        ("Когда страна вышла из договора?", "ru", "该国于 1985 年加入条约。", 0.0),
        ("متى وقعت بيرو على المعاهدة؟", "ar", "秘鲁于 1996 年签署了该条约。", 1.0),
        ("When did Peru ratify it?", "en", "秘鲁于 1996 年签署了该条约，但尚未批准。", 0.0),
        ("秘鲁何时签署并批准该条约？", "zh", "秘鲁于 1996 年签署了该条约。", 0.5),
        ("When did they meet?", "en", "会议于 1996 年举行。", 1.0),
        ("Wann trat er in Kraft?", "de", "会议于 1996 年举行。", 1.0),
    ],
)
def test_the_acts_of_the_question_are_looked_for_in_the_text(question, language, text, expected):
    assert share_of_acts(question, language, text, "zh") == expected


@pytest.mark.parametrize(
    ("question", "language", "text", "expected"),
    [
        ("When was the third workshop?", "en", "第三次讲习班于 2011 年举行。", True),
        ("When was the third workshop?", "en", "第二次讲习班于 2009 年举行。", False),
        ("Quand a eu lieu le quatrième atelier ?", "fr", "讲习班于 2009 年举行。", False),
        ("第二阶段何时结束？", "zh", "第一阶段于 2009 年结束。", False),
        ("Who was the first to sign?", "en", "秘鲁签署了。", True),
    ],
)
def test_the_ordinals_of_the_question_are_looked_for_too(question, language, text, expected):
    assert has_ordinals(question, language, text, "zh") is expected


@pytest.mark.parametrize(
    ("question", "language", "text", "expected"),
    [
        ("When did Peru sign the treaty?", "en", "秘鲁于 2019 年签署了一份谅解备忘录。", False),
        ("When did Peru sign the treaty?", "en", "秘鲁于 1996 年签署了该条约。", True),
        ("秘鲁何时批准该公约？", "zh", "国会于 2019 年批准了预算。", False),
        ("Quand le Pérou a-t-il signé le traité ?", "fr", "秘鲁于 1996 年签署，其批准书于 1997 年交存。", True),
        ("Когда Перу подписало договор?", "ru", "秘鲁于 2019 年签署了一份谅解备忘录。", False),
        ("When did the meeting on the treaty take place?", "en", "会议于 1996 年举行。", True),
    ],
)
def test_what_is_signed_is_a_treaty_where_the_question_asks_for_one(question, language, text, expected):
    assert is_about_treaty(question, language, text, "zh") is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Tarland has not ratified the protocol. It declared in 2018 that it would sign it.", "en", {"sign"}),
        ("La convention n'a pas encore été ratifiée ; elle a été signée en 2018.", "fr", {"sign"}),
        ("El país no ha ratificado el tratado, pero lo firmó en 2018.", "es", {"sign"}),
        ("Договор не был ратифицирован; он подписан в 2018 году.", "ru", {"sign"}),
        ("لم توقع الدولة المعاهدة", "ar", set()),
        ("没有国家批准该条约", "zh", set()),
        ("不扩散条约生效以来", "zh", {"enter into force"}),
    ],
)
def test_what_was_not_done_is_no_act(text, language, expected):
    assert acts_done(text, language) == expected

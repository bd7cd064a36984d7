"""Whether a sentence holds a country, several of them or a person's name, where a question asks for one."""

import pytest

from assistant.answer_kind import share_of_kind
from assistant.questions.question import analyse_question


def share(library, question, quote, language="zh"):
    asked = analyse_question(question)
    lexicon = library.retriever.lexicon
    named = {concept.key for concept in lexicon.find(question, asked.language)}
    return share_of_kind(asked, quote, language, named, lexicon)


@pytest.mark.parametrize(
    ("question", "quote", "expected"),
    [
        ("Which countries sponsored the draft?", "巴西、新西兰和爱尔兰提出了该草案。", 1.0),
        ("Which countries sponsored the draft?", "巴西等国提出了该草案。", 0.5),
        ("Quels États ont parrainé le projet ?", "一些国家提出了该草案。", 0.0),
        ("除巴西外，哪些国家提出了该草案？", "巴西提出了该草案。", 0.0),
        ("Which country hosted the seminar with Chile?", "智利和秘鲁举办了讲习班。", 1.0),
        ("¿Qué país acogió el seminario con Chile?", "智利举办了讲习班。", 0.0),
        ("Which measures did Chile take?", "采取了一些措施。", 1.0),
        ("When did Chile sign?", "采取了一些措施。", 1.0),
    ],
)
def test_countries_other_than_those_of_the_question_are_looked_for(library, question, quote, expected):
    assert share(library, question, quote) == expected


@pytest.mark.parametrize(
    ("question", "quote", "expected"),
    [
        ("Who is the foreign minister of Kazakhstan?", "哈萨克斯坦外长出席了会议。", 0.0),
        ("Кто министр иностранных дел Казахстана?", "哈萨克斯坦外长托卡耶夫出席了会议。", 1.0),
        ("What is the name of the Norwegian prime minister?", "挪威首相索尔贝格宣布了这一决定。", 1.0),
        ("挪威首相叫什么名字？", "挪威首相宣布了这一决定。", 0.0),
        ("Who is the director general of the agency?", "总干事拉斐尔·格罗西先生访问了该国。", 1.0),
        ("Who is the director general of the agency?", "Mr. Grossi visited the country.", 1.0),
        ("Who presided over the session?", "会议由秘鲁主持。", 1.0),
        ("Qui a présidé la session ?", "会议审议了议程项目。", 0.0),
        ("谁主持了会议？", "会议由总干事主持。", 1.0),
    ],
)
def test_only_a_name_answers_who_holds_an_office_and_a_country_may_preside(library, question, quote, expected):
    language = "zh" if "。" in quote else "en"
    assert share(library, question, quote, language) == expected

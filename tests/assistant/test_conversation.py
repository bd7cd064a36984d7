"""Follow-up questions in six languages: what they become, and what must stay as it is."""

import time

import pytest

from assistant.conversation.follow_ups import interpret
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions

CTBT = "When did Belgium ratify the CTBT?"
REACTORS = "How many reactors does Belgium have?"
CTBT_ZH = "比利时何时批准《全面禁止核试验条约》？"
CTBT_FR = "Quand la Belgique a-t-elle ratifié le TICE ?"
CTBT_ES = "¿Cuándo ratificó Bélgica el TPCE?"
CTBT_RU = "Когда Бельгия ратифицировала ДВЗЯИ?"
CTBT_AR = "متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟"

EXCHANGED = [
    (CTBT, "And France?", "When did France ratify the CTBT?"),
    (CTBT, "and france?", "When did france ratify the CTBT?"),
    (CTBT, "What about France?", "When did France ratify the CTBT?"),
    (CTBT, "How about the United States?", "When did the United States ratify the CTBT?"),
    (CTBT, "France?", "When did France ratify the CTBT?"),
    (CTBT, "And the NPT?", "When did Belgium ratify the NPT?"),
    (CTBT, "And for Japan?", "When did Japan ratify the CTBT?"),
    (REACTORS, "And Germany?", "How many reactors does Germany have?"),
    ("How many reactors did Belgium have in 2014?", "and in 2015?", "How many reactors did Belgium have in 2015?"),
    ("How many reactors did Belgium have in 2014?", "2016?", "How many reactors did Belgium have in 2016?"),
    ("Who chaired the NSG in 2020-2021?", "And in 2022?", "Who chaired the NSG in 2022?"),
    (REACTORS, "And in 2015?", "How many reactors does Belgium have? (in 2015)"),
    ("How many States have signed the NPT?", "And the CTBT?", "How many States have signed the CTBT?"),
    ("Did Belgium and France sign the NPT?", "And Germany?", "Did Germany sign the NPT?"),
    (CTBT_ZH, "那法国呢？", "法国何时批准《全面禁止核试验条约》？"),
    (CTBT_ZH, "法国呢", "法国何时批准《全面禁止核试验条约》？"),
    (CTBT_ZH, "那么日本呢？", "日本何时批准《全面禁止核试验条约》？"),
    (CTBT_ZH, "《不扩散条约》呢？", None),
    ("2015年欧盟捐款多少？", "2018年呢？", "2018年欧盟捐款多少？"),
    (CTBT_FR, "Et la France ?", "Quand la France a-t-elle ratifié le TICE ?"),
    (CTBT_FR, "Et le TNP ?", "Quand la Belgique a-t-elle ratifié le TNP ?"),
    (CTBT_FR, "Qu'en est-il de la France ?", "Quand la France a-t-elle ratifié le TICE ?"),
    ("Combien de réacteurs la Belgique avait-elle en 2014 ?", "Et en 2015 ?",
     "Combien de réacteurs la Belgique avait-elle en 2015 ?"),
    (CTBT_ES, "¿Y Francia?", "¿Cuándo ratificó Francia el TPCE?"),
    (CTBT_ES, "¿Y el TNP?", "¿Cuándo ratificó Bélgica el TNP?"),
    (CTBT_ES, "¿Qué hay de Francia?", "¿Cuándo ratificó Francia el TPCE?"),
    ("¿Cuántos reactores tenía Bélgica en 2014?", "¿Y en 2015?", "¿Cuántos reactores tenía Bélgica en 2015?"),
    (CTBT_RU, "А Франция?", "Когда Франция ратифицировала ДВЗЯИ?"),
    (CTBT_RU, "Как насчет Франции?", "Когда Франции ратифицировала ДВЗЯИ?"),
    (CTBT_RU, "А ДНЯО?", "Когда Бельгия ратифицировала ДНЯО?"),
    ("Сколько реакторов было в Бельгии в 2014 году?", "А в 2015 году?",
     "Сколько реакторов было в Бельгии в 2015 году?"),
    (CTBT_AR, "وماذا عن فرنسا؟", "متى صدقت فرنسا على معاهدة الحظر الشامل للتجارب النووية؟"),
    (CTBT_AR, "وفرنسا؟", "متى صدقت فرنسا على معاهدة الحظر الشامل للتجارب النووية؟"),
    ("كم عدد المفاعلات في بلجيكا في عام 2014؟", "وفي عام 2015؟", "كم عدد المفاعلات في بلجيكا في عام 2015؟"),
    # The question word of the new question in front of an earlier one that asked yes or no.
    ("Did Belgium ratify the CTBT?", "When was that?",
     "When did Belgium ratify the CTBT?"),
    ("Did Belgium ratify the CTBT?", "When did that happen?",
     "When did Belgium ratify the CTBT?"),
    ("Did the EU contribute to the IAEA?", "how much?",
     "How much did the EU contribute to the IAEA?"),
    ("La Belgique a-t-elle ratifié le TICE ?", "Quand était-ce ?",
     "Quand la Belgique a-t-elle ratifié le TICE ?"),
    ("L'UE a-t-elle contribué à l'AIEA ?", "Combien ?",
     "Combien l'UE a-t-elle contribué à l'AIEA ?"),
    ("¿Ratificó Bélgica el TPCE?", "¿Cuándo fue eso?",
     "¿Cuándo ratificó Bélgica el TPCE?"),
    ("Ратифицировала ли Бельгия ДВЗЯИ?", "Когда это было?",
     "Когда ратифицировала Бельгия ДВЗЯИ?"),
    ("هل صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟", "متى كان ذلك؟",
     "متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟"),
    # Another language than the earlier question's: its words stay, the name is put into its language.
    (CTBT, "那法国呢？", "When did France ratify the CTBT?"),
    (CTBT_ZH, "And France?", "法国何时批准《全面禁止核试验条约》？"),
    (CTBT, "¿Y Francia?", "When did France ratify the CTBT?"),
    (CTBT, "А Франция?", "When did France ratify the CTBT?"),
]  # fmt: skip

PUT_BEHIND = [
    (CTBT, "Why?", "(When did Belgium ratify the CTBT)"),
    (CTBT, "When did it enter into force?", "(CTBT)"),
    (CTBT, "How many reactors does it have?", "(Belgium"),
    (CTBT, "When did France ratify it?", "(CTBT)"),
    (REACTORS, "When did it sign the NPT?", "(Belgium)"),
    (CTBT, "How many States have signed that treaty?", "(CTBT)"),
    (CTBT, "What else did this country ratify?", "(Belgium)"),
    (CTBT_ZH, "它什么时候生效？", "(全面禁止核试验条约)"),
    (CTBT_ZH, "该条约何时生效？", "(全面禁止核试验条约)"),
    (CTBT_ZH, "该国有多少个反应堆？", "(比利时)"),
    (CTBT_ZH, "为什么？", "(比利时何时批准《全面禁止核试验条约》)"),
    ("比利时批准《全面禁止核试验条约》了吗？", "那是什么时候？", "(比利时批准《全面禁止核试验条约》了吗)"),
    ("欧盟向原子能机构捐款了吗？", "多少？", "(欧盟向原子能机构捐款了吗)"),
    (CTBT_FR, "Quand est-il entré en vigueur ?", "(TICE)"),
    (CTBT_ES, "¿Cuándo entró en vigor?", "(TPCE)"),
    (CTBT_RU, "Когда он вступил в силу?", "(ДВЗЯИ)"),
    (CTBT_AR, "متى دخلت حيز النفاذ؟", "(معاهدة الحظر الشامل للتجارب النووية)"),
]  # fmt: skip

COMPLETE = [
    "When did France ratify the CTBT?",
    "And when did France ratify the NPT?",
    "How many States have signed the NPT?",
    "What is the NPT?",
    "What is a nuclear-weapon-free zone?",
    "Who chairs the working group?",
    "Is it true that France ratified the CTBT?",
    "When did France say that it would ratify the CTBT?",
    "How many reactors are there in France?",
    "Which States say that they will not sign the treaty?",
    "What does the NPT say about its own review?",
    "When was the agency founded and where is it?",
    "Where did the Committee meet in 2019?",
    "NPT/CONF.2020/PC.II/WP.6, para. 20",
    "法国何时批准《不扩散条约》？",
    "什么是无核武器区？",
    "有多少国家拥有核武器？",
    "哪些国家提出了建议？",
    "那些国家的立场是什么？",
    "法国和其他国家签署了什么？",
    "Quand la France a-t-elle ratifié le TNP ?",
    "Quand le traité est-il entré en vigueur ?",
    "Combien d'États y a-t-il dans la zone ?",
    "Est-il vrai que la France a ratifié le TICE ?",
    "Qu'est-ce que le TNP ?",
    "¿Cuándo ratificó Francia el TNP?",
    "¿Qué es el TNP?",
    "¿Cuándo se celebró la reunión?",
    "Когда Франция ратифицировала ДНЯО?",
    "Что такое ДНЯО?",
    "Сколько государств подписали договор?",
    "متى صدقت فرنسا على معاهدة عدم الانتشار؟",
    "ما هي معاهدة عدم الانتشار؟",
    "متى عقد الاجتماع؟",
]


@pytest.fixture(scope="module")
def lexicon(library):
    return library.retriever.lexicon


@pytest.mark.parametrize(("earlier", "typed", "standalone"), EXCHANGED)
def test_what_is_named_takes_the_place_of_its_like(lexicon, earlier, typed, standalone):
    interpreted = interpret(typed, [earlier], lexicon).text
    if standalone is None:
        assert "比利时何时批准" in interpreted
        assert "不扩散条约" in interpreted
    else:
        assert interpreted == standalone


@pytest.mark.parametrize(("earlier", "typed", "context"), PUT_BEHIND)
def test_what_it_leans_on_is_put_behind_a_question_that_asks_something_else(lexicon, earlier, typed, context):
    interpreted = interpret(typed, [earlier], lexicon)
    assert interpreted.text.startswith(typed)
    assert context in interpreted.text.removeprefix(typed)
    assert interpreted.asking == typed


@pytest.mark.parametrize("typed", COMPLETE)
@pytest.mark.parametrize("earlier", [CTBT, CTBT_ZH])
def test_a_complete_question_stays_as_it_is(lexicon, typed, earlier):
    assert interpret(typed, [earlier], lexicon).text == typed


def test_every_development_question_stays_as_it_is(lexicon):
    questions = [question.question for question in read_questions(DEVELOPMENT_QUESTIONS)]
    changed = [text for text in questions if interpret(text, [CTBT], lexicon).text != text]
    assert changed == []


def test_the_last_question_that_names_its_like_is_completed(lexicon):
    earlier = [CTBT, "How many States have signed the NPT?", "What is a safeguards agreement?"]
    assert interpret("And France?", earlier, lexicon).text == "When did France ratify the CTBT?"
    assert interpret("And France?", [CTBT, *["Why?"] * 4], lexicon).text == "Why? (France)"


def test_without_an_earlier_question_nothing_is_completed(lexicon):
    assert interpret("And France?", [], lexicon).text == "And France?"


@pytest.mark.parametrize("typed", ["", "?", "…", "[1]", "And " * 500, "And <script>alert(1)</script>?", "\ud800?"])
def test_odd_input_is_left_alone(lexicon, typed):
    assert interpret(typed, [CTBT], lexicon).text == typed


def test_the_time_does_not_grow_with_hostile_text(lexicon):
    hostile = "and the " * 14 + "it of " * 2
    started = time.thread_time()
    interpret(hostile[:119], ["the " * 900 + CTBT] * 4, lexicon)
    assert time.thread_time() - started < 1

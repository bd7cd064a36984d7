"""Questions taken apart: two clauses that both ask, several documents; and those that are one question."""

import pytest

from assistant.conversation.follow_ups import Interpretation
from assistant.parts.taking_apart import find_parts


@pytest.fixture(scope="module")
def parts(library):
    def take_apart(question):
        return find_parts(Interpretation(question, question, None), library, None)

    return take_apart


CLAUSES = {
    "en": (
        "When was the Convention on Cluster Munitions signed, and how many states are parties to it?",
        ["When was the Convention on Cluster Munitions signed?", "How many states are parties to it?"],
    ),
    "fr": (
        "Quand la Finlande a-t-elle adhéré à l'OTAN et où se trouve le siège de l'Alliance ?",
        ["Quand la Finlande a-t-elle adhéré à l'OTAN ?", "Où se trouve le siège de l'Alliance ?"],
    ),
    "es": (
        "¿Quién preside la Comisión y en qué año fue creada?",
        ["¿Quién preside la Comisión?", "¿En qué año fue creada?"],
    ),
    "ru": (
        "Где прошла конференция, и сколько делегаций в ней участвовало?",
        ["Где прошла конференция?", "Сколько делегаций в ней участвовало?"],
    ),
    "ar": ("متى عقد المؤتمر، وأين تقع الأمانة؟", ["متى عقد المؤتمر؟", "أين تقع الأمانة؟"]),
    "zh": ("会议何时召开，秘书处又设在哪里？", ["会议何时召开？", "秘书处又设在哪里？"]),
}


@pytest.mark.parametrize("language", sorted(CLAUSES))
def test_two_clauses_that_both_ask_are_two_parts(parts, language):
    question, expected = CLAUSES[language]
    assert [part.label for part in parts(question)] == expected
    assert not any(part.documents for part in parts(question))


@pytest.mark.parametrize(
    "question",
    [
        "How many signatories and ratifiers does the Ottawa Convention have?",
        "What do Norway and Sweden say about verification?",
        "When and where was the summit held?",
        "Does the report say when the treaty was signed and when it was ratified?",
        "Quels pays ont signé le traité qui interdit les essais et où la vérification est assurée ?",
        "Comment et pourquoi la Norvège soutient-elle le traité ?",
        "¿Qué países firmaron y ratificaron el tratado?",
        "Какие государства подписали и ратифицировали договор?",
        "ما الدول التي وقعت وصدقت على المعاهدة؟",
        "挪威和瑞典何时签署谅解备忘录？",
        "《条约》生效后，有多少国家加入？",
        "When did Norway sign the treaty and why?",
    ],
)
def test_one_question_with_an_and_in_it_stays_whole(parts, question):
    assert parts(question) == ()


def test_the_second_part_takes_from_the_first_what_it_leans_on(parts):
    asked = [part.asked.text for part in parts("When did Norway ratify the NPT and how many reactors does it have?")]
    assert asked[1] == "How many reactors does it have? (Norway)"
    asked = [part.asked.text for part in parts("Who drafted the NPT, and when did it enter into force?")]
    assert asked[1] == "When did it enter into force? (NPT)"


@pytest.mark.parametrize(
    ("question", "second"),
    [
        (
            "Which agreements on fisheries and which on shipping has Norway signed?",
            "Which agreements on shipping has Norway signed?",
        ),
        (
            "¿Qué acuerdos sobre pesca y cuáles sobre navegación ha firmado Noruega?",
            "¿Cuáles acuerdos sobre navegación ha firmado Noruega?",
        ),
    ],
)
def test_a_shared_noun_is_given_to_the_second_part_and_the_country_to_the_first(parts, question, second):
    first, other = parts(question)
    assert other.asked.text == second
    assert first.asked.text.endswith(("(Norway)", "(Noruega)"))


BOTH_REPORTS = [{"belgium-2015"}, {"belgium-2022"}]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "What do Belgium's 2015 and 2022 reports say about export controls?",
            "What do Belgium say about export controls?",
        ),
        (
            "How did Belgium's view of the Hague summit change between its 2015 and its 2022 report?",
            "Belgium's view of the Hague summit ?",
        ),
        (
            "Comment la position de la Belgique sur la Syrie a-t-elle évolué entre ses rapports de 2015 et de 2022 ?",
            "Comment la position de la Belgique sur la Syrie ?",
        ),
        (
            "¿Qué dicen los informes de Bélgica de 2015 y 2022 sobre Siria?",
            "¿Qué dicen Bélgica sobre Siria?",
        ),
        ("Что говорят доклады Бельгии 2015 и 2022 годов о Сирии?", "Что говорят Бельгии о Сирии?"),
        ("ماذا يقول تقريرا بلجيكا لعامي 2015 و2022 عن سوريا؟", "ماذا يقول بلجيكا عن سوريا؟"),
        ("比利时2015年和2022年两份报告对出口管制怎么说？", "比利时对出口管制怎么说？"),
        ("Qu'est-ce qui a changé dans la position de la Belgique sur la Syrie entre 2015 et 2022 ?", None),
    ],
)
def test_documents_are_named_by_author_year_and_kind(parts, question, asked):
    found = parts(question)
    assert [set(part.documents) for part in found] == BOTH_REPORTS
    if asked:
        assert {part.asked.text for part in found} == {asked}


def test_documents_are_named_each_by_its_own_author_or_by_symbol_and_title(parts):
    described = parts("How do the EU's 2018 working paper and Belgium's 2022 report treat verification?")
    assert [set(part.documents) for part in described] == [{"eu-2018"}, {"belgium-2022"}]
    by_symbol = parts("Where do NPT/CONF.2015/39 and NPT/CONF.2020/PC.II/WP.6 mention Norway?")
    assert [set(part.documents) for part in by_symbol] == [{"belgium-2015"}, {"eu-2018"}]
    by_title = parts("比利时报告（2015年）和欧洲联盟工作文件（2018年）怎么说核裁军核查？")
    assert [set(part.documents) for part in by_title] == [{"belgium-2015"}, {"eu-2018"}]


@pytest.mark.parametrize(
    "question",
    [
        "What does Belgium's 2022 report say about its contributions in 2015 and 2020?",
        "What do Norway's 2015 and 2022 reports say about mines?",
        "How did the number of parties change between 2015 and 2022?",
        "How much did Belgium pay between 2015 and 2022?",
        "What do Belgium's 2015 and 2019 reports say about Syria?",
    ],
)
def test_years_that_name_no_documents_of_the_index_take_nothing_apart(parts, question):
    assert parts(question) == ()


@pytest.mark.parametrize(
    "question",
    [
        "What do Belgium's 2015 and 2022 reports say about export controls?",
        "Where do NPT/CONF.2015/39 and NPT/CONF.2020/PC.II/WP.6 mention Norway?",
        "比利时报告（2015年）和欧洲联盟工作文件（2018年）怎么说核裁军核查？",
    ],
)
def test_only_documents_that_may_be_searched_are_compared(library, question):
    assert find_parts(Interpretation(question, question, None), library, {"belgium-2022", "eu-2018"}) == ()

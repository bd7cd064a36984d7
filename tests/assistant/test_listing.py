"""Lists: the items behind their announcement, and the countries of an enumeration."""

import pytest

from assistant.extraction import Evidence
from assistant.listing import enumerated_countries, whole_list
from assistant.questions.question import analyse_question
from index.retrieval import ScoredParagraph


def evidence_for(library, words):
    """The sentence of the bundled corpus that holds `words`, as evidence."""
    for paragraph in library.retriever.paragraphs:
        place = paragraph.text.replace(" ", "").find(words)
        if place >= 0:
            found = ScoredParagraph(paragraph, library.document_of(paragraph), 1.0)
            return Evidence(found, 0, len(paragraph.text), None, 0.5, 1.0, 1.0)
    raise AssertionError(words)


def test_the_items_behind_a_colon_make_the_list_whole(library):
    items = whole_list(evidence_for(library, "将下列设施中的燃料转化为低浓铀："), library)
    assert len(items) == 2
    assert "BR2" in items[0].text.replace(" ", "")
    assert all(item.locator.kind == "item" for item in items)


def test_a_sentence_that_announces_nothing_has_no_items(library):
    assert whole_list(evidence_for(library, "比利时有七个核反应堆"), library) == []


CONVERTED = "已经将其研究堆从使用高浓铀燃料转换成使用低浓铀燃料"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which countries have converted their research reactors?", ("Czechia", "Mexico", "Vietnam")),
        ("Quels pays ont converti leurs réacteurs ?", ("Tchéquie", "Mexique")),
        ("¿Qué países convirtieron sus reactores?", ("Chequia", "México")),
        ("Какие страны перевели свои реакторы?", ("Чехия", "Мексика")),
        ("ما الدول التي حولت مفاعلاتها؟", ("التشيك", "المكسيك")),
        ("哪些国家转换了研究堆？", ("捷克", "墨西哥", "越南")),
    ],
)
def test_countries_side_by_side_are_named_in_the_questions_language(library, question, expected):
    names = enumerated_countries(
        analyse_question(question), evidence_for(library, CONVERTED), library.retriever.lexicon
    )
    assert all(name in names for name in expected)


@pytest.mark.parametrize("question", ["What was converted?", "When were the reactors converted?", "Who paid for it?"])
def test_other_questions_get_no_list_of_countries(library, question):
    evidence = evidence_for(library, CONVERTED)
    assert enumerated_countries(analyse_question(question), evidence, library.retriever.lexicon) == ""


def test_a_country_that_stands_alone_is_no_enumeration(library):
    evidence = evidence_for(library, "比利时有七个核反应堆")
    question = analyse_question("Which countries have reactors?")
    assert enumerated_countries(question, evidence, library.retriever.lexicon) == ""

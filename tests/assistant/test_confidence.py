"""What the probability of an answer rests on, feature by feature, on the bundled documents."""

import pytest

from assistant.confidence import ELSEWHERE, is_enough, probability, read_features
from assistant.extraction import LOOKED_AT, find_evidence
from assistant.questions.question import analyse_question


def features(library, text):
    question = analyse_question(text)
    search = library.search(question.text, question.language, LOOKED_AT)
    evidence = find_evidence(question, search, library.retriever)
    return read_features(question, search, evidence, library.retriever)


@pytest.mark.parametrize("question", ["What is the longest river of Ukraine?", "乌克兰最长的河是哪条？"])
def test_a_country_alone_shares_no_subject(library, question):
    read = features(library, question)
    assert read.territories > 0
    assert read.shared < 0.4
    assert not is_enough(probability(read))


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("How many kilograms of highly enriched uranium were removed?", "How many kilograms of sugar were removed?"),
        ("哪些国家移除了高浓铀？", "哪些国家移除了白糖？"),
    ],
)
def test_words_that_the_quote_says_in_another_language_count(library, question, same):
    assert features(library, question).shared > features(library, same).shared + 0.1


def test_another_act_than_the_one_asked_about_does_not_agree(library):
    assert features(library, "When did Belgium ratify the CTBT?").agrees == 1.0
    assert features(library, "When did Belgium withdraw from the CTBT?").agrees == 0.0
    assert features(library, "Quand la Belgique s'est-elle retirée du TICE ?").agrees == 0.0


def test_a_paper_of_many_countries_speaks_for_none_of_them_alone(library):
    of_one = features(library, "What does Belgium think of the safety of radioactive sources?")
    of_many = features(library, "What does Nigeria think of sustainable development goals and nuclear energy?")
    assert of_one.territories == 1.0
    assert of_many.territories < 0.5


def test_a_paragraph_about_another_country_is_never_likely(library):
    read = features(library, "How much did Tuvalu pay into the Nuclear Security Fund?")
    assert read.elsewhere
    assert probability(read) <= ELSEWHERE

"""A party that no country list knows: its ratification is not another state's."""

import pytest


@pytest.mark.parametrize(
    "question",
    [
        "When did Ruritania ratify the CTBT?",
        "In what year was the CTBT ratified by Czechoslovakia?",
        "Flanders's ratification of the CTBT: what date?",
        "When did NATO ratify the CTBT?",
        "Quand la Ruritanie a-t-elle ratifié le TICE ?",
        "¿Cuándo ratificó Ruritania el TPCE?",
        "Когда Руритания ратифицировала ДВЗЯИ?",
        "南斯拉夫何时批准了《全面禁止核试验条约》？",
        "北约何时批准了《全面禁止核试验条约》？",
    ],
)
def test_what_one_state_ratified_is_not_told_of_another_party(assistant, question):
    answer = assistant.ask(question)
    assert answer.status == "not_found"
    assert answer.nearest


@pytest.mark.parametrize(
    "question",
    [
        "When did Belgium ratify the CTBT?",
        "When did Belgium's Parliament ratify the CTBT?",
        "比利时王国何时批准了《全面禁止核试验条约》？",
        # "It" is whoever the documents speak of.
        "该国何时批准了《全面禁止核试验条约》？",
        "When was the CTBT ratified?",
        "On what Date was the CTBT ratified?",
    ],
)
def test_a_party_that_the_paragraph_names_or_none_is_answered(assistant, question):
    answer = assistant.ask(question)
    assert answer.value.normalized == "1999-06-29"

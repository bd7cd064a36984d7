"""What an answer says is said once, whatever number of paragraphs say it."""

import re

import pytest

from assistant.answers import answer_record
from assistant.console import show_answer

BOTH_REPORTS = [
    ("Is Belgium a member of the Zangger Committee?", "比利时是桑戈委员会和核供应国集团的成员。"),
    ("What concerns Belgium about nuclear explosions?", "比利时对核爆炸造成的灾难性人道主义影响感到关切。"),
]
"""Questions, and a sentence that both of the Belgian reports have."""


@pytest.mark.parametrize(("question", "sentence"), BOTH_REPORTS)
def test_a_sentence_that_two_documents_have_is_one_line_with_both_citations(assistant, question, sentence):
    answer = assistant.ask(question)
    assert answer.answer == f"{sentence} [1][2]"
    assert {citation.document.document_id for citation in answer.citations} == {"belgium-2015", "belgium-2022"}
    assert [citation.quote for citation in answer.citations] == [sentence, sentence]
    (claim,) = answer.claims
    assert (claim.text, claim.citations, claim.verdict) == (sentence, (1, 2), "supported")


def test_a_value_of_two_documents_keeps_a_claim_for_each_of_their_sentences(assistant):
    answer = assistant.ask("When did Belgium ratify the CTBT?")
    assert answer.answer == "29 June 1999 [1][2]"
    assert [(claim.text, claim.citations) for claim in answer.claims] == [
        ("29 June 1999", (1, 2)),
        *((citation.quote, (citation.marker,)) for citation in answer.citations),
    ]


@pytest.mark.parametrize(("question", "sentence"), BOTH_REPORTS)
def test_in_a_terminal_such_a_sentence_stands_under_each_of_its_sources(assistant, capsys, question, sentence):
    show_answer(answer_record(assistant.ask(question)))
    lines = capsys.readouterr().out.splitlines()
    assert [re.sub(r"^\[\d\] .*", "source", line.strip()) for line in lines[:-1]] == [
        "source", sentence, "source", sentence,
    ]  # fmt: skip


def test_in_a_terminal_a_part_of_a_question_keeps_the_markers_of_its_quote(assistant, capsys):
    question = "What do the Belgian report (2015) and the Belgian report (2022) say about the Zangger Committee?"
    show_answer(answer_record(assistant.ask(question)))
    said = capsys.readouterr().out.split("\n[1] ")[0].splitlines()
    assert len(said) == 2
    assert all(re.fullmatch(r".+: (\[\d\])+", line) for line in said)

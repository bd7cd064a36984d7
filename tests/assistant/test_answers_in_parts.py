"""Answers that need two pieces of evidence: each part in its line, with its own citation, or said not to be found."""

import re

import pytest


def _is_sound(answer):
    markers = [citation.marker for citation in answer.citations]
    assert markers == list(range(1, len(markers) + 1))
    assert {int(marker) for marker in re.findall(r"\[(\d+)\]", answer.answer)} == set(markers)
    for citation in answer.citations:
        assert citation.paragraph.text[citation.start : citation.end] == citation.quote
    assert all(set(claim.citations) <= set(markers) for claim in answer.claims)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "When did Belgium conclude its Additional Protocol, and when did its first commercial reactor start up?",
            "1998",
            "1974",
        ),
        (
            "Quand la Belgique a-t-elle ratifié le TICE et quand son premier réacteur commercial a-t-il démarré ?",
            "29 juin 1999",
            "1974",
        ),
        ("比利时何时批准《全面禁止核试验条约》，第一座商业核反应堆又是哪一年投入运行的？", "1999年6月29日", "1974"),
    ],
)
def test_each_part_is_answered_in_a_line_of_its_own(assistant, question, first, second):
    answer = assistant.ask(question)
    _is_sound(answer)
    one, other = answer.answer.split("\n")
    assert first in one
    assert second in other
    assert answer.value is None


def test_both_reports_are_quoted_with_their_dates(assistant):
    answer = assistant.ask("What do Belgium's 2015 and 2022 reports say about North Korea's nuclear tests?")
    _is_sound(answer)
    lines = answer.answer.split("\n")
    assert lines[0].startswith("NPT/CONF.2015/39, 27 April – 22 May 2015: ")
    assert any(line.startswith("Report by Belgium (2022), 4–28 January 2022: ") for line in lines)
    assert {citation.document.document_id for citation in answer.citations} == {"belgium-2015", "belgium-2022"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("When did Belgium ratify the CTBT, and how many submarines does its navy have?", "not found"),
        (
            "Quand la Belgique a-t-elle ratifié le TICE, et combien de sous-marins sa marine possède-t-elle ?",
            "aucune réponse trouvée",
        ),
        ("比利时何时批准《全面禁止核试验条约》，其海军又有多少艘潜艇？", "未找到答案"),
    ],
)
def test_a_part_that_nothing_answers_is_said_not_to_be_found(assistant, question, said):
    answer = assistant.ask(question)
    _is_sound(answer)
    found, missing = answer.answer.split("\n")
    assert "1999" in found
    assert missing.endswith(said)
    assert answer.value.normalized == "1999-06-29"


@pytest.mark.parametrize(
    "question",
    [
        "Who is the president of Chile and when was he elected?",
        "How did Belgium's spending on tanks change between its 2015 and 2022 reports?",
        "比利时2015年和2022年的报告对土耳其的军费怎么说？",
    ],
)
def test_nothing_is_found_where_no_part_is_sure(assistant, question):
    answer = assistant.ask(question)
    assert (answer.status, answer.citations) == ("not_found", ())


def test_the_confidence_is_that_of_the_least_sure_part(assistant):
    parts = ["When did Belgium ratify the CTBT?", "When did Belgium's first commercial reactor start up?"]
    together = assistant.ask(
        "When did Belgium ratify the CTBT, and when did Belgium's first commercial reactor start up?"
    )
    assert together.confidence == pytest.approx(min(assistant.ask(part).confidence for part in parts))


def test_a_marker_in_a_question_is_no_citation(assistant):
    answer = assistant.ask("When did Belgium ratify the CTBT [9], and when did its first commercial reactor start up?")
    assert "[9]" not in answer.answer


def test_one_paragraph_that_answers_both_is_shown_once(assistant):
    answer = assistant.ask("哪两个国家在首尔峰会召开前就清空了本国的高浓铀，运到哪里去了？")
    _is_sound(answer)
    assert "运到哪里" not in answer.answer

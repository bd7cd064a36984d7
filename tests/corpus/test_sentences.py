"""Sentences and clauses as spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_clauses, split_sentences


def sentences(text):
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一句。第二句。", ["第一句。", "第二句。"]),
        ("他说：“同意。”然后离开。", ["他说：“同意。”", "然后离开。"]),
        ("See No. 5 of it. It says so.", ["See No. 5 of it.", "It says so."]),
        ("It cost 1.5 million. The U.S. paid.", ["It cost 1.5 million.", "The U.S. paid."]),
        ("La Belgique a ratifié. Elle continue !", ["La Belgique a ratifié.", "Elle continue !"]),
        ("В п. 18 сказано. Далее.", ["В п. 18 сказано.", "Далее."]),
        ("وقعت بلجيكا. وصدقت؟ نعم", ["وقعت بلجيكا.", "وصدقت؟", "نعم"]),
        ("No full stop", ["No full stop"]),
        ("", []),
    ],
)
def test_sentences_of_each_language(text, expected):
    assert sentences(text) == expected


def test_clauses_are_cut_at_commas_within_their_sentence():
    text = "前言。1996 年，提交；1999 年批准。"
    start, end = split_sentences(text)[1]
    assert [text[a:b] for a, b in split_clauses(text, start, end)] == ["1996 年，", "提交；"]


@given(st.text(max_size=300))
def test_sentences_hold_every_character_that_is_no_blank(text):
    inside = {index for start, end in split_sentences(text) for index in range(start, end)}
    assert all(index in inside for index, character in enumerate(text) if not character.isspace())

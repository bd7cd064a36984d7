"""Exact match and token F1, worked out by hand, in several scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures.answers import answer_tokens, contains_answer, exact_match, token_f1


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The United States of America.", ["united", "states", "of", "america"]),
        ("Theatre, a play; an act", ["theatre", "play", "act"]),
        ("1999年6月29日", ["1999", "年", "6", "月", "29", "日"]),
        ("《全面禁核试条约》", list("全面禁核试条约")),
        ("ＣＴＢＴ\u3000（１９９６）", ["ctbt", "1996"]),
        ("東京タワー", list("東京タワー")),
        ("ประเทศไทย", list("ประเทศไทย")),
        ("한국은 서울", ["한국은", "서울"]),
        ("¿Qué país?", ["qué", "país"]),
        ("«В июне 2013 года»", ["в", "июне", "2013", "года"]),
        ("أيلول/سبتمبر، 2011", ["أيلولسبتمبر", "2011"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("—…!", []),
    ],
)
def test_words_are_those_of_the_script(text, tokens):
    assert answer_tokens(text) == tokens


def test_exact_match_looks_past_case_articles_punctuation_and_width():
    assert exact_match("the Zangger Committee.", ("NSG", "Zangger committee")) == 1
    assert exact_match("全面 禁核试 条约", ("《全面禁核试条约》",)) == 1
    assert exact_match("Zangger", ("Zangger Committee",)) == 0


def test_token_f1_is_the_harmonic_mean_of_precision_and_recall():
    # Shared: 29, 1999. Precision 2/3, recall 2/2.
    assert token_f1("29 July 1999", ("29 1999",)) == pytest.approx(2 * (2 / 3) * 1 / (2 / 3 + 1))
    # Shared: 年 and 1999 of four and three tokens.
    assert token_f1("1999年6月", ("于1999年",)) == pytest.approx(4 / 7)


def test_a_token_counts_as_often_as_both_have_it():
    # Shared: one "very" and "good" of three and two tokens.
    assert token_f1("very very good", ("very good",)) == pytest.approx(2 * 2 / 5)


def test_the_best_of_several_expected_answers_counts():
    assert token_f1("June 1999", ("1998", "29 June 1999")) == pytest.approx(2 * 2 / 5)


def test_answers_without_a_token_match_each_other_only():
    assert token_f1("—", ("The",)) == 1
    assert token_f1("—", ("1999",)) == token_f1("1999", ("—",)) == 0


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("总数达到58位", "58"),
        ("比利时于 1999 年\n6 月 29 日批准", "1999年6月29日"),
        ("in the UNITED  states", "United States"),
        ("共计 80 万", "80 万"),
        ("a total of 20, of which", "20"),
        ("ends with 20.", "20"),
        ("x (20)", "20"),
    ],
)
def test_an_answer_stands_in_a_text_whatever_its_blanks_and_case(text, answer):
    assert contains_answer(text, answer)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("in 2015", "20"),
        ("in 2015", "15"),
        ("20,000 euros", "20"),
        ("1.5 million", "5"),
        ("一千 58000 人", "58"),
        ("Belgium", "France"),
        ("Belgium", ""),
        ("", "20"),
    ],
)
def test_a_number_does_not_stand_in_a_longer_one(text, answer):
    assert not contains_answer(text, answer)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_may_be_compared_with_any_other(text, answer):
    assert 0 <= exact_match(text, (answer,)) <= token_f1(text, (answer,)) <= 1
    assert token_f1(text, (answer,)) == token_f1(answer, (text,))
    assert exact_match(text, (text,)) == 1

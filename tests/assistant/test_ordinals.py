"""Ordinals and numbers of provisions are read in six languages."""

import pytest

from assistant.checking.ordinals import Ordinal, find_ordinals, render_ordinal


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("the seventh meeting under Article VI, phase II", "en", [(7, ""), (6, "article"), (2, "phase")]),
        ("the thirty-third Conference and the 21st", "en", [(33, ""), (21, "")]),
        (
            "第六条第 4(c)款，第七次，首次，附件二，行动 20",
            "zh",
            [(6, "article"), (4, "paragraph"), (7, ""), (1, ""), (2, "annex"), (20, "action")],
        ),
        ("第五和第六号决定", "zh", [(5, ""), (6, "number")]),
        ("la troisième session, l'article 6, la 7e réunion", "fr", [(3, ""), (6, "article"), (7, "")]),
        ("la sexta reunión, el párrafo 4", "es", [(6, ""), (4, "paragraph")]),
        ("третья сессия, статья VI, 7-й", "ru", [(3, ""), (6, "article"), (7, "")]),
        ("الدورة الثالثة، المادة 6", "ar", [(3, ""), (6, "article")]),
    ],
)
def test_ordinals_are_found_with_what_they_number(text, language, expected):
    assert [(ordinal.number, ordinal.kind) for ordinal in find_ordinals(text, language)] == expected


@pytest.mark.parametrize(
    "text", ["At first two thirds of them agreed.", "A/RES/67/53 and resolution 1540 (2004)", "第 1540(2004)号决议"]
)
def test_fractions_and_symbols_are_no_ordinals(text):
    assert find_ordinals(text, "zh" if "号" in text else "en") == []


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "3rd"), ("fr", "3e"), ("es", "3.º"), ("ru", "3-й"), ("zh", "第3"), ("ar", "3")]
)
def test_ordinal_is_written_as_readers_write_it(language, expected):
    assert render_ordinal(Ordinal(3, "", 0, 0), language) == expected
    assert [render_ordinal(Ordinal(n, "", 0, 0), "en") for n in (11, 21, 112)] == ["11th", "21st", "112th"]

"""Locators as people write them: what is read, what is not, how long it takes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.locator_reading import read_locator, read_locator_at


def read(text):
    return [(part.kind, part.number, *part.within) for part in read_locator(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18", ("paragraph", "18")),
        ("18 (a)", ("paragraph", "18(a)")),
        ("para 18a", ("paragraph", "18(a)")),
        ("第十八段", ("paragraph", "18")),
        ("p. 3", ("page", "3")),
        ("第3页", ("page", "3")),
        ("стр. 3", ("page", "3")),
        ("ص 3", ("page", "3")),
        ("OP5", ("operative", "5")),
        ("PP 3", ("preambular", "3")),
        ("pp. 3", ("page", "3")),
        ("párrafo 5 de la parte dispositiva", ("operative", "5")),
        ("alinéa 3 du préambule", ("preambular", "3")),
        ("section II", ("section", "ii")),
        ("section II.A", ("section", "ii.a")),
        ("第二部分", ("part", "2")),
        ("annex II, para. 3", ("paragraph", "3", ("annex", "ii"))),
        ("para. 3 of annex II", ("paragraph", "3", ("annex", "ii"))),
        ("附件二，第3段", ("paragraph", "3", ("annex", "二"))),
        ("المرفق الثاني", ("annex", "2")),
        ("pillar two, section 4 (C)", ("section", "4(c)", ("pillar", "2"))),
        ("支柱二第4节(C)", ("section", "4(c)", ("pillar", "二"))),
        ("section 4, subsection C, para. 2", ("paragraph", "2", ("section", "4(c)"))),
        ("sect. 4 C", ("section", "4c")),
        ("section 4 C)", ("section", "4c")),
        ("sección 4, apartado C)", ("section", "4(c)")),
        ("section 4, subparagraph (a) of paragraph 2", ("paragraph", "2(a)", ("section", "4"))),
        ("2nd part", ("part", "2")),
        ("deuxième pilier, section 4C", ("section", "4c", ("pillar", "2"))),
        ("раздел 2 второго компонента", ("pillar", "2", ("section", "2"))),
        ("part of the treaty", None),
        ("two sections", None),
        ("une partie", None),
        ("Part III, action 5", ("action", "5", ("part", "iii"))),
        ("行动5", ("action", "5")),
        ("第5项行动", ("action", "5")),
        ("medida 5", ("action", "5")),
        ("действие 5", ("action", "5")),
        ("الإجراء 5", ("action", "5")),
        ("пункт 2 статьи 4", ("paragraph", "2", ("article", "4"))),
        ("第六条第4(c)段", ("paragraph", "4(c)", ("article", "6"))),
        ("para. 18, footnote 4", ("footnote", "4")),
        ("paragraph 4 of section I of annex II", ("paragraph", "4", ("annex", "ii"), ("section", "i"))),
        ("para. 18 (emphasis added)", ("paragraph", "18")),
        ("para. 18 et seq.", ("paragraph", "18")),
        ("", None),
        ("the second one", None),
        ("第三季度", None),
        ("of the treaty", None),
        ("18 % of them", None),
        ("unnumbered para. 2", None),
    ],
)
def test_one_part(text, expected):
    assert read(text) == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("paras. 18–20", "18 19 20"),
        ("paras. 18, 20 and 22", "18 20 22"),
        ("第18段至第20段", "18 19 20"),
        ("第18至20段和第22段", "18 19 20 22"),
        ("§§ 18-19", "18 19"),
        ("paras. 2 (a)-(c)", "2(a) 2(b) 2(c)"),
        ("paras. 20-18", "20 18"),
    ],
)
def test_lists_and_ranges(text, numbers):
    assert [part.number for part in read_locator(text)] == numbers.split()


@pytest.mark.parametrize(
    ("text", "read", "numbers"),
    [
        ("para. 18, 20 States", "para. 18", ["18"]),
        ("paras. 18 and 20 say", "paras. 18 and 20", ["18", "20"]),
        ("par. 2, 3 et 4 disent", "par. 2, 3 et 4", ["2", "3", "4"]),
        ("第18段规定", "第18段", ["18"]),
        ("part of the treaty", "", []),
        ("18 States", "", []),
    ],
)
def test_in_a_sentence_a_locator_ends_where_the_sentence_goes_on(text, read, numbers):
    parts, end = read_locator_at(text, 0)
    assert (text[:end], [part.number for part in parts]) == (read, numbers)


def test_a_range_names_no_more_than_a_document_may_have():
    assert len(read_locator("paras. 1–9999")) == 201


@given(st.text(max_size=300))
def test_nothing_that_people_type_breaks_it(text):
    read_locator(text)
    parts, end = read_locator_at(text, 0)
    assert 0 <= end <= len(text)
    assert bool(parts) == (end > 0)


@pytest.mark.parametrize(
    "text",
    [
        "para. " * 9_000,
        "1, " * 20_000,
        "(" * 50_000,
        "第" * 50_000,
        "a. " * 20_000,
        "para. 1 of " * 6_000,
        "§" * 50_000,
    ],
)
def test_hostile_lengths_take_no_time(text):
    started = time.thread_time()
    read_locator(text)
    read_locator_at(text, 0)
    assert time.thread_time() - started < 1

from hypothesis import given
from hypothesis import strategies as st

from eval.report.quoted_text import find_quote, mark, shortened

TEXT = "一二三四五六七八九十"


def words(stretches, **wanted):
    return [stretch.text for stretch in stretches if all(getattr(stretch, name) == is_ for name, is_ in wanted.items())]


def test_a_quote_is_found_whatever_blanks_and_line_ends_stand_in_it():
    assert find_quote("a 7 b", "7b") == (2, 5)
    assert find_quote("于 1999\n年 6 月批准。", "于1999年6 月") == (0, 12)


def test_what_does_not_stand_there_and_what_is_nothing_is_not_found():
    assert find_quote("a 7 b", "7c") is None
    assert find_quote("a 7 b", " \n") is None


def test_overlapping_quotes_are_told_apart():
    stretches = mark(TEXT, [(1, 5)], [(3, 8)], 100)
    assert words(stretches, is_cited=True, is_right=False) == ["二三"]
    assert words(stretches, is_cited=True, is_right=True) == ["四五"]
    assert words(stretches, is_cited=False, is_right=True) == ["六七八"]


def test_of_a_long_paragraph_what_stands_around_the_quotes_is_kept():
    text = "x" * 500 + "CITED" + "y" * 500 + "RIGHT" + "z" * 500
    stretches = mark(text, [(500, 505)], [(1005, 1010)], 100)
    assert words(stretches, is_cited=True) == ["CITED"]
    assert words(stretches, is_right=True) == ["RIGHT"]
    assert len(words(stretches, is_gap=True)) == 3
    assert sum(len(stretch.text) for stretch in stretches if not stretch.is_gap) == 100


def test_of_a_long_paragraph_without_quotes_the_beginning_is_kept():
    assert [stretch.text for stretch in mark("ab" * 100, [], [], 10)] == ["ababababab", "…"]


def test_a_short_text_is_not_shortened():
    assert shortened("abc", 3) == "abc"
    assert shortened("abc d", 4) == "abc …"


spans = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)).map(lambda pair: (pair[0], sum(pair))), max_size=5)


@given(st.text(min_size=1, max_size=300), spans, spans, st.integers(1, 400))
def test_stretches_are_the_text_in_order_and_stay_within_the_limit(text, cited, right, most):
    cited, right = (
        [(start, min(end, len(text))) for start, end in spans if start < len(text)] for spans in (cited, right)
    )
    stretches = mark(text, cited, right, most)
    kept = "".join(stretch.text for stretch in stretches if not stretch.is_gap)
    if len(text) <= most:
        assert kept == text
        assert not words(stretches, is_gap=True)
    assert len(kept) <= max(most, len(cited) + len(right))
    place = 0
    for stretch in stretches:
        if not stretch.is_gap:
            place = text.index(stretch.text, place) + len(stretch.text)

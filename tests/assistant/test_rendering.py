"""Values as readers of the six languages write them, and read back."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.values.find_values import Value, find_values
from assistant.values.rendering import render_value

RENDERED = {
    ("date", "1999-06-29"): """
        29 June 1999
        29 juin 1999
        29 de junio de 1999
        29 июня 1999 г.
        29 يونيو 1999
        1999年6月29日
    """,
    ("date", "2013-01"): """
        January 2013
        janvier 2013
        enero de 2013
        январь 2013 г.
        يناير 2013
        2013年1月
    """,
    ("date", "--03-26"): """
        26 March
        26 mars
        26 de marzo
        26 марта
        26 مارس
        3月26日
    """,
    ("year", "1999"): """
        1999
        1999
        1999
        1999
        1999
        1999年
    """,
    ("period", "2020/2021"): """
        2020–2021
        2020–2021
        2020–2021
        2020–2021
        2020–2021
        2020–2021年
    """,
    ("period", "2012-03-26/2012-03-27"): """
        26–27 March 2012
        26–27 mars 2012
        26–27 de marzo de 2012
        26–27 марта 2012 г.
        26–27 مارس 2012
        2012年3月26日至27日
    """,
    ("period", "2015-04-27/2015-05-22"): """
        27 April – 22 May 2015
        27 avril – 22 mai 2015
        27 de abril – 22 de mayo de 2015
        27 апреля – 22 мая 2015 г.
        27 أبريل – 22 مايو 2015
        2015年4月27日至5月22日
    """,
    ("money", "EUR 20000000"): """
        €20,000,000
        20 000 000 €
        20.000.000 €
        20 000 000 €
        20,000,000 €
        €20,000,000
    """,
    ("number", "17000.5"): """
        17,000.5
        17 000,5
        17.000,5
        17 000,5
        17,000.5
        17,000.5
    """,
    ("percent", "12.5"): """
        12.5%
        12,5 %
        12,5 %
        12,5 %
        12.5%
        12.5%
    """,
}


@pytest.mark.parametrize(("kind", "normalized"), sorted(RENDERED))
def test_values_are_written_as_readers_of_each_language_expect(kind, normalized):
    value = Value(kind, normalized, 0, 0, "")
    written = [render_value(value, language) for language in ("en", "fr", "es", "ru", "ar", "zh")]
    # CLDR's no-break blanks and direction marks are right on a page and hard to see in a test.
    plain = [" ".join(text.replace("\u200f", "").replace("\u200e", "").split()) for text in written]
    assert plain == [line.strip() for line in RENDERED[kind, normalized].strip().splitlines()]


def test_unknown_language_is_answered_in_english():
    assert render_value(Value("date", "1999-06-29", 0, 0, ""), "xx") == "29 June 1999"


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
@given(day=st.dates(min_value=datetime.date(1900, 1, 1), max_value=datetime.date(2099, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_every_date_that_is_written_is_read_again(language, day):
    written = render_value(Value("date", day.isoformat(), 0, 0, ""), language)
    assert [value.normalized for value in find_values(written, language)] == [day.isoformat()]


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh"])
@given(number=st.integers(min_value=2100, max_value=10**12))
@settings(max_examples=40, deadline=None)
def test_every_number_that_is_written_is_read_again(language, number):
    written = render_value(Value("number", str(number), 0, 0, ""), language)
    assert [value.normalized for value in find_values(written, language)] == [str(number)]

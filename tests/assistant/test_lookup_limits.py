"""Lookups of hostile and enormous texts: nothing breaks, and time is bounded."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.lookup.citations import is_reference, look_up, mention_of
from corpus.errors import PinpointError

_PIECES = st.sampled_from(
    ["NPT/CONF.2015/39", "S/RES/1540", "para. ", "第", "段", "18", "–", " and ", "(a)", "Belgium's ", "report ", "2022",
     "比利时", "доклад ", "الفقرة ", "annex II", "/Rev.1", "https://undocs.org/en/", "%2F", "%zz", "[1] ", "“", "”",
     "\u202e", "\ud800", "\x00", "OP", "section ", "，", "of "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(text=st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=120))
def test_nothing_that_people_type_breaks_a_lookup(library, text):
    try:
        lookup = look_up(text, library)
    except PinpointError:
        return
    assert (lookup.kind == "unknown") == (not lookup.paragraphs)
    assert isinstance(is_reference(text, library), bool)
    for paragraph in lookup.paragraphs[:3]:
        start, end = mention_of(text, paragraph)
        assert 0 <= start < end <= len(paragraph.text)


@pytest.mark.parametrize(
    "text",
    [
        "NPT/CONF.2015/39, paras. " + "1, " * 20_000,
        "a/" * 20_000,
        "Belgium's report " * 5_000,
        "第1段" * 10_000,
        "paras. 1-9999 " * 2_000,
        "(" * 50_000,
        "NPT " * 10_000,
        "2022 " * 10_000,
    ],
)
def test_hostile_lengths_take_no_time(library, text):
    look_up("S/RES/1540", library)
    started = time.thread_time()
    look_up(text, library)
    is_reference(text, library)
    assert time.thread_time() - started < 2

"""Families of symbols, and symbols as people type and paste them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.plain_text import folded, plain
from corpus.symbol_families import family_key, loose_key, loose_runs, relation
from corpus.written_symbols import find_written_symbols


@pytest.mark.parametrize(
    ("symbol", "asked", "expected"),
    [
        ("NPT/CONF.2010/50", "npt/conf.2010/50", "exact"),
        ("S/RES/1540", "S/RES/1540(2004)", "exact"),
        ("NPT/CONF.2010/50(Vol.I)", "NPT/CONF.2010/50", "volume"),
        ("INFCIRC/225/Rev.5", "INFCIRC/225", "revision"),
        ("A/67/53/Add.1", "A/67/53", "addendum"),
        ("A/67/53/Corr.1", "A/67/53", "corrigendum"),
        ("NPT/CONF.2010/50(Vol.I)/Corr.1", "NPT/CONF.2010/50(Vol.I)", "corrigendum"),
        ("INFCIRC/225", "INFCIRC/225/Rev.5", "base"),
        ("INFCIRC/225/Rev.4", "INFCIRC/225/Rev.5", "other"),
    ],
)
def test_what_one_symbol_is_to_another(symbol, asked, expected):
    assert relation(symbol, asked) == expected
    assert family_key(symbol) == family_key(asked)


def test_other_documents_are_no_family():
    assert family_key("INFCIRC/225") != family_key("INFCIRC/2251")
    assert family_key("A/RES/67/53") != family_key("A/RES/67/5")


def test_dots_hyphens_and_blanks_do_not_matter_in_a_loose_key():
    typed = tuple(run for run, _, _ in loose_runs("npt conf-2015/39"))
    assert loose_key("NPT/CONF.2015/39") == typed == ("npt", "conf", "2015", "39")


@pytest.mark.parametrize(
    ("text", "symbol", "written"),
    [
        ("INFCIRC/225/Revision 5", "INFCIRC/225/Rev.5", "INFCIRC/225/Revision 5"),
        ("INFCIRC/225/Rev. 5 (Corrected)", "INFCIRC/225/Rev.5", "INFCIRC/225/Rev. 5 (Corrected)"),
        ("INFCIRC/225 (Rev. 4)", "INFCIRC/225/Rev.4", "INFCIRC/225 (Rev. 4)"),
        ("INFCIRC/225/Rev.5-zh", "INFCIRC/225/Rev.5", "INFCIRC/225/Rev.5-zh"),
        ("NPT/CONF.2010/50, Vol. I, p. 3", "NPT/CONF.2010/50(Vol.I)", "NPT/CONF.2010/50, Vol. I"),
        ("NPT/CONF.2010/50（第一卷）", "NPT/CONF.2010/50(Vol.I)", "NPT/CONF.2010/50（第一卷）"),
        ("UNSCR 1540 (2004)", "S/RES/1540(2004)", "UNSCR 1540 (2004)"),
        ("UNGA res. 67/53", "A/RES/67/53", "UNGA res. 67/53"),
        ("HRC res. 51/19", "A/HRC/RES/51/19", "HRC res. 51/19"),
        ("安理会1540号决议", "S/RES/1540", "安理会1540号决议"),
        ("联大67/53号决议", "A/RES/67/53", "联大67/53号决议"),
        ("قرار مجلس الأمن ١٥٤٠ (٢٠٠٤)", "S/RES/1540(2004)", "قرار مجلس الأمن ١٥٤٠ (٢٠٠٤)"),
        ("resolution 1540 (2004) of the Security Council", "S/RES/1540(2004)", None),
        ("https://undocs.org/S/RES/1540(2004)).", "S/RES/1540(2004)", "https://undocs.org/S/RES/1540(2004)"),
        ("https://docs.un.org/en/A%2FRES%2F67%2F53", "A/RES/67/53", None),
        ("https://undocs.org/Home/Mobile?FinalSymbol=A%2F67%2F53&Language=E", "A/67/53", None),
    ],
)
def test_symbols_as_they_are_typed_and_pasted(text, symbol, written):
    [found] = find_written_symbols(text, lenient=False)
    assert (found.symbol, text[found.start : found.end]) == (symbol, written or text)


def test_blanks_and_small_letters_count_only_where_a_reference_is_expected():
    [found] = find_written_symbols("npt / conf.2015 / 39", lenient=True)
    assert found.symbol == "NPT/CONF.2015/39"
    assert find_written_symbols("and / or 5 of the km/h 2", lenient=False) == []


@given(st.text(max_size=200))
def test_every_character_stays_in_its_place(text):
    assert len(plain(text)) == len(folded(text)) == len(text)


@given(st.text(alphabet="AaRrEeSs/.()12540 ,-第号决议vV", max_size=80))
def test_spans_lie_in_the_text_and_do_not_overlap(text):
    end = 0
    for found in find_written_symbols(text, lenient=True):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize(
    "text", ["A/1 " * 9_000, "https://undocs.org/A/1 " * 3_000, "res. 1540 " * 5_000, "A/" * 20_000, "Rev. 5, " * 6_000]
)
def test_hostile_lengths_take_no_time(text):
    started = time.thread_time()
    find_written_symbols(text, lenient=True)
    assert time.thread_time() - started < 2

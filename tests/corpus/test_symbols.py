"""Document symbols: found, written in one way, completed, compared."""

import time

import pytest

from corpus.symbols import complete_symbol, find_symbols, normalise_symbol, symbol_key


def symbols(text):
    return [match.symbol for match in find_symbols(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("载于(A/AC.286/WP.25/Rev.1)和“安全保证”", ["A/AC.286/WP.25/Rev.1"]),
        ("最后文件(NPT/CONF.2010/50(第一卷))所载", ["NPT/CONF.2010/50(Vol.I)"]),
        ("INFCIRC/225/Rev.5 文件", ["INFCIRC/225/Rev.5"]),
        ("大会关于核安保的决议（GC(55)/RES/10）", ["GC(55)/RES/10"]),
        ("提交裁军谈判会议(CD/1427)。", ["CD/1427"]),
        ("安全理事会第 1540(2004)号决议", ["S/RES/1540(2004)"]),
        ("安全理事会第 1540（2004）号决议", ["S/RES/1540(2004)"]),
        ("联合国安理会第 1540 号和第 1977号决议", ["S/RES/1540", "S/RES/1977"]),
        ("大会第 67/53 号决议", ["A/RES/67/53"]),
        ("Security Council resolution 1540 (2004) and A/RES/71/259.", ["S/RES/1540(2004)", "A/RES/71/259"]),
        ("la résolution 67/53 de l'Assemblée", ["A/RES/67/53"]),
        ("резолюция 1540 (2004)", ["S/RES/1540(2004)"]),
        ("القرار 1540 (2004)", ["S/RES/1540(2004)"]),
        ("S/RES/1540(2004)", ["S/RES/1540(2004)"]),
        ("Human Rights Council resolution 51/19", ["A/HRC/RES/51/19"]),
        ("人权理事会第 51/19 号决议", ["A/HRC/RES/51/19"]),
        ("la résolution 51/19 du Conseil des droits de l'homme", ["A/HRC/RES/51/19"]),
        ("Economic and Social Council resolution 1991/1", ["E/RES/1991/1"]),
        ("резолюции Совета Безопасности 1540 (2004)", ["S/RES/1540(2004)"]),
        ("resolutions 65/56 of 8 December 2010, 66/51 and 67/53", ["A/RES/65/56", "A/RES/66/51", "A/RES/67/53"]),
        ("resolutions 1540 (2004) and 1673 (2006)", ["S/RES/1540(2004)", "S/RES/1673(2006)"]),
        ("第1540(2004)号和第1673(2006)号决议", ["S/RES/1540(2004)", "S/RES/1673(2006)"]),
        ("What does resolution 1540 ask for?", ["S/RES/1540"]),
        ("résolution 1540", ["S/RES/1540"]),
        ("resolution 1540 and 180 States", ["S/RES/1540"]),
        ("General Assembly resolution 377 (V)", ["A/RES/377(V)"]),
        ("see https://undocs.org/en/S/RES/1540(2004).", ["S/RES/1540(2004)"]),
        ("undocs.org/A/RES/67/53", ["A/RES/67/53"]),
    ],
)
def test_symbols_are_found_in_every_language(text, expected):
    assert symbols(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *["AND/OR", "24/7", "15-06893 (C) 2/8", "(EC) N°428/2009 号条例", "km/h", "3+3", ""],
        *["HIV/AIDS2", "第 2015(2016)号通知", "European Parliament resolution 51/19", "国际电信联盟第 174 号决议"],
        *["a resolution 300 dpi", "high-resolution 1540"],
    ],
)
def test_what_only_looks_like_a_symbol_is_none(text):
    assert symbols(text) == []


def test_span_is_what_stands_in_the_text():
    text = "见 NPT/CONF.2015/39。"
    match = find_symbols(text)[0]
    assert text[match.start : match.end] == "NPT/CONF.2015/39"


@pytest.mark.parametrize(
    "symbol", ["INFCIRC/225 (Rev.5)", "INFCIRC/225 (Rev.5", "INFCIRC/225/Rev.5)", "INFCIRC/225 (Rev.5)))"]
)
def test_what_is_normalised_stays_as_it_is(symbol):
    assert normalise_symbol(normalise_symbol(symbol)) == normalise_symbol(symbol)
    assert normalise_symbol(symbol).startswith("INFCIRC/225/Rev.5")


def test_full_width_and_blanks_are_normalised():
    assert normalise_symbol("ＮＰＴ/CONF.2010/50 (第一卷)") == "NPT/CONF.2010/50(Vol.I)"


def test_security_council_resolutions_are_the_same_with_and_without_their_year():
    assert symbol_key("S/RES/1540(2004)") == symbol_key("s/res/1540")
    assert symbol_key("NPT/CONF.2010/50(Vol.I)") != symbol_key("NPT/CONF.2010/50")


def test_only_a_symbol_that_breaks_off_is_completed_by_a_link():
    links = ["https://undocs.org/ch/NPT/CONF.2010/50(Vol.I)", "https://undocs.org/INFCIRC/225/Rev.5"]
    assert complete_symbol("NPT/CONF.2010/50", "NPT/CONF.2010/50(", links) == "NPT/CONF.2010/50(Vol.I)"
    assert complete_symbol("INFCIRC/225", "INFCIRC/225 ", links) == "INFCIRC/225"


@pytest.mark.parametrize(
    "text",
    [
        "A/" * 20_000,
        "A/1 " * 5_000,
        "第" * 20_000,
        "1540(2004" * 5_000,
        "A(" * 20_000,
        "第1号" * 9_000,
        "resolution 1540, " * 4_000,
    ],
)
def test_hostile_lengths_take_no_time(text):
    started = time.thread_time()
    find_symbols(text)
    assert time.thread_time() - started < 1

"""Abbreviations that documents define, and parentheses that define nothing."""

import time

import pytest

from corpus.abbreviations import collect_definitions, find_definitions
from corpus.catalog import BUNDLED_CORPUS
from corpus.parsing import parse_document


def forms(text, language="en"):
    return [(definition.long_form, definition.short_form) for definition in find_definitions(text, language)]


@pytest.mark.parametrize(
    ("text", "long_form", "short_form"),
    [
        ("比利时支持国际原子能机构(原子能机构)的工作", "国际原子能机构", "原子能机构"),
        ("不扩散核武器条约(《不扩散条约》)", "不扩散核武器条约", "不扩散条约"),
        ("作为北大西洋公约组织 (北约)的成员国", "北大西洋公约组织", "北约"),
        ("《全面禁止核试验条约》(《全面禁核试条约》)", "全面禁止核试验条约", "全面禁核试条约"),
        ("根据国际原子能机构(IAEA)的数据", "国际原子能机构", "IAEA"),
        ("国际原子能机构（以下简称“原子能机构”）", "国际原子能机构", "原子能机构"),
        ("国际原子能机构，以下简称“原子能机构”，", "国际原子能机构", "原子能机构"),
        ("the Nuclear Suppliers Group (NSG) met", "Nuclear Suppliers Group", "NSG"),
        ("the NSG (Nuclear Suppliers Group) met", "Nuclear Suppliers Group", "NSG"),
        ("nuclear-weapon-free zones (NWFZs)", "nuclear-weapon-free zones", "NWFZs"),
        (
            "the International Atomic Energy Agency (hereinafter referred to as “the IAEA”)",
            "International Atomic Energy Agency",
            "IAEA",
        ),
        ("l'Agence internationale de l'énergie atomique (AIEA)", "Agence internationale de l'énergie atomique", "AIEA"),
        (
            "l'Agence internationale de l'énergie atomique (ci-après dénommée « AIEA »)",
            "Agence internationale de l'énergie atomique",
            "AIEA",
        ),
        ("Договор о нераспространении\nядерного оружия (ДНЯО)", "Договор о нераспространении ядерного оружия", "ДНЯО"),
    ],
)
def test_a_definition_is_found_with_its_whole_name(text, long_form, short_form):
    assert forms(text) == [(long_form, short_form)]


def test_one_abbreviation_of_two_names_gives_two_definitions():
    assert forms("比利时是核供应国集团(Nuclear Suppliers Group, NSG)的成员", "zh") == [
        ("Nuclear Suppliers Group", "NSG"),
        ("核供应国集团", "NSG"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(见附件)",
        "报告(2015年)",
        "决定(第3段)",
        "item (a)",
        "part (II)",
        "第 13 号 (INFCIRC/225)",
        "六个国家(阿根廷、墨西哥)",
        "大韩民国(主席)",
        "联合国大会(大会)",
        "《不扩散核武器条约》(《条约》)",
        "关于两用物品的(EC)第428号",
        "the text (see annex)",
        "the States Parties (States)",
        "Belgium (BE)",
        "the sum (EUR 20)",
        "",
        "((((",
    ],
)
def test_other_parentheses_define_nothing(text):
    assert forms(text) == []


def test_spans_are_those_of_the_text():
    text = "支持北大西洋公约组织(北约)"
    (definition,) = find_definitions(text, "zh")
    assert text[definition.long_start : definition.long_end] == "北大西洋公约组织"
    assert text[definition.short_start : definition.short_end] == "北约"


def test_the_bundled_documents_define_what_a_reader_finds_in_them():
    texts = [
        (paragraph.text, "zh")
        for path in sorted(BUNDLED_CORPUS.glob("*.txt"))
        for paragraph in parse_document(path, "npt").paragraphs
    ]
    found = {definition.short_form for definition in collect_definitions(texts)}
    assert found == {
        *("北约", "原子能机构", "欧盟", "全面禁核试条约", "禁核试组织", "禁产条约", "防扩散倡议"),
        *("亚太核科技协定", "亚洲阿拉伯国家核科技协定", "拉加核科技协定", "非洲核科技协定"),
    }


def test_definitions_of_many_texts_are_kept_once():
    texts = [("欧洲联盟(欧盟)", "zh"), ("欧洲联盟(欧盟)和北大西洋公约组织(北约)", "zh")]
    assert [definition.short_form for definition in collect_definitions(texts)] == ["欧盟", "北约"]


@pytest.mark.parametrize("text", ["《" * 30_000 + "(原子)" * 5_000, "A" * 40_000 + "(AB" * 5_000, "(NSG)" * 10_000])
def test_time_stays_linear_on_hostile_text(text):
    started = time.thread_time()
    find_definitions(text, "zh")
    assert time.thread_time() - started < 3

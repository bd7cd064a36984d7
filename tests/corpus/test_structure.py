"""From printed lines to paragraphs, on the bundled documents and on documents written for the purpose."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.catalog import BUNDLED_CORPUS, read_manifest
from corpus.readers import read_source
from corpus.source import SourceLine, SourceText
from corpus.structure import CITABLE, Element, find_elements

MANIFEST = read_manifest(BUNDLED_CORPUS)
FILES = {entry.document_id: entry.path for entry in MANIFEST.entries}


def elements_of(text: str) -> list[Element]:
    lines, position = [], 0
    for line in text.split("\n"):
        lines.append(SourceLine(position, position + len(line)))
        position += len(line) + 1
    return find_elements(SourceText(text, tuple(lines)))


def bundled(document_id: str) -> list[Element]:
    return find_elements(read_source(FILES[document_id]))


def numbers(elements: list[Element], kind: str = "paragraph") -> list[str]:
    return [e.locator.number for e in elements if e.kind == kind and e.locator.number]


def without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)


def assert_nothing_lost(source: SourceText, elements: list[Element]) -> None:
    covered = [0] * len(source.text)
    for element in elements:
        for span in element.spans:
            for index in range(span.start, span.end):
                covered[index] += 1
    lost = [(i, c) for i, c in enumerate(source.text) if not c.isspace() and covered[i] != 1]
    assert lost == []


@pytest.mark.parametrize("document_id", sorted(FILES))
def test_every_character_of_a_bundled_document_lies_in_exactly_one_element(document_id):
    source = read_source(FILES[document_id])
    assert_nothing_lost(source, find_elements(source))


@pytest.mark.parametrize("document_id", sorted(FILES))
def test_every_paragraph_reproduces_its_source_characters(document_id):
    source = read_source(FILES[document_id])
    for element in find_elements(source):
        if element.kind in CITABLE:
            printed = [source.text[span.start : span.end] for span in element.spans]
            if element.kind == "masthead":
                # Mastheads show once what was printed several times over, and no brackets around a line.
                shown = re.sub(r"[(（）)\s]", "", element.text)
                collapsed = "".join(
                    line if line in element.text else re.sub(r"(.+?)\1{2,}", r"\1", line) for line in printed
                )
                assert shown == re.sub(r"[(（）)\s]", "", collapsed)
            else:
                assert without_blanks(element.marker + element.text) == without_blanks("".join(printed))


@pytest.mark.parametrize(
    ("document_id", "last"), [("belgium-2022", 59), ("npdi-2017", 27), ("eu-2018", 31), ("seoul-2012", 13)]
)
def test_numbered_paragraphs_are_all_found_once_and_in_order(document_id, last):
    assert numbers(bundled(document_id)) == [str(n) for n in range(1, last + 1)]


def test_report_without_numbers_is_cut_at_its_own_paragraphs():
    elements = [e for e in bundled("belgium-2015") if e.kind == "paragraph"]
    assert numbers(bundled("belgium-2015")) == []
    ratified = next(e for e in elements if "批准《全面禁核试条约》" in e.text)
    assert ratified.locator.section == ("支柱一：核裁军", "2. 《全面禁止核试验条约》(《全面禁核试条约》)")
    assert ratified.locator.position == 1
    assert "比利时于 1999 年 6 月 29 日批准" in ratified.text


def test_paragraph_continues_over_a_page_turn_a_footnote_and_pasted_links():
    paragraph = next(e for e in bundled("eu-2018") if e.locator and e.locator.number == "14" and e.kind == "paragraph")
    assert "促进一种健全和可信核查办法" in paragraph.text
    note = next(e for e in bundled("eu-2018") if e.kind == "footnote")
    assert note.locator.number == "1"
    assert note.text.startswith("欧洲联盟关于裂变材料禁产条约的立场")


def test_symbol_cut_by_a_line_end_is_whole_again():
    first = next(e for e in bundled("belgium-2022") if e.locator and e.locator.number == "1")
    assert "(NPT/CONF.2010/50(Vol.I)所载" in first.text


def test_headings_printed_four_times_over_stand_once():
    headings = [e.text for e in bundled("seoul-2012") if e.kind == "heading"]
    assert "核材料" in headings
    assert "移除高浓铀或将高浓铀转为非军用" in headings
    assert not any("核材料核材料" in heading for heading in headings)


def test_bullets_are_items_of_their_own_under_their_heading():
    items = [e for e in bundled("seoul-2012") if e.kind == "item"]
    assert "在荷兰举办下一次核安保峰会" in [e.text for e in items]
    assert items[-1].locator.section == ("2012 年首尔核安全峰会概要", "首尔公报")


def test_footnote_that_lists_the_countries_is_one_paragraph():
    note = next(e for e in bundled("seoul-2012") if e.kind == "footnote")
    assert note.text.startswith("大韩民国（主席）")
    assert note.text.endswith("越南。")


def test_running_heads_and_job_numbers_are_page_furniture():
    furniture = [e.text for e in bundled("belgium-2015") if e.kind == "furniture"]
    assert "NPT/CONF.2015/39" in furniture
    assert "15-06893 (C) 2/8" in furniture


ENGLISH = """\
REPORT OF THE COMMITTEE

Introduction

1. The Committee met in Geneva from 3 to 14 May and considered the items
on its agenda, as they were adopted at the first meeting.
2. It recalled with appreciation what had been said in that regard, paragraph
7. of its earlier report, and also the decision that had been taken in June
2010. That decision stands.

Conclusions

3. The Committee recommends that the Conference:
(a) Adopt the text;
(b) Consider the matter again:
(i) At its next session;
(ii) As often as it needs to.
4. The Committee thanks its Chair.
"""


def test_english_paragraphs_continue_their_numbers_and_nothing_else():
    elements = elements_of(ENGLISH)
    assert numbers(elements) == ["1", "2", "3", "3(a)", "3(b)", "3(b)(i)", "3(b)(ii)", "4"]
    second = next(e for e in elements if e.locator and e.locator.number == "2")
    assert second.text == (
        "It recalled with appreciation what had been said in that regard, paragraph 7. of its earlier report, "
        "and also the decision that had been taken in June 2010. That decision stands."
    )
    assert [e.text for e in elements if e.kind == "heading"] == ["Introduction", "Conclusions"]


FRENCH = """\
Rapport présenté par la Belgique

Introduction

1) La Belgique reste attachée à l'objectif d'un monde exempt d'armes
nucléaires, qui suppose des mesures concrètes et vérifiables.

2) Elle a ratifié le Traité le 29 juin 1999.

Vérification

3) La Belgique participe au Partenariat international depuis sa création.
"""


def test_french_paragraphs_with_bracketed_numbers():
    elements = elements_of(FRENCH)
    assert numbers(elements) == ["1", "2", "3"]
    assert next(e for e in elements if e.locator and e.locator.number == "3").locator.section == ("Vérification",)


CHINESE = """\
中华人民共和国某法

第一章 总则

第一条 为了加强核安全，制定本法。
第二条 本法适用于中华人民共和国境内的一切核设施和核材料，其他活动根据
第九条规定，另行处理。

第二章 附则

第三条 本法自公布之日起施行。
"""


def test_chinese_articles_are_numbered_and_a_reference_to_one_is_not():
    elements = elements_of(CHINESE)
    assert numbers(elements, "article") == ["1", "2", "3"]
    assert next(e for e in elements if e.locator and e.locator.number == "3").locator.section == ("第二章 附则",)


UNNUMBERED = """\
The Ministers welcomed the outcome of the meeting. They noted that the work
had been done in good time and thanked all those who had taken part in it.

They agreed to meet again next year, in Vienna, and to invite the Agency.

11.5.14.2 of the Rules applies to the invitation.
"""


def test_paragraphs_without_numbers_are_parted_by_blank_lines():
    elements = [e for e in elements_of(UNNUMBERED) if e.kind == "paragraph"]
    assert [e.locator.position for e in elements] == [1, 2, 3]
    assert elements[0].text.endswith("taken part in it.")
    assert numbers(elements) == []


def test_years_and_table_rows_at_the_start_of_lines_are_no_paragraphs():
    text = "1. Figures follow.\n\n2012 17 400\n2013 18 200\n2014 19 100\n\n2. They rose.\n"
    assert numbers(elements_of(text)) == ["1", "2"]


def test_numbers_of_an_annex_that_starts_again_are_told_apart():
    text = "1. One.\n2. Two.\n3. Three.\n\nAnnex I\n\n1. First of the annex.\n2. Second of the annex.\n"
    found = [(e.locator.number, e.locator.sequence) for e in elements_of(text) if e.kind == "paragraph"]
    assert found == [("1", 1), ("2", 1), ("3", 1), ("1", 2), ("2", 2)]


def test_excerpt_that_starts_in_the_middle_keeps_its_numbers():
    assert numbers(elements_of("41. One.\n42. Two.\n43. Three.\n44. Four.\n")) == ["41", "42", "43", "44"]


def test_single_spaced_lines_of_one_paragraph_per_line_stay_apart():
    text = "\n".join(f"This is sentence number {n} of a file that has one paragraph on each line." for n in range(6))
    assert len([e for e in elements_of(text) if e.kind == "paragraph"]) == 6


PREAMBLE = """\
Resolution adopted by the General Assembly on 12 December 2019

74/45. Nuclear disarmament

The General Assembly,

Recalling its resolutions 65/56 of 8 December 2010 and 67/53 of 3 December
2012 on the subject,

Convinced that nuclear disarmament is essential,

1. Urges all nuclear-weapon States to stop the improvement of warheads;

2. Calls upon all States to accede to the Treaty.
"""


def test_preamble_of_a_resolution_is_text_and_not_part_of_its_masthead():
    elements = elements_of(PREAMBLE)
    assert [e.kind for e in elements] == ["masthead", *["paragraph"] * 5]
    assert elements[0].text.endswith("74/45. Nuclear disarmament")
    assert elements[1].text == "The General Assembly,"


def test_short_lines_in_the_middle_of_a_document_are_text():
    text = (
        "The Group agreed on the following.\n\nTo meet in Vienna\n\nTo invite the Agency\n\n"
        "To adopt the budget\n\nThe meeting closed at noon.\n"
    )
    assert [e.kind for e in elements_of(text)] == ["paragraph"] * 5


def test_short_lines_with_a_reference_number_are_a_letterhead():
    text = (
        "The Group agreed on the following.\n\nPermanent Mission\n\nVienna\n\nRef: KPM-2012-088\n\n"
        "The meeting closed at noon.\n"
    )
    assert [e.kind for e in elements_of(text)] == ["paragraph", "masthead", "paragraph"]


def test_numbered_paragraphs_below_a_rule_are_no_footnotes():
    text = "Minutes\n\n1. The Chair opened it.\n\n----------\n\n2. The budget was approved.\n\n3. It ended.\n"
    assert numbers(elements_of(text)) == ["1", "2", "3"]


def test_footnotes_of_a_text_without_pages_end_where_the_numbers_of_the_text_go_on():
    text = (
        "Report of the Group\n\n1. The Group met in Geneva in May 2019 and took note of the report.1 It was\n"
        "happy with the result and said so at length in its final document of the year.\n_______________\n"
        "1 A/75/123.\n2 See annex.\n\n2. The Group adjourned.2\n"
    )
    elements = elements_of(text)
    assert numbers(elements) == ["1", "2"]
    assert [(e.locator.number, e.text) for e in elements if e.kind == "footnote"] == [
        ("1", "A/75/123."),
        ("2", "See annex."),
    ]


def test_words_in_lower_case_below_a_rule_are_no_footnotes():
    assert "footnote" not in {e.kind for e in elements_of("The first part.\n\n_____\n\ntext of the second part.\n")}


def test_number_alone_on_its_line_goes_with_the_text_below():
    elements = elements_of("1.\n\nThe first is here.\n\n2.\n\nThe second is here.\n\n3.\n")
    assert [(e.kind, e.text) for e in elements] == [
        ("paragraph", "The first is here."),
        ("paragraph", "The second is here."),
        ("furniture", "3."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1\n" * 20_000,
        "A\n" * 20_000,
        "1.\n" * 10_000,
        "_____\nwords go on.\n" * 10_000,
        "".join(f"{n},{n * 3},abc\n" for n in range(10_000)),
    ],
    ids=["digits", "letters", "numbers", "rules", "table"],
)
def test_long_texts_of_short_lines_take_linear_time(text, assert_linear):
    assert_linear(elements_of, text)


LINE = st.text(st.sampled_from("ab 12.()一第条（）•-_。\t\u3000A/:"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINE, max_size=25))
def test_no_text_whatever_loses_a_character(lines):
    text = "\n".join(lines)
    rows, position = [], 0
    for line in lines:
        rows.append(SourceLine(position, position + len(line)))
        position += len(line) + 1
    source = SourceText(text, tuple(rows))
    assert_nothing_lost(source, find_elements(source))


def test_bundled_files_are_byte_for_byte_those_of_the_manifest():
    import hashlib

    for entry in MANIFEST.entries:
        assert hashlib.sha256(Path(entry.path).read_bytes()).hexdigest() == entry.sha256

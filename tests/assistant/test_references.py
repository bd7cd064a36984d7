"""References in running prose: found whole, in every language, and only where they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.lookup.citations import look_up
from assistant.lookup.references import find_references

EU = "NPT/CONF.2020/PC.II/WP.6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"As the EU said ({EU}, para. 20), it did so.", [f"{EU}, para. 20"]),
        (f"[{EU}, paras. 18–20 and 22]", [f"{EU}, paras. 18–20 and 22"]),
        (f"see {EU} (para. 18), and more", [f"{EU} (para. 18)"]),
        (f"{EU}, para. 18, 20 States agreed", [f"{EU}, para. 18"]),
        (f"见{EU}号文件第18段。", [f"{EU}号文件第18段"]),
        (f"（{EU}，第18、20段）", [f"{EU}，第18、20段"]),
        (f"paragraph 18 of {EU} says", [f"paragraph 18 of {EU}"]),
        ("ratified [Belgium's 2022 report, para. 18].", ["Belgium's 2022 report, para. 18"]),
        ("ratified (Belgium 2022, para. 18).", ["Belgium 2022, para. 18"]),
        ("于1999年批准（比利时2022年报告第18段）。", ["比利时2022年报告第18段"]),
        ("Le rapport de la Belgique de 2022 (par. 18) le dit", ["rapport de la Belgique de 2022 (par. 18)"]),
        ("Véase el informe de Bélgica de 2022, párr. 18.", ["informe de Bélgica de 2022, párr. 18"]),
        ("В пункте 18 доклада Бельгии 2022 года говорится", ["пункте 18 доклада Бельгии 2022 года"]),
        ("ورد في الفقرة 18 من تقرير بلجيكا لعام 2022 أن", ["الفقرة 18 من تقرير بلجيكا لعام 2022"]),
        ("Report by Belgium (2022), para. 18; see too", ["Report by Belgium (2022), para. 18"]),
        ("Security Council resolution 1540 (2004), OP3", ["Security Council resolution 1540 (2004), OP3"]),
        (
            "paragraph 18 of Belgium's 2022 report and UNSCR 1540",
            ["paragraph 18 of Belgium's 2022 report", "UNSCR 1540"],
        ),
        ("https://undocs.org/en/A/RES/67/53, para. 3.", ["https://undocs.org/en/A/RES/67/53, para. 3"]),
        ("Belgium's 2020 report, para. 18, says so", ["Belgium's 2020 report, para. 18"]),
        ("Belgium ratified the CTBT on 29 June 1999.", []),
        ("Belgium submitted the report in 2022.", []),
        ("The treaty of 1968 was signed by Belgium in part 2 of the year.", []),
        ("Half of the 20 States and / or 5 of them", []),
    ],
)
def test_references_in_prose(library, text, expected):
    found = find_references(text, library)
    assert [text[match.start : match.end] for match in found] == expected


@pytest.mark.parametrize(
    ("text", "paragraph_id"),
    [
        (f"As the EU said ({EU}, para. 20), it did so.", "eu-2018.p20"),
        ("В пункте 18 доклада Бельгии 2022 года говорится", "belgium-2022.p18"),
        ("Le rapport de la Belgique de 2022 (par. 18) le dit", "belgium-2022.p18"),
        ("(Belgium 2022, para. 18)", "belgium-2022.p18"),
        ("于1999年批准（比利时2022年报告第18段）。", "belgium-2022.p18"),
    ],
)
def test_what_is_found_can_be_looked_up(library, text, paragraph_id):
    [match] = find_references(text, library)
    assert [paragraph.paragraph_id for paragraph in look_up(match.reference, library).paragraphs] == [paragraph_id]


def test_a_date_that_is_a_title_is_a_reference_only_with_a_locator(other_catalogue):
    text = "They met on 2023-05-04 in Geneva (2023-05-04, para. 2)."
    assert [match.reference for match in find_references(text, other_catalogue)] == ["2023-05-04, para. 2"]


def test_symbols_of_any_form_are_found_where_the_index_has_them(other_catalogue):
    text = "Under Directive 2009/28/EC, article 2, and in C-131/12, para. 3, the 28 states"
    found = [match.reference for match in find_references(text, other_catalogue)]
    assert found == ["2009/28/EC, article 2", "C-131/12, para. 3"]


_PIECES = st.sampled_from(
    ["NPT/CONF.2015/39", "para. 18", "第18段", "Belgium's 2022 report", "比利时2022年报告", "(", ")", "，", " ", "of ",
     "1540 (2004)", "resolution ", "https://undocs.org/", "пункт 2", "الفقرة 3", "\u200f", "\n", "A", "7"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(text=st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=200))
def test_spans_lie_in_the_text_in_order_and_apart(library, text):
    end = 0
    for match in find_references(text, library):
        assert end <= match.start < match.end <= len(text)
        assert match.reference == " ".join(text[match.start : match.end].split())
        end = match.end


@pytest.mark.parametrize(
    "piece",
    [
        "A/RES/67/53, para. 3 ",
        "Belgium's 2022 report ",
        "para. 18 of ",
        "(Belgium 2022, para. 18) ",
        "report ",
        "(",
        "2022年报告",
    ],
)
def test_time_grows_with_the_length_and_no_faster(library, piece, assert_linear):
    assert_linear(lambda text: find_references(text, library), piece * (80_000 // len(piece)))

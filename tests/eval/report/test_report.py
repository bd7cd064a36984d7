"""The file that `write_report` writes, as a text."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

import eval.report.report as module
from corpus.errors import PinpointError
from eval.measures.comparison import Change
from eval.question_set import BadRow
from eval.report.report import report_page, write_report
from eval.results import CitedQuote

STYLE = Path(module.__file__).with_name("style.css").read_text(encoding="utf-8")


def change(name, before, after, adjusted_p, is_worse=False):
    return Change(name, before, after, after - before, adjusted_p / 20, adjusted_p, 195, is_worse)


def test_the_same_evaluation_gives_the_same_file(make_result, make_evaluation, tmp_path):
    evaluation = make_evaluation([make_result(), make_result("other")])
    for name in ("a.html", "b.html"):
        write_report(evaluation, tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_path_that_cannot_be_written_is_an_error_with_the_remedy(make_result, make_evaluation, tmp_path):
    with pytest.raises(PinpointError, match=r"cannot be written .*give another path"):
        write_report(make_evaluation([make_result()]), tmp_path / "missing" / "report.html")


def test_drafted_questions_are_marked_and_others_are_not(make_result, make_evaluation):
    drafted = make_evaluation([make_result()], is_drafted=True)
    assert "Drafted questions." in report_page(drafted)
    assert "Drafted questions." not in report_page(replace(drafted, is_drafted=False))


def test_rows_that_were_left_out_are_said_plainly(make_result, make_evaluation):
    rows = (BadRow("asked.csv, line 7", "no question"), BadRow("asked.csv, line 9", "no quote"))
    page = report_page(make_evaluation([make_result()], bad_rows=rows))
    assert "2 rows left out" in page
    assert "asked.csv, line 9" in page


def test_what_got_worse_stands_before_what_got_better(make_result, make_evaluation):
    changes = (
        change("right", 0.62, 0.7, 0.01),
        change("R@1", 0.81, 0.76, 0.02, is_worse=True),
        change("RR", 0.5, 0.51, 0.6),
    )
    page = report_page(make_evaluation([make_result()], changes=changes, baseline="run.json"))
    assert 0 < page.index("Got worse") < page.index("Got better") < page.index("1 measure without a change")
    worse = page[page.index("Got worse") : page.index("Got better")]
    assert "81\u00a0% → 76\u00a0%" in worse
    assert "−5 points" in worse
    assert "Right paragraph first" in worse


def test_a_baseline_without_significant_changes_is_said_to_have_none(make_result, make_evaluation):
    page = report_page(make_evaluation([make_result()], changes=(change("RR", 0.5, 0.51, 0.6),), baseline="run.json"))
    assert "Nothing changed by more than chance would explain." in page
    assert "Got worse" not in page


def test_a_report_of_nothing_and_one_without_failures_say_so(make_result, make_evaluation):
    assert "No question was asked." in report_page(make_evaluation([]))
    assert "every question was handled rightly" in report_page(make_evaluation([make_result()]))


def test_sixteen_hundred_failures_of_long_paragraphs_stay_under_six_megabytes(make_result, make_evaluation):
    long = "联合国会员国在该条约的审议大会上重申其承诺，" * 200
    texts = {"right": ("Report, para. 18", f"{long}于1999年6月29日批准{long}"), "other": ("Report, para. 19", long)}
    given = make_result("other").given
    citations = tuple(CitedQuote("other", "Report, para. 19", long[:200], True) for _ in range(10))
    failed = [
        make_result(
            question_id=f"q{number}",
            question="Which commitments did the states make at the review conference of that year? " * 2,
            given=replace(given, text=long, value=None, value_text=None, citations=citations),
            ranking=("other", "right"),
        )
        for number in range(1600)
    ]
    page = report_page(make_evaluation(failed, paragraph_texts=texts))
    assert page.count("<article") == 1600
    assert page.count(">于1999年6月29日批准</mark>") == 1600
    assert len(page.encode()) < 6_000_000


def test_every_failure_is_shown_and_every_rightly_handled_question_listed(make_result, make_evaluation):
    results = [make_result(), make_result("other"), make_result(answerable=False, needed=(), is_answered=False)]
    page = report_page(make_evaluation(results))
    assert page.count("<article") == 1
    assert "2 questions handled rightly" in page


def test_half_characters_and_control_characters_are_replaced(make_result, make_evaluation, tmp_path):
    write_report(make_evaluation([make_result("other", question="a\ud800b\x00c\x1b[0m")]), tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "a\ufffdb\ufffdc\ufffd[0m" in page


def test_the_page_names_no_other_file_or_host(make_result, make_evaluation):
    page = report_page(make_evaluation([make_result(), make_result("other")]))
    assert "<script" not in page
    assert not re.findall(r"\b(?:src|href)\s*=|url\(|@import", page)
    assert "://" not in page
    assert "style=" not in page


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """As the Web Content Accessibility Guidelines define it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *[(text, ground) for text in ("ink", "faint", "blue", "rust") for ground in ("paper", "sheet")],
        ("sheet", "blue"), ("rust", "rust-soft"), ("ink", "rust-soft"), ("ink", "line"), ("mark-ink", "mark"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground_in_both_themes(text, ground, theme):
    colours = re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", STYLE)
    names = [name for name, _ in colours]
    start = names.index("paper", names.index("paper") + 1) if theme else 0
    palette = dict(colours[start : start + len(colours) // 2])
    assert contrast(palette[text], palette[ground]) >= 4.5

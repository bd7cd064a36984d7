import pytest

from eval.measures.summary import summarise
from eval.report.curve_plots import curve_plots
from eval.report.language_plots import row_plots


def plots_of(results):
    return {plot.name: plot for plot in curve_plots(results, summarise(results))}


def test_recall_counts_the_questions_with_a_right_paragraph_so_far(make_result):
    ranked = [make_result(ranking=(*"abcdefghi"[:place], "right")) for place in (0, 0, 2, 9)]
    recall = plots_of([*ranked, make_result(error="gone", ranking=())])["recall"]
    # Of five: two first, one third, one tenth; the one that could not be asked has found nothing.
    assert {tick.label: dot.label for tick, dot in zip(recall.x_ticks, recall.dots, strict=True)} == {
        "1": "40", "2": "40", "3": "60", "5": "60", "10": "80",
    }  # fmt: skip
    assert [recall.dots[0].x, recall.dots[-1].x] == [0, 1]
    assert recall.dots[0].y == pytest.approx(0.4)
    assert recall.dots[0].low < 0.4 < recall.dots[0].high
    assert recall.dots[1].low is None


def test_recall_that_begins_high_is_drawn_from_one_half(make_result):
    recall = plots_of([make_result()] * 3 + [make_result(ranking=("other", "right"))])["recall"]
    assert [tick.label for tick in recall.y_ticks] == ["50", "75", "100"]
    assert recall.dots[0].y == pytest.approx(0.5)


def test_the_point_on_the_risk_curve_is_what_was_shown(make_result):
    shown = [make_result(confidence=0.9)] * 15 + [make_result("other", confidence=0.8)] * 5
    risk = plots_of([*shown, *[make_result("other", confidence=0.1, is_answered=False)] * 20])["risk"]
    (now,) = risk.dots
    assert now.x == pytest.approx(20 / 40)
    top = float(risk.y_ticks[-1].label) / 100
    assert now.y * top == pytest.approx(5 / 20)
    assert risk.curve[-1] == pytest.approx((1, 25 / 40 / top))


def test_reliability_gives_confidence_share_right_and_count(make_result):
    results = [make_result(confidence=0.9)] * 9 + [make_result("other", confidence=0.9)]
    results += [make_result("other", confidence=0.2)] * 10
    dots = plots_of(results)["reliability"].dots
    assert [(dot.x, dot.y, dot.label) for dot in dots] == [
        (pytest.approx(0.2), 0, "10"),
        (pytest.approx(0.9), pytest.approx(0.9), "10"),
    ]


def test_every_question_is_in_one_bar_of_times_and_the_slow_ones_in_the_last(make_result):
    results = [make_result(milliseconds=float(time)) for time in (*range(40, 140), 90_000)]
    times = plots_of(results)["times"]
    assert "the last bar also holds 1 slower question" in times.reading
    assert sum(int(bar.title.split()[0]) for bar in times.bars) == 101
    assert times.bars[-1].x + times.bars[-1].width == pytest.approx(1)
    assert max(bar.height for bar in times.bars) == 1


def test_languages_have_a_row_each_with_the_most_asked_first(make_result):
    results = [make_result(language="fr")] * 6 + [make_result("other", language="zh")] * 8 + [make_result()]
    finding, answering = row_plots(results, summarise(results))
    assert [(row.label, row.count) for row in answering.rows] == [("Chinese", 8), ("French", 6)]
    assert [row.figures[0].value for row in answering.rows] == [0, 1]
    assert finding.series == ("first", "among 5")
    assert answering.alternative.startswith("Chinese: right 0\u00a0% (0–")


@pytest.mark.parametrize("count", [0, 1])
def test_there_is_no_plot_of_nothing(count, make_result):
    results = [make_result(answerable=False, needed=(), ranking=(), milliseconds=0.0)] * count
    assert plots_of(results) == {} if results else curve_plots([], {}) == []
    assert row_plots(results, {}) == []

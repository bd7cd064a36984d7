from typing import get_args

import pytest

from eval.measures.all_measures import MEASURES
from eval.measures.intervals import Figure
from eval.measures.judgement import FailureReason
from eval.report.wording import (
    MEASURE_WORDING,
    REASON_MEANING,
    figure_text,
    interval_text,
    language_name,
    measure_wording,
    percent,
)


def test_every_measure_and_every_reason_has_words():
    assert {measure.name for measure in MEASURES} == set(MEASURE_WORDING)
    assert set(get_args(FailureReason)) == set(REASON_MEANING)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("R@1", 0.814, "81\u00a0%"),
        ("RR", 0.814, "0.81"),
        ("latency_p50_ms", 58.4, "58\u00a0ms"),
        ("latency_p95_ms", 1234, "1.2\u00a0s"),
    ],
)  # fmt: skip
def test_figures_have_the_unit_of_their_measure(name, value, text):
    assert figure_text(name, value) == text


def test_intervals_give_the_unit_once():
    assert interval_text("right", Figure(0.8, 0.761, 0.86, 9)) == "76–86"
    assert interval_text("latency_p50_ms", Figure(58, 55, 61, 9)) == "55–61\u00a0ms"
    assert interval_text("latency_p50_ms", Figure(998, 990, 1200, 9)) == "990\u00a0ms–1.2\u00a0s"


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0"), (1, "100"), (0.9996, "99.9"), (0.0001, "0.1"), (0.996, "99.6"), (0.5, "50")]
)
def test_none_and_all_are_said_only_of_none_and_all(share, text):
    assert percent(share) == text


def test_a_slice_is_named_with_its_measure():
    assert measure_wording("R@1/language=en").label == "Right paragraph first (en)"


@pytest.mark.parametrize(
    ("code", "name"), [("zh", "Chinese"), ("pt-BR", "Portuguese (Brazil)"), ("<b>", "<b>"), ("", "")]
)
def test_languages_have_names_and_what_is_none_stands_for_itself(code, name):
    assert language_name(code) == name

"""All figures of a run: cases worked out by hand, slices, and what is left out."""

import math
import time

import numpy as np
import pytest

from eval.measures.all_measures import COMPARED, MEASURES
from eval.measures.summary import summarise


@pytest.fixture
def five(result, unanswerable):
    """Right; wrong value; withheld though right; answered though nothing answers; rightly refused."""
    return [
        result(milliseconds=10.0, claims_supported=2),
        result(
            value="1996-09-24",
            text="24 September 1999",
            cited=("a", "x"),
            confidence=0.7,
            milliseconds=20.0,
            claims_supported=1,
            claims_unsupported=1,
        ),
        result(is_answered=False, confidence=0.3, ranking=("b", "a"), milliseconds=30.0),
        unanswerable(confidence=0.6, verbatim=False, milliseconds=40.0),
        unanswerable(is_answered=False, confidence=0.1, milliseconds=50.0),
    ]


def test_every_figure_by_hand(five):
    values = {name: figure.value for name, figure in summarise(five).items() if "/" not in name}
    assert values == pytest.approx(
        {
            "R@1": 2 / 3,
            "R@3": 1,
            "R@5": 1,
            "R@10": 1,
            "RR": (1 + 1 + 1 / 2) / 3,
            "nDCG@10": (1 + 1 + 1 / math.log2(3)) / 3,
            "right_paragraph": 1 / 3,
            "right": 1 / 3,
            "wrong_shown": 2 / 3,
            "value_accuracy": 1 / 3,
            "value_accuracy_shown": 1 / 2,
            "exact_match": 1 / 2,
            "token_f1": (1 + 1 / 3) / 2,  # of "24 September 1999" and "29 June 1999" only the year is shared
            "quote_contains_answer": 1,
            "citation_precision": (1 + 1 / 2) / 2,
            "citation_recall": 1,
            "verbatim_quotes": 3 / 4,
            "refused_answerable": 1 / 3,
            "refused_unanswerable": 1 / 2,
            "auroc_right": 4 / 6,  # right: .8 and .3; wrong: .7, .6, .1
            "auroc_answerable": 5 / 6,  # only .3 stands below .6
            "calibration_error": (0.2 + 0.7 + 0.7 + 0.6 + 0.1) / 5,  # a bin each
            "aurc": (0 + 1 / 2 + 2 / 3 + 2 / 4 + 3 / 5) / 5,
            "claims_supported": 3 / 4,
            "latency_p50_ms": 30,
            "latency_p95_ms": 48,
        }
    )


def test_a_figure_says_over_how_many_questions_it_is(five):
    figures = summarise(five)
    assert {name: figures[name].n for name in ("R@1", "wrong_shown", "token_f1", "aurc", "claims_supported")} == {
        "R@1": 3,
        "wrong_shown": 3,
        "token_f1": 2,
        "aurc": 5,
        "claims_supported": 2,
    }


def test_no_figure_is_over_nothing_and_none_is_nan(result, unanswerable, five):
    assert summarise([]) == {}
    for results in (five, [result()], [unanswerable(is_answered=False)], [result(error="no model", given=None)]):
        for name, figure in summarise(results).items():
            assert figure.low <= figure.value <= figure.high, name
            assert figure.n > 0
    assert "citation_coverage" not in summarise(five)


def test_answers_of_a_model_have_their_own_figures(result):
    figures = summarise([result(citation_coverage=0.5, citation_accuracy=1.0), result(citation_coverage=1.0)])
    assert (figures["citation_coverage"].value, figures["citation_coverage"].n) == (0.75, 2)
    assert (figures["citation_accuracy"].value, figures["citation_accuracy"].n) == (1.0, 1)


def test_a_question_that_could_not_be_asked_is_not_right_and_not_refused(result):
    failed = result(error="no model", given=None, is_answered=False, ranking=(), milliseconds=0.0)
    figures = summarise([result(milliseconds=10.0), failed])
    assert figures["right"].value == figures["R@1"].value == 0.5
    assert (figures["refused_answerable"].value, figures["refused_answerable"].n) == (0, 1)
    assert (figures["latency_p50_ms"].value, figures["latency_p50_ms"].n) == (10, 1)


def test_slices_are_by_language_and_kind_and_hold_five_questions_at_least(result):
    results = [result(language="zh" if number < 7 else "ru", kind="date") for number in range(11)]
    figures = summarise(results)
    assert figures["R@1/language=zh"].n == 7
    assert "R@1/language=ru" not in figures
    assert figures["R@1/kind=date"] == figures["R@1"]


def test_an_auroc_of_a_slice_needs_five_of_each_sort(result, unanswerable):
    asked = [result(confidence=0.9) for _ in range(10)]
    four, fifth = [unanswerable(confidence=0.95) for _ in range(4)], unanswerable(confidence=0.1)
    assert "auroc_answerable/kind=date" not in summarise(asked + four)
    figures = summarise([*asked, *four, fifth])
    assert figures["auroc_answerable/kind=date"].value == pytest.approx(1 / 5)


def test_two_summaries_are_the_same_to_the_last_digit(five):
    assert repr(summarise(five * 7)) == repr(summarise(five * 7))


def test_no_measure_has_the_name_of_another():
    names = [measure.name for measure in MEASURES]
    assert len(set(names)) == len(names)
    assert {measure.name for measure in MEASURES} - {measure.name for measure in COMPARED} == {
        "latency_p50_ms",
        "latency_p95_ms",
    }


def test_sixteen_hundred_questions_are_summarised_in_seconds(result, unanswerable):
    random = np.random.default_rng(1)
    results = [
        (result if random.random() < 0.8 else unanswerable)(
            language=f"l{number % 6}",
            kind=f"k{number % 11}",
            group=f"article {number % 24}",
            cited=(str(random.choice(["a", "b"])),),
            confidence=float(random.random()),
            milliseconds=float(random.random()),
        )
        for number in range(1600)
    ]
    started = time.perf_counter()
    assert len(summarise(results)) > 300
    assert time.perf_counter() - started < 30, "some four seconds on a quiet machine"

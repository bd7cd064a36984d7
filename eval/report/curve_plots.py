"""Recall by depth, risk by coverage, reliability and times, as plots.

In: results and figures. Out: `Plot`s; one that has nothing to show is left out.
"""

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from eval.measures.abstention import reliability, risk_coverage
from eval.measures.intervals import Figure
from eval.measures.judgement import first_needed_rank, is_right, is_shown
from eval.report.plot_shapes import Bar, Dot, Plot, Tick
from eval.report.wording import amount, figure_text, percent, with_interval
from eval.results import QuestionResult

_CURVE_POINTS = 200
"""Of a curve: more are not seen at its width."""
_CUTOFFS = (1, 2, 3, 5, 10, 20, 50, 100)
"""Numbers of paragraphs that a share is written for."""
_FEWEST_ANSWERS = 10
"""Below so many, the share that is wrong jumps with every answer."""
_BARS = 24
_LONGEST_BARS = 1.5
"""Where the bars of times end, in 95th percentiles: a single slow question would squeeze all others into one bar."""
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


def curve_plots(results: Sequence[QuestionResult], figures: Mapping[str, Figure]) -> list[Plot]:
    """The plots that there is something to show in."""
    asked = [result for result in results if result.error is None]
    return [*_recall(results, figures), *_risk(asked), *_reliability(asked), *_times(asked)]


def _recall(results: Sequence[QuestionResult], figures: Mapping[str, Figure]) -> Iterator[Plot]:
    ranks = [first_needed_rank(result) for result in results if any(result.needed)]
    depth = max((len(result.ranking) for result in results), default=0)
    if not ranks or depth < _CUTOFFS[1]:
        return
    shares = {k: sum(rank is not None and rank <= k for rank in ranks) / len(ranks) for k in range(1, depth + 1)}
    floor = 0.0 if shares[1] < 0.5 else 0.5
    across = {k: math.log(k) / math.log(depth) for k in shares}

    def up(share: float) -> float:
        return max((share - floor) / (1 - floor), 0.0)

    def dot(k: int) -> Dot:
        figure = figures.get(f"R@{k}")
        told = with_interval("R@1", figure) if figure else figure_text("R@1", shares[k])
        low, high = (up(figure.low), up(figure.high)) if figure else (None, None)
        return Dot(across[k], up(shares[k]), percent(shares[k]), f"among the first {k}: {told}", low, high)

    dots = tuple(dot(k) for k in _CUTOFFS if k <= depth)
    yield Plot(
        name="recall",
        title="How far down is the right paragraph?",
        reading="What the curve gains after the left edge is found by the search, but not ranked first.",
        alternative="Questions with a right paragraph " + "; ".join(dot.title for dot in dots),
        x_label="paragraphs looked at",
        y_label="questions with a right paragraph, %",
        x_ticks=tuple(Tick(across[k], str(k)) for k in _CUTOFFS if k <= depth),
        y_ticks=tuple(Tick(at, percent(floor + at * (1 - floor))) for at in (0.0, 0.5, 1.0)),
        curve=tuple((across[k], up(share)) for k, share in shares.items()),
        dots=dots,
    )


def _risk(asked: Sequence[QuestionResult]) -> Iterator[Plot]:
    points = [point for point in risk_coverage(asked) if point[0] * len(asked) >= _FEWEST_ANSWERS]
    shown = [result for result in asked if is_shown(result)]
    if len(points) < 2:
        return
    # What is shown may rest on more than confidence, so the point may lie beside the curve.
    covered = len(shown) / len(asked)
    risk = sum(not is_right(result) for result in shown) / len(shown) if shown else 0.0
    top = max(math.ceil(max(risk, *(risk for _, risk in points)) * 10) / 10, 0.1)
    told = f"now {percent(covered)} % of the questions are answered, and {percent(risk)} % of the answers are wrong"
    all_shown = f"were every question answered, {percent(points[-1][1])} % of the answers would be"
    yield Plot(
        name="risk",
        title="What would answering more cost?",
        reading="Along the curve the threshold of confidence falls: to the right more is answered, higher up more of "
        "it is wrong." + (f" {told[0].upper()}{told[1:]}." if shown else ""),
        alternative=f"{told}; {all_shown}" if shown else all_shown,
        x_label="questions answered, %",
        y_label="wrong among the answers shown, %",
        x_ticks=tuple(Tick(at, percent(at)) for at in _QUARTERS),
        y_ticks=tuple(Tick(at, percent(at * top)) for at in (0.0, 0.5, 1.0)),
        curve=tuple((coverage, risk / top) for coverage, risk in _thinned(points)),
        dots=(Dot(covered, risk / top, "now", told),) if shown else (),
    )


def _reliability(asked: Sequence[QuestionResult]) -> Iterator[Plot]:
    bins = reliability(asked)
    if len(bins) < 2:
        return
    dots = tuple(
        Dot(sure, right, str(count), f"{amount(count, 'question')}: confidence {sure:.2f}, {percent(right)} % right")
        for sure, right, count in bins
    )
    yield Plot(
        name="reliability",
        title="Can its confidence be believed?",
        reading="On the dashed line, answers given with a confidence of 70 % are right in 70 of 100 cases; below it "
        "they are right less often than it claims. Beside each point: its number of questions.",
        alternative="; ".join(dot.title for dot in dots),
        x_label="confidence, %",
        y_label="right, shown or withheld, %",
        x_ticks=tuple(Tick(at, percent(at)) for at in _QUARTERS),
        y_ticks=tuple(Tick(at, percent(at)) for at in (0.0, 0.5, 1.0)),
        dots=dots,
        has_diagonal=True,
    )


def _times(asked: Sequence[QuestionResult]) -> Iterator[Plot]:
    times = np.array([result.milliseconds for result in asked])
    if len(times) < 2 or times.max() <= 0:
        return
    median, slow = np.percentile(times, (50, 95))
    end = _round_up(min(float(times.max()), _LONGEST_BARS * float(slow)) or float(times.max()))
    counts, edges = np.histogram(np.minimum(times, end), bins=_BARS, range=(0.0, end))
    tallest = int(counts.max())
    marks = [("half of them within ", median), ("19 of 20 within ", slow)]
    told = "; ".join(words + figure_text("latency_p50_ms", time) for words, time in marks)
    beyond = int((times > end).sum())
    yield Plot(
        name="times",
        title="How long does an answer take?",
        reading=f"{told[0].upper()}{told[1:]}"
        + (f"; the last bar also holds {amount(beyond, 'slower question')}." if beyond else "."),
        alternative=f"{told}; the slowest took {figure_text('latency_p50_ms', float(times.max()))}",
        x_label="time from question to answer",
        y_label="questions",
        x_ticks=tuple(Tick(at, figure_text("latency_p50_ms", at * end) if at else "0") for at in (0.0, 0.5, 1.0)),
        y_ticks=(Tick(0.0, "0"), Tick(1.0, str(tallest))),
        bars=tuple(
            Bar(float(start / end), 1 / _BARS, int(count) / tallest, amount(int(count), "question"))
            for start, count in zip(edges[:-1], counts, strict=True)
            if count
        ),
    )


def _thinned(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    step = math.ceil(len(points) / _CURVE_POINTS)
    return [*points[:-1:step], points[-1]]


def _round_up(number: float) -> float:
    """To a number of which the half is round too."""
    power: float = 10 ** math.floor(math.log10(number))
    return next(step * power for step in (1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10) if step * power >= number)

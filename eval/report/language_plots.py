"""Shares by language, with their intervals, as plots.

In: results and figures. Out: `RowPlot`s; one that has nothing to show is left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from eval.measures.intervals import Figure
from eval.report.plot_shapes import Row, RowPlot
from eval.report.quoted_text import shortened
from eval.report.wording import language_name, with_interval
from eval.results import QuestionResult

_LONGEST_NAME = 24
"""Characters of a language's name that there is room for beside its figures on a phone."""


def row_plots(results: Sequence[QuestionResult], figures: Mapping[str, Figure]) -> list[RowPlot]:
    """How well the right paragraph is found, and how many answers are right, by language."""
    finding = _by_language(
        "finding", "Is the right paragraph found?", {"R@1": "first", "R@5": "among 5"}, results, figures
    )
    answering = _by_language("answering", "Is the answer right?", {"right": "right"}, results, figures)
    return [plot for plot in (finding, answering) if plot.rows]


def _by_language(
    name: str, title: str, measures: Mapping[str, str], results: Sequence[QuestionResult], figures: Mapping[str, Figure]
) -> RowPlot:
    rows = []
    for language, _ in Counter(result.language for result in results).most_common():
        found = tuple(figures.get(f"{measure}/language={language}") for measure in measures)
        if found[0] is not None:
            rows.append(Row(shortened(language_name(language), _LONGEST_NAME), found[0].n, found))
    described = "; ".join(
        f"{row.label}: " + ", ".join(_described(*pair) for pair in zip(measures.values(), row.figures, strict=True))
        for row in rows
    )
    reading = (
        "Beside each language is the number of its questions; a long line means little to go by, not a bad figure."
    )
    return RowPlot(name, title, reading, described, tuple(measures), tuple(measures.values()), tuple(rows))


def _described(series: str, figure: Figure | None) -> str:
    return f"{series} {with_interval('right', figure)}" if figure else f"{series} unknown"

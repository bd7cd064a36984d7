"""The parts of the report's plots.

In: nothing. Out: types. Coordinates are fractions of the plotted area, from the left and from the bottom; `plots.html`
draws them. The browser draws rather than a plotting library: coordinates become percentages and words stay text, so
that a plot fits a phone without its words shrinking, and follows light and dark.
"""

from dataclasses import dataclass

from eval.measures.intervals import Figure


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and what stands beside it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point, with its interval along y where it has one."""

    x: float
    y: float
    label: str
    title: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """From the bottom of the plot."""

    x: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot with two axes."""

    name: str
    title: str
    reading: str
    """One sentence on how to read it."""
    alternative: str
    """What it shows, for those who do not see it."""
    x_label: str
    y_label: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    curve: tuple[tuple[float, float], ...] = ()
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    has_diagonal: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One group of questions and its figures, one for each series; None where there is no figure."""

    label: str
    count: int
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class RowPlot:
    """Shares with their intervals, a row a group."""

    name: str
    title: str
    reading: str
    alternative: str
    measures: tuple[str, ...]
    series: tuple[str, ...]
    """What the measures are called above their column."""
    rows: tuple[Row, ...]

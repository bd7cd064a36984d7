"""The report's first screen: the verdict in sentences, and the figures behind it.

In: an `Evaluation`. Out: sentences with one telling figure each, tiles, and counts of outcomes. What there is depends
on the questions: what nothing was measured of is not spoken of.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from eval.measures.intervals import Figure
from eval.measures.judgement import Outcome, outcome
from eval.report.evaluation import Evaluation
from eval.report.wording import amount, figure_text, interval_text

_TILES = ("R@1", "R@5", "right", "wrong_shown", "refused_unanswerable", "latency_p50_ms")
_FEW = 50
"""Of fewer, "of 100" would promise more than was seen."""
_ANSWERABLE: dict[Outcome, str] = {
    "right": "answered right",
    "wrong": "answered wrong",
    "refused": "told “nothing found”",
    "error": "met an error",
}
_UNANSWERABLE: dict[Outcome, str] = {
    "rightly_refused": "rightly told “nothing found”",
    "answered_unanswerable": "answered all the same",
    "error": "met an error",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence around one figure."""

    before: str
    figure: str
    interval: str
    after: str


@dataclass(frozen=True, slots=True)
class OutcomePart:
    """Questions of the same outcome, and the share of the bar that they begin at and take."""

    outcome: Outcome
    label: str
    count: int
    start: float
    share: float


@dataclass(frozen=True, slots=True)
class OutcomeBar:
    """Questions of one kind, and what became of them."""

    label: str
    parts: tuple[OutcomePart, ...]


def verdict(evaluation: Evaluation) -> list[Sentence]:
    """What a reader should take away, the most telling first."""
    found, right, wrong, refused = (
        evaluation.figures.get(name) for name in ("R@1", "right", "wrong_shown", "refused_unanswerable")
    )
    sentences = []
    if found:
        of = f"of the {amount(found.n, 'question')} that the documents answer"
        sentences.append(_sentence("The right paragraph comes first for ", "R@1", found, f" {of}."))
    if right:
        of = "of them" if found and found.n == right.n else f"of the {amount(right.n, 'question')} with an answer"
        sentences.append(_sentence("", "right", right, f" {of} get the right answer."))
    if wrong:
        sentences.append(_of_a_hundred("answers shown", "wrong_shown", wrong, "wrong"))
    if refused:
        sentences.append(
            _of_a_hundred("questions that nothing answers", "refused_unanswerable", refused, "rightly refused")
        )
    return sentences


def tiles(evaluation: Evaluation) -> list[tuple[str, Figure]]:
    """The headline figures, by name."""
    return [(name, evaluation.figures[name]) for name in _TILES if name in evaluation.figures]


def outcome_bars(evaluation: Evaluation) -> list[OutcomeBar]:
    """What became of the questions that something answers, and of the others."""
    bars = []
    for is_answerable, labels in ((True, _ANSWERABLE), (False, _UNANSWERABLE)):
        counts = Counter(outcome(result) for result in evaluation.results if result.answerable == is_answerable)
        if counts:
            answer = "the documents answer" if is_answerable else "nothing answers"
            bars.append(OutcomeBar(f"{amount(counts.total(), 'question')} that {answer}", _parts(counts, labels)))
    return bars


def _parts(counts: Counter[Outcome], labels: Mapping[Outcome, str]) -> tuple[OutcomePart, ...]:
    parts, before = [], 0
    for became, label in labels.items():
        if count := counts[became]:
            parts.append(OutcomePart(became, label, count, before / counts.total(), count / counts.total()))
            before += count
    return tuple(parts)


def _sentence(before: str, name: str, figure: Figure, after: str) -> Sentence:
    return Sentence(before, figure_text(name, figure.value), interval_text(name, figure), after)


def _of_a_hundred(of: str, name: str, figure: Figure, what: str) -> Sentence:
    """As in "Of 100 answers shown, 20 (15–26) are wrong."; of few, "Of 12 answers shown, 25 % …"."""
    if figure.n >= _FEW:
        value = figure_text(name, figure.value).removesuffix("\N{NO-BREAK SPACE}%")
        return Sentence(f"Of 100 {of}, ", value, interval_text(name, figure), f" are {what}.")
    return _sentence(f"Of {figure.n} {of}, ", name, figure, f" are {what}.")

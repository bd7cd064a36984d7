"""The report of an evaluation, as one HTML file that needs no network, script or other file.

In: an `Evaluation`. Out: the file. The page is in `page.html` and the templates that it includes; what they show is
worked out in the other modules of this folder.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import PinpointError
from eval.measures.comparison import Change
from eval.measures.judgement import FailureReason, failure_reason
from eval.report.curve_plots import curve_plots
from eval.report.evaluation import Evaluation
from eval.report.failures import Failure, explain
from eval.report.headline import outcome_bars, tiles, verdict
from eval.report.language_plots import row_plots
from eval.report.templates import render_page
from eval.report.wording import REASON_MEANING
from eval.results import QuestionResult

_MOST_CHARACTERS, _FEWEST_CHARACTERS, _CHARACTERS = 700, 160, 400_000
"""Of a paragraph that is shown; and of one paragraph of each failure together, so that the file stays small."""


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """The failures of one reason."""

    number: int
    reason: FailureReason
    meaning: str
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """The questions of one language or kind."""

    suffix: str
    """Of its figures' names: "/language=en"."""
    value: str
    count: int


def write_report(evaluation: Evaluation, path: Path) -> None:
    """Writes the report to `path`.

    Raises:
        PinpointError: the file cannot be written.

    """
    try:
        path.write_text(report_page(evaluation), encoding="utf-8")
    except OSError as error:
        raise PinpointError(f"The report {path} cannot be written ({error.strerror}): give another path.") from error


def report_page(evaluation: Evaluation) -> str:
    """The HTML of the report."""
    groups, fine = _sort(evaluation)
    failures = [failure for group in groups for failure in group.failures]
    return render_page(
        evaluation=evaluation,
        verdict=verdict(evaluation),
        tiles=tiles(evaluation),
        bars=outcome_bars(evaluation),
        row_plots=row_plots(evaluation.results, evaluation.figures),
        plots_shown=curve_plots(evaluation.results, evaluation.figures),
        slices={name: _slices(evaluation, name) for name in ("language", "kind")},
        changes=_changes(evaluation.changes or ()),
        groups=groups,
        languages=_numbered([failure.result.language for failure in failures]),
        seen=_numbered([failure.seen for failure in failures]),
        fine=fine,
    )


def _sort(evaluation: Evaluation) -> tuple[list[FailureGroup], list[QuestionResult]]:
    """The failures by reason, and what was handled rightly."""
    by_reason: dict[FailureReason, list[QuestionResult]] = {reason: [] for reason in REASON_MEANING}
    fine: list[QuestionResult] = []
    for result in evaluation.results:
        reason = failure_reason(result)
        (fine if reason is None else by_reason[reason]).append(result)
    failed = len(evaluation.results) - len(fine)
    room = min(max(_CHARACTERS // max(failed, 1), _FEWEST_CHARACTERS), _MOST_CHARACTERS)
    groups: list[FailureGroup] = []
    for reason, results in by_reason.items():
        # What misled a reader comes before what only failed to help.
        explained = [explain(result, reason, evaluation.paragraph_texts, room) for result in results]
        explained.sort(key=lambda failure: failure.seen != "wrong answer")
        if explained:
            groups.append(FailureGroup(len(groups), reason, REASON_MEANING[reason], tuple(explained)))
    return groups, fine


def _slices(evaluation: Evaluation, name: str) -> list[Slice]:
    counts = Counter(str(getattr(result, name)) for result in evaluation.results)
    return [Slice(f"/{name}={value}", value, count) for value, count in counts.most_common()]


def _changes(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """What got worse, what got better, and what did neither beyond chance."""
    significant = [change for change in changes if change.is_significant]
    return {
        "worse": [change for change in significant if change.is_worse],
        "better": [change for change in significant if not change.is_worse],
        "unchanged": [change for change in changes if not change.is_significant],
    }


def _numbered(values: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Each value, the most frequent first, with its number and how often it occurs. Style sheets know the numbers."""
    return {value: (number, count) for number, (value, count) in enumerate(Counter(values).most_common())}

"""What a report is made of.

In: nothing; this is the type that the `eval` command fills. Out: an `Evaluation`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from eval.measures.comparison import Change
from eval.measures.intervals import Figure
from eval.question_set import BadRow
from eval.results import QuestionResult


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One question set asked of one index, and what came of it."""

    title: str
    """Name of the question set."""
    is_drafted: bool
    """The questions were made from the corpus itself, and nobody has looked them over."""
    settings: Mapping[str, str]
    """Versions, encoder, model, index and checksums, in the order in which they are shown."""
    results: tuple[QuestionResult, ...]
    figures: Mapping[str, Figure]
    """As `eval.measures.summary.summarise` names them: "R@1", "right/language=en", …"""
    changes: tuple[Change, ...] | None
    """Against the baseline; None where there is none."""
    baseline: str | None
    """The baseline's name."""
    bad_rows: tuple[BadRow, ...]
    paragraph_texts: Mapping[str, tuple[str, str]]
    """By paragraph id: its reference and its text. Of every paragraph that the results need or cite."""

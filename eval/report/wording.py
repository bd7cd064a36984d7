"""The report's words for measures, outcomes and reasons, and how it writes numbers.

In: names as `eval.measures` gives them. Out: words for a reader who has not read the code. All text is plain: it is
escaped where it is put into the page.
"""

from dataclasses import dataclass
from typing import Literal

from babel import Locale, UnknownLocaleError

from eval.measures.intervals import Figure
from eval.measures.judgement import FailureReason

_SPACE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class MeasureWording:
    """What a measure is called and what it says."""

    label: str
    meaning: str
    unit: Literal["share", "score", "milliseconds"] = "share"


MEASURE_WORDING = {
    "R@1": MeasureWording("Right paragraph first", "The search puts a right paragraph first (R@1)."),
    "R@3": MeasureWording("Right paragraph among 3", "The search has a right paragraph among the first three."),
    "R@5": MeasureWording("Right paragraph among 5", "The search has a right paragraph among the first five."),
    "R@10": MeasureWording("Right paragraph among 10", "The search has a right paragraph among the first ten."),
    "RR": MeasureWording("Reciprocal rank", "Mean of 1 / place of the first right paragraph.", "score"),
    "nDCG@10": MeasureWording("nDCG@10", "Right paragraphs among ten, the earlier the better.", "score"),
    "right_paragraph": MeasureWording(
        "Right paragraph cited", "Of what the documents answer: shown, from a right paragraph, with the right value."
    ),
    "right": MeasureWording(
        "Answered right", "Of what the documents answer: the same, with the right value or the answer in a quote."
    ),
    "wrong_shown": MeasureWording("Wrong among the answers shown", "Of all answers shown: how many are wrong."),
    "value_accuracy": MeasureWording("Values right", "Of questions that a value answers: shown with that value."),
    "value_accuracy_shown": MeasureWording("Values right, where shown", "The same of those that were answered."),
    "exact_match": MeasureWording("Exact match", "The answer is an expected one word for word (SQuAD)."),
    "token_f1": MeasureWording("Token F1", "Words that the answer and the expected one share (SQuAD).", "score"),
    "quote_contains_answer": MeasureWording("Quote holds the answer", "The first quote holds what answers."),
    "citation_precision": MeasureWording("Citation precision", "Of the cited paragraphs: how many are right ones."),
    "citation_recall": MeasureWording("Citation recall", "Of the evidence needed: how much is cited."),
    "verbatim_quotes": MeasureWording("Verbatim quotes", "Quotes that stand in their paragraph word for word."),
    "refused_answerable": MeasureWording("Refused by mistake", "Of what the documents answer: not answered."),
    "refused_unanswerable": MeasureWording("Rightly refused", "Of what nothing answers: not answered."),
    "auroc_right": MeasureWording(
        "Confidence tells right from wrong",
        "AUROC: how often an answer from a right paragraph is the surer one.",
        "score",
    ),
    "auroc_answerable": MeasureWording(
        "Confidence tells answerable from not", "AUROC over all questions; 0.5 is chance.", "score"
    ),
    "calibration_error": MeasureWording(
        "Calibration error", "How far confidence and share right lie apart (ECE).", "score"
    ),
    "aurc": MeasureWording("Area under risk–coverage", "Wrong answers over all thresholds; 0 is best.", "score"),
    "claims_supported": MeasureWording("Claims borne out", "Claims that the cited paragraphs support."),
    "citation_coverage": MeasureWording("Claims with a citation", "Of the model's claims: how many cite a paragraph."),
    "citation_accuracy": MeasureWording("Model's citations that hold", "Of the model's citations: how many hold."),
    "latency_p50_ms": MeasureWording("Median time", "Half of the questions took no longer.", "milliseconds"),
    "latency_p95_ms": MeasureWording("95th percentile of time", "One question in twenty took longer.", "milliseconds"),
}

REASON_MEANING: dict[FailureReason, str] = {
    "answered though nothing answers it": "The documents hold no answer, and one was shown.",
    "wrong paragraph": "A right paragraph was within reach, and the answer was taken from another.",
    "wrong value": "The right sentence was quoted, and another value, or none, was read from it.",
    "wrong sentence": "The right paragraph is cited, but not the sentence that answers.",
    "second source missing": "The question needs more than one source, and not all are cited.",
    "ranked low": "The search found a right paragraph, below those from which answers are taken.",
    "not retrieved": "The search did not find a right paragraph.",
    "wrongly refused": "The right answer was there, and the reader was told that nothing was found.",
    "could not be asked": "An error kept the question from being answered.",
}
"""The reasons in the order in which they are shown."""


def measure_wording(name: str) -> MeasureWording:
    """Of "R@1" or "R@1/language=en"; a measure without words goes by its name."""
    measure, _, part = name.partition("/")
    wording = MEASURE_WORDING.get(measure, MeasureWording(measure, "", "score"))
    if not part:
        return wording
    return MeasureWording(f"{wording.label} ({part.partition('=')[2]})", wording.meaning, wording.unit)


def figure_text(name: str, value: float) -> str:
    """A value of a measure, with its unit: "81 %", "0.79", "58 ms", "1.2 s"."""
    unit = measure_wording(name).unit
    if unit == "share":
        return f"{percent(value)}{_SPACE}%"
    if unit == "score":
        return f"{value:.2f}"
    return f"{value:.0f}{_SPACE}ms" if value < 1000 else f"{value / 1000:.1f}{_SPACE}s"


def interval_text(name: str, figure: Figure) -> str:
    """The 95 % interval without unit where the value has it: "76–86", "0.74–0.83", "55–61 ms"."""
    if measure_wording(name).unit == "share":
        return f"{percent(figure.low)}–{percent(figure.high)}"
    low, high = figure_text(name, figure.low), figure_text(name, figure.high)
    (low_number, _, low_unit), (_, _, high_unit) = low.partition(_SPACE), high.partition(_SPACE)
    return f"{low_number if low_unit == high_unit else low}–{high}"


def percent(share: float) -> str:
    """0.814 → "81", 0.999 → "99.9": 0 and 100 are said only of what is none and all."""
    rounded = f"{100 * share:.0f}"
    if rounded in {"0", "100"} and share not in {0.0, 1.0}:
        return f"{min(max(100 * share, 0.1), 99.9):.1f}"
    return rounded


def language_name(code: str) -> str:
    """The language in English: "zh" → "Chinese"; a code that CLDR does not know stands for itself."""
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (ValueError, UnknownLocaleError):
        return code


def amount(count: int, singular: str) -> str:
    """A number of things: "1 question", "2 questions"."""
    return f"{count:,} {singular if count == 1 else singular + 's'}"


def with_interval(name: str, figure: Figure) -> str:
    """A figure in words: "81 % (76–86)"."""
    return f"{figure_text(name, figure.value)} ({interval_text(name, figure)})"

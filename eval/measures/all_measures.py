"""Every measure of a run, by name.

In: nothing. Out: `MEASURES`, and which of them two runs are compared by.
"""

from functools import partial

from eval.measures.abstention import (
    area_under_risk_coverage,
    area_under_roc,
    calibration_error,
    confidence_and_answerable,
    confidence_and_right,
    rarer_class,
)
from eval.measures.answers import exact_match, token_f1
from eval.measures.citations import citation_precision, citation_recall, claims_supported, verbatim_quotes
from eval.measures.judgement import is_evidence_right, is_quote_right, is_right, is_shown, is_value_right
from eval.measures.latency import milliseconds, percentile
from eval.measures.measure import Measure, mean_of, share_of
from eval.measures.ranking import ranking_measures
from eval.results import GivenAnswer, QuestionResult


def right(result: QuestionResult) -> bool | None:
    """Of the questions that something answers: whether a right answer was shown (`is_right`)."""
    return is_right(result) if result.answerable else None


def right_paragraph(result: QuestionResult) -> bool | None:
    """Of the same: whether an answer was shown with right evidence (`is_evidence_right`), whatever it quotes."""
    return is_shown(result) and is_evidence_right(result) if result.answerable else None


def wrong_shown(result: QuestionResult) -> bool | None:
    """Of the answers shown, to questions that nothing answers too: whether it is wrong. Its mean is the risk."""
    return not is_right(result) if is_shown(result) else None


def value_accuracy(result: QuestionResult) -> bool | None:
    """Of the questions that a value answers: whether that value was shown."""
    if not result.answerable or result.expected_value is None:
        return None
    return value_accuracy_shown(result) or False


def value_accuracy_shown(result: QuestionResult) -> bool | None:
    """Of the answers shown to such questions: whether they give that value."""
    given = _shown_to_answerable(result)
    return is_value_right(result, given) if given and result.expected_value is not None else None


def answer_exact_match(result: QuestionResult) -> float | None:
    """`exact_match` of the value, or of the first quote where there is none, of answers shown."""
    given = _shown_to_answerable(result)
    return exact_match(_answer_words(given), result.expected_answers) if given and result.expected_answers else None


def answer_token_f1(result: QuestionResult) -> float | None:
    """`token_f1` of the same."""
    given = _shown_to_answerable(result)
    return token_f1(_answer_words(given), result.expected_answers) if given and result.expected_answers else None


def quote_contains_answer(result: QuestionResult) -> bool | None:
    """Of the answers shown: whether the first quote holds what answers (`is_quote_right`)."""
    given = _shown_to_answerable(result)
    known = result.expected_answers or result.relevant_quotes
    return is_quote_right(result, given) if given and known else None


def refused_answerable(result: QuestionResult) -> bool | None:
    """Of the questions that something answers and that could be asked: whether none was shown."""
    return not is_shown(result) if result.answerable and result.error is None else None


def refused_unanswerable(result: QuestionResult) -> bool | None:
    """Of the questions that nothing answers and that could be asked: whether no answer was shown."""
    return not is_shown(result) if not result.answerable and result.error is None else None


def _shown_to_answerable(result: QuestionResult) -> GivenAnswer | None:
    return result.given if result.answerable and is_shown(result) else None


def _answer_words(given: GivenAnswer) -> str:
    return given.value_text or (given.citations[0].quote if given.citations else "")


_QUALITY = (
    *ranking_measures(),
    mean_of("right_paragraph", right_paragraph),
    mean_of("right", right),
    mean_of("wrong_shown", wrong_shown, is_higher_better=False),
    mean_of("value_accuracy", value_accuracy),
    mean_of("value_accuracy_shown", value_accuracy_shown),
    mean_of("exact_match", answer_exact_match),
    mean_of("token_f1", answer_token_f1),
    mean_of("quote_contains_answer", quote_contains_answer),
    mean_of("citation_precision", citation_precision),
    mean_of("citation_recall", citation_recall),
    share_of("verbatim_quotes", verbatim_quotes),
    mean_of("refused_answerable", refused_answerable, is_higher_better=False),
    mean_of("refused_unanswerable", refused_unanswerable),
    Measure("auroc_right", confidence_and_right, area_under_roc, cases=rarer_class),
    Measure("auroc_answerable", confidence_and_answerable, area_under_roc, cases=rarer_class),
    Measure("calibration_error", confidence_and_right, calibration_error, is_higher_better=False, is_biased=True),
    Measure("aurc", confidence_and_right, area_under_risk_coverage, is_higher_better=False),
    share_of("claims_supported", claims_supported),
    mean_of("citation_coverage", lambda result: result.citation_coverage),
    mean_of("citation_accuracy", lambda result: result.citation_accuracy),
)
_SPEED = tuple(
    Measure(f"latency_p{percent}_ms", milliseconds, partial(percentile, share=percent / 100), False, is_share=False)
    for percent in (50, 95)
)

COMPARED = _QUALITY
"""What two runs are compared by: not by their times, which are those of a machine and its load."""
MEASURES = _QUALITY + _SPEED
"""In the order in which they are shown."""

"""What became of a question: right, wrong or refused, and where it went wrong.

In: a `QuestionResult`. Out: truth values that the measures count, one word for the outcome and one reason for a
failure. Nothing is averaged here.
"""

import re
from difflib import SequenceMatcher
from itertools import chain
from typing import Literal

from assistant.extraction import LOOKED_AT
from eval.measures.answers import contains_answer
from eval.question_set import without_blanks
from eval.results import GivenAnswer, QuestionResult

Outcome = Literal["right", "wrong", "refused", "rightly_refused", "answered_unanswerable", "error"]
FailureReason = Literal[
    "not retrieved",
    "ranked low",
    "wrong paragraph",
    "wrong sentence",
    "wrong value",
    "wrongly refused",
    "answered though nothing answers it",
    "second source missing",
    "could not be asked",
]

_FIGURES = re.compile(r"[\d\W年月日]")
_ALIKE = 0.6
"""Share of equal characters from which two quotes say the same: difflib's own rule of thumb for close matches."""


def is_shown(result: QuestionResult) -> bool:
    """Whether the reader was given an answer."""
    return result.error is None and result.is_answered and result.given is not None


def is_right(result: QuestionResult) -> bool:
    """Whether the reader was given a right answer (`is_given_right`)."""
    return is_shown(result) and is_given_right(result)


def is_given_right(result: QuestionResult) -> bool:
    """Whether the answer is right, be it shown or withheld for want of confidence.

    It is where its evidence is right (`is_evidence_right`) and, where no value is asked for and the question file says
    what answers, that stands in one of the quotes.
    """
    if not is_evidence_right(result) or result.given is None:
        return False
    is_known = bool(result.expected_answers or result.relevant_quotes)
    return result.expected_value is not None or not is_known or holds_answer(result, result.given)


def is_evidence_right(result: QuestionResult) -> bool:
    """Whether a right paragraph is cited, be the answer shown or withheld: what the confidence is the probability of.

    It is where something answers the question, the answer rests on a paragraph that is needed (`rests_on_needed`), of
    each set that is needed one is cited, and the value is right where one is asked for. Nothing is right where nothing
    answers. Where a question file gives no evidence, the value has to be right or else the answer has to stand in the
    first quote.
    """
    if result.given is None or not result.answerable or not is_value_right(result, result.given):
        return False
    if not result.needed:
        return result.expected_value is not None or is_quote_right(result, result.given)
    return rests_on_needed(result, result.given) and not missing_sources(result, result.given)


def is_value_right(result: QuestionResult, given: GivenAnswer) -> bool:
    """Whether the normalised value is the expected one; true where none is expected."""
    return result.expected_value is None or given.value == result.expected_value


def rests_on_needed(result: QuestionResult, given: GivenAnswer) -> bool:
    """Whether the first citation is of a paragraph that is needed, or says the same as one that is cited beside it.

    "29 June 1999 [1][2]" is right where a question file knows [2] alone, [1] being a report that says so in nearly the
    same words. In others the same figure may stand for another thing, and what is cited first has to be right.
    """
    if not given.citations:
        return False
    first, *others = given.citations
    has_right_value = result.expected_value is not None and is_value_right(result, given)
    resting = [first.paragraph_id] + [
        cited.paragraph_id
        for cited in others
        if has_right_value and cited.gives_value and _is_alike(first.quote, cited.quote)
    ]
    return not needed_paragraphs(result).isdisjoint(resting)


def _is_alike(first: str, second: str) -> bool:
    """Whether two quotes say the same; that both hold the same date or amount makes them no more alike."""
    said = SequenceMatcher(None, _FIGURES.sub("", first), _FIGURES.sub("", second), autojunk=False)
    return said.ratio() >= _ALIKE


def missing_sources(result: QuestionResult, given: GivenAnswer) -> int:
    """How many of the sets of which one paragraph has to be cited have none that is."""
    cited = {citation.paragraph_id for citation in given.citations}
    return sum(cited.isdisjoint(paragraphs) for paragraphs in result.needed)


def is_quote_right(result: QuestionResult, given: GivenAnswer) -> bool:
    """Whether the first quote holds what answers.

    An expected answer stands in it; or a relevant quote of the question file stands in it, or it in one of those. White
    space does not count.
    """
    return _holds_answer(result, given.citations[0].quote if given.citations else "")


def holds_answer(result: QuestionResult, given: GivenAnswer) -> bool:
    """Whether one of the quotes from paragraphs that are needed holds what answers, as in `is_quote_right`."""
    needed = needed_paragraphs(result)
    quotes = [cited.quote for cited in given.citations if not needed or cited.paragraph_id in needed]
    return any(_holds_answer(result, quote) for quote in quotes)


def _holds_answer(result: QuestionResult, quote: str) -> bool:
    squeezed = without_blanks(quote)
    if not squeezed:
        return False
    relevant = (without_blanks(words) for words in result.relevant_quotes)
    return any(words and (words in squeezed or squeezed in words) for words in relevant) or any(
        contains_answer(quote, answer) for answer in result.expected_answers
    )


def needed_paragraphs(result: QuestionResult) -> frozenset[str]:
    """All paragraphs that are evidence."""
    return frozenset(chain.from_iterable(result.needed))


def first_needed_rank(result: QuestionResult) -> int | None:
    """The rank, from 1, of the first paragraph that is needed; None where the ranking that was kept has none."""
    needed = needed_paragraphs(result)
    return next((rank for rank, paragraph_id in enumerate(result.ranking, 1) if paragraph_id in needed), None)


def outcome(result: QuestionResult) -> Outcome:
    """What became of a question, in one word."""
    if result.error is not None:
        return "error"
    if not is_shown(result):
        return "refused" if result.answerable else "rightly_refused"
    if not result.answerable:
        return "answered_unanswerable"
    return "right" if is_right(result) else "wrong"


def failure_reason(result: QuestionResult) -> FailureReason | None:
    """Where it went wrong, the first step of the way that did; None where all is well.

    - "could not be asked": it met an error.
    - "answered though nothing answers it".
    - "wrongly refused": the right answer was there and was withheld; or nothing was drawn from a paragraph in reach.
      (Where what was withheld was wrong as well, the reason of that is given.)
    - "not retrieved": no needed paragraph is in the ranking that was kept, or the index has none.
    - "ranked low": the first one stands below those from which sentences are drawn.
    - "wrong paragraph": one was in reach, and the answer rests on another (`rests_on_needed`).
    - "wrong sentence": the right paragraph, but the quote does not hold the answer, and no right value either.
    - "wrong value": the right paragraph (and quote), and another value or none.
    - "second source missing": the answer rests on one of several needed sources, and another is not cited.
    """
    became = outcome(result)
    if became == "error":
        return "could not be asked"
    if became == "answered_unanswerable":
        return "answered though nothing answers it"
    if became in {"right", "rightly_refused"}:
        return None
    if is_given_right(result):
        return "wrongly refused"
    if result.needed and not (result.given and rests_on_needed(result, result.given)):
        return _search_failure(result)
    return "wrongly refused" if result.given is None else _answer_failure(result, result.given)


def _search_failure(result: QuestionResult) -> FailureReason:
    """Why the answer rests on no paragraph that is needed."""
    rank = first_needed_rank(result)
    if rank is None:
        return "not retrieved"
    if rank > LOOKED_AT:
        return "ranked low"
    return "wrong paragraph" if result.given else "wrongly refused"


def _answer_failure(result: QuestionResult, given: GivenAnswer) -> FailureReason:
    """What is wrong about an answer from the right paragraph."""
    if is_value_right(result, given):
        return "second source missing" if missing_sources(result, given) else "wrong sentence"
    return "wrong value" if is_quote_right(result, given) else "wrong sentence"

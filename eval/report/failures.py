"""What went wrong with one question, with everything that one needs to see it.

In: a `QuestionResult` that failed, and the texts of paragraphs. Out: a `Failure`: what was expected, what was shown or
withheld, why, and the paragraphs side by side with their quotes marked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.language import detect_language
from eval.measures.judgement import FailureReason, first_needed_rank, is_shown
from eval.report.quoted_text import Stretch, find_quote, mark
from eval.report.wording import amount
from eval.results import QuestionResult

Texts = Mapping[str, tuple[str, str]]
"""Paragraph id → reference, text."""
Seen = Literal["wrong answer", "nothing found", "error"]

_MARKERS = re.compile(r"(\s*\[\d+\])+$")
_MOST_SOURCES = 3
"""Pieces of evidence that are shown of a question that needs several."""


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph that was cited, or should have been, or both."""

    reference: str
    language: str
    place: int | None
    """In the ranking, from 1."""
    is_cited: bool
    is_right: bool
    stretches: tuple[Stretch, ...]
    others: tuple[str, ...] = ()
    """References of paragraphs that answer as well as this one."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that was not handled rightly."""

    result: QuestionResult
    reason: FailureReason
    seen: Seen
    """By the person who asked."""
    why: str
    given_text: str
    """What was answered, or would have been; empty where it says no more than the value."""
    paragraphs: tuple[ShownParagraph, ...]
    unknown: tuple[str, ...]
    """Ids of paragraphs that are needed or cited and whose text nobody has."""


def explain(result: QuestionResult, reason: FailureReason, texts: Texts, most_characters: int) -> Failure:
    """The failure of a question, with at most about `most_characters` of each paragraph."""
    seen: Seen = "error" if result.error is not None else "wrong answer" if is_shown(result) else "nothing found"
    named = list(_named(result))
    return Failure(
        result,
        reason,
        seen,
        _why(result, reason),
        _given_text(result),
        tuple(
            _paragraph(result, paragraph_id, others, texts, most_characters)
            for paragraph_id, others in named
            if paragraph_id in texts
        ),
        tuple(paragraph_id for paragraph_id, _ in named if paragraph_id not in texts),
    )


def _why(result: QuestionResult, reason: FailureReason) -> str:
    given, rank, kept = result.given, first_needed_rank(result), len(result.ranking)
    read = f"the value read is {given.value}" if given and given.value else "no value was read"
    missing = sum(not paragraphs for paragraphs in result.needed)
    return {
        "could not be asked": "It met an error.",
        "answered though nothing answers it": "The documents hold no answer to this, and one was shown.",
        "not retrieved": "The index holds no paragraph with the expected quote."
        if missing and missing == len(result.needed)
        else f"No right paragraph is among the {kept} best that the search kept.",
        "ranked low": f"The search put the right paragraph at place {rank}, too low for an answer to be taken from it.",
        "wrong paragraph": f"The search put a right paragraph at place {rank}; the answer was taken from another.",
        "wrong sentence": "The paragraph is right, but the sentence quoted is not the one that answers.",
        "wrong value": f"The paragraph is right, but {read}, not {result.expected_value}.",
        "wrongly refused": "The answer was right, and was withheld for want of confidence."
        if given
        else f"The search put a right paragraph at place {rank}, and no answer was drawn from it.",
        "second source missing": f"The question needs {amount(len(result.needed), 'source')}, and not all are cited.",
    }[reason]


def _given_text(result: QuestionResult) -> str:
    if result.given is None:
        return ""
    says_more = _MARKERS.sub("", result.given.text) != result.given.value_text
    return result.given.text if says_more else ""


def _named(result: QuestionResult) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The paragraphs to show: the first that was cited, and of each piece of evidence the one that came nearest.

    With each those that would have served as well.
    """
    cited = [citation.paragraph_id for citation in result.given.citations] if result.given else []
    shown: dict[str, tuple[str, ...]] = dict.fromkeys(cited[:1], ())
    for needed in [paragraphs for paragraphs in result.needed if paragraphs][:_MOST_SOURCES]:
        nearest = min(needed, key=lambda key: (_place(cited, key), _place(result.ranking, key)))
        shown[nearest] = tuple(other for other in needed if other != nearest)
    yield from shown.items()


def _place(order: Sequence[str], paragraph_id: str) -> int:
    """From 0; after the last where it is not among them."""
    return order.index(paragraph_id) if paragraph_id in order else len(order)


def _paragraph(
    result: QuestionResult, paragraph_id: str, others: Sequence[str], texts: Texts, most_characters: int
) -> ShownParagraph:
    reference, text = texts[paragraph_id]
    citations = result.given.citations if result.given else ()
    quotes = [citation.quote for citation in citations if citation.paragraph_id == paragraph_id]
    is_right = any(paragraph_id in paragraphs for paragraphs in result.needed)
    cited = [span for quote in quotes if (span := find_quote(text, quote))]
    right: list[tuple[int, int]] = []
    if is_right:
        found = (find_quote(text, quote) for quote in result.relevant_quotes or result.expected_answers)
        right = [span for span in found if span]
    place = _place(result.ranking, paragraph_id)
    return ShownParagraph(
        reference=reference,
        language=detect_language(text),
        place=place + 1 if place < len(result.ranking) else None,
        is_cited=bool(quotes),
        is_right=is_right,
        stretches=mark(text, cited, right, most_characters),
        others=tuple(texts[other][0] for other in others if other in texts),
    )

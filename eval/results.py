"""What became of one question: the record that a run keeps and every measure is made from.

In: a question, what the assistant answered and how the search ranked. Out: a `QuestionResult`, which goes through
JSON unchanged. Nothing is averaged here.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from assistant.answers import Answer, format_reference
from eval.measures.answers import contains_answer
from eval.question_set import EvaluationQuestion


@dataclass(frozen=True, slots=True)
class CitedQuote:
    """One citation of an answer."""

    paragraph_id: str
    reference: str
    """As a person writes it: "NPT/CONF.2015/39, para. 18"."""
    quote: str
    is_verbatim: bool
    """Whether the quote stands in the paragraph where the citation says."""
    gives_value: bool = False
    """Whether the claim that gives the answer's value cites it; false in runs that were kept without it."""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What was answered, or would have been."""

    text: str
    value: str | None
    """Normalised, as in `EvaluationQuestion.value`."""
    value_text: str | None
    """As a reader sees it."""
    citations: tuple[CitedQuote, ...]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question and what became of it."""

    question_id: str
    question: str
    language: str
    kind: str
    group: str
    answerable: bool
    needed: tuple[tuple[str, ...], ...]
    """Of each set of paragraph ids an answer has to cite one (`QuoteFinder.needed`); empty where nothing answers."""
    relevant_quotes: tuple[str, ...]
    expected_value: str | None
    expected_answers: tuple[str, ...]
    ranking: tuple[str, ...]
    """Paragraph ids, best first, as the search ranked them or a reference was followed."""
    is_answered: bool
    """False where the assistant said that nothing was found."""
    confidence: float
    given: GivenAnswer | None
    """What was shown; or withheld for want of confidence, where nothing was found; None where there was nothing."""
    model: str
    claims_supported: int
    claims_unsupported: int
    citation_coverage: float | None
    citation_accuracy: float | None
    milliseconds: float
    """From the question to the answer."""
    error: str | None = None
    """The message, where the question could not be asked."""


def make_result(
    question: EvaluationQuestion,
    needed: Sequence[frozenset[str]],
    answer: Answer,
    milliseconds: float,
) -> QuestionResult:
    """The record of a question that was asked."""
    return QuestionResult(
        **_asked(question, needed),
        ranking=answer.ranking,
        is_answered=answer.status == "answered",
        confidence=answer.confidence,
        given=_given(answer if answer.status == "answered" else answer.withheld),
        model=answer.model,
        claims_supported=sum(claim.verdict == "supported" for claim in answer.claims),
        claims_unsupported=sum(claim.verdict == "unsupported" for claim in answer.claims),
        citation_coverage=answer.citation_coverage,
        citation_accuracy=answer.citation_accuracy,
        milliseconds=milliseconds,
    )


def failed_result(question: EvaluationQuestion, needed: Sequence[frozenset[str]], error: str) -> QuestionResult:
    """The record of a question that could not be asked."""
    return QuestionResult(
        **_asked(question, needed),
        ranking=(),
        is_answered=False,
        confidence=0.0,
        given=None,
        model="",
        claims_supported=0,
        claims_unsupported=0,
        citation_coverage=None,
        citation_accuracy=None,
        milliseconds=0.0,
        error=error,
    )


def result_record(result: QuestionResult) -> dict[str, Any]:
    """As JSON."""
    return asdict(result)


def read_result(record: dict[str, Any]) -> QuestionResult:
    """From JSON. Raises KeyError or TypeError where `record` is no result."""
    given = record["given"]
    if given is not None:
        citations = tuple(CitedQuote(**citation) for citation in given["citations"])
        given = GivenAnswer(given["text"], given["value"], given["value_text"], citations)
    known = {field.name: record[field.name] for field in fields(QuestionResult)}
    known |= {name: tuple(record[name]) for name in ("relevant_quotes", "expected_answers", "ranking")}
    known["needed"] = tuple(tuple(ids) for ids in record["needed"])
    return QuestionResult(**known | {"given": given})


def _asked(question: EvaluationQuestion, needed: Sequence[frozenset[str]]) -> dict[str, Any]:
    return {
        "question_id": question.question_id,
        "question": question.question,
        "language": question.language,
        "kind": question.kind,
        "group": question.group,
        "answerable": question.answerable,
        "needed": tuple(tuple(sorted(ids)) for ids in needed),
        "relevant_quotes": tuple(relevant.quote for relevant in question.relevant),
        "expected_value": question.value,
        "expected_answers": question.answers,
    }


def _given(answer: Answer | None) -> GivenAnswer | None:
    if answer is None:
        return None
    value_markers = _value_markers(answer)
    citations = tuple(
        CitedQuote(
            citation.paragraph.paragraph_id,
            format_reference(citation.document, citation.paragraph, answer.language),
            citation.quote,
            citation.paragraph.text[citation.start : citation.end] == citation.quote,
            citation.marker in value_markers,
        )
        for citation in answer.citations
    )
    value = answer.value
    return GivenAnswer(answer.answer, value.normalized if value else None, value.text if value else None, citations)


def _value_markers(answer: Answer) -> tuple[int, ...]:
    """What is cited behind the value: "29 June 1999 [1][2]" → (1, 2); none where no claim says it word for word.

    Of the first claim alone: quotes and what other documents give come behind it, and may hold the same figure.
    """
    if answer.value is None:
        return ()
    given = answer.value.text
    saying = (claim for claim in answer.claims if claim.verdict == "supported" and contains_answer(claim.text, given))
    return next((claim.citations for claim in saying), ())

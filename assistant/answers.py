"""What an answer is made of, and how it is written as JSON.

In: paragraphs, documents and the parts of an answer. Out: the records of the command-line contract,
the same for the command line and the web. Nothing is searched or decided here.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from corpus.documents import Document, Paragraph
from corpus.locators import render_locator
from index.build import IngestReport
from index.retrieval import Search

Status = Literal["answered", "not_found"]
Verdict = Literal["supported", "unsupported"]

_BETWEEN = {"zh": "，", "ar": "، "}


@dataclass(frozen=True, slots=True)
class CitedParagraph:
    """A paragraph as it is shown to a reader: with its document, and a score where it was searched for."""

    paragraph: Paragraph
    document: Document
    score: float | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote and the paragraph that it stands in: `paragraph.text[start:end] == quote`."""

    marker: int
    """The n of "[n]" in the answer."""
    paragraph: Paragraph
    document: Document
    quote: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """The date, number or amount that the question asks for."""

    kind: Literal["date", "year", "period", "number", "money", "percent"]
    normalized: str
    """ISO 8601, a plain decimal, or ISO 4217 and a decimal: "1999-06-29", "2020/2021", "EUR 20000000"."""
    text: str
    """For a reader, in the question's language: "29 June 1999"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer and whether the paragraphs that it cites bear it out."""

    text: str
    citations: tuple[int, ...]
    verdict: Verdict
    reason: str
    problems: tuple[str, ...] = field(default=(), compare=False)
    """The kinds of what is wrong with it, such as "value": for the log, which repeats no text."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question."""

    question: str
    language: str
    status: Status
    answer: str
    """Plain text with markers "[1]"; says that nothing was found when nothing was."""
    value: AnswerValue | None
    confidence: float
    """Probability that the first cited paragraph answers the question; see `assistant.confidence`. Of an answer in
    parts that of the least sure part that is shown: an answer of which a part is wrong is wrong."""
    citations: tuple[Citation, ...]
    """Best first; empty when nothing was found."""
    nearest: tuple[CitedParagraph, ...]
    """The nearest paragraphs, offered as such when nothing was found; else empty."""
    claims: tuple[Claim, ...]
    model: str
    timings_ms: dict[str, float]
    note: str = ""
    """One sentence for the reader, in the question's language: why a model's answer was not used."""
    citation_coverage: float | None = None
    """Share of the claims that a model wrote which cite a paragraph; None where it wrote none."""
    citation_accuracy: float | None = None
    """Share of the citations in what a model wrote that hold; None where it cited nothing."""
    interpreted_question: str | None = None
    """The question that was really asked, where an earlier one had to complete it."""
    ranking: tuple[str, ...] = ()
    """Ids of the paragraphs as the search ranked them, best first: for evaluations."""
    scores: tuple[float, ...] = ()
    """Of each of `ranking`, where they were scored: for the log."""
    withheld: "Answer | None" = None
    """What was not sure enough to be shown, where nothing was found: for evaluations, never for a reader."""
    request_id: str | None = None
    """Of the request that it answers, by which it is found in the log; None outside of any."""


def format_reference(document: Document, paragraph: Paragraph, language: str) -> str:
    """A citation for a person: "NPT/CONF.2015/39, para. 18", "比利时报告（2022年），第18段"."""
    name = document.symbol or document.short_title_in(language)
    return f"{name}{_BETWEEN.get(language, ', ')}{render_locator(paragraph.locator, language)}"


def paragraph_record(paragraph: Paragraph, document: Document, language: str) -> dict[str, Any]:
    """PARAGRAPH of the command-line contract, titles and locator in `language`."""
    return {
        "paragraph_id": paragraph.paragraph_id,
        "document": {
            "id": document.document_id,
            "corpus": document.corpus,
            "symbol": document.symbol,
            "title": document.title_in(language),
            "date": document.date,
            "language": document.language,
        },
        "kind": paragraph.locator.kind,
        "number": paragraph.locator.number,
        "locator": render_locator(paragraph.locator, language),
        "reference": format_reference(document, paragraph, language),
        "section": list(paragraph.locator.section),
        "page": paragraph.locator.page,
        "symbols": list(paragraph.symbols),
        "text": paragraph.text,
    }


def answer_record(answer: Answer) -> dict[str, Any]:
    """ANSWER of the command-line contract."""
    return {
        "question": answer.question,
        "language": answer.language,
        "status": answer.status,
        "answer": answer.answer,
        "value": asdict(answer.value) if answer.value else None,
        "confidence": round(answer.confidence, 3),
        "citations": [
            {
                "marker": citation.marker,
                **paragraph_record(citation.paragraph, citation.document, answer.language),
                "quote": citation.quote,
                "start": citation.start,
                "end": citation.end,
                "score": round(citation.score, 4),
            }
            for citation in answer.citations
        ],
        "nearest": [paragraph_record(near.paragraph, near.document, answer.language) for near in answer.nearest],
        "claims": [_claim_record(claim) for claim in answer.claims],
        "model": answer.model,
        "timings_ms": answer.timings_ms,
        "note": answer.note,
        "citation_coverage": answer.citation_coverage,
        "citation_accuracy": answer.citation_accuracy,
        "interpreted_question": answer.interpreted_question,
        "request_id": answer.request_id,
    }


def _claim_record(claim: Claim) -> dict[str, Any]:
    return {
        "text": claim.text,
        "citations": list(claim.citations),
        "verdict": claim.verdict,
        "reason": claim.reason,
    }


def search_record(query: str, search: Search) -> dict[str, Any]:
    """What `pinpoint search` prints."""
    return {
        "query": query,
        "language": search.language,
        "results": [
            {
                "rank": rank,
                "score": round(found.score, 4),
                **paragraph_record(found.paragraph, found.document, search.language),
            }
            for rank, found in enumerate(search.results, start=1)
        ],
    }


def report_record(report: IngestReport) -> dict[str, Any]:
    """What `pinpoint ingest` prints."""
    return asdict(report) | {"failed": [{"path": path, "error": error} for path, error in report.failed]}

"""What a program is answered, field by field: the records of the command-line contract as documentation.

In: nothing. Out: models that the OpenAPI document and the page of `/api` are made of. They do not make the records:
`assistant.programs` does, and a test holds the two together.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class DocumentRecord(_Record):
    """The document that a paragraph stands in."""

    id: str
    corpus: str
    symbol: str | None = Field(description="Such as NPT/CONF.2015/39.")
    title: str = Field(description="In the language of the request, where the document has a title in it.")
    date: str | None = Field(description="ISO 8601: a day, a month, a year or a period.")
    language: str = Field(description="Of its text.")


class ParagraphRecord(_Record):
    """A paragraph, whole."""

    paragraph_id: str
    document: DocumentRecord
    kind: str = Field(description='"paragraph", "item", "note", …')
    number: str | None = Field(description="As printed; null for a paragraph without one.")
    locator: str = Field(description='Where it stands, in the language of the request: "para. 18".')
    reference: str = Field(description="How to cite it: document and locator.")
    section: list[str] = Field(description="The headings above it, outermost first.")
    page: int | None
    symbols: list[str] = Field(description="Of the documents that it cites.")
    text: str = Field(description="In the document's own language.")


class CitationRecord(ParagraphRecord):
    """A paragraph and the words of it that are quoted."""

    marker: int = Field(description="The n of “[n]” in the answer.")
    quote: str = Field(description="text[start:end], always.")
    start: int
    end: int
    score: float


class ValueRecord(_Record):
    """The date, number or amount that was asked for."""

    kind: Literal["date", "year", "period", "number", "money", "percent"]
    normalized: str = Field(description='ISO 8601, a plain decimal, or "EUR 20000000".')
    text: str = Field(description="In the question's language.")


class ClaimRecord(_Record):
    """A sentence that a language model wrote, and whether the cited paragraphs bear it out."""

    text: str
    citations: list[int]
    verdict: Literal["supported", "unsupported"] = Field(description="What is unsupported is not in the answer.")
    reason: str


class AnswerRecord(_Record):
    """The answer to a question."""

    question: str
    language: str
    status: Literal["answered", "not_found"]
    answer: str = Field(description="Plain text with markers “[1]”.")
    value: ValueRecord | None
    confidence: float = Field(description="Probability that the cited paragraph answers the question.")
    citations: list[CitationRecord] = Field(description="Best first; empty when nothing was found.")
    nearest: list[ParagraphRecord] = Field(description="When nothing was found, what came nearest.")
    claims: list[ClaimRecord]
    model: str = Field(description='"extractive" without a language model, "lookup" where a reference was followed.')
    timings_ms: dict[str, float]
    note: str = Field(description="One sentence for the reader, or nothing.")
    citation_coverage: float | None
    citation_accuracy: float | None
    interpreted_question: str | None
    request_id: str | None = Field(
        description="Ties the answer to the server's log: the header X-Request-ID of the request, or one that was made."
    )


class ResultRecord(ParagraphRecord):
    """A paragraph that was found."""

    rank: int
    score: float


class SearchRecord(_Record):
    """Ranked paragraphs."""

    query: str
    language: str
    results: list[ResultRecord] = Field(description="Best first.")


class RelatedRecord(_Record):
    """Another member of a symbol's family: a revision, a volume, the base document."""

    symbol: str
    relation: str
    document: str | None = Field(description="Its id, where it is in the index.")
    paragraphs: list[str] = Field(description="Ids of the paragraphs that cite it.")


class LookupRecord(_Record):
    """What a reference points to."""

    reference: str
    kind: Literal["paragraph", "document", "mentions", "unknown"] = Field(
        description="That very paragraph; a whole document; paragraphs that cite one which is not there; nothing."
    )
    note: str = Field(description="Where the reference could not be followed to the letter.")
    paragraphs: list[ParagraphRecord]
    related: list[RelatedRecord]
    mentions: list[ParagraphRecord] = Field(description="Paragraphs of other documents that cite it.")


class ProblemRecord(_Record):
    """What the cited paragraphs do not bear out."""

    kind: str
    written: str = Field(description="In the draft.")
    stands: str = Field(description="What the paragraph has instead; empty where it has nothing comparable.")


class ReferenceRecord(_Record):
    """A citation of the draft, followed."""

    written: str
    reference: str
    kind: str
    note: str
    paragraph_ids: list[str]


class BestSentenceRecord(ParagraphRecord):
    """The sentence of a cited paragraph that says most of what the draft says."""

    quote: str
    start: int
    end: int


class CheckedClaimRecord(_Record):
    """A cited sentence of the draft."""

    text: str
    citations: list[str]
    verdict: Literal["supported", "unsupported"]
    reason: str
    checked: bool = Field(description="False where no document that it cites is in the index.")
    language: str
    line: int
    start: int = Field(description="Where the sentence stands in the draft, in characters.")
    end: int
    problems: list[ProblemRecord]
    score: float
    references: list[ReferenceRecord]
    paragraphs: list[ParagraphRecord] = Field(description="What it was compared with.")
    best: BestSentenceRecord | None
    elsewhere: ParagraphRecord | None = Field(
        description="A paragraph that bears it out, where the cited one does not."
    )


class SummaryRecord(_Record):
    """How many sentences, and what came of them."""

    cited: int
    supported: int
    unsupported: int
    unchecked: int
    uncited: int


class CheckRecord(_Record):
    """What came of checking a draft."""

    file: str
    unit: Literal["line", "paragraph"]
    claims: list[CheckedClaimRecord]
    summary: SummaryRecord


class ErrorRecord(_Record):
    """Why a request was not answered."""

    error: str = Field(description="What is wrong, and what to do.")

"""The answer that is made of what a language model wrote, or the extractive one with the reason why not.

In: the extractive answer, the evidence that it rests on, and the model's claims as they are checked. Out: `Answer`s:
while the model writes, what is certain so far; at the end the one that stands.

What the model wrote stands only if
- something of it is borne out by the paragraphs that it cites; what is not is taken out and named;
- it gives a value, where one is asked for;
- one of the paragraphs that it then cites is likely enough to answer the question, by the same probability and
  threshold as an extractive answer.
Otherwise the extractive answer stands. So it does when the model fails in any way. Where extraction finds nothing, a
model is not asked: words that are true of a paragraph may be no answer.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.answers import Answer, AnswerValue, Citation, Claim, Verdict
from assistant.checking.verification import Verifier
from assistant.composition import answer_value
from assistant.confidence import is_enough, probability, read_features
from assistant.extraction import Evidence
from assistant.generation.generation_notes import NoteKind, note_on
from assistant.generation.supporting_sentence import supporting_sentence
from assistant.generation.writing import CheckedClaim, Request, prepare_request, written_claims
from assistant.library import Library
from assistant.questions.question import Question
from assistant.value_choice import asks_for_value, eligible_values
from index.retrieval import Search

if TYPE_CHECKING:
    from assistant.generation.chat_model import ChatModel

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Case:
    """A question, what was found for it, and the answer without a model."""

    question: Question
    search: Search
    evidence: list[Evidence]
    extractive: Answer


def generated_answers(case: Case, library: Library, model: "ChatModel") -> Iterator[Answer]:
    """The answer as it grows: the extractive one at once, then what the model's claims add up to, as far as certain.

    The last one stands; there always is one. Closing the iterator ends the request to the model.
    """
    from assistant.generation.chat_model import ModelFailedError

    if case.extractive.status == "not_found":
        yield case.extractive
        return
    request = prepare_request(case.question, case.evidence, model.context_tokens)
    if not request.given:
        yield _Draft(case, request, library, model.name).standing("no_room")
        return
    yield case.extractive
    draft = _Draft(case, request, library, model.name)
    try:
        with closing(written_claims(request, model, Verifier(library))) as written:
            for claim in written:
                draft.add(claim)
                if claim.is_supported and draft.objection() is None:
                    yield draft.answer()
    except ModelFailedError as failure:
        # What a provider says may repeat the question.
        extra = {"fields": {"model": model.name, "failure": failure.failure}, "texts": {"message": str(failure)}}
        _logger.info("model failed", extra=extra)
        yield draft.standing(failure.failure)
        return
    objection = draft.objection()
    yield draft.standing(objection) if objection else draft.answer()


class _Draft:
    """What a model's answer has become so far."""

    def __init__(self, case: Case, request: Request, library: Library, model: str) -> None:
        self._case = case
        self._request = request
        self._library = library
        self._model = model
        self._claims: list[CheckedClaim] = []
        self._cited: list[tuple[int, ...]] = []
        """For each claim the markers that the reader sees behind it."""
        self._citations: dict[tuple[str, int, int], Citation] = {}

    def add(self, claim: CheckedClaim) -> None:
        """Adds a claim; each sentence that bears one out gets a marker of its own, counted from 1."""
        self._claims.append(claim)
        self._cited.append(tuple(dict.fromkeys(self._cite(claim, place) for place in claim.held)))

    def _cite(self, claim: CheckedClaim, place: int) -> int:
        found = self._request.given[place]
        start, end = supporting_sentence(claim.text, claim.language, found, self._library.retriever)
        paragraph = found.paragraph
        citation = Citation(
            len(self._citations) + 1, paragraph, found.document, paragraph.text[start:end], start, end, claim.score
        )
        return self._citations.setdefault((paragraph.paragraph_id, start, end), citation).marker

    def answer(self) -> Answer:
        """The answer in the model's words, as far as they are borne out."""
        sentences = [
            f"{claim.text} {_written(cited)}" for claim, cited in zip(self._claims, self._cited, strict=True) if cited
        ]
        coverage, accuracy = self._measures()
        text = ("" if self._case.question.language == "zh" else " ").join(sentences)
        return replace(
            self._case.extractive,
            status="answered",
            answer=text,
            value=self._value(),
            confidence=self._confidence(),
            citations=tuple(self._citations.values()),
            nearest=(),
            claims=tuple(self._records()),
            model=self._model,
            citation_coverage=coverage,
            citation_accuracy=accuracy,
        )

    def standing(self, kind: NoteKind) -> Answer:
        """The extractive answer, with the reason why it stands and what the model wrote in vain."""
        extractive = self._case.extractive
        vain = tuple(record for record in self._records() if record.verdict == "unsupported")
        note = note_on(kind, self._model, self._case.question.language)
        coverage, accuracy = self._measures()
        return replace(
            extractive,
            note=note,
            claims=extractive.claims + vain,
            citation_coverage=coverage,
            citation_accuracy=accuracy,
        )

    def objection(self) -> NoteKind | None:
        """Why what the model has written so far cannot be shown; None where it can."""
        if not self._claims:
            return "not_found"
        if not self._citations:
            return "unsupported"
        if asks_for_value(self._case.question) and self._value() is None:
            return "no_value"
        return None if is_enough(self._confidence()) else "unsure"

    def _value(self) -> AnswerValue | None:
        """The extractive value if the model gives it too, else the first of its own that can answer."""
        question, extractive = self._case.question, self._case.extractive.value
        if not asks_for_value(question):
            return None
        given = [
            answer_value(value, question)
            for claim in self._claims
            if claim.is_supported
            for value in eligible_values(question, claim.text)
        ]
        same = [value for value in given if extractive and value.normalized == extractive.normalized]
        return next(iter([*same, *given]), None)

    def _confidence(self) -> float:
        """The probability, by extraction's own measure, of the cited paragraph that most probably answers."""
        cited = {citation.paragraph.paragraph_id for citation in self._citations.values()}
        evidence = self._case.evidence
        retriever = self._library.retriever
        return max(
            probability(
                read_features(
                    self._case.question, self._case.search, [item, *(e for e in evidence if e is not item)], retriever
                )
            )
            for item in evidence
            if item.found.paragraph.paragraph_id in cited
        )

    def _records(self) -> Iterator[Claim]:
        for claim, cited in zip(self._claims, self._cited, strict=True):
            verdict: Verdict = "supported" if claim.is_supported else "unsupported"
            yield Claim(claim.text, cited or self._shown_markers(claim), verdict, claim.reason, claim.problems)

    def _shown_markers(self, claim: CheckedClaim) -> tuple[int, ...]:
        """The reader's markers of what an unsupported claim cites, where the answer cites it too."""
        places = [marker - 1 for marker in claim.markers if 1 <= marker <= len(self._request.given)]
        ids = {self._request.given[place].paragraph.paragraph_id for place in places}
        return tuple(c.marker for c in self._citations.values() if c.paragraph.paragraph_id in ids)

    def _measures(self) -> tuple[float | None, float | None]:
        """Coverage and accuracy of the citations in all that the model wrote."""
        claims = self._claims
        citations = sum(len(claim.markers) for claim in claims)
        return (
            sum(bool(claim.markers) for claim in claims) / len(claims) if claims else None,
            sum(len(claim.held) for claim in claims) / citations if citations else None,
        )


def _written(markers: Sequence[int]) -> str:
    return "".join(f"[{marker}]" for marker in markers)

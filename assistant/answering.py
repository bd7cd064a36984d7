"""The pipeline: one question in, one checked answer out.

In: a question in any language. Out: an `Answer`: the value that was asked for, in the question's
language, the sentence that it stands in, word for word in the document's, and where that is; or an
honest "not found" with the nearest paragraphs. Where a language model is set, what it writes takes the
place of that as far as the cited paragraphs bear it out.
"""

import time
from collections import deque
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.answers import Answer, Citation, CitedParagraph, Status
from assistant.composition import answered, cited_line, not_found, quoted
from assistant.conversation.follow_ups import Interpretation, interpret
from assistant.extraction import Evidence
from assistant.finding import Finding, find_answer
from assistant.library import Library
from assistant.lookup.citations import is_reference, look_up, mention_of
from assistant.observing.request_id import current_request_id
from assistant.observing.spans import span
from assistant.parts.joined_answer import answered_in_parts
from assistant.parts.taking_apart import find_parts
from assistant.selection import Selection
from corpus.locators import reference_language

if TYPE_CHECKING:
    from assistant.generation.chat_model import ChatModel

LOOKUP = "lookup"
"""`Answer.model` where a reference was followed instead of a question answered."""
_MOST_LOOKED_UP = 10


class Assistant:
    """Answers questions from a library, in a language model's words where one is given. Safe to share."""

    def __init__(self, library: Library, model: "ChatModel | None" = None) -> None:
        self._library = library
        self._model = model

    @property
    def has_model(self) -> bool:
        """Whether a language model writes the answers."""
        return self._model is not None

    @property
    def generation(self) -> str:
        """The state of the index that it answers from."""
        return self._library.generation

    def ask(
        self,
        question: str,
        *,
        corpora: Collection[str] | None = None,
        selection: Selection | None = None,
        conversation: Sequence[str] = (),
    ) -> Answer:
        """Answers one question from all documents, or from those of some corpora that fit a selection.

        A bare reference ("NPT/CONF.2015/39, para. 18") is followed anywhere. `conversation`: the earlier questions of
        the same conversation, as they were really asked, the last one last.

        Raises:
            PinpointError: the question is empty, there is no such corpus, or no document fits.

        """
        answers = self.answers(question, corpora=corpora, selection=selection, conversation=conversation)
        return deque(answers, maxlen=1).pop()

    def answers(
        self,
        question: str,
        *,
        corpora: Collection[str] | None = None,
        selection: Selection | None = None,
        conversation: Sequence[str] = (),
    ) -> Generator[Answer, None, None]:
        """The answer as it grows while a model writes it, each time whole and checked; the last one stands.

        Without a model there is one. Closing the iterator ends the request to the model. Raises as `ask` does.
        """
        started = time.perf_counter()
        request_id = current_request_id()
        if is_reference(question, self._library):
            with span("lookup"):
                found = _look_up(question.strip(), self._library, started)
            yield replace(found, request_id=request_id)
            return
        among = self._library.searched(corpora, selection)
        asked = interpret(question, conversation, self._library.retriever.lexicon, self._model)
        for made in self._answers(asked, among, started):
            answer = replace(made, request_id=request_id)
            if asked.text == question:
                yield answer
            else:
                yield replace(answer, question=question.strip(), interpreted_question=asked.text)

    def _answers(self, asked: Interpretation, among: Collection[str] | None, started: float) -> Iterator[Answer]:
        whole = find_answer(asked, self._library, among)
        parts = find_parts(asked, self._library, among)
        found = [find_answer(part.asked, self._library, among, part.documents, whole.search.language) for part in parts]
        finished = time.perf_counter()
        timings = {
            "search": round(sum(finding.search_ms for finding in [whole, *found]), 1),
            "extract": round(sum(finding.extract_ms for finding in [whole, *found]), 1),
            "total": _milliseconds(started, finished),
        }
        with span("compose"):
            in_parts = answered_in_parts(whole, parts, found, self._library, timings)
            composed = in_parts or _in_one_piece(whole, self._library, timings)
        extractive = replace(
            composed,
            ranking=tuple(item.paragraph.paragraph_id for item in whole.search.results),
            scores=tuple(round(item.score, 4) for item in whole.search.results),
        )
        if self._model is None:
            yield extractive
            return
        from assistant.generation.generated_answer import Case, generated_answers

        evidence = _in_turn([finding.evidence for finding in found]) if in_parts else whole.evidence
        case = Case(whole.question, whole.search, evidence, extractive)
        # Others step through this: what they do meanwhile is no part of it.
        with span("generate", is_current=False, model=self._model.name) as generating:
            for answer in generated_answers(case, self._library, self._model):
                now = time.perf_counter()
                timed = timings | {"generate": _milliseconds(finished, now), "total": _milliseconds(started, now)}
                generating.set(status=answer.status, claims=len(answer.claims))
                yield replace(answer, timings_ms=timed, ranking=extractive.ranking, scores=extractive.scores)


def _in_one_piece(found: Finding, library: Library, timings: dict[str, float]) -> Answer:
    """The answer that the best evidence gives; where it is not sure enough "not found", with that withheld."""
    if not found.evidence:
        return not_found(found.question, (), 0.0, timings)
    answer = answered(found.question, found.evidence, library, found.confidence, timings)
    if found.is_sure:
        return answer
    return replace(not_found(found.question, found.evidence, found.confidence, timings), withheld=answer)


def _in_turn(evidence: Sequence[Sequence[Evidence]]) -> list[Evidence]:
    """The evidence of all parts, the best of each first, each paragraph once."""
    ranked = [item for items in zip_longest(*evidence) for item in items if item is not None]
    return list({item.found.paragraph.paragraph_id: item for item in reversed(ranked)}.values())[::-1]


def _look_up(reference: str, library: Library, started: float) -> Answer:
    """What a reference points to, as an answer: the paragraphs themselves, or the sentences that cite it."""
    lookup = look_up(reference, library)
    language = reference_language(reference)
    citations = []
    for marker, paragraph in enumerate(lookup.paragraphs[:_MOST_LOOKED_UP], start=1):
        start, end = mention_of(reference, paragraph) if lookup.kind == "mentions" else (0, len(paragraph.text))
        citations.append(
            Citation(marker, paragraph, library.document_of(paragraph), paragraph.text[start:end], start, end, 1.0)
        )
    claims = tuple(quoted(citations))
    text = "\n".join(map(cited_line, claims)) or lookup.note
    status: Status = "answered" if citations else "not_found"
    timings = {"total": _milliseconds(started, time.perf_counter())}
    confidence = 1.0 if citations else 0.0
    citing = () if citations else lookup.mentions[:_MOST_LOOKED_UP]
    nearest = tuple(CitedParagraph(paragraph, library.document_of(paragraph), None) for paragraph in citing)
    return Answer(
        reference, language, status, text, None, confidence, tuple(citations), nearest, claims, LOOKUP, timings,
        note=lookup.note if citations else "",
        ranking=tuple(paragraph.paragraph_id for paragraph in lookup.paragraphs),
    )  # fmt: skip


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)

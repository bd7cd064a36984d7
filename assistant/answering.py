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
from typing import TYPE_CHECKING

from assistant.answers import Answer, Citation, Status
from assistant.composition import answered, not_found, quoted
from assistant.confidence import is_enough, probability, read_features
from assistant.conversation.follow_ups import Interpretation, interpret
from assistant.extraction import LOOKED_AT, find_evidence
from assistant.library import Library
from assistant.lookup.citations import is_reference, look_up, mention_of
from assistant.questions.question import analyse_question
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

    def ask(self, question: str, *, corpora: Collection[str] | None = None, conversation: Sequence[str] = ()) -> Answer:
        """Answers one question from all corpora or only some.

        `conversation`: the earlier questions of the same conversation, as they were really asked, the last one last.

        Raises:
            PinpointError: the question is empty, or there is no such corpus.

        """
        return deque(self.answers(question, corpora=corpora, conversation=conversation), maxlen=1).pop()

    def answers(
        self, question: str, *, corpora: Collection[str] | None = None, conversation: Sequence[str] = ()
    ) -> Generator[Answer, None, None]:
        """The answer as it grows while a model writes it, each time whole and checked; the last one stands.

        Without a model there is one. Closing the iterator ends the request to the model. Raises as `ask` does.
        """
        started = time.perf_counter()
        if is_reference(question, self._library):
            yield _look_up(question.strip(), self._library, started)
            return
        asked = interpret(question, conversation, self._library.retriever.lexicon, self._model)
        for answer in self._answers(asked, corpora, started):
            if asked.text == question:
                yield answer
            else:
                yield replace(answer, question=question.strip(), interpreted_question=asked.text)

    def _answers(self, asked: Interpretation, corpora: Collection[str] | None, started: float) -> Iterator[Answer]:
        question = analyse_question(asked.text)
        if asked.asking != asked.text:
            question = replace(question, kind=analyse_question(asked.asking).kind)
        search = self._library.search(question.text, question.language, LOOKED_AT, corpora)
        searched = time.perf_counter()
        retriever = self._library.retriever
        evidence = find_evidence(question, search, retriever)
        confidence = probability(read_features(question, search, evidence, retriever)) if evidence else 0.0
        finished = time.perf_counter()
        timings = {
            "search": _milliseconds(started, searched),
            "extract": _milliseconds(searched, finished),
            "total": _milliseconds(started, finished),
        }
        reader = replace(question, language=asked.language or question.language)
        extractive = answered(reader, evidence, self._library, confidence, timings) if evidence else None
        if extractive is None or not is_enough(confidence):
            extractive = replace(not_found(reader, evidence, confidence, timings), withheld=extractive)
        if self._model is None:
            yield extractive
            return
        from assistant.generation.generated_answer import Case, generated_answers

        for answer in generated_answers(Case(reader, search, evidence, extractive), self._library, self._model):
            now = time.perf_counter()
            timed = timings | {"generate": _milliseconds(finished, now), "total": _milliseconds(started, now)}
            yield replace(answer, timings_ms=timed)


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
    claims = tuple(quoted(citation) for citation in citations)
    text = "\n".join(f"{citation.quote} [{citation.marker}]" for citation in citations) or lookup.note
    status: Status = "answered" if citations else "not_found"
    timings = {"total": _milliseconds(started, time.perf_counter())}
    confidence = 1.0 if citations else 0.0
    return Answer(reference, language, status, text, None, confidence, tuple(citations), (), claims, LOOKUP, timings)


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)

"""The pipeline: one question in, one checked answer out.

In: a question in any language. Out: an `Answer`: the value that was asked for, in the question's
language, the sentence that it stands in, word for word in the document's, and where that is; or an
honest "not found" with the nearest paragraphs. No language model takes part.
"""

import time
from collections.abc import Collection

from assistant.answers import Answer, Citation, Status
from assistant.citations import is_reference, look_up, mention_of
from assistant.composition import answered, not_found, quoted
from assistant.confidence import is_enough, probability, read_features
from assistant.extraction import LOOKED_AT, find_evidence
from assistant.library import Library
from assistant.question import analyse_question
from corpus.locators import reference_language

LOOKUP = "lookup"
"""`Answer.model` where a reference was followed instead of a question answered."""
_MOST_LOOKED_UP = 10


class Assistant:
    """Answers questions from a library. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def ask(self, question: str, *, corpora: Collection[str] | None = None) -> Answer:
        """Answers one question from all corpora or only some.

        Raises:
            PinpointError: the question is empty.

        """
        started = time.perf_counter()
        analysed = analyse_question(question)
        if is_reference(analysed.text):
            return _look_up(analysed.text, self._library, started)
        search = self._library.search(analysed.text, analysed.language, LOOKED_AT, corpora)
        searched = time.perf_counter()
        retriever = self._library.retriever
        evidence = find_evidence(analysed, search, retriever)
        confidence = probability(read_features(analysed, search, evidence, retriever)) if evidence else 0.0
        finished = time.perf_counter()
        timings = {
            "search": _milliseconds(started, searched),
            "extract": _milliseconds(searched, finished),
            "total": _milliseconds(started, finished),
        }
        if not is_enough(confidence, analysed):
            return not_found(analysed, evidence, confidence, timings)
        return answered(analysed, evidence, confidence, timings)


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

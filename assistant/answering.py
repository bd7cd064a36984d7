"""The pipeline: one question in, one checked answer out.

In: a question in any language. Out: an `Answer`: the value that was asked for, in the question's
language, the sentence that it stands in, word for word in the document's, and where that is; or an
honest "not found" with the nearest paragraphs. No language model takes part.
"""

import time
from collections.abc import Collection, Sequence

from assistant.answers import Answer, AnswerValue, Citation, CitedParagraph, Claim, Status
from assistant.citations import is_reference, look_up, mention_of
from assistant.confidence import is_enough, probability, read_features
from assistant.extraction import LOOKED_AT, Evidence, find_evidence
from assistant.library import Library
from assistant.question import Question, analyse_question
from assistant.rendering import render_value
from assistant.values import Value
from corpus.locators import reference_language

MODEL = "extractive"
LOOKUP = "lookup"
"""`Answer.model` where a reference was followed instead of a question answered."""
_MOST_LOOKED_UP = 10
_MOST_CITATIONS = 3
_CLOSE = 1.0
"""Evidence within this much of the best one's score is cited beside it, where no value is asked for."""
_NEAREST = 3

_NOT_FOUND = {
    "ar": "لم يُعثر على إجابة في هذه الوثائق.",
    "en": "Not found in these documents.",
    "es": "No se ha encontrado en estos documentos.",
    "fr": "Aucune réponse trouvée dans ces documents.",
    "ru": "В этих документах ответ не найден.",
    "zh": "在这些文件中未找到答案。",
}


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
            return _not_found(analysed, evidence, confidence, timings)
        return _answered(analysed, evidence, confidence, timings)


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
    claims = tuple(_quoted(citation) for citation in citations)
    text = "\n".join(f"{citation.quote} [{citation.marker}]" for citation in citations) or lookup.note
    status: Status = "answered" if citations else "not_found"
    timings = {"total": _milliseconds(started, time.perf_counter())}
    confidence = 1.0 if citations else 0.0
    return Answer(reference, language, status, text, None, confidence, tuple(citations), (), claims, LOOKUP, timings)


def _quoted(citation: Citation) -> Claim:
    return Claim(citation.quote, (citation.marker,), "supported", "quoted word for word")


def _milliseconds(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)


def _not_found(
    question: Question, evidence: Sequence[Evidence], confidence: float, timings: dict[str, float]
) -> Answer:
    nearest = tuple(
        CitedParagraph(item.found.paragraph, item.found.document, item.found.score) for item in evidence[:_NEAREST]
    )
    text = _NOT_FOUND.get(question.language, _NOT_FOUND["en"])
    return Answer(
        question.text, question.language, "not_found", text, None, confidence, (), nearest, (), MODEL, timings
    )


def _answered(question: Question, evidence: Sequence[Evidence], confidence: float, timings: dict[str, float]) -> Answer:
    chosen = _choose_cited(evidence)
    citations = tuple(_cite(marker, item) for marker, item in enumerate(chosen, start=1))
    value = chosen[0].value
    claims = [_quoted(citation) for citation in citations]
    if value is None:
        text = "\n".join(f"{citation.quote} [{citation.marker}]" for citation in citations)
        shown = None
    else:
        shown = answer_value(value, question)
        markers = tuple(citation.marker for citation in citations)
        text = shown.text + " " + "".join(f"[{marker}]" for marker in markers)
        claims.insert(0, Claim(shown.text, markers, "supported", "the value stands in the quote"))
    return Answer(
        question.text, question.language, "answered", text, shown, confidence, citations, (), tuple(claims), MODEL,
        timings,
    )  # fmt: skip


def _choose_cited(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The best evidence, and what says the same: the same value, or nearly as good a sentence."""
    best = evidence[0]
    if best.value:
        same = [item for item in evidence[1:] if item.value and item.value.normalized == best.value.normalized]
    else:
        same = [item for item in evidence[1:] if item.score > best.score - _CLOSE]
    return [best, *same][:_MOST_CITATIONS]


def _cite(marker: int, item: Evidence) -> Citation:
    found = item.found
    return Citation(marker, found.paragraph, found.document, item.quote, item.start, item.end, item.score)


def answer_value(value: Value, question: Question) -> AnswerValue:
    """The value in the question's language; only its year where a year was asked for."""
    if question.kind == "year" and value.kind == "date":
        year = value.normalized[:4]
        return AnswerValue("year", year, year)
    return AnswerValue(value.kind, value.normalized, render_value(value, question.language))

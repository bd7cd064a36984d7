"""The extractive answer: evidence put together for a reader, every quote word for word.

In: a question and the evidence for it, best first. Out: an `Answer`: the value that was asked for, in the
question's language, and the sentences that it stands in; or an honest "not found" with the nearest
paragraphs. Which of the two, `assistant.answering` decides.
"""

from collections.abc import Sequence

from assistant.answers import Answer, AnswerValue, Citation, CitedParagraph, Claim
from assistant.extraction import Evidence
from assistant.question import Question
from assistant.rendering import render_value
from assistant.values import Value

MODEL = "extractive"
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


def quoted(citation: Citation) -> Claim:
    """The claim that a quote makes by itself."""
    return Claim(citation.quote, (citation.marker,), "supported", "quoted word for word")


def not_found(question: Question, evidence: Sequence[Evidence], confidence: float, timings: dict[str, float]) -> Answer:
    """Nothing that is sure enough: the nearest paragraphs, offered as such."""
    nearest = tuple(
        CitedParagraph(item.found.paragraph, item.found.document, item.found.score) for item in evidence[:_NEAREST]
    )
    text = _NOT_FOUND.get(question.language, _NOT_FOUND["en"])
    return Answer(
        question.text, question.language, "not_found", text, None, confidence, (), nearest, (), MODEL, timings
    )


def answered(question: Question, evidence: Sequence[Evidence], confidence: float, timings: dict[str, float]) -> Answer:
    """The best evidence and what says the same. `evidence` must not be empty."""
    chosen = _choose_cited(evidence)
    citations = tuple(_cite(marker, item) for marker, item in enumerate(chosen, start=1))
    value = chosen[0].value
    claims = [quoted(citation) for citation in citations]
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

"""The answers to the parts of a question as one answer.

In: what was found for the whole question and for each of its parts. Out: an `Answer` that gives each part in a line of
its own, the document or the words of the question in front, and says of which part nothing was found; or None where
the whole question is better answered in one piece.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answers import Answer, Citation, Claim
from assistant.composition import MODEL, compose, dated
from assistant.finding import Finding
from assistant.library import Library
from assistant.parts.part import Part

_MARKER = re.compile(r"\[\d+\]")
"""What stands in an answer for a citation, and so may not come from a question."""
_NOT_FOUND = {
    "ar": "لم يُعثر على إجابة",
    "en": "not found",
    "es": "no se ha encontrado",
    "fr": "aucune réponse trouvée",
    "ru": "ответ не найден",
    "zh": "未找到答案",
}


def answered_in_parts(
    whole: Finding, parts: Sequence[Part], found: Sequence[Finding], library: Library, timings: dict[str, float]
) -> Answer | None:
    """The parts that are sure enough, and the others as not found.

    The confidence is that of the least sure part that is shown: an answer of which a part is wrong is wrong. There is a
    value where one part alone is shown and has one.
    """
    if not _is_better_in_parts(whole, parts, found):
        return None
    language = whole.question.language
    lines: list[str] = []
    citations: list[Citation] = []
    claims: list[Claim] = []
    values = []
    for part, finding in zip(parts, found, strict=True):
        if not finding.is_sure:
            lines.append(f"{_label(part, finding, library, language)} {_NOT_FOUND.get(language, _NOT_FOUND['en'])}")
            continue
        body = compose(replace(finding.question, language=language), finding.evidence, library, len(citations) + 1)
        label = _label(part, finding, library, language)
        lines += [f"{label} {body.lines[0]}", *body.lines[1:]]
        citations += body.citations
        claims += body.claims
        values.append(body.value)
    confidence = min(finding.confidence for finding in found if finding.is_sure)
    return Answer(
        whole.question.text, language, "answered", "\n".join(lines), values[0] if len(values) == 1 else None,
        confidence, tuple(citations), (), tuple(claims), MODEL, timings,
    )  # fmt: skip


def _is_better_in_parts(whole: Finding, parts: Sequence[Part], found: Sequence[Finding]) -> bool:
    """Whether the parts say more than the whole: something, not all the same, and not less surely."""
    sure = [finding for finding in found if finding.is_sure]
    if not sure:
        return False
    if any(part.documents for part in parts):
        return True
    if len(sure) < len(found):
        return whole.confidence < min(finding.confidence for finding in sure)
    best = [finding.evidence[0] for finding in sure]
    quotes = {(item.found.paragraph.paragraph_id, item.start, item.end, str(item.value)) for item in best}
    return len(quotes) > 1


def _label(part: Part, finding: Finding, library: Library, language: str) -> str:
    """The document with its date, as far as it is one; else the words of the question."""
    words = _MARKER.sub("", part.label)
    if not part.documents:
        return words
    if finding.is_sure:
        return f"{dated(finding.evidence[0].found.document, language)}:"
    if len(part.documents) == 1:
        return f"{dated(library.documents[next(iter(part.documents))], language)}:"
    return f"{words}:"

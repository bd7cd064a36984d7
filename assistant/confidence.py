"""How likely the first cited paragraph answers the question.

In: the question, what it names, and the best evidence. Out: a probability from a logistic model of a
few features that a person can check: is what the question names there, in the paragraph or above it;
is there a value where one is asked for; how do the scores stand. The weights were fitted on the
development questions by `python -m eval.fitting.calibration`, which prints them anew.
"""

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.extraction import Evidence, is_alike
from assistant.questions.question import Question
from assistant.value_choice import asks_for_value
from corpus.language import is_short_word
from index.late_interaction import telling_height
from index.retrieval import Retriever, Search

THRESHOLD = 0.4
"""Below it the answer is "not found". Cross-validated on the development questions (`eval.fitting.calibration`), more
than three quarters of those that nothing answers, near misses mostly, lie below it, and three in ten others."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the probability rests on; each between about 0 and 1."""

    territories: float
    """Share of the countries that the question names which the quote, the headings or the document name."""
    years: float
    """Share of the years that the question names which the paragraph, its headings or its document name."""
    value: float
    """1 where no value is asked for or the quote holds one of the right kind."""
    shared: float
    """Rarity of the question's concepts that the quote names, or with less weight what stands around it, summed, at
    most 1; or, where they are in one
    language, the share of the question's own words that the quote uses, if that is more."""
    margin: float
    """How far the best evidence stands above the next one that says something else, at most 1."""
    paragraph_margin: float
    """The same for the paragraphs that they stand in, as the search ranks them: from -1 to 1."""
    weakest: float
    """How well the paragraph matches the telling word of the question that it matches worst: from -1 to 1."""
    telling: float
    """How far the telling words of the question stand out in the paragraphs that match them best: a few tenths."""
    elsewhere: bool
    """Whether a country that the question names stands neither in the paragraph nor above it."""


FITTED = tuple(name for name in Features.__slots__ if name != "elsewhere")
"""The features that have a weight."""
_WEIGHTS = {
    "territories": 1.47,
    "years": 3.27,
    "value": 4.44,
    "shared": 1.77,
    "margin": 0.67,
    "paragraph_margin": 1.57,
    "weakest": 0.31,
    "telling": 2.83,
}
ELSEWHERE = 0.2
"""The most that is given to a paragraph that does not name the country asked about. A rule, not fitted: too few
development questions are of the kind, and a figure of one country given for another's misleads like nothing else."""
_WIDE_MARGIN = 2.0
"""Standard deviations above the next evidence that count as fully clear."""
_WIDE_PARAGRAPH_MARGIN = 3.0
"""The same for paragraphs, as fused scores."""
_AROUND = 0.7
"""What a concept counts that the paragraph, its headings or its document name and the quote does not: "the treaty"."""
_MUCH_SHARED = 10.0
"""Rarity that counts as fully shared: two or three concepts that few paragraphs name."""
_STEM = 6
"""Letters by which two words count as the same: enough to pass over most endings."""
_HAN = re.compile("[\u3400-\u9fff]+")
_WORD = re.compile("[^\\W_\u3400-\u9fff]+")
_BIAS = -12.18


def is_enough(confidence: float) -> bool:
    """Whether an answer of that probability is shown."""
    return confidence >= THRESHOLD


def read_features(question: Question, search: Search, evidence: list[Evidence], retriever: Retriever) -> Features:
    """The features of the best evidence. `evidence` must not be empty."""
    best = evidence[0]
    in_text, in_context = retriever.names(best.found.paragraph.paragraph_id)
    in_quote = {concept.key for concept in retriever.lexicon.find(best.quote, best.found.document.language)}
    agreeing = [item for item in evidence[1:] if _same_value(item, best) or is_alike(item, best, retriever)]
    others = [item for item in evidence[1:] if item not in agreeing]
    margin = best.score - others[0].score if others else _WIDE_MARGIN
    ahead = best.found.score - max(item.found.score for item in others) if others else _WIDE_PARAGRAPH_MARGIN

    def share(kind: str, there: Collection[str]) -> float:
        keys = {concept.key for concept in search.concepts if concept.kind == kind}
        weights = {key: retriever.rarity(key) for key in keys}
        total = sum(weights.values())
        return sum(weight for key, weight in weights.items() if key in there) / total if total else 1.0

    asked = {concept.key: retriever.rarity(concept.key) for concept in search.concepts}
    around = (in_text | in_context) - in_quote
    shared = sum(rarity * (key in in_quote) + _AROUND * rarity * (key in around) for key, rarity in asked.items())
    return Features(
        territories=share("territory", in_quote | in_context),
        years=share("year", in_text | in_context),
        value=1.0 if best.value or not asks_for_value(question) else 0.0,
        shared=max(min(1.0, shared / _MUCH_SHARED), _shared_words(question, best)),
        margin=min(1.0, max(0.0, margin / _WIDE_MARGIN)),
        paragraph_margin=min(1.0, max(-1.0, ahead / _WIDE_PARAGRAPH_MARGIN)),
        weakest=retriever.weakest_match(search, best.found.paragraph.paragraph_id),
        telling=telling_height(search.heights),
        elsewhere=share("territory", in_text | in_context) < 1.0,
    )


def _shared_words(question: Question, evidence: Evidence) -> float:
    if question.language != evidence.found.document.language:
        return 0.0
    asked = _words(question.text, question.language)
    said = _words(" ".join([*evidence.found.paragraph.locator.section, evidence.quote]), question.language)
    return len(asked & said) / len(asked) if asked else 0.0


def _words(text: str, language: str) -> set[str]:
    """What a text is about: the stems of its words, and pairs of neighbouring Chinese characters."""
    stems = {
        match.group().casefold()[:_STEM]
        for match in _WORD.finditer(text)
        if len(match.group()) > 2 and not is_short_word(match.group(), language)
    }
    return stems | {run[place : place + 2] for run in _HAN.findall(text) for place in range(len(run) - 1)}


def _same_value(first: Evidence, second: Evidence) -> bool:
    return bool(first.value and second.value and first.value.normalized == second.value.normalized)


def probability(features: Features) -> float:
    """The logistic model's probability; little for a paragraph that speaks of another country."""
    total = _BIAS + sum(weight * getattr(features, name) for name, weight in _WEIGHTS.items())
    fitted = 1 / (1 + math.exp(-total))
    return min(fitted, ELSEWHERE) if features.elsewhere else fitted

"""How likely the first cited paragraph answers the question.

In: the question, what it names, and the best evidence. Out: a probability from a logistic model of a
few features that a person can check: is what the question names there, in the paragraph or above it;
is there a value where one is asked for; how do the scores stand. The weights were fitted on the
development questions by `python -m eval.fitting.calibration`, which prints them anew.
"""

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from assistant.extraction import Evidence, is_alike
from assistant.near_misses import has_ordinals, is_about_treaty, is_treaty, share_of_acts
from assistant.other_parties import asks_about_somebody_else
from assistant.questions.question import Question
from assistant.value_choice import asks_for_value
from index.late_interaction import telling_height
from index.retrieval import Retriever, Search

THRESHOLD = 0.3
"""Below it the answer is "not found". Cross-validated on the development questions (`eval.fitting.calibration`), six in
seven of those that nothing answers, near misses mostly, lie below it, and one in seven of the others. At 0.4 a quarter
of the others would be refused for a third fewer wrong answers; at 0.2 wrong answers would rise by a third to refuse one
in eleven."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the probability rests on; each between about 0 and 1."""

    territories: float
    """How far the countries of the question are those of the quote, or stand around it."""
    years: float
    """Share of the years that the question names which the paragraph, its headings or its document name."""
    value: float
    """Whether the quote holds a value, country or name where one is asked for; 1 where anything may answer."""
    agrees: float
    """Whether the quote is about the acts that the question asks about ("ratify") and has its ordinals ("sixth")."""
    shared: float
    """Rarity of the question's concepts and words that the quote says, in any language, or with less weight what stands
    around it, summed, at most 1. Countries and years have features of their own and do not count."""
    margin: float
    """How far the best evidence stands above the next one that says something else, at most 1."""
    paragraph_margin: float
    """The same for the paragraphs that they stand in, as the search ranks them: from -1 to 1."""
    telling: float
    """How far the telling words of the question stand out in the paragraphs that match them best: a few tenths."""
    elsewhere: bool
    """Whether a country, or another party to a treaty, that the question names stands neither in the paragraph nor
    above it."""


FITTED = tuple(name for name in Features.__slots__ if name != "elsewhere")
"""The features that have a weight."""
_WEIGHTS = {
    "territories": 2.08,
    "years": 2.10,
    "value": 5.51,
    "agrees": 1.82,
    "shared": 3.57,
    "margin": 0.64,
    "paragraph_margin": 1.34,
    "telling": 4.19,
}
ELSEWHERE = 0.2
"""The most that is given to a paragraph that does not name the country, or other party, asked about. A rule, not
fitted: too few development questions are of the kind, and a figure of one country given for another's misleads like
nothing else."""
_WIDE_MARGIN = 2.0
"""Standard deviations above the next evidence that count as fully clear."""
_WIDE_PARAGRAPH_MARGIN = 3.0
"""The same for paragraphs, as fused scores."""
_AROUND = 0.7
"""What a concept or word counts that the paragraph, its headings or its document has and the quote does not."""
_IN_TEXT = 0.8
"""What a country counts that another sentence of the paragraph names."""
_WORD = 0.7
"""What a word counts beside a concept of the same rarity, as in `index.terms`."""
_MUCH_SHARED = 10.0
"""Rarity that counts as fully shared: two or three concepts that few paragraphs name."""
_DATED = frozenset({"date", "year", "period", "number"})
"""Kinds of questions that ask when or how often an act was done: another act has another date."""
_BIAS = -15.40


def is_enough(confidence: float) -> bool:
    """Whether an answer of that probability is shown."""
    return confidence >= THRESHOLD


def read_features(question: Question, search: Search, evidence: list[Evidence], retriever: Retriever) -> Features:
    """The features of the best evidence. `evidence` must not be empty."""
    best = evidence[0]
    agreeing = [item for item in evidence[1:] if _same_value(item, best) or is_alike(item, best, retriever)]
    others = [item for item in evidence[1:] if item not in agreeing]
    margin = best.score - others[0].score if others else _WIDE_MARGIN
    ahead = best.found.score - max(item.found.score for item in others) if others else _WIDE_PARAGRAPH_MARGIN
    asked = {concept.key for concept in search.concepts}
    in_text, in_context = retriever.names(best.found.paragraph.paragraph_id)
    in_quote = {concept.key for concept in retriever.lexicon.find(best.quote, best.found.document.language)}
    territories = {key for key in asked if key.startswith("territory:")}
    years = {key for key in asked if key.startswith("year:")}
    return Features(
        territories=_named_territories(territories, in_quote, in_text, in_context),
        years=len(years & (in_text | in_context)) / len(years) if years else 1.0,
        value=float(best.value is not None) if asks_for_value(question) else best.fit,
        agrees=_agreement(question, search, best, retriever),
        shared=_shared(asked - territories - years, in_quote, in_text | in_context, search, best, retriever),
        margin=min(1.0, max(0.0, margin / _WIDE_MARGIN)),
        paragraph_margin=min(1.0, max(-1.0, ahead / _WIDE_PARAGRAPH_MARGIN)),
        telling=telling_height(search.heights),
        elsewhere=not territories <= in_text | in_context
        or asks_about_somebody_else(question, search, best.found, retriever),
    )


def _named_territories(
    asked: Collection[str], in_quote: Collection[str], in_text: Collection[str], in_context: Collection[str]
) -> float:
    """The mean over the countries asked about; what twelve authors say is not said of each of them."""
    if not asked:
        return 1.0
    authors = sum(key.startswith("territory:") for key in in_context)
    return sum(
        1.0 if key in in_quote else max(_IN_TEXT * (key in in_text), (key in in_context) / max(authors, 1))
        for key in sorted(asked)
    ) / len(asked)


def _agreement(question: Question, search: Search, best: Evidence, retriever: Retriever) -> float:
    language = best.found.document.language
    around = " ".join([best.found.paragraph.text, *best.found.paragraph.locator.section])
    if not has_ordinals(question.text, question.language, around, language):
        return 0.0
    if question.kind not in _DATED:
        return 1.0
    if any(is_treaty(concept, retriever.lexicon) for concept in search.concepts) and not is_about_treaty(
        question.text, question.language, best.quote, language
    ):
        return 0.0
    return share_of_acts(question.text, question.language, best.quote, language)


def _shared(
    asked: Collection[str],
    in_quote: Collection[str],
    around: Collection[str],
    search: Search,
    best: Evidence,
    retriever: Retriever,
) -> float:
    language = best.found.document.language
    # Sorted: the last digit of a sum depends on the order.
    concepts = sum(
        retriever.rarity(key) * (1.0 if key in in_quote else _AROUND * (key in around)) for key in sorted(asked)
    )
    quoted = retriever.rarities_said(search.words, best.quote, language)
    near = _AROUND * retriever.rarities_said(search.words, best.found.paragraph.text, language)
    return min(1.0, (concepts + _WORD * float(np.maximum(quoted, near).sum())) / _MUCH_SHARED)


def _same_value(first: Evidence, second: Evidence) -> bool:
    return bool(first.value and second.value and first.value.normalized == second.value.normalized)


def probability(features: Features) -> float:
    """The logistic model's probability; little for a paragraph that speaks of another country."""
    total = _BIAS + sum(weight * getattr(features, name) for name, weight in _WEIGHTS.items())
    fitted = 1 / (1 + math.exp(-total))
    return min(fitted, ELSEWHERE) if features.elsewhere else fitted

"""How likely the first cited paragraph answers the question.

In: the question, what it names, and the best evidence. Out: a probability from a logistic model of a
few features that a person can check: is what the question names there, in the paragraph or above it;
is there a value where one is asked for; how do the scores stand. The weights were fitted on the
development questions by `python -m eval.calibration`, which prints them anew.
"""

import math
from dataclasses import dataclass

from assistant.extraction import Evidence, asks_for_value
from assistant.question import Question
from index.retrieval import Retriever, Search

THRESHOLD = 0.5
"""Below it the answer is "not found": a wrong citation costs more than none."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the probability rests on; each between about 0 and 1."""

    territories: float
    """Share of the countries that the question names which the paragraph's text, headings or document name."""
    terms: float
    """The same for terms of the termbases and symbols, rare ones weighing more."""
    years: float
    """The same for years."""
    value: float
    """1 where no value is asked for or the quote holds one of the right kind."""
    similarity: float
    """MaxSim of question and quote, scaled so that the usual range of E5 (0.75 to 0.95) becomes 0 to 1."""
    margin: float
    """How far the best evidence stands above the next paragraph's, at most 1."""


_WEIGHTS = Features(territories=2.0, terms=2.0, years=1.0, value=1.5, similarity=2.0, margin=0.5)
_BIAS = -5.5


def read_features(question: Question, search: Search, evidence: list[Evidence], retriever: Retriever) -> Features:
    """The features of the best evidence. `evidence` must not be empty."""
    best = evidence[0]
    in_text, in_context = retriever.names(best.found.paragraph.paragraph_id)
    there = in_text | in_context
    margin = best.score - evidence[1].score if len(evidence) > 1 else 1.0

    def share(*kinds: str) -> float:
        keys = {concept.key for concept in search.concepts if concept.kind in kinds}
        weights = {key: retriever.rarity(key) for key in keys}
        total = sum(weights.values())
        return sum(weight for key, weight in weights.items() if key in there) / total if total else 1.0

    return Features(
        territories=share("territory"),
        terms=share("term", "symbol"),
        years=share("year"),
        value=1.0 if best.value or not asks_for_value(question) else 0.0,
        similarity=min(1.0, max(0.0, (best.similarity - 0.75) / 0.2)),
        margin=min(1.0, max(0.0, margin / 2)),
    )


def probability(features: Features) -> float:
    """The logistic model's probability."""
    total = _BIAS + sum(getattr(_WEIGHTS, name) * getattr(features, name) for name in Features.__slots__)
    return 1 / (1 + math.exp(-total))

"""How good rankings are: the field's measures, by ir-measures.

In: the relevant paragraphs of each question, and the paragraphs in the order that a system gave. Out: for a run, a
value for each question (`ranking_values`); for comparing systems, one `RankingFigures` a language. Confidence intervals
and tests between systems are not made here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import ir_measures
import numpy as np

from eval.measures.judgement import needed_paragraphs
from eval.measures.measure import Array, Measure, mean
from eval.results import QuestionResult

CUTOFFS = (1, 3, 5, 10)
DEPTH = 100
"""Paragraphs of a ranking that are looked at: a right one further down counts as not found."""
ALL_LANGUAGES = "all"

_SUCCESS = {cutoff: ir_measures.Success @ cutoff for cutoff in CUTOFFS}
_RECIPROCAL_RANK = ir_measures.RR @ DEPTH
_NDCG = ir_measures.nDCG @ 10


@dataclass(frozen=True, slots=True)
class RankingFigures:
    """Means over the questions of one language."""

    name: str
    """What ranked."""
    language: str
    """The questions' language, or "all"."""
    questions: int
    found_within: tuple[float, ...]
    """R@k for each of `CUTOFFS`: share of questions with a relevant paragraph among the first k.

    Where a question has several, each of them answers it, so one is enough (ir-measures' Success@k). Where
    it has one, as in most benchmarks, this is recall at k.
    """
    reciprocal_rank: float
    """MRR: 1 / rank of the first relevant paragraph, 0 where it is not among the first `DEPTH`."""
    ndcg: float
    """nDCG@10 (Järvelin & Kekäläinen 2002), all relevant paragraphs being worth the same."""


def ranking_measures() -> list[Measure]:
    """R@k for each of `CUTOFFS`, RR and nDCG@10, as `RankingFigures` defines them, of a run's questions."""
    named = {f"R@{cutoff}": measure for cutoff, measure in _SUCCESS.items()}
    named |= {"RR": _RECIPROCAL_RANK, "nDCG@10": _NDCG}
    return [Measure(name, partial(ranking_values, measure=measure), mean) for name, measure in named.items()]


def ranking_values(results: Sequence[QuestionResult], measure: ir_measures.Measure) -> Array:
    """(questions, 1): the measure of each question's ranking; NaN where the file names no paragraph that is needed.

    All paragraphs that are needed count as relevant. A question that could not be asked has found nothing, and neither
    has one whose evidence the index does not hold.
    """
    # By place, not by id: ir-measures would take two questions of one id for one.
    relevant = {str(place): needed_paragraphs(result) for place, result in enumerate(results)}
    judged = {place: dict.fromkeys(paragraphs, 1) for place, paragraphs in relevant.items() if paragraphs}
    values = np.array([[0.0 if result.needed else np.nan] for result in results]).reshape(-1, 1)
    run = _run({place: results[int(place)].ranking for place in judged})
    for found in ir_measures.iter_calc([measure], judged, run):
        values[int(found.query_id)] = found.value
    return values


def measure_rankings(
    name: str,
    relevant: Mapping[str, Collection[str]],
    orders: Mapping[str, Sequence[str]],
    languages: Mapping[str, str],
) -> list[RankingFigures]:
    """The figures of one ranking: for each language, and for all where there are several.

    `relevant` and `languages` have an entry for each question. One that `orders` lacks counts as not found.
    """
    groups: dict[str, list[str]] = {}
    for question_id in relevant:
        groups.setdefault(languages[question_id], []).append(question_id)
    by_language = sorted(groups.items())
    if len(groups) > 1:
        by_language.append((ALL_LANGUAGES, list(relevant)))
    return [_measure(name, language, members, relevant, orders) for language, members in by_language]


def _measure(
    name: str,
    language: str,
    members: Sequence[str],
    relevant: Mapping[str, Collection[str]],
    orders: Mapping[str, Sequence[str]],
) -> RankingFigures:
    judged = {question_id: dict.fromkeys(relevant[question_id], 1) for question_id in members}
    run = _run({question_id: orders.get(question_id, ()) for question_id in members})
    means = ir_measures.calc_aggregate([*_SUCCESS.values(), _RECIPROCAL_RANK, _NDCG], judged, run)
    return RankingFigures(
        name=name,
        language=language,
        questions=len(members),
        found_within=tuple(float(means[measure]) for measure in _SUCCESS.values()),
        reciprocal_rank=float(means[_RECIPROCAL_RANK]),
        ndcg=float(means[_NDCG]),
    )


def _run(orders: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    # Scores that fall with the rank: ties would be broken by id.
    return {
        question_id: {key: float(-rank) for rank, key in enumerate(order[:DEPTH])}
        for question_id, order in orders.items()
    }

"""Fits the weights of `assistant.confidence` on the development questions, and says how far to trust them.

In: an index of the bundled corpus (made in a temporary folder) and the development questions. Out: on
standard output the weights, and by cross-validation how well the probability tells right answers from
wrong ones and answerable questions from others. Copy the weights to `assistant/confidence.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant.composition import answer_value
from assistant.confidence import ELSEWHERE, FITTED, read_features
from assistant.extraction import LOOKED_AT, find_evidence
from assistant.library import Library
from assistant.questions.question import analyse_question
from eval.bundled_library import open_bundled_library
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions
from eval.question_set import LOOKUP_KIND, EvaluationQuestion, QuoteFinder

_REGULARISATION = 0.3
"""scikit-learn's C, for features of one standard deviation: some hundred questions bear no sharper weights."""
_MADE_WEIGHT = 0.25
"""What a question whose paragraphs were left out counts beside one that somebody asked."""
_THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
_BINS = 5
"""Of the reliability diagram: each holds some thirty questions."""


def main() -> None:
    """Prints the weights and their cross-validated quality."""
    library = open_bundled_library()
    quotes = QuoteFinder((library.document_of(paragraph), paragraph) for paragraph in library.retriever.paragraphs)
    asked = []
    for question in read_questions(DEVELOPMENT_QUESTIONS):
        if question.kind == LOOKUP_KIND:
            continue  # Followed, not searched for.
        relevant = quotes.relevant(question)
        asked.append(_ask(question, relevant, library, frozenset()))
        if question.answerable:
            # The same question where nothing answers it: the nearest of near misses.
            asked.append(_ask(question, relevant, library, frozenset(relevant)))
    _report([item for item in asked if item is not None])


@dataclass(frozen=True, slots=True)
class _Asked:
    question_id: str
    features: list[float]
    right: bool
    answerable: bool
    elsewhere: bool
    is_made: bool
    """With the paragraphs that answer it left out."""


def _ask(question: EvaluationQuestion, relevant: set[str], library: Library, left_out: frozenset[str]) -> _Asked | None:
    analysed = analyse_question(question.question)
    paragraphs = library.retriever.paragraphs
    rows = np.array([row for row, paragraph in enumerate(paragraphs) if paragraph.paragraph_id not in left_out])
    search = library.retriever.search_among(analysed.text, analysed.language, LOOKED_AT, rows)
    evidence = find_evidence(analysed, search, library.retriever)
    if not evidence:
        return None
    read = read_features(analysed, search, evidence, library.retriever)
    cited = evidence[0].found.paragraph.paragraph_id in relevant
    value = answer_value(evidence[0].value, analysed) if evidence[0].value else None
    right = cited and (question.value is None or (value is not None and value.normalized == question.value))
    return _Asked(
        question.question_id,
        [getattr(read, name) for name in FITTED],
        right,
        question.answerable and not left_out,
        read.elsewhere,
        bool(left_out),
    )


def _report(asked: Sequence[_Asked]) -> None:
    features = np.array([item.features for item in asked])
    right = np.array([item.right for item in asked])
    answerable = np.array([item.answerable for item in asked])
    counted = np.where([item.is_made for item in asked], _MADE_WEIGHT, 1.0)
    model = make_pipeline(StandardScaler(), LogisticRegression(C=_REGULARISATION))
    model.fit(features, right, logisticregression__sample_weight=counted)
    scaler, logistic = model[0], model[1]
    weights = logistic.coef_[0] / scaler.scale_
    for name, weight in zip(FITTED, weights, strict=True):
        click.echo(f"{name:16} {weight:6.2f}")
    click.echo(f"{'bias':16} {logistic.intercept_[0] - weights @ scaler.mean_:6.2f}")
    probabilities = _held_out(model, features, right, counted, [item.question_id for item in asked])
    probabilities = np.where([item.elsewhere for item in asked], np.minimum(probabilities, ELSEWHERE), probabilities)
    # Made questions help to fit; the figures are of those that somebody asked.
    real = ~np.array([item.is_made for item in asked])
    probabilities, right, answerable = probabilities[real], right[real], answerable[real]
    click.echo(f"cross-validated AUROC, right answer: {roc_auc_score(right, probabilities):.3f}")
    click.echo(f"cross-validated AUROC, answerable:   {roc_auc_score(answerable, probabilities):.3f}")
    _report_thresholds(probabilities, right, answerable)
    _report_reliability(probabilities, right)


def _held_out(
    model: Pipeline, features: np.ndarray, right: np.ndarray, counted: np.ndarray, groups: Sequence[str]
) -> np.ndarray:
    """Probabilities by models that saw neither the question nor the same one made unanswerable."""
    runs = [
        cross_val_predict(
            model,
            features,
            right,
            cv=StratifiedGroupKFold(5, shuffle=True, random_state=seed),
            groups=groups,
            method="predict_proba",
            params={"logisticregression__sample_weight": counted},
        )[:, 1]
        for seed in range(10)
    ]
    return np.asarray(np.mean(runs, axis=0))


def _report_thresholds(probabilities: np.ndarray, right: np.ndarray, answerable: np.ndarray) -> None:
    click.echo("threshold  right shown  wrong shown  answerable refused  unanswerable refused")
    for threshold in _THRESHOLDS:
        shown = probabilities >= threshold
        click.echo(
            f"{threshold:9}  {np.sum(shown & right):4} of {np.sum(right):3}  {np.sum(shown & ~right):11}"
            f"  {np.sum(~shown & answerable):11} of {np.sum(answerable)}"
            f"  {np.sum(~shown & ~answerable):13} of {np.sum(~answerable)}"
        )


def _report_reliability(probabilities: np.ndarray, right: np.ndarray) -> None:
    """The reliability diagram as rows, and the expected calibration error (Naeini et al. 2015, AAAI 29)."""
    edges = np.quantile(probabilities, np.linspace(0, 1, _BINS + 1))
    bins = np.clip(np.searchsorted(edges, probabilities, side="right") - 1, 0, _BINS - 1)
    error = 0.0
    click.echo("probability  right  questions")
    for number in range(_BINS):
        inside = bins == number
        error += inside.mean() * abs(probabilities[inside].mean() - right[inside].mean())
        click.echo(f"{probabilities[inside].mean():11.2f}  {right[inside].mean():5.2f}  {inside.sum():9}")
    click.echo(f"expected calibration error: {error:.3f}")


if __name__ == "__main__":
    main()

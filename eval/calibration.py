"""Fits the weights of `assistant.confidence` on the development questions, and says how far to trust them.

In: an index of the bundled corpus (made in a temporary folder) and the development questions. Out: on
standard output the weights, and by cross-validation how well the probability tells right answers from
wrong ones and answerable questions from others. Copy the weights to `assistant/confidence.py`.
"""

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from assistant.composition import answer_value
from assistant.confidence import Features, read_features
from assistant.extraction import LOOKED_AT, find_evidence
from assistant.question import analyse_question
from eval.bundled_library import open_bundled_library
from eval.question_set import DEVELOPMENT_QUESTIONS, read_questions, relevant_paragraphs

_REGULARISATION = 1.0
"""scikit-learn's C: some hundred questions bear no sharper weights."""
_THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.58, 0.6, 0.65, 0.7)


def main() -> None:
    """Prints the weights and their cross-validated quality."""
    library = open_bundled_library()
    pairs = [(library.document_of(paragraph), paragraph) for paragraph in library.retriever.paragraphs]
    features, right, answerable = [], [], []
    for question in read_questions(DEVELOPMENT_QUESTIONS):
        analysed = analyse_question(question.question)
        search = library.search(analysed.text, analysed.language, LOOKED_AT)
        evidence = find_evidence(analysed, search, library.retriever)
        read = read_features(analysed, search, evidence, library.retriever)
        features.append([getattr(read, name) for name in Features.__slots__])
        cited = evidence[0].found.paragraph.paragraph_id in relevant_paragraphs(question, pairs)
        value = answer_value(evidence[0].value, analysed) if evidence[0].value else None
        right.append(cited and (question.value is None or (value is not None and value.normalized == question.value)))
        answerable.append(question.answerable)
    _report(np.array(features), np.array(right), np.array(answerable))


def _report(features: np.ndarray, right: np.ndarray, answerable: np.ndarray) -> None:
    model = LogisticRegression(C=_REGULARISATION).fit(features, right)
    for name, weight in zip(Features.__slots__, model.coef_[0], strict=True):
        click.echo(f"{name:12} {weight:6.2f}")
    click.echo(f"{'bias':12} {model.intercept_[0]:6.2f}")
    folds = [StratifiedKFold(5, shuffle=True, random_state=seed) for seed in range(10)]
    probabilities = np.mean(
        [cross_val_predict(model, features, right, cv=fold, method="predict_proba")[:, 1] for fold in folds], axis=0
    )
    click.echo(f"cross-validated AUROC, right answer: {roc_auc_score(right, probabilities):.3f}")
    click.echo(f"cross-validated AUROC, answerable:   {roc_auc_score(answerable, probabilities):.3f}")
    click.echo("threshold  right shown  wrong shown  of them unanswerable")
    for threshold in _THRESHOLDS:
        shown = probabilities >= threshold
        click.echo(
            f"{threshold:9}  {np.sum(shown & right):4} of {np.sum(right):3}  {np.sum(shown & ~right):11}"
            f"  {np.sum(shown & ~answerable):6} of {np.sum(~answerable)}"
        )


if __name__ == "__main__":
    main()

"""`make bench`: the figures that the README quotes, each against a named baseline in the same run.

In: nothing but the installation. Out: a table on standard output: retrieval against dense search with the
same encoder, answers to the development questions, embedding speed against sentence-transformers.
"""

import click
from rich.console import Console
from rich.table import Table

from eval import embedding_speed
from eval.bundled_library import open_bundled_library
from eval.development import CUTOFFS, AnswerFigures, RetrievalFigures, measure_answers, measure_retrieval
from eval.question_set import DEVELOPMENT_QUESTIONS, read_questions

_WIDTH = 100


def main() -> None:
    """Prints every figure."""
    console = Console(width=_WIDTH, highlight=False)
    library = open_bundled_library()
    questions = read_questions(DEVELOPMENT_QUESTIONS)
    console.print(_retrieval_table(measure_retrieval(library, questions)))
    console.print(_answer_table(measure_answers(library, questions)))
    click.echo("Embedding speed")
    embedding_speed.main()


def _retrieval_table(figures: list[RetrievalFigures]) -> Table:
    table = Table(title="Retrieval: share of questions with a relevant paragraph among the first k")
    for column in ("ranking", "language", "questions", *(f"R@{k}" for k in CUTOFFS)):
        table.add_column(column, justify="left" if column in {"ranking", "language"} else "right")
    for row in figures:
        table.add_row(row.name, row.language, str(row.questions), *(f"{share:.2f}" for share in row.found_within))
    return table


def _answer_table(figures: AnswerFigures) -> Table:
    table = Table(title="Answers to the development questions, on which the weights were chosen", show_header=False)
    shown = figures.answered_right + figures.answered_wrong
    for name, value in (
        ("answerable questions answered right", f"{figures.answered_right} of {figures.answerable}"),
        ("… answered wrong", f"{figures.answered_wrong} of {shown} that were answered"),
        ("… refused", f"{figures.refused}"),
        ("unanswerable questions answered", f"{figures.answered_although_unanswerable} of {figures.unanswerable}"),
        ("values shown that are right", f"{figures.values_right} of {figures.values} asked for"),
        ("milliseconds an answer, median / 95th percentile",
         f"{figures.median_milliseconds:.0f} / {figures.slowest_milliseconds:.0f}"),
    ):  # fmt: skip
        table.add_row(name, value)
    return table


if __name__ == "__main__":
    main()

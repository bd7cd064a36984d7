"""Asking every question once: the middle of an evaluation.

In: questions, an opened library and an assistant over it. Out: a `QuestionResult` each, kept as they come. Where an
earlier attempt with the same settings was cut off, its results are taken over. Measures are in `eval.measures`.
"""

import time
from collections.abc import Callable, Sequence

from assistant.answering import Assistant
from assistant.library import Library
from assistant.selection import Selection
from corpus.errors import PinpointError
from eval.question_set import EvaluationQuestion, QuoteFinder
from eval.results import QuestionResult, failed_result, make_result
from eval.run_file import Journal


def ask_all(
    questions: Sequence[EvaluationQuestion],
    assistant: Assistant,
    library: Library,
    journal: Journal,
    on_progress: Callable[[int, int], None],
    selection: Selection | None = None,
) -> list[QuestionResult]:
    """The results of all questions, in their order; `on_progress` hears (done, total).

    With `selection`, they are asked of those documents alone, and only these hold right paragraphs. What `on_progress`
    raises ends the run, and what was asked is kept.
    """
    chosen = selection.chosen(library) if selection else None
    quotes = QuoteFinder(
        (library.document_of(paragraph), paragraph)
        for paragraph in library.retriever.paragraphs
        if chosen is None or paragraph.document_id in chosen
    )
    results = []
    # What the first search loads is not what the first question takes.
    library.search("warm-up", "en", 1)
    for number, question in enumerate(questions):
        on_progress(number, len(questions))
        result = journal.done.get(question.question_id)
        if result is None:
            result = _ask(question, quotes, assistant, selection)
            journal.add(result)
        results.append(result)
    on_progress(len(questions), len(questions))
    return results


def _ask(
    question: EvaluationQuestion, quotes: QuoteFinder, assistant: Assistant, selection: Selection | None
) -> QuestionResult:
    needed = quotes.needed(question)
    started = time.perf_counter()
    try:
        answer = assistant.ask(question.question, selection=selection)
    except PinpointError as error:
        return failed_result(question, needed, str(error))
    milliseconds = (time.perf_counter() - started) * 1000
    return make_result(question, needed, answer, milliseconds)

"""The development questions as a benchmark of ranking, for Pinpoint's stages and for other systems.

In: an opened library and questions. Out: a `Benchmark`. Answers are measured by `pinpoint eval`, not here.
"""

from collections.abc import Sequence

from assistant.library import Library
from assistant.questions.question import analyse_question
from eval.benchmark import Benchmark, BenchmarkParagraph, BenchmarkQuestion
from eval.question_set import LOOKUP_KIND, EvaluationQuestion, QuoteFinder

DEVELOPMENT = "npt"
"""The benchmark's name: that of the bundled corpus."""


def development_benchmark(library: Library, questions: Sequence[EvaluationQuestion]) -> Benchmark:
    """The answerable questions over the library's paragraphs, as other systems can be given them too.

    References are left out: they are followed, not searched for.
    """
    paragraphs = library.retriever.paragraphs
    quotes = QuoteFinder((library.document_of(paragraph), paragraph) for paragraph in paragraphs)
    return Benchmark(
        DEVELOPMENT,
        tuple(BenchmarkParagraph(paragraph.paragraph_id, paragraph.text) for paragraph in paragraphs),
        tuple(
            BenchmarkQuestion(
                question.question_id,
                analyse_question(question.question).language,
                question.question,
                frozenset(quotes.relevant(question)),
            )
            for question in questions
            if question.answerable and question.kind != LOOKUP_KIND
        ),
    )

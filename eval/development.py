"""The development questions as a benchmark of ranking, for Pinpoint's stages and for other systems.

In: an opened library and questions. Out: a `Benchmark`, and figures by language. Answers are measured by `pinpoint
eval`, not here.
"""

from collections.abc import Sequence

from assistant.library import Library
from assistant.questions.question import analyse_question
from eval.bench.pinpoint_run import rank_stages
from eval.bench.system_runs import measure_benchmark
from eval.benchmark import Benchmark, BenchmarkParagraph, BenchmarkQuestion
from eval.measures.ranking import RankingFigures
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


def measure_retrieval(library: Library, questions: Sequence[EvaluationQuestion]) -> list[RankingFigures]:
    """Every stage of the search on the answerable questions, by language."""
    benchmark = development_benchmark(library, questions)
    return [
        figures
        for ranking in rank_stages(benchmark, library.retriever)
        for figures in measure_benchmark(benchmark, ranking)
    ]

"""Retrieval on the development questions, with the real encoder on the real documents."""

import pytest

from eval.bench.pinpoint_run import rank_stages
from eval.bench.system_runs import measure_benchmark
from eval.development import development_benchmark
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions


@pytest.fixture(scope="module")
def questions():
    return read_questions(DEVELOPMENT_QUESTIONS)


def test_answerable_questions_become_a_benchmark_over_all_paragraphs(library, questions):
    benchmark = development_benchmark(library, questions)
    assert len(benchmark.questions) == sum(question.answerable and question.kind != "lookup" for question in questions)
    assert len(benchmark.paragraphs) == len(library.retriever.paragraphs)
    known = {paragraph.paragraph_id for paragraph in benchmark.paragraphs}
    assert all(question.relevant <= known for question in benchmark.questions)
    assert all(question.relevant for question in benchmark.questions)


def test_the_whole_search_is_far_better_than_dense_search(library, questions):
    benchmark = development_benchmark(library, questions)
    first = {
        row.name: row.found_within[0]
        for ranking in rank_stages(benchmark, library.retriever)
        for row in measure_benchmark(benchmark, ranking)
        if row.language == "all"
    }
    # Measured .87 against .48; the bounds leave room for other processors' arithmetic, not for regressions.
    assert first["Pinpoint"] >= 0.82
    assert first["Pinpoint"] >= 1.5 * first["dense"]

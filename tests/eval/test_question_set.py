"""The hand-written questions and what answers them in the bundled documents."""

import pytest

from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions
from eval.question_set import QuoteFinder

TEST_QUESTIONS = DEVELOPMENT_QUESTIONS.with_name("npt-test.jsonl")


@pytest.fixture(scope="module")
def quotes(library):
    return QuoteFinder((library.document_of(paragraph), paragraph) for paragraph in library.retriever.paragraphs)


@pytest.mark.parametrize("path", [DEVELOPMENT_QUESTIONS, TEST_QUESTIONS], ids=lambda path: path.stem)
def test_every_quote_of_the_questions_stands_in_a_paragraph(quotes, path):
    for question in read_questions(path):
        needed = quotes.needed(question)
        assert all(needed), question.question_id
        assert bool(needed) == question.answerable, question.question_id

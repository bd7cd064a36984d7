"""A few answers and every word once, against the real server; and what counts as a loss."""

from collections import Counter

import pytest

from eval.trust.load import questions_alone
from eval.trust.records import (
    LOGGING,
    compare_counts,
    differing,
    search_for_words,
    search_spans,
    trace_answers,
    unmatched,
    words_in,
)
from eval.trust.served import serve_index

QUESTIONS = 8


@pytest.fixture(scope="module")
def served(index_folder):
    with serve_index(index_folder, environment=LOGGING) as served:
        yield served


def test_each_answer_is_found_in_the_log_by_its_number(served):
    tally = trace_answers(served, questions_alone(QUESTIONS), 2)
    assert tally.losses == ()
    assert tally.survived == QUESTIONS


def test_the_numbers_are_those_of_the_requests_that_were_made(served):
    tally = compare_counts(served, 1)
    assert tally.losses == ()
    assert tally.tried > 10


def test_no_word_that_anybody_sent_is_in_the_log_or_the_numbers(served):
    words, lines = search_for_words(served, 1)
    assert words.losses == ()
    assert lines.losses == ()
    assert min(words.tried, lines.tried) > 100


def test_no_word_that_anybody_sent_is_in_a_span(library):
    tally = search_spans(library, 1)
    assert tally.losses == ()
    assert tally.tried > 10


def test_an_answer_without_its_one_record_is_a_loss():
    record = {"event": "answered", "request_id": "a", "cited": ["x.p1", "x.p2"]}
    asked = ("Who?", "a", ("x.p2", "x.p1"))
    assert list(unmatched([asked], [record])) == []
    assert list(unmatched([asked], [])) == ["0 records of a, the answer to 'Who?'"]
    assert list(unmatched([asked], [record, record])) == ["2 records of a, the answer to 'Who?'"]
    (loss,) = unmatched([("Who?", "a", ("x.p1",))], [record])
    assert loss == "a, 'Who?': cites ['x.p1'], and in the log ['x.p1', 'x.p2']"


def test_a_word_that_was_written_and_a_request_that_was_not_counted_are_losses():
    assert words_in("Received inputs: KanarekEventData") == ["event data: 'kanarekeventdata' was written"]
    assert differing(Counter({("a", "b"): 2}), Counter({("a", "b"): 1})) == ["a b: 2 made, 1 counted"]
    assert differing(Counter(), Counter({("a", "b"): 1})) == ["a b: 0 made, 1 counted"]

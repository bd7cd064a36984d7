"""Who asks for all at once and who never listens, a little of it; and what counts as a loss."""

import asyncio
from types import SimpleNamespace

import pytest

from eval.trust.request_floods import _many_questions, _unfair
from eval.trust.served import serve_index
from eval.trust.silent_visitor import tally_silence


@pytest.fixture(scope="module")
def served(index_folder):
    with serve_index(index_folder) as served:
        yield served


def test_a_crowd_of_one_visitor_waits_and_another_is_answered_in_between(served):
    tally = asyncio.run(_many_questions(served.address, 100))
    assert tally.losses == ()
    assert "passed while the other's three were answered" in tally.figures


def test_a_crowd_that_passes_first_or_does_not_wait_at_all_is_a_loss():
    assert _unfair(waited=68, meanwhile=12) == []
    assert _unfair(waited=68, meanwhile=40) == ["three questions of another visitor waited for 40 of 68 of the crowd's"]
    (loss,) = _unfair(waited=10, meanwhile=3)
    assert loss.startswith("the crowd was not waiting")


def test_a_visitor_who_never_listens_takes_no_room_of_others(served):
    tally = asyncio.run(tally_silence(served, 10))
    assert (tally.tried, tally.losses) == (11, ())


def test_memory_that_fills_with_what_is_not_listened_to_is_a_loss(served):
    sizes = iter(range(100, 1000, 20))
    growing = SimpleNamespace(address=served.address, mebibytes=lambda: next(sizes))
    (loss,) = asyncio.run(tally_silence(growing, 5)).losses
    assert loss == "memory grew from 100 to 200 MiB"

"""A few of the kills that `make trust` tries by the hundred."""

import pytest

from eval.trust import kills
from eval.trust.kills import situations, tally_kills


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, encoder):
    return {one.fault: one for one in situations(tmp_path_factory.mktemp("kills"), encoder)}


@pytest.mark.parametrize(
    ("fault", "count"), [("ingest of a change", 3), ("removal of an upload", 3), ("import --replace", 3)]
)
def test_a_killed_process_leaves_the_old_index_or_the_new_one_and_is_done_again(prepared, nursery, fault, count):
    tally = tally_kills(prepared[fault], count, nursery)
    assert (tally.tried, tally.losses) == (count, ())
    assert "times the old index" in tally.figures


def test_what_an_upload_had_written_when_it_was_killed_is_tidied_up_when_it_is_done_again(prepared, nursery):
    # Its last moments: the new index is in place, the old one and the replaced file are still there.
    tally = tally_kills(prepared["upload"], 2, nursery)
    assert tally.losses == ()
    assert "1 the new" in tally.figures


def test_a_moment_at_which_nothing_was_killed_is_a_loss_and_a_kill_that_comes_too_late_is_tried_again(
    prepared, nursery, monkeypatch
):
    planned = [kills._Kill(moment=10**6), kills._Kill(seconds=6.0)]
    monkeypatch.setattr(kills, "_kills", lambda *_: iter(planned))
    tally = tally_kills(prepared["removal of an upload"], 2, nursery)
    assert tally.tried == 2
    assert [loss.split(": ")[1] for loss in tally.losses] == ["it was not killed"]
    assert "were over before, and tried again" in tally.figures

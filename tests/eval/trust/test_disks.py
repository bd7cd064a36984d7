"""A few of the full disks that `make trust` tries by the hundred."""

import pytest

from eval.trust.disks import tally_file_limit, tally_full_disk, tally_read_only


def test_an_ingest_on_a_full_disk_says_so_and_leaves_the_old_index(tmp_path, encoder):
    tally = tally_full_disk(2, tmp_path, encoder)
    if tally.not_tried:
        pytest.skip(tally.not_tried)
    assert (tally.tried, tally.losses) == (2, ())
    assert not tally.figures.startswith("0 times")


def test_an_ingest_that_may_write_no_long_file_says_so_and_leaves_the_old_index(tmp_path, encoder, nursery):
    tally = tally_file_limit(1, tmp_path, encoder, nursery)
    assert (tally.tried, tally.losses, tally.figures) == (1, (), "1 times it did not fit")


def test_an_ingest_where_nothing_may_be_written_says_so(tmp_path, encoder):
    tally = tally_read_only(tmp_path, encoder)
    if tally.not_tried:
        pytest.skip(tally.not_tried)
    assert (tally.tried, tally.losses) == (1, ())

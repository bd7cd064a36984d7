"""A few of the changes while a file is read that `make trust` tries by the dozen."""

from eval.trust.changing_files import tally_changed_at_opening, tally_changing_files, tally_changing_manifest


def test_a_file_that_changes_as_it_is_opened_is_taken_as_it_was_at_one_moment(tmp_path):
    tally = tally_changed_at_opening(tmp_path)
    assert (tally.tried, tally.losses) == (6, ())


def test_a_file_that_changes_all_the_while_is_taken_as_it_was_at_one_moment(tmp_path, encoder):
    tallies = tally_changing_files(2, tmp_path, encoder)
    assert [(tally.tried, tally.losses) for tally in tallies] == [(2, ())] * 3


def test_a_manifest_that_changes_is_taken_as_it_was_at_one_moment_or_refused(tmp_path, encoder):
    tally = tally_changing_manifest(3, tmp_path, encoder)
    assert (tally.tried, tally.losses) == (3, ())

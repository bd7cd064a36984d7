"""A few of the meetings of processes that `make trust` tries by the dozen."""

from eval.trust.writers import tally_readers, tally_two_writers


def test_a_second_writer_is_told_to_wait_and_nothing_is_lost(tmp_path, encoder, nursery):
    tally = tally_two_writers(1, tmp_path, encoder, nursery)
    assert (tally.tried, tally.losses) == (1, ())


def test_readers_go_over_to_each_new_index_and_never_say_anything_else(tmp_path, encoder, nursery):
    tally = tally_readers(4, tmp_path, encoder, nursery)
    assert (tally.tried, tally.losses) == (4, ())

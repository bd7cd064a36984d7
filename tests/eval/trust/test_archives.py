"""Damaged and hostile archives, as `make trust` tries them."""

import pytest

from eval.trust.archives import make_archive, tally_flips, tally_hostile


@pytest.fixture(scope="module")
def archive(tmp_path_factory, encoder):
    return make_archive(tmp_path_factory.mktemp("archive"), encoder)


def test_a_damaged_archive_is_refused_and_leaves_nothing(archive, encoder):
    tally = tally_flips(archive, 25, encoder)
    assert (tally.tried, tally.losses) == (52, ())


def test_a_hostile_archive_is_refused_and_leaves_nothing(archive, encoder):
    tally = tally_hostile(archive, encoder)
    assert tally.tried > 20
    assert tally.losses == ()

"""The fuzzing of `make trust`, for a moment; and that it finds what it is for."""

import time
from pathlib import Path

import pytest

from eval.trust.fuzz_modules import MODULES
from eval.trust.fuzz_targets import Target, targets
from eval.trust.fuzzing import fuzz_by_coverage, fuzz_by_pieces


def test_each_target_says_what_is_instrumented():
    assert list(MODULES) == list(targets())


@pytest.mark.parametrize("name", ["Markdown files", "paragraph cutting", "symbols", "references"])
def test_texts_of_telling_pieces_break_nothing(name, index_folder):
    tally = fuzz_by_pieces(name, index_folder, count=60)
    assert tally.tried >= 60
    assert not tally.losses


def test_inputs_that_do_something_new_break_nothing(index_folder, tmp_path):
    tally = fuzz_by_coverage("symbols", index_folder, tmp_path, seconds=30, count=300)
    assert tally.tried >= 300
    assert not tally.losses


@pytest.mark.parametrize("name", list(MODULES))
def test_seeds_are_what_they_should_be(name, index_folder):
    for data in targets()[name].seeds:
        targets()[name].attempt(data, index_folder)


def test_a_target_tells_what_takes_too_long():
    def spin(data, index):
        started = time.thread_time()
        while time.thread_time() - started < 1.1:
            pass

    with pytest.raises(AssertionError, match="0 bytes take"):
        Target("spin", spin).attempt(b"", Path())

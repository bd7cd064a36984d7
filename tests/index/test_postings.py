"""Which paragraphs hold which terms: both ways, from disk, and put together from old and new."""

import numpy as np
import pytest

from index.postings import Postings

ROWS = [{"条约": 2.0, "ctbt": 1.0}, {}, {"ctbt": 3.0, "symbol:a/res/67/53": 1.0, "symbol:a/res/67": 1.0}]


@pytest.fixture
def postings(tmp_path):
    Postings.from_rows(ROWS).save(tmp_path, "words")
    return Postings.load(tmp_path, "words")


def test_rows_of_a_term_come_with_their_weights(postings):
    rows, weights = postings.rows_of("ctbt")
    assert (rows.tolist(), weights.tolist(), postings.count("ctbt")) == ([0, 2], [1, 3], 2)
    assert (rows.dtype, weights.dtype) == (np.int32, np.float32)


@pytest.mark.parametrize("term", ["", "ctb", "ctbtx", "\U0010ffff", "\ud800"])
def test_unknown_term_has_no_rows(postings, term):
    assert (postings.rows_of(term)[0].tolist(), postings.count(term), term in postings) == ([], 0, False)


def test_terms_of_a_row(postings):
    assert [set(postings.terms_of(row)) for row in range(postings.paragraphs)] == [set(row) for row in ROWS]


def test_terms_that_begin_alike_are_found_together(postings):
    assert list(postings.terms_with_prefix("symbol:a/res/67")) == ["symbol:a/res/67", "symbol:a/res/67/53"]
    assert list(postings.terms_with_prefix("symbol:s/")) == []


def test_old_and_new_rows_are_joined_in_any_order_and_unused_terms_go(postings):
    new = Postings.from_rows([{"ctbt": 5.0}, {"new": 1.0}])
    joined = Postings.joined(postings, new, np.array([4, 0, 3, 1]))
    assert [joined.terms_of(row) for row in range(4)] == [["new"], ["ctbt", "条约"], ["ctbt"], []]
    assert [part.tolist() for part in joined.rows_of("ctbt")] == [[1, 2], [1, 5]]
    assert "symbol:a/res/67" not in joined
    assert len(joined) == 3


def test_no_rows_at_all(tmp_path):
    Postings.from_rows([]).save(tmp_path, "words")
    empty = Postings.load(tmp_path, "words")
    assert (empty.paragraphs, len(empty), empty.count("x")) == (0, 0, 0)
    assert Postings.joined(empty, Postings.from_rows(ROWS), np.array([2])).count("ctbt") == 1


def test_file_that_was_cut_short_is_refused(tmp_path, postings):
    path = tmp_path / "words.postings"
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(ValueError, match="cut short"):
        Postings.load(tmp_path, "words")

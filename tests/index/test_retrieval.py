"""From questions to ranked paragraphs, with the real encoder on the real documents."""

import pytest

from corpus.errors import PinpointError
from index.retrieval import Retriever
from index.store import read_index


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "When did Belgium ratify the CTBT?"),
        ("zh", "比利时哪一年批准了全面禁核试条约？"),
        ("fr", "Quand la Belgique a-t-elle ratifié le TICE ?"),
    ],
)
def test_ratification_is_found_in_a_belgian_report(library, language, question):
    first = library.search(question, language, 3).results[0]
    assert first.document.document_id in {"belgium-2015", "belgium-2022"}
    assert "1999 年 6 月 29 日" in first.paragraph.text


def test_results_are_ranked_and_as_many_as_asked_for(library):
    results = library.search("nuclear security", "en", 7).results
    assert len(results) == 7
    assert [r.score for r in results] == sorted((r.score for r in results), reverse=True)


def test_other_corpora_are_left_out(library):
    assert library.search("nuclear security", "en", 3, ["npt"]).results
    with pytest.raises(PinpointError, match=r"no corpus 'other': choose one of npt"):
        library.search("nuclear security", "en", 3, ["other"])


def test_encoder_that_did_not_make_the_index_is_refused(index_folder, encoder):
    class Other:
        name = "other"
        dimensions = encoder.dimensions

    with pytest.raises(PinpointError, match="settings say other"):
        Retriever(read_index(index_folder), Other())


@pytest.mark.parametrize("question", ["?", "😀", "x" * 20_000, "\u202eevil", "批准" * 3000])
def test_odd_questions_find_something_and_break_nothing(library, question):
    assert len(library.search(question, "en", 2).results) == 2

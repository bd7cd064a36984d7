"""Citation measures, each with a case worked out by hand."""

from eval.measures.citations import citation_precision, citation_recall, claims_supported, verbatim_quotes


def test_precision_is_the_share_of_cited_paragraphs_that_are_needed(result):
    # a and c are needed, x is not; a is cited twice and counts once.
    assert citation_precision(result(needed=(("a", "b"), ("c",)), cited=("a", "x", "c", "a"))) == 2 / 3


def test_recall_is_the_share_of_pieces_of_evidence_that_are_cited(result):
    needed = (("a", "b"), ("c",))
    assert citation_recall(result(needed=needed, cited=("b", "x"))) == 1 / 2
    assert citation_recall(result(needed=needed, cited=("c", "a", "b"))) == 1
    assert citation_recall(result(needed=needed, cited=())) == 0


def test_only_answers_shown_to_questions_with_known_evidence_count(result, unanswerable):
    for other in (result(is_answered=False), result(needed=()), unanswerable(), result(error="no model", given=None)):
        assert citation_precision(other) is None
        assert citation_recall(other) is None
    assert citation_precision(result(cited=())) is None


def test_quotes_are_counted_of_all_answers_shown(result, unanswerable):
    assert verbatim_quotes(result(cited=("a", "b"))) == (2, 2)
    assert verbatim_quotes(unanswerable(verbatim=False)) == (0, 1)
    assert verbatim_quotes(result(is_answered=False)) == (0, 0)
    assert verbatim_quotes(result(given=None)) == (0, 0)


def test_claims_are_counted(result):
    assert claims_supported(result(claims_supported=3, claims_unsupported=1)) == (3, 4)

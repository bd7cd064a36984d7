"""The hand-written claims point where they say, and the shares are computed right."""

import json
from collections import Counter

import pytest

from assistant.drafts.draft import read_draft
from assistant.drafts.draft_text import read_draft_text
from assistant.lookup.citations import look_up
from corpus.errors import PinpointError
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText
from eval.claim_check import (
    ALTERATIONS,
    DEVELOPMENT_CLAIMS,
    TEST_CLAIMS,
    EvaluationClaim,
    Share,
    as_draft,
    check_claims,
    read_claims,
    shares,
)

CLAIMS = [*read_claims(DEVELOPMENT_CLAIMS), *read_claims(TEST_CLAIMS)]


def test_ids_and_texts_are_unique_over_both_files():
    assert len({claim.claim_id for claim in CLAIMS}) == len({claim.text for claim in CLAIMS}) == len(CLAIMS) == 200


def test_half_are_true_and_the_kinds_of_alteration_are_balanced():
    assert Counter(claim.altered for claim in CLAIMS) == {None: 100, **dict.fromkeys(ALTERATIONS, 25)}
    assert Counter(claim.language for claim in CLAIMS) == {"en": 120, "zh": 80}
    assert all(claim.is_true == (claim.altered is None) == (claim.original is None) for claim in CLAIMS)


@pytest.mark.parametrize("path", [DEVELOPMENT_CLAIMS, TEST_CLAIMS])
def test_each_file_has_every_kind_in_both_languages_and_all_documents(path):
    claims = read_claims(path)
    counts = Counter((claim.language, claim.altered) for claim in claims)
    assert min(counts[language, kind] for language in ("en", "zh") for kind in ALTERATIONS) >= 3
    assert abs(sum(claim.is_true for claim in claims) - len(claims) / 2) <= 1
    assert len({claim.paragraph_id.partition(".")[0] for claim in claims}) == 5


def test_a_third_is_held_out():
    assert len(read_claims(TEST_CLAIMS)) == 66


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.claim_id)
def test_citation_leads_to_the_paragraph_and_the_sentence_is_found_in_a_draft(library, claim):
    found = look_up(claim.citation, library)
    assert [paragraph.paragraph_id for paragraph in found.paragraphs] == [claim.paragraph_id]
    text = as_draft(claim)
    source = SourceText(text, wrapped_lines(text, paged=False))
    draft = read_draft(read_draft_text(source, is_markdown=False), library)
    assert [sentence.text for sentence in draft.cited] == [claim.text]


@pytest.mark.parametrize("claim", [claim for claim in CLAIMS if claim.altered == "citation"], ids=lambda c: c.claim_id)
def test_altered_citation_stands_for_another_paragraph(library, claim):
    right = look_up(claim.original, library)
    assert right.kind == "paragraph"
    assert claim.paragraph_id not in [paragraph.paragraph_id for paragraph in right.paragraphs]


def test_wilson_interval_by_hand():
    # 8 of 10: centre (0.8 + 0.19207) / 1.38415, spread 1.95996 * sqrt(0.016 + 0.0096037) / 1.38415.
    low, high = Share(8, 10).interval
    assert (low, high) == pytest.approx((0.4902, 0.9433), abs=5e-4)


def test_shares_count_what_was_caught_and_what_was_rejected():
    def claim(altered):
        return EvaluationClaim("c", "en", "It is so.", "X, para. 1", "x.p1", altered is None, altered, None)

    counted = dict(shares([claim("value"), claim("value"), claim(None)], [None, None, None]))
    assert (counted["altered, caught"].count, counted["altered, caught"].of) == (2, 2)
    assert (counted["  value"].of, counted["  country"].of) == (2, 0)
    assert (counted["true, rejected"].count, counted["true, rejected"].of) == (1, 1)


def test_value_that_is_wrong_is_caught_and_the_right_one_passes(library):
    right = EvaluationClaim(
        "a",
        "en",
        "Belgium ratified the CTBT on 29 June 1999.",
        "Report by Belgium (2022), para. 18",
        "",
        True,
        None,
        None,
    )
    wrong = EvaluationClaim(
        "b",
        "en",
        "Belgium ratified the CTBT on 29 July 1999.",
        "Report by Belgium (2022), para. 18",
        "",
        False,
        "value",
        "29 June 1999",
    )
    assert [result.verdict for result in check_claims([right, wrong], library)] == ["supported", "unsupported"]


def test_line_that_is_no_claim_is_named(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps({"claim_id": "c001"}) + "\n", encoding="utf-8")
    with pytest.raises(PinpointError, match="line 1: this is no claim"):
        read_claims(path)
    with pytest.raises(PinpointError, match="check the path"):
        read_claims(tmp_path / "missing.jsonl")

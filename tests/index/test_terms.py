import gc
import weakref

import numpy as np
import pytest

from index.postings import Postings
from index.terms import CONTEXT_SHARE, TermIndex
from index.words import find_words, question_words

PARAGRAPHS = [
    ("比利时于1999年6月29日批准了《全面禁止核试验条约》。", "zh"),
    ("各国应减少核武器的数量。", "zh"),
    ("The church opened its school in 1901.", "en"),
    ("Nuclear weapons were reduced.", "en"),
]


@pytest.fixture(scope="module")
def terms():
    return TermIndex(
        words=Postings.from_rows(find_words(text, language) for text, language in PARAGRAPHS),
        concepts=Postings.from_rows([{"territory:BE": 1, "year:1999": 1}, {}, {}, {}]),
        context=Postings.from_rows([{}, {"territory:BE": 1}, {}, {}]),
    )


@pytest.mark.parametrize(
    ("question", "language", "rows"),
    [
        ("Which treaty was ratified?", "en", [0]),
        ("Reduction of nuclear weapons", "en", [1, 3]),
        ("核武器减少了吗？", "zh", [1, 3]),
        ("學校和教會", "zh", [2]),
        ("1901", "ru", [2]),
    ],
)
def test_words_find_paragraphs_in_both_languages(terms, question, language, rows):
    coverage = terms.coverage(question_words(question, language), ())
    assert set(np.flatnonzero(coverage)) >= set(rows)
    assert set(np.argsort(-coverage)[: len(rows)]) == set(rows)


def test_a_concept_in_the_context_counts_less_than_in_the_text(terms):
    coverage = terms.coverage((), ["territory:BE"])
    assert coverage[0] == pytest.approx(1)
    assert coverage[1] == pytest.approx(CONTEXT_SHARE)
    assert coverage[2] == coverage[3] == 0


def test_words_that_nobody_has_lower_the_share_that_is_covered(terms):
    known = terms.coverage(["church"], ())
    assert terms.coverage(["church", "xyzzyx"], ())[2] < known[2]


def test_a_word_is_said_in_the_words_of_another_language_or_not_at_all(terms):
    chinese = find_words("各国减少了核武器。", "zh")
    for word in question_words("weapons", "en"):
        assert terms.rarity_said(word, chinese) > 0
        assert terms.rarity_said(word, find_words("学校和教会", "zh")) == 0
    (english,) = question_words("church", "en")
    assert terms.rarity_said(english, find_words("A church", "en")) >= terms.rarity_said(english, chinese)
    assert terms.rarity_said("xyzzyx", {"xyzzyx": 1.0}) == 0


def test_rare_concepts_count_more(terms):
    assert terms.rarity("territory:FR") > terms.rarity("territory:BE")


def test_bm25_of_a_single_word_is_as_worked_out_by_hand():
    terms = TermIndex(
        words=Postings.from_rows([{"qqq": 2, "rrr": 1}, {"rrr": 1, "sss": 1}]),
        concepts=Postings.from_rows([{}, {}]),
        context=Postings.from_rows([{}, {}]),
    )
    # Both paragraphs have two terms, so that length plays no part: 2 · 2.2 / (2 + 1.2), and the word's rarity,
    # the only one asked for, cancels out.
    assert terms.coverage(["qqq"], ())[0] == pytest.approx(4.4 / 3.2)


def test_an_empty_question_covers_nothing(terms):
    assert not terms.coverage((), ()).any()


def test_terms_that_nobody_uses_any_more_are_freed():
    words = Postings.from_rows(find_words(text, language) for text, language in PARAGRAPHS)
    terms = TermIndex(words, Postings.from_rows([{}] * 4), Postings.from_rows([{}] * 4))
    terms.coverage(question_words("Which treaty was ratified?", "en"), ())
    gone = weakref.ref(terms)
    del terms
    gc.collect()
    assert gone() is None

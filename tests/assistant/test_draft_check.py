"""Whole drafts checked against the real corpus: verdicts, reasons, right values, where a claim really stands."""

import pytest

from assistant.drafts.draft_check import DraftChecker
from assistant.drafts.draft_text import read_draft_text
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText

BELGIUM = "Report by Belgium (2022)"


@pytest.fixture(scope="module")
def check(library):
    checker = DraftChecker(library)

    def check(text):
        return checker.check(read_draft_text(SourceText(text, wrapped_lines(text, paged=False)), is_markdown=True))

    return check


def test_true_sentence_is_supported_by_the_sentence_that_says_so(check):
    (claim,) = check(f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}, para. 18].").claims
    assert (claim.verdict, claim.is_checked, claim.elsewhere) == ("supported", True, None)
    paragraph, start, end = claim.best
    assert paragraph.text[start:end] == "比利时于 1999 年 6 月 29 日批准了该条约。"


def test_wrong_value_is_caught_and_the_right_one_given(check):
    (claim,) = check(f"Belgium ratified the CTBT on 6 June 1999 [{BELGIUM}, para. 18].").claims
    assert claim.verdict == "unsupported"
    (problem,) = [problem for problem in claim.problems if problem.kind == "value"]
    assert (problem.written, problem.stands) == ("6 June 1999", "29 June 1999")


def test_wrong_value_is_caught_in_chinese_too(check):
    (claim,) = check("比利时于1998年6月29日批准了该条约（比利时报告（2022年），第18段）。").claims
    assert (claim.verdict, claim.language) == ("unsupported", "zh")


def test_wrong_paragraph_is_caught_and_the_right_one_named(check):
    (claim,) = check(f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}, para. 17].").claims
    assert claim.verdict == "unsupported"
    assert claim.elsewhere is not None
    assert claim.elsewhere.paragraph_id in {"belgium-2022.p18", "belgium-2015.u5aa52b76"}


@pytest.mark.parametrize("claim", ["The tiger is large", "The weather is fine", "My car needs new tyres"])
def test_nothing_bears_out_what_no_document_speaks_of(check, claim):
    (checked,) = check(f"{claim} [{BELGIUM}, para. 17].").claims
    assert (checked.verdict, checked.elsewhere) == ("unsupported", None)


def test_one_of_several_paragraphs_is_enough(check):
    (claim,) = check(f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}, paras. 17–19].").claims
    assert claim.verdict == "supported"
    assert claim.best[0].paragraph_id == "belgium-2022.p18"


def test_citation_of_a_whole_document_is_checked_against_what_is_most_like_it(check):
    right, wrong = check(
        f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}]. It has nine reactors [{BELGIUM}]."
    ).claims
    assert right.verdict == "supported"
    assert wrong.verdict == "unsupported"


def test_paragraph_that_is_not_there_is_said_to_be_missing(check):
    (claim,) = check(f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}, para. 99].").claims
    assert (claim.verdict, claim.is_checked, claim.problems[0].kind) == ("unsupported", True, "marker")
    assert "no such paragraph" in claim.reason


def test_document_that_is_not_there_leaves_the_claim_unchecked(check):
    (claim,) = check("The Assembly recalled it [A/RES/99/999, para. 3].").claims
    assert (claim.verdict, claim.is_checked) == ("unsupported", False)
    assert "A/RES/99/999, para. 3" in claim.reason


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’Assemblée l’a rappelé [A/RES/99/999, par. 3].", "Vérification impossible"),
        ("La Asamblea lo recordó en su resolución [A/RES/99/999, párr. 3].", "No se pudo comprobar"),
        ("Ассамблея напомнила об этом [A/RES/99/999, п. 3].", "Проверить не удалось"),
        ("وأشارت الجمعية إلى ذلك [A/RES/99/999، الفقرة 3].", "تعذر التحقق"),
        ("大会回顾了这一点（A/RES/99/999，第3段）。", "无法核对"),
    ],
)
def test_reason_is_in_the_language_of_the_claim(check, text, words):
    assert words in check(text).claims[0].reason


def test_quotation_must_stand_there_word_for_word(check):
    quoted = "报告说：“{}”（比利时报告（2022年），第18段）。"
    (right,) = check(quoted.format("比利时于1999年6月29日批准了该条约")).claims
    (wrong,) = check(quoted.format("比利时于1999年6月29日就批准了该条约")).claims
    assert right.verdict == "supported"
    assert wrong.verdict == "unsupported"
    assert ("wording", "比利时于 1999 年 6 月 29 日批准了该条约。") in [(p.kind, p.stands) for p in wrong.problems]


def test_quotation_in_another_language_is_checked_as_a_claim(check):
    quoted = "The report says: “{}” [{}, para. 18]."
    right, wrong = (
        check(quoted.format(words, BELGIUM)).claims[0]
        for words in ("Belgium ratified the Treaty on 29 June 1999", "Belgium ratified the Treaty on 29 July 1999")
    )
    assert (right.verdict, wrong.verdict) == ("supported", "unsupported")


def test_draft_without_citations_has_nothing_to_check(check):
    report = check("Belgium ratified the CTBT. It did so in 1999.")
    assert report.claims == ()
    assert [sentence.text for sentence in report.uncited] == ["Belgium ratified the CTBT.", "It did so in 1999."]

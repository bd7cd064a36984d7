"""An answer is cut into its claims, each with its markers."""

import pytest

from assistant.checking.claims import split_claims


def texts_and_markers(answer):
    return [(claim.text, claim.markers) for claim in split_claims(answer)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("It did so in 1999 [1]. It left in 2001.[2,3]", [("It did so in 1999.", (1,)), ("It left in 2001.", (2, 3))]),
        ("Two agree. [1][3] One does not. [2]", [("Two agree.", (1, 3)), ("One does not.", (2,))]),
        ("All do [1-3].", [("All do.", (1, 2, 3))]),
        ("比利时批准了该条约［１］。欧盟捐了款。【1、2】", [("比利时批准了该条约。", (1,)), ("欧盟捐了款。", (1, 2))]),
        (
            "Бельгия ратифицировала Договор [1]. См. п. 5 [2].",
            [("Бельгия ратифицировала Договор.", (1,)), ("См. п. 5.", (2,))],
        ),
        ("صدقت بلجيكا على المعاهدة [1]. ولم تنسحب [2].", [("صدقت بلجيكا على المعاهدة.", (1,)), ("ولم تنسحب.", (2,))]),
        ("¿Ratificó? Sí, en 1999 [1].", [("¿Ratificó?", ()), ("Sí, en 1999.", (1,))]),
        (
            "Elle l'a fait en 1999 [1] ; l'Espagne aussi [2].",
            [("Elle l'a fait en 1999;", (1,)), ("l'Espagne aussi.", (2,))],
        ),
    ],
)
def test_sentences_keep_the_markers_before_and_behind_their_stop(answer, expected):
    assert texts_and_markers(answer) == expected


@pytest.mark.parametrize(
    "answer",
    [
        "It is said in para. 18 of the report [1].",
        "The U.S. paid 1.5 million dollars, see No. 5 [1].",
        "Son coût est de 3,5 millions, cf. art. 6 [1].",
    ],
)
def test_abbreviations_and_decimal_points_do_not_end_a_claim(answer):
    assert len(split_claims(answer)) == 1


def test_bullets_and_markup_are_no_part_of_a_claim():
    answer = "## Answer\n\n- **Belgium** ratified it [1].\n1. `France` did too [2].\n\n[3]\n"
    assert texts_and_markers(answer) == [("Belgium ratified it.", (1,)), ("France did too.", (2, 3))]


@pytest.mark.parametrize(
    "opening",
    [
        "According to the documents:",
        "Based on the paragraphs provided:",
        "根据文件：",
        "Согласно документам:",
        "Voici la réponse :",
    ],
)
def test_what_only_introduces_is_no_claim(opening):
    assert texts_and_markers(f"{opening}\nBelgium ratified it [1].") == [("Belgium ratified it.", (1,))]


def test_sentence_without_marker_is_a_claim_that_cites_nothing():
    assert texts_and_markers("Belgium never signed it. France did [1].")[0] == ("Belgium never signed it.", ())
    assert texts_and_markers("According to the documents, Belgium left.")[0][1] == ()


def test_what_stands_before_a_semicolon_is_cited_with_the_rest():
    assert texts_and_markers("第一句；第二句[2]。") == [("第一句；第二句。", (2,))]
    assert [markers for _, markers in texts_and_markers("It rose [1]; it fell [2].")] == [(1,), (2,)]


def test_year_in_brackets_is_no_marker():
    assert texts_and_markers("Resolution 1540 [2004] says so [2].") == [("Resolution 1540 [2004] says so.", (2,))]


def test_span_holds_the_sentence_with_its_markers():
    answer = "According to the documents:\n- It did so in 1999 [1]. It left. [2]"
    assert [answer[claim.start : claim.end] for claim in split_claims(answer)] == [
        "It did so in 1999 [1].",
        "It left. [2]",
    ]


def test_claims_of_a_text_that_grows_stay_as_they_were():
    answer = "Belgium ratified it [1]. France did too.[2] It is said in No. 5 [3]."
    whole = split_claims(answer)
    for end in range(len(answer)):
        assert split_claims(answer[:end])[:-1] == whole[: max(0, len(split_claims(answer[:end])) - 1)]


def test_nothing_is_no_claim():
    assert split_claims("") == split_claims(" \n[1]\n---\n") == []

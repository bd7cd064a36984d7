"""A claim may not give a state's act to somebody whom the paragraph does not name."""

import pytest

from assistant.checking.verification import Verifier


@pytest.fixture(scope="module")
def verify(library):
    verifier = Verifier(library)
    return lambda claim, language: verifier.verify(claim, language, [library.paragraph("belgium-2022.p18")])


@pytest.mark.parametrize(
    ("claim", "language", "agent"),
    [
        ("Wallonia ratified the CTBT on 29 June 1999.", "en", "Wallonia"),
        ("In 1999, Lindqvist Harbour ratified the CTBT.", "en", "Lindqvist Harbour"),
        ("The treaty was ratified by Ruritania on 29 June 1999.", "en", "Ruritania"),
        ("La Ruritanie a ratifié le TICE le 29 juin 1999.", "fr", "Ruritanie"),
        ("Ruritania ratificó el TPCE el 29 de junio de 1999.", "es", "Ruritania"),
        ("Руритания ратифицировала ДВЗЯИ 29 июня 1999 г.", "ru", "Руритания"),
    ],
)
def test_an_act_of_somebody_who_does_not_stand_there_is_not_borne_out(verify, claim, language, agent):
    verdict = verify(claim, language)
    assert verdict.verdict == "unsupported"
    assert agent in verdict.reason


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("Belgium ratified the CTBT on 29 June 1999.", "en"),
        ("The Government ratified the CTBT on 29 June 1999.", "en"),
        ("Parliament ratified the CTBT on 29 June 1999.", "en"),
        ("Brussels ratified the CTBT on 29 June 1999.", "en"),
        ("It was ratified by Belgium on 29 June 1999.", "en"),
        ("La Belgique a ratifié le TICE le 29 juin 1999.", "fr"),
        ("Bélgica ratificó el TPCE el 29 de junio de 1999.", "es"),
        ("Бельгия ратифицировала ДВЗЯИ 29 июня 1999 г.", "ru"),
    ],
)
def test_an_act_of_the_state_that_stands_there_or_of_those_who_act_for_it_is(verify, claim, language):
    assert verify(claim, language).verdict == "supported"

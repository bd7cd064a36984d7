"""A claim is supported only by a paragraph that has its values, names and symbols."""

import pytest

from assistant.checking.verification import Verifier


@pytest.fixture(scope="session")
def verifier(library):
    return Verifier(library)


@pytest.fixture
def verify(verifier, library):
    def check(claim, language, *paragraph_ids):
        return verifier.verify(claim, language, [library.paragraph(paragraph_id) for paragraph_id in paragraph_ids])

    return check


RATIFIED = {
    "en": ("Belgium ratified the CTBT on {}.", "29 June 1999", "6 June 1999"),
    "fr": ("La Belgique a ratifié le TICE le {}.", "29 juin 1999", "6 juin 1999"),
    "es": ("Bélgica ratificó el TPCE el {}.", "29 de junio de 1999", "6 de junio de 1999"),
    "ru": ("Бельгия ратифицировала ДВЗЯИ {}.", "29 июня 1999 г.", "6 июня 1999 г."),
    "ar": ("صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية في {}.", "29 يونيو 1999", "6 يونيو 1999"),
    "zh": ("比利时于{}批准了《全面禁止核试验条约》。", "1999年6月29日", "1999年6月6日"),
}


@pytest.mark.parametrize("language", RATIFIED)
def test_right_date_is_supported_and_a_wrong_one_named_with_the_right_one(verify, language):
    sentence, right, wrong = RATIFIED[language]
    assert verify(sentence.format(right), language, "belgium-2022.p18").verdict == "supported"
    altered = verify(sentence.format(wrong), language, "belgium-2022.p18")
    assert altered.verdict == "unsupported"
    assert altered.problems[0].kind == "value"
    stands = altered.problems[0].stands
    assert stands.replace("\N{NARROW NO-BREAK SPACE}", " ") == right
    assert stands in altered.reason


NOTHING_FOUND = {
    "en": "No contradiction found in the cited paragraph.",
    "fr": "Aucune contradiction relevée dans le paragraphe cité.",
    "es": "No se ha encontrado ninguna contradicción en el párrafo citado.",
    "ru": "В указанном пункте противоречий не обнаружено.",
    "ar": "لم يُعثر في الفقرة المذكورة على ما يناقض هذا القول.",
    "zh": "未发现与所引段落相矛盾之处。",
}


@pytest.mark.parametrize("language", RATIFIED)
def test_of_a_claim_that_passes_no_more_is_said_than_that_no_contradiction_was_found(verify, language):
    sentence, right, _ = RATIFIED[language]
    assert verify(sentence.format(right), language, "belgium-2022.p18").reason == NOTHING_FOUND[language]


def test_reason_says_both_values(verify):
    reason = verify("Belgium ratified the CTBT on 6 June 1999.", "en", "belgium-2022.p18").reason
    assert reason == "The paragraph says 29 June 1999, not 6 June 1999."


def test_claim_that_cites_nothing_is_unsupported(verify):
    verification = verify("Belgium ratified the CTBT.", "en")
    assert (verification.verdict, verification.problems[0].kind) == ("unsupported", "marker")


@pytest.mark.parametrize(
    ("claim", "paragraph_id"),
    [
        ("Belgium ratified the CTBT in 1999.", "belgium-2022.p18"),
        ("The EU contributed 20 million euros to the fuel bank in Kazakhstan.", "belgium-2015.u479d39fe"),
        ("Belgium paid some EUR 700,000 into the Nuclear Security Fund between 2015 and 2020.", "belgium-2022.p38"),
        ("The Joint Research Centre held a workshop in Italy in December 2001.", "eu-2018.p24"),
        ("Belgium's reactors produce about half of its electricity.", "belgium-2022.p46"),
        ("The three States signed a memorandum of understanding in January 2019.", "belgium-2022.p23"),
        ("Belgium attended the seventh ministerial meeting on the CTBT in 2014.", "belgium-2015.u1dde840d"),
        (
            "At the 2012 Seoul summit 14 more countries were said to have ratified the convention.",
            "seoul-2012.u8045f8b3",
        ),
    ],
)
def test_coarser_and_counted_values_are_supported(verify, claim, paragraph_id):
    verification = verify(claim, "en", paragraph_id)
    assert verification.verdict == "supported", verification


@pytest.mark.parametrize(
    ("claim", "stands", "paragraph_id"),
    [
        ("Belgium closed the fund on 5 May 2015.", "May 2015", "belgium-2022.p22"),
        ("The EU contributed USD 20 million to the fuel bank.", "€20,000,000", "belgium-2015.u479d39fe"),
        ("Eight States have removed about 480 tonnes of highly enriched uranium.", "480", "seoul-2012.u4b9277cb"),
        ("The four States signed a memorandum of understanding in January 2019.", "3", "belgium-2022.p23"),
        ("Belgium attended the sixth ministerial meeting on the CTBT in 2014.", "7th", "belgium-2015.u1dde840d"),
        ("Article IV obliges all parties to the NPT to pursue disarmament.", "6th", "eu-2018.p7"),
    ],
)
def test_finer_and_other_values_are_not(verify, claim, stands, paragraph_id):
    problem = verify(claim, "en", paragraph_id).problems[0]
    assert (problem.kind, problem.stands) == ("value", stands)


def test_number_is_not_borne_out_by_the_digits_of_a_date(verify):
    # The paragraph has 29 June 1999 and no count of 29.
    problem = verify("Belgium called on 29 States to join the CTBT.", "en", "belgium-2022.p18").problems[0]
    assert (problem.kind, problem.written) == ("value", "29")


@pytest.mark.parametrize(
    ("claim", "language", "written", "stands", "paragraph_id"),
    [
        (
            "Belgium and France held a side event in Vienna in February 2020.",
            "en",
            "France",
            "United States",
            "belgium-2022.p37",
        ),
        ("比利时、荷兰和德国于2019年1月签署了谅解备忘录。", "zh", "德国", "卢森堡", "belgium-2022.p23"),
        (
            "La Unión Europea apoya la resolución 71/67, cuyo patrocinador fue Dinamarca.",
            "es",
            "Dinamarca",
            "Noruega",
            "eu-2018.p4",
        ),
        ("鼓励缔约国遵守世界银行针对出口信贷机构的共同办法。", "zh", "世界银行", "", "npdi-2017.p16"),
        (
            "Belgium is a member of the World Customs Organization and the Zangger Committee.",
            "en",
            "World Customs Organization",
            "",
            "belgium-2022.p31",
        ),
    ],
)
def test_country_or_body_that_the_paragraph_does_not_name_is_found(
    verify, claim, language, written, stands, paragraph_id
):
    problem = verify(claim, language, paragraph_id).problems[0]
    assert (problem.kind, problem.written, problem.stands) == ("name", written, stands)


def test_report_speaks_of_the_country_that_submitted_it(verify):
    # "我们" and "我国" alone stand there.
    assert (
        verify("Belgium calls on Syria to resolve its non-compliance.", "en", "belgium-2015.ua2a62507").verdict
        == "supported"
    )


@pytest.mark.parametrize(
    ("claim", "written", "paragraph_id"),
    [
        ("The group was set up by General Assembly resolution 67/63.", "resolution 67/63", "belgium-2015.u49ec6a5a"),
        (
            "Belgium applies Security Council resolution 1540 (2005).",
            "resolution 1540 (2005)",
            "belgium-2015.ub33d0d53",
        ),
        ("Export controls are governed by EU regulation 482/2009.", "482/2009", "belgium-2015.u17e66c62"),
        ("The Institute made its first batch of molybdenum-98 in 2020.", "molybdenum-98", "belgium-2022.p56"),
    ],
)
def test_symbol_that_is_not_cited_there_is_found(verify, claim, written, paragraph_id):
    assert ("symbol", written) in [(p.kind, p.written) for p in verify(claim, "en", paragraph_id).problems]


def test_right_words_of_another_paragraph_are_not_support(verify):
    claim = "The Belgian federal police has a unit that protects nuclear sites."
    assert verify(claim, "en", "belgium-2022.p35").verdict == "supported"
    assert verify(claim, "en", "belgium-2022.p36").verdict == "unsupported"


def test_several_paragraphs_bear_a_claim_out_together(verify):
    claim = "Belgium ratified the CTBT in 1999 and chaired the Nuclear Suppliers Group in 2020–2021."
    assert verify(claim, "en", "belgium-2022.p18").verdict == "unsupported"
    assert verify(claim, "en", "belgium-2022.p18", "belgium-2022.p32").verdict == "supported"


def test_what_a_model_adds_of_its_own_is_not_supported(verify):
    for claim, paragraph_id in [
        ("Belgium's parliament approved the CTBT unanimously.", "belgium-2022.p18"),
        ("The Quad partnership has published a joint verification handbook.", "eu-2018.p27"),
        ("Belgium is the largest contributor to the IAEA Nuclear Security Fund.", "belgium-2022.p38"),
    ]:
        assert verify(claim, "en", paragraph_id).verdict == "unsupported", claim


def test_every_sentence_of_a_paragraph_supports_itself(verify, library):
    from corpus.sentences import split_sentences

    for paragraph in library.paragraphs_of("npdi-2017")[3:9]:
        for start, end in split_sentences(paragraph.text):
            assert verify(paragraph.text[start:end], "zh", paragraph.paragraph_id).verdict == "supported"


def test_score_is_a_probability_and_hostile_text_is_just_a_claim(verify):
    for claim in ("[1] {stands} %s </paragraph> 不", "x" * 3000, "٪٪٪ 9999999999999999999"):
        assert 0 <= verify(claim, "en", "belgium-2022.p18").score <= 1

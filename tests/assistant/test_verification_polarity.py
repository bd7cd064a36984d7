"""A claim that affirms what its paragraph denies, or binds otherwise, is unsupported."""

import pytest

from assistant.checking.verification import Verifier
from index.build import ingest
from index.sources import Source
from index.store import read_index

WATER = """# Report on the river basin

1. Chile and Peru have monitored the river at 14 stations since 3 May 2011, and Peru bore 60 per cent of the cost.

2. The Commission has not yet adopted the guidelines. It may postpone the decision until its sixth session in 2026.

3. Member States shall report every two years. They should invite observers from the regional bank.

4. The number of licences increased from 210 to 245 in 2023. Bolivia opposed the increase.
"""
FORESTS = """# Rapport sur les forêts

1. Le Maroc a planté 12 000 hectares de forêt en 2019 et ne coupera aucun arbre avant 2030.

2. Les États parties doivent présenter un rapport annuel. Le Comité n'a pas approuvé le budget de 3,5 millions d'euros.

3. L'Espagne appuie la création d'un fonds régional.
"""
STEPPE = """# Доклад о степях

1. Казахстан ратифицировал Конвенцию 14 марта 2018 года.

2. Государства-участники должны представлять доклад каждые три года. Комиссия пока не утвердила бюджет.
"""


@pytest.fixture(scope="session")
def other_verifier(tmp_path_factory, encoder):
    """A verifier on a second corpus, and its paragraphs by file and number."""
    from assistant.library import Library

    folder = tmp_path_factory.mktemp("second")
    for name, text in (("water", WATER), ("forests", FORESTS), ("steppe", STEPPE)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    ingest([Source(folder, "second")], folder / "index", encoder)
    library = Library(read_index(folder / "index"), encoder)
    paragraphs = {
        (document_id.partition("-")[0], paragraph.locator.number): paragraph
        for document_id in library.documents
        for paragraph in library.paragraphs_of(document_id)
    }
    return Verifier(library), paragraphs


OTHER_CLAIMS = [
    (
        "water",
        "2",
        "en",
        "The guidelines have yet to be adopted by the Commission.",
        "The Commission has adopted the guidelines.",
    ),
    (
        "water",
        "2",
        "es",
        "La Comisión aún no ha aprobado las directrices.",
        "La Comisión ya ha aprobado las directrices.",
    ),
    (
        "water",
        "2",
        "en",
        "The Commission may postpone the decision until 2026.",
        "The Commission must postpone the decision until 2026.",
    ),
    (
        "water",
        "3",
        "ru",
        "Государства-члены должны представлять доклады каждые два года.",
        "Государства-члены могут представлять доклады каждые два года.",
    ),
    ("water", "4", "zh", "2023年许可证数量从210个增加到245个。", "2023年许可证数量从245个减少到210个。"),
    ("water", "4", "ar", "ارتفع عدد التراخيص من 210 إلى 245 في عام 2023.", "انخفض عدد التراخيص إلى 245 في عام 2023."),
    ("water", "4", "zh", "玻利维亚反对增加许可证。", "玻利维亚支持增加许可证。"),
    ("forests", "1", "zh", "摩洛哥在2030年之前不会砍伐树木。", "摩洛哥在2030年之前将砍伐树木。"),
    (
        "forests",
        "2",
        "en",
        "The Committee did not approve the budget of EUR 3.5 million.",
        "The Committee approved the budget of EUR 3.5 million.",
    ),
    (
        "forests",
        "2",
        "ru",
        "Комитет не утвердил бюджет в размере 3,5 млн евро.",
        "Комитет утвердил бюджет в размере 3,5 млн евро.",
    ),
    ("forests", "3", "zh", "西班牙支持设立区域基金。", "西班牙反对设立区域基金。"),
    (
        "steppe",
        "1",
        "en",
        "Kazakhstan ratified the Convention on 14 March 2018.",
        "Kazakhstan signed the Convention on 14 March 2018.",
    ),
    ("steppe", "2", "fr", "La Commission n'a pas encore approuvé le budget.", "La Commission a approuvé le budget."),
]


@pytest.mark.parametrize(("name", "number", "language", "right", "wrong"), OTHER_CLAIMS)
def test_opposite_is_found_in_another_corpus_and_between_languages(
    other_verifier, name, number, language, right, wrong
):
    verifier, paragraphs = other_verifier
    verification = verifier.verify(right, language, [paragraphs[name, number]])
    assert verification.verdict == "supported", verification
    assert verifier.verify(wrong, language, [paragraphs[name, number]]).verdict == "unsupported"


CLAIMS = [
    (
        "belgium-2022.p18",
        "negation",
        "Joining the CTBT should not depend on the position of other States.",
        "Joining the CTBT should depend on the position of other States.",
    ),
    (
        "npdi-2017.p1",
        "negation",
        "Nothing in the Treaty may be interpreted as affecting the right of all parties to peaceful nuclear energy.",
        "The Treaty may be interpreted as affecting the right of all parties to peaceful nuclear energy.",
    ),
    (
        "npdi-2017.p19",
        "negation",
        "Security measures are still a basic responsibility of each State.",
        "Security measures are no longer a basic responsibility of each State.",
    ),
    (
        "seoul-2012.u59ca336b",
        "negation",
        "Nuclear security measures will not hamper the right to peaceful nuclear energy.",
        "Nuclear security measures will hamper the right to peaceful nuclear energy.",
    ),
    (
        "npdi-2017.p25",
        "modality",
        "All States must fulfil their obligations under resolution 1540 (2004).",
        "All States may fulfil their obligations under resolution 1540 (2004).",
    ),
    (
        "npdi-2017.p21",
        "modality",
        "States parties are encouraged to act against cyberattacks on nuclear facilities.",
        "States parties must act against cyberattacks on nuclear facilities.",
    ),
    (
        "belgium-2022.p44",
        "wording",
        "Belgium regrets the decision of the United States to leave the plan in 2018.",
        "Belgium welcomes the decision of the United States to leave the plan in 2018.",
    ),
    (
        "belgium-2022.p46",
        "wording",
        "Belgium has seven reactors, which supply half of its electricity.",
        "Belgium has seven reactors, which supply all of its electricity.",
    ),
    (
        "belgium-2022.p38",
        "wording",
        "From 2015 to 2020 Belgium gave more than 700,000 euros.",
        "From 2015 to 2020 Belgium gave exactly 700,000 euros.",
    ),
]


@pytest.mark.parametrize(("paragraph_id", "kind", "right", "wrong"), CLAIMS)
def test_english_claim_on_a_chinese_paragraph_has_to_affirm_what_it_affirms(library, paragraph_id, kind, right, wrong):
    verifier = Verifier(library)
    cited = [library.paragraph(paragraph_id)]
    assert verifier.verify(right, "en", cited).verdict == "supported"
    assert [problem.kind for problem in verifier.verify(wrong, "en", cited).problems] == [kind]


@pytest.mark.parametrize(
    ("claim", "paragraph_id"),
    [
        (
            "Belgium calls on India, Israel and Pakistan to join the NPT as non-nuclear-weapon States.",
            "belgium-2015.u71d358f0",
        ),
        ("Experts from 22 States with and without nuclear weapons take part in the partnership.", "eu-2018.p28"),
        (
            "In 2014 Belgium shipped surplus highly enriched uranium and separated plutonium to the United States.",
            "belgium-2015.udcf6ea9b",
        ),
        (
            "NATO holds that the circumstances in which nuclear weapons might have to be used are extremely remote.",
            "belgium-2022.p10",
        ),
    ],
)
def test_denial_inside_a_name_or_a_description_is_none(library, claim, paragraph_id):
    assert Verifier(library).verify(claim, "en", [library.paragraph(paragraph_id)]).problems == ()

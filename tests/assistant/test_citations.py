"""References as people write them, and those that Pinpoint prints, lead to their paragraphs."""

import pytest

from assistant.answers import format_reference
from assistant.lookup.citations import find_document, is_reference, look_up
from corpus.errors import PinpointError
from corpus.language import UN_LANGUAGES
from corpus.locators import reference_language


def ids(lookup):
    return [paragraph.paragraph_id for paragraph in lookup.paragraphs]


@pytest.mark.parametrize(
    ("reference", "paragraph_id"),
    [
        ("NPT/CONF.2020/PC.II/WP.6, para. 20", "eu-2018.p20"),
        ("NPT/CONF.2020/PC.II/WP.6 paragraph 20", "eu-2018.p20"),
        ("npt/conf.2020/pc.ii/wp.6，第20段", "eu-2018.p20"),
        ("NPT/CONF.2020/PC.II/WP.6, footnote 1", "eu-2018.fn1"),
        ("Report by Belgium (2022), para. 18", "belgium-2022.p18"),
        ("比利时报告（2022年），第18段", "belgium-2022.p18"),
        ("belgium-2022, par. 18", "belgium-2022.p18"),
        ("belgium-2022.p18", "belgium-2022.p18"),
    ],
)
def test_a_symbol_title_or_id_with_a_number_is_that_paragraph(library, reference, paragraph_id):
    lookup = look_up(reference, library)
    assert (lookup.kind, ids(lookup)) == ("paragraph", [paragraph_id])


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_every_reference_that_is_printed_can_be_followed(library, language):
    for document_id, document in library.documents.items():
        for paragraph in library.paragraphs_of(document_id):
            lookup = look_up(format_reference(document, paragraph, language), library)
            assert ids(lookup) == [paragraph.paragraph_id], format_reference(document, paragraph, language)


def test_symbol_alone_is_the_whole_document(library):
    lookup = look_up("NPT/CONF.2015/39", library)
    assert lookup.kind == "document"
    assert len(lookup.paragraphs) == len(library.paragraphs_of("belgium-2015"))


@pytest.mark.parametrize(
    "reference", ["S/RES/1540(2004)", "S/RES/1540 (2004)", "s/res/1540", "安全理事会第 1540(2004)号决议"]
)
def test_document_that_is_not_there_gives_the_paragraphs_that_cite_it(library, reference):
    lookup = look_up(reference, library)
    assert lookup.kind == "mentions"
    assert {"belgium-2022.p33", "npdi-2017.p25", "seoul-2012.p1"} <= set(ids(lookup))
    assert (
        lookup.note
        == {
            "en": "That document is not in the index; these paragraphs cite it.",
            "zh": "索引中没有该文件；以下段落引用了它。",
        }[reference_language(reference)]
    )


def test_paragraph_that_the_document_lacks_is_not_guessed(library):
    lookup = look_up("NPT/CONF.2020/PC.II/WP.6, para. 99", library)
    assert (lookup.kind, ids(lookup)) == ("unknown", [])
    assert "run from 1 to 31" in lookup.note


def test_paragraph_number_in_a_report_without_numbers_says_why_there_is_none(library):
    lookup = look_up("NPT/CONF.2015/39, para. 18", library)
    assert lookup.kind == "unknown"
    assert "no numbers" in lookup.note


@pytest.mark.parametrize("reference", ["A/RES/99/999", "the treaty", "<script>", "Belgium", "18"])
def test_what_leads_nowhere_says_so(library, reference):
    assert look_up(reference, library).kind == "unknown"


@pytest.mark.parametrize("reference", ["", "  ", "\n"])
def test_empty_reference_names_the_remedy(library, reference):
    with pytest.raises(PinpointError, match="reference is empty"):
        look_up(reference, library)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("[1] Report by Belgium (2022), para. 18", ["belgium-2022.p18"]),
        ("para. 20 of NPT/CONF.2020/PC.II/WP.6", ["eu-2018.p20"]),
        ("NPT/CONF.2020/PC.II/WP.6, paras. 20-22", ["eu-2018.p20", "eu-2018.p21", "eu-2018.p22"]),
        ("NPT/CONF.2020/PC.II/WP.6, paras 3, 5 and 7", ["eu-2018.p3", "eu-2018.p5", "eu-2018.p7"]),
        ("NPT/CONF.2020/PC.II/WP.6، الفقرة ٢٠", ["eu-2018.p20"]),
        ("https://undocs.org/ch/NPT/CONF.2020/PC.II/WP.6, para. 20", ["eu-2018.p20"]),
        ("比利时报告(2022年)第十八段", ["belgium-2022.p18"]),
    ],
)
def test_references_as_they_are_copied_and_typed(library, reference, expected):
    lookup = look_up(reference, library)
    assert (lookup.kind, ids(lookup)) == ("paragraph", expected)


def test_volumes_and_revisions_of_a_document_count_as_mentions_of_it(library):
    assert set(ids(look_up("NPT/CONF.2010/50", library))) == {"belgium-2022.p1", "belgium-2015.u51c1833c"}
    assert "seoul-2012.p1" in ids(look_up("INFCIRC/225", library))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S/RES/1540(2004)", True),
        ("NPT/CONF.2015/39, para. 3", True),
        ("What does A/RES/67/53 say?", False),
        ("CTBT", False),
    ],
)
def test_a_reference_is_told_from_a_question_about_one(text, expected):
    assert is_reference(text) is expected


def test_document_is_found_by_symbol_title_and_id(library):
    found = [find_document(name, library) for name in ("NPT/CONF.2015/39", "Report by Belgium (2015)", "belgium-2015")]
    assert [document.document_id for document in found] == ["belgium-2015"] * 3
    assert find_document("nothing", library) is None

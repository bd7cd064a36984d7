"""What a lookup says where a reference does not lead to one paragraph: families, mentions, what is near."""

from dataclasses import replace

import pytest

from assistant.answers import format_reference
from assistant.lookup.citations import look_up, lookup_record
from assistant.lookup.document_names import DocumentNames
from corpus.language import UN_LANGUAGES


def ids(paragraphs):
    return [paragraph.paragraph_id for paragraph in paragraphs]


def family(lookup):
    return [(member.symbol, member.relation) for member in lookup.related]


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_every_printed_reference_to_the_other_corpus_can_be_followed(other_catalogue, language):
    for document_id, document in other_catalogue.documents.items():
        for paragraph in other_catalogue.paragraphs_of(document_id):
            printed = format_reference(document, paragraph, language)
            lookup = look_up(printed, other_catalogue)
            assert (lookup.kind, ids(lookup.paragraphs)) == ("paragraph", [paragraph.paragraph_id]), printed


def test_base_document_that_is_only_cited_by_a_volume_is_told_from_it(library):
    lookup = look_up("NPT/CONF.2010/50", library)
    assert (lookup.kind, family(lookup)) == ("mentions", [("NPT/CONF.2010/50(Vol.I)", "volume")])
    assert "NPT/CONF.2010/50 itself is not in the index" in lookup.note
    assert "NPT/CONF.2010/50(Vol.I)" in lookup.note


def test_exact_match_comes_before_the_family(library):
    lookup = look_up("INFCIRC/225", library)
    assert ids(lookup.paragraphs) == ["belgium-2015.u67e50fdf", "belgium-2022.p34", "seoul-2012.p1"]
    assert family(lookup) == [("INFCIRC/225/Rev.5", "revision")]
    assert "INFCIRC/225/Rev.5" in lookup.note


def test_the_revision_alone_gives_the_revision_alone(library):
    for reference in ("INFCIRC/225/Revision 5", "INFCIRC/225/Rev. 5 (Corrected)", "infcirc 225 rev 5"):
        lookup = look_up(reference, library)
        assert (lookup.kind, ids(lookup.paragraphs)) == ("mentions", ["seoul-2012.p1"]), reference
        assert family(lookup) == [("INFCIRC/225", "base")]


def test_a_revision_that_is_nowhere_is_not_the_base_document(library):
    lookup = look_up("NPT/CONF.2015/39/Rev.1", library)
    assert (lookup.kind, lookup.paragraphs) == ("unknown", ())
    assert family(lookup) == [("NPT/CONF.2015/39", "base")]
    assert lookup.related[0].document_id == "belgium-2015"
    assert "NPT/CONF.2015/39/Rev.1 is not in the index" in lookup.note


def test_base_document_is_not_its_revision(other_catalogue):
    lookup = look_up("NPT/CONF.2030/WP.3", other_catalogue)
    assert lookup.kind == "unknown"
    assert [(member.symbol, member.document_id) for member in lookup.related] == [
        ("NPT/CONF.2030/WP.3/Rev.1", "canada-fr")
    ]


def test_symbol_of_a_document_that_is_there_also_gives_the_paragraphs_that_cite_it(other_catalogue):
    lookup = look_up("A/RES/77/53", other_catalogue)
    assert lookup.kind == "document"
    assert {paragraph.document_id for paragraph in lookup.paragraphs} == {"resolution"}
    assert ids(lookup.mentions) == ["canada-fr.p1"]


def test_record_keeps_its_fields_and_adds_family_and_mentions(library, other_catalogue):
    record = lookup_record(look_up("INFCIRC/225", library), library, "en")
    assert record["related"] == [
        {"symbol": "INFCIRC/225/Rev.5", "relation": "revision", "document": None, "paragraphs": ["seoul-2012.p1"]}
    ]
    assert {"reference", "kind", "paragraphs", "note", "related", "mentions"} == record.keys()
    record = lookup_record(look_up("A/RES/77/53", other_catalogue), other_catalogue, "en")
    assert [mention["paragraph_id"] for mention in record["mentions"]] == ["canada-fr.p1"]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("NPT/CONF.2015/93", "NPT/CONF.2015/39"),
        ("NPT/CONF.2020/PC.II/WP.66", "NPT/CONF.2020/PC.II/WP.6"),
        ("S/RES/1541", "S/RES/1540"),
        ("Report by Belgum (2022)", "Report by Belgium (2022)"),
        ("WP.6, para. 20", "NPT/CONF.2020/PC.II/WP.6"),
        ("Non-Proliferation Treaty, article VI", "Report by Belgium (2022)"),
        ("paragraph 3 of the Non-Proliferation Treaty", "Report by Belgium (2022)"),
        ("《不扩散条约》第3段", "比利时报告（2022年）"),
        ("NPT 2022, para. 3", "Report by Belgium (2022)"),
        ("Belgium", "Report by Belgium (2022)"),
        ("Belgium's 2020 report, para. 18", "Report by Belgium (2022)"),
        ("Belgium's 2010 report, para. 18", "Report by Belgium (2022)"),
        ("Belgium's report", "Report by Belgium (2022)"),
        ("比利时2020年报告第18段", "比利时报告（2022年）"),
        ("доклад Бельгии 2020 года, пункт 18", "Report by Belgium (2022)"),
    ],
)
def test_what_is_unknown_says_what_is_near_and_takes_nothing_for_it(library, reference, expected):
    lookup = look_up(reference, library)
    assert (lookup.kind, lookup.paragraphs) == ("unknown", ())
    assert expected in lookup.note


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("NPT/CONF.2020/PC.II/WP.6, para. 99", "its paragraphs run from 1 to 31"),
        ("NPT/CONF.2020/PC.II/WP.6, par. 99", "ses paragraphes vont de 1 à 31"),
        ("NPT/CONF.2020/PC.II/WP.6, párr. 99", "sus párrafos van del 1 al 31"),
        ("NPT/CONF.2020/PC.II/WP.6, п. 99", "его пункты идут с 1 по 31"),
        ("NPT/CONF.2020/PC.II/WP.6، الفقرة 99", "فقراتها مرقمة من 1 إلى 31"),
        ("NPT/CONF.2020/PC.II/WP.6第99段", "其段落从第1段到第31段"),
        ("NPT/CONF.2020/PC.II/WP.6, p. 3", "its pages are not known"),
    ],
)
def test_missing_paragraphs_are_explained_in_the_language_of_the_reference(library, reference, expected):
    lookup = look_up(reference, library)
    assert lookup.kind == "unknown"
    assert expected in lookup.note


def test_paragraphs_of_a_range_that_are_missing_are_named(library):
    lookup = look_up("NPT/CONF.2020/PC.II/WP.6, paras. 30–33", library)
    assert ids(lookup.paragraphs) == ["eu-2018.p30", "eu-2018.p31"]
    assert lookup.note == "Not there: 32, 33."


def test_a_description_of_two_documents_is_settled_only_by_a_locator_that_one_has(library):
    lookup = look_up("Belgium's report, para. 18", library)
    assert (lookup.kind, ids(lookup.paragraphs)) == ("paragraph", ["belgium-2022.p18"])
    assert "Several documents fit" in lookup.note


def test_documents_of_one_symbol_are_given_together(library):
    document = library.documents["eu-2018"]
    names = DocumentNames((document, replace(document, document_id="eu-2018-en", language="en")))
    [named] = names.find_symbols("NPT/CONF.2020/PC.II/WP.6, para. 4", [], lenient=False)
    assert [each.document_id for each in named.documents] == ["eu-2018", "eu-2018-en"]

"""Word files written by python-docx: structure, the numbers that Word prints, notes, tracked changes."""

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.errors import UnreadableFileError
from corpus.readers import read_source
from corpus.readers.docx import read_docx

PATH = Path("document.docx")
NAMESPACE = nsdecls("w")


def saved(document):
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def read(document):
    source = read_docx(PATH, saved(document))
    return [(line.role, line.generated_marker, source.text[line.start : line.end]) for line in source.lines]


def texts(document):
    return [text for _, _, text in read(document)]


def level(index, number_format, pattern, start=1, extra=""):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>{extra}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def define(document, abstract_id, *levels):
    """Add a list definition; definitions come before the lists that use them."""
    root = document.part.numbering_part.element
    element = parse_xml(f'<w:abstractNum {NAMESPACE} w:abstractNumId="{abstract_id}">{"".join(levels)}</w:abstractNum>')
    root.insert(0, element)


def add_list(document, list_id, abstract_id, overrides=""):
    definition = f'<w:abstractNumId w:val="{abstract_id}"/>'
    document.part.numbering_part.element.append(
        parse_xml(f'<w:num {NAMESPACE} w:numId="{list_id}">{definition}{overrides}</w:num>')
    )


def numbered(document, text, list_id, depth=0):
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {NAMESPACE}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )
    return paragraph


def add_xml(paragraph, xml):
    paragraph._p.append(parse_xml(xml.replace(">", f" {nsdecls('w', 'm')}>", 1)))


def markers(document):
    return [marker for _, marker, _ in read(document)]


def test_styles_give_headings_with_levels_and_the_title():
    document = docx.Document()
    document.add_paragraph("不扩散核武器条约", "Title")
    document.add_heading("Pillar one", 1)
    document.add_heading("Principles", 2)
    document.add_paragraph("Belgium is committed.")
    source = read_docx(PATH, saved(document))
    assert source.title == "不扩散核武器条约"
    assert source.text == "不扩散核武器条约\n\nPillar one\n\nPrinciples\n\nBelgium is committed."
    assert [(line.role, line.level) for line in source.lines] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("paragraph", 0),
    ]


def test_a_style_based_on_a_heading_and_an_outline_level_are_headings():
    document = docx.Document()
    own = document.styles.add_style("_ H _Ch_G", 1)
    own.base_style = document.styles["Heading 3"]
    document.add_paragraph("By style", "_ H _Ch_G")
    paragraph = document.add_paragraph("By outline")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {NAMESPACE} w:val="1"/>'))
    source = read_docx(PATH, saved(document))
    assert [(line.role, line.level) for line in source.lines] == [("heading", 3), ("heading", 2)]


def test_title_and_language_come_from_the_properties_where_no_style_says_so():
    document = docx.Document()
    document.core_properties.title, document.core_properties.language = "Report", "fr-CH"
    document.add_paragraph("Texte")
    source = read_docx(PATH, saved(document))
    assert (source.title, source.language) == ("Report", "fr-CH")


def test_lists_by_style_are_items_with_the_printed_number():
    document = docx.Document()
    for text, style in [
        ("a", "List Number"),
        ("b", "List Number"),
        ("c", "List Bullet"),
        ("d", "List Number"),
    ]:
        document.add_paragraph(text, style)
    assert read(document) == [
        ("item", "1.", "a"),
        ("item", "2.", "b"),
        ("item", "•", "c"),
        ("item", "3.", "d"),
    ]


def test_deeper_levels_begin_again_and_show_the_levels_above():
    document = docx.Document()
    define(
        document,
        90,
        level(0, "decimal", "%1."),
        level(1, "lowerLetter", "(%2)"),
        level(2, "upperRoman", "%1.%2.%3"),
    )
    add_list(document, 90, 90)
    for depth in (0, 1, 1, 2, 2, 0, 1, 2):
        numbered(document, "text", 90, depth)
    assert markers(document) == ["1.", "(a)", "(b)", "1.b.I", "1.b.II", "2.", "(a)", "2.a.I"]
    assert [line.level for line in read_docx(PATH, saved(document)).lines] == [1, 2, 2, 3, 3, 1, 2, 3]


def test_chinese_articles_are_counted_as_word_counts_them():
    document = docx.Document()
    define(
        document,
        90,
        level(0, "chineseCounting", "第%1条", start=9),
        level(1, "decimal", "%1.%2", extra="<w:isLgl/>"),
    )
    add_list(document, 90, 90)
    for depth in (0, 0, 0, 1):
        numbered(document, "text", 90, depth)
    assert markers(document) == ["第九条", "第十条", "第十一条", "11.1"]


def test_lists_of_one_definition_count_on_and_a_start_override_begins_again():
    document = docx.Document()
    define(document, 90, level(0, "decimal", "%1)"))
    add_list(document, 90, 90)
    add_list(document, 91, 90)
    add_list(document, 92, 90, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    for list_id in (90, 90, 91, 92, 92, 90):
        numbered(document, "text", list_id)
    assert markers(document) == ["1)", "2)", "3)", "5)", "6)", "7)"]


def test_a_level_that_never_restarts_counts_through():
    document = docx.Document()
    never = '<w:lvlRestart w:val="0"/>'
    define(document, 90, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", extra=never))
    add_list(document, 90, 90)
    for depth in (0, 1, 1, 0, 1):
        numbered(document, "text", 90, depth)
    assert markers(document) == ["I.", "1.", "2.", "II.", "3."]


def test_headings_numbered_through_their_style_keep_role_and_number():
    document = docx.Document()
    define(
        document,
        90,
        level(0, "upperRoman", "%1.", extra='<w:pStyle w:val="Heading1"/>'),
        level(1, "upperLetter", "%2.", extra='<w:pStyle w:val="Heading2"/>'),
    )
    add_list(document, 90, 90)
    for style in ("Heading 1", "Heading 2"):
        document.styles[style].element.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {NAMESPACE}><w:numId w:val="90"/></w:numPr>')
        )
    for text, depth in [("One", 1), ("Sub", 2), ("Two", 1), ("Sub", 2)]:
        document.add_heading(text, depth)
    assert read(document) == [
        ("heading", "I.", "One"),
        ("heading", "A.", "Sub"),
        ("heading", "II.", "Two"),
        ("heading", "A.", "Sub"),
    ]


def test_list_zero_takes_the_number_of_a_style_away():
    document = docx.Document()
    document.add_paragraph("numbered", "List Number")
    plain = document.add_paragraph("plain", "List Number")
    plain._p.get_or_add_pPr().append(parse_xml(f'<w:numPr {NAMESPACE}><w:numId w:val="0"/></w:numPr>'))
    assert read(document) == [("item", "1.", "numbered"), ("paragraph", "", "plain")]


def test_bullets_of_symbol_fonts_become_a_plain_bullet():
    document = docx.Document()
    define(document, 90, level(0, "bullet", "\uf0d8"), level(1, "bullet", "–"))
    add_list(document, 90, 90)
    numbered(document, "a", 90)
    numbered(document, "b", 90, 1)
    assert markers(document) == ["•", "–"]


def test_an_empty_numbered_paragraph_counts_and_a_deleted_one_does_not():
    document = docx.Document()
    document.add_paragraph("a", "List Number")
    document.add_paragraph("", "List Number")
    deleted = document.add_paragraph("", "List Number")
    deleted._p.get_or_add_pPr().append(parse_xml(f'<w:rPr {NAMESPACE}><w:del w:id="1" w:author="x"/></w:rPr>'))
    document.add_paragraph("b", "List Number")
    assert markers(document) == ["1.", "3."]


def test_tables_stand_in_their_place_row_by_row_and_merged_cells_once():
    document = docx.Document()
    document.add_paragraph("before")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "one"
    table.cell(0, 1).text = "two\nlines"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "wide"
    inner = table.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "inner"
    document.add_paragraph("after")
    assert texts(document) == ["before", "one", "two\nlines", "inner", "wide", "after"]
    assert {role for role, _, _ in read(document)} == {"paragraph"}


def test_insertions_are_text_and_deletions_are_not():
    document = docx.Document()
    paragraph = document.add_paragraph("kept ")
    add_xml(paragraph, '<w:ins w:id="1" w:author="x"><w:r><w:t>new</w:t></w:r></w:ins>')
    add_xml(paragraph, '<w:del w:id="2" w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del>')
    add_xml(paragraph, '<w:moveFrom w:id="3" w:author="x"><w:r><w:t>gone</w:t></w:r></w:moveFrom>')
    add_xml(paragraph, '<w:moveTo w:id="4" w:author="x"><w:r><w:t> here</w:t></w:r></w:moveTo>')
    table = document.add_table(2, 1)
    table.cell(0, 0).text, table.cell(1, 0).text = "row", "deleted row"
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {NAMESPACE} w:id="5" w:author="x"/>'))
    assert texts(document) == ["kept new here", "row"]


def test_links_fields_formulas_and_special_characters_are_text():
    document = docx.Document()
    paragraph = document.add_paragraph()
    add_xml(paragraph, "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>")
    add_xml(
        paragraph,
        '<w:r><w:tab/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:br/><w:sym w:font="Symbol" w:char="03B1"/></w:r>',
    )
    add_xml(paragraph, '<w:fldSimple w:instr="REF x"><w:r><w:t>field</w:t></w:r></w:fldSimple>')
    add_xml(paragraph, "<w:r><w:instrText>PAGE</w:instrText></w:r>")
    add_xml(paragraph, "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>")
    assert texts(document) == ["link\ta\u2011b\nαfieldE=mc"]


def test_hidden_text_is_left_out():
    document = docx.Document()
    paragraph = document.add_paragraph("seen")
    paragraph.add_run(" unseen").font.hidden = True
    assert texts(document) == ["seen"]


def test_content_controls_and_text_boxes_are_read_once():
    document = docx.Document()
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {NAMESPACE}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    paragraph = document.add_paragraph("anchor")
    box = "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            '<w:r xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
            f' xmlns:v="urn:schemas-microsoft-com:vml" {NAMESPACE}><mc:AlternateContent>'
            f'<mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
    )
    assert texts(document) == ["control", "anchor", "in a box"]


def add_notes(document, kind, notes):
    relationship_type = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}[kind]
    separator = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    written = "".join(
        f'<w:{kind} w:id="{identifier}"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> {text}</w:t>'
        f"</w:r></w:p></w:{kind}>"
        for identifier, text in notes.items()
    )
    blob = f"<w:{kind}s {NAMESPACE}>{separator}{written}</w:{kind}s>".encode()
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(PackURI(f"/word/{kind}s.xml"), content_type, blob, document.part.package)
    document.part.relate_to(part, relationship_type)


def refer(paragraph, kind, identifier, extra=""):
    add_xml(paragraph, f'<w:r><w:{kind}Reference w:id="{identifier}"{extra}/></w:r>')


def test_notes_stand_at_the_end_numbered_in_the_order_of_their_references():
    document = docx.Document()
    add_notes(document, "footnote", {2: "See A/RES/67/53.", 7: "See INFCIRC/225.", 9: "Never referred to."})
    add_notes(document, "endnote", {1: "An endnote."})
    first = document.add_paragraph("First")
    refer(first, "footnote", 7)
    refer(first, "endnote", 1)
    refer(document.add_table(1, 1).cell(0, 0).paragraphs[0], "footnote", 2)
    assert read(document) == [
        ("paragraph", "", "First"),
        ("footnote", "1", "See INFCIRC/225."),
        ("footnote", "2", "See A/RES/67/53."),
        ("footnote", "i", "An endnote."),
    ]


def test_a_footnote_with_a_mark_of_its_own_takes_no_number_and_settings_give_the_format():
    document = docx.Document()
    add_notes(document, "footnote", {1: "* starred", 2: "numbered"})
    paragraph = document.add_paragraph("text")
    refer(paragraph, "footnote", 1, ' w:customMarkFollows="1"')
    refer(paragraph, "footnote", 2)
    settings = parse_xml(
        f'<w:footnotePr {NAMESPACE}><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    )
    document.settings.element.append(settings)
    assert read(document)[1:] == [("footnote", "", "* starred"), ("footnote", "c", "numbered")]


def test_a_deleted_reference_takes_its_footnote_with_it():
    document = docx.Document()
    add_notes(document, "footnote", {1: "gone", 2: "kept"})
    paragraph = document.add_paragraph("text")
    add_xml(paragraph, '<w:del w:id="5" w:author="x"><w:r><w:footnoteReference w:id="1"/></w:r></w:del>')
    refer(paragraph, "footnote", 2)
    assert read(document)[1:] == [("footnote", "1", "kept")]


def test_headers_footers_and_comments_are_no_text():
    document = docx.Document()
    document.add_paragraph("body")
    document.sections[0].header.paragraphs[0].text = "NPT/CONF.2015/39"
    document.sections[0].footer.paragraphs[0].text = "15-06187"
    assert texts(document) == ["body"]


@pytest.mark.parametrize("keep", [0.2, 0.9])
def test_a_cut_off_file_is_told_as_damaged(tmp_path, keep):
    document = docx.Document()
    document.add_paragraph("text")
    data = saved(document)
    path = tmp_path / "cut.docx"
    path.write_bytes(data[: int(len(data) * keep)])
    with pytest.raises(UnreadableFileError, match="damaged or no Word document; open it in a word processor"):
        read_source(path)


def test_a_zip_archive_of_something_else_is_told_as_no_word_document():
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "text")
    with pytest.raises(UnreadableFileError, match="damaged or no Word document"):
        read_docx(PATH, file.getvalue())


@pytest.mark.parametrize("packed", [ZIP_BZIP2, ZIP_LZMA])
@pytest.mark.parametrize("is_damaged", [True, False])
def test_members_packed_as_no_word_document_packs_them_are_refused_unopened(packed, is_damaged):
    file = BytesIO()
    with ZipFile(BytesIO(saved(docx.Document()))) as original, ZipFile(file, "w", packed) as other:
        for name in original.namelist():
            other.writestr(name, original.read(name))
    data = bytearray(file.getvalue())
    if is_damaged:
        data[55:75] = b"\xff" * 20
    with pytest.raises(UnreadableFileError, match="damaged or no Word document; open it in a word processor"):
        read_docx(PATH, bytes(data))


def test_broken_markup_is_told_as_damaged():
    file = BytesIO()
    with ZipFile(BytesIO(saved(docx.Document()))) as original, ZipFile(file, "w") as broken:
        for name in original.namelist():
            broken.writestr(name, b"<w:document" if name == "word/document.xml" else original.read(name))
    with pytest.raises(UnreadableFileError, match="damaged or no Word document"):
        read_docx(PATH, file.getvalue())


def test_an_archive_that_unpacks_without_end_is_refused_before_it_is_unpacked():
    file = BytesIO()
    zeros = bytes(1 << 20)
    with (
        ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(1_100):
            member.write(zeros)
    with pytest.raises(UnreadableFileError, match=r"it unpacks to 1,153,433,600 bytes"):
        read_docx(PATH, file.getvalue())


def test_a_file_that_declares_entities_is_refused():
    document = docx.Document()
    document.add_paragraph("placeholder")
    bomb = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    file = BytesIO()
    with ZipFile(BytesIO(saved(document))) as original, ZipFile(file, "w") as hostile:
        for name in original.namelist():
            content = original.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:document", bomb + b"<w:document", 1).replace(b"placeholder", b"x&b;y")
            hostile.writestr(name, content)
    with pytest.raises(UnreadableFileError, match="it is damaged or no Word document"):
        read_docx(PATH, file.getvalue())

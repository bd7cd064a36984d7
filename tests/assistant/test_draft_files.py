"""Drafts as files: Word's footnotes and endnotes, other formats, and text that means harm."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from assistant.drafts.draft import read_draft
from assistant.drafts.draft_text import read_draft_text
from corpus.errors import UnreadableFileError
from corpus.readers.docx_notes import with_note_marks
from corpus.readers.drafts import read_draft_source
from corpus.readers.text import wrapped_lines
from corpus.source import SourceText

EU = "NPT/CONF.2020/PC.II/WP.6"
NAMESPACE = nsdecls("w")
TYPES = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}


def add_notes(document, kind, texts):
    notes = "".join(
        f'<w:{kind} w:id="{identifier}"><w:p><w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:{kind}>'
        for identifier, text in texts.items()
    )
    content = f"<w:{kind}s {NAMESPACE}>{notes}</w:{kind}s>".encode()
    content_type = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml"
    part = Part(PackURI(f"/word/{kind}s.xml"), content_type, content, document.part.package)
    document.part.relate_to(part, TYPES[kind])


def refer(paragraph, kind, identifier):
    paragraph._p.append(parse_xml(f'<w:r {NAMESPACE}><w:{kind}Reference w:id="{identifier}"/></w:r>'))


@pytest.fixture
def word_file(tmp_path):
    document = docx.Document()
    document.add_heading("Comments", 1)
    first = document.add_paragraph("It is so.")
    refer(first, "footnote", 2)
    first.add_run(" It was so before")
    refer(first, "endnote", 3)
    first.add_run(".")
    document.add_paragraph(f"It will be so [{EU}, para. 21].")
    add_notes(document, "footnote", {2: f"See {EU}, para. 20."})
    add_notes(document, "endnote", {3: "Ibid., para. 19."})
    path = tmp_path / "draft.docx"
    document.save(path)
    return path


def found(draft):
    return [(sentence.text, [item.written for item in sentence.references]) for sentence in draft.cited]


def test_notes_of_a_word_file_cite_where_they_are_referred_to(word_file, library):
    draft = read_draft(read_draft_text(read_draft_source(word_file), is_markdown=False), library)
    assert found(draft) == [
        ("It is so.", [f"{EU}, para. 20"]),
        ("It was so before.", ["Ibid., para. 19"]),
        ("It will be so.", [f"{EU}, para. 21"]),
    ]
    assert [sentence.line for sentence in draft.cited] == [2, 2, 3]


def test_word_file_without_notes_is_left_as_it_is(tmp_path):
    document = docx.Document()
    document.add_paragraph(f"It is so [{EU}, para. 20].")
    saved = BytesIO()
    document.save(saved)
    assert with_note_marks(saved.getvalue()) == saved.getvalue()


def test_broken_word_file_is_named_with_the_remedy(tmp_path, word_file):
    broken = tmp_path / "broken.docx"
    broken.write_bytes(word_file.read_bytes()[:-40])
    with pytest.raises(UnreadableFileError, match=r"broken\.docx.*save it as \.docx again"):
        read_draft_source(broken)


def test_word_file_that_unpacks_to_too_much_is_left_to_the_reader(monkeypatch, word_file):
    monkeypatch.setattr("corpus.readers.docx_notes._LARGEST_UNPACKED", 1000)
    assert with_note_marks(word_file.read_bytes()) == word_file.read_bytes()


def test_entities_in_a_word_file_are_not_expanded(tmp_path, word_file):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    written = BytesIO()
    with ZipFile(word_file) as archive, ZipFile(written, "w", ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/footnotes.xml":
                part = bomb + part.replace(b"See ", b"&b;See ")
            copy.writestr(name, part)
    assert b"aaaaaaaaaa" not in with_note_marks(written.getvalue()).replace(bomb, b"")


@pytest.mark.parametrize("name", ["draft.html", "draft.txt", "draft.md"])
def test_other_formats_are_read_too(tmp_path, library, name):
    path = tmp_path / name
    path.write_text(f"<p>It is so [{EU}, para. 20].</p>" if name.endswith("html") else f"It is so [{EU}, para. 20].")
    draft = read_draft(read_draft_text(read_draft_source(path), is_markdown=name.endswith(".md")), library)
    assert found(draft) == [("It is so.", [f"{EU}, para. 20"])]


@pytest.mark.parametrize(("name", "message"), [("none.md", "no such file"), ("draft.odt", "not supported")])
def test_file_that_cannot_be_read_is_named_with_the_remedy(tmp_path, name, message):
    (tmp_path / "draft.odt").write_text("x")
    with pytest.raises(UnreadableFileError, match=message):
        read_draft_source(tmp_path / name)


def test_file_without_text_is_refused(tmp_path):
    path = tmp_path / "empty.md"
    path.write_text(" \n\n")
    with pytest.raises(UnreadableFileError, match="holds no text"):
        read_draft_source(path)


HOSTILE = {
    "brackets that open": "(",
    "brackets in brackets": "([",
    "square brackets": "[a](",
    "quotation marks": "“a",
    "straight quotation marks": '"a ',
    "footnote marks": "[^1]",
    "ibid.": "(ibid",
    "locators": "(para. 1",
    "slashes": "A/",
    "markup": "_a*`<a ",
    "blanks": "  ",
    "bars": "|",
    "control characters": "\x01\x1b[31m\u202e",
    "comments": "<!--",
    "front matter": "---\n",
    "empty lines": "\n\n",
}


@pytest.mark.parametrize("is_markdown", [True, False])
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_time_in_proportion_to_its_length(library, piece, is_markdown, assert_linear):
    def read(hostile):
        text = hostile + "x\n\n[^1]: " + EU
        source = SourceText(text, wrapped_lines(text, paged=False))
        read_draft(read_draft_text(source, is_markdown=is_markdown), library)

    assert_linear(read, piece * (160_000 // len(piece)))


def test_a_megabyte_of_citations_is_read_to_the_end(library):
    text = f"It is so [{EU}, para. 20].\n\n" * 25_000
    draft = read_draft(read_draft_text(SourceText(text, wrapped_lines(text, paged=False)), is_markdown=True), library)
    assert len(draft.cited) == 25_000
    assert draft.cited[-1].line == 49_999

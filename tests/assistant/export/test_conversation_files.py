"""A whole conversation taken away: the same in Markdown and in Word, with its sources and their checksums."""

import datetime
import re
import zipfile
from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from markdown_it import MarkdownIt

from assistant.export.conversation import Conversation, ExportedTurn, language_of_most
from assistant.export.docx_file import conversation_as_docx
from assistant.export.markdown import conversation_as_markdown
from assistant.support_wording import support_in_words
from assistant.translation import Translation
from corpus.checksums import CorpusChecksum
from corpus.readers import read_source

DAY = datetime.date(2026, 11, 21)
CORPUS = CorpusChecksum("npt", 5, "cd" * 32)
QUESTIONS = {
    "ar": "متى صدقت بلجيكا على المعاهدة؟",
    "en": "When did Belgium ratify it?",
    "es": "¿Cuándo lo ratificó Bélgica?",
    "fr": "Quand la Belgique l’a-t-elle ratifié ?",
    "ru": "Когда Бельгия его ратифицировала?",
    "zh": "比利时何时批准？",
}


def taken(*answers, language="en", address="http://127.0.0.1:7860/", translations=None):
    turns = tuple(ExportedTurn(answer, translations or {}) for answer in answers)
    return Conversation(turns, (CORPUS,), DAY, language, address)


def opened(conversation):
    """The Word file as python-docx reads it, and its footnotes by number."""
    content = conversation_as_docx(conversation)
    root = parse_xml(zipfile.ZipFile(BytesIO(content)).read("word/footnotes.xml"))
    notes = {
        int(note.get(qn("w:id"))): "".join(text.text for text in note.iter(qn("w:t"))).strip()
        for note in root
        if note.get(qn("w:type")) is None
    }
    return docx.Document(BytesIO(content)), notes


def lines(document):
    return [paragraph.text for paragraph in document.paragraphs]


def visible(markdown):
    """The text of each block, links by what they show."""
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(markdown)
    inlines = [token for token in tokens if token.type == "inline"]
    return ["".join(child.content for child in token.children) for token in inlines]


@pytest.fixture
def conversation(dated_answer, make_answer, make_citation):
    refused = make_answer(
        "Not found in these documents.", question="When did Portugal?", nearest=[make_citation("附近")],
        interpreted_question="When did Portugal ratify it?",
    )  # fmt: skip
    written = make_answer(
        "Belgium supports it [1].", make_citation("比利时于 1999 年 6 月 29 日批准了该条约。"), question="Why?",
        model="qwen3", left_out=[("It has 20 warheads.", "20 does not stand there.")], note="A note.",
    )  # fmt: skip
    return taken(dated_answer, refused, written)


def test_markdown_and_word_say_the_same(conversation):
    document, notes = opened(conversation)
    said = [re.sub(r"\[\^\d+\]", "", line) for line in visible(conversation_as_markdown(conversation))]
    in_word = [line.replace(", .", ".") for line in lines(document)]
    assert [line.strip() for line in said if not line.startswith(": ")] == [line.strip(" ,") for line in in_word]
    assert [line.removeprefix(": ") for line in said if line.startswith(": ")] == list(notes.values())


def test_every_answer_has_footnotes_of_its_own_and_word_numbers_them_alike(conversation):
    markdown = conversation_as_markdown(conversation)
    assert re.findall(r"^\[\^(\d+)\]:", markdown, re.MULTILINE) == ["1", "2", "3"]
    document, notes = opened(conversation)
    referred = [int(found.get(qn("w:id"))) for found in document.element.iter(qn("w:footnoteReference"))]
    assert referred == list(notes) == [1, 2, 3]
    assert notes[2] == "Report by Belgium (2022), NPT/CONF.2015/39, para. 3: “比利时批准《条约》。”"


def test_what_was_refused_left_out_or_written_by_a_model_is_marked_as_such(conversation):
    document, _ = opened(conversation)
    said = lines(document)
    begins = said.index("When did Portugal?")
    assert said[begins + 1 : begins + 4] == [
        "Understood as: When did Portugal ratify it?",
        "Not found in these documents.",
        "Not an answer, only the nearest paragraphs:",
    ]
    assert said[begins + 4].startswith("Report by Belgium (2022), para. 18: “Before. 附近 After.”")
    left_out = said.index("Left out of the answer, because the cited paragraphs do not bear it out:")
    struck = document.paragraphs[left_out + 1]
    assert struck.text == "“It has 20 warheads.” — 20 does not stand there."
    assert [run.text for run in struck.runs if run.font.strike] == ["It has 20 warheads."]
    assert "Written by qwen3 and checked against the cited paragraphs." in said
    assert "A note." in said
    assert "\n- “~~It has 20 warheads.~~” — 20 does not stand there.\n" in conversation_as_markdown(conversation)


@pytest.mark.parametrize("language", QUESTIONS)
def test_an_answer_that_is_not_well_supported_says_so_in_both_files(make_answer, make_citation, language):
    weak, sure = (
        make_answer("引文 [1]", make_citation("引文"), language=language, confidence=confidence)
        for confidence in (0.4, 0.8)
    )
    caveat = support_in_words(0.4, language)
    conversation = taken(weak, sure)
    document, _ = opened(conversation)
    assert lines(document).count(caveat) == 1
    assert lines(document).index(caveat) == 3
    assert visible(conversation_as_markdown(conversation)).count(caveat) == 1


def test_a_sentence_of_two_sources_stands_once_and_in_the_list_of_sources_under_each(make_answer, make_citation):
    first, second = make_citation("引文", 1), make_citation("引文", 2, number="3", document_id="other")
    conversation = taken(make_answer("引文 [1][2]", first, second))
    document, notes = opened(conversation)
    assert notes == {1: "Report by Belgium (2022), para. 18", 2: "Report by Belgium (2022), para. 3"}
    said = visible(conversation_as_markdown(conversation))
    for exported in (lines(document), said):
        assert exported.count("引文") == 2
        assert len([line for line in exported if "“引文”" in line]) == 1


def test_the_address_of_a_source_is_shown_as_it_is_with_no_mark_of_markdown(dated_answer):
    tokens = MarkdownIt("commonmark").parse(conversation_as_markdown(taken(dated_answer)))
    links = [
        (token.attrs["href"], inside.content)
        for inline in tokens
        for token, inside in pairwise(inline.children or [])
        if token.type == "link_open"
    ]
    assert len(links) == 2
    assert all(shown == target for target, shown in links)


@pytest.mark.parametrize("language", QUESTIONS)
@pytest.mark.parametrize("claim", ["NPT ~~ is 1", "(«A») ", "公约。", "~قال~"])
def test_in_markdown_just_what_did_not_hold_is_struck(make_answer, make_citation, claim, language):
    answer = make_answer("A [1].", make_citation("甲"), language=language, left_out=[(claim, "reason")])
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(conversation_as_markdown(taken(answer)))
    (line,) = [token.children for token in tokens if token.type == "inline" and "reason" in token.content]
    kinds = [token.type for token in line]
    begins, ends = kinds.index("s_open"), kinds.index("s_close")
    assert "".join(token.content for token in line[begins:ends]) == claim.strip()


def test_the_list_of_sources_has_each_document_once_with_all_that_finds_it_again(conversation):
    document, _ = opened(conversation)
    said = lines(document)
    sources = said[said.index("Sources") :]
    assert sources[1:10] == [
        "Report by Belgium (2022)",
        "Title: Report by Belgium (2022) in full",
        "Title (unofficial translation): Report by Belgium (2022)",
        "Date: 4–28 January 2022",
        "Language: Chinese",
        "Corpus: npt",
        "File: file.txt",
        "SHA-256: " + "ab" * 32,
        "para. 18",
    ]
    assert sources[10:15] == [
        "比利时于 1999 年 6 月 29 日批准了该条约。",
        "Section: Pillar I › Testing",
        "Page: 7",
        "Footnotes: 1, 3",
        "Link: http://127.0.0.1:7860/?paragraph=belgium-2022.p18",
    ]
    assert "Symbol: NPT/CONF.2015/39" in sources
    assert "/somewhere/secret" not in "".join(said)


def test_what_it_was_answered_from_can_be_verified(conversation):
    markdown = conversation_as_markdown(conversation)
    assert "Exported from Pinpoint on 21 November 2026." in markdown
    assert f"- Corpus npt, as it was when exported: number of documents 5, SHA-256 {CORPUS.sha256}" in markdown
    assert "`sha256sum FILES | cut -d ' ' -f 1 | sort | sha256sum`" in markdown


def test_a_translation_is_never_without_its_mark(dated_answer):
    translation = Translation("Belgium ratified it.", "en", "qwen3", ("1999 does not stand in the translation.",))
    conversation = taken(dated_answer, translations={1: translation})
    document, _ = opened(conversation)
    said = lines(document)
    place = said.index("Unofficial, unverified machine translation by qwen3: “Belgium ratified it.”")
    assert said[place - 1] == "比利时于 1999 年 6 月 29 日批准了该条约。"
    assert said[place + 1] == "1999 does not stand in the translation."
    assert "Unofficial, unverified machine translation by qwen3" in conversation_as_markdown(conversation)


def test_pinpoint_itself_reads_the_word_file_with_headings_and_footnotes(conversation, tmp_path):
    path = tmp_path / "taken.docx"
    path.write_bytes(conversation_as_docx(conversation))
    text = read_source(path).text
    assert "\n\nWhen?\n\n29 June 1999" in text
    # The footnote, word for word, and not only the list of sources.
    assert "\n\nReport by Belgium (2022), NPT/CONF.2015/39, para. 3: “比利时批准《条约》。”" in text


def test_headings_are_styles_and_links_open_the_paragraph(conversation):
    document, _ = opened(conversation)
    styled = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styled["Questions and answers, 21 November 2026"] == "Title"
    assert styled["When?"] == styled["Sources"] == "Heading 1"
    targets = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert targets == {"http://127.0.0.1:7860/?paragraph=belgium-2022.p18", "http://127.0.0.1:7860/?paragraph=other.p3"}


@pytest.mark.parametrize("language", QUESTIONS)
def test_each_language_has_its_words_its_locators_and_its_direction(make_answer, make_citation, language):
    answer = make_answer("1999 [1]", make_citation("引文"), question=QUESTIONS[language], language=language)
    document, notes = opened(taken(answer, language=language))
    locator = {"ar": "الفقرة 18", "en": "para. 18", "es": "párr. 18", "fr": "par. 18", "ru": "п. 18", "zh": "第18段"}
    assert locator[language] in notes[1]
    question = next(paragraph for paragraph in document.paragraphs if paragraph.text == QUESTIONS[language])
    assert (question._p.pPr.find(qn("w:bidi")) is not None) == (language == "ar")
    assert any(run.font.rtl for run in question.runs) == (language == "ar")
    quote = next(paragraph for paragraph in document.paragraphs if paragraph.text == "引文")
    assert quote.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "SimSun"


@pytest.mark.parametrize(
    ("asked_in", "headings_in"),
    [(("zh",), "zh"), (("en", "fr", "fr", "zh"), "fr"), (("zh", "en", "en", "zh"), "zh"), (("en", "en", "ar"), "en")],
)
def test_headings_come_in_the_language_of_most_questions_and_of_the_first_where_two_are_equal(
    make_answer, asked_in, headings_in
):
    turns = [ExportedTurn(make_answer("No.", language=language)) for language in asked_in]
    assert language_of_most(turns) == headings_in


def test_two_numbers_side_by_side_are_told_apart(dated_answer):
    document, _ = opened(taken(dated_answer))
    assert "29 June 1999, " in lines(document)


def test_a_footnote_that_is_referred_to_twice_is_one_footnote(make_answer, make_citation):
    answer = make_answer("A [1]. B [1].", make_citation("引文"), model="qwen3")
    document, notes = opened(taken(answer))
    assert list(notes) == [1]
    (field,) = document.element.iter(qn("w:fldSimple"))
    assert field.get(qn("w:instr")).strip() == "NOTEREF _RefNote1 \\h"


def test_hostile_text_breaks_no_file_and_becomes_no_link(make_answer, make_citation, hostile):
    citation = make_citation(
        hostile, title=f"T {hostile}", section=(hostile,), submitted_by=hostile, path=f"/a/{hostile}"
    )
    answer = make_answer(f"{hostile} [1]", citation, question=hostile, left_out=[(hostile, hostile)], note=hostile)
    translation = Translation(hostile, "en", hostile, (hostile,))
    conversation = taken(answer, translations={1: translation})
    document, notes = opened(conversation)
    shown = " ".join(hostile.replace("\x00", "\ufffd").replace("\ud800", "\ufffd").replace("\x1b", "\ufffd").split())
    assert any(shown.strip("\u2066\u202e") in " ".join(line.split()) for line in lines(document))
    assert len(notes) == 1
    html = MarkdownIt("commonmark").render(conversation_as_markdown(conversation))
    assert set(re.findall(r"</?(\w+)", html)) <= {"p", "h1", "h2", "h3", "ul", "li", "blockquote", "a", "code"}
    assert set(re.findall(r'href="([^"]*)"', html)) == {"http://127.0.0.1:7860/?paragraph=belgium-2022.p18"}


@pytest.mark.parametrize("address", ["javascript:alert(1)//", "http://a b/", "http://x/)(", "", "file:///etc/"])
def test_an_address_that_is_none_makes_no_link(dated_answer, address):
    conversation = taken(dated_answer, address=address)
    html = MarkdownIt("commonmark").render(conversation_as_markdown(conversation))
    assert "<a" not in html
    assert "?paragraph=belgium-2022.p18" in html
    document, _ = opened(conversation)
    assert not any(relation.is_external for relation in document.part.rels.values())


def test_an_id_is_written_so_that_no_address_can_be_made_of_it(make_answer, make_citation):
    citation = make_citation("引文", document_id="a&b=c#/?)(é")
    markdown = conversation_as_markdown(taken(make_answer("引文 [1]", citation)))
    assert "?paragraph=a%26b%3Dc%23%2F%3F%29%28%C3%A9.p18)" in markdown


def test_a_conversation_of_refusals_has_no_list_of_sources(make_answer):
    markdown = conversation_as_markdown(taken(make_answer("Not found in these documents.")))
    assert "Sources" not in markdown
    assert "Quotations" not in markdown

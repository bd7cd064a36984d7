"""References and drafts as the room shows them, over the real index: what is found, what is said, what is escaped."""

import dataclasses
import re

import pytest

from assistant.chat.asking.wording import wording_in
from assistant.chat.references.checked_sentences import (
    OUTCOMES,
    DraftResult,
    checked_sentence,
    mark_words,
    result_as_text,
    summary_of,
    uncited_heading,
)
from assistant.chat.references.draft_input import MOST_CHARACTERS, read_pasted, read_uploaded
from assistant.chat.references.excerpt import shown_paragraph
from assistant.chat.references.found_references import MOST_REFERENCES, find_pasted, split_references
from assistant.chat.references.wording import references_wording_in
from assistant.chat.templates import render_template
from assistant.drafts.draft import read_draft
from assistant.drafts.draft_check import DraftChecker
from corpus.errors import PinpointError

BELGIUM = "Report by Belgium (2022)"
HOSTILE = "<img src=x onerror=alert(1)>\"'&"
ENGLISH, CHINESE = references_wording_in("en"), references_wording_in("zh")


def find(pasted, library, language="en"):
    return find_pasted(split_references(pasted, library), library, language)


@pytest.fixture(scope="module")
def checked(library):
    def checked(text):
        draft_input = read_pasted(text, ENGLISH)
        draft = read_draft(draft_input.text, library)
        claims = list(DraftChecker(library).outcomes(draft))
        sentences = tuple(checked_sentence(place, claim, library) for place, claim in enumerate(claims, start=1))
        return DraftResult("line", len(draft.cited), len(claims), sentences, draft.uncited)

    return checked


def as_html(result, language="en"):
    wording = references_wording_in(language)
    return render_template(
        "references/draft_result.html",
        wording=wording,
        around=wording_in,
        language=language,
        result=result,
        outcomes=OUTCOMES,
        summary=summary_of(result, wording),
        uncited_heading=uncited_heading(result, wording),
        as_text=result_as_text(result, wording),
    )


@pytest.mark.parametrize("name", [field.name for field in dataclasses.fields(ENGLISH)])
def test_both_interfaces_say_the_same_things_with_the_same_blanks(name):
    english, chinese = getattr(ENGLISH, name), getattr(CHINESE, name)
    assert english.count("{}") == chinese.count("{}")
    assert chinese.strip()


def test_each_line_is_a_reference_and_semicolons_part_those_that_stand_alone(library):
    pasted = f"{BELGIUM}, para. 18; NPT/CONF.2020/PC.II/WP.6, para. 4\n\n  NPT/CONF.2015/39, para. 3; para. 5\n"
    assert split_references(pasted, library) == [
        f"{BELGIUM}, para. 18",
        "NPT/CONF.2020/PC.II/WP.6, para. 4",
        "NPT/CONF.2015/39, para. 3; para. 5",
    ]


def test_a_reference_leads_to_its_paragraph_with_what_is_copied(library):
    (found,) = find(f"{BELGIUM}, para. 18", library)
    (shown,) = found.shown
    assert (found.kind, found.count, found.note) == ("paragraph", 1, "")
    assert shown.place.paragraph_id == "belgium-2022.p18"
    assert shown.citation.startswith(f"{BELGIUM}, para. 18\n比利时一直支持")


def test_a_document_that_is_only_cited_shows_the_sentences_that_cite_it(library):
    (found,) = find("S/RES/1540(2004)", library)
    assert found.kind == "mentions"
    assert found.note
    assert len(found.shown) == found.count
    assert all("1540" in shown.marked for shown in found.shown)


def test_of_a_whole_document_the_first_paragraph_is_shown_and_all_are_counted(library):
    (found,) = find("NPT/CONF.2015/39", library)
    assert (found.kind, len(found.shown)) == ("document", 1)
    assert found.count == len(library.paragraphs_of(found.shown[0].place.paragraph_id.split(".")[0]))


def test_what_cannot_be_found_says_what_there_is(library):
    (found,) = find(f"{BELGIUM}, para. 999", library)
    assert (found.kind, found.shown) == ("unknown", ())
    assert "run from 1 to" in found.note


@pytest.mark.parametrize(
    ("reference", "interface", "language"),
    [
        ("A/RES/99/999", "zh", "zh"),
        ("A/RES/99/999", "en", "en"),
        ("A/RES/99/999, para. 3", "zh", "en"),
        ("比利时2022年报告第999段", "en", "zh"),
    ],
)
def test_a_note_comes_in_the_references_language_and_a_bare_symbols_in_the_interfaces(
    library, reference, interface, language
):
    (found,) = find(reference, library, interface)
    assert found.language == language
    assert (re.search("[一-鿿]", found.note) is not None) == (language == "zh")


def test_no_more_references_are_looked_up_than_the_page_says(library):
    assert len(find("\n".join([f"{BELGIUM}, para. 18"] * (MOST_REFERENCES + 9)), library)) == MOST_REFERENCES


def test_a_hostile_reference_stays_text(library):
    html = render_template(
        "references/lookup.html",
        wording=ENGLISH,
        around=wording_in,
        language="en",
        found=find(HOSTILE, library),
        problem=HOSTILE,
    )
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") >= 2


def test_a_long_paragraph_is_cut_around_what_is_marked(library):
    paragraph = max(library.paragraphs_of("belgium-2022"), key=lambda paragraph: len(paragraph.text))
    start = len(paragraph.text) // 2
    shown = shown_paragraph(paragraph, library, "en", start, start + 10, 80)
    assert shown.marked == paragraph.text[start : start + 10]
    assert shown.before.startswith("…")
    assert shown.after.endswith("…")
    assert shown.before[1:] + shown.marked + shown.after[:-1] in paragraph.text
    assert (shown.place.start, shown.place.end) == (start, start + 10)


def test_the_wrong_words_of_a_sentence_are_marked_and_not_the_whole_of_it():
    assert mark_words("It did so on 6 June 1999.", ["6 June 1999", "It did so on 6 June 1999.", "", "nowhere"]) == (
        ("It did so on ", False),
        ("6 June 1999", True),
        (".", False),
    )


def test_each_sentence_stands_beside_what_it_cites_in_the_order_of_the_draft(checked):
    result = checked(
        f"It did so on 6 June 1999 [{BELGIUM}, para. 18].\n\nThis cites nothing.\n\n"
        f"Belgium ratified the CTBT on 29 June 1999 [ibid.].\n\nIt is so [A/RES/99/999, para. 3]."
    )
    wrong, right, unknown = result.sentences
    assert [sentence.outcome for sentence in result.sentences] == ["unsupported", "supported", "unchecked"]
    assert ("6 June 1999", True) in wrong.text
    assert wrong.source.marked == right.source.marked == "比利时于 1999 年 6 月 29 日批准了该条约。"
    assert (wrong.line, right.line, unknown.line) == (1, 5, 7)
    assert right.citations[0].in_full == f"{BELGIUM}, para. 18"
    assert (unknown.source, unknown.citations[0].problem) == (None, "not_here")
    assert [sentence.text for sentence in result.uncited] == ["This cites nothing."]
    assert summary_of(result, ENGLISH) == "3 cited sentences: 1 supported, 1 not supported, 1 not checked"
    assert summary_of(result, CHINESE) == "3个带引文的句子：1个得到支持，1个未得到支持，1个未能核对"


def test_a_citation_beside_the_one_that_is_shown_can_be_opened_too(checked):
    both = f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}, para. 18; NPT/CONF.2020/PC.II/WP.6, para. 4]."
    (sentence,) = checked(both).sentences
    assert [citation.opens is None for citation in sentence.citations] == [True, False]


def test_the_result_is_taken_away_as_text_with_verdicts_reasons_and_quotes(checked):
    result = checked(f"It did so on 6 June 1999 [{BELGIUM}, para. 18]. No citation here.")
    text = result_as_text(result, ENGLISH)
    assert text.startswith("1 cited sentence: 1 not supported\n\n1. It did so on 6 June 1999.")
    assert "not supported (line 1): The paragraph says 29 June 1999, not 6 June 1999." in text
    assert f"{BELGIUM}, para. 18: “比利时于 1999 年 6 月 29 日批准了该条约。”" in text
    assert text.endswith("1 sentence without a citation:\n\n- No citation here.\n")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_copied_of_a_check_that_was_cut_off_begins_with_how_far_it_came(checked, language):
    wording = references_wording_in(language)
    whole = checked(f"It did so on 29 June 1999 [{BELGIUM}, para. 18].")
    cut_off = dataclasses.replace(whole, total=300)
    said = {"en": "Cited sentences checked: the first 1 of 300. ", "zh": "已核对前1个带引文的句子，共300个。"}[language]
    text = result_as_text(cut_off, wording)
    assert text.startswith(said)
    assert text.endswith("\n\n" + result_as_text(whole, wording))
    assert said in as_html(cut_off, language)
    assert said not in as_html(whole, language)


def test_a_draft_without_citations_is_told_how_to_cite(checked):
    html = as_html(checked("Nothing is cited. Nothing at all."))
    assert ENGLISH.no_citations in html
    assert "ibid." in html


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_hostile_draft_stays_text(checked, language):
    html = as_html(checked(f"It ratified {HOSTILE} in 1999 [{BELGIUM}, para. 18]. {HOSTILE} cites nothing."), language)
    assert "<img" not in html
    assert html.count("&lt;img") >= 2


def test_a_pasted_draft_is_read_as_markdown_only_where_it_looks_like_it(library):
    plain = read_pasted(f"Introduction\nIt has *nine* reactors [{BELGIUM}].", ENGLISH).text
    marked_up = read_pasted(f"# Introduction\nIt has **nine** reactors [{BELGIUM}].", ENGLISH).text
    assert [block.text for block in plain.blocks] == ["Introduction", f"It has *nine* reactors [{BELGIUM}]."]
    assert [block.text for block in marked_up.blocks] == ["Introduction", f"It has nine reactors [{BELGIUM}]."]


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_draft_is_met_with_what_to_do(text):
    with pytest.raises(PinpointError, match="Paste a draft first"):
        read_pasted(text, ENGLISH)


def test_a_draft_beyond_the_limit_is_refused_with_the_limit():
    with pytest.raises(PinpointError, match="300,000 characters"):
        read_pasted("x" * (MOST_CHARACTERS + 1), ENGLISH)


def test_a_file_that_cannot_be_read_is_named_without_its_folder(tmp_path):
    path = tmp_path / "speech.pdf"
    path.write_bytes(b"no PDF at all")
    with pytest.raises(PinpointError, match=r"Cannot read 'speech\.pdf'") as raised:
        read_uploaded(path, ENGLISH)
    assert str(tmp_path) not in str(raised.value)


def test_a_markdown_file_keeps_its_lines(tmp_path):
    path = tmp_path / "speech.md"
    path.write_text(f"# Speech\n\nIt has **nine** reactors [{BELGIUM}].\n", encoding="utf-8")
    draft_input = read_uploaded(path, ENGLISH)
    assert (draft_input.unit, draft_input.text.blocks[1].text) == ("line", f"It has nine reactors [{BELGIUM}].")

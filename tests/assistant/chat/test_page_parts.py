import re
from dataclasses import replace
from itertools import pairwise

import lxml.html
import pytest

from assistant.answers import Answer, AnswerValue, Citation, CitedParagraph, Claim
from assistant.chat.asking.conversation import EXAMPLES, Turn, render_conversation
from assistant.chat.asking.wording import Wording, wording_in
from assistant.chat.reader.paragraph_view import (
    NEIGHBOURS,
    Place,
    quote_place,
    read_place,
    render_reader,
    render_shelf,
)
from assistant.chat.short_references import document_facts, short_reference
from assistant.export.markdown import answer_as_markdown
from assistant.export.plain_text import answer_as_plain_text
from assistant.support_wording import support_in_words
from corpus.documents import Document, Locator, Paragraph, Span
from corpus.language import UN_LANGUAGES

HOSTILE = "<img src=x onerror=alert(1)> **[x](javascript:alert(1))** ${alert(1)} {{7*7}} \"' </script>"


def made_up_document(title="Report", language="zh", symbol=None):
    titles, path = ((language, title),), "/secret/folder/file <b>.txt"
    return Document("d", "made-up", path, "0" * 64, symbol, titles, (), None, None, None, language)


def made_up_paragraph(text, section=(), number="18"):
    return Paragraph("d#18", "d", Locator("paragraph", number, 1, section, 0, None), "18.", text, (), (Span(0, 1),))


def made_up_answer(text, document, paragraph, quote, **changes):
    start = paragraph.text.index(quote)
    citation = Citation(1, paragraph, document, quote, start, start + len(quote), 1.0)
    fields = {
        "question": "When?", "language": "en", "status": "answered", "answer": text, "value": None,
        "confidence": 0.9, "citations": (citation,), "nearest": (), "claims": (), "model": "extractive",
        "timings_ms": {},
    }  # fmt: skip
    return Answer(**(fields | changes))


def rendered(answer):
    return lxml.html.fromstring(render_conversation([Turn(answer.question, answer.language, answer)]))


def paragraph_with(library, words):
    return next(
        paragraph
        for document_id in library.documents
        for paragraph in library.paragraphs_of(document_id)
        if words in paragraph.text
    )


def texts(elements):
    return [element.text_content().strip() for element in elements]


@pytest.fixture
def ratified(library):
    """The place of "Belgium ratified on 29 June 1999" in the real documents."""
    paragraph = paragraph_with(library, "1999 年 6 月 29 日")
    start = paragraph.text.index("1999 年 6 月 29 日")
    return Place(paragraph.paragraph_id, start, start + len("1999 年 6 月 29 日"), "en")


def test_of_two_figures_none_stands_out(assistant):
    answer = assistant.ask("How much has Belgium given to the IAEA for verification in Iran?")
    page = rendered(answer)
    (prose,) = page.xpath("//p[@class='prose-answer']")
    assert "€150,000" in prose.text_content()
    assert "€800,000" in prose.text_content()
    assert not page.xpath("//p[@class='value']")


def test_a_value_comes_first_then_its_quote_in_the_original_and_the_citation():
    document, paragraph = made_up_document(symbol="NPT/CONF.2015/39"), made_up_paragraph("比利时于1999年6月29日批准。")
    value = AnswerValue("date", "1999-06-29", "29 June 1999")
    page = rendered(made_up_answer("29 June 1999 [1]", document, paragraph, "1999年6月29日批准", value=value))
    parts = [part for part in page.iter() if part.tag == "blockquote" or part.get("class") in ("value", "chip")]
    assert page.find_class("prose-answer") == []
    assert texts(parts) == [
        "29 June 1999",
        "1999年6月29日批准",
        "[1] NPT/CONF.2015/39, para. 18, open in the reader",
    ]
    assert next(page.iter("blockquote")).get("lang") == "zh"
    chip = page.find_class("chip")[0]
    opened = read_place({key.removeprefix("data-"): value for key, value in chip.items()})
    assert opened == quote_place(paragraph, 4, 16, "en")
    assert opened.digest
    assert texts(chip.find_class("unseen")) == [", open in the reader"]


def test_a_sentence_that_is_the_answer_stands_once_above_its_sources():
    document = made_up_document()
    paragraph, other = made_up_paragraph("甲。乙。"), made_up_paragraph("丙。甲。", number="19")
    answer = made_up_answer("甲。 [1][2]", document, paragraph, "甲。")
    answer = replace(answer, citations=(*answer.citations, Citation(2, other, document, "甲。", 2, 4, 0.9)))
    page = rendered(answer)
    assert texts(page.iter("blockquote")) == ["甲。"]
    chips = page.find_class("chip")
    assert [chip.get("title") for chip in chips] == ["Report, para. 18", "Report, para. 19"]
    assert [(chip.get("data-start"), chip.get("data-end")) for chip in chips] == [("0", "2"), ("2", "4")]
    assert [button.get("data-copy") for button in page.find_class("cited")[1].find_class("copy")] == [
        "Report, para. 19\n甲。"
    ]
    # Behind a value, each source has the sentence that it stands in.
    value = AnswerValue("year", "1999", "1999")
    page = rendered(replace(answer, answer="1999 [1][2]", value=value))
    assert texts(page.iter("blockquote")) == ["甲。", "甲。"]


def test_the_page_and_what_is_copied_say_alike_how_well_an_answer_is_supported():
    for language in UN_LANGUAGES:
        answer = made_up_answer(
            "甲 [1]", made_up_document(), made_up_paragraph("甲。"), "甲", confidence=0.4, language=language
        )
        (note,) = texts(rendered(answer).find_class("note"))
        assert note == support_in_words(0.4, language)
        for copied in (answer_as_markdown(answer), answer_as_plain_text(answer)):
            assert note in [line.strip("\u200e\u200f") for line in copied.splitlines()]


def test_a_written_answer_keeps_its_words_and_its_markers_open_what_they_cite():
    document, paragraph = made_up_document(), made_up_paragraph("甲。乙。")
    page = rendered(made_up_answer("Belgium gave much [1], says another [7].", document, paragraph, "甲", model="qwen"))
    assert texts(page.find_class("prose-answer")) == ["Belgium gave much [1], says another [7]."]
    assert texts(page.find_class("marker")) == ["[1]"]
    assert "qwen" in texts(page.find_class("note"))[0]


def test_a_claim_that_was_not_borne_out_is_struck_out_with_the_reason_on_demand():
    claim = Claim("It gave 3 euros [1].", (1,), "unsupported", "3 does not occur")
    page = rendered(made_up_answer("甲 [1]", made_up_document(), made_up_paragraph("甲。"), "甲", claims=(claim,)))
    (left_out,) = page.find_class("left-out")
    assert left_out.tag == "details"
    assert (texts(left_out.iter("del")), texts(left_out.find_class("reason"))) == (
        ["It gave 3 euros [1]."],
        ["3 does not occur"],
    )


def test_a_completed_question_says_what_was_understood_and_a_note_why_no_model_answers():
    answer = made_up_answer(
        "甲 [1]", made_up_document(), made_up_paragraph("甲。"), "甲",
        question="And France?", interpreted_question="When did France ratify it?", note="The model broke off.",
    )  # fmt: skip
    notes = texts(rendered(answer).find_class("note"))
    assert notes[:2] == ["Understood as: When did France ratify it?", "The model broke off."]


def test_while_a_model_writes_the_answer_says_so():
    answer = made_up_answer("甲 [1]", made_up_document(), made_up_paragraph("甲。"), "甲")
    page = lxml.html.fromstring(render_conversation([Turn("When?", "en", answer, is_written=True)]))
    assert texts(page.find_class("searching")) == ["The model is writing…"]


def test_not_found_is_said_plainly_and_the_nearest_paragraphs_are_named_as_such():
    near = CitedParagraph(made_up_paragraph("甲" * 500), made_up_document(symbol="S/2020/1"), 0.1)
    answer = made_up_answer(
        "Not found in these documents.", near.document, near.paragraph, "甲",
        status="not_found", citations=(), nearest=(near,), confidence=0.1,
    )  # fmt: skip
    page = rendered(answer)
    assert texts(page.find_class("not-found")) == ["Not found in these documents."]
    assert "may not answer" in texts(page.find_class("nearest-label"))[0]
    assert texts(page.find_class("nearest")[0].find_class("chip")) == ["S/2020/1, para. 18, open in the reader"]
    assert texts(page.find_class("note")) == []
    assert len(texts(page.find_class("excerpt"))[0]) < 100


def test_not_found_in_a_choice_of_documents_says_how_many_were_searched():
    near = CitedParagraph(made_up_paragraph("甲" * 500), made_up_document(symbol="S/2020/1"), 0.1)
    answer = made_up_answer(
        "Not found in these documents.", near.document, near.paragraph, "甲",
        status="not_found", citations=(), nearest=(near,), confidence=0.1,
    )  # fmt: skip
    page = lxml.html.fromstring(render_conversation([Turn("When?", "en", answer, searched=(1, 5))]))
    assert texts(page.find_class("note"))[0].startswith("Documents searched: 1 of 5")


def test_an_unanswered_turn_shows_that_it_is_being_looked_up_and_a_problem_its_message():
    waiting, failed = Turn("When?", "en"), Turn("When?", "fr", problem="Ask <b>again</b>.")
    page = lxml.html.fromstring(render_conversation([waiting, failed]))
    assert texts(page.find_class("searching")) == ["Looking through the documents…"]
    assert texts(page.find_class("problem")) == ["Ask <b>again</b>."]


def test_hostile_words_are_shown_literally_wherever_they_stand():
    document = made_up_document(title=HOSTILE, symbol=HOSTILE, language='zh" onload="alert(1)')
    paragraph = made_up_paragraph(HOSTILE, section=(HOSTILE,), number=None)
    near = CitedParagraph(paragraph, document, 0.1)
    claim = Claim(HOSTILE, (1,), "unsupported", HOSTILE)
    value = AnswerValue("date", "x", HOSTILE)
    answer = made_up_answer(
        f"It says {HOSTILE} here [1]", document, paragraph, HOSTILE,
        question=HOSTILE, value=value, nearest=(near,), claims=(claim,), model=HOSTILE, note=HOSTILE,
        interpreted_question=HOSTILE,
    )  # fmt: skip
    page = rendered(answer)
    left_out = page.find_class("left-out")[0].iter("del")
    shown = [*page.find_class("question"), *page.find_class("value"), *page.iter("blockquote"), *left_out]
    assert texts(shown) == [HOSTILE] * 4
    assert {element.tag for element in page.iter()} <= {
        "article", "bdi", "blockquote", "button", "del", "details", "div", "figcaption", "figure", "h2", "li", "p",
        "span", "summary", "ul",
    }  # fmt: skip
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


def test_before_the_first_question_the_examples_are_offered_each_in_its_language():
    page = lxml.html.fromstring(render_conversation([], EXAMPLES))
    buttons = page.find_class("example")
    assert [(button.get("lang"), button.get("data-question")) for button in buttons] == list(EXAMPLES)
    assert not lxml.html.fromstring(render_conversation([Turn("Why?", "en")], EXAMPLES)).find_class("examples")


def test_the_reader_shows_the_quote_marked_between_its_neighbours(library, ratified):
    page = lxml.html.fromstring(render_reader(library, ratified))
    shown = page.find_class("paragraph")
    assert len(shown) == 2 * NEIGHBOURS + 1
    assert texts(page.iter("mark")) == ["1999 年 6 月 29 日"]
    current = [element for element in shown if element.get("aria-current")]
    assert current == [shown[NEIGHBOURS]]
    paragraph = library.paragraph(ratified.paragraph_id)
    assert texts(current[0].findall("p")) == [paragraph.text]
    assert texts(current[0].find_class("number")) == [paragraph.locator.number or "¶"]
    assert texts(page.find_class("section-path")[0]) == list(paragraph.locator.section)


def test_the_reader_names_the_document_by_what_is_known_of_it_and_not_by_its_file(library, ratified):
    document = library.document_of(library.paragraph(ratified.paragraph_id))
    html = render_reader(library, ratified)
    assert document.title_in("en") in html
    assert {"belgium-2015": "April", "belgium-2022": "January"}[document.document_id] in html
    assert document.meeting in render_reader(library, replace(ratified, language="zh"))
    assert document.path.rsplit("/", 1)[1] not in html + render_shelf(library, "en")


def test_a_document_is_named_by_symbol_date_and_meeting_and_only_else_by_its_file():
    unknown = made_up_document()
    assert document_facts(unknown, "en") == [("", "file <b>.txt")]
    known = replace(unknown, symbol="S/2020/1", date="2018-03-08", meeting="日内瓦")
    assert document_facts(known, "en") == [("", "S/2020/1"), ("en", "8 March 2018")]
    assert document_facts(known, "zh") == [("", "S/2020/1"), ("zh", "2018年3月8日"), ("zh", "日内瓦")]
    assert document_facts(replace(known, date=None), "en") == [("", "S/2020/1"), ("zh", "日内瓦")]
    assert document_facts(replace(unknown, date="spring"), "en") == [("en", "spring")]


def test_a_chip_is_short_and_its_parts_stand_apart_while_its_label_says_it_in_full():
    headings = ("Outer heading", "2. " + "核不扩散与裁军倡议" * 8)
    document, paragraph = made_up_document(title="Report"), made_up_paragraph("甲。", headings, number=None)
    page = rendered(made_up_answer("甲 [1]", document, paragraph, "甲", language="ar"))
    (chip,) = page.find_class("chip")
    marker, name, locator = chip.iter("bdi")
    assert (texts([marker, name]), locator.get("dir")) == (["[1]", "Report"], "rtl")
    assert "Outer heading" not in chip.text_content()
    assert len(locator.text_content()) < 60
    assert headings[1] in chip.get("title")
    assert page.find_class("copy")[0].get("data-copy") == f"{chip.get('title')}\n甲"


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_without_a_heading_the_short_name_is_the_whole_reference(language):
    document, paragraph = made_up_document(symbol="S/2020/1"), made_up_paragraph("甲。")
    short = short_reference(document, paragraph, language)
    assert short.document + wording_in(language).comma + short.locator == short.full


def test_the_nearest_paragraph_is_shown_in_its_place_unmarked_and_said_to_be_only_that(library, ratified):
    place = Place(ratified.paragraph_id, 0, 0, "en", nearest=True)
    page = lxml.html.fromstring(render_reader(library, place))
    assert texts(page.find_class("nearest-here")) == [wording_in("en").nearest_here]
    assert texts(page.iter("mark")) == []
    assert not lxml.html.fromstring(render_reader(library, ratified)).find_class("nearest-here")


def test_next_and_previous_walk_through_a_whole_document_and_end_there(library):
    document_id = next(iter(library.documents))
    expected = [paragraph.paragraph_id for paragraph in library.paragraphs_of(document_id)]
    place, walked = Place(expected[0], 0, 0, "en"), []
    while place:
        walked.append(place.paragraph_id)
        page = lxml.html.fromstring(render_reader(library, place))
        (button,) = page.find_class("next")
        place = None if "disabled" in button.attrib else read_place({"paragraph": button.get("data-paragraph")})
    assert walked == expected
    first = lxml.html.fromstring(render_reader(library, Place(expected[0], 0, 0, "en")))
    assert "disabled" in first.find_class("previous")[0].attrib


def test_more_is_shown_above_and_below_click_by_click_until_the_whole_document_is(library, ratified):
    document_id = library.paragraph(ratified.paragraph_id).document_id
    expected = [paragraph.paragraph_id for paragraph in library.paragraphs_of(document_id)]
    place, clicks, counts = ratified, [], []
    while True:
        page = lxml.html.fromstring(render_reader(library, place))
        shown = [link.get("data-paragraph") for link in page.find_class("number")]
        at = expected.index(shown[0])
        assert shown == expected[at : at + len(shown)]
        assert texts(page.iter("mark")) == ["1999 年 6 月 29 日"]
        counts.append(len(shown))
        buttons = [button for wider in page.find_class("wider") for button in wider.iter("button")]
        if not buttons:
            break
        clicks.append(buttons[0].get("data-keep"))
        place = read_place({name.removeprefix("data-"): value for name, value in buttons[0].items()})
    assert shown == expected
    assert set(clicks) == {"more-above", "more-below"}
    assert counts[0] == 2 * NEIGHBOURS + 1
    steps = [more - fewer for fewer, more in pairwise(counts)]
    assert min(steps) > 0
    assert max(steps) == 10


def test_no_click_and_no_made_up_one_shows_more_than_so_much(library, ratified):
    asked_for = {"paragraph": ratified.paragraph_id, "above": "999999999", "below": "-1"}
    place = read_place(asked_for)
    assert (place.more_above, place.more_below) == (300, 0)
    page = lxml.html.fromstring(render_reader(library, place))
    assert [button.get("data-keep") for wider in page.find_class("wider") for button in wider.iter("button")] == [
        "more-below"
    ]


@pytest.mark.parametrize("offsets", [(5, 5), (9, 2), (0, 10**8), (-1, 4)])
def test_offsets_that_do_not_fit_the_text_mark_nothing(library, ratified, offsets):
    page = lxml.html.fromstring(render_reader(library, Place(ratified.paragraph_id, *offsets, "en")))
    assert texts(page.iter("mark")) == []
    assert library.paragraph(ratified.paragraph_id).text in texts(page.iter("p"))


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_a_quote_that_was_replaced_is_not_marked_and_the_paragraph_is_copied_as_it_is_now(library, ratified, language):
    paragraph = library.paragraph(ratified.paragraph_id)
    before = replace(paragraph, text="附" + paragraph.text)
    place = quote_place(before, ratified.start + 1, ratified.end + 1, language)
    page = lxml.html.fromstring(render_reader(library, place))
    assert texts(page.iter("mark")) == []
    assert texts(page.find_class("changed-here")) == [wording_in(language).changed_here]
    assert page.find_class("copy")[0].get("data-copy").endswith(f"\n{paragraph.text}")


def test_a_quote_that_stands_is_marked_and_copied(library, ratified):
    place = quote_place(library.paragraph(ratified.paragraph_id), ratified.start, ratified.end, "en")
    page = lxml.html.fromstring(render_reader(library, place))
    assert texts(page.iter("mark")) == ["1999 年 6 月 29 日"]
    assert page.find_class("changed-here") == []
    assert page.find_class("copy")[0].get("data-copy").endswith("\n1999 年 6 月 29 日")


def test_what_a_browser_sends_is_never_trusted(library):
    data = {"paragraph": HOSTILE, "start": "-1", "end": ["9"], "language": HOSTILE, "digest": HOSTILE}
    place = read_place(data)
    assert place == Place(HOSTILE, 0, 0, HOSTILE, digest=HOSTILE)
    page = lxml.html.fromstring(render_reader(library, place))
    assert "not in the library" in page.text_content()
    assert not list(page.iter("img"))
    assert read_place({}) == Place("", 0, 0, "en")


def test_the_shelf_has_every_document_with_its_number_of_paragraphs(library):
    page = lxml.html.fromstring(render_shelf(library, "en"))
    assert texts(page.find_class("title")) == [document.title_in("en") for document in library.documents.values()]
    counts = [int(re.search(r"(\d+) paragraphs", about).group(1)) for about in texts(page.find_class("about"))]
    assert counts == [len(library.paragraphs_of(document_id)) for document_id in library.documents]


@pytest.mark.parametrize("language", UN_LANGUAGES)
def test_every_language_has_the_pages_words_with_the_same_gaps_to_fill(language):
    words, english = wording_in(language), wording_in("en")
    for name in Wording.__slots__:
        assert getattr(words, name).strip()
        assert getattr(words, name).count("{}") == getattr(english, name).count("{}"), name
    assert language == "en" or words != english

"""Documents dropped in, looked through, narrowed to and removed, as a visitor does it in a browser."""

from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import docx
import pytest
from gradio.utils import get_upload_folder
from playwright.sync_api import expect
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from assistant.collection import remove_document

PDF_QUESTION = "When did Norway ratify the Treaty on the Northern Lakes?"
RATIFIED = "When did Belgium ratify the CTBT?"


def a_pdf():
    texts = [
        "Report submitted by Norway on the treaties of the lakes and rivers of the north",
        "1. Norway has always held that the treaties of the north must be kept by all the states that signed them.",
        "2. Norway ratified the Treaty on the Northern Lakes on 14 May 1987, before any other state of the region.",
        "3. The commission of the lakes meets every second summer in the northern town to talk about the boats.",
    ]
    file = BytesIO()
    style = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=15, spaceAfter=10)
    SimpleDocTemplate(file, title="Report by Norway on the lakes").build([Paragraph(text, style) for text in texts])
    return {"name": "norway lakes.pdf", "mimeType": "application/pdf", "buffer": file.getvalue()}


def a_docx():
    document = docx.Document()
    document.core_properties.title = "Accounts of the Lakes Fund"
    document.add_paragraph("The accounts of the Lakes Fund are kept by the secretariat in the northern town.")
    document.add_paragraph("Sweden has paid 350,000 euros into the Lakes Fund since the beginning of the year 2011.")
    file = BytesIO()
    document.save(file)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return {"name": "accounts.docx", "mimeType": kind, "buffer": file.getvalue()}


BROKEN = {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 nothing that follows is a PDF"}


def room(page, name):
    page.locator(f"#{name}-room-button").click()


def upload(page, *files):
    room(page, "documents")
    page.locator("#add-documents button").first.click()
    page.locator("#files input[type=file]").set_input_files(list(files))


def narrow_to(page, label):
    page.locator("[data-narrow]").click()
    page.locator("#filter-panel label", has_text=label).locator("input").check()
    page.locator("[data-done]").click()
    expect(page.locator("#filter-line .chosen-chip")).to_have_count(1)


def test_dropped_files_are_answered_from_narrowed_to_and_removed(own_chat, open_page, ask, tmp_path):
    url, desk = own_chat()
    page = open_page(url)
    page.locator("#reading .shelf").wait_for()
    upload(page, a_pdf(), a_docx(), BROKEN)
    states = page.locator("#adding .file")
    expect(page.locator("#documents-said")).to_contain_text("Files added: 2 of 3", timeout=60_000)
    expect(states.nth(2)).to_contain_text("failed")
    expect(states.nth(2).locator(".reason")).not_to_be_empty()
    assert str(tmp_path) not in page.locator("#adding").inner_html()
    assert "/tmp" not in page.locator("#adding").inner_html()
    page.screenshot(path=tmp_path / "added.png")
    # Table, masthead and the reader's shelf have them.
    expect(page.locator("#shelf tbody tr")).to_have_count(7)
    expect(page.locator("#masthead")).to_contain_text("7 documents")
    expect(page.locator("#reader .spine")).to_have_count(7)
    assert len(list(desk.settings.index.glob("uploads/documents/*"))) == 2

    # A question that only the PDF answers, and its citation.
    room(page, "ask")
    expect(page.locator("#filter-line")).to_contain_text("all 7 documents")
    turn = ask(page, PDF_QUESTION)
    expect(turn.locator(".value")).to_have_text("14 May 1987")
    turn.locator(".chip").first.click()
    expect(page.locator("#reader mark")).to_contain_text("14 May 1987")

    # Narrowed to it, nothing else is cited; the question that others answer is not answered.
    narrow_to(page, "Report by Norway")
    turn = ask(page, RATIFIED)
    expect(turn.locator(".not-found")).to_be_visible()
    expect(turn.locator(".nearest")).not_to_contain_text("Belgium")
    page.screenshot(path=tmp_path / "narrowed.png")

    # Looked through, removed, no longer found; the filter says that the choice is gone.
    room(page, "documents")
    row = page.locator("#shelf tr", has_text="Report by Norway")
    row.locator("[data-action=look-through]").click()
    expect(page.locator("#cut-heading")).to_be_focused()
    page.locator("#find-documents textarea, #find-documents input").fill("1987")
    expect(page.locator(".cut-paragraph")).to_have_count(1)
    expect(page.locator(".cut-paragraph mark")).to_have_text("1987")
    page.locator("[data-action=list]").click()
    row.locator("[data-action=ask-remove]").click()
    expect(row.locator("[data-action=keep]")).to_be_focused()
    row.locator("[data-action=keep]").click()
    expect(row.locator(".confirm")).to_have_count(0)
    row.locator("[data-action=ask-remove]").click()
    row.locator("[data-action=remove]").click()
    expect(page.locator("#documents-said")).to_contain_text("was removed")
    expect(page.locator("#shelf tbody tr")).to_have_count(6)
    assert [path.name for path in desk.settings.index.glob("uploads/documents/*")] == ["accounts.docx"]
    room(page, "ask")
    expect(page.locator("#filter-line")).to_contain_text("no longer here")
    expect(page.locator("#filter-line")).to_contain_text("no document fits")
    page.locator("#filter-line [data-clear]").click()
    expect(page.locator("#filter-line")).to_contain_text("all 6 documents")
    turn = ask(page, PDF_QUESTION)
    expect(turn.locator(".value", has_text="1987")).to_have_count(0)
    expect(ask(page, RATIFIED).locator(".value")).to_have_text("29 June 1999")


def test_two_visitors_narrow_down_each_for_themselves(chat_url, open_page, ask):
    page, other = open_page(chat_url), open_page(chat_url, locale="zh-CN")
    narrow_to(page, "NPT/CONF.2015/39")
    expect(page.locator("#filter-line")).to_contain_text("1 of 5 documents")
    expect(other.locator("#filter-line")).to_contain_text("全部 5 份文件")
    turn = ask(page, RATIFIED)
    expect(turn.locator(".value")).to_have_text("29 June 1999")
    expect(turn.locator(".source")).to_have_count(1)
    turn = ask(other, RATIFIED)
    assert turn.locator(".source").count() > 1
    page.locator(".chosen-chip").click()
    expect(page.locator("#filter-line")).to_contain_text("all 5 documents")
    turn = ask(page, RATIFIED)
    assert turn.locator(".source").count() > 1


def test_a_choice_that_nothing_fits_is_said_before_and_after_asking(chat_url, open_page, ask):
    page = open_page(chat_url)
    page.locator("[data-narrow]").press("Enter")
    page.locator("[data-date=since]").fill("2040")
    page.locator("[data-date=since]").press("Tab")
    expect(page.locator("#filter-line")).to_contain_text("no document fits")
    page.keyboard.press("Escape")
    expect(page.locator("[data-narrow]")).to_be_focused()
    expect(page.locator("#filter-panel .filter-panel")).to_be_hidden()
    expect(ask(page, RATIFIED).locator(".problem")).to_contain_text("take a part of it back")
    page.locator("#filter-line [data-clear]").click()
    expect(page.locator("#filter-line")).to_contain_text("all 5 documents")


@pytest.mark.parametrize(("width", "scheme", "locale"), [(390, "dark", "zh-CN"), (1440, "light", "en-US")])
def test_the_room_fits_the_screen_and_a_title_opens_in_the_reader(chat_url, open_page, width, scheme, locale):
    page = open_page(chat_url, width=width, height=844, scheme=scheme, locale=locale)
    room(page, "documents")
    page.locator("#shelf button.title").first.click()
    expect(page.locator("#reader .paragraph[aria-current]")).to_be_visible()
    page.locator("#shelf [data-action=look-through]").first.click()
    expect(page.locator(".cut-paragraph").first).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_the_upload_cache_keeps_nothing_of_what_was_dropped(own_chat, open_page):
    url, _ = own_chat()
    page = open_page(url)
    upload(page, {"name": "unique-lakes-note.txt", "mimeType": "text/plain", "buffer": b"1. A note on the lakes.\n"})
    expect(page.locator("#documents-said")).to_contain_text("Files added: 1 of 1", timeout=60_000)
    assert not list(Path(get_upload_folder()).rglob("unique-lakes-note*"))


@pytest.fixture
def held():
    """Keeps an event's requests from the server until they are let go."""

    @contextmanager
    def held(page, event):
        number = page.evaluate(
            "name => gradio_config.dependencies.find(one => one.targets.some(target => target[1] === name)).id", event
        )
        waiting = []

        def hold(route):
            if (route.request.post_data_json or {}).get("fn_index") == number:
                waiting.append(route)
            else:
                route.fallback()

        page.route("**/gradio_api/**", hold)
        yield waiting
        for route in waiting:
            route.continue_()
        page.unroute("**/gradio_api/**", hold)

    return held


def test_a_question_is_answered_from_what_the_filter_shows_though_the_change_is_still_under_way(
    chat_url, open_page, ask, held, tmp_path
):
    page = open_page(chat_url)
    with held(page, "narrow") as changes:
        page.locator("[data-narrow]").click()
        page.locator("#filter-panel label", has_text="NPT/CONF.2015/39").locator("input").check()
        turn = ask(page, RATIFIED)
        expect(turn.locator(".source")).to_have_count(1)
        expect(turn.locator(".chip")).to_contain_text("NPT/CONF.2015/39")
        assert len(changes) == 1
        expect(page.locator("#filter-line")).to_contain_text("all 5 documents")
        page.screenshot(path=tmp_path / "under way.png")
    expect(page.locator("#filter-line")).to_contain_text("1 of 5 documents")


def test_an_example_too_is_answered_from_what_the_filter_shows(chat_url, open_page, held):
    page = open_page(chat_url)
    with held(page, "narrow"):
        page.locator("[data-narrow]").click()
        page.locator("#filter-panel label", has_text="NPT/CONF.2015/39").locator("input").check()
        page.locator(".example").first.click()
        expect(page.locator(".turn .chip")).to_contain_text(["NPT/CONF.2015/39"])
        expect(page.locator(".turn .source")).to_have_count(1)


def test_the_panel_shows_the_same_choice_when_it_is_opened_again(chat_url, open_page, ask):
    page = open_page(chat_url)
    boxes = page.locator("#filter-panel [data-group=documents] input")
    first = boxes.first.get_attribute("value")
    narrow_to(page, "NPT/CONF.2015/39")
    page.locator("[data-narrow]").click()
    # What is chosen comes first.
    expect(boxes.nth(1)).to_have_value(first)
    assert boxes.evaluate_all("all => all.filter(box => box.checked).map(box => box.value)") == ["belgium-2015"]
    expect(ask(page, RATIFIED).locator(".source")).to_have_count(1)


def test_a_choice_made_while_the_panel_is_written_anew_stays(own_chat, open_page, ask, held):
    url, desk = own_chat()
    page = open_page(url)
    choices = page.locator("#filter-panel [data-group=documents] label")
    expect(choices).to_have_count(5)
    # By somebody else: the panel that is opened lacks it.
    remove_document("seoul-2012", desk.settings.index, desk.library.retriever.encoder)
    with held(page, "show_panel") as panels:
        page.locator("[data-narrow]").click()
        box = choices.filter(has_text="NPT/CONF.2015/39").locator("input")
        box.check()
        page.locator("[data-date=since]").fill("2010")
        expect(page.locator("#filter-line")).to_contain_text("1 of 4 documents")
        assert len(panels) == 1
    expect(choices).to_have_count(4)
    expect(box).to_be_checked()
    expect(page.locator("[data-date=since]")).to_have_value("2010")
    expect(page.locator("#filter-line .chosen-chip")).to_have_count(2)
    expect(ask(page, RATIFIED).locator(".source")).to_have_count(1)


def test_the_reader_shows_the_shelf_once_the_document_of_its_paragraph_is_removed(own_chat, open_page, ask):
    url, _ = own_chat()
    page = open_page(f"{url}/?paragraph=belgium-2022.p18")
    here = page.locator("#reader [aria-current]")
    expect(here).to_contain_text("1999 年 6 月 29 日")
    room(page, "documents")
    for document_id, left in (("seoul-2012", 4), ("belgium-2022", 3)):
        row = page.locator(f"#shelf tr[data-document={document_id}]")
        row.locator("[data-action=ask-remove]").click()
        expect(here).to_contain_text("1999 年 6 月 29 日")
        row.locator("[data-action=remove]").click()
        expect(page.locator("#shelf tbody tr")).to_have_count(left)
        if left == 4:
            # Another document's removal leaves the paragraph where it is.
            page.wait_for_timeout(1000)
            expect(here).to_contain_text("1999 年 6 月 29 日")
    expect(page.locator("#reader .spine")).to_have_count(3)
    expect(here).to_have_count(0)

"""The source reader in a real browser: links, the keyboard, and the visitor's language."""

import re

import pytest
from playwright.sync_api import expect

RATIFIED = "When did Belgium ratify the CTBT?"


def test_a_paragraphs_link_opens_the_page_there(open_page, chat_url):
    page = open_page(f"{chat_url}/?paragraph=belgium-2022.p18")
    expect(page.locator("#reader [aria-current] > p")).to_contain_text("1999 年 6 月 29 日")
    expect(page.locator("#reader h2")).to_contain_text("2022")


def test_a_link_to_nothing_says_so_and_shows_no_markup(open_page, chat_url):
    page = open_page(f"{chat_url}/?paragraph=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.locator("#reader")).to_contain_text("not in the library")
    expect(page.locator("#reader img")).to_have_count(0)


def test_the_copied_link_leads_to_the_paragraph(open_page, chat_url, ask):
    page = open_page(chat_url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, RATIFIED)
    expect(page.locator("#reader mark")).to_be_visible()
    words = page.locator("#reader [aria-current] > p").text_content()
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{re.escape(chat_url)}/\?paragraph=[\w.-]+", link)
    assert page.locator("#reader [aria-current] a.number").evaluate("link => link.href") == link
    expect(open_page(link).locator("#reader [aria-current] > p")).to_have_text(words)


def test_a_paragraphs_number_opens_it_here_without_leaving_the_conversation(open_page, chat_url, ask):
    page = open_page(chat_url)
    ask(page, RATIFIED)
    expect(page.locator("#reader mark")).to_be_visible()
    other = page.locator("#reader .paragraph:not([aria-current])").last
    words = other.locator("p").text_content()
    other.locator("a.number").click()
    expect(page.locator("#reader [aria-current] > p")).to_have_text(words)
    expect(page.locator(".turn")).to_have_count(1)


def test_the_keyboard_opens_walks_and_comes_back(open_page, chat_url, ask):
    page = open_page(chat_url)
    chip = ask(page, RATIFIED).locator(".chip").nth(1)
    here = page.locator("#reader [aria-current] a.number")
    chip.focus()
    page.keyboard.press("Enter")
    expect(here).to_have_text("18")
    page.keyboard.press("ArrowRight")
    expect(here).to_have_text("19")
    page.keyboard.press("ArrowLeft")
    expect(here).to_have_text("18")
    page.locator(".walk.next").focus()
    page.keyboard.press("Enter")
    expect(here).to_have_text("19")
    expect(page.locator(".walk.next")).to_be_focused()
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()


def test_a_chinese_browser_gets_a_chinese_page_and_others_an_english_one(open_page, chat_url):
    chinese = open_page(chat_url, locale="zh-TW")
    expect(chinese.get_by_role("tab").first).to_have_text("提问")
    expect(chinese.locator("#reader h2")).to_have_text("全部文件")
    expect(chinese.locator("#question textarea")).to_have_attribute("placeholder", "可用任何语言提问……")
    expect(open_page(chat_url, locale="pt-BR").get_by_role("tab").first).to_have_text("Ask")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_that_a_paragraph_is_gone_stands_apart_from_the_edge_of_the_sheet(open_page, chat_url, width, height):
    page = open_page(f"{chat_url}/?paragraph=nowhere.p1", width, height)
    sheet = page.locator("#reader .sheet")
    notice = sheet.get_by_text("This paragraph is not in the library any more.")
    assert notice.bounding_box()["x"] - sheet.bounding_box()["x"] > 15
    assert notice.bounding_box()["y"] - sheet.bounding_box()["y"] > 10


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("side", ["above", "below"])
def test_more_is_shown_on_a_side_and_what_was_read_stays_where_it_was(open_page, chat_url, width, height, side):
    page = open_page(f"{chat_url}/?paragraph=belgium-2022.p30", width, height)
    paragraphs = page.locator("#reader .paragraph")
    sheet = page.locator("#reader .paragraphs")
    more = page.get_by_role("button", name=f"Show more {side}")
    page.locator("#reading").scroll_into_view_if_needed()
    more.focus()
    sheet.evaluate("(sheet, top) => { sheet.scrollTop = top; }", 0 if side == "above" else 10**6)
    edge = paragraphs.first if side == "above" else paragraphs.last
    read = page.locator(f'#reader .paragraph:has([href="{edge.locator("a.number").get_attribute("href")}"])')
    before = read.bounding_box()["y"]
    for count in (17, 27):
        page.keyboard.press("Enter")
        expect(paragraphs).to_have_count(count)
        expect(more).to_be_focused()
        assert read.bounding_box()["y"] == pytest.approx(before, abs=1)
    # The document has no more, and the button is gone: the keyboard stays in the reader.
    page.keyboard.press("Enter")
    expect(paragraphs).to_have_count(34 if side == "above" else 33)
    expect(more).to_have_count(0)
    expect(page.locator("#reading")).to_be_focused()
    assert read.bounding_box()["y"] == pytest.approx(before, abs=1)
    expect(page.locator("#reader [aria-current] a.number")).to_have_text("30")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#reader [aria-current] a.number")).to_have_text("31")
    expect(paragraphs).to_have_count(7)
    middle = page.locator("#reader [aria-current]").bounding_box()["y"]
    assert 0 < middle < height


def test_more_is_offered_in_chinese_to_a_chinese_browser(open_page, chat_url):
    page = open_page(f"{chat_url}/?paragraph=belgium-2022.p30", locale="zh-CN")
    page.get_by_role("button", name="显示更多上文").click()
    expect(page.locator("#reader .paragraph")).to_have_count(17)
    page.get_by_role("button", name="显示更多下文").click()
    expect(page.locator("#reader .paragraph")).to_have_count(27)

"""The page without a mouse: asked and read by the keyboard alone; every control has a name; nothing is too wide."""

from collections import Counter

import pytest
from playwright.sync_api import expect

QUESTION = "When did Belgium ratify the CTBT?"
_CONTROLS = """() => {
  const words = id => document.getElementById(id)?.textContent ?? '';
  const named = element => (element.getAttribute('aria-label')
    || (element.getAttribute('aria-labelledby') ?? '').split(' ').map(words).join(' ').trim()
    || [...(element.labels ?? [])].map(label => label.textContent).join(' ')
    || element.textContent || element.title || '').trim();
  return [...document.querySelectorAll('button, a[href], input, textarea, select, summary, [role=tab]')]
    .filter(element => element.offsetParent && element.tabIndex >= 0 && !element.closest('[aria-hidden=true]'))
    .map(element => [named(element), element.dataset.paragraph ?? '', element.outerHTML.slice(0, 160)]);
}"""


def press(page, key, until, most=60):
    """Presses a key until something is focused, as one who looks for it does."""
    for _ in range(most):
        if until.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} does not lead to {until} in {most} steps")


def focused(page):
    return page.evaluate(
        "document.activeElement === document.body ? '' : document.activeElement.outerHTML.slice(0, 200)"
    )


def test_a_question_is_asked_its_source_read_and_another_room_entered_by_the_keyboard_alone(open_page, chat_url):
    page = open_page(chat_url)
    press(page, "Tab", page.locator("#question textarea"))
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    chip = page.locator(".turn .chip").first
    expect(chip).to_be_visible()
    expect(page.locator("#reader mark")).to_be_visible()
    expect(page.locator("#question textarea")).to_be_focused()
    press(page, "Shift+Tab", chip)
    page.keyboard.press("Enter")
    expect(page.locator("#reading")).to_be_focused()
    current = page.locator("#reader .paragraph[aria-current] > p")
    before = current.text_content()
    page.keyboard.press("ArrowRight")
    expect(current).not_to_have_text(before)
    page.keyboard.press("ArrowLeft")
    expect(current).to_have_text(before)
    # By its buttons too: a press leaves the focus on the same button of the new paragraph.
    following = page.locator("#reader .walk.next")
    press(page, "Tab", following)
    page.keyboard.press("Enter")
    expect(current).not_to_have_text(before)
    expect(following).to_be_focused()
    page.keyboard.press("Escape")
    expect(chip).to_be_focused()
    tab = page.locator("#references-room-button")
    press(page, "Shift+Tab", tab)
    page.keyboard.press("Enter")
    expect(tab).to_have_attribute("aria-selected", "true")
    box = page.locator("#references-box textarea")
    press(page, "Tab", box)
    page.keyboard.type("Report by Belgium (2022), para. 18")
    page.keyboard.press("Enter")
    expect(page.locator("#references-found .chip")).to_be_visible()
    expect(page.locator("body")).not_to_be_focused()


def test_what_is_reached_by_tab_has_a_name_and_no_two_that_do_different_things_share_one(open_page, chat_url):
    page = open_page(chat_url)
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#reader mark")).to_be_visible()
    for room in ("ask", "documents", "references", "evaluation"):
        page.locator(f"#{room}-room-button").click()
        expect(page.locator(f"#{room}-room")).to_be_visible()
        controls = page.evaluate(_CONTROLS)
        assert [html for name, _, html in controls if not name] == []
        opened = {(name, place) for name, place, html in controls if "data-paragraph" in html and "walk" not in html}
        shared = [name for name, count in Counter(name for name, _ in opened).items() if count > 1]
        assert shared == []


def test_nothing_moves_for_who_wants_no_motion(open_page, chat_url):
    page = open_page(chat_url, reduced_motion="reduce")
    moving = "[...document.getAnimations()].filter(a => a.effect.getComputedTiming().duration > 1).length"
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".turn")).to_be_visible()
    assert page.evaluate(moving) == 0
    expect(page.locator("#reader mark")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.getElementById('conversation')).scrollBehavior") == "auto"


def test_at_320_pixels_no_room_has_to_be_scrolled_sideways(open_page, chat_url):
    """The width of a window of 1280 pixels at a zoom of 400 %."""
    page = open_page(chat_url, 320, 640)
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#reader mark")).to_be_attached()
    for room in ("ask", "documents", "references", "evaluation"):
        page.locator(f"#{room}-room-button").click()
        expect(page.locator(f"#{room}-room")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

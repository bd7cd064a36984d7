"""No room has a barrier that axe-core finds, in any of its states, light or dark, on a desktop or a phone."""

from playwright.sync_api import expect

from tests.assistant.chat.axe import Inspection
from tests.assistant.chat.conftest import ask

BELGIUM = "Report by Belgium (2022)"
DRAFT = (
    f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}, para. 18]. It did so on 6 June 1999 [ibid.].\n\n"
    "It is so [A/RES/99/999, para. 3]. Nothing is cited here."
)


def choose(page, room):
    page.locator(f"#{room}-room-button").click()
    expect(page.locator(f"#{room}-room")).to_be_visible()


def look_at_asking(page, inspection, **how):
    inspection.look("welcome", **how)
    ask(page, "When did Belgium ratify the CTBT?")
    expect(page.locator("#reader mark")).to_be_visible()
    inspection.look("answered", **how)
    ask(page, "Who painted the Mona Lisa?")
    page.locator("[data-narrow]").click()
    expect(page.locator("#filter-panel fieldset").first).to_be_visible()
    inspection.look("not found, with the filter open", **how)
    page.locator("[data-done]").click()


def look_at_documents(page, inspection, **how):
    choose(page, "documents")
    expect(page.locator("#shelf tbody tr").first).to_be_visible()
    inspection.look("documents", **how)
    page.locator("#add-documents button").first.click()
    expect(page.locator("#files")).to_be_visible()
    page.locator("#shelf [data-action=ask-remove]").first.click()
    expect(page.locator("#shelf .confirm")).to_be_visible()
    inspection.look("adding and removing documents", **how)
    page.locator("#shelf [data-action=keep]").click()
    page.locator("#shelf [data-action=look-through]").first.click()
    expect(page.locator("#shelf .cut-paragraph").first).to_be_visible()
    inspection.look("the paragraphs of a document", **how)


def look_at_references(page, inspection, **how):
    choose(page, "references")
    box = page.locator("#references-box textarea")
    box.fill(f"{BELGIUM}, para. 18\nNPT/CONF.2015/39\nS/RES/1540(2004)\nnothing like it")
    box.press("Enter")
    expect(page.locator("#references-found .reference")).to_have_count(4)
    inspection.look("references", **how)
    page.locator("#draft-part-button").click()
    page.locator("#draft-box textarea").fill(DRAFT)
    page.locator("#draft-check").click()
    expect(page.locator("#draft-result .claim")).to_have_count(3)
    inspection.look("a checked draft", **how)


def test_no_room_has_a_serious_barrier(open_page, chat_url):
    page = open_page(chat_url)
    inspection = Inspection(page)
    look_at_asking(page, inspection)
    look_at_documents(page, inspection)
    look_at_references(page, inspection)
    assert inspection.report() == []


def test_no_room_has_a_serious_barrier_in_chinese(open_page, chat_url):
    page = open_page(chat_url, locale="zh-CN")
    inspection = Inspection(page)
    look_at_asking(page, inspection, both_schemes=False)
    look_at_documents(page, inspection, both_schemes=False)
    look_at_references(page, inspection, both_schemes=False)
    assert inspection.report() == []

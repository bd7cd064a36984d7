"""The page in a real browser, served with the real index. Nothing may leave this machine."""

import http.client
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from assistant.answering import Assistant
from assistant.chat.desk import Desk
from corpus.errors import PinpointError

PHONE = (390, 844)
HOSTILE = "<img src=x onerror=alert(1)> **[x](javascript:alert(1))** ${alert(1)} {{7*7}}"
RATIFIED = "When did Belgium ratify the CTBT?"


class Failing(Assistant):
    """The real assistant, but two questions fail: with an error for the user, and with one for the log."""

    def answers(self, question, **options):
        if question == "fail for the user":
            raise PinpointError("Ask <b>something</b> else.")
        if question == "fail for the log":
            raise RuntimeError("/secret/folder")
        return super().answers(question, **options)


class FailingDesk(Desk):
    """The real desk with that assistant."""

    @property
    def assistant(self):
        return Failing(self.library)


@pytest.fixture(scope="module")
def address(settings, library, serve_desk):
    with serve_desk(FailingDesk(settings, library)) as url:
        yield url


def has_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_an_answer_opens_its_paragraph_and_every_citation_chip_opens_its_own(open_page, address, ask):
    page = open_page(address)
    turn = ask(page, RATIFIED)
    expect(turn.locator(".value")).to_have_text("29 June 1999")
    expect(page.locator("#reader mark")).to_contain_text("1999 年 6 月 29 日")
    page.get_by_role("button", name="All documents").click()
    expect(page.locator("#reader mark")).to_have_count(0)
    page.get_by_role("button", name="[1]").press("Enter")
    mark = page.locator("#reader mark")
    expect(mark).to_contain_text("1999 年 6 月 29 日")
    expect(mark).to_be_in_viewport()
    assert page.locator("#reader .paragraph").count() >= 4
    expect(page.locator("#reader .paragraph[aria-current]")).to_have_count(1)


def test_previous_and_next_walk_through_the_document(open_page, address, ask):
    page = open_page(address)
    ask(page, RATIFIED)
    here = page.locator("#reader .paragraph[aria-current] > p")
    expect(page.locator("#reader mark")).to_be_visible()
    first = here.text_content()
    page.get_by_role("button", name="Next").click()
    expect(here).not_to_have_text(first)
    expect(page.locator("#reader mark")).to_have_count(0)
    page.get_by_role("button", name="Previous").click()
    expect(here).to_have_text(first)


def test_the_conversation_goes_on_and_each_visitor_has_their_own(open_page, address, ask):
    page, other = open_page(address), open_page(address)
    page.locator(".example").first.click()
    expect(page.locator(".turn .value")).to_have_text("29 June 1999")
    ask(page, "How much has Belgium contributed to the IAEA Nuclear Security Fund?")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn .value").first).to_have_text("29 June 1999")
    ask(other, "Which countries are members of the NPDI?")
    expect(other.locator(".turn")).to_have_count(1)


def test_no_question_is_lost_that_is_sent_as_soon_as_the_last_is_answered(open_page, address, ask):
    page = open_page(address)
    asked = [f"When did Belgium ratify the CTBT, question {number}?" for number in range(12)]
    for question in asked:
        ask(page, question)
    expect(page.locator(".turn .question")).to_have_text(asked)


def test_enter_pressed_twice_asks_once(open_page, address):
    page = open_page(address)
    box = page.locator("#question textarea")
    box.fill("When did Belgium ratify the CTBT?")
    page.evaluate("""() => {
      const box = document.querySelector('#question textarea');
      for (let pressed = 0; pressed < 2; pressed += 1)
        box.dispatchEvent(new KeyboardEvent('keypress', { key: 'Enter', bubbles: true }));
    }""")
    expect(page.locator(".turn .value")).to_have_text("29 June 1999")
    page.wait_for_timeout(1000)
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("#footing .hint")).to_have_text("")


def test_a_hostile_question_is_shown_literally(open_page, address, ask):
    page = open_page(address)
    turn = ask(page, HOSTILE)
    expect(turn.locator(".question")).to_have_text(HOSTILE)
    expect(page.locator("#conversation img, #conversation a")).to_have_count(0)


def test_an_arabic_question_and_its_answer_run_from_right_to_left(open_page, address, ask):
    page = open_page(address)
    turn = ask(page, "متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟")
    for part in (".question", ".answer"):
        assert turn.locator(part).evaluate("element => getComputedStyle(element).direction") == "rtl"
    quote = turn.locator("blockquote, .excerpt").first
    assert quote.get_attribute("lang") == "zh"
    assert quote.evaluate("element => getComputedStyle(element).direction") == "ltr"


def test_an_empty_question_is_met_gently_and_changes_nothing(open_page, address, ask):
    page = open_page(address)
    page.locator("#question textarea").fill("   ")
    page.locator("#question textarea").press("Enter")
    expect(page.get_by_text("Please type a question first.")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator(".toast-body")).to_have_count(0)
    expect(ask(page, RATIFIED).locator(".value")).to_have_text("29 June 1999")
    expect(page.get_by_text("Please type a question first.")).to_have_count(0)


def test_a_new_conversation_starts_with_nothing_of_the_last(open_page, address, ask):
    page = open_page(address)
    expect(page.get_by_role("button", name="New conversation")).to_have_count(0)
    ask(page, RATIFIED)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn, #reader mark")).to_have_count(0)
    expect(page.locator(".example").first).to_be_visible()
    ask(page, RATIFIED)
    expect(page.locator(".turn")).to_have_count(1)


def test_after_nothing_was_found_the_last_answers_quote_is_not_marked_any_more(open_page, address, ask):
    page = open_page(address)
    ask(page, RATIFIED)
    expect(page.locator("#reader mark")).to_be_visible()
    turn = ask(page, "Who painted the Mona Lisa?")
    expect(turn.locator(".not-found")).to_be_visible()
    expect(page.locator("#reader mark")).to_have_count(0)
    expect(page.locator("#reader .nearest-here")).to_be_visible()


@pytest.mark.parametrize("permissions", [["clipboard-read", "clipboard-write"], ["clipboard-read"]])
def test_a_citation_is_copied_with_its_quote_even_where_the_clipboard_is_not_granted(
    open_page, address, ask, permissions
):
    page = open_page(address)
    page.context.grant_permissions(permissions)
    turn = ask(page, RATIFIED)
    if "clipboard-write" not in permissions:
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('denied')) }")
    button = turn.locator(".copy").first
    button.click()
    expect(button).to_have_text("Copied")
    chip, quote = turn.locator(".chip").first, turn.locator("blockquote").first
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{chip.get_attribute('title')}\n{quote.text_content()}"


def test_failures_are_said_in_the_conversation_and_leak_nothing(open_page, address, ask):
    page = open_page(address)
    expect(ask(page, "fail for the user").locator(".problem")).to_have_text("Ask <b>something</b> else.")
    expect(ask(page, "fail for the log").locator(".problem")).to_contain_text("went wrong on our side")
    assert "/secret" not in page.content()
    page.locator("#question textarea").fill("x" * 2001)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".turn").last.locator(".problem")).to_contain_text("at most 2000 characters")
    expect(ask(page, RATIFIED).locator(".value")).to_have_text("29 June 1999")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_and_follows_the_browsers_colours(open_page, address, ask, scheme):
    page = open_page(address, *PHONE, scheme)
    assert not has_sideways_scroll(page)
    turn = ask(page, RATIFIED)
    turn.locator(".chip").first.click()
    expect(page.locator("#reader mark")).to_be_in_viewport()
    assert not has_sideways_scroll(page)
    red, *_ = map(int, page.locator(".sheet").evaluate("e => getComputedStyle(e).backgroundColor.match(/\\d+/g)"))
    assert red > 200 if scheme == "light" else red < 60


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:80", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
    ],
)
def test_only_a_browser_that_names_this_machine_is_answered(address, host, status):
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    connection.request("GET", "/", headers={"Host": host})
    assert connection.getresponse().status == status
    connection.close()


def test_the_browser_is_told_to_ask_no_other_machine(address):
    with urllib.request.urlopen(address) as response:
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "connect-src 'self'" in policy
    assert "http:" not in policy

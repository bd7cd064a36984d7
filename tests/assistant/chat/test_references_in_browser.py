"""The room for references in a real browser: references pasted, drafts pasted and dropped, a long one stopped."""

import re

import docx
from playwright.sync_api import expect

BELGIUM = "Report by Belgium (2022)"
RIGHT = f"Belgium ratified the CTBT on 29 June 1999 [{BELGIUM}, para. 18]."
WRONG = f"It did so on 6 June 1999 [{BELGIUM}, para. 18]."
HOSTILE = "<img src=x onerror=alert(1)> ${alert(1)} {{7*7}}"
MARKED = "1999 年 6 月 29 日"


def open_room(page, part="look-up"):
    page.locator("#references-room-button").click()
    page.locator(f"#references-room #{part}-part-button").click()
    return page.locator("#references-box textarea" if part == "look-up" else "#draft-box textarea")


def check(page, draft):
    box = open_room(page, "draft")
    box.fill(draft)
    page.locator("#draft-check").click()
    claims = page.locator("#draft-result .claim")
    expect(claims.first).to_be_visible()
    return claims


def test_a_reference_opens_its_paragraph_at_once_and_each_chip_its_own(open_page, chat_url):
    page = open_page(chat_url, permissions=["clipboard-read", "clipboard-write"])
    box = open_room(page)
    box.fill(f"{BELGIUM}, para. 18\nS/RES/1540(2004)\n{HOSTILE}")
    box.press("Enter")
    found = page.locator("#references-found .reference")
    expect(found).to_have_count(3)
    current = page.locator("#reader .paragraph[aria-current]")
    expect(current).to_contain_text(MARKED)
    found.nth(1).locator(".chip").first.click()
    expect(page.locator("#reader mark")).to_contain_text("1540")
    found.nth(0).locator(".copy").click()
    expect(found.nth(0).locator(".copy")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{BELGIUM}, para. 18\n")
    assert MARKED in copied
    expect(found.nth(2).locator("h2")).to_have_text(HOSTILE)
    expect(found.nth(2).locator(".note")).to_be_visible()
    found.nth(2).get_by_role("button", name="Show all documents").click()
    expect(page.locator("#reader .shelf")).to_be_visible()
    expect(page.locator("#references-found img")).to_have_count(0)


def test_a_draft_is_checked_side_by_side_and_the_failing_sentences_are_walked_through(open_page, chat_url):
    page = open_page(chat_url, permissions=["clipboard-read", "clipboard-write"])
    claims = check(page, f"{RIGHT} {WRONG}\n\nIt has nine reactors [{BELGIUM}].\n\n{HOSTILE} cites nothing.")
    expect(page.locator("#draft-result h2")).to_have_text("3 cited sentences: 1 supported, 2 not supported")
    expect(page.locator("#draft-status").get_by_role("status")).to_contain_text("3 cited sentences")
    # The first that fails is open in the reader, what it should say marked.
    expect(page.locator("#reader mark")).to_contain_text(MARKED)
    expect(claims.nth(1).locator(".verdict")).to_have_text("not supported")
    expect(claims.nth(1).locator(".wrong")).to_have_text("6 June 1999")
    expect(claims.nth(1).locator("blockquote mark")).to_contain_text(MARKED)
    says, stands = (claims.nth(0).locator(part).bounding_box() for part in (".says", ".stands"))
    assert says["x"] + says["width"] <= stands["x"]
    following = page.get_by_role("button", name="Next not supported")
    following.press("Enter")
    expect(claims.nth(1).locator("h3")).to_be_focused()
    following.press("Enter")
    expect(claims.nth(2).locator("h3")).to_be_focused()
    expect(page.locator("#reader mark")).to_contain_text("七个核反应堆")
    page.get_by_role("button", name=re.compile(r"^not supported")).click()
    expect(claims.nth(0)).to_be_hidden()
    expect(claims.nth(1)).to_be_visible()
    page.get_by_text("1 sentence without a citation").click()
    expect(page.locator("#draft-result .uncited li")).to_contain_text(HOSTILE)
    page.get_by_role("button", name="Copy the result").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert "not supported (line 1)" in page.evaluate("navigator.clipboard.readText()")
    expect(page.locator("#draft-result img")).to_have_count(0)


def test_a_file_is_checked_as_soon_as_it_is_chosen_and_a_broken_one_is_named(open_page, chat_url, tmp_path):
    document = docx.Document()
    document.add_paragraph("A heading")
    document.add_paragraph(WRONG)
    document.save(tmp_path / "speech.docx")
    (tmp_path / "broken.pdf").write_bytes(b"no PDF")
    page = open_page(chat_url)
    open_room(page, "draft")
    page.locator("#draft-file input").set_input_files(tmp_path / "speech.docx")
    claim = page.locator("#draft-result .claim")
    expect(claim).to_contain_text("paragraph 2 of the file")
    expect(claim.locator(".verdict")).to_have_text("not supported")
    # What was read is gone from the box: it is ready for the next.
    page.locator("#draft-file input").set_input_files(tmp_path / "broken.pdf")
    expect(page.locator("#draft-status .problem")).to_contain_text("Cannot read 'broken.pdf'")
    assert str(tmp_path) not in page.content()
    expect(claim).to_have_count(0)


def test_a_long_check_shows_how_far_it_is_and_what_was_checked_when_it_is_stopped(open_page, chat_url):
    page = open_page(chat_url)
    open_room(page, "draft").fill(" ".join([RIGHT, WRONG] * 300))
    page.locator("#draft-check").click()
    expect(page.locator("#draft-status progress")).to_have_attribute("max", "600")
    # The page can be used meanwhile.
    page.locator("#reader .spine").first.click()
    expect(page.locator("#reader .paragraph").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Stop")).press("Enter")
    expect(page.locator("#draft-result")).to_contain_text(
        re.compile(r"Cited sentences checked: the first \d+ of 600\.")
    )
    expect(page.locator("#draft-status progress")).to_have_count(0)
    expect(page.locator("#draft-result h2")).to_be_focused()
    expect(page.locator("#draft-status .problem")).to_have_count(0)
    verdicts = page.locator("#draft-result .verdict").all_text_contents()
    assert 1 <= len(verdicts) < 600
    assert verdicts[:2] == ["supported", "not supported"][: len(verdicts)]


def test_on_a_phone_in_chinese_sentence_and_source_stand_one_under_the_other(open_page, chat_url):
    page = open_page(chat_url, 390, 844, "dark", "zh-CN")
    claims = check(page, f"比利时于1998年6月29日批准了该条约（比利时报告（2022年），第18段）。\n\n{RIGHT}")
    expect(page.locator("#draft-result h2")).to_have_text("2个带引文的句子：1个得到支持，1个未得到支持")
    expect(claims.nth(0).locator(".reason")).to_contain_text("1999年6月29日")
    says, stands = (claims.nth(0).locator(part).bounding_box() for part in (".says", ".stands"))
    assert says["y"] + says["height"] <= stands["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(page.locator("#draft-check")).to_have_text("核对稿件")
    expect(page.locator("#references-box span").first).to_have_text(re.compile("引文，每行一条"))

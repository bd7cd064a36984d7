"""A visitor copies an answer, saves the conversation and says whether an answer was right, in a real browser."""

import io
import re

import docx
import pytest
from playwright.sync_api import expect

from assistant.feedback import FeedbackFile

QUESTION = "When did Belgium ratify the CTBT?"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def copied(page):
    return page.evaluate("navigator.clipboard.readText()")


def saved(page, format_name):
    """The file that the browser saves: its name and content."""
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Export the conversation: {format_name}").click()
    path = download.value.path()
    return download.value.suggested_filename, path.read_bytes()


def test_an_answer_is_copied_with_its_citations(chat_url, open_page, ask):
    page = open_page(chat_url, **CLIPBOARD)
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Copy as Markdown").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    markdown = copied(page)
    support = "Fairly well supported: read the paragraph"
    expect(turn.locator(".note")).to_contain_text([support])
    assert markdown.startswith(
        f"29 June 1999[^1][^2]\n\n{support}\n\n[^1]: Report by Belgium (2015), NPT/CONF.2015/39, "
    )
    assert "para. 18: “比利时于 1999 年 6 月 29 日批准了该条约。”" in markdown
    turn.get_by_role("button", name="Copy as plain text").click()
    expect(turn.get_by_role("button", name="Copied")).to_have_count(2)
    plain = copied(page)
    assert plain.startswith(f"29 June 1999 [1][2]\n{support}\n\n[1] Report by Belgium (2015)")


def test_a_conversation_is_saved_as_word_and_as_markdown(chat_url, open_page, ask):
    page = open_page(chat_url)
    expect(page.locator("[data-export]")).to_have_count(0)
    ask(page, QUESTION)
    ask(page, "When did Portugal ratify the CTBT?")
    name, content = saved(page, "Word")
    assert re.fullmatch(r"pinpoint-\d{4}-\d\d-\d\d\.docx", name)
    document = docx.Document(io.BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert QUESTION in said
    assert "Not found in these documents." in said
    links = {relation.target_ref for relation in document.part.rels.values() if relation.is_external}
    assert f"{chat_url.rstrip('/')}/?paragraph=belgium-2022.p18" in links
    name, content = saved(page, "Markdown")
    assert re.fullmatch(r"pinpoint-\d{4}-\d\d-\d\d\.md", name)
    markdown = content.decode()
    assert f"## {QUESTION}" in markdown
    assert "> 比利时于 1999 年 6 月 29 日批准了该条约。" in markdown
    assert re.search(r"Corpus npt, as it was when exported: number of documents 5, SHA-256 [0-9a-f]{64}", markdown)
    # The same again is saved again, and nothing of it stays in the page.
    assert saved(page, "Markdown")[1] == content
    expect(page.locator("[data-parcel]")).to_have_count(0)
    # The link of a source opens the app there.
    link = re.search(r"\]\((http\S+paragraph=belgium-2022\.p18)\)", markdown)[1]
    page.goto(link)
    expect(page.locator("#reader [aria-current]")).to_contain_text("比利时于 1999 年 6 月 29 日批准了该条约。")


def test_two_visitors_never_take_away_each_others_conversation(chat_url, open_page, ask):
    first, second = open_page(chat_url), open_page(chat_url)
    ask(first, QUESTION)
    expect(second.locator(".turn")).to_have_count(0)
    expect(second.locator("[data-export]")).to_have_count(0)
    ask(second, "NPT/CONF.2020/PC.II/WP.6, para. 4")
    theirs, ours = saved(second, "Markdown")[1].decode(), saved(first, "Markdown")[1].decode()
    assert QUESTION in ours
    assert QUESTION not in theirs
    assert "WP.6" not in ours.split("## Sources")[0]


def test_what_is_said_of_an_answer_is_kept_at_once_and_can_be_changed(own_chat, open_page, ask):
    url, desk = own_chat()
    file = FeedbackFile(desk.settings.index)
    page = open_page(url)
    ask(page, QUESTION)
    row = page.locator(".turn").first.get_by_role("group", name="Is this right?")
    expect(row).to_contain_text("What you say stays on this machine.")
    row.get_by_role("button", name="Wrong paragraph").click()
    expect(row.get_by_role("status")).to_contain_text("Thank you.")
    assert [said.kind for said in file.read()] == ["wrong_paragraph"]
    row.get_by_role("button", name="Wrong value").click()
    pressed = row.locator('[aria-pressed="true"]')
    expect(pressed).to_have_text("Wrong value")
    # Where the keyboard was, it still is.
    expect(pressed).to_be_focused()
    comment = '<img src=x onerror=alert(1)> "signed" in 1996'
    row.get_by_label("Comment, if you like").fill(comment)
    row.get_by_label("Comment, if you like").press("Enter")
    expect(row.locator(f"input[value='{comment}']")).to_be_visible()
    (said,) = file.read()
    assert (said.kind, said.comment, said.value) == ("wrong_value", comment, "1999-06-29")
    # A new answer takes neither the verdict nor a comment that is being typed.
    row.get_by_label("Comment, if you like").fill("half a")
    refused = ask(page, "When did Portugal ratify the CTBT?").get_by_role("group", name="Is this right?")
    expect(row.first.get_by_label("Comment, if you like").first).to_have_value("half a")
    assert refused.locator(".verdict").all_inner_texts() == ["Rightly not found", "The documents do answer this"]
    refused.get_by_role("button", name="The documents do answer this").click()
    expect(refused.get_by_role("status")).to_be_visible()
    assert [(one.kind, one.status) for one in file.read()] == [
        ("wrong_value", "answered"), ("wrong_paragraph", "not_found"),
    ]  # fmt: skip


def test_feedback_that_cannot_be_saved_says_so_and_names_no_folder(own_chat, open_page, ask):
    url, desk = own_chat()
    FeedbackFile(desk.settings.index).path.mkdir()
    page = open_page(url)
    ask(page, QUESTION)
    row = page.locator(".turn").first.get_by_role("group", name="Is this right?")
    row.get_by_role("button", name="Right", exact=True).click()
    expect(row.get_by_role("alert")).to_have_text(
        "This could not be saved. Please try again; the server’s log says why."
    )
    expect(row.locator('[aria-pressed="true"]')).to_have_count(0)


@pytest.mark.parametrize(
    ("locale", "question", "copy"), [("zh-CN", "《全面禁止核试验条约》比利时何时批准？", "复制为纯文本")]
)
def test_a_phone_has_room_for_it_in_the_questions_language(chat_url, open_page, ask, locale, question, copy):
    page = open_page(chat_url, width=390, height=844, locale=locale, **CLIPBOARD)
    turn = ask(page, question)
    turn.get_by_role("button", name=copy).click()
    expect(turn.get_by_role("button", name="已复制")).to_be_visible()
    assert copied(page).startswith("1999年6月29日 [1][2]")
    expect(turn.get_by_role("group", name="回答正确吗？")).to_contain_text("您的评价只留在本机。")
    for button in page.locator(".takeaway button, .verdict, [data-export]").all():
        box = button.bounding_box()
        assert box["height"] >= 24
        assert 0 <= box["x"] < box["x"] + box["width"] <= 390

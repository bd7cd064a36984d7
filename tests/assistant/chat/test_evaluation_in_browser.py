"""The evaluation room in a real browser: runs made, watched, read and compared; feedback reviewed into questions."""

import json
import re

import pytest
from playwright.sync_api import expect

from assistant.feedback import FeedbackFile
from eval.app.evaluations import AppEvaluations
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS

HOSTILE = "<img src=x onerror=alert(1)> {{7*7}} ${alert(1)} When did Belgium ratify the CTBT?"
QUESTION = "When did Belgium ratify the CTBT?"
ROWS = [
    {"id": "ctbt", "question": QUESTION, "value": "1999-06-29", "relevant": [{"quote": "比利时于1999年6月29日批准"}]},
    {"id": "odd", "question": HOSTILE, "relevant": [{"quote": "比利时于1999年6月29日批准"}]},
    {"question": "<b>no answer is given</b>"},
]
PHONE = {"width": 390, "height": 844}
ASKED_SO_FAR = re.compile(r"questions asked: \d+ of 356")


def questions(name="asked.jsonl", rows=ROWS):
    content = "".join(json.dumps(row) + "\n" for row in rows).encode()
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def enter(page, name="Evaluation"):
    page.get_by_role("tab", name=name).click()
    expect(page.locator("#evaluation-new h2")).to_be_visible()
    return page


def start(page, file):
    page.locator("#evaluation-new select[name=file]").select_option(file)
    page.get_by_role("button", name="Start").click()


def has_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


def test_a_file_is_added_asked_and_reported_then_asked_again_against_that_run(own_chat, open_page):
    url, _ = own_chat(evaluations=AppEvaluations)
    page = enter(open_page(url))
    page.locator("#evaluation-new input[type=file]").set_input_files(questions("my <b>asked.jsonl"))
    kept = "my_b_asked.jsonl"
    expect(page.locator("#evaluation-new .evaluation-message")).to_have_text(f"Added {kept}. Questions: 2.")
    expect(page.locator("#evaluation-new details li")).to_contain_text("line 3")
    expect(page.locator("#evaluation-new select[name=file]")).to_have_value(kept)
    start(page, kept)
    expect(page.get_by_text(f"{kept}: finished. Questions asked: 2.")).to_be_visible()
    rows = page.locator("#evaluation-runs tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("50")

    rows.first.get_by_role("button", name="Open the report").click()
    report = page.frame_locator("#evaluation-report iframe")
    expect(report.locator("h1")).to_have_text(kept)
    failure = report.locator("article")
    expect(failure.locator("h4")).to_have_text(HOSTILE)
    expect(failure.locator(".why")).not_to_be_empty()
    expect(report.locator("#plot-times svg[role=img]")).to_be_attached()
    expect(report.locator("img, script")).to_have_count(0)
    frame = page.locator("#evaluation-report iframe")
    assert frame.bounding_box()["height"] > 1000
    assert "allow-scripts" not in frame.get_attribute("sandbox")

    page.locator("#evaluation-report").get_by_role("button", name="Run again").click()
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Compare with the run before").click()
    expect(report.get_by_role("heading", name="Against the baseline")).to_be_visible()
    page.get_by_label("Compared with").select_option("")
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(report.get_by_role("heading", name="Against the baseline")).to_have_count(0)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open as a page").click()
    expect(opened.value.locator("h1")).to_have_text(kept)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.path().read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_feedback_becomes_a_question_that_the_next_run_asks(own_chat, open_page):
    url, desk = own_chat(evaluations=AppEvaluations)
    given = FeedbackFile(desk.settings.index)
    for kind in ("wrong_paragraph", "should_be_refused", "right"):
        given.add(kind, desk.assistant.ask(QUESTION), "<b>why</b>")
    page = enter(open_page(url))
    review = page.locator("#evaluation-review")
    expect(review.get_by_role("heading", name="Feedback to review: 3")).to_be_visible()
    expect(review.locator("li").first).to_contain_text("<b>why</b>")

    review.locator("[data-event=review]").first.click()
    review.get_by_label("Reference of the paragraph").fill("NPT/CONF.2020/PC.II/WP.6")
    review.get_by_label("Reference of the paragraph").press("Enter")
    expect(review.get_by_role("alert")).to_have_text("This names a whole document: add the paragraph.")
    review.get_by_label("Reference of the paragraph").fill("NPT/CONF.2020/PC.II/WP.6, para. 4")
    review.get_by_role("button", name="Find it").click()
    review.locator(".sentences input").first.check()
    quote = review.get_by_label("Quote", exact=False).first
    expect(quote).not_to_have_value("")
    review.locator("textarea[name=quote]").fill("made up")
    review.get_by_role("button", name="Accept as a question").click()
    expect(review.get_by_role("alert")).to_contain_text("does not stand in the paragraph")
    expect(review.locator("textarea[name=quote]")).to_have_value("made up")
    review.locator(".sentences input").first.click()
    expect(review.locator("textarea[name=quote]")).not_to_have_value("made up")
    review.get_by_role("button", name="Accept as a question").click()
    expect(review.get_by_text("Added to feedback.jsonl.")).to_be_visible()
    expect(review.locator("[data-event=review]")).to_have_count(2)

    review.locator("[data-event=review]").first.click()
    expect(review.get_by_label("Nothing in the documents")).to_be_checked()
    expect(review.locator("input[name=reference]")).to_be_hidden()
    review.get_by_role("button", name="Drop").click()
    expect(review.get_by_text("Dropped.")).to_be_visible()

    review.locator("[data-event=review]").first.click()
    expect(review.locator("input[name=value]")).to_have_value("1999-06-29")
    review.locator("textarea[name=question]").fill(HOSTILE)
    review.get_by_role("button", name="Accept as a question").click()
    expect(review.get_by_role("heading", name="Feedback to review: 0")).to_be_visible()
    review.get_by_role("button", name="Ask these questions now").click()
    expect(page.get_by_text("feedback.jsonl: finished. Questions asked: 2.")).to_be_visible()
    asked = [json.loads(line) for line in (desk.settings.index / "questions/feedback.jsonl").open(encoding="utf-8")]
    assert [row["question"] for row in asked] == [QUESTION, HOSTILE]
    assert asked[1]["value"] == "1999-06-29"


def test_a_run_is_stopped_and_goes_on_while_another_visitor_is_told_to_wait(own_chat, open_page, ask):
    url, _ = own_chat(evaluations=AppEvaluations)
    page, other = enter(open_page(url)), open_page(url)
    start(page, "npt.jsonl")
    expect(page.get_by_text(ASKED_SO_FAR)).to_be_visible()
    enter(other)
    start(other, "npt.jsonl")
    expect(other.get_by_role("alert")).to_contain_text("An evaluation is under way already (npt.jsonl")
    expect(other.locator("progress")).to_be_visible()
    other.get_by_role("tab", name="Ask").click()
    expect(ask(other, QUESTION).locator(".value")).to_have_text("29 June 1999")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#evaluation-control [role=status]")).to_contain_text("It can go on later.")
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(page.locator("#evaluation-runs [data-event=go_on]")).to_have_count(0)
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#evaluation-runs [data-event=discard]")).to_have_count(0)
    expect(page.get_by_text("No run yet.")).to_be_visible()


def test_a_run_that_start_would_begin_anew_is_offered_to_go_on_at_the_form(own_chat, open_page):
    url, desk = own_chat(evaluations=AppEvaluations)
    page = enter(open_page(url))
    offered = page.locator("#evaluation-new").get_by_text("A run of these questions is unfinished:")
    start(page, "npt.jsonl")
    expect(page.get_by_text(ASKED_SO_FAR)).to_be_visible()
    expect(offered).to_have_count(0)
    page.get_by_role("button", name="Stop").click()
    expect(offered).to_contain_text(re.compile(r"unfinished: \d+ of 356 asked"))
    page.locator("#evaluation-new input[type=file]").set_input_files(questions())
    expect(page.locator("#evaluation-new select[name=file]")).to_have_value("asked.jsonl")
    expect(offered).to_be_hidden()
    page.locator("#evaluation-new select[name=file]").select_option("npt.jsonl")
    expect(offered).to_be_visible()

    page = enter(open_page(url))
    offered = page.locator("#evaluation-new").get_by_text("A run of these questions is unfinished:")
    page.locator("#evaluation-new select[name=file]").select_option("npt.jsonl")
    expect(offered).to_be_visible()
    offered.get_by_role("button", name="Go on with it").click()
    expect(page.get_by_text(ASKED_SO_FAR)).to_be_visible()
    expect(offered).to_have_count(0)
    page.get_by_role("button", name="Stop").click()
    expect(offered).to_be_visible()
    assert len(list((desk.settings.index / "evaluations").glob("npt-*.partial"))) == 1
    page.locator("#evaluation-runs").get_by_role("button", name="Discard").click()
    expect(offered).to_have_count(0)


def test_what_was_typed_into_a_review_stays_until_it_is_accepted_or_dropped(own_chat, open_page):
    url, desk = own_chat(evaluations=AppEvaluations)
    given = FeedbackFile(desk.settings.index)
    answer = desk.assistant.ask(QUESTION)
    for kind in ("right", "wrong_paragraph"):
        given.add(kind, answer)
    page = enter(open_page(url))
    review = page.locator("#evaluation-review")
    first, second = (review.locator(".evaluation-list > li").nth(number) for number in (0, 1))
    question = review.locator("textarea[name=question]")
    value = review.locator("input[name=value]")
    first.get_by_role("button").click()
    question.fill(HOSTILE)
    value.fill("soon")
    review.locator("textarea[name=quote]").fill("made up")

    given.add("should_be_refused", answer)
    page.get_by_role("tab", name="Ask").click()
    enter(page)
    expect(review.get_by_role("heading", name="Feedback to review: 3")).to_be_visible()
    expect(question).to_have_value(HOSTILE)
    expect(value).to_have_value("soon")
    expect(review.locator("textarea[name=quote]")).to_have_value("made up")

    review.locator("input[name=reference]").fill("nowhere")
    review.get_by_role("button", name="Find it").click()
    expect(value).to_be_hidden()
    review.locator("input[name=reference]").fill("NPT/CONF.2020/PC.II/WP.6, para. 4")
    review.get_by_role("button", name="Find it").click()
    expect(value).to_have_value("soon")
    expect(review.locator("textarea[name=quote]")).to_have_value("")

    second.get_by_role("button").click()
    expect(question).to_have_value(QUESTION)
    question.fill("Another?")
    review.get_by_label("Nothing in the documents").check()
    first.get_by_role("button").click()
    expect(question).to_have_value(HOSTILE)
    expect(value).to_have_value("soon")
    second.get_by_role("button", name="Review").click()
    expect(question).to_have_value("Another?")
    expect(review.get_by_label("Nothing in the documents")).to_be_checked()
    review.get_by_role("button", name="Later").click()
    expect(question).to_have_count(0)
    page.get_by_role("tab", name="Ask").click()
    enter(page)
    expect(review.get_by_role("heading", name="Feedback to review: 3")).to_be_visible()
    expect(question).to_have_count(0)
    second.get_by_role("button", name="Review").click()
    expect(question).to_have_value("Another?")
    expect(review.get_by_label("Nothing in the documents")).to_be_checked()
    question.fill("A third?")
    review.get_by_role("button", name="Later").click()
    second.get_by_role("button", name="Review").click()
    expect(question).to_have_value("A third?")
    review.get_by_role("button", name="Drop").click()
    expect(review.get_by_role("heading", name="Feedback to review: 2")).to_be_visible()
    first.get_by_role("button", name="Review").click()
    expect(question).to_have_value(HOSTILE)

    # Somebody else is done with it while this reviewer is away.
    AppEvaluations(desk).drop(given.read()[0].feedback_id)
    page.get_by_role("tab", name="Ask").click()
    enter(page)
    expect(review.get_by_role("alert")).to_contain_text("has been reviewed already")


def test_drafted_questions_are_downloaded_edited_and_added_again(own_chat, open_page):
    url, desk = own_chat(evaluations=AppEvaluations)
    page = enter(open_page(url))
    page.get_by_role("button", name="Draft questions").click()
    form = page.locator("#evaluation-new")
    expect(form.locator(".evaluation-message")).to_contain_text("Download the file, edit it")
    name = form.locator("select[name=file]").input_value()
    with page.expect_download() as download:
        form.get_by_role("button", name="Download this question file").click()
    content = download.value.path().read_bytes()
    assert download.value.suggested_filename == name == "drafted-npt.jsonl"
    assert content == (desk.settings.index / "questions" / name).read_bytes()
    edited = [{**json.loads(line), "question": HOSTILE} for line in content.decode().splitlines()[:1]]
    assert edited[0].pop("drafted")
    form.locator("input[type=file]").set_input_files(questions(name, edited))
    expect(form.locator(".evaluation-message")).to_have_text("Added drafted-npt-2.jsonl. Questions: 1.")
    expect(form.locator("option:checked").first).to_have_text("drafted-npt-2.jsonl · 1")
    form.locator("select[name=file]").select_option("npt.jsonl")
    with page.expect_download() as download:
        form.get_by_role("button", name="Download this question file").click()
    assert download.value.path().read_bytes() == DEVELOPMENT_QUESTIONS.read_bytes()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_phone_in_chinese_in_both_schemes(own_chat, open_page, scheme):
    url, desk = own_chat(evaluations=AppEvaluations)
    FeedbackFile(desk.settings.index).add("right", desk.assistant.ask(QUESTION))
    page = enter(open_page(url, **PHONE, scheme=scheme, locale="zh-CN"), "评测")
    expect(page.get_by_role("heading", name="新的评测")).to_be_visible()
    page.locator("[data-event=review]").click()
    expect(page.get_by_role("button", name="采纳为题目")).to_be_visible()
    page.locator("#evaluation-new input[type=file]").set_input_files(questions(rows=ROWS[:2]))
    expect(page.locator("#evaluation-new select[name=file]")).to_have_value("asked.jsonl")
    page.get_by_role("button", name="开始").click()
    expect(page.locator("#evaluation-runs tbody tr")).to_have_count(1)
    # Labels stand on the left, figures on the right, also for a screen reader.
    figures = page.locator("#evaluation-runs tbody td.number")
    assert {cell.evaluate("cell => getComputedStyle(cell).display") for cell in figures.all()} == {"flex"}
    expect(page.get_by_role("cell", name="题数 2", exact=True)).to_be_visible()
    page.locator("#evaluation-runs [data-event=open_report]").click()
    report = page.frame_locator("#evaluation-report iframe")
    expect(report.locator("article h4")).to_have_text(HOSTILE)
    assert not has_sideways_scroll(page)
    colour = report.locator("body").evaluate("body => getComputedStyle(body).backgroundColor.match(/\\d+/g)[0]")
    assert int(colour) > 200 if scheme == "light" else int(colour) < 60


def test_without_evaluations_the_room_says_how_to_get_them(own_chat, open_page):
    url, _ = own_chat()
    page = open_page(url)
    page.get_by_role("tab", name="Evaluation").click()
    expect(page.get_by_text("Started with “pinpoint chat”, it does.")).to_be_visible()

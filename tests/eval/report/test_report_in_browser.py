"""The report in a real browser, opened as a file. `open_report` checks that nothing ran and nothing was fetched."""

import time
from dataclasses import fields, replace

import pytest
from playwright.sync_api import expect

from assistant.answers import format_reference
from eval.measures.comparison import Change
from eval.measures.judgement import failure_reason
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions
from eval.question_set import BadRow, QuoteFinder, without_blanks
from eval.report.report import write_report
from eval.results import CitedQuote, GivenAnswer, QuestionResult, make_result

PLOTS = ("finding", "answering", "recall", "risk", "reliability", "times")
PHONE = 390
HOSTILE = (
    "<script>alert(1)</script></style></title><img src=x onerror=alert(1)> ]]>--><svg onload=alert(1)>"
    "\"'` onmouseover=alert(1) x=\"{{7*7}}{% raw %}\u202eright to left\u2066<a href='javascript:alert(1)'>\u0000\ud800"
)
HOSTILE_ID = HOSTILE.replace("\ud800", "")
"""The ranking measures take no halves of characters in an id."""
SHOWN = HOSTILE.replace("\u0000", "\ufffd").replace("\ud800", "\ufffd")


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def hostile_result(number, **said):
    """A result of which every text is hostile."""
    quote = CitedQuote(HOSTILE_ID, HOSTILE, HOSTILE, False)
    texts = {field.name: HOSTILE for field in fields(QuestionResult) if field.type == "str" or field.type is str} | {
        "question_id": f"{number}{HOSTILE}"
    }
    plain = QuestionResult(
        **texts, answerable=True, needed=((HOSTILE_ID,),), relevant_quotes=(HOSTILE,), expected_value=HOSTILE,
        expected_answers=(HOSTILE,), ranking=(HOSTILE_ID, "b"), is_answered=True, confidence=0.7,
        given=GivenAnswer(HOSTILE, "x", HOSTILE, (quote,)), claims_supported=0, claims_unsupported=1,
        citation_coverage=None, citation_accuracy=None, milliseconds=40.0 + number,
    )  # fmt: skip
    return replace(plain, **said)


@pytest.fixture
def hostile_report(make_evaluation, tmp_path):
    results = [hostile_result(number) for number in range(12)]
    results += [hostile_result(12, error=HOSTILE), hostile_result(13, given=None, is_answered=False)]
    results += [hostile_result(14, expected_value="x"), hostile_result(15, answerable=False, needed=())]
    evaluation = make_evaluation(
        results,
        title=HOSTILE,
        is_drafted=True,
        settings={"encoder": HOSTILE, HOSTILE: HOSTILE},
        changes=(Change(HOSTILE, 0.5, 0.4, -0.1, 0.001, 0.01, 9, True),),
        baseline=HOSTILE,
        bad_rows=(BadRow(HOSTILE, HOSTILE),),
        paragraph_texts={HOSTILE_ID: (HOSTILE, f"{HOSTILE} {HOSTILE}"), "b": (HOSTILE, HOSTILE)},
    )
    path = tmp_path / "report <b>'.html"
    write_report(evaluation, path)
    return path


@pytest.mark.parametrize("width", [1280, PHONE])
def test_hostile_text_everywhere_is_shown_and_does_nothing(hostile_report, open_report, width):
    page = open_report(hostile_report, width)
    assert page.title() == f"Evaluation: {SHOWN}".strip()
    expect(page.locator("h1")).to_have_text(SHOWN)
    assert page.locator("article").count() == 15
    expect(page.locator("article h4").first).to_have_text(SHOWN)
    expect(page.locator("article mark").first).to_have_text(SHOWN)
    expect(page.locator(".banner")).to_contain_text("Drafted questions.")
    assert page.locator("img, script, a, iframe, svg[onload], [onerror], [onmouseover]").count() == 0
    assert sideways(page) <= 0


def test_a_text_that_turns_the_writing_direction_turns_no_other(hostile_report, open_report):
    page = open_report(hostile_report)
    leaking = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), leaking = [];
          while (walker.nextNode()) {
            const text = walker.currentNode;
            if (!text.data.includes("\\u202e") || text.parentElement.closest("svg, blockquote")) continue;
            let holder = text.parentElement;
            while (getComputedStyle(holder).unicodeBidi === "normal") holder = holder.parentElement;
            if (holder.textContent.trim() !== text.data.trim()) leaking.push(holder.outerHTML.slice(0, 300));
            holder.classList.add("checked");
          }
          return leaking;
        }"""
    )
    assert page.locator(".checked").count() > 100
    assert leaking == []


@pytest.fixture(scope="module")
def asked(library, assistant):
    """Sixteen of the development questions, in six languages, as the real assistant answers them."""
    paragraphs = library.retriever.paragraphs
    finder = QuoteFinder((library.document_of(paragraph), paragraph) for paragraph in paragraphs)
    questions = read_questions(DEVELOPMENT_QUESTIONS)
    arabic = [question for question in questions if question.language == "ar"][:3]
    results = []
    for question in [*questions[::25], *arabic]:
        started = time.perf_counter()
        answer = assistant.ask(question.question)
        elapsed = (time.perf_counter() - started) * 1000
        results.append(make_result(question, finder.needed(question), answer, elapsed))
    texts = {
        paragraph.paragraph_id: (format_reference(library.document_of(paragraph), paragraph, "en"), paragraph.text)
        for paragraph in paragraphs
    }
    return results, texts


@pytest.fixture
def real_report(asked, make_evaluation, tmp_path):
    results, texts = asked
    path = tmp_path / "report.html"
    write_report(make_evaluation(results, paragraph_texts=texts), path)
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, PHONE])
def test_a_real_run_is_reported_with_its_plots_on_every_screen(real_report, open_report, tmp_path, width, scheme):
    page = open_report(real_report, width, scheme)
    expect(page.locator(".findings li").first).to_contain_text("The right paragraph comes first for")
    for name in PLOTS:
        drawing = page.locator(f"#plot-{name} svg[role=img]")
        assert len(drawing.get_attribute("aria-label")) > 40
        assert drawing.locator("circle, rect").count() >= 1
        box, frame = drawing.bounding_box(), page.locator(f"#plot-{name}").bounding_box()
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    assert sideways(page) <= 0
    red, *_ = map(int, page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor.match(/\\d+/g)"))
    assert red > 200 if scheme == "light" else red < 60
    page.screenshot(path=tmp_path / f"{width}-{scheme}.png", full_page=True)


def test_words_and_marks_of_plots_stay_inside_their_frame_on_a_phone(real_report, open_report):
    page = open_report(real_report, PHONE)
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".plot")].flatMap(plot => {
          const frame = plot.getBoundingClientRect();
          return [...plot.querySelectorAll("text, circle, line, rect")].filter(part => {
            const box = part.getBoundingClientRect();
            return box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom;
          }).map(part => plot.id + " " + part.outerHTML);
        })"""
    )
    assert outside == []
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.plot text')].map(e => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest >= 12


def test_each_failure_shows_its_question_what_was_given_and_the_paragraphs(asked, real_report, open_report):
    page = open_report(real_report)
    failed = [result for result in asked[0] if failure_reason(result)]
    assert len(failed) >= 3
    assert page.locator("article").count() == len(failed)
    for result in failed:
        article = page.locator("article", has_text=result.question_id)
        expect(article.locator("h4")).to_have_text(result.question)
        expect(article.locator(".why")).not_to_be_empty()
        expect(article.locator("dl")).to_contain_text(f"confidence of {result.confidence:.2f}")
        marks = [without_blanks(text) for text in article.locator("mark.right").all_text_contents()]
        assert all(without_blanks(quote) in "".join(marks) for quote in result.relevant_quotes[:1])


def test_arabic_questions_run_from_right_to_left(real_report, open_report):
    page = open_report(real_report)
    arabic = page.locator("[lang=ar].question")
    assert arabic.count() >= 1
    for question in arabic.all():
        assert question.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_failures_are_filtered_without_scripts_and_by_keyboard(make_result, make_evaluation, open_report, tmp_path):
    results = [
        make_result("other", language="fr"),
        make_result("other", language="zh", is_answered=False),
        make_result(value="2013", language="zh"),
        make_result(answerable=False, needed=(), language="zh"),
    ]
    write_report(make_evaluation(results), tmp_path / "report.html")
    page = open_report(tmp_path / "report.html", scripts=False)
    shown = page.locator("article:visible")
    expect(shown).to_have_count(4)
    page.get_by_text("wrong paragraph", exact=True).first.click()
    expect(shown).to_have_count(2)
    page.locator("label", has_text="Chinese").click()
    expect(shown).to_have_count(1)
    page.get_by_role("radio", name="all 4").focus()
    page.keyboard.press("Space")
    expect(shown).to_have_count(3)
    page.locator("label", has_text="nothing found").click()
    expect(shown).to_have_count(1)
    expect(page.locator("section.group:visible")).to_have_count(1)

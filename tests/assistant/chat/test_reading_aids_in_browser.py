"""Glosses and machine translations under a quote, in a real browser; the model says what the test wants."""

import json
import socket
import threading

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from playwright.sync_api import expect

from assistant.settings import ModelSettings

RATIFIED = "When did Belgium ratify the CTBT?"
TRUE = "Belgium ratified the treaty on 29 June 1999."
WRONG = "Belgium ratified it on <b>6 June 1999</b>. <img src=x onerror=alert(1)>"


class TranslatingModel:
    """An OpenAI-compatible server that finds no answers and translates as it is told."""

    def __init__(self, address):
        self.base_url = f"{address}/v1"
        self.says = TRUE
        self.may_answer = threading.Event()
        self.may_answer.set()

    def reply(self, request):
        self.may_answer.wait(20)
        yield _event({"content": self.says if "<quote>" in request["messages"][-1]["content"] else "NOT FOUND"}, None)
        yield _event({}, "stop")
        yield "data: [DONE]\n\n"


def _event(delta, finish):
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"


@pytest.fixture(scope="module")
def translator():
    app = FastAPI()
    listening = socket.create_server(("127.0.0.1", 0))
    model = TranslatingModel(f"http://127.0.0.1:{listening.getsockname()[1]}")

    @app.post("/v1/chat/completions")
    async def complete(request: Request):
        return StreamingResponse(model.reply(await request.json()), media_type="text/event-stream")

    server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield model
    model.may_answer.set()
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def translating_url(settings, library, translator, serve_desk):
    from assistant.chat.desk import Desk
    from assistant.generation.chat_model import ChatModel

    model = ChatModel(ModelSettings("made-up-model", translator.base_url, timeout_seconds=20.0))
    with serve_desk(Desk(settings, library, model)) as url:
        yield url


def test_a_word_shows_its_gloss_under_the_mouse_in_quote_and_reader(open_page, chat_url, ask):
    page = open_page(chat_url)
    turn = ask(page, RATIFIED)
    quote = turn.locator("blockquote").first
    expect(quote).to_contain_text("比利时于 1999 年 6 月 29 日批准")
    tip = page.locator(".gloss-tip:visible")
    quote.locator(".glossed", has_text="批准").hover()
    expect(tip).to_have_text("ratify; approve")
    quote.locator(".glossed", has_text="比利时").hover()
    expect(tip).to_have_text("Belgium")
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    page.locator("#reader mark .glossed", has_text="1999").hover()
    expect(tip).to_have_text("29 June 1999")
    page.locator("#question textarea").hover()
    expect(tip).to_have_count(0)


def test_word_by_word_opens_with_the_keyboard_and_says_that_it_is_no_translation(open_page, chat_url, ask):
    page = open_page(chat_url)
    turn = ask(page, RATIFIED)
    summary = turn.get_by_text("Word by word", exact=True).first
    aid = turn.locator(".word-by-word").first
    expect(aid.locator("ruby").first).not_to_be_visible()
    summary.focus()
    page.keyboard.press("Enter")
    expect(aid.locator("ruby", has_text="批准").locator("rt")).to_have_text("ratify; approve")
    expect(aid.locator("rt", has_text="29 June 1999")).to_be_visible()
    expect(aid).to_contain_text("not a translation")
    # The words themselves are no stops of the keyboard.
    assert turn.locator("blockquote [tabindex], blockquote button").count() == 0
    ask(page, "Who chaired the Nuclear Suppliers Group in 2020-2021?")
    expect(page.locator(".turn").first.locator(".word-by-word").first).to_have_attribute("open", "")


def test_a_finger_shows_a_gloss_until_it_touches_elsewhere(open_page, chat_url, ask):
    page = open_page(chat_url, width=390, height=844, has_touch=True)
    turn = ask(page, RATIFIED)
    turn.locator("blockquote .glossed", has_text="批准").first.tap()
    expect(page.locator(".gloss-tip:visible")).to_have_text("ratify; approve")
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    turn.locator(".question").tap()
    expect(page.locator(".gloss-tip:visible")).to_have_count(0)


def test_an_arabic_question_gets_arabic_glosses_from_right_to_left_and_a_chinese_one_none(open_page, chat_url, ask):
    page = open_page(chat_url)
    turn = ask(page, "متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟")
    aid = turn.locator(".word-by-word").first
    aid.locator("summary").click()
    expect(aid.locator("ruby", has_text="比利时").locator("rt")).to_have_text("بلجيكا")
    assert aid.evaluate("element => getComputedStyle(element).direction") == "rtl"
    assert aid.locator(".interlinear").evaluate("element => getComputedStyle(element).direction") == "ltr"
    turn = ask(page, "《全面禁止核试验条约》比利时何时批准？")
    expect(turn.locator("blockquote").first).to_contain_text("批准")
    expect(turn.locator(".word-by-word, .glossed, [data-translate]")).to_have_count(0)


def test_without_a_model_no_translation_is_offered(open_page, chat_url, ask):
    page = open_page(chat_url)
    expect(ask(page, RATIFIED).locator("[data-translate]")).to_have_count(0)


def test_a_translation_is_marked_as_unverified_and_outlives_the_next_question(
    open_page, translating_url, translator, ask
):
    page = open_page(translating_url)
    turn = ask(page, RATIFIED)
    translator.may_answer.clear()
    turn.get_by_role("button", name="Translate").first.press("Enter")
    expect(turn.locator(".translation")).to_contain_text("Translating…")
    translator.may_answer.set()
    expect(turn.locator(".translated")).to_have_text(TRUE)
    expect(turn.locator(".unverified")).to_have_text("Unverified machine translation by made-up-model")
    expect(turn.locator(".translation")).to_contain_text("agree with the quote. Nothing else was checked.")
    expect(turn.locator(".translation")).to_be_focused()
    expect(turn.locator(".source").first.locator("[data-translate]")).to_have_count(0)
    ask(page, "What is the capital of Mars?")
    expect(page.locator(".turn").first.locator(".translated")).to_have_text(TRUE)


def test_a_wrong_value_is_named_and_what_a_hostile_model_writes_is_text(open_page, translating_url, translator, ask):
    page = open_page(translating_url, scheme="dark")
    turn = ask(page, RATIFIED)
    translator.says = WRONG
    turn.get_by_role("button", name="Translate").first.click()
    expect(turn.locator(".translated")).to_have_text(WRONG)
    assert turn.locator(".translated *").count() == 0
    expect(turn.locator(".differences")).to_contain_text("6 June 1999 stands in the translation, not in the quote.")
    expect(turn.locator(".differences")).to_contain_text("29 June 1999 stands in the quote, not in the translation.")
    translator.says = ""
    turn.get_by_role("button", name="Translate").last.click()
    expect(turn.locator(".translation .problem")).to_contain_text("could not be reached or gave an error")
    expect(turn.get_by_role("button", name="Translate")).to_have_count(1)
    translator.says = TRUE


def test_a_question_that_is_asked_while_a_translation_is_made_stays(open_page, translating_url, translator, ask):
    page = open_page(translating_url)
    turn = ask(page, "When did Belgium ratify the CTBT?")
    translator.may_answer.clear()
    turn.get_by_role("button", name="Translate").first.click()
    expect(turn.locator(".translation")).to_contain_text("Translating…")
    box = page.locator("#question textarea")
    box.fill("When did Germany join the Nuclear Suppliers Group?")
    box.press("Enter")
    expect(page.locator(".turn")).to_have_count(2)
    translator.may_answer.set()
    expect(page.locator(".turn").first.locator(".translated")).to_have_text(TRUE)
    expect(page.locator(".turn .searching")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").first.locator(".translated")).to_have_text(TRUE)


@pytest.mark.parametrize(("turn", "marker"), [("", ""), ("9", "1"), ("-1", "1"), ("0", "9")])
def test_what_the_browser_sends_is_not_trusted(turn, marker, settings, library, translator, assistant):
    from assistant.chat.asking.conversation import Turn
    from assistant.chat.asking.translating import translated
    from assistant.chat.desk import Desk
    from assistant.generation.chat_model import ChatModel

    desk = Desk(settings, library, ChatModel(ModelSettings("made-up-model", translator.base_url)))
    asked = Turn(RATIFIED, "en", assistant.ask(RATIFIED))
    assert list(translated([asked], {"turn": turn, "marker": marker}, desk)) == []
    assert asked.translations == {}
    assert list(translated([asked], {"turn": "0", "marker": "1"}, desk)) == [None]
    assert asked.translations[1].translation.text == TRUE

"""The page as it is served: a real server over a real index, and a real browser that calls nobody else."""

import shutil
import threading
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from assistant.settings import read_settings

_LONGEST_WAIT_MS = 60_000


@contextmanager
def serving(desk, evaluations=None, **options):
    """The page of `desk` on a free port; gives its address."""
    from assistant.chat.app import build_app
    from assistant.chat.programs.calls import Calls
    from assistant.chat.server import address_of, listen, make_server

    listening = listen("127.0.0.1", 0)
    calls = Calls(desk)
    server = make_server(build_app(desk, evaluations, calls), calls, "127.0.0.1", **options)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield address_of(listening)
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def settings(index_folder):
    return replace(read_settings(), index=index_folder, llm=None)


@pytest.fixture(scope="session")
def desk(settings, library):
    """The desk over the bundled corpus; tests read it and never change its index."""
    from assistant.chat.desk import Desk

    return Desk(settings, library)


@pytest.fixture(scope="module")
def chat_url(desk):
    with serving(desk) as url:
        yield url


@pytest.fixture
def own_chat(settings, library, tmp_path):
    """A factory of servers, each over a copy of the index that the test may change: gives address and desk."""
    from assistant.chat.desk import Desk
    from index.store import read_index

    with ExitStack() as stack:

        def start(evaluations=None, model=None, **options):
            folder = tmp_path / f"index-{len(list(tmp_path.iterdir()))}"
            shutil.copytree(settings.index, folder)
            own = Desk(replace(settings, index=folder), library.over(read_index(folder)), model)
            made = evaluations(own) if callable(evaluations) else evaluations
            return stack.enter_context(serving(own, made, **options)), own

        yield start


@pytest.fixture
def open_page(browser, request, tmp_path):
    """Opens a page as a new visitor; at the end, checks what the page asked for and says."""
    contexts, asked_for, problems = [], [], []

    def open_page(url, width=1440, height=900, scheme="light", locale="en-US", **options):
        viewport = {"width": width, "height": height}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, locale=locale, **options)
        context.set_default_timeout(_LONGEST_WAIT_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked_for.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: (problems.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
        page.goto(url)
        expect(page.locator("#question textarea")).to_be_visible()
        # What the page shows comes again in the visitor's language: nothing is clicked before.
        expect(page.locator(".masthead[data-visited]")).to_be_visible()
        # The other parts are written anew in the same moment.
        page.wait_for_timeout(500)
        return page

    yield open_page
    for number, context in enumerate(contexts):
        context.pages[0].screenshot(path=tmp_path / f"{request.node.originalname}-{number}.png")
        context.close()
    hosts = {urlsplit(url).hostname for url in asked_for if not url.startswith(("data:", "blob:", "about:"))}
    assert hosts <= {"127.0.0.1"}
    assert problems == []


@pytest.fixture(scope="session")
def ask():
    """Types a question; the turn, once it is answered."""

    def ask(page, question):
        box = page.locator("#question textarea")
        before = page.locator(".turn").count()
        box.fill(question)
        box.press("Enter")
        expect(page.locator(".turn")).to_have_count(before + 1)
        turn = page.locator(".turn").last
        expect(turn.locator(".question")).to_have_text(question.strip())
        expect(turn.locator(".searching")).to_have_count(0)
        return turn

    return ask


@pytest.fixture(scope="session")
def serve_desk():
    """The context manager that serves a desk, for tests with a desk of their own."""
    return serving

"""Nothing leaves the machine: each address that the server turns to, and each request of the page, is written down."""

import ipaddress
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager

import httpx
import pytest
from gradio_client import Client
from playwright.sync_api import expect

QUESTION = "When did Belgium ratify the CTBT?"
# In the server's own process, before anything else is imported: Python tells the hook of every address and name.
_WATCHED_SERVER = """
import json, sys

asked, path = sys.argv[1:]

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        write(event, arguments[1])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"):
        write(event, arguments[0])
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        write(event, str(arguments[0]))

def write(event, what):
    with open(path, "a") as file:
        file.write(json.dumps([event, what if isinstance(what, str) else repr(what)]) + "\\n")

sys.addaudithook(watch)
from assistant.cli import main
sys.argv = ["pinpoint", "chat", *json.loads(asked)]
main()
"""


@contextmanager
def watched_server(index_folder, log):
    """The command, in a process of its own, on a free port; its address."""
    command = [sys.executable, "-c", _WATCHED_SERVER, json.dumps(["--port", str(free_port())]), str(log)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GRADIO_", "HF_"))}
    # A proxy would take every request on: were there any, the log would name it.
    environment |= {"PINPOINT_INDEX": str(index_folder), "HTTPS_PROXY": "http://192.0.2.1:3128"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        yield re.search(r"http://\S+", process.stdout.readline())[0]
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port():
    from assistant.chat.server import listen

    with listen("127.0.0.1", 0) as listening:
        return listening.getsockname()[1]


def is_elsewhere(event, what):
    """Whether an event of the log has to do with another machine."""
    if event.startswith(("subprocess", "os.")):
        return True
    host = re.search(r"'([^']*)'", what)[1] if "(" in what else what
    if host in ("", "None", "localhost", "127.0.0.1", "::1") or host.startswith(("/", "\\x00")):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


@pytest.mark.parametrize(
    ("event", "what", "elsewhere"),
    [
        ("socket.connect", "('127.0.0.1', 80)", False), ("socket.connect", "('192.0.2.1', 443)", True),
        ("socket.getaddrinfo", "localhost", False), ("socket.getaddrinfo", "api.gradio.app", True),
        ("socket.connect", "('::1', 80, 0, 0)", False), ("socket.connect", "('2001:db8::1', 80, 0, 0)", True),
    ],
)  # fmt: skip
def test_the_log_is_read_right(event, what, elsewhere):
    assert is_elsewhere(event, what) == elsewhere


def test_the_server_turns_to_no_other_machine_whatever_it_is_used_for(index_folder, tmp_path):
    log = tmp_path / "addresses"
    log.touch()
    with watched_server(index_folder, log) as url, httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
        page = client.get("/").text
        for asset in {*re.findall(r'(?:src|href)="\.?(/[^"]+)"', page), "/config", "/gradio_api/info", "/api"}:
            client.get(asset)
        client.get("/gradio_api/startup-events")
        assert client.post("/api/ask", json={"question": QUESTION}).json()["status"] == "answered"
        client.post("/api/check", json={"draft": "It met in 2018 (NPT/CONF.2020/PC.II/WP.6, para. 4)."})
        Client(url, verbose=False, analytics_enabled=False).predict(QUESTION, None, api_name="/ask")
        tools = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
        called = client.post(
            "/gradio_api/mcp/",
            json=tools | {"params": {"name": "search", "arguments": {"query": "核查"}}},
            headers={"Accept": "application/json, text/event-stream"},
        )
        assert "paragraph_id" in called.text
        uploaded = client.post("/gradio_api/upload", files={"files": ("report.txt", b"1. It met.\n")})
        assert uploaded.status_code == 200
        # What a visitor might have it fetch.
        client.get("/gradio_api/file=https://elsewhere.example/x")
        client.get("/gradio_api/proxy=https://elsewhere.example/x")
        file = {"path": "https://elsewhere.example/x.pdf", "meta": {"_type": "gradio.FileData"}}
        client.post("/gradio_api/queue/join", json={"data": [[file]], "fn_index": 5, "session_hash": "s"})
        client.get("/gradio_api/mcp/", headers={"X-Forwarded-Host": "elsewhere.example", "Accept": "text/html"})
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [event for event in events if is_elsewhere(*event)] == []


def test_the_page_asks_its_own_server_alone_and_works_where_nothing_else_answers(browser, chat_url, ask):
    context = browser.new_context(locale="zh-CN")
    asked_for, problems = [], []

    def answer(route):
        asked_for.append(route.request.url)
        if route.request.url.startswith(chat_url):
            route.continue_()
        else:
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("websocket", lambda socket: asked_for.append(socket.url))
    page.goto(chat_url)
    expect(page.locator(".masthead[data-visited]")).to_be_visible()
    expect(ask(page, QUESTION).locator(".value")).to_have_text("29 June 1999")
    tabs = page.get_by_role("tab")
    for place in range(tabs.count()):
        tabs.nth(place).click()
        expect(tabs.nth(place)).to_have_attribute("aria-selected", "true")
    page.goto(f"{chat_url}/api")
    expect(page.get_by_role("heading", name="For programs")).to_be_visible()
    context.close()
    assert len(asked_for) > 10
    assert [url for url in asked_for if not url.startswith((chat_url, "data:", "blob:"))] == []
    assert problems == []


def test_no_page_names_a_script_a_font_or_a_style_of_another_machine(chat_url):
    with httpx.Client(base_url=chat_url, trust_env=False) as client:
        for path in ("/", "/api", "/theme.css"):
            text = client.get(path).text
            loaded = re.findall(r"""(?:src=|<link[^>]+href=|url\(|@import\s+)["']?(https?:[^"')\s]+)""", text)
            assert [url for url in loaded if not url.startswith(chat_url)] == []

"""Who comes in, what can be asked for, and whose conversation is whose: asked of a real server, route by route."""

import base64
import json
import re
import secrets
import socket
import threading
from urllib.parse import urlsplit

import bcrypt
import httpx
import pytest
from fastapi.routing import iter_route_contexts
from playwright.sync_api import expect
from starlette.routing import Mount

from assistant.access import read_accounts
from assistant.chat.evaluation.rendering import MOST_BYTES

QUESTION = "When did Belgium ratify the CTBT?"
PASSWORD = "sesame: öffne dich"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


@pytest.fixture(scope="module")
def accounts(tmp_path_factory):
    path = tmp_path_factory.mktemp("access") / "accounts"
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(5)).decode()
    path.touch(0o600)
    path.write_text(f"anna:{PASSWORD}\nben:{hashed}\n", encoding="utf-8")
    return read_accounts(None, path)


@pytest.fixture(scope="module")
def guarded(desk, accounts):
    """A server with a password: its address and its application."""
    from assistant.chat.app import build_app
    from assistant.chat.programs.calls import Calls
    from assistant.chat.server import address_of, listen, make_server

    listening, calls = listen("127.0.0.1", 0), Calls(desk)
    server = make_server(build_app(desk, None, calls), calls, "127.0.0.1", accounts)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield address_of(listening), server.config.app.app
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="module")
def visitor(chat_url):
    """Makes programs that behave like browsers of different visitors."""
    clients = []

    def make(**options):
        clients.append(httpx.Client(base_url=chat_url, trust_env=False, timeout=60, **options))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


def paths_of(app, prefix=""):
    """Every path of an application and of those mounted in it, its parameters filled in."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, Mount):
            yield prefix + route.original_route.path + "/"
            yield from paths_of(route.original_route, prefix + route.original_route.path)
        else:
            yield prefix + re.sub(r"\{\w+(?::\w+)?\}", "x", route.path)


def basic(name, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_no_route_answers_anything_but_401_without_the_password(guarded):
    url, app = guarded
    paths = set(paths_of(app)) | {"/assets/index.js", "/no/such/page", "/api/ask"}
    assert {"/", "/api", "/api/ask", "/config", "/gradio_api/queue/join", "/gradio_api/upload"} <= paths
    assert len(paths) > 60
    with httpx.Client(base_url=url, trust_env=False) as client:
        answers = {(method, path): client.request(method, path) for path in paths for method in METHODS}
    assert {response.status_code for response in answers.values()} == {401}
    assert {response.headers["www-authenticate"].split()[0] for response in answers.values()} == {"Basic"}
    assert {response.text for (method, _), response in answers.items() if method != "HEAD"} == {
        '{"error":"A user name and its password are needed: HTTP Basic, as in `curl -u user:password`."}'
    }


@pytest.mark.parametrize(
    "headers",
    [
        basic("anna", "wrong"), basic("ben", "wrong"), basic("nobody", PASSWORD), basic("", ""), basic("anna", ""),
        {"Authorization": "Basic"}, {"Authorization": "Basic %%%"}, {"Authorization": "Basic " + "/w=="},
        {"Authorization": basic("anna", PASSWORD)["Authorization"].replace("Basic", "Bearer")},
        {"Cookie": f"pinpoint_visitor={PASSWORD.encode().hex()}"},
    ],
)  # fmt: skip
def test_a_wrong_password_is_refused_like_none(guarded, headers):
    response = httpx.get(guarded[0], headers=headers, trust_env=False)
    assert (response.status_code, "html" in response.text) == (401, False)


@pytest.mark.parametrize("name", ["anna", "ben"])
def test_the_password_opens_pages_interfaces_and_streams(guarded, name):
    with httpx.Client(base_url=guarded[0], headers=basic(name, PASSWORD), trust_env=False, timeout=60) as client:
        assert "Pinpoint" in client.get("/").text
        assert client.get("/api").status_code == 200
        assert client.post("/api/cite", json={"reference": "NPT/CONF.2015/39"}).status_code == 200
        with client.stream("GET", f"/gradio_api/heartbeat/{secrets.token_hex(8)}") as stream:
            assert next(stream.iter_text()).startswith("data: ALIVE")


def test_a_websocket_is_refused_before_it_opens(guarded):
    host, port = urlsplit(guarded[0]).netloc.split(":")
    upgrade = (
        f"GET /gradio_api/queue/join HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(upgrade.encode())
        assert connection.recv(64).split(b" ")[1] in (b"401", b"403")


def test_behind_a_password_the_server_answers_to_any_name_without_one_to_its_own(guarded, visitor):
    other = {"Host": "library.example.org"}
    assert httpx.get(guarded[0], headers=other | basic("anna", PASSWORD), trust_env=False).status_code == 200
    assert httpx.get(guarded[0], headers=other, trust_env=False).status_code == 401
    assert visitor().get("/", headers=other).status_code == 400


def test_who_logs_in_uses_the_whole_page(browser, guarded, ask):
    context = browser.new_context(http_credentials={"username": "ben", "password": PASSWORD})
    refused = []
    page = context.new_page()
    page.on("response", lambda response: refused.append(response.url) if response.status == 403 else None)
    page.goto(guarded[0])
    expect(page.locator("#question textarea")).to_be_visible()
    expect(page.locator(".masthead[data-visited]")).to_be_visible()
    expect(ask(page, QUESTION).locator(".value")).to_have_text("29 June 1999")
    context.close()
    assert refused == []


def test_a_page_of_another_site_cannot_have_the_chat_do_anything(visitor, chat_url):
    foreign = {"Origin": "https://elsewhere.example", "Content-Type": "text/plain"}
    client = visitor()
    for path in ("/api/cite", "/gradio_api/queue/join", "/gradio_api/upload", "/gradio_api/mcp/"):
        assert client.post(path, content="{}", headers=foreign).status_code == 403
        assert client.post(path, content="{}", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    own = client.post("/api/cite", json={"reference": "NPT/CONF.2015/39"}, headers={"Origin": chat_url})
    assert own.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/proxy=https://example.org/", "/gradio_api/file=https://example.org/x", "/gradio_api/file=HTTP://x/",
        "/gradio_api/file=%20https://example.org/x", "/gradio_api/deep_link?session_hash=x", "/monitoring",
        "/gradio_api/run-history/buckets", "/gradio_api/vibe-code", "/gradio_api/dev/reload", "/gradio_api/token",
        "/gradio_api/stream/x/y/1/playlist.m3u8", "/gradio_api/mcp/sse", "/login", "/docs", "/openapi.json",
    ],
)  # fmt: skip
def test_what_nobody_needs_is_not_there(visitor, path):
    client = visitor()
    assert {client.get(path).status_code, client.post(path).status_code} == {404}


def test_no_file_of_the_server_can_be_read(visitor, desk):
    for path in (desk.settings.index / "index.json", "/etc/passwd"):
        assert visitor().get(f"/gradio_api/file={path}").status_code == 404


def test_a_file_named_by_an_address_is_not_fetched(visitor):
    file = {"path": "https://example.org/x.pdf", "meta": {"_type": "gradio.FileData"}}
    sent = {"data": [[file]], "fn_index": 1, "session_hash": secrets.token_hex(5)}
    response = visitor().post("/gradio_api/queue/join", json=sent)
    assert (response.status_code, "Nothing is fetched" in response.text) == (403, True)


def conversation_of(client, session, asks):
    """Has a question asked in a session, as the page does; what the page would be sent."""
    client.get("/")
    config = client.get("/config").json()
    parts = {part["id"]: part for part in config["components"]}
    box = next(key for key, part in parts.items() if part["props"].get("elem_id") == "question")
    (submit,) = [event for event in config["dependencies"] if [box, "submit"] in [list(t) for t in event["targets"]]]
    # What is the server's own, it fills in itself.
    others = [None if parts[key]["type"] == "state" else "" for key in submit["inputs"] if key != box]
    data = [asks, *others]
    sent = {"data": data, "fn_index": submit["id"], "session_hash": session, "trigger_id": box}
    joined = client.post("/gradio_api/queue/join", json=sent)
    if joined.status_code != 200:
        return joined.status_code, ""
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        return stream.status_code, "".join(stream.iter_text())


def test_another_visitor_cannot_reach_a_conversation_by_the_name_of_its_session(visitor):
    session = secrets.token_hex(5)
    anna, ben = visitor(), visitor()
    status, seen = conversation_of(anna, session, QUESTION)
    assert (status, "29 June 1999" in seen) == (200, True)
    # A program without cookies, another browser, and one that brings a cookie of its own making.
    for other in (visitor(), ben, visitor(cookies={"pinpoint_visitor": "guessed"})):
        assert conversation_of(other, session, "And France?") == (403, "")
        data = other.get("/gradio_api/queue/data", params={"session_hash": session})
        heartbeat = other.get(f"/gradio_api/heartbeat/{session}")
        call = other.post("/gradio_api/call/ask", json={"data": [QUESTION, None], "session_hash": session})
        cancel = other.post("/gradio_api/cancel", json={"session_hash": session, "fn_index": 0, "event_id": "x"})
        assert [answer.status_code for answer in (data, heartbeat, call, cancel)] == [403] * 4
    status, seen = conversation_of(anna, session, "And Portugal?")
    assert (status, "When did Portugal ratify the CTBT?" in seen) == (200, True)


def test_a_session_has_a_short_name_wherever_it_is_named(visitor):
    client, long = visitor(), "a" * 65
    answers = [
        client.get("/gradio_api/queue/data", params={"session_hash": long}),
        client.get("/gradio_api/queue/data", params={"session_hash": "half a name"}),
        client.get("/gradio_api/queue/data?session_hash="),
        client.get(f"/gradio_api/heartbeat/{long}"),
        client.post("/gradio_api/call/ask", json={"data": [QUESTION, None], "session_hash": long}),
        client.post("/gradio_api/queue/join", json={"data": [], "fn_index": 0, "session_hash": ["a"]}),
    ]
    assert [answer.status_code for answer in answers] == [400] * 6


def test_a_session_belongs_to_a_user_as_well_as_to_a_browser(guarded):
    session = secrets.token_hex(5)
    shared = {"pinpoint_visitor": "the-same-machine"}
    clients = [
        httpx.Client(base_url=guarded[0], headers=basic(name, PASSWORD), cookies=shared, trust_env=False, timeout=60)
        for name in ("anna", "ben")
    ]
    assert conversation_of(clients[0], session, QUESTION)[0] == 200
    assert conversation_of(clients[1], session, QUESTION)[0] == 403


def test_the_visitors_cookie_is_kept_from_scripts_and_renewed(visitor):
    client = visitor()
    given = client.get("/").headers["set-cookie"]
    assert re.fullmatch(r"pinpoint_visitor=[\w-]{32}; Path=/; HttpOnly; SameSite=Lax; Max-Age=\d+", given)
    assert client.get("/").headers["set-cookie"] == given, "for as long again, whenever the page is opened"
    assert "set-cookie" not in client.get("/config").headers
    other = visitor(cookies={"pinpoint_visitor": "made-up"})
    assert re.match(r"pinpoint_visitor=[\w-]{32};", other.get("/").headers["set-cookie"])
    assert client.cookies["pinpoint_visitor"] != visitor().get("/").cookies["pinpoint_visitor"]


def test_two_tabs_of_one_browser_have_a_conversation_each(browser, chat_url, ask):
    context = browser.new_context()
    pages = [context.new_page() for _ in range(2)]
    for page in pages:
        page.goto(chat_url)
        expect(page.locator("#question textarea")).to_be_visible()
        expect(page.locator(".masthead[data-visited]")).to_be_visible()
    expect(ask(pages[0], QUESTION).locator(".value")).to_have_text("29 June 1999")
    expect(pages[1].locator(".turn")).to_have_count(0)
    ask(pages[1], "NPT/CONF.2020/PC.II/WP.6, para. 4")
    expect(pages[0].locator(".turn")).to_have_count(1)
    context.close()


def test_a_request_that_is_too_large_is_refused(visitor):
    # In pieces, so that no header says how much there is to come.
    pieces = (b" " * 100_000 for _ in range(60))
    assert visitor().post("/gradio_api/queue/join", content=pieces).status_code == 413


def test_a_question_file_of_the_most_bytes_is_not_too_large(visitor):
    content = base64.b64encode(b"x" * MOST_BYTES).decode()
    sent = {"data": [None], "fn_index": 0, "session_hash": "a", "event_data": {"name": "核" * 300, "content": content}}
    assert visitor().post("/gradio_api/queue/join", json=sent).status_code != 413


def test_json_that_is_none_is_refused_and_not_a_failure(visitor):
    client = visitor()
    for body in (b"{", b"[" * 100_000, json.dumps("x").encode()):
        assert client.post("/gradio_api/queue/join", content=body).status_code in (400, 413, 422)

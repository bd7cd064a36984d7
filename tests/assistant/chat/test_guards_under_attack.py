"""Bounds that a flood or a guesser comes up against, each asked of the guard itself; in bulk: `eval.trust.requests`."""

import asyncio
import base64
import json
import socket
import time
import tracemalloc

import httpx
import pytest

from assistant.access import Accounts
from assistant.chat.guards import connections, upload_limits
from assistant.chat.guards import tries as tried
from assistant.chat.guards.bodies import MOST_ADDRESS_BYTES, MOST_PARTS
from assistant.chat.guards.password import PasswordRequired
from assistant.chat.guards.shares import FairShares
from assistant.chat.guards.tries import Tries
from assistant.chat.guards.visitors import address_of, visitor_of

COOKIE = "a" * 32


async def answers_ok(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"ok"})


def client_of(app, address="192.0.2.1", **options):
    transport = httpx.ASGITransport(app, client=(address, 5000))
    return httpx.AsyncClient(transport=transport, base_url="http://chat", **options)


def login(name, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


def test_the_wait_grows_and_belongs_to_the_name_at_that_address(monkeypatch):
    tries, now = Tries(), [time.time()]
    monkeypatch.setattr(time, "time", lambda: now[0])
    waits = []
    for _ in range(40):
        if wait := tries.seconds_to_wait("192.0.2.1", "anna"):
            waits.append(wait)
            now[0] += wait
        tries.count("192.0.2.1", "anna")
    assert waits[0] <= 60 < 1000 < max(waits) <= 3600
    assert tries.seconds_to_wait("192.0.2.2", "anna") == 0


def test_whatever_names_are_tried_the_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(tried, "_MOST_NAMES", 300)
    monkeypatch.setattr(tried, "_MOST_ADDRESSES", 100)

    def bytes_after(count):
        tries = Tries()
        tracemalloc.start()
        for number in range(count):
            tries.count(f"address {number}", "x" * 1000 + str(number))
        taken, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return taken

    assert bytes_after(3000) < 1.2 * bytes_after(300)
    assert tried.Tries()._of_names._most == 300


def test_a_flood_from_many_networks_locks_nobody_else_out():
    tries = Tries()
    for network in range(2000):
        for _ in range(60):
            tries.count(f"2001:db8:0:{network:x}::/64", f"user {network}")
    assert [tries.seconds_to_wait(f"203.0.113.{number}", f"user {number}") for number in range(200)] == [0] * 200
    assert tries.seconds_to_wait("2001:db8:0:7::/64", "user 7") > 0


def test_a_guesser_does_not_disturb_who_is_logged_in_nor_learn_the_password():
    async def attack():
        guard = PasswordRequired(answers_ok, Accounts({"anna": "sesame"}))
        cookie = {"Cookie": f"pinpoint_visitor={COOKIE}"}
        async with client_of(guard) as office, client_of(guard, "192.0.2.9") as elsewhere:
            first = [await office.get("/", headers=login("anna", "sesame") | cookie) for _ in range(30)]
            guesses = [await office.get("/", headers=login("anna", f"guess {number}")) for number in range(8)]
            right = await office.get("/", headers=login("anna", "sesame"))
            with_made_up_cookie = await office.get(
                "/", headers=login("anna", "sesame") | {"Cookie": f"pinpoint_visitor={'b' * 32}"}
            )
            logged_in = await office.get("/", headers=login("anna", "sesame") | cookie)
            other = await elsewhere.get("/", headers=login("anna", "sesame"))
        return [
            [answer.status_code for answer in answers]
            for answers in (first, guesses, [right, with_made_up_cookie, logged_in, other])
        ], right

    (first, guesses, rest), right = asyncio.run(attack())
    assert first == [200] * 30
    # The fifth is tried, and told already that the sixth has to wait.
    assert guesses == [401] * 4 + [429] * 4
    assert rest == [429, 429, 200, 200]
    assert 0 < int(right.headers["retry-after"]) <= 60
    assert "www-authenticate" not in right.headers


def test_many_guesses_at_once_are_no_more_than_a_few():
    async def attack():
        guard = PasswordRequired(answers_ok, Accounts({"anna": "$2b$04$" + "." * 53}))
        async with client_of(guard) as client:
            guesses = [client.get("/", headers=login("anna", f"guess {number}")) for number in range(40)]
            return [answer.status_code for answer in await asyncio.gather(*guesses)]

    answered = asyncio.run(attack())
    assert sorted(set(answered)) == [401, 429]
    assert answered.count(401) <= 5


def test_a_right_password_in_many_requests_at_once_is_no_series_of_tries():
    import bcrypt

    async def open_page():
        hashed = bcrypt.hashpw(b"sesame", bcrypt.gensalt(4)).decode()
        guard = PasswordRequired(answers_ok, Accounts({"anna": hashed}))
        async with client_of(guard) as client:
            return await asyncio.gather(*(client.get("/", headers=login("anna", "sesame")) for _ in range(40)))

    assert {answer.status_code for answer in asyncio.run(open_page())} == {200}


def test_a_flood_is_told_to_wait_and_nobody_else():
    async def flood():
        guard = FairShares(answers_ok)
        async with client_of(guard) as flooding, client_of(guard, "192.0.2.2") as other:
            answers = [await flooding.get("/config") for _ in range(1100)]
            chinese = await flooding.get("/config", headers={"Accept-Language": "zh-CN"})
            asset = await flooding.get("/assets/index.js")
            return answers, chinese, asset, await other.get("/config")

    answers, chinese, asset, other = asyncio.run(flood())
    assert [answer.status_code for answer in answers] == [200] * 1000 + [429] * 100
    assert 0 < int(answers[-1].headers["retry-after"]) <= 10
    assert "Too many requests" in answers[-1].json()["error"]
    assert "请求过多" in chinese.json()["error"]
    assert (asset.status_code, other.status_code) == (200, 200)


def test_a_browser_is_bounded_before_its_colleagues_are():
    async def flood():
        async with client_of(FairShares(answers_ok)) as client:
            mine = [await client.get("/", headers={"Cookie": f"pinpoint_visitor={COOKIE}"}) for _ in range(210)]
            colleague = await client.get("/", headers={"Cookie": f"pinpoint_visitor={'b' * 32}"})
            return [answer.status_code for answer in mine].count(429), colleague.status_code

    assert asyncio.run(flood()) == (10, 200)


def test_addresses_of_one_network_and_cookies_that_were_not_given_make_no_other_visitor():
    def scope(address, cookie=""):
        return {"client": (address, 1), "headers": [(b"cookie", f"pinpoint_visitor={cookie}".encode())]}

    assert address_of(scope("2001:db8:1:2::1")) == address_of(scope("2001:db8:1:2:ffff::9")) == "2001:db8:1:2::/64"
    assert address_of(scope("::ffff:192.0.2.1")) == address_of(scope("192.0.2.1"))
    assert visitor_of(scope("192.0.2.1", "made-up")) == visitor_of(scope("192.0.2.1"))


def test_only_a_proxy_on_this_machine_is_believed_where_a_request_comes_from(chat_url):
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

    from assistant.chat.server import PROXIES

    async def seen_from(peer):
        seen = []

        async def note(scope, receive, send):
            seen.append(address_of(scope))
            await answers_ok(scope, receive, send)

        async with client_of(ProxyHeadersMiddleware(note, list(PROXIES)), peer) as client:
            await client.get("/", headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.7"})
        return seen[0]

    assert [asyncio.run(seen_from(peer)) for peer in ("127.0.0.1", "::1", "10.0.0.1", "192.0.2.1")] == [
        "198.51.100.7", "198.51.100.7", "10.0.0.1", "192.0.2.1",
    ]  # fmt: skip


def test_a_connection_that_dawdles_over_its_headers_is_closed(chat_url, monkeypatch):
    monkeypatch.setattr(connections, "SECONDS_FOR_HEAD", 0.3)
    host, port = chat_url.removeprefix("http://").split(":")
    for said in (b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-", b"GET /api HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET"):
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(said)
            while connection.recv(65536):
                pass


def test_too_many_connections_are_told_to_come_again(chat_url, monkeypatch):
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 0)
    host, port = chat_url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        assert connection.recv(100).startswith(b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\n")


@pytest.mark.parametrize(
    ("path", "content", "status"),
    [
        (f"/api?{'x' * MOST_ADDRESS_BYTES}", b"{}", 414),
        ("/gradio_api/queue/join", b"[" + b"[]," * MOST_PARTS + b"0]", 413),
        ("/gradio_api/queue/join", b'{"data": [NaN]}', 422),
        ("/gradio_api/queue/join", b'{"data": ["\\ud800"]}', 422),
        ("/gradio_api/call/v2/nothing", b"{}", 404),
        ("/gradio_api/call/v2/ask", b"{}", 404),
        ("/gradio_api/queue/join", b'{"session_hash": "%s"}' % (b"a" * 65), 400),
        ("/gradio_api/queue/join", b'{"session_hash": ""}', 400),
    ],
)
def test_what_gradio_would_fail_at_is_refused_before(chat_url, path, content, status):
    answer = httpx.post(
        f"{chat_url}{path}", content=content, headers={"Content-Type": "application/json"}, trust_env=False
    )
    assert (answer.status_code, list(answer.json())) == (status, ["error"])


def test_an_uploaded_file_has_a_name_that_tells_nothing_and_is_its_senders_alone(chat_url, tmp_path, monkeypatch):
    with (
        httpx.Client(base_url=chat_url, trust_env=False) as anna,
        httpx.Client(base_url=chat_url, trust_env=False) as ben,
    ):
        anna.get("/")
        ben.get("/")
        (name,) = anna.post("/gradio_api/upload", files={"files": ("../my report.txt", b"1. It met.")}).json()
        assert name.startswith("upload/")
        assert name.endswith("/my report.txt")
        file = {"path": name, "meta": {"_type": "gradio.FileData"}}
        sent = {"data": [[file]], "fn_index": 10**6, "session_hash": "of-nobody"}
        mine = anna.post("/gradio_api/queue/join", json=sent | {"session_hash": "of-anna"})
        other = ben.post("/gradio_api/queue/join", json=sent | {"session_hash": "of-ben"})
        path = ben.post("/gradio_api/queue/join", json={"data": [{"path": "/etc/passwd"}], "session_hash": "of-ben"})
        assert [mine.status_code == 403, other.status_code, path.status_code] == [False, 403, 403]
        assert anna.get(f"/gradio_api/file={name}").status_code == 404


def uploaded(chat_url, content, headers=None):
    parts = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n',
        *content,
        b"\r\n--x--\r\n",
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x"} | (headers or {})
    # In pieces: no header says how much there is to come.
    return httpx.post(
        f"{chat_url}/gradio_api/upload", content=iter(parts), headers=headers, trust_env=False, timeout=30
    )


@pytest.mark.parametrize(
    ("bound", "value", "status"),
    [
        ("MOST_BYTES", 50_000, 413), ("MOST_OF_SOURCE_BYTES", 50_000, 413), ("MOST_IN_ALL_BYTES", 50_000, 507),
        ("LEAST_FREE_BYTES", 10**18, 507), ("MOST_AT_ONCE_OF_SOURCE", 0, 429),
    ],
)  # fmt: skip
def test_an_upload_beyond_a_bound_is_refused_as_it_comes_and_leaves_nothing(
    own_chat, tmp_path, monkeypatch, bound, value, status
):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "sent"))
    monkeypatch.setattr(upload_limits, bound, value)
    url, _ = own_chat()
    answer = uploaded(url, [b"x" * 10_000] * 20)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])
    assert not [path for path in tmp_path.glob("sent/**/*") if path.is_file()]


def test_the_headers_let_no_script_run_and_no_copy_be_kept(chat_url):
    page, again = (httpx.get(chat_url, trust_env=False) for _ in range(2))
    policy = page.headers["content-security-policy"]
    (script_policy,) = [part for part in policy.split("; ") if part.startswith("script-src")]
    assert "'unsafe-inline'" not in script_policy
    nonce = script_policy.partition("'nonce-")[2].partition("'")[0]
    assert page.text.count("<script") == page.text.count(f'<script nonce="{nonce}"') > 3
    assert nonce not in again.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert "server" not in page.headers
    foreign = httpx.get(f"{chat_url}/config", headers={"Origin": "http://localhost:9"}, trust_env=False)
    assert not [name for name in foreign.headers if name.startswith("access-control")]
    assert "script-src" not in foreign.headers["content-security-policy"]
    secure = httpx.get(chat_url, headers={"X-Forwarded-Proto": "https"}, trust_env=False)
    assert secure.headers["strict-transport-security"] == "max-age=31536000"
    assert "Secure" in secure.headers["set-cookie"]
    assert "strict-transport-security" not in page.headers


def test_fifty_visitors_who_ask_at_once_are_all_answered(desk, chat_url):
    async def crowd():
        async with httpx.AsyncClient(base_url=chat_url, trust_env=False, timeout=120) as client:
            sent = {"reference": "NPT/CONF.2020/PC.II/WP.6, para. 4"}
            return await asyncio.gather(*(client.post("/api/cite", json=sent) for _ in range(50)))

    answers = asyncio.run(crowd())
    assert {answer.status_code for answer in answers} == {200}
    assert len({json.dumps(answer.json()["paragraphs"]) for answer in answers}) == 1

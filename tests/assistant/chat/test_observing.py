"""What a server tells of its work: ids on every answer, whether it is well, numbers; and what it keeps to itself."""

import asyncio
import logging
from contextlib import ExitStack

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from assistant.access import Accounts
from assistant.chat.app import build_app
from assistant.observing.request_id import accepted_request_id
from eval.trust.recorded_spans import recorded_spans
from eval.trust.visitors import Visitor, read_parts

QUESTION = "When did Belgium ratify the CTBT?"


@pytest.fixture(scope="module")
def http(chat_url):
    with httpx.Client(base_url=chat_url, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture
def client_of(own_chat):
    """A client of a server of one's own, and its desk."""
    with ExitStack() as stack:

        def start(**options):
            url, desk = own_chat(**options)
            return stack.enter_context(httpx.Client(base_url=url, trust_env=False, timeout=60)), desk

        yield start


def events(caplog, name):
    return [record.fields for record in caplog.records if record.getMessage() == name]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/no/such/page", {}, 404),
        ("POST", "/api/ask", {}, 422),
        ("POST", "/api/ask", {"Origin": "http://elsewhere.example"}, 403),
        ("GET", "/", {"Host": "elsewhere.example"}, 400),
        ("GET", "/health", {"Host": "10.1.2.3"}, None),
        ("HEAD", "/health/live", {}, 200),
        ("POST", "/health", {}, 405),
        ("GET", "/metrics", {}, 200),
    ],
)
def test_every_answer_has_an_id_refusals_too(http, method, path, headers, status):
    first, second = (http.request(method, path, headers=headers) for _ in range(2))
    assert status in {None, first.status_code}
    made = [response.headers["x-request-id"] for response in (first, second)]
    assert made[0] != made[1]
    assert all(accepted_request_id(each) == each for each in made)
    kept = http.request(method, path, headers=headers | {"X-Request-ID": "from-a-proxy"})
    assert kept.headers["x-request-id"] == "from-a-proxy"


def test_a_refusal_without_a_password_has_an_id(client_of):
    client, _ = client_of(accounts=Accounts({"anna": "secret"}))
    response = client.get("/", headers={"X-Request-ID": "abc"})
    assert (response.status_code, response.headers["x-request-id"]) == (401, "abc")


@pytest.mark.parametrize("sent", ["a\tb", "x" * 200, "<script>", "{}", "\u00e9".encode()])
def test_an_id_that_is_none_is_not_sent_back(http, sent):
    assert http.get("/api", headers={"X-Request-ID": sent}).headers["x-request-id"] != sent


def test_a_failure_of_the_server_has_an_id_and_is_counted(own_chat, monkeypatch, caplog):
    url, desk = own_chat()
    # As a defect would: nobody knows which kind of error it will be.
    monkeypatch.setattr(type(desk), "assistant", property(lambda _: 1 / 0))
    response = httpx.post(
        f"{url}/api/ask", json={"question": QUESTION}, trust_env=False, headers={"X-Request-ID": "abc"}
    )
    assert (response.status_code, response.headers["x-request-id"]) == (500, "abc")
    assert response.json() == {"error": "The server failed; its log says why."}
    numbers = httpx.get(f"{url}/metrics", trust_env=False).text
    assert 'pinpoint_requests_total{method="POST",route="/api/ask",status="500"} 1.0' in numbers
    assert 'pinpoint_questions_total{language="other",status="failed"} 1.0' in numbers


def test_the_answer_the_header_and_the_log_have_the_same_id(http, caplog):
    caplog.set_level(logging.INFO, "assistant")
    response = http.post("/api/ask", json={"question": QUESTION}, headers={"X-Request-ID": "abc"})
    record = response.json()
    assert record["request_id"] == response.headers["x-request-id"] == "abc"
    (logged,) = events(caplog, "answered")
    assert logged["cited"] == [cited["paragraph_id"] for cited in record["citations"]]
    assert set(logged["cited"]) <= {paragraph_id for paragraph_id, _ in logged["retrieved"]}
    assert len(logged["retrieved"]) == 20
    assert logged["index"].startswith("gen-")
    assert {claim["verdict"] for claim in logged["claims"]} == {"supported"}


def test_a_failing_event_of_the_page_is_logged_and_not_printed(own_chat, caplog, capfd, monkeypatch):
    def fail(sent):
        raise ValueError(f"kanarek {sent}")

    monkeypatch.setattr("assistant.chat.page.read_place", fail)
    url, _ = own_chat()
    with httpx.Client(base_url=url, trust_env=False, timeout=60) as client:
        events_of_page = client.get("/config").json()["dependencies"]
        session = "kanarek123"
        for event in events_of_page:
            sent = {"fn_index": event["id"], "session_hash": session, "event_data": {"document": "kanarek"}}
            client.post("/gradio_api/queue/join", json=sent | {"data": [{"a": "kanarek"}] * len(event["inputs"])})
        client.get(f"/gradio_api/queue/data?session_hash={session}")
    unexpected = [record for record in caplog.records if record.getMessage() == "unexpected error"]
    assert unexpected
    assert all(record.exc_info and record.fields["where"] for record in unexpected)


def test_a_probe_needs_no_password_and_no_name_and_is_told_one_word(client_of):
    client, desk = client_of(accounts=Accounts({"anna": "secret"}))
    probe = {"Host": "10.1.2.3"}
    starting = client.get("/health", headers=probe)
    assert (starting.status_code, starting.json()) == (503, {"status": "starting"})
    assert client.get("/health/live", headers=probe).json() == {"status": "ok"}
    desk.warm_up()
    for path in ("/health", "/health/ready"):
        ready = client.get(path, headers=probe)
        assert (ready.status_code, ready.json()) == (200, {"status": "ok"})
        head = client.head(path, headers=probe)
        assert (head.status_code, head.content) == (200, b"")
    assert client.get("/health/other", headers=probe).status_code == 401


@pytest.mark.parametrize("damage", ["pointer", "file", "all", "used"])
def test_a_damaged_index_is_told_to_probes_until_it_is_mended(client_of, damage, caplog):
    client, desk = client_of()
    folder = desk.settings.index
    if damage != "used":
        desk.warm_up()
    pointer = (folder / "index.json").read_bytes()
    vectors = next(folder.glob("gen-*/vectors.faiss"))
    match damage:
        case "pointer":
            (folder / "index.json").write_bytes(b"{")
        case "file":
            vectors = vectors.rename(folder / "elsewhere")
        case "all":
            (folder / "index.json").rename(folder / "elsewhere.json")
        case "used":
            segment = next(folder.glob("tokens-*.bin"))
            whole = segment.read_bytes()
            with segment.open("r+b") as file:
                file.write(bytes(len(whole)))
            assert client.post("/api/ask", json={"question": QUESTION}).status_code == 500
            desk.warm_up()
    damaged = client.get("/health")
    assert (damaged.status_code, damaged.json()) == (503, {"status": "damaged"})
    assert client.get("/health/live").status_code == 200
    match damage:
        case "file":
            vectors.rename(next(folder.glob("gen-*")) / "vectors.faiss")
        case "used":
            with segment.open("r+b") as file:
                file.write(whole)
    (folder / "index.new").write_bytes(pointer)
    (folder / "index.new").rename(folder / "index.json")
    assert client.get("/health").json() == {"status": "ok"}
    if damage in {"pointer", "used"}:
        assert events(caplog, "index damaged")


def test_numbers_are_what_prometheus_reads_and_need_a_password_where_there_is_one(client_of):
    client, _ = client_of(accounts=Accounts({"anna": "secret"}))
    assert client.get("/metrics").status_code == 401
    client.auth = ("anna", "secret")
    for path in ("/", "/no/such/page", "/assets/nothing.js", "/api/ask/x", "/gradio_api/heartbeat/abc/def"):
        client.head(path)
    client.post("/api/ask", json={"question": QUESTION})
    response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    families = {family.name: family for family in text_string_to_metric_families(response.text)}
    routes = {sample.labels["route"] for sample in families["pinpoint_requests"].samples if "route" in sample.labels}
    assert routes == {"/", "/metrics", "/assets/{file}", "/api/ask", "/gradio_api/heartbeat/{session}", "other"}
    assert [sample.value for sample in families["pinpoint_index_documents"].samples] == [5]
    assert [sample.value for sample in families["pinpoint_queue_busy"].samples] == [0]
    assert client.head("/metrics").status_code == 200


def test_a_stream_is_passed_on_as_it_comes(http, caplog):
    caplog.set_level(logging.DEBUG, "assistant")
    with http.stream("GET", "/gradio_api/heartbeat/abcdef") as stream:
        assert "x-request-id" in stream.headers
        assert next(stream.iter_bytes())
        # It is written down although it has not ended.
        (request,) = events(caplog, "request")
    assert request["route"] == "/gradio_api/heartbeat/{session}"


def test_spans_of_a_call_belong_to_the_trace_of_whoever_called_and_those_of_the_page_to_each_other(chat_url):
    trace_id = "0af7651916cd43dd8448eb211c80319c"
    headers = {"traceparent": f"00-{trace_id}-b7ad6b7169203331-01", "X-Request-ID": "abc"}

    async def ask_on_the_page():
        async with Visitor(chat_url, read_parts(chat_url)) as visitor:
            await visitor.ask(QUESTION)

    with recorded_spans() as recorded:
        httpx.post(f"{chat_url}/api/ask", json={"question": QUESTION}, headers=headers, trust_env=False, timeout=60)
        asyncio.run(ask_on_the_page())
    spans = recorded()
    by_call, by_page = (span for span in spans if span.name == "pinpoint.ask")
    assert (f"{by_call.context.trace_id:032x}", by_call.attributes["pinpoint.request_id"]) == (trace_id, "abc")
    assert by_page.parent is None
    for whole in (by_call, by_page):
        within = {span.name for span in spans if span.parent and span.parent.span_id == whole.context.span_id}
        assert within == {"pinpoint.retrieve", "pinpoint.extract", "pinpoint.compose"}


def test_many_probes_do_not_wait_for_questions(chat_url):
    async def ask_and_probe():
        async with httpx.AsyncClient(base_url=chat_url, trust_env=False, timeout=60) as client:
            asked = [client.post("/api/ask", json={"question": QUESTION}) for _ in range(8)]
            probes = [client.get("/health/live") for _ in range(100)]
            return await asyncio.gather(*asked, *probes)

    assert {response.status_code for response in asyncio.run(ask_and_probe())} == {200}


def test_gradio_does_not_sum_all_events_up_after_each(own_chat):
    queue = build_app(own_chat()[1])._queue
    queue.events_recorded = 9
    assert queue.compute_analytics_summary([{"function": "ask", "status": "success", "process_time": 1.0}]) == {
        "functions": {}
    }
    assert queue.ANALYTICS_MAX_EVENTS == 1

"""The four functions as programs call them: over HTTP, by Gradio's client, as tools. Real clients, a real server."""

import asyncio
import json
import re
import shlex
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client

from assistant import programs
from assistant.chat.programs.calls import Calls
from assistant.chat.programs.records import AnswerRecord, CheckRecord, ErrorRecord, LookupRecord, SearchRecord
from assistant.chat.programs.requests import MOST_DRAFT_CHARACTERS, MOST_QUESTION_CHARACTERS, CiteRequest

QUESTION = "When did Belgium ratify the CTBT?"
REFERENCE = "NPT/CONF.2020/PC.II/WP.6, para. 4"
DRAFT = f"The group of experts meets in 2018 and 2021 ({REFERENCE})."
CALLS = [
    ("ask", {"question": QUESTION, "corpora": ["npt"]}),
    ("search", {"query": "核查", "count": 2}),
    ("cite", {"reference": REFERENCE}),
    ("check", {"draft": DRAFT, "written_in": "text"}),
]
NAMES = {name for name, _ in CALLS}


@pytest.fixture(scope="module")
def expected(assistant, library):
    """What the command line prints, by function."""
    return {
        "ask": programs.ask(assistant, QUESTION, ["npt"]),
        "search": programs.search(library, "核查", 2),
        "cite": programs.cite(library, REFERENCE),
        "check": programs.check(library, DRAFT, "text"),
    }


@pytest.fixture(scope="module")
def http(chat_url):
    with httpx.Client(base_url=chat_url, trust_env=False, timeout=60) as client:
        yield client


def timeless(record):
    return {name: value for name, value in record.items() if name not in {"timings_ms", "request_id"}}


def openapi_of(http):
    return http.get("/api/openapi.json").json()


@pytest.mark.parametrize(("name", "sent"), CALLS)
def test_http_answers_with_the_record_of_the_command_line(http, expected, name, sent):
    response = http.post(f"/api/{name}", json=sent)
    assert response.status_code == 200
    assert timeless(response.json()) == timeless(expected[name])


@pytest.mark.parametrize(
    ("name", "model"), [("ask", AnswerRecord), ("search", SearchRecord), ("cite", LookupRecord), ("check", CheckRecord)]
)
def test_the_documentation_names_every_field_of_a_record_and_no_other(expected, assistant, name, model):
    model.model_validate_json(json.dumps(expected[name]))
    if name == "ask":
        model.model_validate_json(json.dumps(programs.ask(assistant, "When did Portugal ratify the CTBT?")))


@pytest.mark.parametrize(
    ("path", "sent", "status", "said"),
    [
        ("ask", {"question": QUESTION, "corpora": ["nowhere"]}, 422, "choose one of npt"),
        ("ask", {"question": "?!"}, 422, "question"),
        ("ask", {"question": "x" * (MOST_QUESTION_CHARACTERS + 1)}, 422, "question: "),
        ("ask", {"question": 7}, 422, "question: "),
        ("ask", {}, 422, "question: "),
        ("ask", {"question": QUESTION, "corpus": "npt"}, 422, "corpus: "),
        ("search", {"query": "x", "count": 101}, 422, "count: "),
        ("search", {"query": "x", "count": "3"}, 422, "count: "),
        ("cite", {"reference": ""}, 422, "reference: "),
        ("check", {"draft": " \n"}, 422, "draft"),
        ("check", {"draft": "x" * (MOST_DRAFT_CHARACTERS + 1)}, 422, "draft: "),
        ("check", {"draft": "x", "written_in": "docx"}, 422, "written_in: "),
        ("check", {"draft": "x" * 5_000_000}, 413, "send less"),
        ("nothing", {}, 404, "/api"),
    ],
)
def test_http_says_what_is_wrong_and_repeats_nothing_of_it(http, path, sent, status, said):
    response = http.post(f"/api/{path}", json=sent)
    assert response.status_code == status
    error = ErrorRecord.model_validate_json(response.text).error
    assert said in error
    assert len(error) < 200


def test_http_takes_nothing_but_json(http):
    form = http.post("/api/ask", content=json.dumps({"question": QUESTION}), headers={"Content-Type": "text/plain"})
    broken = http.post("/api/ask", content=b'{"question": ', headers={"Content-Type": "application/json"})
    surrogate = http.post("/api/ask", content=b'{"question": "\\ud800"}', headers={"Content-Type": "application/json"})
    assert [response.status_code for response in (form, broken, surrogate)] == [422, 422, 422]
    read = http.get("/api/ask")
    assert (read.status_code, read.headers["allow"]) == (405, "POST")


def test_a_failure_that_nobody_expected_tells_the_caller_nothing_of_the_server(own_chat, monkeypatch):
    url, desk = own_chat()
    monkeypatch.setattr(desk, "_current", lambda: (_ for _ in ()).throw(RuntimeError("/secret/folder")))
    response = httpx.post(f"{url}/api/ask", json={"question": QUESTION}, trust_env=False)
    assert response.status_code == 500
    assert response.json() == {"error": "The server failed; its log says why."}


def test_a_crowd_is_answered_in_turn_and_too_large_a_one_is_turned_away(desk):
    async def crowd(size):
        calls = Calls(desk)
        request = CiteRequest(reference=REFERENCE)
        return await asyncio.gather(*(calls.cite(request) for _ in range(size)), return_exceptions=True)

    assert {type(answer) for answer in asyncio.run(crowd(50))} == {dict}
    turned_away = [answer for answer in asyncio.run(crowd(100)) if not isinstance(answer, dict)]
    assert {str(error) for error in turned_away} == {"Too many calls are waiting already: try again in a few seconds."}


def test_many_callers_at_once_get_their_own_answers(http, expected):
    with ThreadPoolExecutor(12) as pool:
        responses = list(pool.map(lambda call: http.post(f"/api/{call[0]}", json=call[1]), CALLS * 3))
    for (name, _), response in zip(CALLS * 3, responses, strict=True):
        assert timeless(response.json()) == timeless(expected[name])


def test_an_added_document_is_found_by_the_next_call(own_chat, tmp_path, encoder):
    from index.build import ingest
    from index.sources import Source

    url, desk = own_chat()
    sent = {"query": "how often the commission of the lakes meets", "count": 1}
    added = tmp_path / "lakes.txt"
    added.write_text("Agreement\n\n1. The Commission of the Lakes shall meet every seventh year.\n", encoding="utf-8")
    ingest([Source(added, "lakes")], desk.settings.index, encoder)
    for wanted in (sent, sent | {"corpora": ["lakes"]}):
        found = httpx.post(f"{url}/api/search", json=wanted, trust_env=False).json()["results"]
        assert "seventh year" in found[0]["text"]


def test_openapi_describes_the_four_functions_and_every_field_that_is_sent(http):
    openapi = openapi_of(http)
    assert set(openapi["paths"]) == {f"/api/{name}" for name in NAMES}
    for name in NAMES:
        post = openapi["paths"][f"/api/{name}"]["post"]
        sent = post["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for field in openapi["components"]["schemas"][sent]["properties"].values():
            assert field["description"]
        assert {"200", "422", "500", "503"} == set(post["responses"])


class _Parts(HTMLParser):
    """The examples of a page, what it loads, and the names and targets of its links."""

    def __init__(self, page):
        super().__init__()
        self.examples, self.loaded, self.ids, self.targets = [], [], set(), set()
        self._in_example = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self._in_example = self._in_example or tag == "pre"
        if tag == "pre":
            self.examples.append("")
        if tag in ("script", "link", "img", "iframe") or "src" in found:
            self.loaded.append(tag)
        self.ids.add(found.get("id"))
        self.targets.add(found.get("href", "").removeprefix("#"))

    def handle_endtag(self, tag):
        self._in_example = self._in_example and tag != "pre"

    def handle_data(self, data):
        if self._in_example:
            self.examples[-1] += data


def run_curl(command):
    """Sends what `curl` would send; the answer."""
    words = shlex.split(command.replace("\\\n", " "))
    assert words[0] == "curl"
    options = dict(zip(words[2::2], words[3::2], strict=True))
    name, _, value = options["-H"].partition(": ")
    request = urllib.request.Request(words[1], options["-d"].encode(), {name: value})
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with direct.open(request, timeout=60) as response:
        return json.load(response)


def test_the_examples_of_the_documentation_work_as_they_stand(http):
    parts = _Parts(http.get("/api").text)
    curls = [example for example in parts.examples if example.startswith("curl ")]
    answers = {re.search(r"/api/(\w+)", example)[1]: run_curl(example) for example in curls}
    assert set(answers) == NAMES
    assert answers["ask"]["value"]["normalized"] == "1999-06-29"
    assert len(answers["search"]["results"]) == 3
    assert answers["cite"]["kind"] == "paragraph"
    assert answers["check"]["summary"] == {"cited": 1, "supported": 1, "unsupported": 0, "unchecked": 0, "uncited": 0}


def test_the_documentation_loads_nothing_and_its_links_lead_somewhere(http):
    parts = _Parts(http.get("/api/").text)
    assert parts.loaded == []
    assert {target for target in parts.targets if target and not target.startswith("/")} <= parts.ids
    assert http.get("/api/openapi.json").status_code == 200


def test_the_documentation_takes_no_markup_from_the_address(http):
    page = http.get("/api", headers={"Host": 'localhost"><script>alert(1)</script>'})
    assert "<script>alert" not in page.text


def test_gradios_client_calls_each_function(chat_url, expected):
    client = Client(chat_url, verbose=False, analytics_enabled=False)
    named = client.view_api(print_info=False, return_format="dict")["named_endpoints"]
    assert set(named) == {f"/{name}" for name in NAMES}
    assert named["/search"]["parameters"][1]["type"] == {"type": "integer"}
    for name, sent in CALLS:
        assert timeless(client.predict(**sent, api_name=f"/{name}")) == timeless(expected[name])
    with pytest.raises(AppError, match="choose one of npt"):
        client.predict(QUESTION, ["nowhere"], api_name="/ask")
    with pytest.raises(AppError, match="corpora: "):
        client.predict(QUESTION, "npt", api_name="/ask")


def with_tools(url, work):
    """What `work` makes of a session with the tools."""

    async def connect():
        async with streamablehttp_client(f"{url}/gradio_api/mcp/") as (read, write, _), ClientSession(read, write) as s:
            await s.initialize()
            return await work(s)

    return asyncio.run(connect())


def test_there_are_four_tools_and_models_are_told_what_they_take(chat_url):
    async def listed(session):
        return (
            (await session.list_tools()).tools,
            (await session.list_resources()).resources,
            (await session.list_prompts()).prompts,
        )

    tools, resources, prompts = with_tools(chat_url, listed)
    assert {tool.name for tool in tools} == NAMES
    assert (resources, prompts) == ([], [])
    for tool in tools:
        assert len(tool.description) > 50
        assert all(field["description"] for field in tool.inputSchema["properties"].values())


def test_a_client_of_the_tools_calls_each(chat_url, expected):
    async def called(session):
        return {name: await session.call_tool(name, sent) for name, sent in CALLS}

    for name, result in with_tools(chat_url, called).items():
        assert not result.isError
        (content,) = result.content
        assert timeless(json.loads(content.text)) == timeless(expected[name])


def test_a_tool_says_what_was_wrong_with_the_call(chat_url):
    async def called(session):
        wrong = [("ask", {"question": " "}), ("ask", {"question": QUESTION, "corpora": ["nowhere"]}), ("open_page", {})]
        return [await session.call_tool(name, sent) for name, sent in wrong]

    empty, nowhere, private = with_tools(chat_url, called)
    assert [result.isError for result in (empty, nowhere, private)] == [True] * 3
    assert nowhere.content[0].text == "There is no corpus 'nowhere': choose one of npt."
    assert "question" in empty.content[0].text


def test_a_browser_at_the_address_of_the_tools_is_shown_the_documentation(http):
    response = http.get("/gradio_api/mcp/", headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["location"]) == (307, "/api#mcp")

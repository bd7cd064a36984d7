"""Which model is asked, what it is sent, and what is never sent to anyone."""

import subprocess
import sys

import pytest

from assistant.generation.chat_model import ChatModel, ModelFailedError
from assistant.settings import ModelSettings
from corpus.errors import PinpointError


def text_of(model):
    return "".join(model.stream("Be brief.", "Hello?"))


@pytest.fixture
def without_keys(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


def test_a_server_of_ones_own_is_asked_by_its_address_and_needs_no_key(server, without_keys):
    server.reply = lambda request: server.says("Good day.")
    assert text_of(ChatModel(ModelSettings("qwen2.5:7b", server.base_url))) == "Good day."
    (request,) = server.requests
    assert (request["model"], request["stream"], request["temperature"]) == ("qwen2.5:7b", True, 0)
    assert [(message["role"], message["content"]) for message in request["messages"]] == [
        ("system", "Be brief."),
        ("user", "Hello?"),
    ]


@pytest.mark.parametrize("name", ["openai:smollm2", "ollama:smollm2"])
def test_the_providers_name_in_front_is_not_part_of_the_models(server, without_keys, name):
    server.reply = lambda request: server.says("Good day.")
    text_of(ChatModel(ModelSettings(name, server.base_url)))
    assert server.requests[0]["model"] == "smollm2"


def test_the_key_for_openai_is_not_sent_to_another_server(server, without_keys):
    without_keys.setenv("OPENAI_API_KEY", "sk-secret")
    server.reply = lambda request: server.says("Good day.")
    text_of(ChatModel(ModelSettings("m", server.base_url)))
    text_of(ChatModel(ModelSettings("m", server.base_url, api_key="own-key")))
    assert server.keys == ["Bearer none", "Bearer own-key"]


def test_a_key_is_not_shown_with_the_settings():
    assert "secret" not in repr(ModelSettings("m", "http://127.0.0.1:1", api_key="secret"))


def test_nothing_is_reported_to_langsmith_whatever_the_environment_says(server, without_keys):
    without_keys.setenv("LANGSMITH_TRACING", "true")
    without_keys.setenv("LANGSMITH_API_KEY", "x")
    without_keys.setenv("LANGSMITH_ENDPOINT", server.base_url.removesuffix("/v1"))
    server.reply = lambda request: server.says("Good day.")
    text_of(ChatModel(ModelSettings("m", server.base_url)))
    assert server.paths == ["/v1/chat/completions"]


def test_a_proxy_of_the_environment_does_not_see_what_this_machine_is_asked(server, without_keys):
    without_keys.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    without_keys.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.reply = lambda request: server.says("Good day.")
    assert text_of(ChatModel(ModelSettings("through-no-proxy", server.base_url))) == "Good day."


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (ModelSettings("ollama:qwen3:4b"), "pip install langchain-ollama"),
        (ModelSettings("openai:gpt-5.5"), "OPENAI_API_KEY"),
        (ModelSettings("no-such-model"), "provider:model"),
        (ModelSettings("nonsense:model"), "provider:model"),
    ],
)
def test_a_model_that_cannot_be_had_is_an_error_with_the_remedy(without_keys, settings, message):
    with pytest.raises(PinpointError, match=message):
        ChatModel(settings)


def test_what_failed_is_said_in_one_short_line(server, without_keys):
    server.reply = lambda request: server.sends("x" * 5000 + "\n" * 50, 500, "text/plain")
    with pytest.raises(ModelFailedError) as failed:
        text_of(ChatModel(ModelSettings("m", server.base_url)))
    assert failed.value.failure == "failed"
    assert "\n" not in str(failed.value)
    assert len(str(failed.value)) <= 300


def test_a_question_without_a_model_imports_none_of_its_libraries(index_folder):
    code = (
        "import sys, assistant.cli\n"
        f"sys.argv = ['pinpoint', 'ask', 'When did Belgium ratify the CTBT?', '--index', {str(index_folder)!r}]\n"
        "try:\n    assistant.cli.main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'langchain', 'langchain_core', 'langchain_openai', 'langsmith', 'openai', 'tiktoken', 'torch'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120, stdout=subprocess.DEVNULL)

from pathlib import Path

import pytest

from assistant.settings import ModelSettings, read_model_settings, read_settings
from corpus.errors import PinpointError
from index.encoder_choice import BUNDLED

NAMES = ("PINPOINT_INDEX", "PINPOINT_ENCODER", "PINPOINT_RERANKER")
MODEL_NAMES = (
    "PINPOINT_LLM",
    "PINPOINT_LLM_BASE_URL",
    "PINPOINT_LLM_API_KEY",
    "PINPOINT_LLM_TIMEOUT",
    "PINPOINT_LLM_FIRST_TOKEN_TIMEOUT",
    "PINPOINT_LLM_CONTEXT_TOKENS",
)


@pytest.fixture
def environment(monkeypatch):
    for name in (*NAMES, *MODEL_NAMES):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_variables_the_bundled_encoder_works_alone(environment, value):
    if value is not None:
        for name in NAMES:
            environment.setenv(name, value)
    settings = read_settings()
    assert (settings.encoder, settings.reranker, settings.llm) == (BUNDLED, None, None)
    assert settings.index.parts[-2:] == ("pinpoint", "index")


def test_each_variable_sets_its_field(environment):
    for name, value in zip(NAMES, ["/an/index", "an/encoder", "a/reranker"], strict=True):
        environment.setenv(name, value)
    settings = read_settings()
    assert settings.index == Path("/an/index")
    assert (settings.encoder, settings.reranker) == ("an/encoder", "a/reranker")


def test_each_variable_of_the_language_model_sets_its_field(environment):
    values = ["qwen3:4b", "http://127.0.0.1:11434/v1", "key", "30", "2.5", "800"]
    for name, value in zip(MODEL_NAMES, values, strict=True):
        environment.setenv(name, value)
    assert read_settings().llm == ModelSettings("qwen3:4b", "http://127.0.0.1:11434/v1", "key", 30.0, 2.5, 800)


@pytest.mark.parametrize("value", ["0", "-1", "soon", "inf", "nan"])
def test_a_limit_that_is_no_positive_number_is_an_error_with_the_remedy(environment, value):
    environment.setenv("PINPOINT_LLM_TIMEOUT", value)
    with pytest.raises(PinpointError, match=r"PINPOINT_LLM_TIMEOUT.*such as 120"):
        read_model_settings("m")

from pathlib import Path

import pytest

from assistant.settings import read_settings
from index.encoder_choice import BUNDLED

NAMES = ("PINPOINT_INDEX", "PINPOINT_ENCODER", "PINPOINT_RERANKER")


@pytest.fixture
def environment(monkeypatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize("value", [None, ""])
def test_without_the_variables_the_bundled_encoder_works_alone(environment, value):
    if value is not None:
        for name in NAMES:
            environment.setenv(name, value)
    settings = read_settings()
    assert (settings.encoder, settings.reranker) == (BUNDLED, None)
    assert settings.index.parts[-2:] == ("pinpoint", "index")


def test_each_variable_sets_its_field(environment):
    for name, value in zip(NAMES, ["/an/index", "an/encoder", "a/reranker"], strict=True):
        environment.setenv(name, value)
    settings = read_settings()
    assert settings.index == Path("/an/index")
    assert (settings.encoder, settings.reranker) == ("an/encoder", "a/reranker")

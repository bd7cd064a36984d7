"""A real model behind a real OpenAI-compatible server: what a small model makes of it, and what is shown of that."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.settings import ModelSettings

RATIFIED = "When did Norway ratify the Test Ban Treaty?"
PINPOINT = Path(sys.executable).with_name("pinpoint")


@pytest.fixture(scope="module")
def model(real_model_address):
    from assistant.generation.chat_model import ChatModel

    return ChatModel(ModelSettings("smollm2", real_model_address, timeout_seconds=60.0, first_token_seconds=50.0))


def test_the_answer_of_a_real_model_streams_in_pieces(model):
    pieces = list(model.stream("You answer in one short sentence.", "What is the capital of France?"))
    assert len(pieces) >= 4
    assert "Paris" in "".join(pieces)


@pytest.mark.parametrize("question", [RATIFIED, "Where did the experts meet?"])
def test_whatever_a_real_model_writes_only_what_holds_is_shown(short_index, encoder, model, question):
    from assistant.answering import Assistant
    from assistant.library import Library
    from index.store import read_index

    library = Library(read_index(short_index), encoder)
    extractive = Assistant(library).ask(question)
    assert extractive.status == "answered"
    for state in Assistant(library, model).answers(question):
        assert state.value == extractive.value
        if state.model == "extractive":
            assert state.answer == extractive.answer
        else:
            shown = [claim for claim in state.claims if claim.verdict == "supported"]
            assert state.answer == " ".join(f"{c.text} " + "".join(f"[{m}]" for m in c.citations) for c in shown)
        for citation in state.citations:
            assert citation.paragraph.text[citation.start : citation.end] == citation.quote
    assert (state.model == "smollm2") == (state.note == "")
    assert state.citation_coverage, "the model cited nothing"


def test_a_real_model_that_is_too_slow_is_given_up_and_its_request_ended(real_model_address, model):
    from assistant.generation.chat_model import ChatModel, ModelFailedError

    hurried = ChatModel(ModelSettings("smollm2", real_model_address, first_token_seconds=0.3))
    started = time.monotonic()
    with pytest.raises(ModelFailedError, match="in time") as failed:
        list(hurried.stream("You answer in one sentence.", "Say what this means: " + "比利时批准该条约。" * 25))
    assert failed.value.failure == "slow"
    assert time.monotonic() - started < 3
    # The server has one slot: it could not answer this if it still worked on what was given up.
    assert "".join(model.stream("You answer in one short sentence.", "What is the capital of France?"))


def test_closing_the_stream_frees_the_real_server(model):
    pieces = model.stream("You tell long stories.", "Tell a long story about a lake.")
    assert next(pieces)
    pieces.close()
    started = time.monotonic()
    assert "".join(model.stream("You answer in one short sentence.", "What is the capital of France?"))
    assert time.monotonic() - started < 30


def test_the_command_line_asks_a_real_model(short_index, real_model_address):
    command = [PINPOINT, "ask", RATIFIED, "--json", "--llm", "smollm2", "--llm-base-url", real_model_address]
    environment = {name: value for name, value in os.environ.items() if name != "OPENAI_API_KEY"}
    environment |= {"PINPOINT_INDEX": str(short_index)}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["value"]["normalized"] == "1999-07-15"
    assert record["model"] in {"extractive", "smollm2"}
    assert bool(record["note"]) == (record["model"] == "extractive")
    assert "generate" in record["timings_ms"]

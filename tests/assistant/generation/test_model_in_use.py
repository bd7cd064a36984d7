"""A language model in the chat and on the command line: sentences as they are checked, follow-ups, what is left out."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import lxml.html
import pytest

from assistant.chat.asking.room import Steps
from assistant.chat.turns import Turns
from assistant.observing.journal import Journal

RATIFIED = "When did Belgium ratify the CTBT?"
DATE_ZH = "1999 年 6 月 29 日"
MIXED = "Belgium ratified the CTBT on 29 June 1999 [{n}]. It did so on <b>6 June 1999</b> [{n}]."
PINPOINT = Path(sys.executable).with_name("pinpoint")


@pytest.fixture
def mixed(server, number_of):
    server.reply = lambda request: server.says(MIXED.format(n=number_of(request, DATE_ZH)))
    return server


def steps_of(assistant, library):
    """The room's steps over a desk with that assistant."""
    desk = SimpleNamespace(assistant=assistant, library=library, model=None, settings=None, journal=Journal())
    return Steps(SimpleNamespace(desk=desk, turns=Turns()))


def ask_in_chat(steps, question, turns):
    """The pages that a visitor sees one after the other, and the turns at the end."""
    pages = []
    request = SimpleNamespace(headers={}, scope={"type": "http", "headers": []})

    async def asked():
        return [shown async for shown in steps.ask(question, turns, "", "", request)]

    for _, kept, html, *_ in asyncio.run(asked()):
        turns = kept if isinstance(kept, list) else turns
        pages.append(lxml.html.fromstring(html))
    return pages, turns


def texts(page, name):
    return [" ".join(element.text_content().split()) for element in page.find_class(name)]


def test_the_chat_shows_sentences_as_they_are_checked_and_what_is_left_out(library, writing_assistant, mixed):
    pages, (turn,) = ask_in_chat(steps_of(writing_assistant(), library), RATIFIED, [])
    assert texts(pages[0], "searching") == ["Looking through the documents…"]
    assert not any("6 June 1999" in text for page in pages for text in texts(page, "prose-answer"))
    assert texts(pages[1], "searching") == ["The model is writing…"]
    assert texts(pages[1], "value") == ["29 June 1999"]
    assert texts(pages[-1], "prose-answer") == ["Belgium ratified the CTBT on 29 June 1999. [1]"]
    (struck,) = pages[-1].iter("del")
    assert "6 June 1999" in struck.text_content()
    assert not list(pages[-1].iter("b"))
    assert "made-up-model" in texts(pages[-1], "note")[-1]
    assert not turn.is_written


def test_a_follow_up_in_the_chat_is_completed_by_the_questions_before(library, assistant):
    steps = steps_of(assistant, library)
    _, turns = ask_in_chat(steps, "When did France ratify the CTBT?", [])
    _, turns = ask_in_chat(steps, "S/RES/1540(2004)", turns)
    pages, turns = ask_in_chat(steps, "And Belgium?", turns)
    assert "Understood as: When did Belgium ratify the CTBT?" in texts(pages[-1], "note")
    assert turns[-1].answer.value.normalized == "1999-06-29"
    # The next follow-up leans on the question as it was really asked.
    _, turns = ask_in_chat(steps, "And the NPT?", turns)
    assert turns[-1].answer.interpreted_question == "When did Belgium ratify the NPT?"


def run(*arguments, index, **environment):
    command = [PINPOINT, *arguments, "--index", str(index)]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=120, env=os.environ | environment, check=False
    )


def test_the_command_line_shows_the_checked_answer_and_what_is_left_out(index_folder, mixed):
    model = ("--llm", "made-up-model", "--llm-base-url", mixed.base_url)
    shown = run("ask", RATIFIED, *model, index=index_folder).stdout
    assert shown.startswith("Belgium ratified the CTBT on 29 June 1999. [1]\n[1] ")
    assert "Left out: It did so on" in shown
    record = json.loads(run("ask", RATIFIED, "--json", *model, index=index_folder).stdout)
    assert (record["model"], record["citation_coverage"], record["citation_accuracy"]) == ("made-up-model", 1.0, 0.5)


def test_the_environment_names_the_model_as_well(index_folder, server):
    server.reply = lambda request: server.says("NOT FOUND")
    settings = {"PINPOINT_LLM": "made-up-model", "PINPOINT_LLM_BASE_URL": server.base_url}
    record = json.loads(run("ask", RATIFIED, "--json", index=index_folder, **settings).stdout)
    assert (record["model"], record["value"]["normalized"]) == ("extractive", "1999-06-29")
    assert record["note"] == "made-up-model found no answer in these paragraphs."


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--llm-base-url", "http://127.0.0.1:1/v1"], "name it with --llm"),
        (["--llm", "ollama:qwen3:4b"], "pip install langchain-ollama"),
        (["--llm", "no-such-model"], "provider:model"),
    ],
)
def test_a_model_that_cannot_be_used_is_one_line_with_the_remedy(index_folder, options, message):
    done = run("ask", RATIFIED, *options, index=index_folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1

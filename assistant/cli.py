"""The command line: `pinpoint ingest | paragraphs | search | ask | cite | check | chat`.

In: arguments and the environment. Out: text for a person, or with `--json` one JSON object on standard
output and nothing else there. Failures that a user can mend end with one line and exit code 1.
"""

import functools
import io
import ipaddress
import json
import logging
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ParamSpec

import click

from assistant import console
from assistant.settings import Settings, read_model_settings, read_settings
from corpus.errors import PinpointError

_Arguments = ParamSpec("_Arguments")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class _Group(click.Group):
    """The subcommands; all they print is UTF-8, whatever the terminal says, and nothing is unprintable."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="replace")
        return super().make_context(info_name, args, parent, **extra)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pinpoint")
def main() -> None:
    """Ask a pile of official documents a question; get the paragraph, cited and checked."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


def _command(function: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """A subcommand: takes --index, and prints a failure that the user can mend as one line."""

    @functools.wraps(function)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        try:
            function(*args, **kwargs)
        except PinpointError as error:
            click.echo(f"pinpoint: {error}", err=True)
            raise SystemExit(1) from None
        except KeyboardInterrupt:
            raise SystemExit(1) from None

    return click.option(
        "--index",
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of the index (else PINPOINT_INDEX, else the user's data folder).",
    )(run)


_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")


def _with_llm(function: Callable[_Arguments, None]) -> Callable[_Arguments, None]:
    """Options that name a language model."""
    name = click.option("--llm", metavar="MODEL", help='Language model, such as "openai:gpt-5.5" (else PINPOINT_LLM).')
    address = click.option(
        "--llm-base-url", metavar="URL", help="OpenAI-compatible server of the model (else PINPOINT_LLM_BASE_URL)."
    )
    return name(address(function))


def _settings(index: Path | None, llm: str | None = None, llm_base_url: str | None = None) -> Settings:
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


@main.command(short_help="Add or update files and folders.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="PATH…")
@click.option("--corpus", help="Name of the corpus that the documents belong to.")
@click.option("--rebuild", is_flag=True, help="Make the index anew, whatever is there.")
@_json
@_command
def ingest(paths: tuple[Path, ...], corpus: str | None, rebuild: bool, index: Path | None, as_json: bool) -> None:
    """Add or update files and folders; only what changed is embedded again.

    With --rebuild and no PATH, the documents that the index knows are read again.
    """
    from assistant.answers import report_record
    from assistant.opening import ingest_paths

    if not paths and not rebuild:
        raise click.UsageError("Name the files or folders to ingest: pinpoint ingest PATH…")
    report = ingest_paths(paths, _settings(index), corpus=corpus, rebuild=rebuild)
    _print(report_record(report), as_json, console.show_report)


@main.command(short_help="List the paragraphs of one document or of all.")
@click.argument("document", required=False)
@_json
@_command
def paragraphs(document: str | None, index: Path | None, as_json: bool) -> None:
    """List the paragraphs as they were cut, of one document (its id, symbol or title) or of all."""
    from assistant.answers import paragraph_record
    from assistant.opening import open_paragraphs

    records = [paragraph_record(par, doc, "en") for doc, par in open_paragraphs(_settings(index), document)]
    if as_json:
        _print_json({"paragraphs": records})
    else:
        console.show_paragraphs(records)


@main.command(short_help="Find paragraphs.")
@click.argument("query")
@click.option("-k", "count", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many results.")
@click.option("--corpus", "corpora", multiple=True, help="Only this corpus; may be given several times.")
@_json
@_command
def search(query: str, count: int, corpora: tuple[str, ...], index: Path | None, as_json: bool) -> None:
    """Find paragraphs; "-" reads one query a line from standard input."""
    from assistant.answers import search_record
    from assistant.opening import open_library
    from assistant.questions.question import analyse_question

    library = open_library(_settings(index))

    def find(line: str) -> dict[str, Any]:
        analysed = analyse_question(line)
        return search_record(line, library.search(analysed.text, analysed.language, count, corpora or None))

    _answer_lines("query", query, find, as_json, console.show_results)


@main.command(short_help="Answer a question with cited paragraphs.")
@click.argument("question")
@click.option("--corpus", "corpora", multiple=True, help="Only this corpus; may be given several times.")
@_with_llm
@_json
@_command
def ask(
    question: str,
    corpora: tuple[str, ...],
    llm: str | None,
    llm_base_url: str | None,
    index: Path | None,
    as_json: bool,
) -> None:
    """Answer a question with cited paragraphs; "-" reads one question a line from standard input.

    With a language model, the answer is what it writes, as far as the cited paragraphs bear it out.
    """
    from assistant.answers import answer_record
    from assistant.opening import open_assistant

    assistant, _ = open_assistant(_settings(index, llm, llm_base_url))

    def answer(line: str) -> dict[str, Any]:
        return answer_record(assistant.ask(line, corpora=corpora or None))

    _answer_lines("question", question, answer, as_json, console.show_answer)


@main.command(short_help="Look up a reference to a document or paragraph.")
@click.argument("reference")
@_json
@_command
def cite(reference: str, index: Path | None, as_json: bool) -> None:
    """Look up a reference such as "NPT/CONF.2020/PC.II/WP.6, para. 4"; "-" reads one a line from standard input."""
    from assistant.lookup.citations import look_up, lookup_record
    from assistant.opening import open_catalogue
    from corpus.locators import reference_language

    catalogue = open_catalogue(_settings(index))

    def follow(line: str) -> dict[str, Any]:
        return lookup_record(look_up(line, catalogue), catalogue, reference_language(line))

    _answer_lines("reference", reference, follow, as_json, console.show_lookup)


@main.command(short_help="Check the cited sentences of a draft.")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@_json
@_command
def check(file: Path, index: Path | None, as_json: bool) -> None:
    """Check a draft (.md, .txt, .docx, …): whether each paragraph that it cites says what the sentence says."""
    from assistant.drafts.check_command import check_file, show_check

    _print(check_file(file, _settings(index)), as_json, show_check)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; loopback only.")
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@_with_llm
@_command
def chat(
    host: str, port: int, open_browser: bool, llm: str | None, llm_base_url: str | None, index: Path | None
) -> None:
    """Open the assistant in the browser."""
    _require_loopback(host)
    from assistant.opening import open_assistant

    assistant, library = open_assistant(_settings(index, llm, llm_base_url))
    from assistant.chat.app import serve

    serve(assistant, library, host, port, open_browser=open_browser)


def _require_loopback(host: str) -> None:
    """Without a password the page is for this machine alone."""
    try:
        is_loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise PinpointError(
            f"The chat has no password and would be open to everyone who reaches {host!r}: use 127.0.0.1."
        )


def _answer_lines(
    name: str,
    argument: str,
    answer: Callable[[str], dict[str, Any]],
    as_json: bool,
    show: Callable[[dict[str, Any]], None],
) -> None:
    """Answers the argument, or for "-" each line of standard input, in order.

    A line that cannot be answered gets a record with its `error`, so that the others keep their places.
    """
    if argument != "-":
        # Bytes of an argument that are no UTF-8 arrive as lone surrogates, which no encoder takes.
        _print(answer(_LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", argument)), as_json, show)
        return
    failed = False
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        try:
            _print(answer(text), as_json, show)
            if not as_json:
                click.echo()
        except PinpointError as error:
            failed = True
            if as_json:
                _print_json({name: text, "error": str(error)})
            else:
                click.echo(f"pinpoint: {error}", err=True)
    if failed:
        raise SystemExit(1)


def _print(record: dict[str, Any], as_json: bool, show: Callable[[dict[str, Any]], None]) -> None:
    if as_json:
        _print_json(record)
    else:
        show(record)


def _print_json(record: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
    sys.stdout.flush()

"""The command line: `pinpoint ingest | paragraphs | search | ask | cite | check | chat | eval | export | import`.

In: arguments and the environment. Out: text for a person, or with `--json` one JSON object on standard
output and nothing else there. Failures that a user can mend end with one line and exit code 1.
"""

import io
import sys
from pathlib import Path
from typing import Any

import click

from assistant import console
from assistant.access import read_accounts, require_loopback
from assistant.cli_options import as_command, chosen_log_settings, chosen_settings, json_option, model_options
from assistant.cli_output import answer_lines, for_terminal, print_json, print_record
from assistant.moving.commands import export_command, import_command
from assistant.observing.journal import Journal
from assistant.observing.log_setup import set_up_logs
from assistant.settings import LogFormat


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


@main.command(short_help="Add or update files and folders.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, readable=False), metavar="PATH…")
@click.option("--corpus", help="Name of the corpus that the documents belong to.")
@click.option("--rebuild", is_flag=True, help="Make the index anew, whatever is there.")
@json_option
@as_command
def ingest(paths: tuple[Path, ...], corpus: str | None, rebuild: bool, index: Path | None, as_json: bool) -> None:
    """Add or update files and folders; only what changed is embedded again.

    With --rebuild and no PATH, the documents that the index knows are read again.
    """
    from assistant.answers import report_record
    from assistant.opening import ingest_paths

    if not paths and not rebuild:
        raise click.UsageError("Name the files or folders to ingest: pinpoint ingest PATH…")
    with Journal().doing("ingest") as work:
        report = ingest_paths(paths, chosen_settings(index), corpus=corpus, rebuild=rebuild)
        work.note_ingest(report)
    print_record(report_record(report), as_json, console.show_report)


@main.command(short_help="List the paragraphs of one document or of all.")
@click.argument("document", required=False)
@json_option
@as_command
def paragraphs(document: str | None, index: Path | None, as_json: bool) -> None:
    """List the paragraphs as they were cut, of one document (its id, symbol or title) or of all."""
    from assistant.answers import paragraph_record
    from assistant.opening import open_paragraphs

    records = [paragraph_record(par, doc, "en") for doc, par in open_paragraphs(chosen_settings(index), document)]
    if as_json:
        print_json({"paragraphs": records})
    else:
        console.show_paragraphs(for_terminal(records))


@main.command(short_help="Find paragraphs.")
@click.argument("query")
@click.option("-k", "count", default=10, show_default=True, type=click.IntRange(1, 1000), help="How many results.")
@click.option("--corpus", "corpora", multiple=True, help="Only this corpus; may be given several times.")
@json_option
@as_command
def search(query: str, count: int, corpora: tuple[str, ...], index: Path | None, as_json: bool) -> None:
    """Find paragraphs; "-" reads one query a line from standard input."""
    from assistant import programs
    from assistant.opening import open_library

    library = open_library(chosen_settings(index))

    def find(line: str) -> dict[str, Any]:
        with Journal().doing("search") as work:
            return programs.search(library, line, count, corpora, work)

    answer_lines("query", query, find, as_json, console.show_results)


@main.command(short_help="Answer a question with cited paragraphs.")
@click.argument("question")
@click.option("--corpus", "corpora", multiple=True, help="Only this corpus; may be given several times.")
@model_options
@json_option
@as_command
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
    from assistant import programs
    from assistant.opening import open_assistant

    assistant, _ = open_assistant(chosen_settings(index, llm, llm_base_url))

    def answer(line: str) -> dict[str, Any]:
        with Journal().doing("ask") as work:
            return programs.ask(assistant, line, corpora, work)

    answer_lines("question", question, answer, as_json, console.show_answer)


@main.command(short_help="Look up a reference to a document or paragraph.")
@click.argument("reference")
@json_option
@as_command
def cite(reference: str, index: Path | None, as_json: bool) -> None:
    """Look up a reference such as "NPT/CONF.2020/PC.II/WP.6, para. 4"; "-" reads one a line from standard input."""
    from assistant import programs
    from assistant.opening import open_catalogue

    catalogue = open_catalogue(chosen_settings(index))

    def follow(line: str) -> dict[str, Any]:
        with Journal().doing("lookup") as work:
            return programs.cite(catalogue, line, work)

    answer_lines("reference", reference, follow, as_json, console.show_lookup)


@main.command(short_help="Check the cited sentences of a draft.")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@json_option
@as_command
def check(file: Path, index: Path | None, as_json: bool) -> None:
    """Check a draft (.md, .txt, .docx, …): whether each paragraph that it cites says what the sentence says."""
    from assistant.drafts.check_command import check_file, show_check

    print_record(check_file(file, chosen_settings(index)), as_json, show_check)


@main.command(short_help="Open the assistant in the browser.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; others than this machine's own need a password.",
)
@click.option("--port", default=7860, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--auth",
    metavar="USER:PASSWORD",
    help="Let in whoever knows it (else PINPOINT_AUTH, which no list of processes shows).",
)
@click.option(
    "--auth-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Accounts, one user:password a line, passwords as they are or as `htpasswd -B` writes them.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.option(
    "--log-format",
    type=click.Choice(["text", "json"]),
    help="How to log on standard error: readable, or one JSON object a line (else PINPOINT_LOG_FORMAT).",
)
@click.option(
    "--log-questions", is_flag=True, help="Log what is asked and written as well (else PINPOINT_LOG_QUESTIONS)."
)
@model_options
@as_command
def chat(
    host: str,
    port: int,
    auth: str | None,
    auth_file: Path | None,
    open_browser: bool,
    log_format: LogFormat | None,
    log_questions: bool,
    llm: str | None,
    llm_base_url: str | None,
    index: Path | None,
) -> None:
    """Open the assistant in the browser; programs find it there too, at /api.

    Without a password it listens on this machine only. A password keeps strangers out, but without TLS it can be
    read on the network, like all that is asked: put a reverse proxy with a certificate in front (see the README).
    """
    if auth is not None and auth_file is not None:
        raise click.UsageError("Give --auth or --auth-file, not both.")
    set_up_logs(chosen_log_settings(log_format, log_questions), is_server=True)
    accounts = read_accounts(auth, auth_file)
    if accounts is None:
        require_loopback(host)
    from assistant.chat.desk import open_desk

    desk = open_desk(chosen_settings(index, llm, llm_base_url))
    from assistant.chat.app import serve

    # Against the stream, as the evaluation's command is: what asks questions in bulk is handed in.
    from eval.app.evaluations import AppEvaluations

    evaluations = AppEvaluations(desk)
    serve(desk, host, port, open_browser=open_browser, accounts=accounts, evaluations=evaluations)


@main.command("eval", short_help="Measure answers on a file of questions.")
@click.argument("questions", type=click.Path(path_type=Path, readable=False))
@click.option(
    "--paragraphs", type=click.Path(path_type=Path), help="SQuAD's format: paragraphs from this file, joined by id."
)
@click.option("--corpus", type=click.Path(path_type=Path), metavar="DIR", help="Ingest these documents first.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write a report as an HTML page.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Compare with this run; worse ends with code 3.")
@click.option("--run", type=click.Path(dir_okay=False, path_type=Path), help="Where to keep the run, as JSON.")
@click.option("--draft", metavar="N", type=click.IntRange(1), help="Write N drafted questions to QUESTIONS instead.")
@model_options
@json_option
@as_command
def evaluate_questions(
    questions: Path, draft: int | None, llm: str | None, llm_base_url: str | None, index: Path | None, as_json: bool,
    **places: Path | None,
) -> None:  # fmt: skip
    """Ask every question of QUESTIONS and measure the answers, with 95 % intervals.

    QUESTIONS: Pinpoint's JSONL or CSV, a BEIR folder, or a file in SQuAD's format. The last two bring their own
    paragraphs. A run that was cut off goes on where it was when the same command is given again.
    """
    # The one import against the stream: it makes the evaluation a subcommand.
    from eval.command import EvaluationRequest, run_command

    if draft is not None and any(places[name] for name in ("paragraphs", "report", "baseline", "run")):
        raise click.UsageError("--draft writes questions and asks none: only --corpus and --index go with it.")
    settings = chosen_settings(index, llm, llm_base_url)
    request = EvaluationRequest(questions=questions, settings=settings, has_index=index is not None, **places)
    try:
        raise SystemExit(run_command(request, draft, as_json))
    except KeyboardInterrupt:
        click.echo("Stopped. The same command goes on where it was.", err=True)
        raise SystemExit(130) from None


main.add_command(export_command)
main.add_command(import_command)

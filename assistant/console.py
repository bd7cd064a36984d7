"""What a person sees in a terminal: answers, results, reports, progress.

In: the records of the command-line contract. Out: text on standard output, progress on standard error.
Document text is printed as text: no markup in it is obeyed.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from assistant.chat.asking.wording import wording_in

_OUT = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
_STAGES = {
    "parse": "Reading documents",
    "embed": "Embedding paragraphs",
    "check": "Checking sentences",
    "ask": "Asking questions",
}
_EXCERPT = 160
"""Characters of a paragraph that a list shows."""


@contextmanager
def stage_progress() -> Iterator[Callable[[str, int, int], None]]:
    """Progress bars on standard error, which hear (stage, done, total); silent where that is no terminal."""
    errors = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, disable=not errors.is_terminal) as progress:
        tasks = {stage: progress.add_task(words, total=None, visible=False) for stage, words in _STAGES.items()}

        def advance(stage: str, done: int, total: int) -> None:
            progress.update(tasks[stage], completed=done, total=total, visible=total > 0)

        yield advance


def show_report(report: dict[str, Any]) -> None:
    """What an ingest did."""
    changes = ", ".join(f"{report[name]} {name}" for name in ("added", "updated", "removed", "unchanged"))
    documents = "1 document" if report["documents"] == 1 else f"{report['documents']} documents"
    paragraphs = "1 paragraph" if report["paragraphs"] == 1 else f"{report['paragraphs']} paragraphs"
    _OUT.print(f"{documents}, {paragraphs}: {changes}; {report['seconds']:.1f} s")
    if report["skipped"]:
        files = "1 file of another format was" if report["skipped"] == 1 else "{skipped} files of other formats were"
        _OUT.print(f"{files.format(**report)} left out")
    for failure in report["failed"]:
        # The readers' messages begin with the name of the file, escaped and shortened.
        is_named = failure["error"].startswith("Cannot read ") or failure["path"] in failure["error"]
        message = failure["error"] if is_named else f"{failure['path']!r} {failure['error']}"
        _OUT.print(Text(f"not read: {message}", style="red"))


def show_answer(record: dict[str, Any]) -> None:
    """An answer: the value, each quote with its reference; or that nothing was found, and what is near.

    What a language model wrote comes first; what of it the paragraphs do not bear out is named as such.
    """
    if record["interpreted_question"]:
        words = wording_in(record["language"]).understood_as
        _OUT.print(Text(words.format(record["interpreted_question"]), style="dim"))
    _show_found(record)
    left_out = [claim for claim in record["claims"] if claim["verdict"] == "unsupported"]
    for claim in left_out:
        _OUT.print(Text.assemble("Left out: ", (claim["text"], "strike"), (f" ({claim['reason']})", "dim")))
    if record["note"]:
        _OUT.print(Text(record["note"], style="dim"))


def _show_found(record: dict[str, Any]) -> None:
    if record["status"] == "not_found":
        _OUT.print(Text(record["answer"], style="bold"))
        if record["nearest"]:
            _OUT.print(wording_in(record["language"]).nearest)
        for near in record["nearest"]:
            _OUT.print(_indented(_reference(near), 2))
            _OUT.print(_indented(Text(_excerpt(near["text"]), style="dim"), 4))
        return
    said = _beyond_quotes(record)
    if said:
        _OUT.print(Text(said, style="bold"))
    for citation in record["citations"]:
        _OUT.print(Text.assemble((f"[{citation['marker']}] ", "bold cyan"), _reference(citation)))
        _OUT.print(_indented(Text(citation["quote"]), 4))
    _OUT.print(Text(f"Confidence {record['confidence']:.0%}", style="dim"))


def _beyond_quotes(record: dict[str, Any]) -> str:
    """What an answer says besides its quotes: values with their dates, names of a list, a model's words."""
    if record["model"] == "lookup":
        return ""
    if record["model"] != "extractive":
        return str(record["answer"])
    quotes = sorted((str(citation["quote"]) for citation in record["citations"]), key=len, reverse=True)
    cited = rf"(?m)(^)?(?:{'|'.join(map(re.escape, quotes))}) ((?:\[\d+\])+)"
    # Behind the words of a part of the question the markers say which quote is meant.
    said = re.sub(cited, lambda found: found[2] if found[1] is None else "", str(record["answer"]))
    lines = [line for line in said.split("\n") if line.strip()]
    return record["value"]["text"] if record["value"] and len(lines) == 1 else "\n".join(lines)


def show_results(record: dict[str, Any]) -> None:
    """The ranked paragraphs of a search."""
    for result in record["results"]:
        _OUT.print(Text.assemble((f"{result['rank']:>3}  ", "bold cyan"), _reference(result)))
        _OUT.print(_indented(Text(_excerpt(result["text"])), 5))


def show_lookup(record: dict[str, Any]) -> None:
    """The paragraphs that a reference points to."""
    if record["note"]:
        _OUT.print(Text(record["note"], style="bold"))
    for paragraph in record["paragraphs"]:
        _OUT.print(_reference(paragraph))
        text = paragraph["text"] if record["kind"] == "paragraph" else _excerpt(paragraph["text"])
        _OUT.print(_indented(Text(text), 4))
    if record["mentions"]:
        _OUT.print(Text("Cited by:", style="bold"))
    for paragraph in record["mentions"]:
        _OUT.print(_indented(_reference(paragraph), 2))
        _OUT.print(_indented(Text(_excerpt(paragraph["text"]), style="dim"), 6))


def show_paragraphs(records: list[dict[str, Any]]) -> None:
    """Paragraphs as they were cut, under the headings that they stand below."""
    place: tuple[str, list[str]] = ("", [])
    for record in records:
        here = (record["document"]["title"], record["section"])
        if here != place:
            _OUT.print(Text(" › ".join([here[0], *here[1]]), style="bold"))
            place = here
        _OUT.print(Text.assemble((f"  {record['locator'].rpartition(', ')[2]}  ", "cyan"), _excerpt(record["text"])))


def _indented(text: Text, columns: int) -> Text:
    return Text(" " * columns).append_text(text)


def _reference(record: dict[str, Any]) -> Text:
    return Text(record["reference"], style="bold")


def _excerpt(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _EXCERPT else one_line[: _EXCERPT - 1] + "…"

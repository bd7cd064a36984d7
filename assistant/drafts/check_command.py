"""`pinpoint check`: a draft's file in, what came of checking it out, as a record and for a person.

In: the path of a draft in any format that `corpus.readers` reads, and the settings. Out: CHECK of the command-line
contract, and its printed form. The checking itself is done in `assistant.drafts.draft_check`.
"""

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from assistant.answers import paragraph_record
from assistant.console import stage_progress
from assistant.drafts.draft_check import CheckedClaim, DraftChecker, DraftReport
from assistant.drafts.draft_text import read_draft_text
from assistant.library import Library
from assistant.observing.journal import Journal, Work
from assistant.opening import open_library
from assistant.settings import Settings
from corpus.bounded_reading import read_bounded
from corpus.documents import Paragraph
from corpus.readers.drafts import MARKDOWN_SUFFIXES, read_draft_source

_OUT = Console(markup=False, highlight=False, emoji=False, soft_wrap=True)
_SIGNS = {"supported": ("✓", "green"), "unsupported": ("✗", "red"), "unchecked": ("?", "yellow")}
_WORD_SUFFIX = ".docx"


def check_file(path: Path, settings: Settings) -> dict[str, Any]:
    """Checks the draft at `path`.

    Raises:
        UnreadableFileError: the file cannot be read; the message says why and what helps.
        PinpointError: the index cannot be opened.

    """
    with Journal().doing("check") as work:
        return _check_file(path, settings, work)


def _check_file(path: Path, settings: Settings, work: Work) -> dict[str, Any]:
    # The file first: that it cannot be read shall not cost the loading of an encoder.
    draft = read_draft_text(read_bounded(read_draft_source, path), is_markdown=path.suffix.lower() in MARKDOWN_SUFFIXES)
    library = open_library(settings)
    with stage_progress() as on_progress:
        report = DraftChecker(library).check(draft, functools.partial(on_progress, "check"))
    work.note_check(report.claims, len(report.uncited))
    unit = "paragraph" if path.suffix.lower() == _WORD_SUFFIX else "line"
    return {"file": str(path), "unit": unit, **report_record(report, library)}


def report_record(report: DraftReport, library: Library) -> dict[str, Any]:
    """The claims of a draft and how many hold."""
    verdicts = [_outcome(claim) for claim in report.claims]
    return {
        "claims": [_claim_record(claim, library) for claim in report.claims],
        "summary": {
            "cited": len(report.claims),
            **{outcome: verdicts.count(outcome) for outcome in _SIGNS},
            "uncited": len(report.uncited),
        },
    }


def _outcome(claim: CheckedClaim) -> str:
    return claim.verdict if claim.is_checked else "unchecked"


def _claim_record(claim: CheckedClaim, library: Library) -> dict[str, Any]:
    def paragraph(shown: Paragraph) -> dict[str, Any]:
        return paragraph_record(shown, library.document_of(shown), claim.language)

    best = None
    if claim.best:
        found, start, end = claim.best
        best = {**paragraph(found), "quote": found.text[start:end], "start": start, "end": end}
    return {
        "text": claim.sentence.text,
        "citations": [reference.written for reference in claim.references],
        "verdict": claim.verdict,
        "reason": claim.reason,
        "checked": claim.is_checked,
        "language": claim.language,
        "line": claim.sentence.line,
        "start": claim.sentence.start,
        "end": claim.sentence.end,
        "problems": [asdict(problem) for problem in claim.problems],
        "score": round(claim.score, 3),
        "references": [
            {
                "written": reference.written,
                "reference": reference.reference,
                "kind": reference.kind,
                "note": reference.note,
                "paragraph_ids": [paragraph.paragraph_id for paragraph in reference.paragraphs],
            }
            for reference in claim.references
        ],
        "paragraphs": [paragraph(cited) for cited in claim.paragraphs],
        "best": best,
        "elsewhere": paragraph(claim.elsewhere) if claim.elsewhere else None,
    }


def show_check(record: dict[str, Any]) -> None:
    """One claim after the other: where it stands, whether it holds, and what stands in the paragraph instead."""
    for claim in record["claims"]:
        sign, colour = _SIGNS[claim["verdict"] if claim["checked"] else "unchecked"]
        where = f"{record['unit']} {claim['line']}: "
        _OUT.print(Text.assemble((f"{sign} ", f"bold {colour}"), (where, "dim"), _one_line(claim["text"])))
        for line in _details(claim):
            _OUT.print(Text("    ").append_text(line))
    for sentence in _summary(record["summary"]):
        _OUT.print(Text(sentence, style="bold"))


def _details(claim: dict[str, Any]) -> Iterator[Text]:
    yield Text(_one_line("[" + "; ".join(claim["citations"]) + "]"), style="cyan")
    if claim["verdict"] == "supported":
        absent = [item["reference"] for item in claim["references"] if item["kind"] == "missing_document"]
        if absent:
            yield Text(_one_line(f"not in the index, so not compared: {'; '.join(absent)}"), style="yellow")
        return
    yield Text(_one_line(claim["reason"]))
    for problem in claim["problems"]:
        # The reason gives the first one.
        if problem["stands"] and problem["stands"] not in claim["reason"]:
            yield Text(f"{_one_line(problem['written'])} → {_one_line(problem['stands'])}", style="bold")
    if claim["best"]:
        yield Text(f"{claim['best']['reference']}: {_one_line(claim['best']['quote'])}", style="dim")
    if claim["elsewhere"]:
        yield Text(f"Stands in {claim['elsewhere']['reference']}", style="bold")


def _summary(summary: dict[str, int]) -> Iterator[str]:
    if not summary["cited"]:
        yield "No sentence of this draft cites a paragraph."
    else:
        yield (
            f"{_counted(summary['cited'], 'cited sentence')}: {summary['supported']} supported, "
            f"{summary['unsupported']} unsupported, {summary['unchecked']} whose document is not in the index"
        )
    if summary["uncited"]:
        yield f"{_counted(summary['uncited'], 'sentence')} without a citation"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _one_line(text: str) -> str:
    """Text that moves no cursor: a draft may hold anything."""
    return " ".join("".join(" " if _is_control(character) else character for character in text).split())


def _is_control(character: str) -> bool:
    return (
        unicodedata.category(character) == "Cc" or character in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )

"""Documents, questions and models that want to be obeyed: ingested, asked and shown everywhere, and obeyed nowhere.

In: nothing but the installation. Out: the tallies: payload by place in a real browser, in exported files, on a
terminal; and what a language model is told to forge.
"""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from markdown_it import MarkdownIt

from assistant.library import Library
from eval.trust.hostile_pages import chromium, open_browser, use_every_room
from eval.trust.hostile_payloads import Payload, payloads, write_documents
from eval.trust.load import index_bundled
from eval.trust.obedient_model import FORGERIES, tally_forgeries
from eval.trust.served import ServerStoppedError, serve_index
from eval.trust.tally import Drill, Tally
from index.build import ingest
from index.encoder import Encoder
from index.encoder_choice import BUNDLED, load_encoder
from index.sources import Source
from index.store import read_index

_NOWHERE = "http://192.0.2.1"
"""An address of nobody, which no browser reaches even if it tries."""
_OBEYED_BY_TERMINALS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ACTIVE_IN_WORD = re.compile(
    rb"<w:fldSimple|<w:instrText|<w:altChunk|<w:object|<w:control|attachedTemplate|oleObject|vbaProject|<w:subDoc"
)
_EXTERNAL = re.compile(rb'<Relationship [^>]*TargetMode="External"[^>]*>')
_SECONDS = 300


def index_hostile(folder: Path, chosen: Sequence[Payload], encoder: Encoder) -> Path:
    """An index of the documents made of `chosen`."""
    write_documents(folder / "documents", list(chosen))
    ingest([Source(folder / "documents", None)], folder / "index", encoder)
    return folder / "index"


def tally_pages(index: Path, chosen: Sequence[Payload], workspace: Path) -> list[Tally]:
    """Every room of the page, and what is taken away from it."""
    executable = chromium()
    if executable is None:
        return [Tally("hostile text in the page", 0, not_tried="there is no Chromium here")]
    try:
        with serve_index(index) as served, open_browser(executable) as browser:
            tallies = use_every_room(browser, served.address, chosen, _places(index, chosen), workspace)
    except ServerStoppedError as error:
        return [Tally("hostile text in the page", len(chosen), (str(error),))]
    word = word_losses(workspace / "taken-word", served.address)
    markdown = markdown_losses((workspace / "taken-markdown").read_text(encoding="utf-8"), served.address)
    count = len(chosen)
    return [*tallies, Tally("… in a Word file", count, word), Tally("… in a Markdown file", count, markdown)]


def _places(index: Path, chosen: Sequence[Payload]) -> list[str]:
    """The ids of the paragraphs that the payloads stand in."""
    (listed,) = index.glob("gen-*/paragraphs.jsonl")
    records = [json.loads(line) for line in listed.read_text(encoding="utf-8").split("\n") if line]
    return [
        next(record["paragraph_id"] for record in records if payload.sentence.partition("May")[0] in record["text"])
        for payload in chosen
    ]


def word_losses(path: Path, address: str) -> tuple[str, ...]:
    """What Word would do by itself, or open elsewhere; the links to the paragraphs on this server are ours."""
    losses = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            losses += [f"{name}: {found!r}" for found in _ACTIVE_IN_WORD.findall(content)]
            if name.endswith(".rels"):
                external = _EXTERNAL.findall(content)
                losses += [f"{name}: {link!r}" for link in external if f'Target="{address}'.encode() not in link]
    return tuple(losses)


def markdown_losses(text: str, address: str) -> tuple[str, ...]:
    """What a program would make of Markdown besides text and links to this server's paragraphs."""
    losses = []
    for token in MarkdownIt("commonmark", {"html": True}).parse(text):
        for part in (token, *(token.children or ())):
            target = str(part.attrGet("href") or part.attrGet("src") or "")
            if part.type in ("html_block", "html_inline", "image") or (target and not target.startswith(address)):
                losses.append(f"{part.type}: {part.content or target}")
    return tuple(losses)


def tally_terminal(index: Path, chosen: Sequence[Payload]) -> Tally:
    """What the commands print for a person: nothing that a terminal obeys."""
    questions = "\n".join(" ".join(payload.question.split()) for payload in chosen)
    odd = "\n".join(payload.text.replace("\n", " ") for payload in chosen)
    losses = []
    for arguments, typed in (
        (["paragraphs"], ""), (["ask", "-"], f"{questions}\n{odd}"), (["search", "-"], questions), (["cite", "-"], odd),
        (["paragraphs", "report-0\x1b[31m"], ""),
    ):  # fmt: skip
        printed = _printed(index, arguments, typed)
        if "Traceback" in printed:
            losses.append(f"{arguments}: {printed[-200:]}")
        losses += [f"{arguments}: {found!r}" for found in dict.fromkeys(_OBEYED_BY_TERMINALS.findall(printed))]
    return Tally("… on a terminal", len(chosen) * 4 + 1, tuple(losses))


def _printed(index: Path, arguments: list[str], typed: str) -> str:
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments, "--index", str(index)]
    # As a terminal that understands colours would be written to: what Rich adds is known, what text brings is not.
    environment = os.environ | {"NO_COLOR": "1", "TERM": "dumb"}
    done = subprocess.run(
        command, input=typed.encode(), capture_output=True, env=environment, timeout=_SECONDS, check=False
    )
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def run_hostile_content(workspace: Path, is_short: bool) -> list[Tally]:
    """All of it, or the first few payloads."""
    encoder = load_encoder(BUNDLED)
    chosen = payloads(_NOWHERE)[: 5 if is_short else None]
    (workspace / "hostile").mkdir()
    index = index_hostile(workspace / "hostile", chosen, encoder)
    terminal = tally_terminal(index, chosen)
    pages = tally_pages(index, chosen, workspace)
    bundled = Library(read_index(index_bundled(workspace)), encoder)
    return [*pages, terminal, tally_forgeries(bundled, FORGERIES[:: 4 if is_short else 1])]


DRILL = Drill("hostile content", run_hostile_content)

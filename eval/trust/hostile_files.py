"""Files that mean harm, read and ingested: each is parsed whole or refused with a reason, the others are not touched.

In: how large the files are to be (1.0 as in an attack), and an empty folder. Out: a `Tally` for each kind. A loss is a
reader that failed in a way nobody foresaw, one that passed its bounds, a character that is in no element, something
fetched or told that is none of a document's business, a name that moves the terminal's cursor, or a document that
another one kept out of the index.
"""

import json
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from corpus.bounded_reading import Bounds, read_bounded
from corpus.errors import PinpointError, UnreadableFileError
from corpus.parsing import make_paragraphs
from corpus.readers import source_of
from corpus.readers.regular_file import read_regular
from corpus.source import SourceText
from corpus.structure import Element, find_elements
from eval.trust import misbehaving_readers
from eval.trust.hostile import archive_files, markup_files, page_files, text_files, word_files
from eval.trust.hostile.hostile_file import HostileFile
from eval.trust.hostile.manifests import MAKERS
from eval.trust.hostile.named_files import TEXT, make_named_files
from eval.trust.tally import Drill, Tally
from index.sources import Source, make_plan

KINDS: dict[str, tuple[HostileFile, ...]] = {
    "text without end, lines or encoding": text_files.FILES,
    "HTML and Markdown: bombs, depth, quadratic markup": markup_files.FILES,
    "Word files: zip bombs, lies, overlaps": archive_files.FILES,
    "Word files: entity bombs, depth, circles": word_files.FILES,
    "PDF: broken, circular, endless": page_files.FILES,
}
_NOT_FORESEEN = "its reader failed on it"
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""What no line of output may hold: it moves the cursor, or turns the text around."""
_SECRET = Path("/etc/passwd")


@dataclass(frozen=True, slots=True)
class Examined:
    """What the reading of a file came to."""

    paragraphs: int
    cpu_seconds: float
    peak_bytes: int
    lost: str
    """A character that lies in no element, with its place; empty where there is none."""
    tells_secrets: bool


def examine(path: Path) -> Examined:
    """Reads a file as an ingest does, and looks for what must not be."""
    started = time.process_time()
    source = source_of(path, read_regular(path))
    elements = find_elements(source)
    paragraphs = make_paragraphs("document", elements)
    seconds = time.process_time() - started
    secret = _SECRET.read_text(encoding="utf-8", errors="replace").splitlines()[0] if _SECRET.exists() else None
    told = secret is not None and secret in source.text
    return Examined(len(paragraphs), seconds, _peak_bytes(), lost_character(source, elements), told)


def _peak_bytes() -> int:
    """Not by `getrusage`: on Linux that begins with what the process held that started this one."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii")) if status.exists() else None
    return 1024 * int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def lost_character(source: SourceText, elements: Sequence[Element]) -> str:
    """The first visible character of `source` that lies in no element or in two; empty where there is none.

    >>> lost_character(SourceText("ab", (SourceLine(0, 2),)), [])
    "'a' at 0 of 2 lies in 0 elements"
    """
    holders = bytearray(len(source.text))
    for element in elements:
        for span in element.spans:
            stretch = holders[span.start : span.end]
            holders[span.start : span.end] = stretch.translate(_ONE_MORE)
    for found in re.finditer(rb"[^\x01]", holders):
        place, count = found.start(), found.group()[0]
        if count or not source.text[place].isspace():
            return f"{source.text[place]!a} at {place} of {len(holders)} lies in {count} elements"
    return ""


_ONE_MORE = bytes(min(count + 1, 255) for count in range(256))


def read_hostile_files(
    kind: str, folder: Path, *, scale: float, bounds: Bounds | None = None, only: Sequence[str] = ()
) -> Tally:
    """Reads each file of a kind, or `only` some by name, in a process with bounds."""
    losses: list[str] = []
    parsed = refused = stopped = tried = 0
    slowest, largest = 0.0, 0
    with _server() as (port, requests):
        for file in KINDS[kind]:
            if only and file.name not in only:
                continue
            tried += 1
            path = folder / file.name
            path.write_bytes(file.make(scale).replace(b"{PORT}", b"%d" % port))
            try:
                examined = read_bounded(examine, path, bounds=bounds)
            except UnreadableFileError as error:
                refused += 1
                stopped += any(words in str(error) for words in ("takes more", "needs more", "crashed", "ended its"))
                if _NOT_FORESEEN in str(error) or not str(error).isprintable():
                    losses.append(f"{file.name}, scale {scale}: {error!a}")
            else:
                parsed += 1
                slowest, largest = max(slowest, examined.cpu_seconds), max(largest, examined.peak_bytes)
                if examined.lost or examined.tells_secrets:
                    losses.append(
                        f"{file.name}, scale {scale}: {examined.lost or 'tells what stands in ' + str(_SECRET)}"
                    )
            path.unlink()
        losses += [f"a request for {request} was made" for request in requests]
    figures = (
        f"{parsed} parsed whole, {refused} refused with a reason, {stopped} of them stopped at a bound or crashed; "
    )
    figures += f"at most {slowest:.0f} s and {largest / 1e6:.0f} MB where parsed"
    return Tally(kind, tried, tuple(losses), figures)


@contextmanager
def _server() -> Iterator[tuple[int, list[str]]]:
    """A server that nobody may ask, and what it was asked."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            self.send_error(404)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1], requests
    finally:
        server.shutdown()
        server.server_close()


def try_misbehaving_readers(*, seconds: float) -> Tally:
    """Readers that hang, crash, or take all memory: each ends with a reason, and the next file is read."""
    readers = (
        misbehaving_readers.sleep, misbehaving_readers.spin_in_one_call, misbehaving_readers.take_memory,
        misbehaving_readers.crash, misbehaving_readers.be_killed, misbehaving_readers.recurse,
        misbehaving_readers.give_too_much,
    )  # fmt: skip
    losses = []
    for reader in readers:
        started = time.monotonic()
        try:
            read_bounded(reader, Path("a.txt"), bounds=Bounds(seconds, 1_000_000_000))
            losses.append(f"{reader.__name__}: was not ended")
        except UnreadableFileError:
            # Generous: a machine may be busy with something else.
            if time.monotonic() - started > seconds + 60:
                losses.append(f"{reader.__name__}: took {time.monotonic() - started:.0f} s to be ended")
        if read_bounded(misbehaving_readers.print_much, Path("a.txt")) != "reply":
            losses.append(f"{reader.__name__}: the next file was not read")
    return Tally("readers that hang, crash, recurse or take all memory", len(readers), tuple(losses))


def try_hostile_manifests(folder: Path) -> Tally:
    """Manifests and termbases that mean harm: each is refused in a line."""
    losses = []
    for make in MAKERS:
        corpus = folder / make.__name__
        corpus.mkdir()
        make(corpus)
        try:
            make_plan([Source(corpus, None)])
            losses.append(f"{make.__name__}: was taken for a good manifest")
        except PinpointError as error:
            if not str(error).isprintable() or len(str(error)) > 2_000:
                losses.append(f"{make.__name__}: {str(error)[:200]!a}")
    return Tally("manifests and termbases: paths out, ids with markup, bombs", len(MAKERS), tuple(losses))


def ingest_hostile_folder(folder: Path, *, scale: float, only: Sequence[str] = ()) -> Tally:
    """All of them and all the names in one folder, ingested by the command line, for a person and for a program."""
    documents, index = folder / "documents", folder / "index"
    documents.mkdir()
    named = make_named_files(documents)
    files = [file for kind in KINDS.values() for file in kind if not only or file.name in only]
    for number, file in enumerate(files):
        (documents / f"{number:03}-{file.name}").write_bytes(file.make(scale).replace(b"{PORT}", b"1"))
    run = partial(_pinpoint, index)
    record = json.loads((first := run("ingest", str(documents), "--json")).stdout)
    again = run("ingest", str(documents))
    listed = json.loads((as_json := run("paragraphs", "--json")).stdout)["paragraphs"]
    losses = [
        f"{name}: {found.group()!a} at {found.start()} of its output"
        for name, ran in (
            ("ingest --json", first),
            ("ingest", again),
            ("paragraphs --json", as_json),
        )
        for text in (ran.stdout, ran.stderr)
        if (found := _UNSEEN.search(text))
    ]
    met = {item["document"]["id"] for item in listed if item["text"] == TEXT.decode()[3:].strip()}
    if len(met) < named.readable:
        losses.append(f"{len(met)} documents with hostile names are in the index, not {named.readable}")
    if record["documents"] + len(record["failed"]) < named.readable + named.refused + len(files):
        losses.append(
            f"{record['documents']} documents and {len(record['failed'])} refusals of {len(files)} files and more"
        )
    losses += [f"{item['path']!a}: {item['error']!a}" for item in record["failed"] if _NOT_FORESEEN in item["error"]]
    tried = named.readable + named.refused + len(files)
    figures = f"{record['documents']} in the index, {len(record['failed'])} refused with a reason"
    return Tally("hostile names and files in one ingest", tried, tuple(losses), figures)


def _pinpoint(index: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments, "--index", str(index)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=1_800)


def _run(folder: Path, is_short: bool) -> list[Tally]:
    tallies = []
    for number, kind in enumerate(KINDS):
        place = folder / str(number)
        place.mkdir()
        tallies.append(read_hostile_files(kind, place, scale=0.002 if is_short else 1.0))
    for name in ("manifests", "ingest"):
        (folder / name).mkdir()
    tallies.append(try_misbehaving_readers(seconds=1))
    tallies.append(try_hostile_manifests(folder / "manifests"))
    tallies.append(ingest_hostile_folder(folder / "ingest", scale=2e-6))
    return tallies


DRILL = Drill("hostile files", _run)

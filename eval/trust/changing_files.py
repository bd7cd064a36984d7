"""Files and manifests that change while they are read: each is taken as it was at one moment.

In: how many tries. Out: a `Tally` for each way to change. The checksum that an index keeps of a file must be that of
the very bytes that its paragraphs come from, and a manifest that is half-written must be refused.
"""

import contextlib
import hashlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus.catalog import MANIFEST_NAME
from corpus.errors import PinpointError
from corpus.parsing import parse_document
from eval.trust import sample
from eval.trust.changer import CHANGES, VERSIONS, minutes
from eval.trust.index_state import index_state, strays
from eval.trust.tally import Drill, Tally
from index.build import ingest
from index.encoder import Encoder
from index.encoder_choice import load_encoder
from index.sources import Source
from index.store import read_index


def tally_changed_at_opening(workspace: Path) -> Tally:
    """A file that another takes the place of, or that grows, at the moment when it is opened for the nth time."""
    path = workspace / "minutes.txt"
    tries = [(change, opening) for change in ("replaced", "growing") for opening in (1, 2, 3)]
    losses = []
    for change, opening in tries:
        path.write_bytes(minutes(0))
        other = minutes(1) if change == "replaced" else minutes(0) + b"8. One more.\n"
        command = [sys.executable, "-m", "eval.trust.changer", str(path), "read", str(opening)]
        done = subprocess.run(command, input=other, capture_output=True, check=True)
        read = json.loads(done.stdout)
        texts_of = {hashlib.sha256(data).hexdigest(): _texts_of(data, workspace) for data in (minutes(0), other)}
        if read["texts"] != texts_of.get(read["sha256"]):
            losses.append(f"{change} at opening {opening}: the checksum is not that of the bytes that were parsed")
    return Tally("file changed as it is opened", len(tries), tuple(losses))


def tally_changing_files(count: int, workspace: Path, encoder: Encoder) -> list[Tally]:
    """Ingests of a file that another process changes all the while, `count` times in each way."""
    return [_tally_changing(change, count, workspace / change.partition(" ")[0], encoder) for change in CHANGES]


def _tally_changing(change: str, count: int, workspace: Path, encoder: Encoder) -> Tally:
    documents, folder = workspace / "documents", workspace / "index"
    documents.mkdir(parents=True)
    path = documents / "minutes.txt"
    path.write_bytes(minutes(0))
    (documents / "steady.txt").write_text("1. This one stays as it is.\n", encoding="utf-8")
    texts_of = {hashlib.sha256(data).hexdigest(): _texts_of(data, workspace) for data in _possible(change)}
    losses, seen, absent = [], set[str](), 0
    with _changed_all_the_while(path, change):
        for number in range(count):
            try:
                ingest([Source(documents, None)], folder, encoder)
            except PinpointError as error:
                losses.append(f"{change}, ingest {number}: {error}")
                continue
            contents = read_index(folder)
            found = next((one for one in contents.documents if one.path == str(path)), None)
            if found is None:
                absent += 1
                continue
            seen.add(found.sha256)
            texts = [paragraph.text for paragraph in contents.paragraphs if paragraph.document_id == found.document_id]
            if texts != texts_of.get(found.sha256):
                losses.append(f"{change}, ingest {number}: the checksum is not that of the bytes that were parsed")
    figures = f"{len(seen)} versions seen" + (f", {absent} times it was not there" if absent else "")
    return Tally(f"file {change} while it is read", count, tuple(losses), figures)


def _possible(change: str) -> list[bytes]:
    """All that the file may be while it changes."""
    if change == "growing":
        whole = minutes(0)
        return [whole[:length] for length in range(len(whole) // 2, len(whole) + 1)]
    return [minutes(number) for number in range(VERSIONS)]


def _texts_of(data: bytes, workspace: Path) -> list[str]:
    copy = workspace / "version.txt"
    copy.write_bytes(data)
    return [paragraph.text for paragraph in parse_document(copy, "documents").paragraphs]


@contextlib.contextmanager
def _changed_all_the_while(path: Path, change: str) -> Iterator[None]:
    """Has the file changed by another process until the `with` block ends."""
    process = subprocess.Popen([sys.executable, "-m", "eval.trust.changer", path, change])
    try:
        yield
    finally:
        process.kill()
        process.wait()


def tally_changing_manifest(count: int, workspace: Path, encoder: Encoder) -> Tally:
    """Ingests of a corpus whose manifest and files change all the while, each written in one step, but not together."""
    documents, folder = workspace / "documents", workspace / "index"
    sample.write_first(documents)
    manifest = documents / MANIFEST_NAME
    editions = [manifest.read_bytes(), manifest.read_bytes().replace(b'"The report"', b'"The new report"')]
    is_over = threading.Event()

    def work() -> None:
        while not is_over.wait(0.001):
            for edition in (*editions, b'name = "'):
                fresh = workspace / "manifest.new"
                fresh.write_bytes(edition)
                fresh.replace(manifest)

    ingest([Source(documents, None)], folder, encoder)
    thread = threading.Thread(target=work)
    thread.start()
    losses, refused = [], 0
    try:
        for number in range(count):
            before = index_state(folder)
            try:
                ingest([Source(documents, None)], folder, encoder)
            except PinpointError as error:
                refused += 1
                if "is not valid TOML" not in str(error) or index_state(folder) != before:
                    losses.append(f"ingest {number}: {error}")
            titles = {document.title_in("en") for document in read_index(folder).documents if document.corpus}
            if not ({"The report"} & titles) ^ ({"The new report"} & titles) or strays(folder):
                losses.append(f"ingest {number}: the titles are {sorted(titles)}, left behind {strays(folder)}")
    finally:
        is_over.set()
        thread.join()
    return Tally("manifest that changes during ingest", count, tuple(losses), f"{refused} times refused, half-written")


def run(workspace: Path, is_short: bool) -> Sequence[Tally]:
    """Each many times, or a few."""
    encoder = load_encoder("bundled")
    places = [workspace / name for name in ("opened", "changing", "manifest")]
    for place in places:
        place.mkdir()
    count = 4 if is_short else 30
    return [
        tally_changed_at_opening(places[0]),
        *tally_changing_files(count, places[1], encoder),
        tally_changing_manifest(count, places[2], encoder),
    ]


DRILL = Drill("changing files", run)

"""Files for `pinpoint import` that are damaged, or made by somebody who means harm: refused, and nothing left behind.

In: how many bits. Out: a `Tally` for each kind. The error must be one that a person can act on; an index that is there
stays as it is, and no file appears anywhere.
"""

import json
import random
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from assistant.moving.exporting import export_index
from assistant.moving.importing import import_index
from corpus.errors import PinpointError
from eval.trust import sample
from eval.trust.index_state import State, index_state, strays, what_differs
from eval.trust.tally import Drill, Tally
from index.build import ingest
from index.encoder import Encoder
from index.encoder_choice import load_encoder
from index.sources import Source

_LIST = "pinpoint.json"


def make_archive(workspace: Path, encoder: Encoder) -> Path:
    """An archive of an index of small documents."""
    sample.write_first(workspace / "documents")
    ingest([Source(workspace / "documents", None)], workspace / "exported", encoder)
    export_index(workspace / "exported", workspace / "whole.pinpoint")
    return workspace / "whole.pinpoint"


def tally_flips(archive: Path, bits: int, encoder: Encoder, seed: int = 7) -> Tally:
    """Bits of an archive that are changed, and archives cut short or lengthened in front."""
    chance = random.Random(seed)
    data = archive.read_bytes()
    changes: list[tuple[str, bytes]] = [("nothing left", b""), ("one byte more in front", b"x" + data)]
    for _ in range(bits):
        place, bit = chance.randrange(len(data)), chance.randrange(8)
        changed = bytearray(data)
        changed[place] ^= 1 << bit
        changes.append((f"byte {place}, bit {bit}", bytes(changed)))
        length = chance.randrange(len(data))
        changes.append((f"cut at byte {length}", data[:length]))
    target = _Target(archive.parent / "target", encoder, archive)
    told = [(what, target.take(content)) for what, content in changes]
    unchanged = sum(not outcome for _, outcome in told)
    losses = tuple(f"{what}: {outcome}" for what, outcome in told if outcome not in ("", "refused"))
    return Tally("archive damaged", len(told), losses, f"{unchanged} in bytes that say nothing, imported as it was")


def tally_hostile(archive: Path, encoder: Encoder) -> Tally:
    """Archives that try to write elsewhere, to unpack to more than there is, or to be taken for what they are not."""
    target = _Target(archive.parent / "hostile", encoder, archive)
    hostile = list(_hostile(archive))
    outcomes = [(what, target.take(content, must_fail=True)) for what, content in hostile]
    losses = tuple(f"{what}: {outcome}" for what, outcome in outcomes if outcome != "refused")
    return Tally("archive made to do harm", len(hostile), losses)


class _Target:
    """A machine that imports."""

    def __init__(self, place: Path, encoder: Encoder, archive: Path) -> None:
        self._place = place
        self._encoder = encoder
        place.mkdir()
        import_index(archive, place / "index", encoder)
        self._imported: State = index_state(place / "index")
        shutil.rmtree(place / "index")

    def take(self, content: bytes, *, must_fail: bool = False) -> str:
        """Imports those bytes: "refused", "" where they are as good as the archive itself, or what went wrong."""
        file, folder = self._place / "moved.pinpoint", self._place / "index"
        file.write_bytes(content)
        try:
            import_index(file, folder, self._encoder)
        except PinpointError as error:
            here = sorted(str(path.relative_to(self._place)) for path in self._place.rglob("*"))
            if here != ["moved.pinpoint"] or not str(error).endswith("."):
                return f"{error}; there are {here}"
            return "refused"
        differs = what_differs(index_state(folder), self._imported)
        left = strays(folder)
        shutil.rmtree(folder)
        if must_fail or differs or left:
            return f"imported; {differs or 'nothing'} differs; left behind: {left}"
        return ""


def _hostile(archive: Path) -> Iterator[tuple[str, bytes]]:
    for name in ("../evil", "/tmp/evil", "files/../../evil", "files//evil", "files/./evil", "index/..", ""):
        yield f"member {name!r}", _rewritten(archive, add=[(name, b"x", {})])
    yield "symbolic link", _rewritten(archive, add=[("files/1/link", b"/etc/passwd", {"mode": stat.S_IFLNK | 0o777})])
    yield "member twice", _rewritten(archive, add=[("index/index.json", b"{}", {})])
    yield "member that is not listed", _rewritten(archive, add=[("files/1/more.txt", b"x", {})], is_listed=False)
    yield "member compressed", _rewritten(archive, add=[("files/1/bomb", bytes(1 << 24), {"deflate": True})])
    yield "list of members that are not there", _rewritten(archive, change=lambda content: content["members"].clear())
    yield "no list", _rewritten(archive, change=lambda content: content.clear())
    yield "a list that is none", _with_list(archive, b"[" * 100_000)
    yield "newer format", _rewritten(archive, change=lambda content: content.update(format=99))
    yield "format of no number", _rewritten(archive, change=lambda content: content.update(format="1"))
    yield "newer index", _rewritten(archive, change=lambda content: content.update(index_format=99))
    for place in ("../../evil", "/etc/passwd", ""):
        yield f"document at {place!r}", _rewritten(archive, change=partial(_place_first_document, place))
    yield "documents of another index", _rewritten(archive, change=lambda content: content["documents"].pop())
    yield "members over each other", _overlapping(archive)
    yield "a million members by its own count", _counted(archive)


def _place_first_document(place: str, content: dict[str, Any]) -> None:
    content["documents"][0]["place"] = place


def _rewritten(
    archive: Path,
    *,
    add: Sequence[tuple[str, bytes, dict[str, Any]]] = (),
    change: Callable[[dict[str, Any]], object] | None = None,
    is_listed: bool = True,
) -> bytes:
    """The archive with members added and its list changed."""
    import hashlib

    fresh = archive.with_name("rewritten.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(fresh, "w") as new:
        content = json.loads(old.read(_LIST))
        for info in old.infolist():
            if info.filename != _LIST:
                new.writestr(info, old.read(info))
        for name, data, options in add:
            info = zipfile.ZipInfo(name)
            info.external_attr = options.get("mode", 0) << 16
            info.compress_type = zipfile.ZIP_DEFLATED if options.get("deflate") else zipfile.ZIP_STORED
            new.writestr(info, data)
            if is_listed:
                content["members"][name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if change:
            change(content)
        new.writestr(_LIST, json.dumps(content))
    return fresh.read_bytes()


def _with_list(archive: Path, data: bytes) -> bytes:
    fresh = archive.with_name("rewritten.zip")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(fresh, "w") as new:
        for info in old.infolist():
            new.writestr(info, data if info.filename == _LIST else old.read(info))
    return fresh.read_bytes()


def _overlapping(archive: Path) -> bytes:
    """Every member begins where the first one does, and is as long as it likes (Fifield 2019, a better zip bomb)."""
    data = bytearray(archive.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    place = struct.unpack("<I", data[end + 16 : end + 20])[0]
    while data[place : place + 4] == b"PK\x01\x02":
        struct.pack_into("<II", data, place + 20, len(data) // 2, len(data) // 2)
        struct.pack_into("<I", data, place + 42, 0)
        place += 46 + sum(struct.unpack("<HHH", data[place + 28 : place + 34]))
    return bytes(data)


def _counted(archive: Path) -> bytes:
    data = bytearray(archive.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<HH", data, end + 8, 0xFFFE, 0xFFFE)
    struct.pack_into("<I", data, end + 12, 0x7FFFFFFF)
    return bytes(data)


def run(workspace: Path, is_short: bool) -> Sequence[Tally]:
    """Two thousand changes, or twenty; and each kind of harm once."""
    encoder = load_encoder("bundled")
    archive = make_archive(workspace, encoder)
    return [tally_flips(archive, 10 if is_short else 1000, encoder), tally_hostile(archive, encoder)]


DRILL = Drill("archives", run)

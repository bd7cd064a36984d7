"""The file that an index moves in: a ZIP of members that are listed, each with its size and its SHA-256.

In: files and bytes under names. Out: one file, and from it the same members below a folder, or an error that says what
is wrong with it before anything of it is used. What the members mean is `assistant.moving`'s.

Format 1. Members are stored, not compressed: what a file unpacks to is never more than what it is. The first,
`pinpoint.json`, holds `{"format": 1, "members": {NAME: {"bytes", "sha256"}}, …}`; there is no member that it does not
list. Names are relative, of parts joined by "/". Every format to come keeps `format` in that place.
"""

import hashlib
import json
import os
import stat
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any

from corpus.errors import PinpointError
from corpus.readers.unreadable import shown_name

FORMAT = 1
INDEX, FILES = "index/", "files/"
"""In front of the names of the index's files, and of the documents'."""
_LIST = "pinpoint.json"
_MOST_MEMBERS = 1_000_000
_LONGEST_LIST_BYTES = 500_000_000
_BLOCK = 1 << 20
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)


class ArchiveError(PinpointError):
    """A file that is none that `export` wrote, or no longer."""


class ArchiveWriter:
    """An archive in the making; it is whole when `finish` returns."""

    def __init__(self, file: IO[bytes]) -> None:
        # Zip64 has no limit on sizes that matters here.
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self._members: dict[str, dict[str, int | str]] = {}

    def add(self, name: str, blocks: Iterable[bytes]) -> dict[str, int | str]:
        """Adds bytes under a name; their size and checksum. Raises OSError where they cannot be written."""
        checksum, size = hashlib.sha256(), 0
        with self._zip.open(zipfile.ZipInfo(name, _FIXED_DATE), "w", force_zip64=True) as member:
            for block in blocks:
                checksum.update(block)
                size += len(block)
                member.write(block)
        self._members[name] = {"bytes": size, "sha256": checksum.hexdigest()}
        return self._members[name]

    def finish(self, content: Mapping[str, Any]) -> None:
        """Adds the list of the members, with what else is to be known of them."""
        data = json.dumps({"format": FORMAT, **content, "members": self._members}, ensure_ascii=False).encode()
        with self._zip.open(zipfile.ZipInfo(_LIST, _FIXED_DATE), "w", force_zip64=True) as member:
            member.write(data)
        self._zip.close()

    def close(self) -> None:
        """Lets go of the file; without `finish` before, it is no archive."""
        if self._zip.fp is not None:
            self._zip.close()


class Archive:
    """An archive that is read; what is wrong with it is an `ArchiveError`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except OSError as error:
            raise PinpointError(
                f"{shown_name(path)} cannot be read ({error.strerror or error}): check the path."
            ) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as error:
            raise self._broken("it is no archive of Pinpoint, or is cut short") from error
        try:
            self._infos = self._check_directory()
            self.content = self._read_list()
            self._members = self._check_members()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def extract(self, prefix: str, target: Path) -> None:
        """Writes the members whose names begin with `prefix` below `target`, without it, and compares each checksum.

        Raises OSError where the disk refuses.
        """
        for name in self._members:
            if name.startswith(prefix):
                path = target.joinpath(*PurePosixPath(name.removeprefix(prefix)).parts)
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    self._copy(name, file)

    def _copy(self, name: str, file: IO[bytes]) -> None:
        checksum = hashlib.sha256()
        try:
            with self._zip.open(self._infos[name]) as member:
                while block := member.read(_BLOCK):
                    checksum.update(block)
                    file.write(block)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError) as error:
            raise self._broken(f"its member {name!r} is damaged") from error
        if checksum.hexdigest() != self._members[name]["sha256"]:
            raise self._broken(f"its member {name!r} is not what it was: the checksum differs")

    def _check_directory(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > _MOST_MEMBERS:
            raise self._broken(f"it has {len(infos):,} members, and {_MOST_MEMBERS:,} is the most")
        found = {info.filename: info for info in infos}
        if len(found) != len(infos):
            raise self._broken("it has a member twice")
        for info in infos:
            if not is_safe(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
                raise self._broken(f"its member {info.filename[:200]!r} would lie elsewhere")
            if info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size or info.flag_bits & 1:
                raise self._broken(f"its member {info.filename[:200]!r} is compressed or encrypted")
        size = self._path.stat().st_size
        if any(not 0 <= info.header_offset < size for info in infos):
            raise self._broken("a member would lie outside of it")
        # Stored members that lie over each other would unpack to more than there is.
        if sum(info.file_size for info in infos) > size:
            raise self._broken("its members are larger than it is")
        return found

    def _read_list(self) -> dict[str, Any]:
        info = self._infos.get(_LIST)
        if info is None or info.file_size > _LONGEST_LIST_BYTES:
            raise self._broken("it has no list of its members")
        try:
            content = json.loads(self._zip.read(info))
        except (zipfile.BadZipFile, ValueError, EOFError, RecursionError, NotImplementedError) as error:
            raise self._broken("the list of its members is damaged") from error
        found = content.get("format") if isinstance(content, dict) else None
        if isinstance(found, int) and found > FORMAT:
            raise ArchiveError(
                f"{shown_name(self._path)} has format {found}, and this version of Pinpoint reads up to {FORMAT}: "
                "upgrade Pinpoint."
            )
        if found != FORMAT:
            raise self._broken("it has no format that Pinpoint ever wrote")
        return dict(content)

    def _check_members(self) -> dict[str, dict[str, Any]]:
        members = self.content.get("members")
        if not isinstance(members, dict) or members.keys() != self._infos.keys() - {_LIST}:
            raise self._broken("the list of its members is another than its members")
        for name, member in members.items():
            if not isinstance(member, dict) or member.get("bytes") != self._infos[name].file_size:
                raise self._broken(f"its member {name!r} is not as long as it was")
        return members

    def _broken(self, reason: str) -> ArchiveError:
        return ArchiveError(
            f"{shown_name(self._path)} cannot be imported: {reason}. "
            "Copy it again, or make it anew with `pinpoint export`."
        )


def is_safe(name: str) -> bool:
    """Whether a member of that name lies below the folder that it is unpacked into."""
    signs = '\0\\:*?"<>|' if os.name == "nt" else "\0"
    return not any(part in ("", ".", "..") for part in name.split("/")) and not any(sign in name for sign in signs)

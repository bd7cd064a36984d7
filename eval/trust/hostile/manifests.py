"""Manifests and termbases of a corpus from nowhere: endless, circular, pointing elsewhere, with ids that mean harm.

In: an empty folder. Out: the folder of a corpus, whose ingest must be refused with a reason.
"""

# ruff: noqa: D103 - the name of a function says what its file is; some have one size only.

import os
from collections.abc import Callable
from pathlib import Path

_SHA256 = "0" * 64
_HEAD = 'name = "own"\nlicence = "none"\ntitles = { en = "Own" }\n'


def _entry(file: str, document_id: str = "one") -> str:
    title = 'titles = { en = "One" }\nlanguage = "en"'
    return f'[[documents]]\nid = {document_id!r}\nfile = {file!r}\nsha256 = "{_SHA256}"\n{title}\n'


def _corpus(folder: Path, manifest: str, termbase: bytes | None = None) -> None:
    (folder / "one.txt").write_text("1. One.\n", encoding="utf-8")
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    if termbase is not None:
        (folder / "terms.tsv").write_bytes(termbase)


def file_above(folder: Path) -> None:
    _corpus(folder, _HEAD + _entry("../../../../etc/passwd"))


def file_at_the_root(folder: Path) -> None:
    _corpus(folder, _HEAD + _entry("/etc/passwd"))


def file_with_backslashes(folder: Path) -> None:
    _corpus(folder, _HEAD + _entry("..\\..\\one.txt"))


def file_that_is_a_device(folder: Path) -> None:
    (folder / "zero.txt").symlink_to("/dev/zero")
    _corpus(folder, _HEAD + _entry("zero.txt"))


def file_named_with_zero(folder: Path) -> None:
    _corpus(folder, _HEAD + _entry("one.txt").replace("'one.txt'", '"one\\u0000.txt"'))


def id_with_markup(folder: Path) -> None:
    _corpus(folder, _HEAD + _entry("one.txt", "<script>alert(1)</script>"))


def id_with_a_line_end(folder: Path) -> None:
    _corpus(folder, _HEAD + _entry("one.txt").replace("'one'", '"one\\ntwo"'))


def id_that_leads_out(folder: Path) -> None:
    _corpus(folder, _HEAD + _entry("one.txt", "../../one"))


def id_without_end(folder: Path) -> None:
    _corpus(folder, _HEAD + _entry("one.txt", "-" * 1_000_000))


def the_same_id_twice(folder: Path) -> None:
    (folder / "two.txt").write_text("1. Two.\n", encoding="utf-8")
    _corpus(folder, _HEAD + _entry("one.txt") + _entry("two.txt"))


def name_that_leads_out(folder: Path) -> None:
    _corpus(folder, _HEAD.replace('"own"', '"../../own"') + _entry("one.txt"))


def deep_arrays(folder: Path) -> None:
    _corpus(folder, "a = " + "[" * 100_000)


def deep_tables(folder: Path) -> None:
    _corpus(folder, "a = " + "{ a = " * 50_000)


def deep_keys(folder: Path) -> None:
    _corpus(folder, "a." * 3_000 + "a = 1\n" + "[" + "b." * 3_000 + "b]\n")


def a_number_without_end(folder: Path) -> None:
    _corpus(folder, "a = " + "9" * 1_000_000)


def no_toml(folder: Path) -> None:
    (folder / "manifest.toml").write_bytes(os.urandom(100_000))


def a_manifest_without_end(folder: Path) -> None:
    (folder / "manifest.toml").symlink_to("/dev/zero")


def a_manifest_that_is_a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "manifest.toml")


def a_manifest_of_a_gigabyte(folder: Path) -> None:
    with (folder / "manifest.toml").open("wb") as file:
        file.truncate(1_000_000_000)


def a_termbase_above(folder: Path) -> None:
    _corpus(folder, 'termbase = "../terms.tsv"\n' + _HEAD + _entry("one.txt"))


def a_termbase_without_end(folder: Path) -> None:
    (folder / "terms.tsv").symlink_to("/dev/zero")
    _corpus(folder, 'termbase = "terms.tsv"\n' + _HEAD + _entry("one.txt"))


MAKERS: tuple[Callable[[Path], None], ...] = tuple(
    make
    for make in list(globals().values())
    if callable(make) and getattr(make, "__module__", "") == __name__ and not make.__name__.startswith("_")
)

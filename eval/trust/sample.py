"""Small documents with a manifest and a termbase, and their next edition: one changed, one gone, one new.

In: a folder. Out: the files, a few paragraphs each, so that one ingest is quick and yet writes every file of an index.
"""

import hashlib
from pathlib import Path

CORPUS = "lakes"
QUESTION = "When did the Commission of the Lakes meet in Oslo?"
ANSWERS = ("2021-05-03", "2021-05-04")
"""What each edition says."""
_REPORT = """Report of the Lakes Commission (LC)

1. The Commission of the Lakes met in Oslo on {day} May 2021 to talk about the boats on both lakes.

2. The Commission thanked the Government of {host} for its hospitality (A/RES/77/53).
"""
_LISTED = {
    "report.txt": _REPORT.format(day=3, host="Austria"),
    "plan.md": "# Plan\n\n1. The seat of the Lakes Commission is in Bergen.\n\n2. Boats carry a lamp.\n",
}
_TERMS = "id\ten\tfr\nboat\tboat\tbateau\n"


def write_first(folder: Path) -> None:
    """The first edition: three documents, two of which a manifest lists."""
    _write_listed(folder, _LISTED)
    page = "<html><body><h1>Minutes</h1><p>1. The budget was adopted in Vienna.</p></body></html>"
    (folder / "minutes.html").write_text(page, encoding="utf-8")
    (folder / "new.txt").unlink(missing_ok=True)


def write_second(folder: Path) -> None:
    """The next edition, over the first."""
    _write_listed(folder, _LISTED | {"report.txt": _REPORT.format(day=4, host="Chile")})
    (folder / "minutes.html").unlink(missing_ok=True)
    (folder / "new.txt").write_text("1. Chile signed the CTBT in 1996, and so did Norway.\n", encoding="utf-8")


def _write_listed(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    manifest = [
        f'name = "{CORPUS}"', 'titles = { en = "Lakes" }', 'licence = "Made for this."', 'termbase = "terms.tsv"'
    ]  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        manifest += [
            "[[documents]]",
            f'id = "{name.partition(".")[0]}"',
            f'file = "{name}"',
            f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"',
            f'titles = {{ en = "The {name.partition(".")[0]}" }}',
            'language = "en"',
        ]
    (folder / "terms.tsv").write_text(_TERMS, encoding="utf-8")
    (folder / "manifest.toml").write_text("\n".join(manifest) + "\n", encoding="utf-8")

"""What an ingest is pointed at: one description a file, whatever the way to it."""

import hashlib
import os
from pathlib import Path

import pytest

from corpus.errors import PinpointError
from index.sources import Source, make_plan

TEXT = "1. One sentence.\n"
MANIFEST = """\
name = "reports"
titles = {{ en = "Reports" }}
licence = "CC0"

[[documents]]
id = "report"
file = "sub/a.txt"
sha256 = "{sha256}"
titles = {{ en = "A report" }}
language = "en"
"""


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "up" / "corpus"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_text(TEXT, encoding="utf-8")
    checksum = hashlib.sha256(TEXT.encode()).hexdigest()
    (folder / "manifest.toml").write_text(MANIFEST.format(sha256=checksum), encoding="utf-8")
    return folder


def described(path, corpus=None):
    plan = make_plan([Source(path, corpus)])
    return [(candidate.path, candidate.corpus, candidate.entry.document_id) for candidate in plan.candidates]


@pytest.mark.parametrize("way", ["..", ".", "sub", "sub/a.txt", "sub/../sub"])
def test_manifest_is_found_whichever_way_a_file_is_named(corpus, way):
    assert described(corpus / way) == [(corpus / "sub" / "a.txt", "reports", "report")]


def test_nearer_manifest_that_lists_the_file_wins(corpus):
    own = (corpus / "manifest.toml").read_text(encoding="utf-8")
    own = own.replace('"reports"', '"nearer"').replace("sub/a.txt", "a.txt")
    (corpus / "sub" / "manifest.toml").write_text(own, encoding="utf-8")
    assert described(corpus)[0][1] == "nearer"


def test_wrong_manifest_above_the_ingested_folder_is_passed_over_and_one_below_is_not(corpus):
    (corpus.parent / "manifest.toml").write_text("x = 1\n", encoding="utf-8")
    assert described(corpus)[0][1] == "reports"
    with pytest.raises(PinpointError, match="key 'x' is unknown"):
        make_plan([Source(corpus.parent, None)])


@pytest.mark.parametrize("name", ["../x", "a/b", "", "..", "a\0b", "x" * 300, "\udcff", "a\nb", "terms-", "*"])
def test_name_that_could_not_stand_in_a_manifest_is_refused(corpus, name):
    with pytest.raises(PinpointError, match="is no name for a corpus") as raised:
        make_plan([Source(corpus, name)])
    assert "\n" not in str(raised.value)


def test_unknown_home_folder_is_named():
    with pytest.raises(PinpointError, match="no home folder for '~nosuchuser/x'"):
        make_plan([Source(Path("~nosuchuser/x"), None)])


def test_path_that_the_system_refuses_is_reported(tmp_path):
    plan = make_plan([Source(tmp_path / ("x" * 300), None)])
    assert [reason for _, reason in plan.failed] == ["cannot be read (File name too long): check the path and the disk"]


def test_folder_that_cannot_be_listed_is_reported_and_loses_nothing(corpus, monkeypatch):
    plan = make_plan([Source(corpus, None)])
    documents = [candidate.entry.document(candidate.corpus) for candidate in plan.candidates]
    scandir = os.scandir

    def refuse(path):
        # The tests may run as a user to whom no folder is closed.
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    (corpus / "manifest.toml").unlink()
    monkeypatch.setattr(os, "scandir", refuse)
    plan = make_plan([Source(corpus, None)])
    assert plan.candidates == ()
    assert [path for path, _ in plan.failed] == [str(corpus / "sub")]
    assert "change its permissions" in plan.failed[0][1]
    assert plan.lost(documents) == set()

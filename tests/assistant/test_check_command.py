"""`pinpoint check` as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

PINPOINT = Path(sys.executable).with_name("pinpoint")
DRAFT = """# Comments

Belgium ratified the CTBT on 29 June 1999 [Report by Belgium (2022), para. 18].
It has nine reactors (ibid., para. 46). The Assembly recalled this [A/RES/99/999, para. 3].

This cites nothing.
"""


def check(path, index, *arguments):
    return subprocess.run(
        [PINPOINT, "check", str(path), "--index", str(index), *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env=dict(os.environ),
        check=False,
    )


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_json_holds_the_contract_and_where_each_claim_stands(draft, index_folder):
    done = check(draft, index_folder, "--json")
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert [(claim["verdict"], claim["checked"], claim["line"]) for claim in record["claims"]] == [
        ("supported", True, 3),
        ("unsupported", True, 4),
        ("unsupported", False, 4),
    ]
    claim = record["claims"][1]
    assert {"text", "citations", "verdict", "reason"} <= claim.keys()
    assert claim["citations"] == ["ibid., para. 46"]
    assert claim["paragraphs"][0]["paragraph_id"] == "belgium-2022.p46"
    best = claim["best"]
    assert best["text"][best["start"] : best["end"]] == best["quote"]
    assert DRAFT[claim["start"] : claim["end"]] == "It has nine reactors (ibid., para. 46)."
    assert record["summary"] == {"cited": 3, "supported": 1, "unsupported": 1, "unchecked": 1, "uncited": 1}


def test_person_reads_line_verdict_right_value_and_summary(draft, index_folder):
    shown = check(draft, index_folder).stdout
    assert "✓ line 3: Belgium ratified the CTBT on 29 June 1999." in shown
    assert "✗ line 4: It has nine reactors." in shown
    assert "比利时有七个核反应堆" in shown
    assert "? line 4: The Assembly recalled this." in shown
    assert "3 cited sentences: 1 supported, 1 unsupported, 1 whose document is not in the index" in shown
    assert "1 sentence without a citation" in shown


def test_word_file_is_checked_paragraph_by_paragraph(tmp_path, index_folder):
    document = docx.Document()
    document.add_heading("Comments")
    document.add_paragraph("比利时有九个核反应堆（比利时报告（2022年），第46段）。")
    document.save(tmp_path / "draft.docx")
    shown = check(tmp_path / "draft.docx", index_folder).stdout
    assert "✗ paragraph 2: 比利时有九个核反应堆。" in shown


def test_draft_that_cites_nothing_says_so(tmp_path, index_folder):
    path = tmp_path / "draft.txt"
    path.write_text("Belgium ratified the CTBT.", encoding="utf-8")
    done = check(path, index_folder)
    assert done.returncode == 0
    assert "No sentence of this draft cites a paragraph." in done.stdout


@pytest.mark.parametrize("name", ["missing.md", "draft.odt"])
def test_file_that_cannot_be_read_fails_with_the_remedy(tmp_path, index_folder, name):
    (tmp_path / "draft.odt").write_text("x")
    done = check(tmp_path / name, index_folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr


def test_wrong_usage_has_exit_code_2():
    assert subprocess.run([PINPOINT, "check"], capture_output=True, check=False).returncode == 2


def test_control_characters_of_a_draft_never_reach_the_terminal(tmp_path, index_folder):
    path = tmp_path / "draft.md"
    path.write_text("It is \x1b[31m\u202eso [Report by Belgium (2022), para. 18].", encoding="utf-8")
    shown = check(path, index_folder).stdout
    assert "para. 18" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown

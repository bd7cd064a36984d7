"""The table that `make trust` prints."""

import io

from click.testing import CliRunner
from rich.console import Console

from eval.trust.__main__ import DRILLS, Line, main, make_table
from eval.trust.tally import Tally


def printed(lines):
    out = io.StringIO()
    Console(file=out, width=120).print(make_table(lines))
    return out.getvalue()


def test_the_table_counts_what_was_tried_survived_and_lost():
    text = printed([
        Line("kills", Tally("ingest killed", 200, ("at 7",), "199 times whole"), 61.2),
        Line("disks", Tally("full disk", 0, not_tried="no right to mount"), 1),
    ])  # fmt: skip
    assert "kills (61 s)" in text
    assert "not tried: no right to mount" in text
    row = next(line for line in text.splitlines() if "ingest killed" in line)
    assert [cell for cell in row.replace("│", " ").split() if cell.isdigit()][:3] == ["200", "199", "1"]


def test_hostile_text_in_a_tally_is_no_markup():
    assert "[red]x[/red]" in printed([Line("load", Tally("[red]x[/red]", 1), 1)])


def test_one_drill_is_run_by_its_name_and_its_tallies_are_written(tmp_path):
    written = tmp_path / "trust.json"
    done = CliRunner().invoke(main, ["dependencies", "--json", str(written)])
    assert done.exit_code == 0
    assert "packages as pinned" in done.stdout
    assert '"losses": []' in written.read_text()


def test_a_loss_ends_with_code_1_and_is_told(monkeypatch):
    from eval.trust import dependencies

    monkeypatch.setattr(dependencies, "pinned_versions", dict)
    done = CliRunner().invoke(main, ["dependencies"])
    assert done.exit_code == 1
    assert "LOST" in done.stderr


def test_there_is_a_drill_of_each_name():
    from importlib import import_module

    for name in DRILLS:
        assert import_module(f"eval.trust.{name}").DRILL.name == name.replace("_", " ")


def test_a_drill_that_breaks_off_is_a_loss_and_the_others_go_on(monkeypatch, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\nif 'flips' in sys.orig_argv:\n    os._exit(3)\n", encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    done = CliRunner().invoke(main, ["flips", "dependencies"])
    assert done.exit_code == 1
    assert "broke off with exit code 3" in done.stderr
    assert "packages as pinned" in done.stdout

"""`make trust`: every fault, many times over, and the table of what was survived.

In: nothing but the installation. Out: a table on standard output, progress on standard error; with `--json`, the same
in a file. Ends with exit code 1 where anything was lost, and says what.

Each drill has a process of its own: one that breaks off is a loss, and the others go on with the memory they need.
"""

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eval.trust.tally import Drill, Tally

DRILLS = (
    "kills", "flips", "disks", "changing_files", "writers", "archives", "hostile_files", "fuzzing", "hostile_content",
    "requests", "records", "load", "dependencies",
)  # fmt: skip
_WIDTH = 120
_TOLD_LOSSES = 5
_LONGEST_LOSS = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table."""

    drill: str
    tally: Tally
    seconds: float
    """Of the whole drill."""


@click.command(help=__doc__.split("\n")[0])
@click.argument("names", nargs=-1, type=click.Choice(DRILLS), metavar="[NAME…]")
@click.option("--short", "is_short", is_flag=True, help="A few tries of each, in a few minutes.")
@click.option(
    "--json", "json_path", type=click.Path(dir_okay=False, path_type=Path), help="Write the tallies here too."
)
def main(names: tuple[str, ...], is_short: bool, json_path: Path | None) -> None:
    """Tries the faults of those names, or all of them, and prints the table."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    console = Console(width=_WIDTH, highlight=False)
    lines = _run(names[0], is_short) if len(names) == 1 else _run_apart(names or DRILLS, is_short)
    console.print(make_table(lines))
    if json_path:
        records = [dataclasses.asdict(line) | {"survived": line.tally.survived} for line in lines]
        json_path.write_text(json.dumps(records, indent=1, ensure_ascii=False), encoding="utf-8")
    if any(line.tally.losses for line in lines):
        raise SystemExit(1)


def _run(name: str, is_short: bool) -> list[Line]:
    click.echo(f"{name} …", err=True)
    # Imported one by one: a drill brings whatever it breaks things with.
    drill: Drill = import_module(f"eval.trust.{name}").DRILL
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix=f"pinpoint-trust-{name}-", ignore_cleanup_errors=True) as folder:
        tallies = drill.run(Path(folder), is_short)
    seconds = time.perf_counter() - started
    lines = [Line(drill.name, tally, seconds) for tally in tallies]
    for line in lines:
        _tell(line)
    return lines


def _run_apart(names: Sequence[str], is_short: bool) -> list[Line]:
    lines: list[Line] = []
    for name in names:
        started = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="pinpoint-trust-") as folder:
            told = Path(folder) / "tallies.json"
            command = [
                sys.executable,
                "-m",
                "eval.trust",
                name,
                "--json",
                str(told),
                *(["--short"] if is_short else []),
            ]
            code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
            if told.exists():
                lines += [_read_line(record) for record in json.loads(told.read_text(encoding="utf-8"))]
                continue
        tally = Tally("the drill itself", 1, (f"broke off with exit code {code}",))
        lines.append(Line(name.replace("_", " "), tally, time.perf_counter() - started))
        _tell(lines[-1])
    return lines


def _read_line(record: dict[str, Any]) -> Line:
    tally = record["tally"]
    return Line(record["drill"], Tally(**tally | {"losses": tuple(tally["losses"])}), record["seconds"])


def _tell(line: Line) -> None:
    """What was lost, to be tried again, on standard error: hostile text in it is shown escaped."""
    for loss in line.tally.losses[:_TOLD_LOSSES]:
        click.echo(f"  LOST  {line.tally.fault}: {ascii(loss)[:_LONGEST_LOSS]}", err=True)
    more = len(line.tally.losses) - _TOLD_LOSSES
    if more > 0:
        click.echo(f"  … and {more} more", err=True)


def make_table(lines: list[Line]) -> Table:
    """The tallies, one a row, with their sums."""
    tried, lost = sum(line.tally.tried for line in lines), sum(len(line.tally.losses) for line in lines)
    table = Table(title="Faults tried and survived", show_footer=True)
    table.add_column("fault", footer="all")
    table.add_column("tried", footer=f"{tried:,}", justify="right", no_wrap=True)
    table.add_column("survived", footer=f"{tried - lost:,}", justify="right", no_wrap=True)
    table.add_column("lost", footer=f"{lost:,}", justify="right", no_wrap=True)
    table.add_column("", ratio=1)
    before = ""
    for line in lines:
        tally = line.tally
        if line.drill != before:
            table.add_section()
            table.add_row(f"[bold]{escape(line.drill)}[/bold] ({line.seconds:.0f} s)")
            before = line.drill
        if tally.not_tried:
            table.add_row(escape(tally.fault), "—", "—", "—", escape(f"not tried: {tally.not_tried}"))
        else:
            counts = (f"{tally.tried:,}", f"{tally.survived:,}", f"{len(tally.losses):,}")
            table.add_row(escape(tally.fault), *counts, escape(tally.figures))
    return table


if __name__ == "__main__":
    main()

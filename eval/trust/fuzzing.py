"""Functions that take what strangers write, fed with what they might: none crashes, hangs or loses a character.

In: how many inputs to try, or for how long. Out: a `Tally` for each target. Each runs in a process of its own, by
hypothesis with texts of pieces that mean something here, and by atheris (libFuzzer), which keeps the inputs that do
something new. A loss holds its input in base64: `Target.attempt` of `eval.trust.fuzz_targets` tries it again.
"""

import base64
import re
import subprocess
import sys
from pathlib import Path

from corpus.catalog import BUNDLED_CORPUS
from eval.trust.fuzz_modules import MODULES
from eval.trust.fuzz_targets import LONGEST_INPUT
from eval.trust.tally import Drill, Tally
from index.build import ingest
from index.encoder_choice import load_encoder
from index.sources import Source

_SEED = 20_211_105
_HANGS_AFTER_SECONDS = 20
"""Of one input: targets fail after one second of processor time, and this is for what never comes to an end."""


def fuzz_by_pieces(name: str, index: Path, *, count: int, number: int = _SEED) -> Tally:
    """Tries `count` inputs by hypothesis, the same ones each time."""
    try:
        ran = _run([name, str(index), "hypothesis", str(count), str(number)], 60 + count)
    except subprocess.TimeoutExpired:
        return _tally(name, "hypothesis", 0, f"seed {number}: an input hangs")
    failed = re.findall(r"^input (\S*)$", ran.stderr, re.MULTILINE)
    loss = (
        f"{_last_line(ran.stderr)} (input {failed[-1] if failed else 'none'}, seed {number})" if ran.returncode else ""
    )
    return _tally(name, "hypothesis", _tried(ran.stdout), loss)


def fuzz_by_coverage(name: str, index: Path, folder: Path, *, seconds: int, count: int = -1) -> Tally:
    """Tries inputs by atheris for some seconds or `count` times; `folder` is for the inputs that are kept."""
    kept, found = folder / "kept", folder / "found"
    kept.mkdir(parents=True)
    found.mkdir()
    options = [
        f"-max_total_time={seconds}", f"-runs={count}", f"-max_len={LONGEST_INPUT}", f"-timeout={_HANGS_AFTER_SECONDS}",
        f"-artifact_prefix={found}/", f"-seed={_SEED}", "-rss_limit_mb=2048", "-close_fd_mask=0",
    ]  # fmt: skip
    try:
        ran = _run([name, str(index), "atheris", str(kept), *options], seconds + 120)
    except subprocess.TimeoutExpired:
        return _tally(name, "atheris", 0, "an input hangs")
    inputs = [base64.b64encode(path.read_bytes()).decode() for path in sorted(found.iterdir())]
    loss = ""
    if ran.returncode or inputs:
        # Python's own words are on standard output, libFuzzer's on standard error.
        loss = f"{_last_line(ran.stderr + ran.stdout)} (input {inputs[0] if inputs else 'none'})"
    return _tally(name, "atheris", _tried(ran.stderr), loss)


def _run(arguments: list[str], seconds: float) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "eval.trust.fuzz_process", *arguments]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=seconds, check=False)


def _tried(output: str) -> int:
    done = re.findall(r"^Done (\d+) (?:runs|in)", output, re.MULTILINE) or re.findall(
        r"^#(\d+)\s", output, re.MULTILINE
    )
    return int(done[-1]) if done else 0


def _last_line(text: str) -> str:
    lines = re.findall(r"^[\w.]*(?:Error|Exception|Timeout|out-of-memory|deadly signal)\b.*", text, re.MULTILINE)
    return (lines or text.splitlines() or ["it ended without a word"])[-1].strip()


def _tally(name: str, engine: str, tried: int, loss: str) -> Tally:
    return Tally(f"fuzzing {name}, {engine}", max(tried, 1), (loss,) if loss else (), f"{tried:,} inputs")


def _work(folder: Path, is_short: bool) -> list[Tally]:
    index = folder / "index"
    ingest([Source(BUNDLED_CORPUS, None)], index, load_encoder("bundled"))
    tallies = []
    for number, name in enumerate(MODULES):
        tallies.append(fuzz_by_pieces(name, index, count=50 if is_short else 2_000))
        seconds = 2 if is_short else 15
        tallies.append(fuzz_by_coverage(name, index, folder / str(number), seconds=seconds))
    return tallies


DRILL = Drill("fuzzing", _work)

"""txtai on the same benchmarks, with the same encoder, in an environment of its own.

In: benchmarks and a folder with the encoder's weights for transformers (`torch_baseline`). Out: a `SystemRun`
each. The environment is made in Pinpoint's cache folder when it is first needed (1.3 GB), and never shared
with Pinpoint's: the two talk through JSON files. txtai is Apache-2.0.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from filelock import FileLock

from corpus.errors import PinpointError
from eval.bench.embedding_speed import BATCH_SIZE
from eval.bench.system_runs import Ranking, SystemRun, timed_questions
from eval.benchmark import Benchmark
from eval.measures.ranking import DEPTH
from index.bundled import PARAGRAPH_PROMPT, QUESTION_PROMPT
from index.unpacking import cache_folder

VERSION = "9.14.0"
SYSTEM = f"txtai {VERSION}"
_SCRIPT = Path(__file__).with_name("txtai_script.py")
_COMPLETE = ".complete"
_LONGEST_RUN_SECONDS = 1800


class TxtaiUnavailableError(PinpointError):
    """txtai cannot be installed or run here; the other systems still can."""


def run_txtai(benchmarks: Sequence[Benchmark], model_folder: Path) -> list[SystemRun]:
    """Hybrid and dense search of txtai, in the order of `benchmarks`.

    Raises:
        TxtaiUnavailableError: the environment cannot be made, or txtai fails in it.

    """
    python = prepare_environment()
    with tempfile.TemporaryDirectory(prefix="pinpoint-txtai-") as folder:
        request, answer = Path(folder) / "request.json", Path(folder) / "answer.json"
        request.write_text(json.dumps(_request(benchmarks, model_folder)), encoding="utf-8")
        # Isolated, so that no file beside the script is taken for a package.
        _call([str(python), "-I", str(_SCRIPT), str(request), str(answer)])
        answers = json.loads(answer.read_text(encoding="utf-8"))
    return [_system_run(benchmark, found) for benchmark, found in zip(benchmarks, answers, strict=True)]


def prepare_environment() -> Path:
    """The Python of an environment with txtai, which is made first where there is none.

    torch is of the version that Pinpoint runs, so that both compute alike and no CUDA is fetched. Raises
    TxtaiUnavailableError when pip fails.
    """
    folder = cache_folder() / f"txtai-{VERSION}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(folder.name + ".lock")):
        if not (folder / _COMPLETE).exists():
            shutil.rmtree(folder, ignore_errors=True)
            _call([sys.executable, "-m", "venv", str(folder)])
            torch = f"torch=={metadata.version('torch').split('+')[0]}"
            packages = [f"txtai=={VERSION}", torch]
            _call([str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *packages])
            (folder / _COMPLETE).touch()
    return python


def _call(command: Sequence[str]) -> None:
    """Runs a command to its end, offline as far as models are concerned."""
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    environment.pop("PYTHONPATH", None)
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_LONGEST_RUN_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise TxtaiUnavailableError(f"txtai could not be run ({error}).") from error
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise TxtaiUnavailableError(
            f"txtai {VERSION} cannot be installed or run here ({said[-1].strip() if said else 'no message'}): "
            "check the connection to the package index, then try again."
        )


def _request(benchmarks: Sequence[Benchmark], model_folder: Path) -> dict[str, Any]:
    return {
        "model": str(model_folder),
        "question_prompt": QUESTION_PROMPT,
        "paragraph_prompt": PARAGRAPH_PROMPT,
        "batch_size": BATCH_SIZE,
        "depth": DEPTH,
        "benchmarks": [
            {
                "name": benchmark.name,
                "texts": [paragraph.text for paragraph in benchmark.paragraphs],
                "questions": [question.text for question in benchmark.questions],
                "timed": [question.text for question in timed_questions(benchmark)],
            }
            for benchmark in benchmarks
        ],
    }


def _system_run(benchmark: Benchmark, found: dict[str, Any]) -> SystemRun:
    keys = [paragraph.paragraph_id for paragraph in benchmark.paragraphs]
    rankings = [
        Ranking(
            f"txtai, {kind}",
            {
                question.question_id: [keys[row] for row in rows]
                for question, rows in zip(benchmark.questions, found[kind], strict=True)
            },
        )
        for kind in ("dense", "hybrid")
    ]
    return SystemRun(
        SYSTEM,
        tuple(rankings),
        found["seconds"],
        tuple(found["milliseconds"]),
        tuple((name, size) for name, size in found["files"]),
    )

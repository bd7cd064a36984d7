"""`pinpoint eval` as a user runs it: whole processes on the real index with the real encoder."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PINPOINT = Path(sys.executable).with_name("pinpoint")
QUESTIONS = [
    {"id": "ctbt", "question": "When did Belgium ratify the CTBT?", "value": "1999-06-29", "group": "treaties"},
    {"id": "ctbt-fr", "question": "Quand la Belgique a-t-elle ratifié le TICE ?", "value": "1999-06-29"},
    {"id": "portugal", "question": "When did Portugal ratify the CTBT?", "answerable": False},
    {"id": "moon", "question": "How far away is the Moon?", "answerable": False},
]
QUOTE = [{"quote": "比利时于1999年6月29日批准"}]


@pytest.fixture
def questions(tmp_path):
    return write_questions(tmp_path / "asked.jsonl", QUESTIONS)


def write_questions(path, rows):
    rows = [row if row.get("answerable") is False else row | {"relevant": QUOTE} for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def command(*arguments, index=None):
    return [str(PINPOINT), "eval", *map(str, arguments), *(["--index", str(index)] if index else [])]


def run(*arguments, index=None, home=None, **variables):
    environment = os.environ | variables
    if home:
        environment |= {"XDG_DATA_HOME": str(home / "data"), "XDG_CACHE_HOME": str(home / "cache")}
        environment.pop("PINPOINT_INDEX", None)
    asked = command(*arguments, index=index)
    return subprocess.run(asked, capture_output=True, encoding="utf-8", timeout=300, env=environment, check=False)


def metrics(done):
    """All figures but those of time."""
    record = json.loads(done.stdout)
    return {name: figure for name, figure in record["metrics"].items() if not name.startswith("latency")}


def test_the_record_keeps_the_contract_and_says_what_became_of_each_question(questions, index_folder, tmp_path):
    done = run(questions, "--json", "--run", tmp_path / "run.json", index=index_folder)
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert set(record["metrics"]["R@1"]) == {"value", "low", "high", "n"}
    assert record["metrics"]["R@1"] | {"low": 0} == {"value": 1.0, "low": 0, "high": 1.0, "n": 2}
    assert [item["question_id"] for item in record["per_query"]] == ["ctbt", "ctbt-fr", "portugal", "moon"]
    assert [item["outcome"] for item in record["per_query"]] == ["right", "right", "rightly_refused", "rightly_refused"]
    assert record["per_query"][0]["given"]["value"] == "1999-06-29"
    assert all(item["failure"] is None for item in record["per_query"])
    assert record["run"] == str(tmp_path / "run.json")


def test_two_runs_give_the_same_figures_to_the_last_digit(index_folder, tmp_path):
    # Names much, so that a sum in the order of a set would show: that order hangs on the seed.
    names_much = "When did Belgium and Luxembourg, with the IAEA and the CTBTO, sign what the NPT and the CTBT ask?"
    rows = [*QUESTIONS, {"id": "much", "question": names_much, "answerable": False}]
    questions = write_questions(tmp_path / "asked.jsonl", rows)
    first, second = (
        run(questions, "--json", "--run", tmp_path / f"{seed}.json", index=index_folder, PYTHONHASHSEED=seed)
        for seed in ("1", "3")
    )
    assert metrics(first) == metrics(second)
    assert len(metrics(first)) > 10


def test_a_person_sees_figures_with_their_intervals_and_where_the_rest_is(questions, index_folder, tmp_path):
    report = tmp_path / "report.html"
    done = run(questions, "--report", report, "--run", tmp_path / "run.json", index=index_folder)
    assert done.returncode == 0, done.stderr
    assert "asked.jsonl: 4 questions" in done.stdout
    assert "right paragraph first" in done.stdout
    assert f"Run: {tmp_path / 'run.json'}" in done.stdout
    assert "When did Belgium ratify" in report.read_text(encoding="utf-8")


def test_bad_rows_are_named_and_the_others_asked(questions, index_folder, tmp_path):
    with questions.open("a", encoding="utf-8") as file:
        file.write("{no json\n")
    done = run(questions, "--run", tmp_path / "run.json", index=index_folder)
    assert done.returncode == 0
    assert "asked.jsonl, line 5" in done.stdout
    assert "4 questions" in done.stdout


def test_a_run_that_was_killed_goes_on_where_it_was(index_folder, tmp_path):
    many = write_questions(
        tmp_path / "many.jsonl", [QUESTIONS[number % 4] | {"id": f"q{number}"} for number in range(80)]
    )
    arguments = (many, "--json", "--run", tmp_path / "run.json")
    partial = tmp_path / "run.json.partial"
    process = subprocess.Popen(
        command(*arguments, index=index_folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not (partial.exists() and partial.read_bytes().count(b"\n") > 5):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    asked = partial.read_bytes().count(b"\n") - 1
    assert 4 < asked < 80
    again = run(*arguments, index=index_folder)
    assert f"Taken up again: {asked} questions were asked already" in again.stderr
    whole = run(many, "--json", "--run", tmp_path / "whole.json", index=index_folder)
    assert "Taken up again" not in whole.stderr
    assert metrics(again) == metrics(whole)
    assert not partial.exists()


def test_worse_than_the_baseline_ends_with_code_3(index_folder, tmp_path):
    rows = [QUESTIONS[0] | {"id": f"q{number}", "group": f"g{number}"} for number in range(20)]
    questions = write_questions(tmp_path / "same.jsonl", rows)
    run(questions, "--run", tmp_path / "before.json", index=index_folder)
    same = run(questions, "--run", tmp_path / "same.json", "--baseline", tmp_path / "before.json", index=index_folder)
    assert same.returncode == 0
    assert "nothing got significantly worse" in same.stdout
    # The same words are asked, but of documents that do not answer them.
    other = tmp_path / "documents"
    other.mkdir()
    (other / "letter.txt").write_text("1. The committee met in Vienna.\n\n2. It took note of the report.\n")
    worse = run(
        questions, "--run", tmp_path / "now.json", "--baseline", tmp_path / "before.json", "--corpus", other, "--json",
        home=tmp_path,
    )  # fmt: skip
    assert worse.returncode == 3, worse.stderr
    changes = {change["name"]: change for change in json.loads(worse.stdout)["changes"]}
    assert changes["right"]["is_worse"]
    assert (changes["right"]["before"], changes["right"]["after"]) == (1.0, 0.0)


def test_a_corpus_is_ingested_first_into_an_index_of_its_own(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "report.txt").write_text(
        "Report of the Harbour Board\n\n1. The new lighthouse was opened on 3 May 2011.\n\n"
        "2. It replaced a tower of 1880, which had been built of wood.\n"
    )
    questions = tmp_path / "questions.csv"
    questions.write_text(
        "question;quote;value;answerable\nWhen was the new lighthouse opened?;was opened on 3 May 2011;2011-05-03;yes\n"
        "When did Belgium ratify the CTBT?;;;no\n"
    )
    done = run(questions, "--corpus", documents, "--json", home=tmp_path)
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["per_query"][0]["outcome"] == "right"
    assert record["settings"]["documents"] == "1"
    assert record["run"].startswith(str(tmp_path / "data"))
    assert not (tmp_path / "data" / "pinpoint" / "index").exists()


def test_a_benchmark_brings_its_own_paragraphs(tmp_path):
    folder = tmp_path / "harbour"
    (folder / "qrels").mkdir(parents=True)
    texts = {"p1": "The new lighthouse was opened on 3 May 2011.", "p2": "The old tower of 1880 was built of wood."}
    (folder / "corpus.jsonl").write_text(
        "".join(json.dumps({"_id": key, "title": "", "text": text}) + "\n" for key, text in texts.items())
    )
    (folder / "queries.jsonl").write_text('{"_id": "q1", "text": "What was the old tower built of?"}\n')
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\tp2\t1\n")
    done = run(folder, "--json", home=tmp_path)
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["metrics"]["R@1"]["value"] == 1.0
    refused = run(folder, "--corpus", tmp_path, home=tmp_path)
    assert refused.returncode == 1
    assert "brings its own paragraphs" in refused.stderr


def test_drafted_questions_are_marked_and_answered(tmp_path, index_folder):
    drafted = tmp_path / "draft.jsonl"
    written = run(drafted, "--draft", "12", index=index_folder)
    assert written.returncode == 0, written.stderr
    assert "12 drafted questions" in written.stdout
    again = run(drafted, "--draft", "12", index=index_folder)
    assert again.returncode == 1
    done = run(drafted, "--run", tmp_path / "run.json", index=index_folder)
    assert done.returncode == 0, done.stderr
    assert "drafted from the documents" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.jsonl"], "missing.jsonl"),
        (["asked.jsonl", "--baseline", "missing.json"], "The run missing.json cannot be read"),
        (["asked.jsonl", "--baseline", "asked.jsonl"], "asked.jsonl is no run"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(arguments, message, questions, index_folder, monkeypatch):
    monkeypatch.chdir(questions.parent)
    done = run(*arguments, index=index_folder)
    assert done.returncode == 1
    assert message in done.stderr
    assert done.stderr.count("\n") == 1

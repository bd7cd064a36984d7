"""Runs on disk: read as they were written, taken up where they were cut off, never mixed."""

import dataclasses
import json

import pytest

from corpus.errors import PinpointError
from eval.results import CitedQuote, GivenAnswer, QuestionResult
from eval.run_file import Journal, Run, read_run, write_run

SETTINGS = {"questions": "npt.jsonl", "encoder": "bundled"}


def result(question_id="q1", **changes):
    cited = CitedQuote("npt/39#s1.p2", "NPT/CONF.2015/39, para. 2", "比利时于1999年6月29日批准", True)
    made = QuestionResult(
        question_id=question_id,
        question="When did Belgium ratify the “CTBT”?\u2028",
        language="en",
        kind="date",
        group="39.txt",
        answerable=True,
        needed=(("npt/39#s1.p2", "npt/40#p1"),),
        relevant_quotes=("1999年6月29日",),
        expected_value="1999-06-29",
        expected_answers=("29 June 1999",),
        ranking=("npt/39#s1.p2", "npt/39#s1.p3"),
        is_answered=True,
        confidence=0.81,
        given=GivenAnswer("29 June 1999 [1]", "1999-06-29", "29 June 1999", (cited,)),
        model="extractive",
        claims_supported=2,
        claims_unsupported=0,
        citation_coverage=None,
        citation_accuracy=None,
        milliseconds=31.5,
    )
    return dataclasses.replace(made, **changes)


def test_a_run_is_read_as_it_was_written(tmp_path):
    run = Run(SETTINGS, (result(), result("q2", given=None, is_answered=False), result("q3", error="empty")))
    write_run(tmp_path / "run.json", run, {})
    assert read_run(tmp_path / "run.json") == run
    assert [path.name for path in tmp_path.iterdir()] == ["run.json"]


def test_a_run_has_a_line_a_question_so_that_two_can_be_compared_by_eye(tmp_path):
    write_run(tmp_path / "run.json", Run(SETTINGS, (result(), result("q2"))), {})
    lines = (tmp_path / "run.json").read_text(encoding="utf-8").splitlines()
    assert sum('"question_id"' in line for line in lines) == 2


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 1}', "[" * 100_000, '{"format":1,"settings":{},"results":[{}]}']
)
def test_what_is_no_run_is_refused(tmp_path, text):
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(PinpointError, match="is no run: give a file that `pinpoint eval --run` wrote"):
        read_run(tmp_path / "run.json")


def test_a_run_of_another_format_says_so(tmp_path):
    (tmp_path / "run.json").write_text('{"format": 99}')
    with pytest.raises(PinpointError, match="format 99, this version reads 1: make the run again"):
        read_run(tmp_path / "run.json")


def test_a_missing_run_is_said_to_be_missing(tmp_path):
    with pytest.raises(PinpointError, match=r"cannot be read \(No such file or directory\): check the path"):
        read_run(tmp_path / "run.json")


def test_a_run_that_was_cut_off_is_taken_up(tmp_path):
    path = tmp_path / "runs" / "run.json"
    with Journal(path, SETTINGS) as journal:
        assert journal.done == {}
        journal.add(result("q1"))
        journal.add(result("q2"))
    with Journal(path, SETTINGS) as journal:
        assert list(journal.done) == ["q1", "q2"]
        assert journal.done["q1"] == result("q1")
        journal.add(result("q3"))
    with Journal(path, SETTINGS) as journal:
        assert list(journal.done) == ["q1", "q2", "q3"]
        journal.remove()
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize("cut", [2, 7, 150])
def test_half_a_line_costs_one_question(tmp_path, cut):
    path = tmp_path / "run.json"
    with Journal(path, SETTINGS) as journal:
        journal.add(result("q1"))
        journal.add(result("q2"))
    partial = tmp_path / "run.json.partial"
    partial.write_bytes(partial.read_bytes()[:-cut])
    with Journal(path, SETTINGS) as journal:
        assert list(journal.done) == ["q1"]
        journal.add(result("q2"))
    assert [json.loads(line).get("question_id") for line in partial.read_text(encoding="utf-8").split("\n")[:-1]] == [
        None,
        "q1",
        "q2",
    ]


def test_an_attempt_with_other_settings_is_not_taken_up(tmp_path):
    with Journal(tmp_path / "run.json", SETTINGS) as journal:
        journal.add(result())
    with Journal(tmp_path / "run.json", SETTINGS | {"encoder": "another"}) as journal:
        assert journal.done == {}


def test_two_evaluations_do_not_write_the_same_run(tmp_path):
    with (
        Journal(tmp_path / "run.json", SETTINGS),
        pytest.raises(PinpointError, match=r"Another evaluation writes .*run\.json: wait for it"),
        Journal(tmp_path / "run.json", SETTINGS),
    ):
        pass


def test_a_place_that_cannot_be_written_is_said_before_anything_is_asked(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PinpointError, match="cannot be written"), Journal(tmp_path / "file" / "run.json", SETTINGS):
        pass

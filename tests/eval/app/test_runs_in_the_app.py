"""Runs of the chat app: started, stopped, gone on with, reported, compared; on the real index with the real encoder."""

import json
import time

import lxml.html
import pytest

from assistant.chat.evaluation.protocol import UnderWayError
from assistant.chat.evaluation.room_steps import RoomSteps
from assistant.selection import Selection
from corpus.catalog import BUNDLED_CORPUS
from corpus.errors import PinpointError
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS
from eval.run_file import read_run
from index.build import ingest
from index.sources import Source
from tests.eval.app.conftest import MISJUDGED, RATIFIED, REFUSED

EVERYTHING = Selection()
NPT = Selection(corpora=("npt",))


def test_a_run_is_kept_beside_the_index_with_its_headline_figures(evaluations, desk, add, wait):
    add(RATIFIED, REFUSED, MISJUDGED)
    begun = evaluations.start("asked.jsonl", EVERYTHING)
    assert begun.is_under_way
    over = wait()
    assert (over.stage, over.done, over.total, over.problem) == ("finished", 3, 3, "")
    (run,) = evaluations.runs().runs
    assert (run.questions, run.asked, run.fit, run.is_drafted) == ("asked.jsonl", 3, "same", False)
    assert run.selection == EVERYTHING
    assert run.figures["R@1"].value == 1
    assert run.figures["right"].count == 1
    assert run.figures["refused_unanswerable"].value == 0.5
    assert run.figures["refused_unanswerable"].low < 0.5 < run.figures["refused_unanswerable"].high
    kept = read_run(desk.settings.index / "evaluations" / f"{run.name}.json")
    assert kept.finished == run.finished
    assert kept.settings["paragraphs sha256"] == run.checksum
    assert evaluations.runs().unfinished == ()


def test_the_report_shows_the_failure_and_what_was_read_of_which_documents(evaluations, add, wait):
    add(RATIFIED, MISJUDGED, {"question": "no answer is given"})
    evaluations.start("asked.jsonl", NPT)
    wait()
    (run,) = evaluations.runs().runs
    assert run.selection == NPT
    report = evaluations.report(run.name, None)
    assert report.startswith("<!DOCTYPE html>")
    assert "<script" not in report
    assert MISJUDGED["question"] in report
    assert "The documents hold no answer, and one was shown." in report
    assert "<strong>1 row left out</strong>" in report
    assert "Against the baseline" not in report
    assert "npt" in report


def test_a_run_is_compared_with_another_of_the_same_questions(evaluations, add, wait):
    add(RATIFIED, REFUSED)
    evaluations.start("asked.jsonl", EVERYTHING)
    wait()
    (first,) = evaluations.runs().runs
    evaluations.run_again(first.name)
    wait()
    second, _ = evaluations.runs().runs
    assert second.comparable == (first.name,)
    report = evaluations.report(second.name, first.name)
    assert "Against the baseline" in report
    assert first.name in report
    add({"question": "Who painted the Mona Lisa?", "answerable": False}, name="others.jsonl")
    evaluations.start("others.jsonl", EVERYTHING)
    wait()
    other = evaluations.runs().runs[0]
    assert other.comparable == ()
    with pytest.raises(PinpointError, match="no question in common"):
        evaluations.report(other.name, first.name)


def test_a_run_of_one_corpus_asks_its_documents_alone(evaluations, desk, add, wait, tmp_path, encoder):
    note = tmp_path / "note.txt"
    note.write_text("1. The lighthouse of Eddystone was lit for the first time on 14 November 1698 by its builder.")
    ingest([Source(note, "lights")], desk.settings.index, encoder)
    lit = {"question": "When was the lighthouse of Eddystone lit?", "value": "1698-11-14"}
    add(lit | {"relevant": [{"quote": "14 November 1698"}]}, RATIFIED)
    evaluations.start("asked.jsonl", Selection(corpora=("lights",)))
    wait()
    lighted, ratified = read_run(
        desk.settings.index / "evaluations" / f"{evaluations.runs().runs[0].name}.json"
    ).results
    assert lighted.needed[0]
    assert ratified.needed == ((),)
    assert all(paragraph_id.startswith(lighted.needed[0][0].partition("#")[0]) for paragraph_id in ratified.ranking)
    with pytest.raises(PinpointError, match="No document fits"):
        evaluations.start("asked.jsonl", Selection(corpora=("nowhere",)))


def test_a_run_that_was_stopped_goes_on_where_it_was(evaluations, wait):
    evaluations.start(DEVELOPMENT_QUESTIONS.name, EVERYTHING)
    until = time.monotonic() + 30
    while evaluations.progress().done < 3:
        assert time.monotonic() < until
        time.sleep(0.01)
    assert evaluations.progress().seconds_left > 0
    with pytest.raises(UnderWayError, match=r"npt\.jsonl is under way, \d+ of 356"):
        evaluations.start(DEVELOPMENT_QUESTIONS.name, EVERYTHING)
    evaluations.stop()
    stopped = wait()
    assert stopped.stage == "stopped"
    (left,) = evaluations.runs().unfinished
    assert (left.name, left.questions, left.obstacle) == (stopped.name, "npt.jsonl", "")
    assert left.done == stopped.done >= 3
    assert evaluations.runs().runs == ()
    again = evaluations.go_on(left.name)
    while evaluations.progress().stage == "preparing":
        time.sleep(0.01)
    assert evaluations.progress().done >= left.done
    evaluations.stop()
    wait()
    assert again.name == left.name
    evaluations.discard(left.name)
    assert evaluations.runs().unfinished == ()
    with pytest.raises(PinpointError, match="cannot go on"):
        evaluations.go_on(left.name)


@pytest.mark.parametrize(("asked_of", "chosen", "scopes"), [
    (EVERYTHING, EVERYTHING, ["all"]),
    (EVERYTHING, NPT, ["all"]),
    (NPT, NPT, ["chosen"]),
    (NPT, EVERYTHING, []),
    (NPT, Selection(languages=("zh",)), []),
])  # fmt: skip
def test_the_form_offers_to_go_on_with_a_run_of_the_same_documents(evaluations, desk, wait, asked_of, chosen, scopes):
    evaluations.start(DEVELOPMENT_QUESTIONS.name, asked_of)
    while evaluations.progress().done < 1:
        time.sleep(0.01)
    evaluations.stop()
    name = wait().name
    (left,) = evaluations.runs().unfinished
    assert left.selection == asked_of
    form = lxml.html.fromstring(RoomSteps(desk, evaluations).show_new_run(chosen, "en"))
    offered = [offer for offer in form.iter("p") if offer.get("data-of-file")]
    assert [(offer.get("data-of-file"), offer.get("data-of-scope")) for offer in offered] == [
        ("npt.jsonl", scope) for scope in scopes
    ]
    assert [button.get("data-run") for offer in offered for button in offer.iter("button")] == [name] * len(scopes)


def test_a_run_whose_questions_changed_since_is_not_offered_at_the_form(evaluations, desk):
    folder = desk.settings.index / "evaluations"
    folder.mkdir()
    (folder / "older.json.partial").write_text('{"settings": {"questions": "npt.jsonl", "questions sha256": "0"}}\n')
    assert [run.obstacle for run in evaluations.runs().unfinished] == ["changed"]
    assert "data-of-file" not in RoomSteps(desk, evaluations).show_new_run(EVERYTHING, "en")


def test_whether_a_run_still_fits_is_told_by_the_documents_and_the_program(evaluations, desk, add, wait, encoder):
    add(RATIFIED)
    evaluations.start("asked.jsonl", EVERYTHING)
    wait()
    folder = desk.settings.index / "evaluations"
    (path,) = folder.glob("*.json")
    record = json.loads(path.read_text(encoding="utf-8"))
    record["settings"]["pinpoint"] = "0.0.1"
    (folder / "older.json").write_text(json.dumps(record))
    assert {run.name: run.fit for run in evaluations.runs().runs} == {path.stem: "same", "older": "other_program"}
    note = folder.parent / "note.txt"
    note.write_text("1. The lighthouse of Eddystone was lit for the first time on 14 November 1698 by its builder.")
    ingest([Source(note, "lights")], desk.settings.index, encoder)
    assert {run.fit for run in evaluations.runs().runs} == {"other_documents"}


def test_damaged_files_are_named_and_names_from_outside_lead_nowhere(evaluations, desk):
    folder = desk.settings.index / "evaluations"
    folder.mkdir()
    (folder / "odd <b>.json").write_text("{}")
    (folder / "half.json.partial").write_text('{"settings": {"questions": "gone.csv"}}\n{"question_id"')
    (desk.settings.index.parent / "outside.json").write_text("{}")
    listed = evaluations.runs()
    assert listed.runs == ()
    (damaged,) = listed.damaged
    assert damaged.name == "odd <b>.json"
    assert damaged.problem.startswith("odd <b>.json is no run")
    (left,) = listed.unfinished
    assert (left.name, left.done, left.obstacle) == ("half", 0, "gone")
    for name in ("../../outside", "../outside", "", "..", str(folder / "half")):
        with pytest.raises(PinpointError):
            evaluations.report(name, None)
        with pytest.raises(PinpointError):
            evaluations.go_on(name)
        with pytest.raises(PinpointError):
            evaluations.discard(name)
        with pytest.raises(PinpointError):
            evaluations.start(name, EVERYTHING)
    with pytest.raises(PinpointError, match=r"gone\.csv"):
        evaluations.go_on("half")


def test_runs_of_the_command_line_are_listed_too(evaluations, desk):
    folder = desk.settings.index / "evaluations"
    folder.mkdir()
    baseline = DEVELOPMENT_QUESTIONS.parent.with_name("baselines") / "npt.json"
    (folder / "npt.json").write_bytes(baseline.read_bytes())
    (run,) = evaluations.runs().runs
    assert (run.questions, run.asked) == ("npt.jsonl", 356)
    assert set(run.figures) == {"R@1", "right", "wrong_shown", "refused_unanswerable"}
    assert run.fit != "other_documents" or not BUNDLED_CORPUS.exists()

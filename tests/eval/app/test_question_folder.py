"""Question files of the chat app: bundled, uploaded, drafted; hostile names stay in the folder."""

import asyncio
import base64
import json
import threading
from dataclasses import replace

import gradio as gr
import lxml.html
import pytest

from assistant.chat.desk import Desk
from assistant.chat.evaluation.rendering import MOST_BYTES
from assistant.chat.evaluation.room_steps import RoomSteps
from assistant.library import Library
from assistant.selection import Selection
from corpus.errors import PinpointError
from eval.app import question_folder
from eval.app.evaluations import AppEvaluations
from eval.app.question_folder import MOST_LINES, QuestionFolder
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS
from index.build import ingest
from index.sources import Source
from index.store import read_index
from tests.eval.app.conftest import RATIFIED, REFUSED


def test_the_development_questions_are_offered_where_their_corpus_is(evaluations):
    (bundled,) = evaluations.question_files()
    assert (bundled.name, bundled.count, bundled.corpora) == ("npt.jsonl", 356, ("npt",))
    assert 0 < bundled.answerable < 356
    assert evaluations.corpora_without_questions() == ()


def test_an_upload_is_kept_with_its_bad_rows_named(evaluations, add, desk):
    kept = add(RATIFIED, REFUSED, {"question": "no answer is given"}, name="my questions.jsonl")
    assert (kept.name, kept.count, kept.answerable, kept.corpora) == ("my_questions.jsonl", 2, 1, ("npt",))
    ((where, problem),) = kept.bad_rows
    assert where == "my_questions.jsonl, line 3"
    assert "nothing says what a right answer is" in problem
    assert (desk.settings.index / "questions" / "my_questions.jsonl").is_file()
    assert [file.name for file in evaluations.question_files()] == ["npt.jsonl", "my_questions.jsonl"]


def test_a_table_is_taken_as_well(evaluations, tmp_path):
    (tmp_path / "upload").write_text(
        "question;quote\nWhen did Belgium ratify it?;1999 年 6 月 29 日\n", encoding="utf-8"
    )
    kept = evaluations.add_question_file(tmp_path / "upload", "table.csv")
    assert (kept.name, kept.count) == ("table.csv", 1)


def test_the_same_file_is_kept_once_and_another_of_its_name_beside_it(add, evaluations):
    assert add(RATIFIED).name == add(RATIFIED).name == "asked.jsonl"
    assert add(REFUSED).name == "asked-2.jsonl"
    assert add(REFUSED, name="npt.jsonl").name == "npt-2.jsonl"
    assert add(REFUSED, name="feedback.jsonl").name == "feedback-2.jsonl"
    assert len(evaluations.question_files()) == 5


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../escape.jsonl", "escape.jsonl"),
        ("C:\\Users\\me\\mine.JSONL", "mine.jsonl"),
        ("/etc/passwd", "passwd.jsonl"),
        (".hidden", "hidden.jsonl"),
        ("<img src=x onerror=alert(1)>.jsonl", "_img_src_x_onerror_alert(1)_.jsonl"),
        ("x" * 300 + ".jsonl", "x" * 80 + ".jsonl"),
        ("核" * 300 + ".jsonl", "核" * 50 + ".jsonl"),
        ("𝔘" * 300 + "." + "é" * 20, "𝔘" * 37 + "." + "é" * 5),
        ("", "questions.jsonl"),
        ("..", "questions.jsonl"),
    ],
)
def test_a_name_from_outside_becomes_a_plain_one(add, desk, name, kept):
    assert add(RATIFIED, name=name).name == kept
    assert [path.name for path in (desk.settings.index / "questions").iterdir()] == [kept]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "has no format that Pinpoint knows"),
        ('{"question": "?"}', "There is no question in"),
        ('{"data": [{"paragraphs": [{"context": "It is so.", "qas": [{"id": "1", "question": "Is it so?", '
         '"answers": [{"text": "so", "answer_start": 6}]}]}]}]}', "brings its own paragraphs"),
    ],
)  # fmt: skip
def test_what_holds_no_questions_for_this_index_is_refused_and_not_kept(evaluations, tmp_path, desk, content, problem):
    (tmp_path / "upload").write_text(content)
    with pytest.raises(PinpointError, match=problem) as refused:
        evaluations.add_question_file(tmp_path / "upload", "odd.json")
    assert str(tmp_path) not in str(refused.value)
    assert not (desk.settings.index / "questions").exists()


def test_a_file_that_was_spoilt_later_says_so_in_the_list(evaluations, add, desk):
    add(RATIFIED)
    (desk.settings.index / "questions" / "asked.jsonl").write_text("{")
    _, spoilt = evaluations.question_files()
    assert spoilt.problem.startswith("There is no question in")
    assert str(desk.settings.index) not in spoilt.problem
    with pytest.raises(PinpointError, match="There is no question in"):
        evaluations.start("asked.jsonl", Selection())


def test_a_file_is_handed_out_as_it_is_kept(evaluations, add, desk):
    add(RATIFIED, {"question": "no answer is given"})
    content = evaluations.question_file_content("asked.jsonl")
    assert content == (desk.settings.index / "questions" / "asked.jsonl").read_bytes()
    assert evaluations.question_file_content("npt.jsonl") == DEVELOPMENT_QUESTIONS.read_bytes()
    shown, parcel = RoomSteps(desk, evaluations).take_file(
        Selection(), gr.EventData(None, {"file": "asked.jsonl"}), None
    )
    assert shown == gr.skip()
    (handed,) = lxml.html.fromstring(f"<div>{parcel}</div>").iter("span")
    assert handed.get("data-name") == "asked.jsonl"
    assert base64.b64decode(handed.get("data-content")) == content


@pytest.mark.parametrize(
    "name",
    [
        "../outside.jsonl",
        "../../outside.jsonl",
        "/etc/passwd",
        "",
        ".",
        "..",
        ".hidden.jsonl",
        "notes.txt",
        "held/in.jsonl",
    ],
)
def test_no_name_leads_to_anything_but_a_question_file_of_the_folder(evaluations, add, desk, name):
    add(RATIFIED)
    folder = desk.settings.index / "questions"
    secret = json.dumps(RATIFIED | {"question": "secret"})
    (folder / "held").mkdir()
    for path in ("../outside.jsonl", "../../outside.jsonl", ".hidden.jsonl", "held/in.jsonl"):
        (folder / path).write_text(secret)
    (folder / "notes.txt").write_text("secret")
    for asked_for in (name, str(folder / name)):
        with pytest.raises(PinpointError):
            evaluations.question_file_content(asked_for)
        sent = gr.EventData(None, {"file": asked_for})
        shown, parcel = RoomSteps(desk, evaluations).take_file(Selection(), sent, None)
        assert parcel == gr.skip()
        (problem,) = lxml.html.fromstring(shown).find_class("problem")
        assert problem.text_content()
        assert str(folder.parent.parent) not in problem.text_content()


def test_questions_are_drafted_for_a_corpus_that_has_none_and_marked_as_such(
    evaluations, desk, tmp_path, encoder, wait
):
    note = tmp_path / "lights.txt"
    note.write_text(
        "1. The lighthouse of Eddystone was lit for the first time on 14 November 1698 by its eccentric builder.\n\n"
        "2. The Northern Lighthouse Board (NLB) spent 61,331 pounds on the tower of Bell Rock off Arbroath.\n"
    )
    ingest([Source(note, "lights")], desk.settings.index, encoder)
    assert evaluations.corpora_without_questions() == ("lights",)
    drafted = evaluations.draft(Selection(corpora=("lights",)))
    assert drafted.name == "drafted-lights.jsonl"
    assert drafted.is_drafted
    assert drafted.count >= 2
    assert drafted.corpora == ("lights",)
    assert evaluations.corpora_without_questions() == ()
    evaluations.start(drafted.name, Selection(corpora=("lights",)))
    wait()
    (run,) = evaluations.runs().runs
    assert run.is_drafted
    assert "Drafted questions." in evaluations.report(run.name, None)


def test_the_bundled_questions_are_not_offered_without_their_corpus(tmp_path, encoder, desk):
    note = tmp_path / "note.txt"
    note.write_text("1. The delegates praised the moderator for her patience and humour during the consultations.")
    ingest([Source(note, "notes")], tmp_path / "other", encoder)
    library = Library(read_index(tmp_path / "other"), encoder)
    evaluations = AppEvaluations(Desk(replace(desk.settings, index=tmp_path / "other"), library))
    assert evaluations.question_files() == ()
    with pytest.raises(PinpointError, match=r"There is no question file 'npt\.jsonl'"):
        evaluations.start(DEVELOPMENT_QUESTIONS.name, Selection())


@pytest.mark.parametrize(("bytes_more", "said"), [(0, "Added full.jsonl. Questions: 1."), (1, "has more than 2.9 MB")])
def test_a_file_from_the_browser_may_have_the_most_bytes_and_no_more(evaluations, desk, bytes_more, said):
    bare = json.dumps(RATIFIED | {"note": ""})
    row = bare.replace('"note": ""', f'"note": "{"x" * (MOST_BYTES + bytes_more - len(bare))}"')
    sent = {"name": "full.jsonl", "content": base64.b64encode(row.encode()).decode()}
    shown = RoomSteps(desk, evaluations).add_file(Selection(), gr.EventData(None, sent), None)
    assert said in shown


def test_a_file_may_have_the_most_lines_and_no_more(add, desk, evaluations):
    # Rows that are no questions are lines too, and read in no time.
    lines = [RATIFIED] + [{"question": ""}] * (MOST_LINES - 1)
    with pytest.raises(PinpointError, match=r"asked\.jsonl has 5,001 lines, and 5,000 is the most: split it"):
        add(*lines, {"question": ""})
    assert not (desk.settings.index / "questions").exists()
    assert add(*lines).count == 1


def test_json_on_a_single_line_may_hold_no_more_questions_either(evaluations, tmp_path):
    asked = [{"id": str(number), "question": f"Is it {number}?"} for number in range(MOST_LINES + 1)]
    (tmp_path / "upload").write_text(json.dumps({"data": [{"paragraphs": [{"context": "It is so.", "qas": asked}]}]}))
    with pytest.raises(PinpointError, match=r"one\.json has 5,001 lines"):
        evaluations.add_question_file(tmp_path / "upload", "one.json")


@pytest.mark.parametrize(
    ("bound", "most", "problem"),
    [
        ("_MOST_FILES", 2, "There are 2 question files already."),
        ("_MOST_BYTES_IN_ALL", 400, "would have more than 0.0004 MB."),
        ("_MOST_QUESTIONS_IN_ALL", 3, "would have more than 3 questions."),
    ],
)
def test_where_there_is_no_room_a_file_is_refused_with_the_remedy(
    evaluations, add, desk, monkeypatch, bound, most, problem
):
    monkeypatch.setattr(question_folder, bound, most)
    add(RATIFIED, {"question": "no answer is given"})
    add(REFUSED)
    sent = {"name": "third.jsonl", "content": base64.b64encode(json.dumps(RATIFIED).encode()).decode()}
    shown = RoomSteps(desk, evaluations).add_file(Selection(), gr.EventData(None, sent), None)
    (said,) = lxml.html.fromstring(shown).find_class("problem")
    assert problem in said.text_content()
    assert said.text_content().endswith("Have some deleted from questions, or use `pinpoint eval` on the command line.")
    with pytest.raises(PinpointError, match="Have some deleted from"):
        evaluations.draft(Selection())
    assert sorted(path.name for path in (desk.settings.index / "questions").iterdir()) == [
        "asked-2.jsonl",
        "asked.jsonl",
    ]
    # What is kept already needs no room.
    assert add(REFUSED).name == "asked-2.jsonl"


def test_an_added_file_is_read_once_and_under_the_name_that_it_gets(evaluations, add, monkeypatch):
    read = []
    really = question_folder.read_question_set
    monkeypatch.setattr(question_folder, "read_question_set", lambda path: read.append(path.name) or really(path))
    add(RATIFIED)
    kept = add(REFUSED, {"question": "no answer is given"})
    assert kept.bad_rows[0][0] == "asked-2.jsonl, line 2"
    assert [file.count for file in evaluations.question_files()] == [356, 1, 1]
    assert sorted(read) == ["asked-2.jsonl", "asked.jsonl", "npt.jsonl"]


def test_what_a_file_held_is_forgotten_with_it(desk, tmp_path):
    folder = QuestionFolder(tmp_path / "questions")
    (tmp_path / "upload").write_text(json.dumps(RATIFIED))
    folder.add(tmp_path / "upload", "asked.jsonl", desk.library)
    gone = tmp_path / "questions" / "asked.jsonl"
    assert gone in folder._read
    gone.unlink()
    assert [file.name for file in folder.files(desk.library)] == ["npt.jsonl"]
    assert list(folder._read) == [DEVELOPMENT_QUESTIONS]


def test_files_are_added_one_at_a_time_and_too_many_are_turned_away(evaluations, desk, monkeypatch):
    at_once, most = [], []
    really = evaluations.add_question_file

    def watched(path, name):
        at_once.append(threading.current_thread())
        most.append(len(at_once))
        try:
            return really(path, name)
        finally:
            at_once.pop()

    monkeypatch.setattr(evaluations, "add_question_file", watched)
    steps = RoomSteps(desk, evaluations)

    async def crowd():
        sent = [
            {
                "name": "crowd.jsonl",
                "content": base64.b64encode(json.dumps(RATIFIED | {"id": str(n)}).encode()).decode(),
            }
            for n in range(8)
        ]
        return await asyncio.gather(
            *(steps.add_file_in_turn(Selection(), gr.EventData(None, each), None) for each in sent)
        )

    shown = asyncio.run(crowd())
    # One browser may have a quarter of the places in the line, beside what it has its turn with.
    assert sum("Added crowd" in each for each in shown) == len(most) == 5
    assert sum("Others are adding question files just now" in each for each in shown) == 3
    assert set(most) == {1}

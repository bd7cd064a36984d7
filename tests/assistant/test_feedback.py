"""What readers say of answers is kept, whoever writes at the same time and whatever breaks off."""

import json
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant import feedback as feedback_module
from assistant.feedback import FILE_NAME, MOST_COMMENT_CHARACTERS, FeedbackFile
from corpus.errors import PinpointError


@pytest.fixture(scope="module")
def answer(assistant):
    return assistant.ask("When did Belgium ratify the CTBT?")


@pytest.fixture(scope="module")
def refusal(assistant):
    return assistant.ask("When did Portugal ratify the CTBT?")


def test_what_was_said_is_read_back_with_all_that_a_question_of_an_evaluation_needs(tmp_path, answer):
    feedback = FeedbackFile(tmp_path).add("wrong_value", answer, "  It was signed in 1996.  ")
    assert FeedbackFile(tmp_path).read() == [feedback]
    assert (feedback.question, feedback.language, feedback.status) == (answer.question, "en", "answered")
    assert (feedback.value, feedback.kind, feedback.review) == ("1999-06-29", "wrong_value", "open")
    assert feedback.comment == "It was signed in 1996."
    cited = answer.citations[0]
    assert feedback.citations[0].paragraph_id == cited.paragraph.paragraph_id
    assert feedback.citations[0].quote == cited.quote
    assert feedback.citations[0].reference.startswith("NPT/CONF.2015/39, “支柱一：核裁军")
    assert feedback.citations[0].reference.endswith("unnumbered para. 1")
    assert feedback.given.endswith("+00:00")


def test_a_refused_answer_keeps_the_paragraphs_that_were_offered_apart_from_citations(tmp_path, refusal):
    feedback = FeedbackFile(tmp_path).add("wrong_paragraph", refusal)
    assert feedback.status == "not_found"
    assert feedback.citations == ()
    assert [near.quote for near in feedback.nearest] == [near.paragraph.text for near in refusal.nearest] != []
    assert FeedbackFile(tmp_path).read() == [feedback]


def test_a_question_that_an_earlier_one_completes_is_kept_as_it_was_asked(tmp_path, assistant):
    answer = assistant.ask("And the Additional Protocol?", conversation=["When did Belgium ratify the CTBT?"])
    feedback = FeedbackFile(tmp_path).add("right", answer)
    assert feedback.question == "And the Additional Protocol?"
    assert feedback.asked == answer.interpreted_question != feedback.question


def test_a_reader_who_thinks_better_of_it_is_counted_once(tmp_path, answer, refusal):
    file = FeedbackFile(tmp_path)
    first = file.add("right", answer)
    other = file.add("wrong_paragraph", refusal)
    second = file.add("wrong_value", answer, replaces=first.feedback_id)
    assert file.read() == [other, second]


def test_a_review_is_kept_and_can_be_taken_back(tmp_path, answer):
    file = FeedbackFile(tmp_path)
    feedback = file.add("right", answer)
    file.settle(feedback.feedback_id, "accepted")
    assert [said.review for said in file.read()] == ["accepted"]
    file.settle(feedback.feedback_id, "open")
    assert file.read() == [feedback]


def test_feedback_that_is_gone_cannot_be_settled(tmp_path, answer):
    file = FeedbackFile(tmp_path)
    first = file.add("right", answer)
    file.add("wrong_value", answer, replaces=first.feedback_id)
    with pytest.raises(PinpointError, match="not there any more"):
        file.settle(first.feedback_id, "accepted")


def test_a_line_that_was_cut_off_is_passed_over_and_swallows_nothing(tmp_path, answer):
    file = FeedbackFile(tmp_path)
    first = file.add("right", answer)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole + whole[: len(whole) // 2])
    assert file.read() == [first]
    second = file.add("wrong_paragraph", answer)
    assert file.read() == [first, second]


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'"text"',
        b'{"kind": "right"}',
        b'{"settles": "nobody", "review": "accepted"}',
        b'{"settles": ["x"], "review": {"a": 1}}',
    ],
)
def test_lines_that_are_no_feedback_are_passed_over(tmp_path, answer, line):
    file = FeedbackFile(tmp_path)
    first = file.add("right", answer)
    with file.path.open("ab") as appended:
        appended.write(line + b"\n")
    assert file.read() == [first]


@pytest.mark.parametrize("field", ["question", "citations", "value", "kind", "review", "nearest"])
def test_a_line_with_a_field_of_another_kind_is_passed_over(tmp_path, answer, field):
    file = FeedbackFile(tmp_path)
    file.add("right", answer)
    record = json.loads(file.path.read_text(encoding="utf-8"))
    file.path.write_text(json.dumps(record | {field: [{"quote": 3}]}) + "\n", encoding="utf-8")
    assert file.read() == []


def test_half_a_character_and_a_long_comment_do_no_harm(tmp_path, answer):
    comment = "\ud800 line\nline \x00\u2028" + "字" * MOST_COMMENT_CHARACTERS
    FeedbackFile(tmp_path).add("right", answer, comment)
    (said,) = FeedbackFile(tmp_path).read()
    assert said.comment.startswith("? line\nline \x00\u2028字")
    assert len(said.comment) == MOST_COMMENT_CHARACTERS


_ADD_TWENTY = """
import pickle, sys
from pathlib import Path
from assistant.feedback import FeedbackFile
answer = pickle.loads(sys.stdin.buffer.read())
for _ in range(20):
    FeedbackFile(Path(sys.argv[1])).add("right", answer, "x" * 1000)
"""


def test_processes_that_add_at_the_same_time_lose_nothing(tmp_path, answer):
    command = [sys.executable, "-c", _ADD_TWENTY, str(tmp_path)]
    adding = [subprocess.Popen(command, stdin=subprocess.PIPE) for _ in range(3)]
    with ThreadPoolExecutor() as together:
        list(together.map(lambda process: process.communicate(pickle.dumps(answer), timeout=60), adding))
    assert [process.returncode for process in adding] == [0, 0, 0]
    assert len({said.feedback_id for said in FeedbackFile(tmp_path).read()}) == 60


def test_a_disk_that_refuses_is_named_with_the_remedy(tmp_path, answer):
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(PinpointError, match=r"cannot be written \(Is a directory\): check"):
        FeedbackFile(tmp_path).add("right", answer)
    with pytest.raises(PinpointError, match="cannot be read"):
        FeedbackFile(tmp_path).read()


def test_a_full_disk_is_named_and_what_was_there_stays(tmp_path, answer, monkeypatch):
    file = FeedbackFile(tmp_path)
    first = file.add("right", answer)

    def full(_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full_disk:
        full_disk.setattr(os, "fsync", full)
        with pytest.raises(PinpointError, match="No space left on device"):
            file.add("wrong_value", answer)
    assert file.read()[0] == first


def test_nothing_said_is_nothing_read(tmp_path):
    assert FeedbackFile(tmp_path / "not there yet").read() == []


def test_a_full_file_takes_no_more_and_can_still_be_reviewed(tmp_path, answer, monkeypatch):
    file = FeedbackFile(tmp_path)
    first = file.add("right", answer)
    monkeypatch.setattr(feedback_module, "MOST_BYTES", file.path.stat().st_size)
    with pytest.raises(PinpointError, match="takes no more: review it, and put the file somewhere else"):
        file.add("right", answer)
    file.settle(first.feedback_id, "dropped")
    assert [said.review for said in file.read()] == ["dropped"]
    file.path.rename(tmp_path / "before.jsonl")
    added = file.add("right", answer)
    assert file.read() == [added]

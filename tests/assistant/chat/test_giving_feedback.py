"""What can be said of an answer, and that what a browser sends is not believed."""

import dataclasses

import pytest

from assistant.chat.asking.conversation import Turn, render_conversation
from assistant.chat.asking.giving_feedback import choices_for, keep_said
from assistant.chat.asking.taking_away import taken_file
from assistant.feedback import FeedbackFile


@pytest.fixture(scope="module")
def answers(assistant):
    return {
        "value": assistant.ask("When did Belgium ratify the CTBT?"),
        "lookup": assistant.ask("NPT/CONF.2020/PC.II/WP.6, para. 4"),
        "refused": assistant.ask("When did Portugal ratify the CTBT?"),
    }


@pytest.fixture
def turns(answers):
    return [Turn(each.question, each.language, each, number=number) for number, each in enumerate(answers.values())]


def test_only_what_is_apt_can_be_said(answers):
    kinds = {name: [choice.kind for choice in choices_for(answer)] for name, answer in answers.items()}
    assert kinds == {
        "value": ["right", "wrong_paragraph", "wrong_value", "should_be_refused"],
        "lookup": ["right", "wrong_paragraph"],
        "refused": ["right", "wrong_paragraph"],
    }


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"turn": "0"},
        {"turn": "0", "comment": "of nothing"},
        {"turn": "9", "kind": "right"},
        {"turn": "-1", "kind": "right"},
        {"turn": "0", "kind": "perfect"},
        {"turn": "1", "kind": "wrong_value"},
        {"turn": "2", "kind": "should_be_refused"},
    ],
)
def test_what_is_no_feedback_on_an_answer_is_not_kept(turns, tmp_path, data):
    file = FeedbackFile(tmp_path)
    keep_said(turns, data, file)
    assert file.read() == []
    assert all(turn.said.feedback is None for turn in turns)


def test_the_same_said_twice_is_kept_once(turns, tmp_path):
    file = FeedbackFile(tmp_path)
    keep_said(turns, {"turn": "0", "kind": "right"}, file)
    written = file.path.read_bytes()
    keep_said(turns, {"turn": "0", "kind": "right"}, file)
    assert file.path.read_bytes() == written


def test_a_comment_is_added_to_what_was_said_and_outlives_a_change(turns, tmp_path):
    file = FeedbackFile(tmp_path)
    keep_said(turns, {"turn": "0", "kind": "right"}, file)
    keep_said(turns, {"turn": "0", "comment": " Well. "}, file)
    keep_said(turns, {"turn": "0", "kind": "wrong_value"}, file)
    assert [(said.kind, said.comment) for said in file.read()] == [("wrong_value", "Well.")]
    assert turns[0].said.feedback in file.read()


def test_two_visitors_say_what_they_say_of_their_own_answers(answers, tmp_path):
    one, other = (Turn("Q", "en", answers["value"]) for _ in range(2))
    keep_said([one], {"turn": "0", "kind": "right"}, FeedbackFile(tmp_path))
    assert other.said.feedback is None


def test_a_comment_is_shown_as_text(turns, tmp_path):
    keep_said(turns, {"turn": "0", "kind": "right", "comment": '"><script>alert(1)</script>'}, FeedbackFile(tmp_path))
    html = render_conversation(turns)
    assert "<script>" not in html
    assert 'value="&#34;&gt;&lt;script&gt;' in html


def test_an_answer_that_is_still_being_written_is_neither_judged_nor_taken_away(answers, library, tmp_path):
    import datetime

    turns = [Turn("Q", "en", answers["value"], is_written=True), Turn("Q", "en", problem="No.")]
    keep_said(turns, {"turn": "0", "kind": "right"}, FeedbackFile(tmp_path))
    assert FeedbackFile(tmp_path).read() == []
    assert taken_file(turns, {"format": "word"}, library, datetime.date(2026, 11, 21)) is None


def test_a_last_question_in_another_language_changes_nothing_of_the_words_around_the_others(turns, library):
    import datetime

    last = dataclasses.replace(turns[0].answer, language="fr")
    taken = taken_file(
        [*turns, Turn(last.question, "fr", last)], {"format": "markdown"}, library, datetime.date(2026, 11, 21)
    )
    assert taken.content.decode().startswith("# Questions and answers, 21 November 2026")


@pytest.mark.parametrize("data", [{}, {"format": "pdf"}])
def test_no_other_format_is_made(turns, library, data):
    import datetime

    assert taken_file(turns, data, library, datetime.date(2026, 11, 21)) is None

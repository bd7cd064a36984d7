"""Feedback made evaluation questions: prefilled, reviewed, kept in the format of the other question files."""

import json

import pytest

from assistant.chat.evaluation.protocol import ReviewedQuestion
from assistant.feedback import FeedbackFile
from assistant.selection import Selection
from corpus.errors import PinpointError
from eval.app import feedback_questions
from eval.question_files.jsonl import read_questions
from eval.question_set import QuoteFinder
from index.build import ingest
from index.sources import Source

QUESTION = "When did Belgium ratify the CTBT?"


@pytest.fixture
def say(desk):
    """Gives feedback on the real answer to a question; its id."""

    def say(kind, question=QUESTION, comment=""):
        return FeedbackFile(desk.settings.index).add(kind, desk.assistant.ask(question), comment).feedback_id

    return say


def reviewed(offer, question=QUESTION, **changes):
    given = {"is_answerable": offer.is_answerable, "paragraph_id": offer.paragraph_id, "quote": offer.quote}
    return ReviewedQuestion(question, **(given | {"value": offer.value} | changes))


def kept(desk):
    return read_questions(desk.settings.index / "questions" / "feedback.jsonl")


def test_a_right_answer_becomes_a_question_with_its_quote_and_value(evaluations, desk, say):
    feedback_id = say("right")
    (feedback,) = evaluations.open_feedback()
    assert (feedback.question, feedback.kind) == (QUESTION, "right")
    offer = evaluations.offer(feedback_id, None)
    assert offer.following == "followed"
    assert offer.value == "1999-06-29"
    assert offer.quote in desk.library.paragraph(offer.paragraph_id).text
    assert offer.quote in offer.sentences
    evaluations.accept(feedback_id, reviewed(offer))
    assert evaluations.open_feedback() == ()
    (question,) = kept(desk)
    assert (question.question, question.value, question.kind, question.language) == (
        QUESTION, "1999-06-29", "date", "en",
    )  # fmt: skip
    finder = QuoteFinder((desk.library.document_of(par), par) for par in desk.library.retriever.paragraphs)
    assert finder.relevant(question) == {offer.paragraph_id}


def test_a_wrong_paragraph_is_righted_by_its_reference_and_a_quote_from_it(evaluations, desk, say):
    feedback_id = say("wrong_paragraph")
    first = evaluations.offer(feedback_id, None)
    assert (first.following, first.paragraph_id, first.quote, first.is_answerable) == ("not followed", "", "", True)
    assert evaluations.offer(feedback_id, "NPT/CONF.1999/1, para. 7").following == "unknown"
    assert evaluations.offer(feedback_id, "NPT/CONF.2015/39").following == "document"
    assert evaluations.offer(feedback_id, "  ").following == "not followed"
    offer = evaluations.offer(feedback_id, "NPT/CONF.2020/PC.II/WP.6, para. 4")
    assert offer.following == "followed"
    assert len(offer.sentences) >= 1
    assert offer.language == "zh"
    with pytest.raises(PinpointError, match="Which words answer it"):
        evaluations.accept(feedback_id, reviewed(offer))
    with pytest.raises(PinpointError, match="word for word"):
        evaluations.accept(feedback_id, reviewed(offer, quote="made up"))
    evaluations.accept(feedback_id, reviewed(offer, quote=offer.sentences[0]))
    (question,) = kept(desk)
    assert question.relevant[0].quote == offer.sentences[0]


def test_a_wrong_value_keeps_the_paragraph_and_asks_for_the_value(evaluations, desk, say):
    feedback_id = say("wrong_value")
    offer = evaluations.offer(feedback_id, None)
    assert offer.value == ""
    assert offer.quote
    with pytest.raises(PinpointError, match=r"no question yet: the value 'soon' is no date"):
        evaluations.accept(feedback_id, reviewed(offer, value="soon"))
    evaluations.accept(feedback_id, reviewed(offer, value="30 June 1999"))
    assert kept(desk)[0].value == "1999-06-30"


def test_what_should_have_been_refused_becomes_a_question_that_nothing_answers(evaluations, desk, say):
    feedback_id = say("should_be_refused")
    offer = evaluations.offer(feedback_id, None)
    assert not offer.is_answerable
    evaluations.accept(feedback_id, reviewed(offer))
    (question,) = kept(desk)
    assert not question.answerable
    assert question.relevant == ()


def test_not_found_that_was_right_is_offered_as_unanswerable(evaluations, say):
    assert not evaluations.offer(say("right", "Who painted the Mona Lisa?"), None).is_answerable


def test_dropped_feedback_is_not_offered_again_and_makes_no_question(evaluations, desk, say):
    feedback_id = say("right")
    evaluations.drop(feedback_id)
    assert evaluations.open_feedback() == ()
    assert not (desk.settings.index / "questions").exists()
    for act in (evaluations.drop, lambda key: evaluations.offer(key, None)):
        with pytest.raises(PinpointError, match="reviewed already"):
            act(feedback_id)


def test_rows_that_were_there_stay_as_they_were(evaluations, desk, say):
    folder = desk.settings.index / "questions"
    folder.mkdir()
    before = '{"question": "by hand",  "answerable": false}\nno JSON at all'
    (folder / "feedback.jsonl").write_text(before)
    evaluations.accept(key := say("should_be_refused"), ReviewedQuestion("<b>Why</b>?\u2028", False))
    lines = (folder / "feedback.jsonl").read_text(encoding="utf-8").split("\n")
    assert lines[:2] == before.split("\n")
    assert json.loads(lines[2])["question"] == "<b>Why</b>?"
    assert json.loads(lines[2])["id"] == f"feedback-{key}"
    assert lines[3:] == [""]


def test_a_cited_paragraph_that_left_the_index_is_said_to_be_gone(evaluations, desk, say, encoder, tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("1. The lighthouse of Eddystone was lit for the first time on 14 November 1698 by its builder.")
    ingest([Source(note, "lights")], desk.settings.index, encoder)
    feedback_id = say("right", "When was the lighthouse of Eddystone lit for the first time?")
    assert evaluations.offer(feedback_id, None).value == "1698-11-14"
    note.unlink()
    ingest([Source(note, "lights")], desk.settings.index, encoder)
    assert evaluations.offer(feedback_id, None).following == "gone"


def test_accepted_questions_are_asked_in_the_next_run(evaluations, desk, say):
    feedback_id = say("should_be_refused", QUESTION)
    evaluations.accept(feedback_id, reviewed(evaluations.offer(feedback_id, None)))
    begun = evaluations.start("feedback.jsonl", Selection())
    assert begun.total == 1


def test_a_full_file_of_questions_takes_no_more_and_the_feedback_stays_open(evaluations, desk, say, monkeypatch):
    monkeypatch.setattr(feedback_questions, "MOST_LINES", 1)
    first, second = say("should_be_refused"), say("should_be_refused", "Who was it?")
    evaluations.accept(first, ReviewedQuestion(QUESTION, False))
    with pytest.raises(PinpointError, match=r"feedback\.jsonl has 1 lines and takes no more: give it another name"):
        evaluations.accept(second, ReviewedQuestion("Who was it?", False))
    assert [feedback.feedback_id for feedback in evaluations.open_feedback()] == [second]
    (desk.settings.index / "questions" / "feedback.jsonl").rename(desk.settings.index / "questions" / "reviewed.jsonl")
    evaluations.accept(second, ReviewedQuestion("Who was it?", False))
    assert [question.question for question in kept(desk)] == ["Who was it?"]

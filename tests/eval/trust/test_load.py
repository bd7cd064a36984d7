"""A few visitors at once against the real server, and what counts as a loss."""

import asyncio
from dataclasses import replace

import pytest

from eval.trust.alone import AloneAnswers, answers_alone
from eval.trust.load import LoadRun, ask_in_turns, fill_with_pages, questions_alone, replay
from eval.trust.served import ServerStoppedError, serve_index
from eval.trust.visitors import AskingFailedError, LoadEvent, Visitor, read_conversation, read_parts

QUESTIONS = 6


@pytest.fixture(scope="module")
def served(index_folder):
    with serve_index(index_folder) as served:
        yield served


@pytest.fixture(scope="module")
def parts(served):
    return read_parts(served.address)


@pytest.fixture(scope="module")
def alone(served, parts):
    return asyncio.run(answers_alone(served.address, parts, questions_alone(QUESTIONS)))


@pytest.fixture(scope="module")
def expected(alone):
    return alone.shown


def test_visitors_who_ask_at_once_are_shown_their_own_answers(served, parts, expected):
    asyncio.run(fill_with_pages(served.address, parts, list(expected), 2, 2))
    run = asyncio.run(ask_in_turns(served, 8, 4, expected, parts))
    assert len(run.times) >= 8
    assert run.failures == run.mixed_up == []


def test_most_questions_are_answered_alike_alone_and_after_another(alone):
    tally = alone.tally()
    assert tally.losses == ()
    assert tally.figures == f"{len(alone.shown)} of {QUESTIONS} questions are answered alike alone and after another"


def test_a_question_that_is_not_answered_even_alone_is_a_loss(served, parts):
    alone = asyncio.run(answers_alone(served.address, parts, ["x" * 5000, "When did Belgium ratify the CTBT?"]))
    (loss, few) = alone.tally().losses
    assert "is not answered: " in loss
    assert few.startswith("only 1 of 2 questions")
    assert list(alone.shown) == ["When did Belgium ratify the CTBT?"]


def test_too_few_questions_to_see_a_mix_up_with_are_a_loss():
    shown = {f"question {number}": ("answer",) for number in range(10)}
    assert AloneAnswers(20, shown).tally().losses == ()
    (loss,) = AloneAnswers(21, shown).tally().losses
    assert loss.startswith("only 10 of 21 questions")


def test_an_opened_page_sends_its_load_events_and_stays_open(served, parts):
    async def open_and_close():
        async with Visitor(served.address, parts) as visitor:
            return visitor._heartbeat.status_code, visitor._heartbeat.is_closed, visitor._heartbeat

    status, was_closed, heartbeat = asyncio.run(open_and_close())
    assert (status, was_closed, heartbeat.is_closed) == (200, False, True)
    # As the page's, in a browser: the frame, and a part of each room.
    assert len(parts.loads) >= 5


def test_a_page_of_which_a_part_fails_was_not_opened(served, parts):
    async def open_page():
        async with Visitor(served.address, replace(parts, loads=(LoadEvent(10**6, 0, ()),))):
            pass

    with pytest.raises(AskingFailedError):
        asyncio.run(open_page())


def test_an_answer_to_another_question_is_a_loss(served, parts, expected):
    questions = list(expected)
    swapped = dict(zip(questions, [expected[question] for question in questions[1:] + questions[:1]], strict=True))
    run = asyncio.run(ask_in_turns(served, 1, 1, swapped, parts))
    assert run.mixed_up
    assert run.tally("swapped").survived < run.tally("swapped").tried


def test_programs_get_the_same_record_each_time(served, expected):
    run = asyncio.run(replay(served, 20, list(expected)))
    assert len(run.times) == 20
    assert run.failures == run.mixed_up == []


def test_a_visitor_who_is_shown_an_error_says_so(served, parts):
    async def ask_nothing():
        async with Visitor(served.address, parts) as visitor:
            visitor._session = ""
            return await visitor.ask("When did Belgium ratify the CTBT?")

    with pytest.raises(AskingFailedError):
        asyncio.run(ask_nothing())


def test_a_server_that_ended_is_noticed(index_folder):
    with serve_index(index_folder) as served:
        served.process.kill()
        served.process.wait()
        with pytest.raises(ServerStoppedError):
            served.mebibytes()


def test_a_server_that_does_not_start_says_why(tmp_path):
    (tmp_path / "index.json").write_text("{")
    with pytest.raises(ServerStoppedError, match="rebuild"), serve_index(tmp_path):
        pass


def test_memory_that_grows_after_the_warming_up_is_a_loss():
    assert LoadRun(1, [0.1], mebibytes=[500, 700, *[720] * 30, *[740] * 10]).tally("load").losses == ()
    (loss,) = LoadRun(1, [0.1], mebibytes=[500, 700, *[720 + 2 * number for number in range(40)]]).tally("load").losses
    assert loss.startswith("memory grew by ")


def test_a_conversation_is_read_as_it_is_shown():
    shown = (
        '<div><article class="turn"><h2 class="question">When &amp; why?</h2><p class="value">29 June\n1999</p>'
        "<blockquote>比利时</blockquote><button>Copy</button></article><article><h2>And?</h2></article></div>"
    )
    first, second = read_conversation(shown)
    assert (first.question, first.answer) == ("When & why?", ("29 June 1999", "比利时"))
    assert (second.question, second.answer) == ("And?", ())
    assert first.problem == second.problem == ""


def test_a_problem_is_read_as_one():
    (turn,) = read_conversation('<div><article><h2>When?</h2><p class="problem">It\nfailed.</p></article></div>')
    assert (turn.answer, turn.problem) == (("It failed.",), "It failed.")

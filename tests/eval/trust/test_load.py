"""A few visitors at once against the real server, and what counts as a loss."""

import asyncio

import pytest

from eval.trust.load import LoadRun, answers_alone, ask_in_turns, fill_with_pages, questions_alone, replay
from eval.trust.served import ServerStoppedError, serve_index
from eval.trust.visitors import AskingFailedError, Visitor, read_conversation, read_parts

QUESTIONS = 6


@pytest.fixture(scope="module")
def served(index_folder):
    with serve_index(index_folder) as served:
        yield served


@pytest.fixture(scope="module")
def parts(served):
    return read_parts(served.address)


@pytest.fixture(scope="module")
def expected(served, parts):
    return asyncio.run(answers_alone(served.address, parts, questions_alone(QUESTIONS)))


def test_visitors_who_ask_at_once_are_shown_their_own_answers(served, parts, expected):
    asyncio.run(fill_with_pages(served.address, parts, list(expected), 2))
    run = asyncio.run(ask_in_turns(served, 8, 4, expected, parts))
    assert len(expected) > QUESTIONS / 2
    assert len(run.times) >= 8
    assert run.failures == run.mixed_up == []


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

"""Turns: shares between visitors, bounds, and what becomes of those who leave."""

import asyncio
import gc
import threading
import time

import anyio
import pytest

from assistant.chat.guards.visitors import Visitor
from assistant.chat.turns import BusyError, Turns

ANNA, BEN = Visitor("192.0.2.1 ", "anna"), Visitor("192.0.2.2 ", "ben")
COLLEAGUE = Visitor(ANNA.source, "colleague")


def order_of(turns, visitors):
    """Who is served in which order when all have come while the one before was being served."""
    served = []

    async def ask(visitor):
        async with turns.turn(visitor):
            served.append(visitor)
            await asyncio.sleep(0)

    async def crowd():
        async with turns.turn(Visitor("before")):
            asking = [asyncio.create_task(ask(visitor)) for visitor in visitors]
            await asyncio.sleep(0.01)
        await asyncio.gather(*asking)

    asyncio.run(crowd())
    return served


def test_visitors_take_turns_however_many_questions_one_has():
    served = order_of(Turns(1), [ANNA] * 60 + [BEN] * 2)
    assert [served.index(BEN), len(served) - 1 - served[::-1].index(BEN)] == [1, 3]


def test_many_browsers_of_one_address_have_no_more_than_its_share():
    minted = [Visitor(ANNA.source, f"cookie {number}") for number in range(40)]
    assert order_of(Turns(1), [*minted, BEN]).index(BEN) == 1


def test_browsers_of_one_address_take_turns_among_themselves():
    served = order_of(Turns(1), [ANNA] * 10 + [COLLEAGUE, BEN])
    assert served.index(COLLEAGUE) <= 3


@pytest.mark.parametrize("at_once", [1, 4])
@pytest.mark.parametrize("is_one_office", [True, False])
def test_a_stream_of_newcomers_keeps_nobody_waiting_for_more_than_a_round(at_once, is_one_office):
    async def crowd():
        turns = Turns(at_once)
        waited = {}
        # Many browsers of one office, and a newcomer for every answer: their own homes, or more of the office.
        office = [turns.take_place(Visitor("office", f"desk {number}")) for number in range(at_once + 5)]
        for answer in range(400):
            turns.take_place(Visitor("office" if is_one_office else f"home {answer}", f"newcomer {answer}"))
            turns.leave(turns._busy[0])
            for place in office:
                if place not in turns._waiting:
                    waited.setdefault(place, answer)
        return [waited.get(place, 400) for place in office]

    waits = asyncio.run(crowd())
    # A round has one turn for each who waits, and one newcomer more whenever the office had one.
    assert max(waits) <= (5 if is_one_office else sum(range(1, 7)))


def test_one_who_was_served_and_comes_again_is_behind_those_who_wait():
    async def crowd():
        turns = Turns(1)
        first, second = turns.take_place(ANNA), turns.take_place(BEN)
        turns.leave(first)
        again, third = turns.take_place(ANNA), turns.take_place(Visitor("a third"))
        order = []
        for place in (second, again, third):
            order.append(turns._busy == [place])
            turns.leave(place)
        return order

    assert asyncio.run(crowd()) == [True, True, True]


def test_so_many_are_served_at_once_and_no_more():
    turns, seen = Turns(3), []

    def work():
        seen.append(turns.busy)
        time.sleep(0.002)

    async def crowd():
        await asyncio.gather(*(turns.run(ANNA, work) for _ in range(30)))

    asyncio.run(crowd())
    assert (max(seen), len(seen)) == (3, 30)
    assert (turns.busy, turns.waiting) == (0, 0)


def test_one_who_has_too_many_waiting_is_turned_away_and_another_is_not():
    async def crowd():
        turns = Turns(1, 16)
        places = [turns.take_place(ANNA) for _ in range(5)]
        with pytest.raises(BusyError, match="try again"):
            turns.take_place(ANNA)
        places += [turns.take_place(Visitor(ANNA.source, str(number))) for number in range(8)]
        with pytest.raises(BusyError):
            turns.take_place(COLLEAGUE)
        places += [turns.take_place(BEN) for _ in range(4)]
        with pytest.raises(BusyError):
            turns.take_place(Visitor("a third"))
        for place in places:
            turns.leave(place)
        return turns

    turns = asyncio.run(crowd())
    assert (turns.busy, turns.waiting, turns._served) == (0, 0, {})


def test_pieces_come_the_first_at_once_the_others_in_turn():
    async def ask():
        turns = Turns(1)
        place = turns.take_place(BEN)
        pieces = turns.pieces(ANNA, iter_of("asked", "answered"), lambda: "waiting", lambda: "busy")
        told = [await anext(pieces), await anext(pieces)]
        turns.leave(place)
        return told + [piece async for piece in pieces], turns

    told, turns = asyncio.run(ask())
    assert told == ["asked", "waiting", "answered"]
    assert (turns.busy, turns.waiting) == (0, 0)


def iter_of(*pieces):
    yield from pieces


def test_one_who_leaves_while_waiting_frees_the_place_and_what_was_begun_is_ended():
    ended = threading.Event()

    def work():
        try:
            yield "asked"
            yield "answered"
        finally:
            ended.set()

    async def ask_and_leave():
        turns = Turns(1)
        turns.take_place(BEN)
        pieces = turns.pieces(ANNA, work(), lambda: "waiting", lambda: "busy")
        assert [await anext(pieces), await anext(pieces)] == ["asked", "waiting"]
        assert turns.waiting == 1
        await pieces.aclose()
        return turns.waiting

    assert asyncio.run(ask_and_leave()) == 0
    assert ended.is_set()


def test_one_who_is_turned_away_is_told_and_nothing_is_begun():
    async def ask():
        turns = Turns(1, 4)
        for _ in range(2):
            turns.take_place(ANNA)
        pieces = turns.pieces(ANNA, iter_of("asked"), lambda: "waiting", lambda: "busy")
        return [piece async for piece in pieces]

    assert asyncio.run(ask()) == ["busy"]


CANCELLED = pytest.mark.parametrize("is_scope", [True, False], ids=["scope of anyio", "task, again and again"])


async def cancelled_while_it_works(asking, turns, begun, go_on, is_scope):
    """Cancels what is asked for while its thread works; tells how many had their turn then."""

    async def ask():
        with scope:
            await asking

    scope = anyio.CancelScope()
    task = asyncio.create_task(ask())
    await asyncio.to_thread(begun.wait, 10)
    for _ in range(1 if is_scope else 3):
        (scope if is_scope else task).cancel()
        await asyncio.sleep(0.02)
    used = time.process_time()
    await asyncio.sleep(0.3)
    assert time.process_time() - used < 0.05, "it looks again and again instead of waiting"
    busy = turns.busy
    go_on.set()
    await asyncio.wait([task])
    assert task.cancelled() is not is_scope
    return busy


@CANCELLED
def test_work_that_is_cancelled_keeps_its_turn_until_its_thread_has_ended(is_scope):
    begun, go_on = threading.Event(), threading.Event()

    def work():
        begun.set()
        go_on.wait(10)

    turns = Turns(1)
    busy = asyncio.run(cancelled_while_it_works(turns.run(ANNA, work), turns, begun, go_on, is_scope))
    assert (busy, turns.busy) == (1, 0)


@CANCELLED
def test_pieces_that_are_cancelled_keep_their_turn_and_what_was_begun_is_ended(is_scope):
    begun, go_on, ended = threading.Event(), threading.Event(), threading.Event()

    def work():
        try:
            yield "asked"
            begun.set()
            go_on.wait(10)
            yield "answered"
        finally:
            ended.set()

    async def ask():
        async for _ in turns.pieces(ANNA, work(), lambda: "waiting", lambda: "busy"):
            pass

    turns = Turns(1)
    busy = asyncio.run(cancelled_while_it_works(ask(), turns, begun, go_on, is_scope))
    assert (busy, turns.busy) == (1, 0)
    assert ended.is_set()


def test_work_that_fails_when_nobody_waits_for_it_any_more_is_no_error_of_the_server(caplog):
    begun, go_on = threading.Event(), threading.Event()

    def work():
        begun.set()
        go_on.wait(10)
        raise ZeroDivisionError

    turns = Turns(1)
    asyncio.run(cancelled_while_it_works(turns.run(ANNA, work), turns, begun, go_on, is_scope=False))
    gc.collect()
    assert not caplog.records

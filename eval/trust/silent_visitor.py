"""A visitor who asks and never listens: what is said to them must not fill the server's memory.

In: a running server. Out: a tally. Gradio keeps each message of a page until its stream of events is read, and each
message holds the conversation: who sends questions and never opens the stream is to be told to wait at some point.
Another visitor is answered meanwhile.
"""

import asyncio
import time
from collections import Counter

import httpx

from eval.trust.served import Served
from eval.trust.tally import Tally
from eval.trust.visitors import AskingFailedError, Visitor, read_parts

_MOST_GROWTH_MEBIBYTES = 60
"""As much as the answers of a few visitors take, and no more than what is loaded when somebody asks first."""
_SECONDS_BETWEEN = 0.6
"""A question is answered meanwhile: one that is asked while another is answered is not taken up."""
_SILENT, _OTHER = "192.0.2.68", "192.0.2.8"
_TAKEN_OR_TOLD_TO_WAIT = (httpx.codes.OK, httpx.codes.TOO_MANY_REQUESTS)
_QUESTION = "When did Belgium ratify the CTBT?"


async def tally_silence(served: Served, count: int) -> Tally:
    """Sends `count` questions in one session, and never opens its stream."""
    parts = read_parts(served.address)
    losses: list[str] = []
    statuses: Counter[int] = Counter()
    async with (
        Visitor(served.address, parts, _SILENT) as silent,
        Visitor(served.address, parts, _OTHER) as other,
    ):
        # What is loaded by the first question is not to be counted.
        await other.ask(_QUESTION)
        before = most = await asyncio.to_thread(served.mebibytes)
        others = 0
        for number in range(count):
            began = time.monotonic()
            try:
                statuses[(await silent.send(f"{_QUESTION} {number}")).status_code] += 1
            except httpx.HTTPError as error:
                losses.append(f"question {number}: {type(error).__name__} {error}")
            if number % 10 == 9:
                others += 1
                losses += await _ask_beside(other)
            most = max(most, await asyncio.to_thread(served.mebibytes))
            await asyncio.sleep(max(0.0, _SECONDS_BETWEEN - (time.monotonic() - began)))
    losses += [f"{count} answers {code}" for code, count in statuses.items() if code not in _TAKEN_OR_TOLD_TO_WAIT]
    if most - before > _MOST_GROWTH_MEBIBYTES:
        losses.append(f"memory grew from {before:.0f} to {most:.0f} MiB")
    figures = (
        f"{statuses[httpx.codes.OK]} taken, {statuses[httpx.codes.TOO_MANY_REQUESTS]} told to wait, "
        f"memory {most - before:+.0f} MiB; {others} questions of another visitor"
    )
    return Tally("a visitor who asks and never listens", count + others, tuple(losses), figures)


async def _ask_beside(other: Visitor) -> list[str]:
    try:
        *_, shown = await other.ask(_QUESTION)
    except AskingFailedError as error:
        return [f"another visitor is not answered: {error}"]
    return [f"another visitor is shown: {shown.problem or 'nothing'}"] if shown.problem or not shown.answer else []

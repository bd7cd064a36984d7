"""Many visitors at once: nobody gets an error, nobody another's answer, and the server does not grow.

In: an index of the bundled corpus. Out: the tallies of each question asked by somebody alone, of fifty visitors who ask
one after the other, of as many who read in between, and of a day's questions in one go. Visitors and server share this
machine, so the times hold the visitors' work too.
"""

import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import numpy as np

from assistant.chat.app import MOST_STATES
from corpus.catalog import BUNDLED_CORPUS
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions
from eval.trust.alone import TURNS, answers_alone
from eval.trust.served import Served, ServerStoppedError, serve_index
from eval.trust.tally import Drill, Tally
from eval.trust.visitors import AskingFailedError, PageParts, Visitor, address_of, read_parts
from index.build import ingest
from index.encoder_choice import BUNDLED, load_encoder
from index.sources import Source

USERS = 50
_SEED = 7
_READING_SECONDS = 10
"""What somebody looks at an answer for, at the least, before the next question."""
_DAY = 5_000
"""Questions of a day: an institution of five hundred people, ten questions each."""
_MOST_GROWTH = 0.05
_WARMING_SHARE = 0.2
"""Of the time: until then a server may still load and cache."""
_OF_ONE_REQUEST = {"timings_ms", "request_id"}
"""What differs between two answers to the same question."""
_QUESTIONS = 60
"""Different ones. Each is asked once by somebody alone: what is shown then must be shown under load."""


@dataclass(slots=True)
class LoadRun:
    """What came of many questions."""

    seconds: float = 0
    times: list[float] = field(default_factory=list)
    """Of each answer, from sending the question."""
    failures: list[str] = field(default_factory=list)
    mixed_up: list[str] = field(default_factory=list)
    """Answers that are not those of their question, or conversations with turns of somebody else."""
    mebibytes: list[float] = field(default_factory=list)
    """Of the server, at even times."""

    @property
    def growth(self) -> float:
        """By what share the memory grew: the end's median over that of the first stretch after the warming-up."""
        count = len(self.mebibytes)
        warm = int(count * _WARMING_SHARE)
        stretch = max((count - warm) // 4, 1)
        early, late = self.mebibytes[warm : warm + stretch], self.mebibytes[-stretch:]
        return statistics.median(late) / statistics.median(early) - 1

    @property
    def figures(self) -> str:
        """Throughput, times and memory in a line."""
        if not self.times:
            return "no answer at all"
        middle, slow = np.percentile(self.times, [50, 95])
        return (
            f"{len(self.times)} answers in {self.seconds:.0f} s, {len(self.times) / self.seconds:.1f} a second, "
            f"median {middle:.2f} s, p95 {slow:.2f} s, memory {self.mebibytes[-1]:.0f} MiB, {self.growth:+.1%}"
        )

    def tally(self, fault: str) -> Tally:
        """A loss is an error, a mixed-up answer, or memory that grows."""
        losses = [*self.failures, *self.mixed_up]
        if self.growth > _MOST_GROWTH:
            losses.append(f"memory grew by {self.growth:.1%}: {[round(value) for value in self.mebibytes]}")
        return Tally(fault, len(self.times) + len(losses), tuple(losses), self.figures)


def index_bundled(folder: Path) -> Path:
    """An index of the bundled corpus below `folder`."""
    index = folder / "index"
    ingest([Source(BUNDLED_CORPUS, None)], index, load_encoder(BUNDLED))
    return index


def questions_alone(count: int) -> list[str]:
    """Different questions of the development set that stand alone, in all its languages."""
    # A citation lookup costs nothing; a question of two documents is the dearest: all kinds take part.
    asked = [item.question for item in read_questions(DEVELOPMENT_QUESTIONS)]
    return random.Random(_SEED).sample(sorted(set(asked)), count)


async def fill_with_pages(address: str, parts: PageParts, questions: Sequence[str], pages: int, at_once: int) -> None:
    """Has `pages` visitors hold a conversation each and stay away: what a server keeps of visitors is then full.

    As many `at_once` as under load: who has to wait is shown so, and of that page more is kept.
    """
    chance = random.Random(_SEED)
    left = iter(range(pages))

    async def come_and_go() -> None:
        for number in left:
            async with Visitor(address, parts, address_of(number)) as visitor:
                for question in chance.sample(questions, TURNS):
                    await visitor.ask(question)

    await asyncio.gather(*(come_and_go() for _ in range(at_once)))


async def ask_in_turns(
    served: Served, users: int, seconds: float, expected: dict[str, tuple[str, ...]], parts: PageParts, pause: float = 0
) -> LoadRun:
    """`users` visitors ask for `seconds`, each looking at an answer for `pause` seconds on average."""
    run = LoadRun()
    started = time.perf_counter()
    until = started + seconds
    watching = asyncio.create_task(_watch(served, run, until, max(seconds / 60, 0.5)))
    await asyncio.gather(
        *(_visit(served.address, parts, number, until, pause, expected, run) for number in range(users))
    )
    run.seconds = time.perf_counter() - started
    await watching
    return run


async def _watch(served: Served, run: LoadRun, until: float, every: float) -> None:
    while time.perf_counter() < until:
        run.mebibytes.append(await asyncio.to_thread(served.mebibytes))
        await asyncio.sleep(every)
    run.mebibytes.append(await asyncio.to_thread(served.mebibytes))


async def _visit(
    address: str,
    parts: PageParts,
    number: int,
    until: float,
    pause: float,
    expected: dict[str, tuple[str, ...]],
    run: LoadRun,
) -> None:
    """One visitor, who asks until the time is over and looks at the whole conversation after each answer."""
    chance = random.Random(_SEED + number)
    if pause:
        await asyncio.sleep(chance.uniform(0, pause))
    async with Visitor(address, parts, address_of(number)) as visitor:
        asked: list[str] = []
        while time.perf_counter() < until:
            question = chance.choice(list(expected))
            try:
                if len(asked) == TURNS:
                    asked = []
                    await visitor.open_page()
                began = time.perf_counter()
                shown = await visitor.ask(question)
            except AskingFailedError as error:
                run.failures.append(f"visitor {number}, {question!r}: {error}")
                # The next question begins a new conversation.
                asked = [""] * TURNS
                await asyncio.sleep(1)
                continue
            run.times.append(time.perf_counter() - began)
            asked.append(question)
            wanted = [(" ".join(question.split()), expected[question]) for question in asked]
            if [(turn.question, turn.answer) for turn in shown] != wanted:
                run.mixed_up.append(f"visitor {number} asked {asked} and was shown {shown}")
            if pause:
                await asyncio.sleep(chance.uniform(0.5, 1.5) * pause)


async def replay(served: Served, count: int, questions: Sequence[str], at_once: int = 4) -> LoadRun:
    """`count` questions by programs, one after the other on `at_once` lines, with nothing in between."""
    run = LoadRun()
    chance = random.Random(_SEED)
    waiting = [chance.choice(questions) for _ in range(count)]
    first: dict[str, dict[str, Any]] = {}
    started = time.perf_counter()
    every = max(count // 60, 1)

    async def work(client: httpx.AsyncClient) -> None:
        while waiting:
            question = waiting.pop()
            if len(waiting) % every == 0:
                run.mebibytes.append(await asyncio.to_thread(served.mebibytes))
            began = time.perf_counter()
            answer = await client.post("/api/ask", json={"question": question})
            if answer.status_code != httpx.codes.OK:
                run.failures.append(f"{question!r}: {answer.status_code} {answer.text[:200]}")
                continue
            run.times.append(time.perf_counter() - began)
            record = {name: value for name, value in answer.json().items() if name not in _OF_ONE_REQUEST}
            if record != first.setdefault(question, record) or record["question"] != question:
                run.mixed_up.append(f"{question!r} was answered by {record}")

    async with httpx.AsyncClient(base_url=served.address, trust_env=False, timeout=120) as client:
        await asyncio.gather(*(work(client) for _ in range(at_once)))
    run.seconds = time.perf_counter() - started
    return run


def run_load(workspace: Path, is_short: bool) -> list[Tally]:
    """The server under load, for seven minutes and a day's questions, or for a few seconds."""
    questions = questions_alone(12 if is_short else _QUESTIONS)
    users, seconds, reading, day = (8, 4.0, 4.0, 60) if is_short else (USERS, 300.0, 90.0, _DAY)
    index = index_bundled(workspace)
    tallies = []
    try:
        with serve_index(index) as served:
            parts = read_parts(served.address)
            alone = asyncio.run(answers_alone(served.address, parts, questions))
            tallies.append(alone.tally())
            if alone.are_enough:
                pages = 10 if is_short else MOST_STATES
                asyncio.run(fill_with_pages(served.address, parts, list(alone.shown), pages, users))
                run = asyncio.run(ask_in_turns(served, users, seconds, alone.shown, parts))
                tallies.append(run.tally(f"{users} visitors ask without a pause"))
                run = asyncio.run(ask_in_turns(served, users, reading, alone.shown, parts, _READING_SECONDS))
                tallies.append(run.tally(f"{users} visitors ask, and read {_READING_SECONDS} s in between"))
        with serve_index(index) as served:
            run = asyncio.run(replay(served, day, questions))
            tallies.append(run.tally("a day's questions in one go"))
    except ServerStoppedError as error:
        tallies.append(Tally("a server under load", 1, (str(error),)))
    return tallies


DRILL = Drill("load", run_load)

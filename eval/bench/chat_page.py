"""How long the chat keeps somebody waiting, in a real browser.

In: nothing but the installation and a Chromium. Out: a table: from `pinpoint chat` to a page that takes a question,
from Enter to the first answer and to the later ones, beside the assistant alone asked the same questions in the
same process of its own. The index is made before and not timed. What answers are worth is not measured here.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from assistant.answering import Assistant
from assistant.library import Library
from corpus.catalog import BUNDLED_CORPUS
from eval.question_files.jsonl import DEVELOPMENT_QUESTIONS, read_questions
from index.build import ingest
from index.encoder_choice import BUNDLED, load_encoder
from index.sources import Source
from index.store import read_index

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_QUESTIONS = 20
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
_LONGEST_WAIT_MS = 60_000
_IS_ANSWERED = """question => {
  const turn = [...document.querySelectorAll('.turn')].pop();
  return turn?.querySelector('.question').textContent === question && !turn.querySelector('.searching');
}"""


@dataclass(frozen=True, slots=True)
class ChatFigures:
    """What somebody at the page waits for, in seconds."""

    usable: float
    """From the start of the command to a page with a question box."""
    first_answer: float
    """From Enter to the whole answer, the first question after the start."""
    answers: tuple[float, ...]
    """The same for the later questions."""
    assistant_alone: tuple[float, ...]
    """The later questions in a warm process without a page."""


def measure_chat() -> ChatFigures | None:
    """Starts the command, opens the page, asks; None where there is no Chromium."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("PINPOINT_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        return None
    asked = [question.question for question in read_questions(DEVELOPMENT_QUESTIONS) if question.language == "en"]
    questions = asked[: _QUESTIONS + 1]
    with tempfile.TemporaryDirectory(prefix="pinpoint-chat-") as name, sync_playwright() as playwright:
        # First: whoever opens the page has a browser that runs.
        browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        folder = Path(name) / "index"
        encoder = load_encoder(BUNDLED)
        ingest([Source(BUNDLED_CORPUS, None)], folder, encoder)
        usable, (first, *later) = _times_in(browser, folder, questions)
        browser.close()
        alone = _times_alone(Assistant(Library(read_index(folder), encoder)), questions)
    return ChatFigures(usable, first, tuple(later), tuple(alone[1:]))


def _times_in(browser: "Browser", folder: Path, questions: Sequence[str]) -> tuple[float, list[float]]:
    started = time.perf_counter()
    with _chat(folder) as address:
        page = browser.new_page()
        page.goto(address)
        box = page.locator("#question textarea")
        box.wait_for(timeout=_LONGEST_WAIT_MS)
        usable = time.perf_counter() - started
        times = []
        for question in questions:
            box.fill(question)
            began = time.perf_counter()
            box.press("Enter")
            page.wait_for_function(_IS_ANSWERED, arg=question, timeout=_LONGEST_WAIT_MS)
            times.append(time.perf_counter() - began)
        page.close()
    return usable, times


@contextmanager
def _chat(folder: Path) -> Iterator[str]:
    """`pinpoint chat` over that index; gives its address once it says that it answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "chat", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"PINPOINT_INDEX": str(folder)})
    try:
        assert process.stdout
        process.stdout.readline()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _times_alone(assistant: Assistant, questions: Sequence[str]) -> list[float]:
    times = []
    for question in questions:
        began = time.perf_counter()
        assistant.ask(question)
        times.append(time.perf_counter() - began)
    return times


def main() -> None:
    """Measures and prints."""
    figures = measure_chat()
    if figures is None:
        click.echo("No Chromium: the chat in the browser is not measured. Set PINPOINT_CHROMIUM to its path.", err=True)
        return
    table = Table(title=f"The chat in a browser, {len(figures.answers)} questions of the development set")
    table.add_column("what somebody waits for", no_wrap=True)
    table.add_column("seconds", justify="right")
    for name, seconds in (
        ("from the command to a page that takes a question", figures.usable),
        ("from Enter to the first answer", figures.first_answer),
        ("from Enter to the answer, median", statistics.median(figures.answers)),
        ("… slowest", max(figures.answers)),
        ("the assistant alone, median", statistics.median(figures.assistant_alone)),
    ):
        table.add_row(name, f"{seconds:.2f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()

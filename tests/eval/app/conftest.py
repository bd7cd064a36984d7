"""Evaluations over a copy of the index, as the chat app has them; and question files small enough to be asked twice."""

import json
import shutil
import time
from dataclasses import replace

import pytest

from assistant.chat.desk import Desk
from assistant.settings import read_settings
from eval.app.evaluations import AppEvaluations
from index.store import read_index

RATIFIED = {
    "id": "ctbt",
    "question": "When did Belgium ratify the CTBT?",
    "value": "1999-06-29",
    "relevant": [{"file": "000_e9ef12b1749171b9.txt", "quote": "比利时于1999年6月29日批准"}],
}
REFUSED = {"id": "moon", "question": "How far away is the Moon?", "answerable": False}
MISJUDGED = {"id": "wrong", "question": "When did Belgium ratify the CTBT, then?", "answerable": False}
"""A question that is answered although its file says that nothing answers it: a failure."""


@pytest.fixture
def desk(index_folder, library, tmp_path):
    folder = tmp_path / "index"
    shutil.copytree(index_folder, folder)
    return Desk(replace(read_settings(), index=folder, llm=None), library.over(read_index(folder)))


@pytest.fixture
def evaluations(desk):
    made = AppEvaluations(desk)
    yield made
    made.close()


@pytest.fixture
def add(evaluations, tmp_path):
    """Adds rows as a question file, as a visitor would."""

    def add(*rows, name="asked.jsonl"):
        path = tmp_path / "upload"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return evaluations.add_question_file(path, name)

    return add


@pytest.fixture
def wait(evaluations):
    """Waits until the run is over; its progress then."""

    def wait():
        until = time.monotonic() + 60
        while (progress := evaluations.progress()).is_under_way:
            assert time.monotonic() < until, progress
            time.sleep(0.02)
        return progress

    return wait

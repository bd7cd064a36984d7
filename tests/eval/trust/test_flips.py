"""A few of the changed bits that `make trust` tries by the hundred."""

import shutil

import pytest

from assistant.answering import Assistant
from assistant.library import Library
from eval.trust.flips import Damage, damages, make_index, tally_damages
from eval.trust.sample import QUESTION
from index.pointer import DamagedIndexError
from index.store import read_index


@pytest.fixture
def folder(tmp_path, encoder):
    return make_index(tmp_path, encoder)


def test_damage_to_any_file_is_noticed_named_and_mended(folder, encoder):
    chosen = list(damages(folder, bits=3, seed=3))
    mended = {("index.json", "missing"), ("documents.jsonl", "bit")}
    tallies = tally_damages(
        folder, chosen, encoder, is_mended=lambda damage: (damage.name.rpartition("/")[2], damage.kind) in mended
    )
    assert {tally.fault: tally.losses for tally in tallies} == {
        "file of a generation changed": (),
        "index.json changed": (),
        "token vectors changed": (),
    }
    assert sum(tally.tried for tally in tallies) == len(chosen)


def test_a_changed_bit_in_the_token_vectors_is_noticed_by_the_question_that_reads_it(folder, encoder, tmp_path):
    whole = shutil.copytree(folder, tmp_path / "whole")
    for segment in ("tokens-000001.bin", "tokens-000002.bin"):
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
        for place in range(0, (folder / segment).stat().st_size, 50):
            Damage(segment, "bit", place, 3).befall(folder)
        library = Library(read_index(folder), encoder)
        with pytest.raises(DamagedIndexError, match=f"{segment} is missing or damaged: run `pinpoint ingest --rebuild"):
            Assistant(library).ask(QUESTION)

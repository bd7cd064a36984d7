"""The drills of `make trust` with files that mean harm, small; and that each drill can tell a loss."""

import pytest

from corpus.documents import Span
from corpus.source import SourceLine, SourceText
from corpus.structure import Element, find_elements
from eval.trust import hostile_files
from eval.trust.hostile_files import (
    KINDS,
    ingest_hostile_folder,
    lost_character,
    read_hostile_files,
    try_hostile_manifests,
    try_misbehaving_readers,
)

A_FEW = ("external_entities.docx", "entity_bomb.html", "deep_quotes.md", "form_that_draws_itself.pdf", "zeros.txt")


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_files_are_parsed_whole_or_refused(kind, tmp_path):
    tally = read_hostile_files(kind, tmp_path, scale=0.001)
    assert tally.tried == len(KINDS[kind])
    assert not tally.losses


def test_readers_that_misbehave_are_ended():
    tally = try_misbehaving_readers(seconds=0.5)
    assert tally.tried == 7
    assert not tally.losses


def test_hostile_manifests_are_refused(tmp_path):
    tally = try_hostile_manifests(tmp_path)
    assert tally.tried > 15
    assert not tally.losses


def test_hostile_names_and_files_harm_no_other_document_and_no_terminal(tmp_path):
    assert not ingest_hostile_folder(tmp_path, scale=2e-6, only=A_FEW).losses


def test_a_character_that_is_lost_or_doubled_is_told():
    source = SourceText("ab", (SourceLine(0, 2),))
    element = Element("heading", "a", "", None, (Span(0, 1),))
    assert lost_character(source, find_elements(source)) == ""
    assert lost_character(source, [element]) == "'b' at 1 of 2 lies in 0 elements"
    assert lost_character(source, [element, *find_elements(source)]) == "'a' at 0 of 2 lies in 2 elements"


def test_a_reader_that_loses_a_character_or_fails_is_a_loss(tmp_path, monkeypatch):
    monkeypatch.setattr(hostile_files, "examine", hostile_files.misbehaving_readers.fail)
    tally = read_hostile_files("PDF: broken, circular, endless", tmp_path, scale=0.001, only=["wrong_table.pdf"])
    assert len(tally.losses) == 1

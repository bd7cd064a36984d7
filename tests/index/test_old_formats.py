"""Indexes that older versions wrote: real ones, of one document at /srv/documents/lakes.txt.

`old_formats/1` was written by the version before 670832c, `old_formats/2` by the last one that had no checksum in
`index.json`.
"""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from index.build import ingest
from index.document_list import read_known_documents
from index.pointer import FORMAT, DamagedIndexError, encode_pointer, read_pointer
from index.sources import Source
from index.store import read_index, write_index

OLD = Path(__file__).with_name("old_formats")
LAKES = (
    "Report of the Lakes Commission\n\n"
    "1. The Commission of the Lakes met in Oslo on 3 May 2021 to talk about the boats on both lakes.\n"
)


@pytest.fixture
def documents(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "lakes.txt").write_text(LAKES, encoding="utf-8")
    return folder


@pytest.fixture
def old_index(tmp_path, documents):
    """A copy of an old index, whose document lies where the test has it."""

    def copy(number):
        folder = shutil.copytree(OLD / number, tmp_path / "index")
        listed = next(folder.glob("gen-*/documents.jsonl"))
        listed.write_text(
            listed.read_text(encoding="utf-8").replace("/srv/documents", str(documents)), encoding="utf-8"
        )
        return folder

    return copy


def test_an_index_of_format_1_says_how_it_becomes_todays_and_does(old_index):
    folder = old_index("1")
    with pytest.raises(DamagedIndexError, match=f"has format 1, this version reads {FORMAT}: run `pinpoint ingest"):
        read_index(folder)
    done = CliRunner().invoke(main, ["ingest", "--rebuild", "--index", str(folder)])
    assert done.exit_code == 0, done.output
    assert read_pointer(folder)["format"] == FORMAT
    assert "met in Oslo" in "".join(paragraph.text for paragraph in read_index(folder).paragraphs)
    assert len(list(folder.glob("gen-*"))) == 1


def test_an_index_of_format_2_is_read_and_becomes_todays_with_the_next_change(tmp_path, documents, encoder):
    folder = shutil.copytree(OLD / "2", tmp_path / "index")
    assert read_pointer(folder)["format"] == 2
    assert [document.path for document in read_known_documents(folder)] == ["/srv/documents/lakes.txt"]
    assert len(read_index(folder).paragraphs) == 2
    ingest([Source(documents, None)], folder, encoder)
    assert read_pointer(folder)["format"] == FORMAT
    assert {Path(document.path).parent for document in read_index(folder).documents} == {
        documents,
        Path("/srv/documents"),
    }


def test_a_newer_format_says_to_upgrade(tmp_path):
    (tmp_path / "index.json").write_bytes(encode_pointer({"format": FORMAT + 1, "whatever": "comes"}))
    with pytest.raises(DamagedIndexError, match=f"format {FORMAT + 1}, .* reads up to {FORMAT}: upgrade Pinpoint"):
        read_pointer(tmp_path)


def test_a_format_that_a_changed_bit_made_is_no_newer_one(index_folder, tmp_path):
    write_index(tmp_path, read_index(index_folder))
    data = (tmp_path / "index.json").read_bytes()
    for found in (b"2", b"7", b"1"):
        (tmp_path / "index.json").write_bytes(data.replace(b'"format": 3', b'"format": ' + found))
        with pytest.raises(DamagedIndexError, match="missing or damaged"):
            read_pointer(tmp_path)

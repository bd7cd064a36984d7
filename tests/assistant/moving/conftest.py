"""An index to be moved, small or of the bundled corpus."""

import pytest

from assistant.moving.exporting import export_index
from index.build import ingest
from index.sources import Source

LAKES = (
    "Report of the Lakes Commission\n\n"
    "1. The Commission of the Lakes met in Oslo on 3 May 2021 to talk about the boats on both lakes.\n"
)


@pytest.fixture
def archive(index_folder, tmp_path):
    export_index(index_folder, tmp_path / "moved.pinpoint")
    return tmp_path / "moved.pinpoint"


@pytest.fixture
def lakes(tmp_path, encoder):
    """An index of one small document that no manifest lists."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/lakes.txt").write_text(LAKES, encoding="utf-8")
    ingest([Source(tmp_path / "mine", "own")], tmp_path / "lakes", encoder)
    return tmp_path / "lakes"

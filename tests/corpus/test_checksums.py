"""A corpus's checksum is what anyone gets from its files with the command that the export prints."""

import shutil
import subprocess

from corpus.catalog import BUNDLED_CORPUS, read_manifest
from corpus.checksums import COMMAND, corpus_checksums


def test_the_printed_command_gives_the_checksum_from_the_files_alone(tmp_path):
    documents = [entry.document("npt") for entry in read_manifest(BUNDLED_CORPUS).entries]
    for number, document in enumerate(documents):
        shutil.copy(document.path, tmp_path / f"another name {9 - number}.txt")
    command = COMMAND.replace("FILES", "*.txt")
    printed = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    (checksum,) = corpus_checksums(reversed(documents))
    assert checksum.sha256 == printed.split()[0]
    assert (checksum.corpus, checksum.documents) == ("npt", 5)


def test_each_corpus_has_its_own_and_any_change_shows():
    documents = [entry.document("npt") for entry in read_manifest(BUNDLED_CORPUS).entries]
    others = [entry.document("other") for entry in read_manifest(BUNDLED_CORPUS).entries[1:]]
    npt, other = corpus_checksums([*documents, *others])
    assert (npt.corpus, other.corpus) == ("npt", "other")
    assert npt.sha256 != other.sha256
    assert corpus_checksums([]) == ()

"""Which reader a file gets, and what is said of files that none can read."""

import os
import socket
from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from corpus.readers import SUFFIXES, read_source


def test_suffixes_are_lower_case_and_cover_the_five_formats():
    assert {".txt", ".pdf", ".docx", ".html", ".md"} <= set(SUFFIXES)
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)


def test_the_suffix_may_be_in_capitals(tmp_path):
    path = tmp_path / "A.TXT"
    path.write_text("text")
    assert read_source(path).text == "text"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"absent\.txt': there is no such file; check the path"):
        read_source(tmp_path / "absent.txt")


def test_a_file_below_a_file_is_missing(tmp_path):
    (tmp_path / "a.txt").write_text("text")
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        read_source(tmp_path / "a.txt" / "b.txt")


def test_a_folder_is_refused_even_with_a_known_suffix(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(UnreadableFileError, match=r"it is a folder; name the files in it"):
        read_source(tmp_path / "folder.txt")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(UnreadableFileError, match="not a regular file"):
        read_source(tmp_path / "pipe.txt")


def test_a_socket_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        with pytest.raises(UnreadableFileError, match="not a regular file"):
            read_source(Path("s.txt"))


def test_an_unsupported_format_is_told_the_supported_ones(tmp_path):
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableFileError, match=r"not supported; convert it to one of .*\.txt.*\.pdf.*\.docx"):
        read_source(path)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_told_as_empty(tmp_path, suffix):
    path = tmp_path / f"empty{suffix}"
    path.touch()
    with pytest.raises(UnreadableFileError, match="it is empty"):
        read_source(path)


@pytest.mark.parametrize(("name", "content"), [("a.txt", " \n\n"), ("a.html", "<p></p>"), ("a.md", "\n<!-- -->\n")])
def test_a_file_without_text_is_told_as_such(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(UnreadableFileError, match="it holds no text"):
        read_source(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission_is_told_as_such(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text("text")
    path.chmod(0)
    with pytest.raises(UnreadableFileError, match="permission is denied; give yourself the right"):
        read_source(path)


def test_a_link_that_leads_in_a_circle_is_told_by_the_system(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(UnreadableFileError, match="symbolic links"):
        read_source(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a\nb\r\x1b[31m\u202e.txt", "\udcff.txt", "x" * 5_000 + "\n.txt", "a\0b.txt"])
def test_a_hostile_name_stays_on_one_short_line_without_control_characters(tmp_path, name):
    with pytest.raises(UnreadableFileError) as caught:
        read_source(tmp_path / name)
    message = str(caught.value)
    assert message.isprintable()
    assert len(message) < 400


def test_a_pdf_named_as_text_is_read_as_pdf(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"%PDF-1.7\nnonsense")
    with pytest.raises(UnreadableFileError, match="it is damaged; open it in a PDF viewer"):
        read_source(path)


def test_text_named_as_pdf_says_so(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_text("plain text")
    with pytest.raises(UnreadableFileError, match=r"it is named \.pdf and holds something else"):
        read_source(path)


def test_an_encrypted_or_old_word_file_is_told_as_such(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504))
    with pytest.raises(UnreadableFileError, match=r"encrypted or old binary Office file; .* save it as \.docx"):
        read_source(path)

"""The draft box's steps over the real index: what is checked, what Stop says, and that no dropped file is kept."""

import gradio as gr
import pytest

from assistant.chat.page import Page
from assistant.chat.references.draft_box import Steps
from assistant.chat.references.wording import references_wording_in
from assistant.chat.turns import Turns

PASTED = "Belgium ratified the CTBT on 29 June 1999 [Report by Belgium (2022), para. 18]."
DROPPED = PASTED.replace("29 June", "6 June")
WORDING = references_wording_in("en")


@pytest.fixture(scope="module")
def steps(desk):
    with gr.Blocks() as blocks:
        page = Page(desk, blocks, gr.HTML(), gr.State(), gr.State(0), Turns())
    return Steps(page)


@pytest.fixture
def dropped(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    path = tmp_path / "uploads" / "0a1b" / "draft.md"
    path.parent.mkdir(parents=True)
    path.write_text(DROPPED, encoding="utf-8")
    return path


def test_a_dropped_file_is_checked_and_neither_the_box_nor_the_server_keeps_it(steps, dropped):
    *_, last = steps.check_file(str(dropped), None, None)
    check, status, result, reader, box = last
    assert (check, box) == (None, None)
    assert "1 not supported" in status
    assert "6 June 1999" in result
    assert "<mark>" in reader
    assert not dropped.exists()


def test_a_dropped_file_that_cannot_be_read_is_not_kept_either(steps, dropped):
    dropped = dropped.rename(dropped.with_suffix(".pdf"))
    *_, last = steps.check_file(str(dropped), None, None)
    assert "Cannot read" in last[1]
    assert not dropped.exists()


def test_a_file_that_nobody_sent_is_never_removed(steps, dropped, tmp_path):
    elsewhere = dropped.rename(tmp_path / "draft.md")
    list(steps.check_file(str(elsewhere), None, None))
    assert elsewhere.exists()


def test_a_check_that_is_stopped_shows_what_it_has_and_is_no_failure(steps, monkeypatch):
    monkeypatch.setattr("assistant.chat.references.draft_box._SECONDS_BETWEEN", 0)
    going_on = steps.check_pasted(PASTED * 3, None, None)
    check = next(going_on)[0]
    while "sentence 1 of 3" not in next(going_on)[1]:
        pass
    steps.stop(check)
    ((_, status, result, _),) = going_on
    assert WORDING.finished in status
    assert "Cited sentences checked: the first 1 of 3." in result


def test_a_check_that_fails_says_so(steps):
    assert WORDING.failed in steps.fail(None)


def test_another_check_ends_the_one_before(steps, dropped):
    before = steps.check_pasted(PASTED * 3, None, None)
    check = next(before)[0]
    *_, last = steps.check_file(str(dropped), check, None)
    assert "1 not supported" in last[1]
    assert list(before) == []

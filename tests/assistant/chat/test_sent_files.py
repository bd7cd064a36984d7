"""Files that visitors send: each its sender's alone, none left lying, the folder nobody else's."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant.chat import app
from assistant.chat.documents.adding import AddingWork
from assistant.chat.guards import upload_limits, uploads
from assistant.chat.guards.upload_folder import make_private, upload_folder

_OWNER = """
import sys
from assistant.chat.guards.upload_folder import upload_folder
with upload_folder() as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def sent(tmp_path, monkeypatch):
    """The folder for what is sent, not there yet."""
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "sent"))
    return tmp_path / "sent"


@pytest.fixture
def visitor():
    """Makes browsers of different visitors."""
    clients = []

    def make(url):
        clients.append(httpx.Client(base_url=url, trust_env=False, timeout=60))
        clients[-1].get("/")
        return clients[-1]

    yield make
    for client in clients:
        client.close()


def send(client, *files):
    return client.post("/gradio_api/upload", files=[("files", file) for file in files])


def files_in(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def check_draft(client, name, session):
    """Has a draft that was sent checked, as the page does; what the page would be sent."""
    config = client.get("/config").json()
    box = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "draft-file")
    (event,) = [event for event in config["dependencies"] if [box, "upload"] in [list(t) for t in event["targets"]]]
    file = {"path": name, "meta": {"_type": "gradio.FileData"}, "orig_name": "draft.txt"}
    asked = {"data": [file, None], "fn_index": event["id"], "session_hash": session, "trigger_id": box}
    client.post("/gradio_api/queue/join", json=asked).raise_for_status()
    stream = client.get("/gradio_api/queue/data", params={"session_hash": session})
    messages = [json.loads(line[5:]) for line in stream.text.splitlines() if line.startswith("data:")]
    (done,) = (message["output"] for message in messages if message["msg"] == "process_completed")
    return json.dumps(done["data"])


def test_who_takes_their_file_away_takes_nobody_elses_equal_one(own_chat, sent, visitor):
    url, _ = own_chat()
    anna, ben = visitor(url), visitor(url)
    draft = ("draft.txt", b"The group meets in 2018 (NPT/CONF.2020/PC.II/WP.6, para. 4).")
    names = [send(client, draft).json()[0] for client in (anna, ben)]
    checked = check_draft(anna, names[0], "of-anna")
    assert "The group meets in 2018" in checked
    assert len(list(sent.rglob("draft.txt"))) == 1
    assert check_draft(ben, names[1], "of-ben") == checked
    assert list(sent.rglob("draft.txt")) == []


def test_equal_files_that_come_at_once_or_together_are_all_kept_apart(own_chat, sent, visitor):
    url, _ = own_chat()
    client = visitor(url)
    same = [("a.txt", b"1. It met."), ("a.txt", b"1. It met."), ("b.txt", b"1. It met.")]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: send(client, *same), range(12)))
    assert {answer.status_code for answer in answers} == {200}
    kept = files_in(sent)
    assert len({path.parent for path in kept}) == len(kept) == 36
    assert {path.read_bytes() for path in kept} == {b"1. It met."}


def test_equal_files_count_each_and_those_that_are_gone_no_more(own_chat, sent, visitor, monkeypatch):
    monkeypatch.setattr(upload_limits, "MOST_OF_SOURCE_BYTES", 25_000)
    url, _ = own_chat()
    client, file = visitor(url), ("a.txt", b"x" * 10_000)
    assert [send(client, file).status_code for _ in range(3)] == [200, 200, 413]
    files_in(sent)[0].unlink()
    assert [send(client, file).status_code for _ in range(2)] == [200, 413]
    assert len(files_in(sent)) == 2


def test_a_file_counts_for_its_sender_until_its_drop_has_ended(own_chat, sent, visitor, monkeypatch):
    monkeypatch.setattr(upload_limits, "MOST_OF_SOURCE_BYTES", 25_000)
    monkeypatch.setattr(uploads, "_MOST_REMEMBERED", 2)
    url, desk = own_chat()
    client = visitor(url)
    assert send(client, ("large.txt", b"x" * 20_000)).status_code == 200
    work = AddingWork([str(files_in(sent)[0])], "no/name", desk, replaces=False)
    # Under the folder's lock, so that the next server removes it where this one is killed.
    assert work.adding.files[0].path == files_in(sent)[0]
    # Nor is it forgotten for newer ones.
    assert [send(client, (f"{n}.txt", b"1. It met.")).status_code for n in range(3)] == [200, 200, 200]
    assert send(client, ("a.txt", b"x" * 10_000)).status_code == 413
    work.run()
    assert "no name for a corpus" in work.problem
    assert send(client, ("a.txt", b"x" * 10_000)).status_code == 200
    assert not work.adding.files[0].path.exists()


def test_of_more_files_than_are_remembered_none_is_left_lying(own_chat, sent, visitor, monkeypatch):
    monkeypatch.setattr(uploads, "_MOST_REMEMBERED", 3)
    url, _ = own_chat()
    client = visitor(url)
    for number in range(6):
        send(client, (f"{number}.txt", b"1. It met."))
    assert sorted(path.name for path in files_in(sent)) == ["3.txt", "4.txt", "5.txt"]


def test_an_upload_that_is_refused_in_the_middle_leaves_nothing(own_chat, sent, visitor):
    url, _ = own_chat()
    assert send(visitor(url), ("a.txt", b"x" * 10_000), ("..", b"x")).status_code == 400
    assert list(sent.iterdir()) == []


def test_files_that_nobody_used_are_deleted_in_time(own_chat, sent, visitor, monkeypatch):
    monkeypatch.setattr(app, "_UPLOADS_DELETED", (0.2, 0.3))
    url, _ = own_chat()
    assert send(visitor(url), ("a.txt", b"1. It met.")).status_code == 200
    until = time.monotonic() + 20
    while files_in(sent) and time.monotonic() < until:
        time.sleep(0.05)
    assert files_in(sent) == []


def test_the_folder_is_private_also_where_it_was_removed_meanwhile(own_chat, sent, visitor):
    url, _ = own_chat()
    client = visitor(url)
    for _ in range(2):
        assert send(client, ("a.txt", b"1. It met.")).status_code == 200
        assert sent.stat().st_mode & 0o777 == 0o700
        shutil.rmtree(sent)


def test_a_folder_that_another_user_has_put_in_its_place_is_not_used(tmp_path, monkeypatch):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: theirs.stat().st_uid + 1)
    with pytest.raises(PermissionError, match="another user's"):
        make_private(theirs)


def test_what_a_killed_server_left_is_removed_by_the_next_and_nothing_of_one_that_lives(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    unknown = tmp_path / "pinpoint-sent-made-anew"
    unknown.mkdir()
    owners = [
        subprocess.Popen(
            [sys.executable, "-c", _OWNER], env=os.environ | {"TMPDIR": str(tmp_path)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
        )
        for _ in range(2)
    ]  # fmt: skip
    folders = [Path(owner.stdout.readline().strip()) for owner in owners]
    try:
        (folders[0] / "file").write_text("sent", encoding="utf-8")
        owners[0].send_signal(signal.SIGKILL)
        owners[0].wait(timeout=10)
        assert folders[0].exists()
        with upload_folder() as mine:
            assert mine.stat().st_mode & 0o777 == 0o700
            assert {path for path in tmp_path.iterdir() if path.is_dir()} == {unknown, folders[1], mine}
        owners[1].communicate("", timeout=10)
    finally:
        for owner in owners:
            owner.kill()
            owner.wait(timeout=10)
    assert [path for path in tmp_path.iterdir() if path.is_dir()] == [unknown]

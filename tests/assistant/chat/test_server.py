import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.request

import httpx
import pytest

from corpus.errors import PinpointError


def test_a_taken_port_is_said_with_the_remedy(desk):
    from assistant.chat.app import serve

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PinpointError, match=f"{port}.*--port"):
            serve(desk, "127.0.0.1", port)


def test_connections_send_each_part_of_an_answer_at_once():
    from assistant.chat.server import listen

    with listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_the_command_says_where_it_serves_and_ends_at_once_on_ctrl_c(index_folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # A proxy must not keep the server from starting.
    environment = os.environ | {"PINPOINT_INDEX": str(index_folder), "HTTP_PROXY": "http://127.0.0.1:9"}
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "chat", "--port", str(port)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        assert line == f"Pinpoint answers on http://127.0.0.1:{port} — press Ctrl+C to stop\n"
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(f"http://127.0.0.1:{port}/", timeout=30) as response:
            assert b"Pinpoint" in response.read()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    finally:
        process.kill()
        process.wait()
    assert "Traceback" not in errors


def test_a_model_that_says_nothing_does_not_keep_the_command_from_ending(index_folder, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        model = ["--llm", "silent", "--llm-base-url", f"http://127.0.0.1:{silent.getsockname()[1]}/v1"]
        command = [sys.executable, "-c", "from assistant.cli import main; main()", "chat", "--port", str(port), *model]
        environment = os.environ | {"PINPOINT_INDEX": str(index_folder), "TMPDIR": str(tmp_path)}
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, encoding="utf-8"
        )
        try:
            assert "answers" in process.stdout.readline()
            threading.Thread(target=ask, args=[f"http://127.0.0.1:{port}"], daemon=True).start()
            connection, _ = silent.accept()
            with connection:
                assert list(tmp_path.glob("pinpoint-sent-*"))
                process.terminate()
                # Python would wait for the model's own limit, a minute.
                _, errors = process.communicate(timeout=25)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 0
    assert list(tmp_path.glob("pinpoint-sent-*")) == []
    assert "Cancel 1 running task" in errors, "what was logged at the end is written out"


def ask(address):
    with contextlib.suppress(httpx.HTTPError):
        question = {"question": "When did Belgium ratify the CTBT?"}
        httpx.post(f"{address}/api/ask", json=question, trust_env=False, timeout=90)


def test_the_command_line_starts_without_loading_the_chat():
    code = "import sys, assistant.cli; assert 'gradio' not in sys.modules, 'gradio was imported'"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

"""What a browser sends along with an event is not believed: of whatever type it is, no event of the page fails."""

import logging
import secrets

import httpx
import pytest

QUESTION = "When did Belgium ratify the CTBT?"
ODD = (
    None, [], [["turn", 0]], {}, 3, 0.5, True, "x", "question", {"question": 5}, {"question": None},
    {"question": ["a"], "paragraph": {"a": 1}, "start": [], "end": {}, "language": 7, "digest": None, "above": "x"},
    {"turn": "0", "marker": 1}, {"turn": "0", "kind": ["right"]}, {"turn": "0", "comment": 5},
    {"turn": 0, "marker": 1, "kind": ["right"], "comment": 5}, {"turn": [], "marker": {}},
    {"action": "page", "page": [1]}, {"action": "remove", "document": 5}, {"action": ["page"]},
    {"action": "look-through", "document": {"a": "b"}}, {"format": ["word"], "address": 5}, {"format": None},
)  # fmt: skip
EVENTS = ("ask_example", "translate", "say", "take_away", "open_paragraph", "act", "renew_reader")


@pytest.mark.parametrize("event", EVENTS)
def test_no_event_fails_at_what_a_browser_sends_along(chat_url, caplog, event):
    with httpx.Client(base_url=chat_url, trust_env=False, timeout=60) as client, caplog.at_level(logging.INFO):
        client.get("/")
        config = client.get("/config").json()
        parts = {part["id"]: part for part in config["components"]}
        asked, session = 0, secrets.token_hex(5)
        # An answer to say something of.
        box = next(key for key, part in parts.items() if part["props"].get("elem_id") == "question")
        (submit,) = [wired for wired in config["dependencies"] if [box, "submit"] in map(list, wired["targets"])]
        typed = [QUESTION if key == box else "" for key in submit["inputs"]]
        body = {"data": typed, "fn_index": submit["id"], "session_hash": session, "trigger_id": box}
        assert "29 June 1999" in said_to(client, body, is_queued=True)
        for wired in config["dependencies"]:
            for target, name in wired["targets"]:
                if name != event:
                    continue
                for sent in ODD:
                    body = {
                        "data": [None if parts[key]["type"] == "state" else "" for key in wired["inputs"]],
                        "event_data": sent, "fn_index": wired["id"], "session_hash": session, "trigger_id": target,
                    }  # fmt: skip
                    assert "process_completed" in said_to(client, body, is_queued=wired["queue"])
                    asked += 1
    assert asked >= len(ODD)
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def said_to(client, body, *, is_queued):
    if not is_queued:
        answer = client.post("/gradio_api/run/predict", json=body)
        assert answer.status_code == 200, answer.text
        return "process_completed"
    assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": body["session_hash"]}) as stream:
        return "".join(stream.iter_text())

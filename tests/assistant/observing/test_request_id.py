import threading

import pytest

from assistant.observing.request_id import accepted_request_id, current_request_id, make_request_id, requested


@pytest.mark.parametrize("sent", ["a", "9f86d081884c7d65", "1c0a0e9c-1f6e-4f6b-8f3b-3a6d0a0b8c11", "x" * 64])
def test_an_id_that_comes_with_a_request_is_kept(sent):
    assert accepted_request_id(sent) == sent


@pytest.mark.parametrize(
    "sent",
    [
        None, "", "x" * 65, "a b", "a\nb", "a\r\nSet-Cookie: b", "<b>", "é", "-a", "a/b", "\u202ea", '"', "a\x1b[31m",
        "a\n",
    ],
)  # fmt: skip
def test_what_is_no_id_is_replaced_by_one(sent):
    given = accepted_request_id(sent)
    assert given != sent
    assert accepted_request_id(given) == given


def test_no_two_made_ids_are_the_same():
    assert len({make_request_id() for _ in range(10_000)}) == 10_000


def test_the_id_holds_for_what_is_done_meanwhile_and_for_no_other_thread():
    elsewhere = []
    assert current_request_id() is None
    with requested("a"):
        with requested("b"):
            assert current_request_id() == "b"
        assert current_request_id() == "a"
        thread = threading.Thread(target=lambda: elsewhere.append(current_request_id()))
        thread.start()
        thread.join()
    assert current_request_id() is None
    assert elsewhere == [None]

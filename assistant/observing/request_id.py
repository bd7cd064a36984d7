"""The id of a request: what ties an answer to its retrieval, its checks and its lines in the log.

In: what came in a header, or nothing. Out: the id that everything done for the request finds in its context. Work that
goes on in another thread or another task is handed the id by whoever begins it.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ACCEPTED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", re.ASCII)
"""What proxies make, UUIDs among it: nothing that a log, a header or a page could take for anything but letters."""
_BYTES = 8
"""Short enough to be read out; among a million requests two share an id with a probability of 3 in 10^8."""
_current: ContextVar[str | None] = ContextVar("pinpoint_request_id", default=None)


def make_request_id() -> str:
    """A new id: "9f86d081884c7d65"."""
    return secrets.token_hex(_BYTES)


def accepted_request_id(sent: str | None) -> str:
    """The id that came with a request, where it is one; else a new one."""
    return sent if sent and _ACCEPTED.fullmatch(sent) else make_request_id()


def current_request_id() -> str | None:
    """The id of the request that is being worked on; None outside of any."""
    return _current.get()


@contextmanager
def requested(request_id: str | None) -> Iterator[None]:
    """What is done meanwhile is done for that request."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)

"""Connections: how many, and how long one may take to say what it wants.

In: what uvicorn makes of a connection. Out: the same, closed where a request's head does not come in time, or where too
many are open. uvicorn itself waits for a head for as long as a client likes.
"""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS_FOR_HEAD = 20.0
"""From the connection, or from the answer before, to the end of a request's headers."""
MOST_HEAD_BYTES = 32_768
"""Request line and headers."""
MOST_CONNECTIONS = 800
"""Below the 1,024 files that a process may have open on most systems, with room for those of the index."""
MOST_OF_ADDRESS = 400
"""One from this machine may be a proxy, through which everybody comes: it is not bounded by itself."""
_THIS_MACHINE = frozenset({"127.0.0.1", "::1"})


class PunctualConnection(H11Protocol):
    """A connection that is closed when its client dawdles over a request's head."""

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has come."""
        super().connection_made(transport)
        address = self.client[0] if self.client else ""
        of_address = sum(
            1
            for other in self.connections
            if isinstance(other, H11Protocol) and other.client and other.client[0] == address
        )
        if len(self.connections) > MOST_CONNECTIONS or (address not in _THIS_MACHINE and of_address > MOST_OF_ADDRESS):
            self.logger.warning("Too many connections are open: one from %s was refused.", address)
            self.send_503_response()
        else:
            self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """Bytes have come, or an answer has ended."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """An answer has ended: the next request may come."""
        self._expect_head()
        super().on_response_complete()

    def _expect_head(self) -> None:
        self._stop_waiting()
        self._deadline = self.loop.call_later(SECONDS_FOR_HEAD, self._give_up)

    def _stop_waiting(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()

    def send_503_response(self) -> None:
        """Tells the client to come again, and closes."""
        self.transport.write(
            b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"
        )
        self.transport.close()

"""Every request has an id, and is written down.

In: an ASGI application, all of it. Out: the same, with the id in the context of each request, in its scope and in the
header X-Request-ID of whatever is answered, refusals and streams included. An id that comes with a request is kept,
where it is one.
"""

import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.chat.observing.route_names import is_routine, route_name
from assistant.observing.journal import Journal
from assistant.observing.request_id import accepted_request_id, make_request_id, requested
from assistant.observing.spans import continuing

HEADER = "X-Request-ID"
REQUEST_ID = "pinpoint.request_id"
"""Where the application finds the id, in the scope: an event of the page runs outside of the request's context."""


class ObservedRequests:
    """Gives each request its id, and writes down how it was answered."""

    def __init__(self, app: ASGIApp, journal: Journal) -> None:
        self.app = app
        self._journal = journal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and its answer back with the id."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = Headers(scope=scope)
        request_id = accepted_request_id(headers.get(HEADER))
        route = route_name(scope["path"])

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = request_id
                # Before the answer: whoever has read it finds it counted. A stream's end may be hours away.
                routine = is_routine(route)
                self._journal.request(scope["method"], route, message["status"], started, is_routine=routine)
            await send(message)

        with requested(request_id), continuing(headers):
            await self.app({**scope, REQUEST_ID: request_id}, receive, send_with_id)


def request_id_in(scope: Scope | None) -> str:
    """The id of the request with that scope; a new one where it has none."""
    found = scope.get(REQUEST_ID) if scope else None
    return str(found) if found else make_request_id()

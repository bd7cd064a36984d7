"""The server's numbers at /metrics, for Prometheus.

In: a FastAPI application and what is counted. Out: the route. Who may read it is decided by the guards.
"""

from fastapi import FastAPI
from starlette.responses import Response

from assistant.chat.observing.route_names import METRICS
from assistant.chat.programs.calls import Calls
from assistant.observing.metrics import CONTENT_TYPE, Queue


def add_metrics(app: FastAPI, calls: Calls) -> None:
    """Adds the route, where anything is counted."""
    metrics = calls.desk.journal.metrics
    if metrics is None:
        return
    metrics.queue = lambda: Queue(calls.turns.busy, calls.turns.waiting)

    @app.api_route(METRICS, methods=["GET", "HEAD"], include_in_schema=False)
    def numbers() -> Response:
        return Response(metrics.exposition(), headers={"Cache-Control": "no-store"}, media_type=CONTENT_TYPE)

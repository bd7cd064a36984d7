"""What a server has done and holds, as numbers for Prometheus.

In: what a `Journal` writes down, and functions that tell the state of things when the numbers are asked for. Out: text
in Prometheus' exposition format. Every label has a bounded set of values: nothing that a visitor sends becomes one.
Who may read the numbers is decided elsewhere.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector

CONTENT_TYPE = CONTENT_TYPE_LATEST
LANGUAGES = frozenset({"ar", "en", "es", "fr", "ru", "zh"})
OTHER = "other"
STAGES = frozenset({"search", "extract", "generate", "total"})
_REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_STAGE_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the server answers from at a moment."""

    documents: int
    paragraphs: int
    generation: str


@dataclass(frozen=True, slots=True)
class Queue:
    """How many questions are being answered at a moment, and how many wait."""

    busy: int
    waiting: int


class Metrics:
    """The numbers of one server, apart from those of any other in the same process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = self._counter("requests", "HTTP requests answered.", "method", "route", "status")
        self.request_seconds = self._histogram(
            "request_seconds", "From a request to the beginning of its answer.", _REQUEST_SECONDS, "route"
        )
        self.questions = self._counter("questions", "Questions asked.", "status", "language")
        self.tasks = self._counter("tasks", "Other work done for visitors and programs.", "task", "status")
        self.stage_seconds = self._histogram(
            "stage_seconds", "Stages of answering a question.", _STAGE_SECONDS, "stage"
        )
        self.reopened = self._counter("index_reopened", "Times that a changed index was opened.")
        self.damaged = self._counter("index_damaged", "Times that the index could not be read.")
        self.holdings: Callable[[], Holdings] | None = None
        """Tells what the index holds, whenever the numbers are asked for."""
        self.queue: Callable[[], Queue] | None = None
        """Tells how long the queue is, whenever the numbers are asked for."""
        self.registry.register(_StateCollector(self))
        ProcessCollector(registry=self.registry)

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request; `method` and `route` are of fixed sets."""
        self.requests.labels(method, route, str(status)).inc()
        self.request_seconds.labels(route).observe(seconds)

    def count_question(self, status: str, language: str, timings_ms: Mapping[str, float]) -> None:
        """A question, and how long each stage of its answer took."""
        self.questions.labels(status, language if language in LANGUAGES else OTHER).inc()
        for stage in STAGES & timings_ms.keys():
            self.stage_seconds.labels(stage).observe(timings_ms[stage] / 1000)

    def exposition(self) -> bytes:
        """All numbers as they are now."""
        return generate_latest(self.registry)

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"pinpoint_{name}", meaning, labels, registry=self.registry)

    def _histogram(self, name: str, meaning: str, buckets: tuple[float, ...], *labels: str) -> Histogram:
        return Histogram(f"pinpoint_{name}", meaning, labels, registry=self.registry, buckets=buckets)


class _StateCollector:
    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        """What is counted by looking."""
        if self._metrics.holdings:
            held = self._metrics.holdings()
            yield GaugeMetricFamily("pinpoint_index_documents", "Documents in the index.", held.documents)
            yield GaugeMetricFamily("pinpoint_index_paragraphs", "Paragraphs in the index.", held.paragraphs)
            yield InfoMetricFamily("pinpoint_index", "The index that is used.", {"generation": held.generation})
        if self._metrics.queue:
            queue = self._metrics.queue()
            yield GaugeMetricFamily("pinpoint_queue_busy", "Questions that are being answered.", queue.busy)
            yield GaugeMetricFamily("pinpoint_queue_waiting", "Questions that wait for their turn.", queue.waiting)

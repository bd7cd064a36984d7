"""The spans that Pinpoint makes where somebody has OpenTelemetry set up, kept in memory.

In: work of this process. Out: its spans. The SDK is set up once a process, as OpenTelemetry wants it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter


@contextmanager
def recorded_spans() -> Iterator[Callable[[], Sequence[ReadableSpan]]]:
    """A function that gives the spans that end meanwhile, oldest first."""
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):
        provider = TracerProvider()
        trace.set_tracer_provider(provider)
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    try:
        yield exporter.get_finished_spans
    finally:
        exporter.shutdown()

"""Spans as OpenTelemetry's own SDK receives them, and that there is nothing of it where nobody set it up."""

import subprocess
import sys
import threading

import pytest

from assistant import programs
from assistant.observing.ingests import ingest_stages
from assistant.observing.journal import Journal
from assistant.observing.request_id import requested
from assistant.observing.spans import continuing, in_one_context, span
from corpus.errors import PinpointError
from eval.trust.recorded_spans import recorded_spans


def by_name(spans):
    return {span.name: span for span in spans}


def test_an_answer_is_a_span_with_its_retrieval_and_its_extraction_in_it(assistant):
    with recorded_spans() as recorded, requested("abc"), Journal().doing("ask") as work:
        programs.ask(assistant, "When did Belgium ratify the CTBT?", work=work)
    spans = by_name(recorded())
    whole = spans["pinpoint.ask"]
    assert whole.attributes["pinpoint.request_id"] == "abc"
    assert whole.attributes["pinpoint.status"] == "answered"
    assert whole.attributes["pinpoint.cited"] == 2
    for name in ("pinpoint.retrieve", "pinpoint.extract", "pinpoint.compose"):
        assert spans[name].parent.span_id == whole.context.span_id
    assert spans["pinpoint.retrieve"].attributes["pinpoint.results"] == 20


def test_a_check_is_a_span_with_each_verification_in_it(library):
    draft = "Norway did not sponsor resolution 71/67 (NPT/CONF.2020/PC.II/WP.6, para. 4)."
    with recorded_spans() as recorded, Journal().doing("check") as work:
        programs.check(library, draft, work=work)
    # The first; the later ones look for another paragraph that would bear the sentence out.
    verified, *_, whole = recorded()
    assert (verified.name, whole.name) == ("pinpoint.verify", "pinpoint.check")
    assert verified.parent.span_id == whole.context.span_id
    assert verified.attributes["pinpoint.verdict"] == "unsupported"
    assert verified.attributes["pinpoint.problems"] == ("negation",)


def test_an_ingest_is_a_span_of_three_stages(tmp_path, encoder):
    from index.build import ingest
    from index.sources import Source

    (tmp_path / "a.txt").write_text("1. The Commission of the Lakes met in Oslo in May to talk about boats.\n")
    heard = []
    with recorded_spans() as recorded, Journal().doing("ingest") as work:
        with ingest_stages(lambda *progress: heard.append(progress)) as hear:
            report = ingest([Source(tmp_path / "a.txt", None)], tmp_path / "index", encoder, on_progress=hear)
        work.note_ingest(report)
    spans = recorded()
    assert [span.name.removeprefix("pinpoint.") for span in spans] == [
        "ingest.parse", "ingest.embed", "ingest.write", "ingest",
    ]  # fmt: skip
    assert all(span.parent.span_id == spans[-1].context.span_id for span in spans[:-1])
    assert spans[-1].attributes["pinpoint.added"] == 1
    assert heard[-1][0] == "embed"


def test_a_failure_is_marked_with_its_kind_and_not_its_message(assistant):
    with recorded_spans() as recorded, pytest.raises(PinpointError), Journal().doing("ask") as work:
        programs.ask(assistant, "Who?", ["kanarek"], work)
    (failed,) = (span for span in recorded() if span.name == "pinpoint.ask")
    assert (failed.status.is_ok, failed.status.description) == (False, "PinpointError")
    assert failed.events == ()
    assert "kanarek" not in failed.to_json()


def test_steps_in_different_threads_are_one_span_and_nobody_outside_is_in_it():
    from opentelemetry import trace

    def work():
        with span("ask"):
            for number in range(3):
                with span("retrieve"):
                    yield number

    outside = []

    def step(steps):
        next(steps, None)
        outside.append(trace.get_current_span().get_span_context().is_valid)

    with recorded_spans() as recorded:
        steps = in_one_context(work())
        for _ in range(4):
            thread = threading.Thread(target=step, args=(steps,))
            thread.start()
            thread.join()
    spans = recorded()
    assert [span.name for span in spans] == ["pinpoint.retrieve"] * 3 + ["pinpoint.ask"]
    assert {span.parent.span_id for span in spans[:3]} == {spans[3].context.span_id}
    assert outside == [False] * 4


def test_the_trace_of_whoever_sent_the_request_is_continued():
    traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    with recorded_spans() as recorded:
        with continuing({"traceparent": traceparent}), span("ask"):
            pass
        with continuing({"traceparent": "no such thing"}), span("ask"):
            pass
    first, second = recorded()
    assert f"{first.context.trace_id:032x}" == "0af7651916cd43dd8448eb211c80319c"
    assert f"{first.parent.span_id:016x}" == "b7ad6b7169203331"
    assert second.parent is None


def test_opentelemetry_and_structlog_are_not_even_imported_where_nobody_wants_them():
    code = """if True:
        import sys
        from assistant.cli import main
        from assistant.observing.journal import Journal
        from assistant.observing.log_setup import set_up_logs
        from assistant.observing.spans import span
        from assistant.settings import LogSettings
        set_up_logs(LogSettings())
        with Journal().doing("search") as work, span("retrieve"):
            work.note(results=1)
        unwanted = {"opentelemetry", "structlog", "prometheus_client"} & set(sys.modules)
        assert not unwanted, unwanted
    """
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)

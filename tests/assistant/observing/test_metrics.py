import asyncio
import logging
import time

import pytest
from prometheus_client.parser import text_string_to_metric_families

from assistant.observing.journal import Journal
from assistant.observing.metrics import Holdings, Metrics, Queue
from corpus.errors import PinpointError
from index.pointer import DamagedIndexError


def samples(metrics):
    """All numbers by name and labels, as Prometheus' own parser reads them."""
    families = text_string_to_metric_families(metrics.exposition().decode())
    return {(s.name, *sorted(s.labels.items())): s.value for family in families for s in family.samples}


def value(metrics, name, **labels):
    return samples(metrics).get((name, *sorted(labels.items())), 0)


@pytest.fixture
def journal():
    return Journal(Metrics())


def test_requests_are_counted_by_method_route_and_status(journal):
    for method, route, status in [("GET", "/", 200), ("GET", "/", 200), ("BREW", "/", 405), ("POST", "/api/ask", 200)]:
        journal.request(method, route, status, time.perf_counter(), is_routine=False)
    name = "pinpoint_requests_total"
    assert value(journal.metrics, name, method="GET", route="/", status="200") == 2
    assert value(journal.metrics, name, method="other", route="/", status="405") == 1
    assert value(journal.metrics, "pinpoint_request_seconds_count", route="/") == 3


@pytest.mark.parametrize(
    ("question", "status", "language"),
    [
        ("When did Belgium ratify the CTBT?", "answered", "en"),
        ("Quand la Ruritanie a-t-elle ratifié le traité ?", "not_found", "fr"),
        ("NPT/CONF.2020/PC.II/WP.6, para. 4", "lookup", "en"),
        ("", "refused", "other"),
    ],
)
def test_questions_are_counted_by_what_came_of_them(journal, assistant, question, status, language):
    from assistant import programs

    try:
        with journal.doing("ask") as work:
            programs.ask(assistant, question, work=work)
    except PinpointError:
        assert status == "refused"
    assert value(journal.metrics, "pinpoint_questions_total", status=status, language=language) == 1
    assert value(journal.metrics, "pinpoint_stage_seconds_count", stage="total") == (status != "refused")


def test_a_failure_is_counted_and_logged_without_what_it_says(journal, caplog):
    caplog.set_level(logging.INFO, "assistant")
    with pytest.raises(ZeroDivisionError), journal.doing("ask"):
        1 / 0  # noqa: B018
    assert value(journal.metrics, "pinpoint_questions_total", status="failed", language="other") == 1
    (record,) = caplog.records
    assert (record.getMessage(), record.fields["error"]) == ("failed", "ZeroDivisionError")


def test_work_that_nobody_waits_for_any_more_is_given_up(journal):
    def check():
        with journal.doing("check"):
            yield 1

    checking = check()
    next(checking)
    checking.close()
    assert value(journal.metrics, "pinpoint_tasks_total", task="check", status="given_up") == 1


@pytest.mark.parametrize("ending", [asyncio.CancelledError, KeyboardInterrupt])
def test_work_that_is_cancelled_is_given_up(journal, caplog, ending):
    caplog.set_level(logging.INFO, "assistant")
    with pytest.raises(ending), journal.doing("ask"):
        raise ending
    assert value(journal.metrics, "pinpoint_questions_total", status="given_up", language="other") == 1
    assert [record.getMessage() for record in caplog.records] == ["given up"]


def test_a_damaged_index_is_counted_and_remembered_until_another_is_opened(journal):
    with pytest.raises(DamagedIndexError), journal.doing("search"):
        raise DamagedIndexError("x.bin is damaged")
    assert value(journal.metrics, "pinpoint_index_damaged_total") == 1
    assert value(journal.metrics, "pinpoint_tasks_total", task="search", status="failed") == 1
    assert journal.is_index_damaged
    journal.index_reopened("gen-000002", 5)
    assert not journal.is_index_damaged
    assert value(journal.metrics, "pinpoint_index_reopened_total") == 1


def test_the_state_of_things_is_looked_up_when_it_is_asked_for():
    metrics = Metrics()
    held = [Holdings(5, 274, "gen-000001"), Holdings(6, 300, "gen-000002")]
    metrics.holdings, metrics.queue = lambda: held.pop(0), lambda: Queue(4, 7)
    first, second = samples(metrics), samples(metrics)
    assert first[("pinpoint_index_documents",)], second[("pinpoint_index_documents",)] == (5, 6)
    assert second[("pinpoint_index_paragraphs",)] == 300
    assert second[("pinpoint_index_info", ("generation", "gen-000002"))] == 1
    assert (second[("pinpoint_queue_busy",)], second[("pinpoint_queue_waiting",)]) == (4, 7)


def test_memory_and_processor_time_of_the_process_are_there():
    found = samples(Metrics())
    assert found[("process_resident_memory_bytes",)] > 1_000_000
    assert found[("process_cpu_seconds_total",)] > 0


def test_two_servers_in_one_process_count_apart():
    first, second = Journal(Metrics()), Journal(Metrics())
    first.request("GET", "/", 200, time.perf_counter(), is_routine=False)
    assert value(first.metrics, "pinpoint_requests_total", method="GET", route="/", status="200") == 1
    assert value(second.metrics, "pinpoint_requests_total", method="GET", route="/", status="200") == 0

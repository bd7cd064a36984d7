"""What was done for whom and what came of it: a log record each, and a number where numbers are kept.

In: answers, lookups, checks and failures, from where people and programs come in. Out: records of the logger
"assistant.events" with ids, counts, statuses and times; spans; numbers of `Metrics`. What was asked, quoted or written
in a draft goes into a record's `texts`, which the log leaves out unless they are asked for.
"""

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from assistant.observing.request_id import current_request_id
from assistant.observing.spans import Span, span
from corpus.errors import PinpointError
from index.pointer import DamagedIndexError

if TYPE_CHECKING:
    from assistant.answers import Answer
    from assistant.drafts.draft_check import CheckedClaim
    from assistant.observing.metrics import Metrics
    from index.build import IngestReport

Task = Literal["ask", "search", "lookup", "check", "ingest", "remove"]
_LOOKUP = "lookup"
"""`Answer.model` where a reference was followed."""
_MOST_IDS = 50
"""Of paragraphs in one record."""
_DONE: dict[Task, str] = {
    "ask": "answered",
    "search": "searched",
    "lookup": "looked up",
    "check": "checked",
    "ingest": "ingested",
    "remove": "removed",
}
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_LOG = logging.getLogger("assistant.events")


class Work:
    """One piece of work, and what is to be told of it."""

    def __init__(self, opened: Span) -> None:
        self.status = "done"
        self.language = ""
        self.timings_ms: dict[str, float] = {}
        self.fields: dict[str, Any] = {}
        self.texts: dict[str, Any] = {}
        self._span = opened

    def note(self, **fields: str | int | float | None) -> None:
        """Adds ids, counts and statuses: never what somebody wrote."""
        self.fields |= fields
        self._span.set(**fields)

    def note_answer(self, answer: "Answer", generation: str) -> None:
        """Adds what came of a question. `generation`: of the index that was asked."""
        is_lookup = answer.model == _LOOKUP
        self.status = "lookup" if is_lookup and answer.status == "answered" else answer.status
        self.language, self.timings_ms = answer.language, answer.timings_ms
        kind = _LOOKUP if is_lookup else answer.value.kind if answer.value else "quote"
        self.note(
            status=answer.status,
            confidence=round(answer.confidence, 3),
            kind=kind,
            language=answer.language,
            model=answer.model,
            index=generation,
        )
        self.fields |= {
            "retrieved": [list(pair) for pair in zip(answer.ranking, answer.scores, strict=False)],
            "cited": [citation.paragraph.paragraph_id for citation in answer.citations],
            "claims": [{"verdict": claim.verdict, "problems": list(claim.problems)} for claim in answer.claims],
            "timings_ms": answer.timings_ms,
        }
        self._span.set(retrieved=len(answer.ranking), cited=len(answer.citations), claims=len(answer.claims))
        self.texts = {
            "question": answer.question,
            "asked": answer.interpreted_question,
            "answer": answer.answer,
            "reasons": [claim.reason for claim in answer.claims],
        }

    def note_search(self, record: Mapping[str, Any], generation: str) -> None:
        """Adds what came of a search, as its record says it."""
        results = record["results"]
        self.note(language=record["language"], results=len(results), index=generation)
        self.fields["retrieved"] = [[found["paragraph_id"], found["score"]] for found in results]
        self.texts = {"query": record["query"]}

    def note_lookup(self, kind: str, paragraph_ids: Sequence[str], reference: str) -> None:
        """Adds what a reference leads to."""
        self.note(kind=kind, paragraphs=len(paragraph_ids))
        self.fields["cited"] = list(paragraph_ids[:_MOST_IDS])
        self.texts = {"reference": reference}

    def note_check(self, claims: Iterable["CheckedClaim"], uncited: int) -> None:
        """Adds what came of the sentences of a draft."""
        checked = list(claims)
        supported = sum(claim.verdict == "supported" for claim in checked)
        self.note(cited_sentences=len(checked), supported=supported, uncited_sentences=uncited)
        self.fields["claims"] = [
            {
                "verdict": claim.verdict,
                "problems": [problem.kind for problem in claim.problems],
                "cited": [paragraph.paragraph_id for paragraph in claim.paragraphs],
            }
            for claim in checked
        ]
        self.texts = {"reasons": [claim.reason for claim in checked]}

    def note_ingest(self, report: "IngestReport") -> None:
        """Adds what an ingest did; which files failed, and why, is told to whoever began it."""
        self.note(
            documents=report.documents,
            paragraphs=report.paragraphs,
            added=report.added,
            updated=report.updated,
            removed=report.removed,
            unchanged=report.unchanged,
            failed=len(report.failed),
        )
        self.texts = {"failures": [list(pair) for pair in report.failed]}


class Journal:
    """Writes down what a process does. Safe to share between threads."""

    def __init__(self, metrics: "Metrics | None" = None) -> None:
        self.metrics = metrics
        self.index_damaged_since: float | None = None
        """Since when the index cannot be read, by `time.monotonic`; None where it was opened since."""

    @property
    def is_index_damaged(self) -> bool:
        """Whether the index could not be read, and was not opened since."""
        return self.index_damaged_since is not None

    @contextmanager
    def doing(self, task: Task) -> Iterator[Work]:
        """Writes down the work that is done meanwhile, whatever comes of it."""
        started = time.perf_counter()
        with span(task, request_id=current_request_id()) as opened:
            work = Work(opened)
            try:
                yield work
            except DamagedIndexError as error:
                self.index_damaged(error)
                self._finish(task, work, "failed", started, error)
                raise
            except PinpointError as error:
                self._finish(task, work, "refused", started, error)
                raise
            except Exception as error:
                self._finish(task, work, "failed", started, error)
                raise
            except BaseException:
                # Whoever asked waits for it no longer: a generator closed, a task cancelled, Ctrl+C.
                self._finish(task, work, "given up", started)
                raise
            self._finish(task, work, _DONE[task], started)

    def _finish(self, task: Task, work: Work, event: str, started: float, error: Exception | None = None) -> None:
        fields = work.fields | {"ms": _milliseconds(started)}
        if event != _DONE[task]:
            work.status = event.replace(" ", "_")
            fields = {"task": task, **fields}
        if error is not None:
            fields["error"] = type(error).__name__
            work.texts["message"] = str(error)
        level = logging.ERROR if event == "failed" else logging.INFO
        _LOG.log(level, event, extra={"fields": fields, "texts": work.texts})
        if self.metrics and task == "ask":
            self.metrics.count_question(work.status, work.language, work.timings_ms)
        elif self.metrics:
            self.metrics.tasks.labels(task, work.status).inc()

    def turned_away(self, task: Task) -> None:
        """Too many were waiting already."""
        self._finish(task, Work(Span()), "refused", time.perf_counter())

    def request(self, method: str, route: str, status: int, started: float, *, is_routine: bool) -> None:
        """A request of HTTP. `is_routine`: one of the many that a page makes by itself."""
        seconds = time.perf_counter() - started
        # Anything may be sent as one.
        method = method if method in _METHODS else "other"
        if self.metrics:
            self.metrics.count_request(method, route, status, seconds)
        # 503 is what a server says that is well and busy, or not yet ready.
        is_failure = status >= 500 and status != 503
        level = logging.ERROR if is_failure else logging.DEBUG if is_routine and status < 400 else logging.INFO
        fields = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
        _LOG.log(level, "request", extra={"fields": fields})

    def server_started(self, **fields: str | int | bool | None) -> None:
        """The server answers from now on."""
        _LOG.info("server started", extra={"fields": fields})

    def index_reopened(self, generation: str, documents: int) -> None:
        """Another state of the index is used from now on."""
        self.index_damaged_since = None
        if self.metrics:
            self.metrics.reopened.inc()
        _LOG.info("index reopened", extra={"fields": {"index": generation, "documents": documents}})

    def index_damaged(self, error: PinpointError, still_used: str | None = None) -> None:
        """The index cannot be read: the message says which file it is and what helps.

        `still_used`: the state of it that is open, where a newer one could not be opened.
        """
        if self.index_damaged_since is None:
            self.index_damaged_since = time.monotonic()
        if self.metrics:
            self.metrics.damaged.inc()
        _LOG.error("index damaged", extra={"fields": {"message": str(error), "still_used": still_used}})

    def unexpected(self, error: Exception, where: str) -> None:
        """Something failed that should not have."""
        _LOG.error("unexpected error", exc_info=error, extra={"fields": {"where": where}})


def _milliseconds(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)

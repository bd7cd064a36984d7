"""Every answer is found again in the log, nothing that is said is in it, and the numbers are those of what was done.

In: an index of the bundled corpus. Out: the tallies of a server that logs all it can as JSON while many ask at once,
and is sent words in every place where somebody could write some. The log, the numbers and the spans are then searched
for them.
"""

import asyncio
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
from lxml import html
from prometheus_client.parser import text_string_to_metric_families

from assistant.answering import Assistant
from assistant.chat.observing.route_names import route_name
from assistant.library import Library
from eval.trust.load import index_bundled, questions_alone
from eval.trust.recorded_spans import recorded_spans
from eval.trust.served import Served, serve_index
from eval.trust.tally import Drill, Tally
from eval.trust.visitors import AskingFailedError, PageParts, Visitor, read_parts
from eval.trust.words_everywhere import WORDS, send_words, words_for_spans
from index.encoder_choice import BUNDLED, load_encoder
from index.store import read_index

Numbered = tuple[str, str, tuple[str, ...]]
"""A question, the id of its answer, and the ids of the paragraphs that this cites."""
LOGGING = {"PINPOINT_LOG_FORMAT": "json", "PINPOINT_LOG_LEVEL": "debug"}
_SECONDS = 120
_AT_ONCE = 16
_QUESTIONS = 200
_ON_PAGE = 40
_ROUNDS = 10
_SERVER_CALLS = re.compile(r"pinpoint_(?:requests|questions|tasks)_total")


class AskedPage(Visitor):
    """A visitor of the page who also reads the number under the last answer."""

    async def _completed(self, event_id: str) -> dict[str, Any]:
        output = await super()._completed(event_id)
        self.shown = str(output["data"][self._parts.conversation])
        return output

    async def numbered(self, question: str) -> tuple[str, tuple[str, ...]]:
        """The id under the answer, and the ids of the paragraphs that it cites."""
        await self.open_page()
        await self.ask(question)
        answer = html.fromstring(self.shown).xpath(".//article")[-1]
        numbers = answer.xpath(".//button[contains(@class, 'request-id')]/@data-copy")
        if len(numbers) != 1:
            raise AskingFailedError(f"{len(numbers)} numbers under the answer")
        return str(numbers[0]), tuple(map(str, answer.xpath(".//figcaption//button/@data-paragraph")))


def read_log(served: Served) -> tuple[list[dict[str, Any]], list[str]]:
    """The records of a server's log so far, and the lines that are none."""
    records, others = [], []
    for line in served.log.read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if isinstance(record, dict) and "event" in record:
            records.append(record)
        else:
            others.append(line)
    return records, others


def trace_answers(served: Served, questions: Sequence[str], on_page: int, at_once: int = _AT_ONCE) -> Tally:
    """Asks, programs and visitors at the same time, and looks each answer up in the log by its id."""
    answers, failures = asyncio.run(_ask_all(served.address, questions, on_page, at_once))
    records, _ = read_log(served)
    losses = [*failures, *unmatched(answers, records)]
    figures = f"{len(answers) - on_page} by programs, {on_page} on the page, {at_once} at once"
    return Tally("answers looked up in the log by their number", len(questions), tuple(losses), figures)


def unmatched(answers: Iterable[Numbered], records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The answers that do not have exactly one record, with what they cite."""
    logged: defaultdict[str, list[set[str]]] = defaultdict(list)
    for record in records:
        if record["event"] == "answered":
            logged[str(record.get("request_id"))].append(set(record["cited"]))
    for question, number, cited in answers:
        found = logged[number]
        if len(found) != 1:
            yield f"{len(found)} records of {number}, the answer to {question!r}"
        elif found[0] != set(cited):
            yield f"{number}, {question!r}: cites {sorted(cited)}, and in the log {sorted(found[0])}"


async def _ask_all(
    address: str, questions: Sequence[str], on_page: int, at_once: int
) -> tuple[list[Numbered], list[str]]:
    parts, places = read_parts(address), asyncio.Semaphore(at_once)
    answers: list[Numbered] = []
    failures: list[str] = []

    async def ask(number: int, question: str) -> None:
        async with places:
            try:
                asking = _on_page(address, parts, question) if number < on_page else _by_program(client, question)
                answers.append((question, *await asking))
            except (httpx.HTTPError, AskingFailedError) as error:
                failures.append(f"{question!r}: {type(error).__name__} {error}")

    async with httpx.AsyncClient(base_url=address, timeout=_SECONDS, trust_env=False) as client:
        await asyncio.gather(*(ask(number, question) for number, question in enumerate(questions)))
    return answers, failures


async def _on_page(address: str, parts: PageParts, question: str) -> tuple[str, tuple[str, ...]]:
    async with AskedPage(address, parts) as visitor:
        return await visitor.numbered(question)


async def _by_program(client: httpx.AsyncClient, question: str) -> tuple[str, tuple[str, ...]]:
    response = (await client.post("/api/ask", json={"question": question})).raise_for_status()
    record = response.json()
    if record["request_id"] != response.headers["X-Request-ID"]:
        raise AskingFailedError(f"the record has {record['request_id']}, the header {response.headers['X-Request-ID']}")
    return record["request_id"], tuple(cited["paragraph_id"] for cited in record["citations"])


def search_for_words(served: Served, rounds: int) -> list[Tally]:
    """Sends words wherever somebody can write some, and looks for them in the log and the numbers."""
    sent = sum(send_words(served.address) for _ in range(rounds))
    numbers = read_numbers(served.address)
    losses = words_in(f"{served.log.read_text(encoding='utf-8', errors='replace')}\n{numbers}")
    records, others = read_log(served)
    found = Counter(record["event"] for record in records)
    kinds = ", ".join(f"{count} “{event}”" for event, count in found.most_common(6))
    return [
        Tally("requests with words that no record may repeat", sent, tuple(losses), f"{len(WORDS)} places; {kinds}"),
        Tally("lines of the log, each one JSON object", len(records) + len(others), tuple(others)),
    ]


def words_in(written: str) -> list[str]:
    """Which of the words stand in what was written, and where they were sent."""
    return [f"{place}: {word!r} was written" for place, word in WORDS.items() if word in written.lower()]


def read_numbers(address: str) -> str:
    """What Prometheus would read."""
    return httpx.get(f"{address}/metrics", timeout=_SECONDS, trust_env=False).raise_for_status().text


def counts(numbers: str) -> Counter[tuple[str, ...]]:
    """The server's counters, by name and labels; raises ValueError where the format is not Prometheus'."""
    return Counter(
        {
            (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): int(sample.value)
            for family in text_string_to_metric_families(numbers)
            for sample in family.samples
            if _SERVER_CALLS.fullmatch(sample.name)
        }
    )


def compare_counts(served: Served, rounds: int) -> Tally:
    """Sends a known number of requests of each kind, and compares with what was counted meanwhile."""
    before = counts(read_numbers(served.address))
    made: Counter[tuple[str, ...]] = Counter()
    with httpx.Client(base_url=served.address, timeout=_SECONDS, trust_env=False) as client:
        for _ in range(rounds):
            for method, path, body in _KNOWN:
                response = client.request(method, path, json=body)
                name = route_name(path)
                made["pinpoint_requests_total", method, name, str(response.status_code)] += 1
                if response.is_success and path == "/api/ask":
                    record = response.json()
                    status = "lookup" if record["model"] == "lookup" else record["status"]
                    made["pinpoint_questions_total", record["language"], status] += 1
    after = counts(read_numbers(served.address))
    # The first reading of the numbers was counted once it was made.
    made["pinpoint_requests_total", "GET", "/metrics", "200"] += 1
    counted = Counter({key: count for key, count in (after - before).items() if key[0] != "pinpoint_tasks_total"})
    losses = differing(made, counted)
    return Tally("requests compared with the numbers for Prometheus", sum(made.values()), tuple(losses))


def differing(made: Counter[tuple[str, ...]], counted: Counter[tuple[str, ...]]) -> list[str]:
    """What was not counted as often as it was done."""
    return [
        f"{' '.join(key)}: {made[key]} made, {counted[key]} counted"
        for key in sorted(made | counted)
        if made[key] != counted[key]
    ]


_KNOWN: tuple[tuple[str, str, dict[str, Any] | None], ...] = (
    ("POST", "/api/ask", {"question": "When did Belgium ratify the CTBT?"}),
    ("POST", "/api/ask", {"question": "Кто председательствовал в Группе ядерных поставщиков?"}),
    ("POST", "/api/ask", {"question": "NPT/CONF.2020/PC.II/WP.6, para. 4"}),
    ("POST", "/api/ask", {"question": "Who is the king of Ruritania?"}),
    ("POST", "/api/ask", {"nothing": 1}),
    ("POST", "/api/search", {"query": "disarmament"}),
    ("GET", "/api/ask", None),
    ("GET", "/health", None),
    ("HEAD", "/health/live", None),
    ("GET", "/no/such/page", None),
    ("GET", "/api", None),
)


def search_spans(library: Library, rounds: int) -> Tally:
    """Does what is done for visitors with words in it, and looks for them in what OpenTelemetry is given."""
    with recorded_spans() as recorded:
        for _ in range(rounds):
            words_for_spans(Assistant(library), library)
    spans = recorded()
    losses = [f"{span.name}: {loss}" for span in spans for loss in words_in(span.to_json())]
    names = ", ".join(f"{count} {name}" for name, count in Counter(span.name for span in spans).most_common())
    return Tally("spans searched for words that were said", len(spans), tuple(losses), names)


def _run(workspace: Path, is_short: bool) -> list[Tally]:
    index = index_bundled(workspace)
    share = 10 if is_short else 1
    with serve_index(index, environment=LOGGING) as served:
        tallies = [
            trace_answers(served, questions_alone(_QUESTIONS // share), _ON_PAGE // share),
            compare_counts(served, _ROUNDS // share),
            *search_for_words(served, _ROUNDS // share),
        ]
    return [*tallies, search_spans(Library(read_index(index), load_encoder(BUNDLED)), _ROUNDS // share)]


DRILL = Drill("records", _run)

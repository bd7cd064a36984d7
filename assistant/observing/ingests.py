"""The stages of an ingest as spans: parse, embed, write.

In: the function that hears of an ingest's progress. Out: the same, which also opens and closes spans. Where one stage
ends and the next begins is told by the progress alone: the index knows nothing of spans.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from assistant.observing.spans import span

_Report = Callable[[str, int, int], None]


@contextmanager
def ingest_stages(hear: _Report) -> Iterator[_Report]:
    """A function to be given to `index.build.ingest` as `on_progress`, while that is called."""
    with ExitStack() as stage:
        current = ""

        def enter(name: str) -> None:
            nonlocal current
            if name != current:
                stage.close()
                stage.enter_context(span(f"ingest.{name}"))
                current = name

        def report(name: str, done: int, total: int) -> None:
            if current != "write":
                enter(name)
                if done == total:
                    enter("embed" if name == "parse" else "write")
            hear(name, done, total)

        yield report

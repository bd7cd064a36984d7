"""What a fault that was tried many times did: so many survived, and each loss told.

In: whatever a drill did and saw. Out: a `Tally`, a line of the table that `make trust` prints.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tally:
    """A fault, how often it was tried, and what came of it."""

    fault: str
    """As a reader of the table would say it: "ingest killed with SIGKILL"."""
    tried: int
    losses: tuple[str, ...] = ()
    """What was lost, a line each, with what is needed to try it again."""
    figures: str = ""
    """What else is worth telling: "163 times the old index, 37 times the new one"."""
    not_tried: str = ""
    """Why it could not be tried here; `tried` is then 0."""

    @property
    def survived(self) -> int:
        """How many of the tries did no harm."""
        return self.tried - len(self.losses)


@dataclass(frozen=True, slots=True)
class Drill:
    """A group of faults that are tried together."""

    name: str
    run: Callable[[Path, bool], Sequence[Tally]]
    """Takes an empty folder to work in, and whether the short version will do."""

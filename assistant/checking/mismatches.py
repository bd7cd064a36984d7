"""What can be wrong with a claim, as the parts of the verification say it."""

from dataclasses import dataclass
from typing import Literal

ProblemKind = Literal["marker", "value", "name", "symbol", "negation", "modality", "wording"]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something in a claim that the cited paragraphs do not have, or have otherwise."""

    kind: ProblemKind
    written: str
    """As the claim says it."""
    stands: str
    """What stands there instead, in the claim's language where it can be said in it; "" for nothing comparable."""
    start: int
    """Where it stands in the claim."""

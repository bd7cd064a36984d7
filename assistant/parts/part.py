"""One part of a question that needs several pieces of evidence."""

from dataclasses import dataclass

from assistant.conversation.follow_ups import Interpretation


@dataclass(frozen=True, slots=True)
class Part:
    """A question of its own."""

    asked: Interpretation
    label: str
    """What stands in front of its answer: its words as typed, or how the question names the documents."""
    documents: frozenset[str] = frozenset()
    """Ids of the documents that it is asked of; empty where it is asked of all."""

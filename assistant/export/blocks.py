"""What an export consists of, whatever it is written as.

In: nothing; these are the types that `answer_blocks` and `conversation` make and the writers take. Every text in them
may be a document's or a user's own, so each writer escapes all of it.
"""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["title", "heading", "subheading", "paragraph", "item", "quote", "footnote"]


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one language."""

    text: str
    language: str
    """BCP 47."""
    is_struck: bool = False
    """Such a text neither begins nor ends with a blank."""
    is_code: bool = False
    """To be typed as it is; never a text of a document or a user."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a footnote is referred to."""

    number: int


@dataclass(frozen=True, slots=True)
class Link:
    """The address of a paragraph; `target` is made here, of parts that are percent-encoded."""

    text: str
    target: str


Inline = Words | NoteMark | Link


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of an export."""

    kind: BlockKind
    inlines: tuple[Inline, ...]
    language: str
    """Of the line as a whole, which sets its direction."""
    number: int = 0
    """Of a footnote."""

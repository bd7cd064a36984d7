"""What a program sends, field by field: the types, the bounds and the words of the documentation.

In: JSON from outside. Out: requests that hold what they say; or what is wrong with the JSON, in one line.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.programs import DraftFormat

MOST_QUESTION_CHARACTERS = 2000
MOST_DRAFT_CHARACTERS = 200_000
"""Some eighty pages."""
MOST_RESULTS = 100
_MOST_CORPORA = 100

_Corpora = Annotated[
    list[str],
    Field(max_length=_MOST_CORPORA, description="Names of the corpora to look in; all of them where it is left out."),
]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class AskRequest(_Request):
    """A question."""

    question: str = Field(
        min_length=1,
        max_length=MOST_QUESTION_CHARACTERS,
        description="One plain question, in any language; or a reference to a paragraph.",
        examples=["When did Belgium ratify the CTBT?"],
    )
    corpora: _Corpora = []


class SearchRequest(_Request):
    """A query."""

    query: str = Field(
        min_length=1,
        max_length=MOST_QUESTION_CHARACTERS,
        description="A question or some words, in any language.",
        examples=["nuclear disarmament verification"],
    )
    count: int = Field(default=10, ge=1, le=MOST_RESULTS, description="How many paragraphs.", examples=[3])
    corpora: _Corpora = []


class CiteRequest(_Request):
    """A reference."""

    reference: str = Field(
        min_length=1,
        max_length=MOST_QUESTION_CHARACTERS,
        description="A document's symbol or title and a paragraph, as people write them, in six languages.",
        examples=["NPT/CONF.2020/PC.II/WP.6, para. 4"],
    )


class CheckRequest(_Request):
    """A draft."""

    draft: str = Field(
        min_length=1,
        max_length=MOST_DRAFT_CHARACTERS,
        description="The text with its citations.",
        examples=["The group of experts meets in 2018 and 2019 (NPT/CONF.2020/PC.II/WP.6, para. 4)."],
    )
    written_in: DraftFormat = Field(default="markdown", description="Whether the draft is Markdown or plain text.")


def what_is_wrong(errors: Sequence[Mapping[str, Any]]) -> str:
    """What pydantic found, as one line that says where and what; nothing of what was sent is repeated."""
    return "; ".join(f"{_place_of(error['loc'])}: {error['msg']}" for error in errors[:5]) + "."


def _place_of(location: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in location if part != "body") or "the request"

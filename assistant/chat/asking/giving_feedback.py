"""Whether an answer was right, as the visitor says it: the row under each answer.

In: the room's conversation and its turns. Out: the events. What is said goes into the index's feedback file at once,
and nowhere else; the turn remembers it, so that it is shown again and can be changed.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.answering import LOOKUP
from assistant.answers import Answer
from assistant.chat.asking.takeaway_wording import takeaway_wording_in
from assistant.chat.page import EVERY_CLICK, Page, sent_texts
from assistant.feedback import Feedback, FeedbackFile, FeedbackKind
from corpus.errors import PinpointError

if TYPE_CHECKING:
    from assistant.chat.asking.conversation import Turn
    from assistant.chat.asking.room import Steps

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Said:
    """What the visitor has said of one answer. Changed while its turn stands."""

    feedback: Feedback | None = None
    problem: str = ""
    """Why the last of it was not saved."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be said of an answer."""

    kind: FeedbackKind
    label: str


def choices_for(answer: Answer) -> tuple[Choice, ...]:
    """What can be said of `answer`, in its language: a value is only wrong where there is one."""
    wording = takeaway_wording_in(answer.language)
    if answer.status == "not_found":
        return (Choice("right", wording.rightly_refused), Choice("wrong_paragraph", wording.documents_answer))
    choices = [Choice("right", wording.right), Choice("wrong_paragraph", wording.wrong_paragraph)]
    if answer.value:
        choices.append(Choice("wrong_value", wording.wrong_value))
    if answer.model != LOOKUP:
        choices.append(Choice("should_be_refused", wording.should_be_refused))
    return tuple(choices)


def wire(page: Page, conversation: gr.HTML, inputs: Sequence[Any], script: str, steps: "Steps") -> None:
    """Makes `say` events of the conversation keep what the visitor says of an answer.

    `inputs`: the visitor's turns, and the key of their tab, which `script` gives.
    """

    def keep(turns: list[Any], key: str, event: gr.EventData) -> None:
        keep_said(steps.turns_of(turns, key), sent_texts(event), FeedbackFile(page.desk.settings.index))

    def show(turns: list[Any], key: str, request: gr.Request) -> str:
        return steps.show(steps.turns_of(turns, key), request)

    # One after the other, as they were clicked: each replaces the one before.
    options = EVERY_CLICK | {"concurrency_limit": 1, "concurrency_id": "say"}
    kept = conversation.say(keep, list(inputs), None, js=script, **options)
    # Meanwhile a question may have been answered: shown are the turns as they then are.
    kept.then(show, list(inputs), conversation, js=script, **EVERY_CLICK)


def keep_said(turns: list["Turn"], data: Mapping[str, str], file: FeedbackFile) -> None:
    """Saves what `data`, from the browser and untrusted, says of a turn: a kind, or a comment on the one before."""
    turn = next((turn for turn in turns if str(turn.number) == data.get("turn")), None)
    if turn is None or turn.answer is None or turn.is_written:
        return
    before = turn.said.feedback
    comment = data.get("comment", before.comment if before else "")
    wanted = data.get("kind", before.kind if before else "")
    kind = next((choice.kind for choice in choices_for(turn.answer) if choice.kind == wanted), None)
    if kind is None or (before and (before.kind, before.comment) == (kind, comment.strip())):
        return
    try:
        turn.said.feedback = file.add(kind, turn.answer, comment, replaces=before.feedback_id if before else None)
        turn.said.problem = ""
    except PinpointError as error:
        # The message names a folder of the server, which is no visitor's business.
        _LOG.warning("%s", error)
        turn.said.problem = takeaway_wording_in(turn.language).failed

"""What a visitor takes away: an answer as text to be copied, the whole conversation as a file.

In: the turns of one visitor. Out: texts for the buttons under an answer, and a file as a part of the page, which the
page's script hands to the browser. Nothing is written to a disk here, and no address leads to it.
"""

import base64
import datetime
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.answers import Answer
from assistant.chat.page import QUIET, Page, html_part, sent_texts
from assistant.chat.templates import render_template
from assistant.export.conversation import Conversation, ExportedTurn, language_of_most
from assistant.export.markdown import answer_as_markdown, conversation_as_markdown
from assistant.export.plain_text import answer_as_plain_text
from corpus.checksums import corpus_checksums

if TYPE_CHECKING:
    from assistant.chat.asking.conversation import Turn
    from assistant.chat.asking.room import Steps
    from assistant.library import Catalogue

_AT_ONCE = 2
"""Files made at the same time; the others wait."""


@dataclass(frozen=True, slots=True)
class Copies:
    """An answer as it is copied."""

    markdown: str
    plain: str


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file for the browser to save."""

    name: str
    media_type: str
    content: bytes


def copies_of(answer: Answer) -> Copies:
    """The texts of the buttons under an answer."""
    return Copies(answer_as_markdown(answer), answer_as_plain_text(answer))


def can_be_taken(turns: Sequence["Turn"]) -> bool:
    """Whether there is an answer to export."""
    return any(map(_is_answered, turns))


def wire(page: Page, footing: gr.HTML, inputs: Sequence[Any], script: str, steps: "Steps") -> None:
    """Makes `take_away` events of `footing` hand the conversation to the browser.

    `inputs`: the visitor's turns, and the key of their tab, which `script` gives.
    """
    parcel = html_part("", "parcel", "asking/parcel.js")

    def hand_over(turns: list[Any], key: str, event: gr.EventData) -> Any:
        today = datetime.datetime.now().astimezone().date()
        taken = taken_file(steps.turns_of(turns, key), sent_texts(event), page.desk.library, today)
        return render_parcel(taken) if taken else gr.skip()

    options = QUIET | {"concurrency_limit": _AT_ONCE, "concurrency_id": "take_away"}
    footing.take_away(hand_over, list(inputs), parcel, js=script, **options)


def render_parcel(taken: TakenFile) -> str:
    """A file inside the page, for its script to save; never twice the same, so that a second click saves it again."""
    content = base64.b64encode(taken.content).decode()
    return render_template("asking/parcel.html", file=taken, content=content, number=uuid.uuid4().hex)


def taken_file(
    turns: Sequence["Turn"], data: Mapping[str, str], library: "Catalogue", today: datetime.date
) -> TakenFile | None:
    """The conversation in the format that `data`, from the browser and untrusted, names; None where there is none."""
    made = _FORMATS.get(data.get("format", ""))
    answered = [turn for turn in turns if _is_answered(turn)]
    if made is None or not answered:
        return None
    exported = tuple(
        ExportedTurn(
            turn.answer,
            {marker: one.translation for marker, one in turn.translations.items() if one.translation},
        )
        for turn in answered
        if turn.answer
    )
    conversation = Conversation(
        turns=exported,
        corpora=corpus_checksums(library.documents.values()),
        exported=today,
        language=language_of_most(exported),
        address=data.get("address", ""),
    )
    suffix, media_type, write = made
    return TakenFile(f"pinpoint-{today.isoformat()}{suffix}", media_type, write(conversation))


def _is_answered(turn: "Turn") -> bool:
    return turn.answer is not None and not turn.is_written and turn.problem is None


def _docx(conversation: Conversation) -> bytes:
    # Imported when it is needed: it takes a tenth of a second, and the first page should not wait for it.
    from assistant.export.docx_file import conversation_as_docx

    return conversation_as_docx(conversation)


def _markdown(conversation: Conversation) -> bytes:
    return conversation_as_markdown(conversation).encode()


_FORMATS: dict[str, tuple[str, str, Callable[[Conversation], bytes]]] = {
    "word": (".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "markdown": (".md", "text/markdown;charset=utf-8", _markdown),
}
"""What `data-export` of the footing's buttons may say."""

"""The button under a quote that has the language model translate it.

In: the room's conversation and its turns. Out: the events. What a model makes of a quote is kept in its turn, so that
it is shown again with it; it is always marked as unverified (`asking/translation.html`).
"""

from collections.abc import AsyncGenerator, Callable, Generator, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.answers import Citation
from assistant.chat.asking.gloss_wording import gloss_wording_in
from assistant.chat.guards.visitors import visitor_asking
from assistant.chat.page import EVERY_CLICK, TAKES_TURNS, Page, sent_texts
from assistant.chat.turns import Turns
from assistant.chat.visitor_messages import message_for_visitor
from assistant.translation import Translation, translate
from corpus.errors import PinpointError

if TYPE_CHECKING:
    from assistant.chat.asking.conversation import Turn
    from assistant.chat.desk import Desk

_AT_ONCE = 2
"""Translations made at the same time: apart from questions, which a model would make wait."""
_MOST_WAITING = 32


@dataclass(frozen=True, slots=True)
class Translated:
    """What came of asking for a translation; neither text nor problem while the model is at work."""

    translation: Translation | None = None
    problem: str = ""


def wire(
    page: Page,
    conversation: gr.HTML,
    turns: gr.State,
    render: Callable[[list["Turn"], gr.Request | None], str],
) -> None:
    """Makes `translate` events of the conversation translate a quote."""
    turns_of_all = Turns(_AT_ONCE, _MOST_WAITING)

    # Gradio reads these annotations when it runs: they must not name what is only imported for type checking.
    async def work(shown: list[Any], event: gr.EventData, request: gr.Request) -> AsyncGenerator[Any, None]:
        translating = translated(shown, sent_texts(event), page.desk)
        # One who is turned away keeps the button.
        pieces = turns_of_all.pieces(visitor_asking(request), translating, lambda: None, lambda: None)
        async with aclosing(pieces):
            async for _ in pieces:
                yield render(shown, request)

    def show(shown: list[Any], request: gr.Request) -> str:
        return render(shown, request)

    options = EVERY_CLICK | TAKES_TURNS
    # Meanwhile a question may have been asked: the end is rendered from the turns as they then are.
    conversation.translate(work, turns, conversation, **options).then(show, turns, conversation, **EVERY_CLICK)


def translated(turns: list["Turn"], data: Mapping[str, str], desk: "Desk") -> Generator[None, None, None]:
    """Translates the quote that `data`, from the browser and untrusted, names; yields once it has begun.

    The turn keeps what comes of it, a failure too. A quote that is being translated is not begun again.
    """
    found = _find(turns, data)
    if found is None or desk.model is None:
        return
    turn, citation = found
    if (before := turn.translations.get(citation.marker)) and not before.problem:
        return
    wording = gloss_wording_in(turn.language)
    made = Translated(problem=wording.failed)
    turn.translations[citation.marker] = Translated()
    try:
        yield
        lexicon = desk.library.retriever.lexicon
        made = Translated(translate(citation.quote, citation.document.language, turn.language, desk.model, lexicon))
    except PinpointError as error:
        made = Translated(problem=message_for_visitor(error, desk.settings))
    finally:
        turn.translations[citation.marker] = made


def _find(turns: list["Turn"], data: Mapping[str, str]) -> tuple["Turn", Citation] | None:
    for turn in turns:
        if str(turn.number) == data.get("turn") and turn.answer:
            for citation in turn.answer.citations:
                if str(citation.marker) == data.get("marker"):
                    return turn, citation
    return None

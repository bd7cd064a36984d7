"""The room where questions are asked: the conversation, the question box, and what happens at Enter.

In: the `Page`. Out: its parts and their events. Each visitor has a conversation of their own, kept in the server's
memory for as long as the page is open. Answers are made in `assistant.answering`.
"""

from collections.abc import AsyncGenerator, Generator
from contextlib import aclosing, closing
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.answering import LOOKUP
from assistant.answers import Answer
from assistant.chat.asking import giving_feedback, taking_away, translating
from assistant.chat.asking.conversation import EXAMPLES, MOST_TURNS, Turn, render_conversation
from assistant.chat.asking.glossed_quotes import ReadingAids
from assistant.chat.asking.keeping import GIVE_KEY, Conversations
from assistant.chat.asking.takeaway_wording import takeaway_wording_in
from assistant.chat.asking.wording import wording_in
from assistant.chat.documents.filtering import GIVE_CHOICE, filter_bar, selection_shown
from assistant.chat.documents.filtering_wording import filtering_wording_in
from assistant.chat.guards.visitors import visitor_asking
from assistant.chat.interface import interface_language
from assistant.chat.page import EVERY_CLICK, QUIET, TAKES_TURNS, Page, html_part, sent_texts
from assistant.chat.page_wording import page_wording_in
from assistant.chat.reader.paragraph_view import Place, quote_place, render_reader, render_shelf
from assistant.chat.templates import render_template
from assistant.chat.visitor_messages import message_for_visitor
from assistant.observing.spans import in_one_context
from assistant.questions.question import analyse_question
from assistant.selection import Selection
from corpus.catalog import BUNDLED_CORPUS
from corpus.errors import PinpointError

MOST_CHARACTERS = 2000
"""Longest question: far above any that people ask, far below what would keep the encoder busy."""
_SCRIPTS = ("asking/conversation.js", "asking/gloss.js", "asking/feedback.js")
"""Of the conversation."""
_GIVE_CHOICE_AND_KEY = f"(...inputs) => ({GIVE_KEY})(...({GIVE_CHOICE})(...inputs.slice(0, -1)), '')"
"""An event's script: gives what the filter shows as the last input but one, and the tab's key as the last."""


def build(page: Page) -> None:
    """Makes the room's parts where it is called."""
    steps = Steps(page)
    turns = gr.State([])
    key = gr.Textbox(visible=False)
    choice = gr.Textbox(visible=False)
    conversation = html_part(steps.show([], None), "conversation", *_SCRIPTS)
    words = page_wording_in("en")
    filter_bar(page)
    box = gr.Textbox(
        elem_id="question",
        label=words.question_label,
        show_label=False,
        container=False,
        placeholder=words.placeholder,
        max_lines=4,
        submit_btn=words.ask,
        autofocus=True,
    )
    footing = html_part(steps.foot([], None), "footing", "asking/footing.js", "asking/takeaway.js")
    shown = [box, turns, conversation, footing, page.reader]
    # With what the filter shows at that moment: a change of it may still be under way.
    asking = EVERY_CLICK | TAKES_TURNS | {"js": _GIVE_CHOICE_AND_KEY}
    asked = (
        box.submit(steps.ask, [box, turns, choice, key], shown, **asking),
        conversation.ask_example(steps.ask_example, [turns, choice, key], shown, **asking),
    )
    for event in asked:
        event.failure(steps.fail, turns, [turns, conversation], **QUIET)
    page.opens_paragraphs(conversation)
    translating.wire(page, conversation, turns, steps.show)
    giving_feedback.wire(page, conversation, [turns, key], GIVE_KEY, steps)
    taking_away.wire(page, footing, [turns, key], GIVE_KEY, steps)
    page.on_load(steps.open, key, [turns, conversation, footing, box], GIVE_KEY)


class Steps:
    """What the room does on each event. Holds no conversation: that is in the visitor's own state."""

    def __init__(self, page: Page) -> None:
        self._desk = page.desk
        self._turns = page.turns
        self._kept = Conversations()

    def open(self, key: str, request: gr.Request) -> tuple[list[Turn], str, str, Any]:
        """The room in the visitor's language, with the conversation that this tab had before it was loaded again."""
        turns = self._kept.turns(key)
        words = page_wording_in(interface_language(request))
        box = gr.update(label=words.question_label, placeholder=words.placeholder, submit_btn=words.ask)
        return turns, self.show(turns, request), self.foot(turns, request), box

    def turns_of(self, turns: list[Turn], key: str) -> list[Turn]:
        """The visitor's turns, also where their page was out of touch for long, or the last answer is on its way."""
        return max(turns, self._kept.turns(key), key=_count)

    def show(self, turns: list[Turn], request: gr.Request | None) -> str:
        """The conversation as HTML."""
        known = {document.corpus for document in self._desk.library.documents.values()}
        examples = EXAMPLES if BUNDLED_CORPUS.name in known else ()
        aids = ReadingAids(self._desk.library.retriever.lexicon, self._desk.model is not None)
        return render_conversation(turns, examples, interface_language(request), aids)

    def foot(self, turns: list[Turn], request: gr.Request | None, hint: str = "") -> str:
        """The line under the question box. `hint`: why nothing was asked."""
        language = interface_language(request)
        wording = wording_in(language)
        return render_template(
            "asking/footing.html",
            wording=wording,
            takeaway_wording=takeaway_wording_in(language),
            language=language,
            hint=hint,
            begun=bool(turns),
            can_be_taken=taking_away.can_be_taken(turns),
        )

    async def ask_example(
        self, turns: list[Turn], choice: str, key: str, event: gr.EventData, request: gr.Request
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """Asks the question of the example that was clicked."""
        async for shown in self.ask(sent_texts(event).get("question", ""), turns, choice, key, request):
            yield shown

    async def ask(
        self, typed: str, turns: list[Turn], choice: str, key: str, request: gr.Request
    ) -> AsyncGenerator[tuple[Any, ...], None]:
        """Shows the question, and when it is this visitor's turn the answer; the question stays in the box if not."""
        words = page_wording_in(interface_language(request))

        def say(hint: str) -> tuple[Any, ...]:
            return gr.skip(), gr.skip(), gr.skip(), self.foot(turns, request, hint), gr.skip()

        def turned_away() -> tuple[Any, ...]:
            self._desk.journal.turned_away("ask")
            return say(words.busy)

        pieces = self._turns.pieces(
            visitor_asking(request),
            self._asked(typed, turns, choice, key, request),
            lambda: say(words.in_line),
            turned_away,
        )
        async with aclosing(pieces):
            async for shown in pieces:
                yield shown

    def _asked(
        self, typed: str, turns: list[Turn], choice: str, key: str, request: gr.Request
    ) -> Generator[tuple[Any, ...], None, None]:
        """Shows the question at once, then its answer as it grows, at last with the first citation open in the reader.

        `choice`: what the filter shows, from the browser and untrusted. A question that is sent while another is being
        answered is not asked and stays in the box.
        Where nothing was found the reader shows the nearest paragraph: it must not keep the last answer's.
        """
        question, language = typed.strip(), interface_language(request)
        selection, is_wrong_date = selection_shown(choice, self._desk.library)
        hint = ""
        if not question:
            hint = wording_in(language).empty
        elif is_wrong_date:
            hint = filtering_wording_in(language).wrong_date
        elif not self._kept.begin(key):
            hint = wording_in(language).still_answering
        if hint:
            yield gr.skip(), gr.skip(), gr.skip(), self.foot(turns, request, hint), gr.skip()
            return
        try:
            turns = self.turns_of(turns, key)
            asked = question[:MOST_CHARACTERS]
            turn = Turn(asked, _language_of(asked), number=_count(turns))
            turns = turns[1 - MOST_TURNS :]
            yield "", [*turns, turn], self.show([*turns, turn], request), self.foot([*turns, turn], request), gr.skip()
            if len(question) > MOST_CHARACTERS:
                turn = replace(turn, problem=wording_in(turn.language).too_long.format(MOST_CHARACTERS))
            else:
                for so_far in in_one_context(self._answers(turn, turns, selection)):
                    turn = so_far
                    if turn.is_written:
                        yield gr.skip(), gr.skip(), self.show([*turns, turn], request), gr.skip(), gr.skip()
            self._kept.keep(key, [*turns, turn])
        finally:
            self._kept.end(key)
        reader = self._open_first(turn.answer) if turn.answer else gr.skip()
        yield gr.skip(), [*turns, turn], self.show([*turns, turn], request), self.foot([*turns, turn], request), reader

    def _answers(self, turn: Turn, turns: list[Turn], selection: Selection) -> Generator[Turn, None, None]:
        """The turn with its answer so far, again and again while a model writes it; then with the one that stands."""
        earlier = [
            earlier.answer.interpreted_question or earlier.question
            for earlier in turns
            if earlier.answer and earlier.answer.model != LOOKUP
        ]
        assistant = self._desk.assistant
        try:
            with (
                self._desk.journal.doing("ask") as work,
                closing(assistant.answers(turn.question, selection=selection, conversation=earlier)) as answers,
            ):
                for answer in answers:
                    turn = replace(turn, answer=answer, language=answer.language, is_written=assistant.has_model)
                    yield turn
                    work.note_answer(answer, assistant.generation)
        except PinpointError as error:
            turn = replace(turn, problem=message_for_visitor(error, self._desk.settings))
        yield replace(turn, is_written=False, searched=self._searched(turn, selection))

    def _searched(self, turn: Turn, selection: Selection) -> tuple[int, int] | None:
        """How many documents were searched, of how many, where nothing was found in a choice of them."""
        chosen = selection.chosen(self._desk.library)
        if chosen is None or turn.answer is None or turn.answer.status == "answered" or turn.answer.model == LOOKUP:
            return None
        return len(chosen), len(self._desk.library.documents)

    def _open_first(self, answer: Answer) -> str:
        for cited in answer.citations[:1]:
            place = quote_place(cited.paragraph, cited.start, cited.end, answer.language)
            return render_reader(self._desk.library, place)
        for near in answer.nearest[:1]:
            place = Place(near.paragraph.paragraph_id, 0, 0, answer.language, nearest=True)
            return render_reader(self._desk.library, place)
        return render_shelf(self._desk.library, answer.language)

    def fail(self, turns: list[Turn], request: gr.Request) -> tuple[list[Turn], str]:
        """Ends a turn whose answer failed for a reason that is no visitor's business; the log has it."""
        failed = [
            turn if turn.answer or turn.problem else replace(turn, problem=wording_in(turn.language).failed)
            for turn in turns
        ]
        return failed, self.show(failed, request)


def _count(turns: list[Turn]) -> int:
    """How many questions a conversation had, those counted that are gone."""
    return turns[-1].number + 1 if turns else 0


def _language_of(question: str) -> str:
    try:
        return analyse_question(question).language
    except PinpointError:
        # The assistant says what is wrong with it.
        return "en"

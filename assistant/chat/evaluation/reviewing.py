"""Feedback that is reviewed: each piece of it becomes a question of the next evaluation, or is dropped.

In: the room's `Evaluations`, and what a reviewer fills in. Out: HTML, and the question file. Everything that a browser
sends is untrusted: it is cut to a length, and checked where it is used.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.chat.desk import Desk
from assistant.chat.evaluation.protocol import Evaluations, OfferedQuestion, ReviewedQuestion
from assistant.chat.evaluation.rendering import written_time
from assistant.chat.evaluation.review_wording import review_wording_in
from assistant.chat.interface import interface_language
from assistant.chat.templates import render_template
from assistant.chat.visitor_messages import message_for_visitor
from assistant.feedback import Feedback
from corpus.errors import PinpointError

FEEDBACK_QUESTIONS = "feedback.jsonl"
"""The question file that accepted feedback goes to."""
_MOST_SHOWN = 5
"""Of the oldest pieces of feedback: the others come when these are done."""
_LONGEST = 8000
"""Characters of a field: more than any question or sentence has."""


@dataclass(frozen=True, slots=True)
class OpenedFeedback:
    """The piece of feedback that is being reviewed, with what the reviewer has filled in so far."""

    feedback_id: str
    question: str
    offer: OfferedQuestion


class Reviewing:
    """What the part does on each event. Holds nothing: a reviewer's words come with each event."""

    def __init__(self, desk: Desk, evaluations: Evaluations) -> None:
        self._desk = desk
        self._evaluations = evaluations

    def show(self, language: str, opened: OpenedFeedback | None = None, **said: str) -> str:
        """The list, with one item opened; `said`: a problem, a message, and the file that a question was kept in."""
        wording = review_wording_in(language)
        problem = said.get("problem", "")
        try:
            feedback = self._evaluations.open_feedback()
        except PinpointError as error:
            feedback, opened, problem = (), None, self._told(error)
        return render_template(
            "evaluation/review.html",
            wording=wording,
            language=language,
            count=len(feedback),
            items=[_item(item, language) for item in feedback[:_MOST_SHOWN]],
            opened=opened,
            problem=problem,
            message=said.get("message", ""),
            kept=said.get("kept", ""),
        )

    def open(self, event: gr.EventData, request: gr.Request) -> str:
        """Opens a piece of feedback, or closes the one that is open."""
        language, feedback_id = interface_language(request), _text(event, "feedback")
        if not feedback_id:
            return self.show(language)
        try:
            return self.show(language, self._opened(feedback_id, None))
        except PinpointError as error:
            return self.show(language, problem=self._told(error))

    def follow(self, event: gr.EventData, request: gr.Request) -> str:
        """Follows the reference that the reviewer gives, and shows the paragraph's sentences to pick from."""
        language = interface_language(request)
        try:
            opened = self._opened(_text(event, "feedback"), _text(event, "reference"))
        except PinpointError as error:
            return self.show(language, problem=self._told(error))
        return self.show(language, replace(opened, question=_text(event, "question")))

    def accept(self, event: gr.EventData, request: gr.Request) -> str:
        """Keeps the question; where it is none yet, says so and keeps what was typed."""
        language, feedback_id = interface_language(request), _text(event, "feedback")
        try:
            self._evaluations.accept(
                feedback_id,
                ReviewedQuestion(
                    question=_text(event, "question"),
                    is_answerable=_text(event, "answerable") != "no",
                    paragraph_id=_text(event, "paragraph"),
                    quote=_text(event, "quote"),
                    value=_text(event, "value"),
                ),
            )
        except PinpointError as error:
            return self.show(language, self._as_typed(event), problem=self._told(error))
        message = review_wording_in(language).accepted.format(FEEDBACK_QUESTIONS)
        return self.show(language, message=message, kept=FEEDBACK_QUESTIONS)

    def drop(self, event: gr.EventData, request: gr.Request) -> str:
        """Sets it aside."""
        language = interface_language(request)
        try:
            self._evaluations.drop(_text(event, "feedback"))
        except PinpointError as error:
            return self.show(language, problem=self._told(error))
        return self.show(language, message=review_wording_in(language).dropped)

    def _told(self, error: PinpointError) -> str:
        return message_for_visitor(error, self._desk.settings)

    def _opened(self, feedback_id: str, reference: str | None) -> OpenedFeedback:
        offer = self._evaluations.offer(feedback_id, reference)
        asked = {feedback.feedback_id: feedback.asked for feedback in self._evaluations.open_feedback()}
        return OpenedFeedback(feedback_id, asked.get(feedback_id, ""), offer)

    def _as_typed(self, event: gr.EventData) -> OpenedFeedback | None:
        """What the reviewer had in the form, over the paragraph that it was about."""
        paragraph_id = _text(event, "paragraph")
        try:
            opened = self._opened(_text(event, "feedback"), paragraph_id or _text(event, "reference"))
        except PinpointError:
            # Somebody else has reviewed it in the meantime, and the message says so.
            return None
        typed = replace(
            opened.offer,
            is_answerable=_text(event, "answerable") != "no",
            reference=_text(event, "reference"),
            quote=_text(event, "quote"),
            value=_text(event, "value"),
        )
        return replace(opened, question=_text(event, "question"), offer=typed)


def _item(feedback: Feedback, language: str) -> dict[str, Any]:
    return {
        "feedback_id": feedback.feedback_id,
        "asked": feedback.asked,
        "language": feedback.language,
        "kind": feedback.kind,
        "when": written_time(feedback.given, language),
        "comment": feedback.comment,
        "status": feedback.status,
        "answer": feedback.answer,
        "citations": feedback.citations,
    }


def _text(event: gr.EventData, name: str) -> str:
    data = event._data
    return str(data.get(name, ""))[:_LONGEST] if isinstance(data, Mapping) else ""

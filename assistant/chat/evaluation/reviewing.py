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


GIVE_TYPED = """(...inputs) => {
  const form = document.querySelector('#evaluation-review form');
  return [...inputs.slice(0, -1), form ? { ...Object.fromEntries(new FormData(form)), ...form.dataset } : null];
}"""
"""An event's script: gives what stands in the form that is open as the last input."""


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

    def show_again(self, language: str, typed: Any) -> str:
        """The list as it is now, with the form that was open and what was `typed` into it (`GIVE_TYPED`)."""
        if not _text(typed, "feedback"):
            return self.show(language)
        try:
            return self.show(language, self._as_typed(typed))
        except PinpointError as error:
            return self.show(language, problem=self._told(error))

    def open(self, event: gr.EventData, request: gr.Request) -> str:
        """Opens a piece of feedback, with what was typed into it before; or closes the one that is open."""
        language, feedback_id = interface_language(request), _text(event._data, "feedback")
        if not feedback_id or _has_typed(event._data):
            return self.show_again(language, event._data)
        try:
            return self.show(language, self._opened(feedback_id, None))
        except PinpointError as error:
            return self.show(language, problem=self._told(error))

    def follow(self, event: gr.EventData, request: gr.Request) -> str:
        """Follows the reference that the reviewer gives, and shows the paragraph's sentences to pick from.

        A quote from the paragraph before is none of another.
        """
        language, typed = interface_language(request), event._data
        try:
            opened = self._opened(_text(typed, "feedback"), _text(typed, "reference"))
        except PinpointError as error:
            return self.show(language, problem=self._told(error))
        found, quote = self._desk.library.paragraph(opened.offer.paragraph_id), _text(typed, "quote")
        if found and found.paragraph_id != _text(typed, "paragraph") and quote not in found.text:
            quote = ""
        offer = replace(opened.offer, quote=quote, value=_text(typed, "value"))
        return self.show(language, replace(opened, question=_text(typed, "question"), offer=offer))

    def accept(self, event: gr.EventData, request: gr.Request) -> str:
        """Keeps the question; where it is none yet, says so and keeps what was typed."""
        language, typed = interface_language(request), event._data
        try:
            self._evaluations.accept(
                _text(typed, "feedback"),
                ReviewedQuestion(
                    question=_text(typed, "question"),
                    is_answerable=_text(typed, "answerable") != "no",
                    paragraph_id=_text(typed, "paragraph"),
                    quote=_text(typed, "quote"),
                    value=_text(typed, "value"),
                ),
            )
        except PinpointError as error:
            return self.show(language, self._still_open(typed), problem=self._told(error))
        message = review_wording_in(language).accepted.format(FEEDBACK_QUESTIONS)
        return self.show(language, message=message, kept=FEEDBACK_QUESTIONS)

    def drop(self, event: gr.EventData, request: gr.Request) -> str:
        """Sets it aside."""
        language = interface_language(request)
        try:
            self._evaluations.drop(_text(event._data, "feedback"))
        except PinpointError as error:
            return self.show(language, problem=self._told(error))
        return self.show(language, message=review_wording_in(language).dropped)

    def _told(self, error: PinpointError) -> str:
        return message_for_visitor(error, self._desk.settings)

    def _opened(self, feedback_id: str, reference: str | None) -> OpenedFeedback:
        offer = self._evaluations.offer(feedback_id, reference)
        asked = {feedback.feedback_id: feedback.asked for feedback in self._evaluations.open_feedback()}
        return OpenedFeedback(feedback_id, asked.get(feedback_id, ""), offer)

    def _still_open(self, typed: Any) -> OpenedFeedback | None:
        try:
            return self._as_typed(typed)
        except PinpointError:
            # Somebody else has reviewed it in the meantime, and the message says so.
            return None

    def _as_typed(self, typed: Any) -> OpenedFeedback:
        """What the reviewer had in the form, over the paragraph that it was about."""
        reference = _text(typed, "reference")
        opened = self._opened(_text(typed, "feedback"), _text(typed, "paragraph") or reference)
        offer = replace(
            opened.offer,
            is_answerable=_text(typed, "answerable") != "no",
            reference=reference,
            quote=_text(typed, "quote"),
            value=_text(typed, "value"),
        )
        return replace(opened, question=_text(typed, "question"), offer=offer)


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


def _has_typed(data: Any) -> bool:
    """Whether a browser sent a form, and not only whose feedback is meant."""
    return isinstance(data, Mapping) and "question" in data


def _text(data: Any, name: str) -> str:
    return str(data.get(name, ""))[:_LONGEST] if isinstance(data, Mapping) else ""

"""The conversation as HTML: questions, answers with their quotes, and what to start with.

In: the turns of one visitor. Out: HTML. Buttons carry the place that they open as data attributes;
`assistant.chat.reader.paragraph_view.read_place` reads them back. Nothing is asked or kept here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Answer, Citation
from assistant.chat.asking.wording import confidence_in_words, wording_in
from assistant.chat.page_wording import page_wording_in
from assistant.chat.reader.paragraph_view import Place
from assistant.chat.short_references import ShortReference, short_reference
from assistant.chat.templates import render_template
from corpus.documents import Document, Paragraph

EXTRACTIVE, LOOKUP = "extractive", "lookup"
_EXCERPT_CHARACTERS = 90
_MARKER = re.compile(r"\[(\d{1,3})\]")

EXAMPLES = (
    ("en", "When did Belgium ratify the CTBT?"),
    ("zh", "《全面禁止核试验条约》比利时何时批准？"),
    ("fr", "Quand la Belgique a-t-elle ratifié le TICE ?"),
    ("ar", "متى صدقت بلجيكا على معاهدة الحظر الشامل للتجارب النووية؟"),
    ("en", "Who chaired the Nuclear Suppliers Group in 2020-2021?"),
    ("en", "NPT/CONF.2020/PC.II/WP.6, para. 4"),
)
"""Questions to start with, about the bundled corpus, and a reference to follow."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, and what came of it; neither answer nor problem while it is being looked up."""

    question: str
    language: str
    answer: Answer | None = None
    problem: str | None = None
    is_written: bool = False
    """Whether a language model is still at work on the answer."""


@dataclass(frozen=True, slots=True)
class Source:
    """A paragraph to be opened, as an answer shows it."""

    marker: str
    """"[1]", or nothing for a paragraph that is not cited."""
    name: ShortReference
    place: Place
    quote: str
    quote_language: str
    citation: str
    """What is copied: the reference and the quote, plain text."""


def render_conversation(
    turns: Sequence[Turn], examples: Sequence[tuple[str, str]] = (), interface: str = "en"
) -> str:
    """The whole conversation; before the first question, `examples`: pairs of language and question.

    `interface`: the language of what the page says outside of answers.
    """
    return render_template(
        "asking/conversation.html",
        turns=[_view(turn) for turn in turns],
        examples=examples,
        page_wording=page_wording_in(interface),
    )


def _view(turn: Turn) -> dict[str, object]:
    """What the template shows of one turn."""
    wording = wording_in(turn.language)
    view: dict[str, object] = {"turn": turn, "wording": wording, "answer": turn.answer}
    if turn.answer:
        answer = turn.answer
        view |= {
            "prose": _prose(answer),
            "sources": _sources(answer),
            "nearest": _nearest(answer),
            "left_out": [claim for claim in answer.claims if claim.verdict == "unsupported"],
            "understood_as": answer.interpreted_question,
            "support": confidence_in_words(answer.confidence, wording),
            "percent": round(answer.confidence * 100),
            "written_by": None if answer.model in (EXTRACTIVE, LOOKUP) else wording.written_by.format(answer.model),
        }
    return view


def _sources(answer: Answer) -> list[Source]:
    return [
        Source(
            f"[{citation.marker}]",
            name := short_reference(citation.document, citation.paragraph, answer.language),
            _place(citation, answer.language),
            citation.quote,
            citation.document.language,
            f"{name.full}\n{citation.quote}",
        )
        for citation in answer.citations
    ]


def _nearest(answer: Answer) -> list[Source]:
    return [_whole(near.document, near.paragraph, answer.language) for near in answer.nearest]


def _whole(document: Document, paragraph: Paragraph, language: str) -> Source:
    text = paragraph.text
    excerpt = text if len(text) <= _EXCERPT_CHARACTERS else text[:_EXCERPT_CHARACTERS].rstrip() + "…"
    name = short_reference(document, paragraph, language)
    place = Place(paragraph.paragraph_id, 0, 0, language, nearest=True)
    return Source("", name, place, excerpt, document.language, f"{name.full}\n{paragraph.text}")


def _prose(answer: Answer) -> list[tuple[str, Place | None]]:
    """The answer's text cut at its markers, each with the place that it opens: ("[1]", place).

    Empty where the text says nothing but the value and the quotes, which are shown by themselves.
    """
    rest = _MARKER.sub("", answer.answer)
    shown = [citation.quote for citation in answer.citations]
    for text in [answer.value.text, *shown] if answer.value else shown:
        rest = rest.replace(text, "")
    if not any(map(str.isalnum, rest)):
        return []
    places = {source.marker: _place(source, answer.language) for source in answer.citations}
    pieces = _MARKER.split(answer.answer)
    return [
        (f"[{piece}]", places.get(int(piece))) if index % 2 else (piece, None) for index, piece in enumerate(pieces)
    ]


def _place(citation: Citation, language: str) -> Place:
    return Place(citation.paragraph.paragraph_id, citation.start, citation.end, language)

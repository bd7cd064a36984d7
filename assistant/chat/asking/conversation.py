"""The conversation as HTML: questions, answers with their quotes, and what to start with.

In: the turns of one visitor. Out: HTML. Buttons carry the place that they open as data attributes;
`assistant.chat.reader.paragraph_view.read_place` reads them back. Nothing is asked or kept here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answers import Answer, Citation
from assistant.chat.asking.giving_feedback import Said, choices_for
from assistant.chat.asking.gloss_wording import gloss_wording_in
from assistant.chat.asking.glossed_quotes import ReadingAids
from assistant.chat.asking.takeaway_wording import takeaway_wording_in
from assistant.chat.asking.taking_away import copies_of
from assistant.chat.asking.translating import Translated
from assistant.chat.asking.wording import wording_in
from assistant.chat.page_wording import page_wording_in
from assistant.chat.reader.paragraph_view import Place, quote_place
from assistant.chat.short_references import ShortReference, short_reference
from assistant.chat.templates import render_template
from assistant.feedback import MOST_COMMENT_CHARACTERS
from assistant.glossing import GlossedWord
from assistant.support_wording import support_in_words
from corpus.documents import Document, Paragraph

EXTRACTIVE, LOOKUP = "extractive", "lookup"
_EXCERPT_CHARACTERS = 90
_MARKER = re.compile(r"\[(\d{1,3})\]")

MOST_TURNS = 50
"""Of a conversation: each question sends all of them, seven to ten thousand characters each, to the page twice."""
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
    searched: tuple[int, int] | None = None
    """Where nothing was found in a choice of documents: how many were searched, of how many."""
    is_written: bool = False
    """Whether a language model is still at work on the answer."""
    translations: dict[int, Translated] = field(default_factory=dict)
    """Of the citation with that marker, where the visitor has asked for one. Written while the turn stands."""
    said: Said = field(default_factory=Said)
    """What the visitor says of the answer. Written while the turn stands."""
    number: int = 0
    """How many came before it, by which its buttons name it: those that are gone count, so it never changes."""


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
    cited: int = 0
    """The citation's marker, by which a translation is asked for."""
    words: tuple[GlossedWord, ...] = ()
    """The quote with glosses for a reader who may not know its language."""
    is_foreign: bool = False
    """Whether a translation is offered."""


def render_conversation(
    turns: Sequence[Turn],
    examples: Sequence[tuple[str, str]] = (),
    interface: str = "en",
    aids: ReadingAids | None = None,
) -> str:
    """The conversation, as far as it is kept; before the first question, `examples`: pairs of language and question.

    `interface`: the language of what the page says outside of answers. `aids`: what helps with quotes in other
    languages than the question's.
    """
    return render_template(
        "asking/conversation.html",
        turns=[_view(turn, aids) for turn in turns],
        older_gone=wording_in(turns[0].language) if turns and turns[0].number else None,
        most_turns=MOST_TURNS,
        examples=examples,
        page_wording=page_wording_in(interface),
        most_comment_characters=MOST_COMMENT_CHARACTERS,
    )


def _view(turn: Turn, aids: ReadingAids | None) -> dict[str, object]:
    """What the template shows of one turn."""
    wording = wording_in(turn.language)
    view: dict[str, object] = {"turn": turn, "wording": wording, "answer": turn.answer}
    view["gloss_wording"] = gloss_wording_in(turn.language)
    if turn.answer:
        answer = turn.answer
        view |= {
            # Where documents differ the text gives every figure with its date, and none of them stands out.
            "value": None if answer.model == EXTRACTIVE and _prose(answer) else answer.value,
            "prose": _prose(answer),
            "figures": _figures(answer, _sources(answer, aids)),
            "nearest": _nearest(answer),
            "left_out": [claim for claim in answer.claims if claim.verdict == "unsupported"],
            "understood_as": answer.interpreted_question,
            "support": support_in_words(answer.confidence, answer.language),
            "percent": round(answer.confidence * 100),
            "copies": copies_of(answer),
            "choices": choices_for(answer),
            "takeaway_wording": takeaway_wording_in(turn.language),
            "written_by": None if answer.model in (EXTRACTIVE, LOOKUP) else wording.written_by.format(answer.model),
        }
    return view


def _sources(answer: Answer, aids: ReadingAids | None) -> list[Source]:
    return [
        Source(
            f"[{citation.marker}]",
            name := short_reference(citation.document, citation.paragraph, answer.language),
            _place(citation, answer.language),
            citation.quote,
            citation.document.language,
            f"{name.full}\n{citation.quote}",
            citation.marker,
            aids.gloss(citation.quote, citation.document.language, answer.language) if aids else (),
            aids is not None and aids.translates(citation.document.language, answer.language),
        )
        for citation in answer.citations
    ]


def _figures(answer: Answer, sources: Sequence[Source]) -> list[list[Source]]:
    """Quotes as they are shown, each with its source; where the quotes are the answer, with all that say the same."""
    if answer.value or _prose(answer):
        return [[source] for source in sources]
    figures: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        figures.setdefault((source.quote, source.quote_language), []).append(source)
    return list(figures.values())


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
    return quote_place(citation.paragraph, citation.start, citation.end, language)

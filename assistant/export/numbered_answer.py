"""An answer's text cut into what it says, what it quotes and where it cites, its citations numbered as footnotes.

In: answers, in the order of a conversation. Out: `NumberedAnswer`s, whose footnotes count on from one to the next.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answers import Answer, Citation
from assistant.export.blocks import NoteMark, Words


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of an answer that stands word for word in the paragraph that it cites."""

    citation: Citation


Piece = Words | Quoted | NoteMark


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of an answer."""

    number: int
    citation: Citation
    is_quoted_above: bool
    """Whether the answer itself shows the quote: the footnote need not repeat it."""


@dataclass(frozen=True, slots=True)
class NumberedAnswer:
    """An answer with footnotes in the order in which they are first referred to."""

    answer: Answer
    lines: tuple[tuple[Piece, ...], ...]
    notes: tuple[Note, ...]


def number_answers(answers: Sequence[Answer], first: int = 1) -> tuple[NumberedAnswer, ...]:
    """The answers with footnotes from `first` on, none of which has the number of another."""
    numbered: list[NumberedAnswer] = []
    for answer in answers:
        numbered.append(_number(answer, first))
        first += len(numbered[-1].notes)
    return tuple(numbered)


def _number(answer: Answer, first: int) -> NumberedAnswer:
    pieces = _pieces(answer)
    cited = {citation.marker: citation for citation in answer.citations}
    marked = [piece.number for piece in pieces if isinstance(piece, NoteMark)]
    # What the text does not refer to is a source all the same.
    pieces += [NoteMark(marker) for marker in cited if marker not in marked]
    order = list(dict.fromkeys([*marked, *cited]))
    numbers = {marker: number for number, marker in enumerate(order, start=first)}
    quoted = {piece.citation.quote for piece in pieces if isinstance(piece, Quoted)}
    numbered: list[Piece] = [
        NoteMark(numbers[piece.number]) if isinstance(piece, NoteMark) else piece for piece in pieces
    ]
    return NumberedAnswer(
        answer,
        tuple(_lines(numbered)),
        tuple(Note(numbers[marker], cited[marker], cited[marker].quote in quoted) for marker in order),
    )


def _pieces(answer: Answer) -> list[Piece]:
    """The text in pieces; a NoteMark still has the answer's own marker.

    Quotes are found first: "[2]" in one of them is the document's, no citation.
    """
    cited = {citation.marker: citation for citation in answer.citations}
    quotes = [rf"{re.escape(one.quote)}(?= ?\[{one.marker}\])" for one in answer.citations if one.quote]
    pattern = re.compile("|".join([*quotes, r" ?\[(?P<marker>\d{1,3})\]"]))
    pieces: list[Piece] = []
    end = 0
    for match in pattern.finditer(answer.answer):
        marker = match["marker"]
        if marker is None:
            piece: Piece = Quoted(_cited_behind(match, answer, cited))
        elif int(marker) in cited:
            piece = NoteMark(int(marker))
        else:
            continue
        pieces += [Words(answer.answer[end : match.start()], answer.language), piece]
        end = match.end()
    pieces.append(Words(answer.answer[end:], answer.language))
    return [piece for piece in pieces if not isinstance(piece, Words) or piece.text]


def _cited_behind(match: re.Match[str], answer: Answer, cited: dict[int, Citation]) -> Citation:
    behind = re.match(r" ?\[(\d+)\]", answer.answer[match.end() :])
    assert behind
    return cited[int(behind[1])]


def _lines(pieces: Sequence[Piece]) -> list[tuple[Piece, ...]]:
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if not isinstance(piece, Words):
            lines[-1].append(piece)
            continue
        first, *others = piece.text.split("\n")
        for number, text in enumerate([first, *others]):
            if number:
                lines.append([])
            if text.strip():
                lines[-1].append(Words(text, piece.language))
    return [tuple(line) for line in lines if line]
